"""What has become of a ceasefire, told by the way.

Agencies open a report with the news and name the ceasefire in a phrase: "Shells fell despite a truce", "on
the first full day of a truce", "Fighting erupted, ending a four-month truce". No predicate has the truce as
its subject or object there. Such phrases (section `attendant` of the word lists) are read on the surface,
within one sentence, and only where no predicate tells more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from truceline.claims._drafts import Draft, draft
from truceline.claims._lexicon import compose, pattern, verb_classes, words
from truceline.claims._parties import agents
from truceline.claims._sentences import LAST_OF_NEWS, Sentence

__all__ = ["read_attendant", "read_wrecked"]

WEIGHT = 0.9
"""What is told by the way weighs a little less than what a predicate says."""
_DEEDS = frozenset({"rejected", "extended", "ended"})
"""Steps of which it is asked who took them."""
_CLAUSE = re.compile(r"[;:—]|,\s+(?:and|but|while)\b|\bbut\b")


def read_wrecked(sentence: Sentence) -> Iterator[Draft]:
    """Ended by a side that goes back to war, or broken down by fighting that puts an end to it."""
    if not sentence.truces_of("name"):
        return
    phrases = [("attendant.over", "ended", False)]
    if pattern("attendant.fighting").search(sentence.text):
        phrases += [("attendant.wrecked", "broken", False), ("attendant.had_held", "broken", True)]
    yield from _first(sentence, phrases)


def read_attendant(sentence: Sentence) -> Iterator[Draft]:
    """Refused, extended or in force, by what attends a truce in a sentence."""
    yield from _first(
        sentence,
        [
            ("attendant.refuses", "rejected", False),
            ("attendant.extends", "extended", False),
            ("attendant.runs", "in_force", True),
            *((("attendant.under", "in_force", False),) if sentence.index <= LAST_OF_NEWS else ()),
        ],
    )


def _first(sentence: Sentence, phrases: list[tuple[str, str, bool]]) -> Iterator[Draft]:
    """The status of the first phrase that is told as so.

    `phrases` are lists of templates, what they amount to, and whether that is so whatever the one side
    accuses the other of: a truce that somebody is accused of breaking runs.
    """
    if pattern("phrases.notyet").search(sentence.text):
        return
    for name, value, charged in phrases:
        for template in words(name):
            match = compose(template).search(sentence.text)
            if match is None or (name == "attendant.under" and not _is_done(sentence, match)):
                continue
            lead = _CLAUSE.split(sentence.text[: match.start()])[-1]
            if not pattern("attendant.open").search(
                pattern("attendant.charges").sub("", lead) if charged else lead
            ):
                yield _draft(sentence, value, match)
                return


def _is_done(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether the clause of a phrase tells what has been done: "trucks reached the town under a truce"."""
    verb = sentence.clause_at(sentence.start + match.start())
    return verb is not None and verb.tag_ == "VBD" and not verb_classes(verb)


def _draft(sentence: Sentence, value: str, match: re.Match[str]) -> Draft:
    """What is told by the way is told in the report's own voice, whoever speaks."""
    verb = sentence.token_at(sentence.start + match.start())
    by = agents(sentence, verb, pronouns=False) if verb is not None and value in _DEEDS else ()
    return draft(sentence, "status", value, sentence.offsets(match), by=by, stance="asserted", weight=WEIGHT)
