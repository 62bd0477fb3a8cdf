"""A reading beside codings made by hand: what agrees, what differs, and the words behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rapidfuzz import fuzz, utils

from truceline.exports._codings import CodedActor, Coding, Day, codings_of
from truceline.exports._ethprio import ETHPRIO
from truceline.exports._index import Index
from truceline.model import Ceasefire, Reading, When

__all__ = ["Comparison", "Difference", "Match", "compare"]

Verdict = Literal["same", "one_reading", "differs", "only_coded", "only_read", "other_account"]

NEAR = 3
"""Days that two datings of one ceasefire may lie apart for it to be taken for the same."""
SAME_ACTOR = 85
"""Likeness of two names (of 100, by words) from which they are taken for the same actor."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a ceasefire in both codings.

    `verdict`: same; one_reading where it is one of the readings that the words leave open; differs;
        only_coded or only_read where one side does not know; other_account where the record stands by
        another value, but keeps the coded one beside it. `passages` are the words that the reading rests on.
    """

    field: str
    coded: str
    read: str
    verdict: Verdict
    passages: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A coded ceasefire and the one of the reading that it was taken for, with why."""

    coded: Coding
    ceasefire: str
    label: str
    why: str
    fields: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All of it: the matches in the order of the codings, and what only one side has."""

    matches: tuple[Match, ...]
    only_coded: tuple[Coding, ...]
    only_read: tuple[str, ...]

    def counts(self) -> dict[str, dict[str, int]]:
        """Per field, how often each verdict was given."""
        told: dict[str, dict[str, int]] = {}
        for match in self.matches:
            for field in match.fields:
                cell = told.setdefault(field.field, {})
                cell[field.verdict] = cell.get(field.verdict, 0) + 1
        return told


def compare(reading: Reading, codings: Iterable[Coding]) -> Comparison:
    """Lay a reading beside codings.

    A ceasefire of the reading is taken for a coded one of the same country when they were declared or took
    effect within three days of each other; shared actors decide where several could be meant. Each is matched
    once, the likeliest pairs first.

    Args:
        reading: from `truceline.read` or a casebook.
        codings: from `read_codings`.
    """
    index = Index(reading)
    rows = (
        {name: "" if cell is None else str(cell) for name, cell in row.items()} for row in ETHPRIO.rows(index)
    )
    read = {one.truceline_id: one for one in codings_of(enumerate(rows, start=2))}
    coded = list(codings)
    pairs = [
        (score, n, name, why)
        for n, one in enumerate(coded)
        for name, other in read.items()
        if (found := _alike(one, other)) is not None
        for score, why in [found]
    ]
    taken: dict[int, tuple[str, str]] = {}
    for _, n, name, why in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if n not in taken and name not in {given for given, _ in taken.values()}:
            taken[n] = (name, why)
    records = {ceasefire.id: ceasefire for ceasefire in reading.ceasefires}
    matches = tuple(
        Match(
            coded[n],
            name,
            records[name].label,
            why,
            tuple(_fields(coded[n], read[name], records[name], index)),
        )
        for n, (name, why) in sorted(taken.items())
    )
    matched = {match.ceasefire for match in matches}
    return Comparison(
        matches,
        tuple(one for n, one in enumerate(coded) if n not in taken),
        tuple(name for name in read if name not in matched),
    )


# ---------------------------------------------------------------------- which is which


def _alike(coded: Coding, read: Coding) -> tuple[float, str] | None:
    """How alike two codings are, and why; None where they cannot be the same ceasefire."""
    if coded.location.casefold() != read.location.casefold():
        return None
    gaps = [
        (gap, what)
        for what, one, other in (
            ("effect", coded.effective, read.effective),
            ("declaration", coded.declared, read.declared),
        )
        if one and other and (gap := _days_apart(one, other)) is not None
    ]
    if not gaps or min(gaps)[0] > NEAR:
        return None
    shared = [a.name for a in coded.actors if any(_same_actor(a, b) for b in read.actors)]
    gap, what = min(gaps)
    score = 1 - gap / (NEAR + 1) + len(shared) / max(1, len(coded.actors))
    days = "the same day" if gap == 0 else f"{gap} {'day' if gap == 1 else 'days'} apart"
    return score, f"{what}: {days}" + (
        f"; both name {', '.join(shared)}" if shared else "; no actor in common"
    )


def _days_apart(one: Day, other: Day) -> int | None:
    """Days between two dates; None where one of them lacks its day, or does not exist."""
    if None in one or None in other:
        return None
    try:
        return abs((date(*map(int, one)) - date(*map(int, other))).days)  # type: ignore[arg-type]
    except ValueError:
        return None


def _same_actor(one: CodedActor, other: CodedActor) -> bool:
    if one.ucdp is not None and other.ucdp is not None:
        return one.ucdp == other.ucdp
    return fuzz.token_set_ratio(one.name, other.name, processor=utils.default_process) >= SAME_ACTOR


# ---------------------------------------------------------------------- field by field

_SIDES = {1: "unilateral", 2: "bilateral", 3: "multilateral"}
_CLASSES = {1: "cessation of hostilities", 2: "with a compliance mechanism", 3: "definitive"}
_ENDS = {0: "still standing", 1: "ran out", 2: "broken", 3: "never took effect", 4: "replaced or extended"}
_YES = {0: "no", 1: "yes", 2: "yes"}

_Get = Callable[[Coding], str]
_FIELDS: tuple[tuple[str, str, _Get], ...] = (
    ("declared", "declared", lambda c: _day(c.declared)),
    ("effective", "effective", lambda c: "never" if c.never else _day(c.effective)),
    ("end", "ends", lambda c: _day(c.end)),
    ("side", "scope", lambda c: _SIDES.get(c.side or 0, "")),
    ("partial", "area", lambda c: _YES.get(-1 if c.partial is None else c.partial, "")),
    ("written", "written", lambda c: _YES.get(-1 if c.written is None else c.written, "")),
    ("length in days", "duration", lambda c: "" if c.days is None else f"{c.days:g}"),
    ("class", "class", lambda c: _CLASSES.get(c.klass or 0, "")),
    ("mediated", "mediators", lambda c: _YES.get(-1 if c.mediated is None else c.mediated, "")),
    ("ended", "status", lambda c: _ENDS.get(-1 if c.ended is None else c.ended, "")),
)
"""The name of a field, the field of the record behind it, and its value in a coding (empty: unknown)."""


def _fields(coded: Coding, read: Coding, ceasefire: Ceasefire, index: Index) -> Iterable[Difference]:
    for name, field, value in _FIELDS:
        theirs, ours = value(coded), value(read)
        open_days = _open_days(ceasefire, field)
        ours = ours or (" or ".join(open_days) if theirs else "")
        if not theirs and not ours:
            continue
        verdict: Verdict = "one_reading" if theirs in open_days else _verdict(theirs, ours)
        if verdict == "differs" and any(
            theirs in index.value(f.value) for f in ceasefire.fields.get(field, ())
        ):
            verdict = "other_account"
        passages = "; ".join(index.quoted(f) for f in ceasefire.fields.get(field, ()) if f.preferred)
        yield Difference(name, theirs, ours, verdict, passages)
    yield from _purposes(coded, read, ceasefire, index)
    yield from _actors(coded, read, ceasefire, index)


def _open_days(ceasefire: Ceasefire, field: str) -> list[str]:
    """The local days of a time that its words leave open between two."""
    value = next((f.value for f in ceasefire.fields.get(field, ()) if f.preferred), None)
    readings = value.readings if isinstance(value, When) else None
    return [one.edtf[:10] for one in readings or ()]


def _verdict(theirs: str, ours: str) -> Verdict:
    if not ours:
        return "only_coded"
    if not theirs:
        return "only_read"
    # A day is no contradiction to its month.
    dates = theirs[:1].isdigit() and "-" in theirs + ours
    same = theirs == ours or (dates and (theirs.startswith(ours) or ours.startswith(theirs)))
    return "same" if same else "differs"


def _purposes(coded: Coding, read: Coding, ceasefire: Ceasefire, index: Index) -> Iterable[Difference]:
    passages = "; ".join(index.quoted(f) for f in index.kept(ceasefire, "purpose"))
    for one in sorted(coded.purposes | read.purposes):
        theirs, ours = (one if one in side.purposes else "" for side in (coded, read))
        yield Difference("purpose", theirs, ours, _verdict(theirs, ours), passages)


def _actors(coded: Coding, read: Coding, ceasefire: Ceasefire, index: Index) -> Iterable[Difference]:
    passages = "; ".join(index.quoted(f) for f in index.kept(ceasefire, "parties"))
    left = list(read.actors)
    for actor in coded.actors:
        same = next((other for other in left if _same_actor(actor, other)), None)
        if same is not None:
            left.remove(same)
        yield Difference(
            "actor", actor.name, same.name if same else "", "same" if same else "only_coded", passages
        )
    for other in left:
        yield Difference("actor", "", other.name, "only_read", passages)


def _day(day: Day | None) -> str:
    return "" if day is None else "-".join(f"{part:02}" for part in day if part is not None)
