"""Where a report contradicts itself: its headline against its text, a number against the list behind it.

A headline that tells a later stage than the text does is believed less than the text: headlines are written
last, by somebody else, and shortest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import msgspec

from truceline.actors import Cast
from truceline.claims._day_conflicts import day_conflicts
from truceline.claims._lexicon import words
from truceline.model import Anomaly, Article, Claim, Evidence, Segment, When

__all__ = ["conflicts", "outweighed"]

_STAGE = {
    "rejected": 0, "denied": 0, "reported": 1, "proposed": 1, "accepted": 2, "declared": 2, "agreed": 2,
    "in_force": 3, "extended": 3, "suspended": 4, "broken": 4, "ended": 4,
}  # fmt: skip
_MADE = _STAGE["agreed"]
_HEARSAY = frozenset({"reported", "proposed", "conditional"})
_TOLD = {"in_force": "in force", "rejected": "turned down", "broken": "broken down"}
_STANCE = {"reported": "reported to be ", "conditional": "on a condition ", "denied": "denied to be "}
_OUTWEIGHED = 0.5
_OUTRIGHT = 0.5
"""Confidence that a headline keeps against its text, and from which a status counts as said, not implied."""

_NUMBER_WORDS = (
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_NUMBERS = {word: value for value, word in enumerate(_NUMBER_WORDS, start=2)}
_COUNTED = (
    rf"\b(?P<number>{'|'.join(sorted(_NUMBERS, key=len, reverse=True))}|\d{{1,2}})\s+"
    r"(?:(?!(?:and|or|of|both|all|the|these|those|other|its|their)\b)[\w'’-]+\s+){0,3}?(?P<noun><sides>)\b"
)
# What leads from a counted noun to the list of those counted: "the five guarantors, A, B, C and D".
_OPENED = re.compile(r"[^.;:,()]{0,60}?(?:,|:|\(|, namely|\s[-–—])\s+(?:the\s+)?")
_BETWEEN = re.compile(r"\s*(?:,\s*and\b|;\s*and\b|,|;|\band\b|&)\s*(?:the\s+)?", re.I)
_NAME = re.compile(
    r"[A-Z][\w'’.-]*(?:\s+(?:(?:of|for|the|de|del|du|al|el|in)\s+){0,2}[A-Z][\w'’-]*)*(?:\s+\([^()]{1,40}\))?"
    r"(?:\s+(?:(?!and\b|or\b)[a-z][\w'’-]*\s+){0,2}?(?:gang|group|faction|militia|movement|front|network|wing)\b)?"
)
# A list that is whole: a colon before it, a full stop behind it.
_PRESENTED = re.compile(r"[^.;:,()]{0,60}?(?::|,? namely|\s[-–—])\s+(?:the\s+)?")
_COMPLETE = re.compile(r"\s*(?:[.;]|$)")
_PAIR = 2
"""Two names behind a number may be some of those counted, or another apposition."""
_RECALLED = re.compile(
    rf"\b(?:the|all|these|those)\s+(?:the\s+|of\s+the\s+)?(?P<number>{'|'.join(_NUMBER_WORDS)}|\d{{1,2}})\s+"
    r"(?:armed\s+|rebel\s+|insurgent\s+)?(?:groups|movements|factions|militias|organi[sz]ations|armies)\b",
    re.I,
)
"""A number by which groups named in the sentence before are meant."""
_BEYOND = 2
"""How far such a number may be off; farther, it counts others."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_COUNTS = re.compile(
    rf"\b(?:{'|'.join(_NUMBER_WORDS)}|\d{{1,2}})\s+(?:\w+\s+){{0,2}}(?:groups|movements|factions)", re.I
)
_LAST_LINK = re.compile(r"\band\b|&")


def conflicts(article: Article, cast: Cast, claims: Sequence[Claim]) -> tuple[Anomaly, ...]:
    """The contradictions of an article with itself.

    Args:
        article: with its segments.
        cast: its actors.
        claims: its own claims.

    Returns:
        Anomalies of the kinds `headline_conflict`, `count_conflict` and `duration_mismatch`, in the order of
        the text.
    """
    found = [
        *_headline(article, claims), *_lists(article, cast), *_recounted(article, cast), *_numbers(article),
        *day_conflicts(article, claims),
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda a: (a.evidence[0].start, a.kind)))


def outweighed(claims: Sequence[Claim], found: Sequence[Anomaly]) -> tuple[Claim, ...]:
    """The claims, with less confidence in what the conflicts go against: a day or a length of the headline
    that the text tells otherwise, an end that does not fit its start and its length.

    Args:
        claims: the claims of an article.
        found: its conflicts, as `conflicts` gives them.
    """
    return tuple(
        msgspec.structs.replace(claim, confidence=min(claim.confidence, _OUTWEIGHED))
        if any(_goes_against(one, claim) for one in found)
        else claim
        for claim in claims
    )


def _goes_against(conflict: Anomaly, claim: Claim) -> bool:
    """Whether a conflict rests on a claim's words and takes another value."""
    if conflict.kind == "headline_conflict":
        return claim.field != "status" and claim.evidence[0] == conflict.evidence[0]
    wrong = conflict.kind == "duration_mismatch" and claim.field == "ends"
    return wrong and claim.evidence[0] in conflict.evidence and claim.value != conflict.suggestion


def _headline(article: Article, claims: Sequence[Claim]) -> Iterator[Anomaly]:
    """A headline that has a ceasefire made which the text does not, or begun which the text has ahead."""
    own = [c for c in claims if c.field == "status" and c.ceasefire == article.id]
    told = [(c, article.role_at(c.evidence[0].start)) for c in own if c.confidence >= _OUTRIGHT]
    above = [c for c, role in told if role == "headline" and c.stance == "asserted"]
    below = [c for c, role in told if role == "body"]
    if not above or not below:
        return
    headline = max(above, key=_stage)
    text = max(below, key=lambda c: (_reach(c), -c.evidence[0].start))
    unmade = _stage(headline) > 1 >= _reach(text)
    early = str(headline.value) == "in_force" and _reach(text) == _MADE and _lies_ahead(article, claims)
    if not unmade and not early:
        return
    yield Anomaly(
        kind="headline_conflict",
        message=(
            f"the headline has it {_told(headline)}, the text no more than {_told(text)}; the text is taken"
        ),
        evidence=(headline.evidence[0], text.evidence[0]),
        suggestion=str(text.value),
    )


def _lies_ahead(article: Article, claims: Iterable[Claim]) -> bool:
    """Whether every start that the text gives lies after its publication."""
    starts = [c.value for c in claims if c.field == "effective" and c.ceasefire == article.id]
    known = [s.earliest for s in starts if isinstance(s, When) and s.earliest is not None]
    published = article.published.latest if article.published is not None else None
    return bool(known) and published is not None and min(known) > published


def _stage(claim: Claim) -> int:
    return _STAGE.get(str(claim.value), 0)


def _reach(claim: Claim) -> int:
    """How far the text itself goes: what is only reported, proposed or denied is not made."""
    if claim.stance in {"denied", "declined"}:
        return 0
    return min(_stage(claim), 1) if claim.stance in _HEARSAY else _stage(claim)


def _told(claim: Claim) -> str:
    return _STANCE.get(claim.stance, "") + _TOLD.get(str(claim.value), str(claim.value))


def _lists(article: Article, cast: Cast) -> Iterator[Anomaly]:
    """A number of sides and a list of them that has another length: "the five guarantors, A, B, C and D"."""
    for segment in _reporting(article, "body"):
        text = article.text[segment.start : segment.end]
        for match in _counted().finditer(text):
            opened = _OPENED.match(text, match.end())
            if opened is None:
                continue
            names, last = _enumerated(article.text, cast, segment.start + opened.end(), segment.end)
            if len(names) in {0, 1, _value(match.group("number"))} or not last:
                continue
            whole = _PRESENTED.match(text, match.end()) and _COMPLETE.match(article.text, names[-1][1])
            if len(names) == _PAIR and not whole:
                continue
            yield Anomaly(
                kind="count_conflict",
                message=f"{match.group().strip()} are announced, {len(names)} are named; the list is taken",
                evidence=(
                    _evidence(article, segment.start + match.start(), segment.start + match.end()),
                    _evidence(article, names[0][0], names[-1][1]),
                ),
                suggestion=str(len(names)),
            )


def _recounted(article: Article, cast: Cast) -> Iterator[Anomaly]:
    """A number for groups of which the sentence before names more or fewer: "A, B and C. The four groups"."""
    for segment in _reporting(article, "body"):
        text = article.text[segment.start : segment.end]
        stops = [0, *(m.end() for m in _SENTENCE.finditer(text)), len(text)]
        for before, here, end in zip(stops, stops[1:], stops[2:], strict=False):
            match = _RECALLED.search(text, here, end)
            if match is None or _COUNTS.search(text, before, here):
                continue
            names = _longest(article.text, cast, segment.start + before, segment.start + here)
            number = _value(match.group("number"))
            if len(names) <= _PAIR or not 0 < abs(len(names) - number) <= _BEYOND:
                continue
            yield Anomaly(
                kind="count_conflict",
                message=f"{len(names)} groups are named, then {number} counted; the list is taken",
                evidence=(
                    _evidence(article, names[0][0], names[-1][1]),
                    _evidence(article, segment.start + match.start(), segment.start + match.end()),
                ),
                suggestion=str(len(names)),
            )


def _longest(text: str, cast: Cast, start: int, end: int) -> list[tuple[int, int]]:
    """The longest list of names between two article offsets that "and" closes."""
    found = (_enumerated(text, cast, mention.start, end) for mention in cast.within(start, end))
    return max((names for names, last in found if last), key=len, default=[])


def _enumerated(text: str, cast: Cast, start: int, end: int) -> tuple[list[tuple[int, int]], bool]:
    """The names of a list that begins at an article offset, parted by commas and "and" alone, and whether
    "and" leads to the last of them.

    A name that is in no gazetteer counts where it is written with capitals; a list without a known one is
    none.
    """
    known = {mention.start: mention.end for mention in cast.within(start, end)}
    found: list[tuple[int, int]] = []
    at, last = start, False
    while not last:
        name = _NAME.match(text, at, end)
        reached = max(known.get(at, 0), name.end() if name else 0)
        if not reached:
            break
        found.append((at, reached))
        gap = _BETWEEN.match(text, reached, end)
        last = gap is not None and _LAST_LINK.search(gap.group()) is not None
        if gap is None or not gap.group().strip():
            break
        at = gap.end()
    if last and found:
        name = _NAME.match(text, at, end)
        reached = max(known.get(at, 0), name.end() if name else 0)
        found += [(at, reached)] if reached else []
        last = bool(reached)
    return (found, last) if any(at in known for at, _ in found) else ([], False)


def _numbers(article: Article) -> Iterator[Anomaly]:
    """A number of sides in the headline that the text gives differently."""
    below = [
        (_value(m.group("number")), m.group("noun").lower(), s.start + m.start(), s.start + m.end())
        for s in _reporting(article, "body")
        for m in _counted().finditer(article.text[s.start : s.end])
    ]
    for segment in _reporting(article, "headline"):
        for match in _counted().finditer(article.text[segment.start : segment.end]):
            number, noun = _value(match.group("number")), match.group("noun").lower()
            same = [b for b in below if b[1] == noun]
            if not same or any(b[0] == number for b in same):
                continue
            other = same[0]
            yield Anomaly(
                kind="count_conflict",
                message=f"the headline counts {number} {noun}, the text {other[0]}; the text is taken",
                evidence=(
                    _evidence(article, segment.start + match.start(), segment.start + match.end()),
                    _evidence(article, other[2], other[3]),
                ),
                suggestion=str(other[0]),
            )


@cache
def _counted() -> re.Pattern[str]:
    """A number and a noun for sides of a conflict, with up to three words between."""
    return re.compile(_COUNTED.replace("<sides>", "|".join(words("counted.sides"))), re.IGNORECASE)


def _value(number: str) -> int:
    return _NUMBERS.get(number.lower()) or int(number)


def _reporting(article: Article, role: str) -> Iterator[Segment]:
    return (s for s in article.segments if s.role == role)


def _evidence(article: Article, start: int, end: int) -> Evidence:
    return Evidence(article=article.id, start=start, end=end, text=article.text[start:end])
