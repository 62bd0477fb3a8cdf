"""What `find` must get right, one law a test."""

from datetime import UTC, date, datetime

from truceline.times import find


def test_a_city_in_brackets_is_the_zone_of_the_clock_before_it() -> None:
    """A clock, its city in brackets and its date are one expression and one instant."""
    [one] = find("Guns fall silent at 18:00 (Tripoli) March 3, 2019.", anchor=date(2019, 3, 1))
    assert one.text == "18:00 (Tripoli) March 3, 2019"
    assert one.when is not None
    assert one.when.earliest == one.when.latest == datetime(2019, 3, 3, 16, 0, tzinfo=UTC)
