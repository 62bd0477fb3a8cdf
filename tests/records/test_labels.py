"""What a ceasefire is called."""

from __future__ import annotations

import pytest

from records.made import claim, day, reconciled, report
from truceline.model import When


@pytest.mark.parametrize(
    ("start", "label", "identity"),
    [
        (day("2023-05-22"), "Ceasefire, Sudan, from 22 May 2023", "sudan-2023-05-22"),
        (
            When(earliest=None, latest=None, edtf="XXXX-WXX-1T22:00", precision="minute"),
            "Ceasefire, Sudan",
            "sudan-undated",
        ),
    ],
)
def test_a_ceasefire_is_called_by_its_place_and_its_day_where_it_has_one(
    start: When, label: str, identity: str
) -> None:
    """A Monday of no known week names no day, so neither title nor id pretend that it does."""
    one = report("one")
    [found] = reconciled([one], [claim(one, "status", "agreed"), claim(one, "effective", start)])[0]
    assert (found.label, found.id) == (label, identity)
