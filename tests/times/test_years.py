"""A dateline without a year, and a text that names years but not its own."""

from __future__ import annotations

from datetime import date

import pytest

from truceline.sources import article_from_text
from truceline.times import date_article, find

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
DATELINE = "KABUL, Saturday, 7 July - The truce held. The war began in 1979 and a first truce failed in 1988."
BARE_YEAR = "QUITO, Jan. 30 - Both armies traded fire on Monday. They last fought in 1981."
BACKGROUND = "DUSHANBE, Sept. 17 - The sides signed on Sunday. The assembly was elected in 1990."
NOTHING = "MANILA, Sept. 2 - Rebels and government signed an accord on Monday."


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (PAST_IS_LATER, "1996-09-02"),
        (ANOTHER_YEAR, "2015-02-12"),
        (BY_WEEKDAY, "2013-06-05"),
        (NAMED, "2016-04-11"),
        (DATELINE, "1990-07-07"),
        (BARE_YEAR, "XXXX-01-30"),
        (BACKGROUND, "XXXX-09-17"),
        (NOTHING, "XXXX-09-02"),
    ],
)
def test_the_year_is_one_that_no_date_of_the_text_speaks_against(text: str, day: str) -> None:
    """What is past lies before the report; a weekday picks a year only after a month or from a dateline, and
    a bare year of the background is not that of the report.
    """
    published = date_article(article_from_text(text)).published
    assert published is not None
    assert published.edtf == day


BODY = (
    "The army left the pass at dawn, as both sides had agreed, and the first lorries came before noon. "
    "The mayor of the town below said that nobody had fired since midnight and that the school would open."
)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("The road is open\n\nFrom our correspondent, LIMA, Monday 2 May 1988", "1988-05-02"),
        ('Guns fall silent\n\nHarare - bureau of "The Lens" - Tuesday 4 August 1992', "1992-08-04"),
        ("HOME | NEWS\nSection: World   Date: 7 June 2001\n\nThe army leaves the pass", "2001-06-07"),
        ("The army leaves the pass\nPublished on 7 June 2001 at 10:15", "2001-06-07T10:15"),
        ("Truce will begin on 7 June 2001", None),
        ("The armies agreed to withdraw after their leaders met in the north by 7 June 2001", None),
    ],
)
def test_a_date_at_the_head_counts_where_it_is_set_off_or_called_one(head: str, day: str | None) -> None:
    """A line of byline, place and date dates a report; a date in a headline's sentence does not."""
    published = date_article(article_from_text(f"{head}\n\n{BODY}")).published
    own = published if published is not None and published.basis != "inferred" else None
    assert (own.edtf[: len(day)] if own and day else own) == day


def test_a_month_that_words_call_past_is_not_the_next_one() -> None:
    """In October "they signed it in January" means the last one, though the next is nearer."""
    text = "The rebels signed a pact with the army and some twenty other groups in Goma in January."
    [found] = find(text, anchor=date(2008, 10, 29))
    assert found.timex == "2008-01"


def test_a_verb_right_behind_a_day_tells_what_was_done_on_it() -> None:
    """Whatever infinitive stands before it."""
    text = "Days after they had begun to hold fire, the rebels on Wednesday decided against it."
    assert find(text, anchor=date(2014, 4, 17))[-1].timex == "2014-04-16"


def test_a_weekday_beside_figures_tells_which_of_them_is_the_month() -> None:
    """Indonesian papers write "Sunday (3/9/2000)"."""
    assert find("It ended on Sunday (3/9/2000).", anchor=date(2000, 3, 10))[0].timex == "2000-09-03"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("The truce held from March 3 to June 4, 2012.", "2012-03-03"),
        ("The guns were silent between 9 May and 30 June 1997.", "1997-05-09"),
        ("It ran December 20 - January 6, 1991.", "1990-12-20"),
        ("A lull held between October and December 1990.", "1990-10"),
        ("A lull held between October and February 1990.", "1989-10"),
        ("Fire was held from November through March 2008.", "2007-11"),
    ],
)
def test_a_stretch_has_its_year_from_its_end(text: str, first: str) -> None:
    assert find(text, anchor=date(2015, 6, 10))[0].timex == first


def test_days_that_bound_no_stretch_keep_years_of_their_own() -> None:
    text = "A truce was signed on March 3, and that of June 4, 2012 is forgotten."
    assert find(text, anchor=date(2015, 6, 10))[0].timex == "2015-03-03"
