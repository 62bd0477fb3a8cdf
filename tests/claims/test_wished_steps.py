"""Steps suggested or demanded in the subjunctive, and ends beside the day since which a truce held."""

from __future__ import annotations

import pytest

from claims.told import only, preferred, reading

LEDE = "Ukraine and Russia agreed on a ceasefire last month. The truce began on April 1. "


@pytest.mark.parametrize(
    "sentence",
    [
        "The president suggested that if the quiet were real it be stretched beyond April 20.",
        "The rebels demanded that the truce be ended at once.",
        "The envoy recommended on Monday that the ceasefire be renewed.",
    ],
)
def test_what_is_suggested_has_not_happened(sentence: str) -> None:
    """The truce stays as it was."""
    assert preferred(only(reading(LEDE + sentence, published="2025-04-10")), "status") == ["in_force"]


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The minister ordered that the truce be ended.", "ended"),
        ("It was agreed on Monday that the ceasefire be extended by a month.", "extended"),
    ],
)
def test_what_is_ordered_or_agreed_has(sentence: str, status: str) -> None:
    """Under such a verb the subjunctive is settled."""
    assert preferred(only(reading(LEDE + sentence, published="2025-04-10")), "status") == [status]


def test_the_day_since_which_it_held_is_not_its_end() -> None:
    """Of two days in a sentence on the end, "since" gives the start."""
    text = (
        "The front said that the full ceasefire with Chad in place since the end of August 1994 had come to "
        "an end as of 6 p.m. on Friday, 9 February."
    )
    record = only(reading(text, published="1996-02-10"))
    ends = [getattr(v, "edtf", "")[:10] for v in preferred(record, "ends")]
    assert ends == ["1996-02-09"]
