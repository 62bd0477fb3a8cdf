"""Adding lengths to starts in local time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.model import When
from truceline.records._duration import ends_after, hours


def instant(text: str, zone: str) -> When:
    local = datetime.fromisoformat(text)
    moment = local.astimezone(UTC)
    return When(earliest=moment, latest=moment, edtf=text, zone=zone, precision="minute")


@pytest.mark.parametrize(
    ("start", "zone", "length", "end"),
    [
        ("2024-11-27T04:00:00+02:00", "Asia/Beirut", "P60D", "2025-01-26T04:00:00+02:00"),
        ("2023-08-03T00:00:00-05:00", "America/Bogota", "P6M", "2024-02-03T00:00:00-05:00"),
        ("2016-03-24T12:00:00+02:00", "Asia/Damascus", "P7D", "2016-03-31T12:00:00+03:00"),
        ("2020-01-31T12:00:00+00:00", "UTC", "P1M", "2020-02-29T12:00:00+00:00"),
        ("2023-05-22T21:45:00+02:00", "+02:00", "PT168H", "2023-05-29T21:45:00+02:00"),
    ],
)
def test_a_length_is_added_in_local_time(start: str, zone: str, length: str, end: str) -> None:
    """Seven days over a change of clocks keep the hour of day; a month has the length that it has."""
    found = ends_after(instant(start, zone), length)
    assert found is not None
    assert found.edtf == end


def test_a_day_and_a_length_give_a_day() -> None:
    """No clock is made up for a start that has none."""
    day = datetime(2008, 6, 19, tzinfo=UTC)
    start = When(earliest=day, latest=day + timedelta(days=1), edtf="2008-06-19", zone="UTC", precision="day")
    found = ends_after(start, "P6M")
    assert found is not None
    assert (found.edtf, found.precision) == ("2008-12-19", "day")


@pytest.mark.parametrize("length", ["PXD", "P", "", "seven days", "P1Q"])
def test_a_length_that_is_none_gives_no_end(length: str) -> None:
    """What cannot be added is not added."""
    assert ends_after(instant("2020-01-01T00:00:00+00:00", "UTC"), length) is None


@given(st.integers(1, 400), st.integers(0, 23))
def test_days_and_hours_are_the_same_length(days: int, extra: int) -> None:
    """A length is the same however it is written."""
    assert hours(f"P{days}DT{extra}H") == hours(f"PT{days * 24 + extra}H")
