"""The words by which a report tells an older ceasefire from its own one, and by which it dates it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import msgspec

from truceline.claims._lexicon import verb_classes
from truceline.claims._sentences import Sentence, Truce
from truceline.claims._theme import is_plural
from truceline.model import TimeExpression, When

__all__ = ["is_indefinite", "is_recalled", "is_replaced", "older_dates", "older_words"]

_NOUN = (
    r"(?:truces?|cease[- ]?fires?|armistices?|deals?|agreements?|accords?|pacts?|pauses?|lulls?|hudnas?|calm"
    r"|cessations?|standstills?)"
)
# What stands before the word: "the failed 1991 ...", "last month's ...".
_OLDER_BEFORE = re.compile(
    r"\b(?:previous|earlier|prior|past|former|failed|short-lived|collapsed|preceding|defunct"
    r"|last (?:year|month|week)['’]s|(?:19|20)\d\d)\s+(?:[\w-]+\s+){0,3}$",
    re.I,
)
# What makes room for the one at hand: "takes the place of the truce", "succeeds the ceasefire".
_REPLACED_BEFORE = re.compile(
    r"\b(?:t(?:akes?|ook|aking) the place of|replac(?:es?|ed|ing)|supersed(?:es?|ed|ing)|succeed(?:s|ed)?"
    r"|in place of|instead of)\s+(?:[\w-]+\s+){0,4}$",
    re.I,
)
_FIRST_BEFORE = re.compile(r"\b(?:an?|the)\s+(?:first|initial)\s+(?:[\w-]+\s+){0,2}$", re.I)
# "The first truce since 1991" is the one at hand.
_FIRST_OF_ALL = re.compile(r"\s*(?:ever|since|in|of its kind|to|for|between|of the war)\b", re.I)
# What stands behind it: "of 1991", "signed in May 1991", "previous to this".
_OLDER_AFTER = re.compile(
    rf"(?:\s+{_NOUN})?\s+(?:of|in|from|(?:signed|reached|agreed|brokered|concluded|declared) (?:in|on))"
    r"\s+(?:\w+\s+)?(?:\d\d?\s+)?(?:\w+\s+)?(?:19|20)\d\d\b"
    r"|\s*,?\s+(?:previous|former|earlier)\b",
    re.I,
)
_INDEFINITE = re.compile(
    r"\b(?:an?|another|one|two|three|four|five|several|many|some|other|all|dozens of|a series of|a string of"
    r"|a number of|(?:more|less|fewer) than [\w-]+|previous|similar)\s+(?:[\w'’-]+\s+){0,3}$",
    re.I,
)
_BARE = re.compile(r"(?:^|[.;:,]\s*|\b(?:and|but|while)\s+)(?:[\w-]+\s+){0,2}$", re.I)
_HAD = re.compile(
    r"\bhad\s+(?:\w+\s+){0,2}?(?:promised|agreed|pledged|announced|declared|signed|ordered|undertaken|committed)\b",
    re.I,
)
_RECALLED_REACH = 90
"""Characters between "had promised" and what was promised."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_YEAR_OF = re.compile(r"\d{4}-\d\d(?:-\d\d)?$")
_UNTIL = re.compile(r"\b(?:until|till|to|by)\s+(?:the\s+)?$", re.I)
_FATES = frozenset({"broken", "ended", "violated"})
"""Classes of verbs whose date is that of the end of a truce."""
_BEFORE_REACH, _AFTER_REACH = 45, 60
"""Characters around a word for a truce in which words for its age stand."""


def older_words(sentence: Sentence, truce: Truce) -> str | None:
    """The words that call a truce older, None where none do."""
    before, after = _around(sentence, truce)
    found = _OLDER_BEFORE.search(before) or _OLDER_AFTER.match(after) or _REPLACED_BEFORE.search(before)
    if found is None:
        first = _FIRST_BEFORE.search(before)
        late = sentence.index > 1 or (first is not None and first.group().lower().startswith("after"))
        found = first if first and late and not _FIRST_OF_ALL.match(after) else None
    return found.group() if found is not None else None


def is_replaced(sentence: Sentence, truce: Truce) -> bool:
    """Whether another truce is said to take the place of one."""
    return _REPLACED_BEFORE.search(_around(sentence, truce)[0]) is not None


def _around(sentence: Sentence, truce: Truce) -> tuple[str, str]:
    """The words before and behind a truce that may tell its age."""
    text = sentence.article.text
    before = text[max(sentence.start, truce.start - _BEFORE_REACH) : truce.start]
    return before + _article_of(truce), text[truce.end : min(sentence.end, truce.end + _AFTER_REACH)]


def _article_of(truce: Truce) -> str:
    """The article that the word for a truce itself begins with: "a cease fire" as one word."""
    first, _, rest = truce.text.partition(" ")
    return f"{first} " if rest and first.lower() in {"a", "an"} else ""


def is_indefinite(sentence: Sentence, truce: Truce) -> bool:
    """Whether a truce is spoken of as one not known yet, or as one of several: "a truce", "local truces"."""
    before, _ = _around(sentence, truce)
    if is_plural(truce):
        return _INDEFINITE.search(before) is not None or _BARE.search(before) is not None
    return truce.kind != "act" and _INDEFINITE.search(before) is not None


def is_recalled(sentence: Sentence, truce: Truce) -> bool:
    """Whether what parties do is told from before: "both had promised in May to cease fire"."""
    before = sentence.article.text[max(sentence.start, truce.start - _RECALLED_REACH) : truce.start]
    return truce.kind == "act" and _HAD.search(before) is not None


def older_dates(sentence: Sentence, truce: Truce) -> Iterator[tuple[TimeExpression, When]]:
    """The dates by which a sentence tells when an older truce was made; several, where it speaks of several.

    The first date behind its name, or else before it, which is not that of its failure or end. An older truce
    lies behind the report, so "in January" is then the last January.
    """
    dates = [
        t for t in sentence.times if t.type == "DATE" and t.when is not None and t.when.bounds is not None
    ]
    dates = [t for t in dates if not _is_of_fate(sentence, t)]
    dates = sorted(dates, key=lambda t: (t.start < truce.end, t.start))
    for time in dates if is_plural(truce) else dates[:1]:
        behind = _behind(sentence, time.when, time.text) if time.when is not None else None
        if behind is not None:
            yield time, behind


def _is_of_fate(sentence: Sentence, time: TimeExpression) -> bool:
    """Whether a date is that on which a truce failed or ended."""
    clause = sentence.clause_at(time.start)
    if _UNTIL.search(sentence.article.text[max(sentence.start, time.start - 12) : time.start]):
        return True
    return clause is not None and bool(verb_classes(clause) & _FATES)


def _behind(sentence: Sentence, when: When, text: str) -> When | None:
    """A time that lies before the report, in the year before where that was not told; else None."""
    published = sentence.article.published
    if when.bounds is None:
        return None
    first, last = when.bounds
    if published is None or published.latest is None or first <= published.latest:
        return when
    if _YEAR.search(text) or _YEAR_OF.match(when.edtf) is None:
        return None
    year = timedelta(days=365)
    edtf = f"{int(when.edtf[:4]) - 1}{when.edtf[4:]}"
    return msgspec.structs.replace(
        when, earliest=first - year, latest=last - year, edtf=edtf, basis="inferred"
    )
