"""Incidents by day (or week, or month), stacked by verdict, with the time in force marked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, num2date
from matplotlib.dates import date2num as _date2num
from matplotlib.ticker import FuncFormatter, MaxNLocator

from truceline.figures._drawing import Drawing
from truceline.figures._style import STACK, Ground, blank, plain, say_counts, titled, verdict_line
from truceline.model import Terms, VerdictKind
from truceline.terms import Incidents, Tested, window_of

__all__ = ["draw_days"]

MARGIN = timedelta(days=14)
"""Days shown before and after a ceasefire at least."""
MOST = timedelta(days=180)
"""And at most."""
STEPS = ((150, "1d", "day", 1), (1200, "1w", "week", 7), (10**9, "1mo", "month", 30))
"""Up to how many days a figure counts by which step."""


@dataclass(frozen=True)
class _Window:
    """From when to when a ceasefire is in force, on the clocks of its zone; `note` says what is behind an
    end that the figure does not show.
    """

    start: datetime
    end: datetime
    note: str
    zone: str
    unsure: bool
    """Whether another reading or account has it begin later."""


def draw_days(incidents: Incidents, tested: Tested, ground: Ground) -> Drawing | None:
    """The figure; None where no start of the ceasefire is known or no incident is near it."""
    window = _window(tested.terms, incidents)
    if window is None:
        return None
    frame = incidents.frame.select("start").with_columns(tested.verdict)
    first, last = _range(frame["start"], window)
    frame = frame.filter((pl.col("start") >= first) & (pl.col("start") <= last))
    if not frame.height:
        return None
    _, every, noun, days = next(step for step in STEPS if (last - first).days <= step[0])
    figure = blank(ground, 5.2)
    axes = figure.add_axes((0.055, 0.17, 0.92, 0.66))
    plain(axes, ground)
    top = _stack(axes, frame, every, days, ground)
    left = min(_number(first), _number(frame["start"].dt.truncate(every).min()))  # type: ignore[arg-type]
    _mark(axes, window, top, ground, (left, _number(last) + 1))
    name = tested.terms.label or tested.terms.ceasefire
    titled(figure, ground, f"{name}: incidents by {noun}", _foot(incidents, noun))
    counts = dict(frame["verdict"].value_counts().iter_rows())
    told: dict[VerdictKind, int] = {verdict: counts.get(verdict, 0) for verdict in STACK}
    verdict_line(figure, ground, told, 0.905, None)
    twin = _twin(frame, window, every, noun, told)
    return Drawing(f"Incidents by {noun} and verdict: {name}", twin, figure)


def _window(terms: Terms, incidents: Incidents) -> _Window | None:
    bounds = window_of(terms, incidents)
    if bounds is None:
        return None
    zone = ZoneInfo(terms.zone) if terms.zone and "/" in terms.zone else UTC
    start, end, told, latest = bounds
    first, last = (datetime.fromtimestamp(us / 1_000_000, UTC).astimezone(zone) for us in (start, end))
    beyond = end > int(incidents.frame["t1"].to_numpy().max())
    note = "no end was set" if not told else "the data end before it does" if beyond else ""
    clock = terms.zone.rsplit("/", 1)[-1].replace("_", " ") or "UTC"
    return _Window(first, last, note, clock, latest > start)


def _range(days: pl.Series, window: _Window) -> tuple[date, date]:
    """The days shown: the ceasefire and as much again on either side, within bounds and the data."""
    around = min(max(window.end - window.start, MARGIN), MOST)
    dated = days.drop_nulls().to_list()
    first = max(min(dated), (window.start - around).date())
    last = min(max(dated), (window.end + around).date())
    return first, last


def _stack(axes: Axes, frame: pl.DataFrame, every: str, days: int, ground: Ground) -> float:
    """Bars, one on the other; the height of the highest."""
    binned = frame.with_columns(pl.col("start").dt.truncate(every).alias("bin"))
    wide = binned.group_by("bin", "verdict").len().pivot("verdict", index="bin", values="len").sort("bin")
    x = [_number(day) + days / 2 for day in wide["bin"]]
    base = [0.0] * wide.height
    for verdict in STACK:
        if verdict not in wide.columns:
            continue
        heights = wide[verdict].fill_null(0).to_list()
        axes.bar(x, heights, 0.86 * days, base, color=ground.verdicts[verdict], linewidth=0)
        base = [low + high for low, high in zip(base, heights, strict=True)]
    axes.xaxis.set_major_locator(AutoDateLocator(minticks=4, maxticks=9))  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_formatter(FuncFormatter(_ticked(days)))
    axes.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    return max(base)


def _mark(axes: Axes, window: _Window, top: float, ground: Ground, shown: tuple[float, float]) -> None:
    """The time in force as a band, its start and end as lines with the hour and the zone."""
    left, right = shown
    start, end = (_number(one) for one in (window.start, window.end))
    axes.axvspan(max(start, left), min(end, right), color=ground.band, zorder=0)
    axes.set_xlim(left, right)
    # The end is told a step below the start, so that the two do not meet over a short ceasefire.
    roof = top * (1.22 if window.note else 1.38)
    axes.set_ylim(0, roof)
    told = f" in force{_at_least(window)} from\n {_say(window.start, window.zone)}"
    ends = [(start, told, "left", 0.98 * roof)]
    if not window.note:
        ends.append((end, f"until \n{_say(window.end, window.zone)} ", "right", 0.98 * roof - 0.15 * top))
    for at, words, side, height in ends:
        if left <= at <= right:
            axes.axvline(at, color=ground.ink, linewidth=1)
            axes.text(at, height, words, size=8, color=ground.ink, va="top", ha=side, linespacing=1.3)
    if window.note:
        axes.text(right, 0.98 * roof, f"{window.note} ", size=8, color=ground.faint, va="top", ha="right")


def _at_least(window: _Window) -> str:
    return ", at the earliest," if window.unsure else ""


def _number(at: date | datetime) -> float:
    """A local time as matplotlib counts days, its zone left aside."""
    plain_time = at.replace(tzinfo=None) if isinstance(at, datetime) else at
    return float(_date2num(plain_time))  # type: ignore[no-untyped-call]


def _ticked(days: int) -> Callable[[float, int | None], str]:
    """Dates under the axis: days with the year at the first, months, or years."""

    def tell(at: float, place: int | None) -> str:
        day = num2date(at)  # type: ignore[no-untyped-call]
        if days > 1:
            return f"{day:%Y}" if day.month == 1 else f"{day:%b %Y}"
        return f"{day.day} {day:%b}" + (f"\n{day.year}" if not place or day.timetuple().tm_yday == 1 else "")

    return tell


def _say(at: datetime, zone: str) -> str:
    return f"{at:%a} {at.day} {at:%b %Y}, {at:%H:%M} {zone} time"


def _twin(frame: pl.DataFrame, window: _Window, every: str, noun: str, counts: dict[VerdictKind, int]) -> str:
    """What the bars show: the counts by verdict, the time in force, and each step's verdicts."""
    binned = frame.with_columns(pl.col("start").dt.truncate(every).alias("bin"))
    lines = [say_counts(counts), f"In force{_at_least(window)} from {_say(window.start, window.zone)}."]
    lines.append(f"{window.note}." if window.note else f"Until {_say(window.end, window.zone)}.")
    for (first,), part in binned.sort("bin").group_by("bin", maintain_order=True):
        told = dict(part["verdict"].value_counts().iter_rows())
        lines.append(f"{noun.capitalize()} of {first}: {say_counts(told)}")
    return "\n".join(lines)


def _foot(incidents: Incidents, noun: str) -> str:
    return (
        f"Incidents a {noun}, by the day on which each began. Data: {incidents.cited}, "
        f"{len(incidents):,} in all.\n"
        "A verdict says whether an incident is of a kind that the terms forbid, never who broke them."
    )
