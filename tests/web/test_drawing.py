"""What is drawn and marked: times on an axis, differences, runs of a text."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readings import whens
from sample import NOON, NOON_SUNDAY, TENTH, day
from truceline.figures.strips import draw, make_axis
from truceline.model import Ceasefire, Finding, When
from truceline.web._marks import SLICE, Mark, cut, slice_around
from truceline.web._variants import differences
from truceline.wording import apart, backwards, say_length


@given(st.lists(whens(), max_size=5), st.sampled_from([None, "Asia/Yerevan", "+03:00", "Atlantis"]))
def test_every_time_is_drawn_on_its_axis(times: list[When], zone: str | None) -> None:
    """Whatever the times, nothing is drawn beside the axis, and ticks stand on it in their order."""
    axis = make_axis(times, zone)
    if axis is None:
        assert not any(t.earliest or t.latest for t in times)
        return
    places = [tick.at for tick in axis.ticks]
    assert places == sorted(places)
    assert all(0 <= place <= 100 for place in places)
    assert len(places) <= 12
    for time in times:
        for shape in draw(time, axis):
            assert 0 <= shape.start <= shape.end <= 100


def test_what_is_drawn_says_how_sure_it_is() -> None:
    """An instant is a point, a day a bar, a day in an unknown zone fades, two readings are hollow."""
    two = When(
        earliest=NOON.earliest,
        latest=NOON_SUNDAY.latest,
        edtf="",
        readings=(NOON, NOON_SUNDAY),
        zone="Asia/Yerevan",
    )
    axis = make_axis([NOON, TENTH, two], "Asia/Yerevan")
    assert axis is not None
    assert [shape.kind for shape in draw(NOON, axis)] == ["point"]
    assert [(shape.kind, shape.fades) for shape in draw(TENTH, axis)] == [("bar", "")]
    nowhere = day("2020-10-09T10:00", "2020-10-11T12:00")
    assert [shape.fades for shape in draw(nowhere, axis)] == ["both"]
    assert [shape.kind for shape in draw(two, axis)] == ["tie", "hollow", "hollow"]
    # Noon of the 10th lies in the middle of the 10th.
    [noon], [whole] = draw(NOON, axis), draw(TENTH, axis)
    assert noon.start == pytest.approx((whole.start + whole.end) / 2, abs=0.1)


def test_stages_that_go_backwards_are_told_with_the_gap() -> None:
    """A truce that was in force before it was declared is said to be, and by how much."""
    held = {"declared": NOON_SUNDAY, "effective": NOON}
    fields = {
        name: (Finding(value=when, state="single", preferred=True, why="", support=()),)
        for name, when in held.items()
    }
    ceasefire = Ceasefire(id="x", label="x", conflict=None, articles=(), fields=fields)
    [told] = backwards(ceasefire)
    assert "in force 1 day before it was declared" in told
    assert backwards(Ceasefire(id="x", label="x", conflict=None, articles=(), fields={})) == []


def test_accounts_that_differ_are_told_by_how_much() -> None:
    """The arithmetic of a dispute stands beside it; where none can be done, nothing does."""
    assert apart(NOON, NOON_SUNDAY) == "1 day later"
    assert apart(NOON_SUNDAY, NOON) == "1 day earlier"
    assert apart("PT72H", "P7D") == "4 days longer"
    assert apart("P7D", "PT72H") == "4 days shorter"
    assert apart("russia", "armenia") == ""
    assert apart(TENTH, NOON) == "the two overlap, and can both be right"
    assert say_length(timedelta(hours=25, minutes=1)) == "1 day, 1 hour and 1 minute"


@given(st.text(max_size=60), st.text(max_size=60))
def test_marking_differences_loses_nothing(text: str, other: str) -> None:
    """The pieces of a compared text are the text; one compared with itself differs nowhere."""
    assert "".join(words for words, _ in differences(text, other)) == text
    assert not any(different for _, different in differences(text, text))


def test_differences_are_of_words() -> None:
    """Words that the other version has not are marked, whatever the case and the commas."""
    pieces = differences("From noon, on October 10", "from midnight on october 10")
    assert [words for words, different in pieces if different] == ["noon,"]


@given(
    st.text(max_size=40),
    st.lists(
        st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from(["times", "claims"])), max_size=6
    ),
)
def test_runs_of_a_text_lose_nothing(text: str, spans: list[tuple[int, int, str]]) -> None:
    """However marks overlap, the runs are the text, and each run lies in exactly the marks that cover it."""
    spans = [(min(a, len(text)), min(b, len(text)), layer) for a, b, layer in spans]
    marks = [Mark(min(a, b), max(a, b), layer, ()) for a, b, layer in spans if a != b]
    runs = list(cut(text, 0, len(text), marks, None))
    assert "".join(run.text for run in runs) == text
    at = 0
    for run in runs:
        covering = {n for n, m in enumerate(marks) if m.start < at + len(run.text) and m.end > at}
        assert set(run.within) == covering
        at += len(run.text)
    assert sorted(n for run in runs for n in run.begins) == list(range(len(marks)))


@given(st.integers(0, 5 * SLICE), st.integers(0, 5 * SLICE), st.booleans())
def test_parts_of_a_long_text_are_the_text(length: int, offset: int, lines: bool) -> None:
    """Parts follow on each other without a gap, and the part for a place holds it."""
    text = ("x" * 99 + ("\n" if lines else "x")) * (length // 100)
    first = slice_around(text, None, 1)
    parts = [slice_around(text, None, n) for n in range(1, first.count + 1)]
    assert "".join(text[part.start : part.end] for part in parts) == text
    assert all(part.end - part.start <= SLICE for part in parts)
    if offset < len(text):
        part = slice_around(text, offset, 1)
        assert part.start <= offset < part.end
