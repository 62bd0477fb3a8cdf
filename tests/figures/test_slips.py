"""The arithmetic of slips: what lies how far from what, and what of it is kept."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readings import whens
from truceline.figures.slip_svg import slip_svg
from truceline.figures.slips import Sum, work_out
from truceline.model import Anomaly, AnomalyKind, Article, Evidence, Segment, Source, TimeExpression, When
from truceline.times import read

CLOCKS = "The truce begins at 12:00 Baku time on 10 October 2020 (13:00 Moscow time)."


def slip(body: str, published: str = "Published: 12 October 2020") -> tuple[Anomaly, Article]:
    """The one slip of a report."""
    text = f"{published}\n\n{body}"
    article = Article(
        id="made", source=Source(uri="made.txt", sha256="0" * 64), text=text,
        segments=(
            Segment(start=0, end=len(published), role="published"),
            Segment(start=len(published) + 2, end=len(text), role="body"),
        ),
    )  # fmt: skip
    told = read(article)
    [anomaly] = told.anomalies
    return anomaly, told


def worked(body: str) -> Sum:
    """The arithmetic of the one slip of a report."""
    told = work_out(*slip(body))
    assert told is not None
    return told


def test_two_clocks_lie_as_far_apart_as_the_report_puts_them() -> None:
    """A clock of the place and one of Moscow that are not the same instant: two marks on an axis of UTC."""
    told = worked(CLOCKS)
    assert told.gap == "2 hours apart"
    first, second = told.marks
    assert [first.utc, second.utc] == ["08:00 UTC", "10:00 UTC"]
    assert [first.kept, second.kept] == [True, False]
    assert "12:00 Baku" in first.local
    assert "13:00 Moscow" in second.local
    assert told.axis is not None
    assert told.axis.zone == "UTC"
    # The gap is drawn from the one mark to the other.
    assert [told.start, told.end] == [first.shapes[0].start, second.shapes[0].start]
    assert told.start < told.end


def test_a_weekday_stands_in_a_strip_beside_the_day_of_its_date() -> None:
    """Each weekday stands once among seven days; the date is kept."""
    told = worked(
        "The truce begins on Wednesday, 7 October 2020, and on Sunday, 10 October 2020, aid comes in."
    )
    assert [day.day.isoweekday() for day in told.days] == [3, 4, 5, 6, 7, 1, 2]
    [kept] = [day.day for day in told.days if day.kept]
    [other] = [day.day for day in told.days if day.told]
    assert (kept.isoformat(), other.isoformat()) == ("2020-10-10", "2020-10-11")
    assert told.gap == "1 day apart"
    assert "10 October 2020 is a Saturday" in told.text


def test_a_length_is_laid_beside_the_ends_that_are_told() -> None:
    """ "72 hours" whose ends lie 48 hours apart: two stretches from one start, and the day between them."""
    told = worked("A 72-hour truce runs from noon GMT on 10 October 2020 to noon GMT on 12 October 2020.")
    assert told.gap == "1 day apart"
    ends, length = told.marks
    assert (ends.kept, length.kept) == (True, False)
    assert ends.shapes[0].start == length.shapes[0].start
    assert [ends.shapes[0].end, length.shapes[0].end] == [told.start, told.end]


def test_an_end_before_the_start_lies_to_its_left() -> None:
    """A range that ends before it begins."""
    told = worked("The ceasefire holds from 20 May 2021 to 12 May 2021.")
    start, end = told.marks
    assert (start.kept, end.kept) == (True, False)
    assert end.shapes[0].start < start.shapes[0].start
    assert told.gap == "8 days apart"


def test_a_counted_day_lies_beside_the_one_that_is_named() -> None:
    """ "The third day" of a truce that began elsewhere."""
    told = worked("On 9 May 2019, the third day of the truce that began on 5 May 2019, shells fell.")
    kept = [mark for mark in told.marks if mark.kept]
    assert ["9 May" in mark.words for mark in kept] == [True]
    assert told.gap == "2 days apart"


@pytest.mark.parametrize("kind", ["name_variant", "headline_conflict", "count_conflict", "impossible_date"])
def test_where_there_is_nothing_to_reckon_nothing_is_drawn(kind: str) -> None:
    """A mistranslated name or a day that does not exist has no arithmetic."""
    anomaly, article = slip(CLOCKS)
    other = Anomaly(kind=kind, message="", evidence=anomaly.evidence, suggestion="x")  # type: ignore[arg-type]
    assert work_out(other, article) is None


def test_a_drawing_says_all_in_words_and_takes_no_markup_from_a_report() -> None:
    """Who cannot see it hears it; what a report holds stays text."""
    anomaly, article = slip(CLOCKS)
    told = work_out(anomaly, article)
    assert told is not None
    drawn = slip_svg(told)
    assert 'role="img"' in drawn
    assert "2 hours apart" in drawn.split('aria-label="')[1].split('"')[0]
    cruel = Sum(told.gap, told.start, told.end, 'a "b" <script>', told.axis, told.marks)
    assert "<script>" not in slip_svg(cruel)


WORDS = "72 hours from 1 May to 3 May, a Friday"


@given(
    st.lists(whens(), min_size=1, max_size=3),
    st.sampled_from(get_args(AnomalyKind)),
    st.none() | whens(),
    st.sampled_from(["PT72H", "P9999Y", "P2M", "soon"]),
)
def test_whatever_was_read_is_drawn_on_its_axis_or_not_at_all(
    times: list[When], kind: AnomalyKind, instead: When | None, length: str
) -> None:
    """Open bounds, readings, days at the ends of time, lengths that no calendar holds."""
    read_here = tuple(
        TimeExpression(
            start=n * 5, end=n * 5 + 4, text=WORDS[n * 5 : n * 5 + 4], type="DATE", timex=length, when=when
        )
        for n, when in enumerate(times)
    )
    article = Article(id="a", source=Source(uri="a", sha256=""), text=WORDS, times=read_here)
    places = tuple(Evidence(article="a", start=t.start, end=t.end, text=t.text) for t in read_here)
    anomaly = Anomaly(kind=kind, message="", evidence=places, suggestion=instead)
    told = work_out(anomaly, article)
    if told is not None:
        assert 0 <= told.start <= told.end <= 100
        assert told.gap in slip_svg(told)
