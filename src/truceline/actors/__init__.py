"""Names into actors: who is named in a report, by whatever name, and whom "he" and "the spokesman" mean.

In comes an article's parse (`truceline.language.Parsed`); out comes its `Cast`: actors, mentions with their
offsets and
reasons, and names that look spoilt by translation or spelling. `merge` makes one cast of many, and `unite`
one actor of two views; `sound` is what a name is
in any spelling. Known names come from the
data files of this room; names that no file knows are read from the text alone.
"""

from truceline.actors._cast import Cast
from truceline.actors._find import find
from truceline.actors._lookup import home, known_actor, lookup
from truceline.actors._mention import Mention, MentionKind, Resolution
from truceline.actors._merge import merge, unite
from truceline.actors._sound import sound
from truceline.actors._words import slug

__all__ = [
    "Cast", "Mention", "MentionKind", "Resolution", "find", "home", "known_actor", "lookup", "merge", "slug",
    "sound", "unite",
]  # fmt: skip
