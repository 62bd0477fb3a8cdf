"""What reports say of a ceasefire.

In comes one article with its parse, times, statements and actors; out come claims: a field, a value, how the
report puts it (stance), who vouches for it (chain), and the words it was read from.
"""

from truceline.claims._conflicts import conflicts, outweighed
from truceline.claims._judge import digest_of, without_wording
from truceline.claims._places import names_party, places
from truceline.claims._read import read, wording
from truceline.claims._settled import holds_at_once

__all__ = [
    "conflicts", "digest_of", "holds_at_once", "names_party", "outweighed", "places", "read",
    "without_wording", "wording",
]  # fmt: skip
