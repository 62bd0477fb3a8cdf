"""Times: instants and intervals with the zone in which they were meant."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

import msgspec

from truceline.model.spans import Span

__all__ = [
    "_WORLD_DAY",
    "Basis",
    "Bound",
    "Constraint",
    "EventKind",
    "Precision",
    "TimeExpression",
    "TimexType",
    "When",
]  # fmt: skip

Precision = Literal["second", "minute", "hour", "part_of_day", "day", "week", "month", "season", "year"]
Basis = Literal["stated", "dateline", "page", "inferred"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
EventKind = Literal[
    "signing", "effective", "announcement", "acceptance", "vote", "release", "exchange", "withdrawal",
    "deployment", "disarmament", "talks", "expiry", "outbreak", "other",
]  # fmt: skip
Bound = Literal["at", "after", "before", "within", "during"]


_WORLD_DAY = timedelta(hours=50)
"""How wide a day of the calendar is in all zones on earth: from UTC+14 to UTC-12."""


class When(msgspec.Struct, frozen=True, kw_only=True):
    """An instant (`earliest == latest`) or a half-open interval, in UTC, with the zone it was meant in.

    `earliest` and `latest` are aware datetimes in UTC; None is an open or unknown bound. A day is the
    interval from its midnight to the next, in `zone`; where the zone is unknown the interval covers the day
    in every zone on earth. `edtf` is the same in ISO 8601-2 local time (`2016-02-27T00:00:00+02:00`,
    `2016-02-22`, `2017-01-16~/2017-01-31`). `zone` is an IANA name, an offset such as `+03:00`, or None where
    unstated and undecided. `basis` says how we know: stated in the text, from the dateline, from the page
    around it, or inferred. `readings` holds two or more competing readings (themselves without readings), the
    preferred one first; the outer bounds then cover all of them. `why` is one sentence on how the value was
    reached.
    """

    earliest: datetime | None
    latest: datetime | None
    edtf: str
    zone: str | None = None
    precision: Precision = "day"
    basis: Basis = "stated"
    readings: tuple[When, ...] | None = None
    why: str = ""

    def __post_init__(self) -> None:
        for bound in (self.earliest, self.latest):
            if bound is not None and bound.utcoffset() != timedelta(0):
                raise ValueError(f"the bounds of a When are in UTC, not {bound!r}")
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError(f"a When cannot end ({self.latest}) before it begins ({self.earliest})")
        if self.readings is not None and (len(self.readings) < 2 or any(r.readings for r in self.readings)):
            raise ValueError("readings are two or more, and have no readings of their own")

    @property
    def bounds(self) -> tuple[datetime, datetime] | None:
        """`earliest` and `latest` where both are known, else None."""
        if self.earliest is None or self.latest is None:
            return None
        return self.earliest, self.latest

    def is_over_by(self, other: When) -> bool:
        """Whether this has ended when `other` begins; False where a bound of the two is open.

        Two times whose zone is unknown are taken to be of one zone: Tuesday is over on Wednesday.
        """
        if self.latest is None or other.earliest is None:
            return False
        unplaced = self.zone is None and other.zone is None
        return self.latest - (_WORLD_DAY - timedelta(days=1) if unplaced else timedelta(0)) <= other.earliest

    @property
    def is_dated(self) -> bool:
        """Whether this is known to the day, in whatever zone."""
        return self.bounds is not None and self.bounds[1] - self.bounds[0] <= _WORLD_DAY

    @property
    def is_instant(self) -> bool:
        """Whether this is one point in time."""
        return self.earliest is not None and self.earliest == self.latest


class TimeExpression(Span, frozen=True, kw_only=True):
    """Words that speak of a time. `timex` is the TIMEX3 value (TimeML 1.2.1); `when` is None where no
    calendar time can be given (a bare duration, "now" in an undated text). `mod` is the TIMEX3 modifier
    (APPROX, START, BEFORE, ...).
    """

    text: str
    type: TimexType
    timex: str
    mod: str | None = None
    when: When | None = None


class Constraint(Span, frozen=True, kw_only=True):
    """Words that reckon a time from an event: "24 hours after the signing", "once the last captive is freed".

    `event` is the kind of event ("effective" is a truce's entry into force), `offset` an ISO 8601 duration
    from it ("PT24H", "-P2D", "PT0S"). `bound` says where the time lies: `at` that distance; `after` or
    `before` it, at any time; `within` it, that is between the event and that distance from it; `during` a
    length that begins with the event. `when` is the time, once the event is dated (its `basis` is inferred);
    None where no date of the event is known. `dated` are the words that date the event, in the same text;
    `why` says in a sentence how `when` was reached, or why not.
    """

    text: str
    event: EventKind
    offset: str
    bound: Bound
    when: When | None = None
    dated: Span | None = None
    why: str = ""
