"""Reports that give a day without a year, beside dated reports on the same ceasefire."""

from __future__ import annotations

from truceline.model import Ceasefire, Reading, When
from truceline.reader import read_articles
from truceline.sources import article_from_text

MADE = (
    "TORREL, {day} (Hill Wire) - Sudan's government and the rebels of the Justice and Equality Movement "
    "signed a ceasefire on Tuesday that takes effect on Friday, the African Union said."
)
FATE = (
    "KHARTOUM, {day} (Nile Post) - Rebels of the Justice and Equality Movement walked out of their "
    "ceasefire with Sudan's government, in force since March 15, and shelled an army camp."
)


def together(*texts: str) -> Reading:
    return read_articles([article_from_text(text, uri=f"r{n}") for n, text in enumerate(texts)])


def published(found: Reading) -> list[str | None]:
    return [a.published.edtf if a.published is not None else None for a in found.articles]


def start(record: Ceasefire) -> str | None:
    values = (f.value for f in record.fields.get("effective", ()) if f.preferred)
    return next((v.edtf[:10] for v in values if isinstance(v, When)), None)


def test_a_report_without_a_year_is_of_the_year_of_the_ceasefire() -> None:
    """Weeks lie between the two; what is joined dates, and its weekdays become days."""
    found = together(MADE.format(day="March 13"), FATE.format(day="May 7, 2013"))
    assert published(found) == ["2013-03-13", "2013-05-07"]
    [record] = found.ceasefires
    assert start(record) == "2013-03-15"


def test_a_report_on_the_fate_of_a_ceasefire_lies_behind_its_making() -> None:
    """In January it is nearer to the March before, and yet of the next year."""
    found = together(MADE.format(day="March 13, 2013"), FATE.format(day="Jan 20"))
    assert published(found) == ["2013-03-13", "2014-01-20"]


def test_a_report_on_another_war_gives_no_year() -> None:
    """Only what is said of the same ceasefire does."""
    other = FATE.replace("Justice and Equality Movement", "Farabundo Marti Front").replace(
        "Sudan's", "El Salvador's"
    )
    found = together(
        MADE.format(day="March 13"), other.replace("KHARTOUM", "SAN SALVADOR").format(day="May 7, 2013")
    )
    assert published(found)[0] == "XXXX-03-13"
