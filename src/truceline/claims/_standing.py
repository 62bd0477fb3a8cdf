"""How a ceasefire stands that a report speaks of as made before: its guns are silent, or there is war again.

A report that only recalls how a truce was made, or takes it for granted, still tells how it stands by what it
tells of the fighting: "not a shot has been fired", "fighting resumed". Where the making itself is the news,
nothing is concluded from it, nor where any sentence says outright what became of the truce.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from truceline.claims._drafts import OUTRIGHT, Draft, draft
from truceline.claims._fates import first_told
from truceline.claims._main import lies_ahead
from truceline.claims._reality import MADE
from truceline.claims._sentences import LAST_OF_NEWS, Sentence

__all__ = ["read_standing"]

_SINCE = timedelta(days=4)
"""How long ago a truce must have been made for its making not to be the news."""
_LISTS = (("war", "broken", 0.85), ("silent", "in_force", 0.85), ("calm", "in_force", 0.8))
"""Lists of `data/fates.toml`, with what they tell of a truce and what that weighs."""
_UNSAID = _LISTS[1:2]
"""What tells of a truce even where nothing else is said of one."""
_LONG_AFTER = re.compile(r"\b(?:days|weeks?|months?|years?) (?:after|since)\b[^.;]*$", re.I)
"""What leads up to the making of a truce as long ago: "a week after the two signed"."""
_FORMER = re.compile(r"\b(?:since|before|until|when|like)\b[^,;]*$", re.I)
"""What leads up to words for another time than that of the report."""


def read_standing(sentences: Sequence[Sentence], drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Broken or in force, by what a report tells of the fighting.

    Args:
        sentences: the sentences of the report.
        drafts: what has been read from them.
    """
    drafts = list(drafts)
    told = [d for d in drafts if d.field == "status" and not d.topic]
    if any(_is_news(d) if d.value in MADE else d.weight > OUTRIGHT for d in told):
        return
    if any(d.field == "effective" and d.date and lies_ahead(d.sentence, d.date) for d in drafts):
        return
    lists = _LISTS if told else _UNSAID
    for sentence in sentences:
        if sentence.role not in {"body", "headline"}:
            continue
        for name, value, weight in lists:
            match = first_told(sentence, name)
            if match is not None and _is_own(sentence, match):
                span = sentence.offsets(match)
                yield draft(sentence, "status", value, span, stance="asserted", weight=weight)
                return


def _is_news(found: Draft) -> bool:
    """Whether a truce is told as just made: at the head of the report, and not as days ago."""
    if found.sentence.index > LAST_OF_NEWS or found.weight < OUTRIGHT:
        return False
    lead = found.sentence.article.text[found.sentence.start : found.evidence[0].start]
    if _LONG_AFTER.search(lead):
        return False
    published, when = found.sentence.article.published, found.when
    if when is None or when.latest is None or published is None or published.earliest is None:
        return True
    return published.earliest - when.latest < _SINCE


def _is_own(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether the report itself tells it of its own time, or in indirect speech."""
    verb = sentence.token_at(sentence.start + match.start())
    if (
        verb is not None
        and verb.tag_ == "VBN"
        and not any(c.dep_ in {"aux", "auxpass"} for c in verb.children)
    ):
        return False  # "a corporal captured two years ago"
    said = sentence.statement_at(sentence.start + match.start())
    return (said is None or said.mode == "indirect") and not _FORMER.search(sentence.text[: match.start()])
