"""War beside the making of a truce: both sides shoot hours after they signed, or when it was due to begin.

The truce is then named in a clause of time, and the main clause tells the fighting. One side's breach does
not end a truce; both sides' fighting does, and so does any that goes on when it should have begun.
"""

from __future__ import annotations

from collections.abc import Iterator

from truceline.claims._drafts import Draft, draft
from truceline.claims._lexicon import compose, pattern, words
from truceline.claims._sentences import LAST_OF_NEWS, Sentence

__all__ = ["read_relapse"]

WEIGHT = 0.9


def read_relapse(sentence: Sentence) -> Iterator[Draft]:
    """Broken, where the news is that both sides fight after a truce was made, or that none came when due."""
    if sentence.role not in {"headline", "body"} or sentence.index > LAST_OF_NEWS:
        return
    for name in ("relapse.fought", "relapse.due"):
        for template in words(name):
            match = compose(template).search(sentence.text)
            if match is None:
                continue
            lead = sentence.text[: match.start()]
            if name == "relapse.due" and not pattern("attendant.fighting").search(sentence.text):
                continue
            if not pattern("relapse.not_so").search(lead):
                span = sentence.offsets(match)
                yield draft(sentence, "status", "broken", span, stance="asserted", weight=WEIGHT)
                return
