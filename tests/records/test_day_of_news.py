"""The day on which a ceasefire was made, where none is stated: that of the report that has it as news."""

from __future__ import annotations

import pytest

from truceline.model import Ceasefire, When
from truceline.reader import read_articles
from truceline.sources import article_from_text


def made(text: str) -> Ceasefire:
    [record] = read_articles([article_from_text(text, uri="a")]).ceasefires
    return record


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "MINSK, 26 August 2015 (Bug Wire) - Ukraine and the separatists of Donetsk have agreed to a "
            "ceasefire from 1 September, the OSCE's envoy told journalists.",
            "2015-08-26",
        ),
        (
            "KHARTOUM, 3 March 2014 (Nile Wire) - Sudan's army has declared a ceasefire in its war with the "
            "rebels of the Justice and Equality Movement.",
            "2014-03-03",
        ),
        (
            "KHARTOUM, 3 March 2014 (Nile Wire) - A ceasefire between Sudan's army and the rebels of the "
            "Justice and Equality Movement was holding. The two sides have agreed that it is open-ended.",
            None,
        ),
        (
            "KHARTOUM, 3 March 2014 (Nile Wire) - Sudan's army has agreed to a ceasefire with the rebels "
            "of the Justice and Equality Movement that began on February 20.",
            None,
        ),
    ],
)
def test_what_is_news_was_made_on_the_day_of_the_report(text: str, day: str | None) -> None:
    """Not where the report has it in force, or begun before; and the day says that it is inferred."""
    found = [f for f in made(text).fields.get("declared", ()) if f.preferred]
    assert [f.value.edtf for f in found if isinstance(f.value, When)] == ([day] if day else [])
    assert all(f.why.startswith("inferred") for f in found)


def test_a_date_that_is_half_of_a_name_is_no_day_of_the_truce() -> None:
    """The movement of a date signs on another day."""
    text = (
        "BOGOTA, Aug 24, 1984 (Andes Wire) - Commanders of the April 19 Movement and Colombia's government "
        "signed a ceasefire on Friday."
    )
    days = [f.value.edtf for f in made(text).fields["declared"] if isinstance(f.value, When)]
    assert days == ["1984-08-24"]
