"""A dateline without a year, and a text that names years but not its own."""

from __future__ import annotations

import pytest

from truceline.sources import article_from_text
from truceline.times import date_article

PAST_IS_LATER = (
    "MANILA, Sept. 2 - Rebels and government signed an accord on Monday. "
    "A truce in force since November 1993 will be watched by observers."
)
ANOTHER_YEAR = (
    "KHARTOUM, Feb. 12 - The army and the rebels agreed on Thursday to stop fighting. "
    "The last truce broke down in March 2014."
)
BY_WEEKDAY = "BOGOTA, June 5 - The guerrillas freed two soldiers on Wednesday. Talks began in October 2012."
NAMED = "ADEN, April 11 - The truce began on Sunday. It was agreed in March 2016."
NOTHING = "MANILA, Sept. 2 - Rebels and government signed an accord on Monday."


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (PAST_IS_LATER, "1996-09-02"),
        (ANOTHER_YEAR, "2015-02-12"),
        (BY_WEEKDAY, "2013-06-05"),
        (NAMED, "2016-04-11"),
        (NOTHING, "XXXX-09-02"),
    ],
)
def test_the_year_is_one_that_no_date_of_the_text_speaks_against(text: str, day: str) -> None:
    """What is past lies before the report; a year that the text does not name needs its weekday."""
    published = date_article(article_from_text(text)).published
    assert published is not None
    assert published.edtf == day
