"""Where the conflict of a report is fought: the state at home in it."""

from __future__ import annotations

from collections.abc import Sequence

from truceline.actors._gazetteer import Gazetteer
from truceline.actors._match import hits
from truceline.actors._mention import Mention
from truceline.actors._reading import Reading
from truceline.actors._words import case_of, words
from truceline.model import Article

__all__ = ["at_war", "sent_from"]

_HOME_GROUP = 5
"""How many mentions of a state one of its armed groups is worth. Set on the project's reports."""
_OPENING = 300
"""Characters at the head of a report (headline and first sentence) in which a state counts twice."""


def sent_from(article: Article, known: Gazetteer) -> str | None:
    """The state of the town in a report's dateline, None where it names none or several."""
    found: set[str] = set()
    for segment in article.segments:
        if segment.role != "dateline":
            continue
        text = article.text[segment.start : segment.end]
        for hit in hits(words(text, segment.start), text, segment.start, case_of(text), known):
            found |= {one.actor for one in hit.names if known.entries[one.actor].kind == "state"}
    return found.pop() if len(found) == 1 else None


def at_war(reading: Reading, mentions: Sequence[Mention]) -> str | None:
    """The state in which the text's conflict is fought, if the text leaves one likeliest.

    Where armed groups are at home counts most, then how often and how early a state is named. Of several
    that are named as often it is that of the dateline, as it is where the text names none.
    """
    weight: dict[str, int] = dict(reading.states)
    for mention in mentions:
        entry = reading.known.entries.get(_side(reading, mention))
        if entry is not None and entry.kind == "armed_group" and not entry.of:
            for state in entry.where[:1]:
                weight[state] = weight.get(state, 0) + _HOME_GROUP
        named = mention.of if mention.kind == "collective" else mention.actor
        if mention.start < _OPENING and named and named in reading.states:
            weight[named] += 1
    best = max(weight.values(), default=0)
    leading = [state for state in weight if weight[state] == best]
    return leading[0] if len(leading) == 1 else reading.dateline


def _side(reading: Reading, mention: Mention) -> str:
    """Whom a mention names; of a leader the group that he leads."""
    return mention.of if mention.actor in reading.people.all and mention.of else mention.actor
