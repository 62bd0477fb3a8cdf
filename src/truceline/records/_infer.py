"""What follows from the findings of a ceasefire though no report says it: that it runs, its days, its end.

Each function takes the findings by field and gives those of one field anew; what is inferred says so in
`why`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

import msgspec

from truceline.claims import holds_at_once
from truceline.model import Claim, Finding, When
from truceline.records._duration import begins_before, ends_after, hours
from truceline.records._findings import same_time
from truceline.records._topics import Topic
from truceline.records._traits import AFTER
from truceline.records._weight import EXPLICIT

__all__ = [
    "Fields",
    "declarations",
    "infer_declared",
    "infer_end",
    "infer_lapse",
    "infer_running",
    "infer_start",
    "start_of",
]

Fields = dict[str, tuple[Finding, ...]]
"""Findings by field."""
_MADE = frozenset({"agreed", "declared", "accepted"})
_UNTIL_ITS_END = frozenset({*_MADE, "in_force", "extended"})
"""Stages in which a ceasefire stays until its end comes."""
_MIDNIGHT, _MORNING = "T00:00", "T10:00"
"""The local times between which a start lies behind a report that is dated by its day alone."""
_WILL = re.compile(r"\b(?:will|would|shall|(?:is|are|was|were|due|set) to)\b[^.;]*$", re.I)
_REACH = 60
"""Characters before a start in which words put it ahead."""
_BY_STEP = 0.75
"""Confidence of a day of declaration that only the step itself tells."""
_OUTWEIGHED = 0.5
"""Confidence up to which an end is told against what else its report says."""
_CUT_SHORT = frozenset({"ended", "broken", "suspended", "replaced", "never_in_force"})
_NEWS = frozenset({"agreed", "declared"})
_DAY = timedelta(days=1)
_HOLIDAY, _MARGIN = timedelta(days=14), timedelta(days=14)
"""How long a truce for a holiday lasts at most, and what is allowed for the time until it began."""
_WEEKS = 24.0 * 100
"""Hours up to which a length is told so exactly that the start can be counted back from the end."""
_FINE_ENOUGH = frozenset({"second", "minute", "hour", "day"})


def start_of(fields: Mapping[str, tuple[Finding, ...]]) -> When | None:
    """The preferred start."""
    return next(
        (f.value for f in fields.get("effective", ()) if f.preferred and isinstance(f.value, When)), None
    )


def infer_running(fields: Fields, cluster: Sequence[Topic]) -> tuple[Finding, ...]:
    """The status; in force, where it was only made, and a report speaks of it once its start has come, or it
    was to hold at once.

    What one side declared runs whether or not the other follows.
    """
    steps = fields["status"]
    start = start_of(fields)
    current = next((f for f in steps if f.preferred), None)
    if current is None or current.value not in _MADE or start is None:
        return steps
    why = "inferred: a report from after its start speaks of it, and tells of no other fate"
    later = [t for t in cluster if _has_come(start, t)]
    if not later:
        why = "inferred: it was to hold at once"
        later = [t for t in cluster if any(c.value == start and holds_at_once(c) for c in t.claims)]
    if not later:
        return steps
    support = tuple(c.id for t in later for c in t.claims if c.field == "status")
    running = Finding(value="in_force", state="single", preferred=True, why=why, support=support)
    rest = (msgspec.structs.replace(f, preferred=False, state="superseded") for f in steps)
    return (running, *(f for f in rest if f.value != "in_force"))


def infer_lapse(fields: Fields, cluster: Sequence[Topic]) -> tuple[Finding, ...]:
    """The status; ended, where its end is known and lies behind a report that tells of no extension.

    Not where a report about it says after that end that it runs.
    """
    steps = fields["status"]
    current = next((f for f in steps if f.preferred), None)
    end = next((f for f in fields.get("ends", ()) if f.preferred and isinstance(f.value, When)), None)
    if current is None or current.value not in _UNTIL_ITS_END:
        return steps
    if end is None:
        return _ran_out(fields, cluster)
    assert isinstance(end.value, When)
    if end.value.bounds is None or not end.value.is_dated:
        return steps
    over, start = end.value.bounds[1], start_of(fields)
    if start is not None and start.earliest is not None and start.earliest >= over:
        return steps
    claims = {c.id: c for t in cluster for c in t.claims}
    sure = any(claims[c].confidence >= EXPLICIT for c in end.support if c in claims)
    later = [t for t in cluster if _is_published_after(t, end.value)]
    goes_on = (
        (c.value == "extended" or (c.value == "in_force" and t.is_main))
        and c.confidence >= EXPLICIT and c.when is None
        for t in later for c in t.claims if c.field == "status"
    )  # fmt: skip
    if not sure or not later or any(goes_on):
        return steps
    why = "inferred: its end lies behind a report, and none tells that it was extended beyond it"
    lapsed = Finding(
        value="ended", state="single", preferred=True, why=why, when=end.value, support=end.support
    )
    rest = (msgspec.structs.replace(f, preferred=False, state="superseded") for f in steps)
    return (lapsed, *(f for f in rest if f.value != "ended"))


def _ran_out(fields: Fields, cluster: Sequence[Topic]) -> tuple[Finding, ...]:
    """The status; ended, where a truce of a told length or for a holiday has run out long before all reports.

    Not where a report is about it, or tells that it was extended or runs.
    """
    steps = fields["status"]
    made = start_of(fields) or _preferred_day(fields)
    told = [c for t in cluster for c in t.claims]
    if made is None or made.latest is None or any(t.is_main for t in cluster):
        return steps
    if any(
        c.field == "status" and c.value in {"extended", "in_force"} and c.confidence >= EXPLICIT for c in told
    ):
        return steps
    length = _sure_length(fields, told)
    lasts = hours(str(length.value)) if length is not None else None
    holiday = any(c.field == "purpose" and c.value == "holiday" for c in told)
    if lasts is None and not holiday:
        return steps
    reach = timedelta(hours=lasts) if lasts is not None else _HOLIDAY
    last = made.latest + reach + _MARGIN
    if not all((when := t.article.published) and when.earliest and when.earliest > last for t in cluster):
        return steps
    why = "inferred: its length lies behind the report, and nothing tells that it was extended"
    support = tuple(c.id for c in told if c.field == "status")
    lapsed = Finding(value="ended", state="single", preferred=True, why=why, support=support)
    rest = (msgspec.structs.replace(f, preferred=False, state="superseded") for f in steps)
    return (lapsed, *(f for f in rest if f.value != "ended"))


def _preferred_day(fields: Fields) -> When | None:
    return next((f.value for f in fields["declared"] if f.preferred and isinstance(f.value, When)), None)


def _is_published_after(topic: Topic, moment: When) -> bool:
    when = topic.article.published
    return when is not None and moment.is_over_by(when)


def _has_come(start: When, topic: Topic) -> bool:
    """Whether a start lies behind a report.

    A report of the same day has it behind itself where no clock is told, or the report has a later one, or
    the start lies so early that hardly a report of that day was written before it.
    """
    published = topic.article.published
    if published is None or published.bounds is None or not published.is_dated or not start.is_dated:
        return False
    if start.is_over_by(published):
        return True
    if start.edtf[:10] != published.edtf[:10]:
        return False
    hour, clock = start.edtf[10:16], published.edtf[10:16]
    if not hour or clock:
        return not hour or hour < clock
    return _MIDNIGHT < hour < _MORNING and not _is_ahead(topic, start)


def _is_ahead(topic: Topic, start: When) -> bool:
    """Whether a report puts a start ahead of itself: "will take effect at 4 a.m."."""
    text = topic.article.text
    told = (c.evidence[0].start for c in topic.claims if c.field == "effective" and c.value == start)
    return any(_WILL.search(text[max(0, place - _REACH) : place]) for place in told)


def infer_declared(fields: Fields, cluster: Sequence[Topic]) -> tuple[Finding, ...]:
    """The day on which it was made; where none is stated, that of the first report that has it as news.

    Such a report tells that it was agreed or declared, and neither that it runs nor that it began before.
    """
    stated = fields.get("declared", ())
    if any(f.preferred for f in stated):
        return stated
    start = start_of(fields)
    begun = start.bounds[0] if start is not None and start.bounds is not None else None
    for topic in cluster:
        made = [
            c for c in topic.claims
            if c.field == "status" and c.value in _NEWS
            and c.stance == "asserted" and c.confidence >= EXPLICIT
        ]  # fmt: skip
        day = topic.article.published
        if not topic.is_main or topic.statuses & AFTER or day is None or day.bounds is None:
            continue
        if not made or not day.is_dated or (begun is not None and begun < day.bounds[0] - _DAY):
            continue
        told = msgspec.structs.replace(day, edtf=day.edtf[:10], precision="day")
        return (
            _inferred(told, "inferred: the day of the report that has it as news", (made[0].id,)),
            *stated,
        )
    return stated


def infer_start(fields: Fields, claims: Iterable[Claim]) -> tuple[Finding, ...]:
    """The start; where none is stated, the day of declaration and the distance that a report gives, or the
    end and the length ("a 72-hour truce that runs out at 8 a.m. on Friday").
    """
    if "effective" in fields:
        return fields["effective"]
    known = list(claims)
    agreed = next((f for f in fields.get("declared", ()) if f.preferred and isinstance(f.value, When)), None)
    told = next((c for c in known if c.field == "starts_after"), None)
    if agreed is not None and told is not None and isinstance(agreed.value, When):
        start = ends_after(agreed.value, str(told.value))
        why = "inferred: so long after the day on which it was agreed"
        return (_inferred(start, why, (told.id, *agreed.support)),) if start is not None else ()
    return _counted_back(fields, known)


def _counted_back(fields: Fields, claims: Sequence[Claim]) -> tuple[Finding, ...]:
    """The start, so long before the end as a truce lasts that was neither extended nor cut short."""
    length = _sure_length(fields, claims)
    end = next((f for f in fields.get("ends", ()) if f.preferred and isinstance(f.value, When)), None)
    moved = any(f.value in _CUT_SHORT and f.preferred for f in fields["status"])
    moved = moved or any(c.value == "extended" and c.stance in {"asserted", "reported"} for c in claims)
    if length is None or end is None or moved or not isinstance(end.value, When):
        return ()
    if len({c.value.edtf for c in claims if c.field == "ends" and isinstance(c.value, When)}) > 1:
        return ()
    chosen = end.value.readings[0] if end.value.readings else end.value
    if chosen.precision not in {"minute", "second"} or (hours(str(length.value)) or _WEEKS) > _WEEKS:
        return ()
    start = begins_before(chosen, str(length.value))
    why = "inferred: its length counted back from its end"
    return (_inferred(start, why, length.support + end.support),) if start is not None else ()


def _sure_length(fields: Fields, claims: Sequence[Claim]) -> Finding | None:
    """The preferred length, where a report says it outright."""
    length = next((f for f in fields.get("duration", ()) if f.preferred and isinstance(f.value, str)), None)
    sure = any(c.field == "duration" and c.confidence >= EXPLICIT for c in claims)
    return length if sure else None


def infer_end(fields: Fields, claims: Iterable[Claim]) -> tuple[Finding, ...]:
    """The end: the day on which it was ended, else what is stated outright, else start and length added up.

    A truce that was broken did not last its length; what was extended ends on the last of the days stated.
    """
    over = next(
        (f for f in fields["status"] if f.preferred and f.value == "ended" and f.when is not None), None
    )
    if over is not None and over.when is not None:
        return _as_ended(over.when, over.support, fields.get("ends", ()))
    told = list(claims)
    stated = fields.get("ends", ())
    by = {c.id: c.confidence for c in told}
    lengthened = _lengthened(fields, told)
    if lengthened is not None:
        rest = (msgspec.structs.replace(f, preferred=False, state="superseded") for f in stated)
        return (lengthened, *rest)
    if any(by[c] >= EXPLICIT for f in stated if f.preferred for c in f.support):
        return _newest(fields)
    computed = _added_up(fields, told)
    if computed is None:
        return _newest(fields) if stated else ()
    rest = (msgspec.structs.replace(f, preferred=False, state="superseded") for f in stated)
    return (computed, *rest)


def _added_up(fields: Fields, claims: Sequence[Claim]) -> Finding | None:
    """The start and the length added up, where both are known well enough, and it was not broken."""
    start, length = start_of(fields), _sure_length(fields, claims)
    broken = any(f.preferred and f.value == "broken" for f in fields["status"])
    if start is None or length is None or broken or start.precision not in _FINE_ENOUGH:
        return None
    end = ends_after(start, str(length.value))
    if end is None:
        return None
    support = length.support + fields["effective"][0].support
    return _inferred(end, "inferred: its start and its length added up", support)


def _lengthened(fields: Fields, claims: Sequence[Claim]) -> Finding | None:
    """The end of a truce that was extended by a length: the one end that it had, and that length on.

    Where the reports state several ends, the last of them is the new one, and nothing is reckoned.
    """
    by = [c for c in claims if c.field == "extended_by" and c.stance in {"asserted", "reported"}]
    if len({str(c.value) for c in by}) != 1 or not any(f.value == "extended" for f in fields["status"]):
        return None
    sure = {c.id for c in claims if c.confidence > _OUTWEIGHED}
    stated = [
        f for f in fields.get("ends", ())
        if isinstance(f.value, When) and f.state != "superseded" and sure.intersection(f.support)
    ]  # fmt: skip
    if len(stated) > 1:
        return None
    if stated:
        firm = any(c.confidence >= EXPLICIT for c in claims if c.id in stated[0].support)
        old = None if firm else stated[0]
    else:
        old = _added_up(fields, claims)
    if old is None or not isinstance(old.value, When):
        return None
    first = old.value.readings[0] if old.value.readings else old.value
    end = ends_after(first, str(by[0].value))
    why = "inferred: its end, and the length by which it was extended"
    return _inferred(end, why, (by[0].id, *old.support)) if end is not None else None


def _as_ended(when: When, support: tuple[str, ...], stated: Sequence[Finding]) -> tuple[Finding, ...]:
    """The day on which it was ended, before the ends that had been stated for it."""
    same = [f for f in stated if isinstance(f.value, When) and same_time(f.value, when)]
    first = same[0] if same else _inferred(when, "inferred: the day on which it was ended", support)
    rest = (msgspec.structs.replace(f, preferred=False, state="superseded") for f in stated if f is not first)
    return (msgspec.structs.replace(first, preferred=True), *rest)


def _newest(fields: Fields) -> tuple[Finding, ...]:
    """The findings on the end; of an extended truce the latest that has weight is preferred."""
    found = fields["ends"]
    rivals = [f for f in found if f.state != "superseded" and isinstance(f.value, When) and f.value.latest]
    if len(rivals) < 2 or not any(f.value == "extended" for f in fields["status"]):
        return found
    last = max(rivals, key=_latest)
    if last.preferred:
        return found
    why = "the last of the ends stated, of a truce that was extended"
    first = msgspec.structs.replace(last, preferred=True, why=why)
    others = (
        msgspec.structs.replace(f, preferred=False) if f.preferred else f for f in found if f is not last
    )
    return (first, *others)


def _latest(finding: Finding) -> datetime:
    assert isinstance(finding.value, When)
    assert finding.value.latest is not None
    return finding.value.latest


def declarations(steps: Iterable[Claim]) -> list[Claim]:
    """What dated steps say of the day of declaration: that on which a truce was agreed, declared, proposed.

    Args:
        steps: the claims on status.

    Returns:
        Claims on `declared` with the ids of the steps, of less weight than what is said outright.
    """
    dated = [c for c in steps if c.when is not None and c.stance in {"asserted", "reported"}]
    for values in ({"agreed", "declared"}, {"accepted"}, {"proposed"}):
        found = [c for c in dated if c.value in values and c.confidence >= EXPLICIT]
        if found:
            return [
                msgspec.structs.replace(c, field="declared", value=c.when, when=None, confidence=_BY_STEP)
                for c in found
                if c.when is not None
            ]
    return []


def _inferred(value: When, why: str, support: tuple[str, ...]) -> Finding:
    marked = msgspec.structs.replace(value, basis="inferred", why=why)
    return Finding(value=marked, state="single", preferred=True, why=why, support=support)
