"""Who said what.

In comes an article (or its parse, or a bare text); out come its statements: what was said, the words that
say so, who is named as saying it and which actor that is, through whom it reached the page, and what kind of
act it was.

The rules need no training. A `Judge`, trained on a corpus that somebody has (`fit`, `truceline train
statements`), confirms what they find, and is taken into use by `use_judge` or the environment's
TRUCELINE_JUDGE.
"""

from truceline.statements._extract import extract
from truceline.statements._finish import Cast, Resolution
from truceline.statements._judge import Judge, chosen_judge, read_judge, use_judge, write_judge
from truceline.statements._learn import Lesson, fit
from truceline.statements._likeness import Likeness, Profile, profile
from truceline.statements._rows import Floats, Ints, Rows

__all__ = [
    "Cast",
    "Floats",
    "Ints",
    "Judge",
    "Lesson",
    "Likeness",
    "Profile",
    "Resolution",
    "Rows",
    "chosen_judge",
    "extract",
    "fit",
    "profile",
    "read_judge",
    "use_judge",
    "write_judge",
]
