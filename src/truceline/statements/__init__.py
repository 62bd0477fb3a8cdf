"""Who said what.

In comes an article (or its parse, or a bare text); out come its statements: what was said, the words that
say so, who is named as saying it and which actor that is, through whom it reached the page, and what kind of
act it was.
"""

from truceline.statements._extract import extract
from truceline.statements._finish import Cast, Resolution
from truceline.statements._likeness import Likeness, Profile

__all__ = ["Cast", "Likeness", "Profile", "Resolution", "extract"]
