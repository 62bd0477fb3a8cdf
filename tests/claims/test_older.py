"""Older ceasefires that a report recalls beside its own, and the dates by which it tells them."""

from __future__ import annotations

import pytest

from claims.told import preferred, reading
from truceline.model import Ceasefire, When
from truceline.reader import read_articles
from truceline.sources import article_from_text

OWN = (
    "JUBA, June 9 (Nile Wire) - South Sudan's government and SPLM-IO rebels signed a ceasefire on Wednesday "
    "that takes effect at noon on 10 June, mediators of IGAD said.\n\n"
)


def recalled(text: str) -> list[Ceasefire]:
    """The records that a text makes beside that of its own ceasefire."""
    found = reading(OWN + text).ceasefires
    return [c for c in found if preferred(c, "status") != ["agreed"]]


def days(record: Ceasefire) -> set[str]:
    """The days on which a ceasefire was declared, and those on which it began."""
    values = preferred(record, "declared") + preferred(record, "effective")
    return {value.edtf[:10] for value in values if isinstance(value, When)}


@pytest.mark.parametrize(
    ("text", "day", "status"),
    [
        ("A truce that the church arranged on May 11 unravelled after a week.", "2021-05-11", "broken"),
        ("An earlier truce, announced by the army on 3 May, collapsed within hours.", "2021-05-03", "broken"),
        ("A first ceasefire, obtained by Kenya in March, was never respected.", "2021-03", "broken"),
        ("The previous truce, agreed on 2 May, expired on 9 May.", "2021-05-02", "ended"),
    ],
)
def test_an_older_truce_is_dated_by_its_own_words(text: str, day: str, status: str) -> None:
    """The date in its phrase is that of its making, not the one on which it failed."""
    [record] = recalled(text)
    assert preferred(record, "status") == [status]
    assert day in days(record)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The first, signed in Arusha in February, did not survive its first fortnight; the second, "
            "arranged by Sudan on 20 March, held for six days.",
            [("2021-02", "broken"), ("2021-03-20", "broken")],
        ),
        ("The one that the bishops brokered in April came to nothing.", [("2021-04", "broken")]),
        ("That of 28 April lasted a month, that of 3 May under two weeks.",
         [("2021-04-28", "ended"), ("2021-05-03", "ended")]),
        ("A truce of February was broken before the ink was dry.", [("2021-02", "broken")]),
        ("The truce of December 2017, mediated by Sudan, was a licence to reload.", [("2017-12", "agreed")]),
        ("The 2015 ceasefire collapsed within days.", [("2015", "broken")]),
        ("The president's own ceasefire of 28 May lasted less than five hours.", [("2021-05-28", "broken")]),
    ],
)  # fmt: skip
def test_an_older_truce_named_in_passing_has_a_record(text: str, told: list[tuple[str, str]]) -> None:
    """It may be named by its date alone, and its fate told in words that no predicate list holds."""
    found = [c for c in reading(OWN + text).ceasefires if "2021-06-10" not in days(c)]
    assert sorted((min(days(c)), str(preferred(c, "status")[0])) for c in found) == told


@pytest.mark.parametrize(
    "text",
    [
        "Dozens of truces agreed between 2014 and 2020 were broken.",
        "Fourteen truces concluded since last summer fell apart.",
        "It is the first such truce since 2015.",
        "In a letter dated May 6 the rebels had named a ceasefire as their condition for talks.",
        "The war, which began in 2013, has outlived several ceasefires.",
    ],
)
def test_truces_that_are_only_counted_or_wished_for_have_none(text: str) -> None:
    """No single arrangement is told of."""
    assert len(reading(OWN + text).ceasefires) == 1


def test_what_is_said_of_an_older_truce_stays_with_it() -> None:
    """Its mediator, its monitors and its end are not those of the new one."""
    text = (
        "The truce of December 2017, mediated by Sudan and watched by a Joint Verification Commission, "
        "lasted until March 2018. That truce left out the National Salvation Front."
    )
    [old, new] = sorted(reading(OWN + text).ceasefires, key=lambda c: sorted(days(c)))
    assert preferred(old, "mediators") == ["sudan"]
    assert "sudan" not in preferred(new, "mediators")
    assert preferred(old, "monitors")
    assert not preferred(new, "monitors")
    assert not preferred(new, "ends")


def test_several_truces_in_one_phrase_are_several_records() -> None:
    """Each date that a plural has is a truce of its own, and what is said of all is said of each."""
    found = recalled("Local ceasefires agreed in January and in late March lasted no more than a few days.")
    assert [preferred(c, "status") for c in found] == [["broken"], ["broken"]]
    assert [{d[:7] for d in days(c)} for c in found] == [{"2021-01"}, {"2021-03"}]


@pytest.mark.parametrize(
    "text",
    [
        "It takes the place of the unilateral truce that the rebels had kept since 2 May.",
        "It replaces the truce that began on 2 May.",
        "The accord supersedes the ceasefire that the army declared on 2 May.",
    ],
)
def test_what_is_replaced_is_another_ceasefire_and_linked(text: str) -> None:
    """The one that makes room has a record of its own, which the new one is said to replace."""
    found = reading(OWN + text).ceasefires
    [old] = [c for c in found if preferred(c, "status") == ["replaced"]]
    [new] = [c for c in found if c is not old]
    assert [(link.ceasefire, link.how) for link in new.linked] == [(old.id, "replaces")]


def test_a_month_that_lies_ahead_is_that_of_the_year_before_for_an_older_truce() -> None:
    """ "A truce of November" in a report of June is that of last November."""
    [record] = recalled("An earlier truce, reached in November, collapsed in a few weeks.")
    assert {day[:7] for day in days(record)} == {"2020-11"}


@pytest.mark.parametrize(
    "text",
    [
        "Last month the parties rejected a proposal for a ceasefire.",
        "In April the rebels turned down a truce that Kenya had offered.",
        "On 3 May the government rejected an offer of a ceasefire.",
    ],
)
def test_an_offer_turned_down_weeks_before_is_not_the_ceasefire_at_hand(text: str) -> None:
    """A refusal of last month says nothing of the truce of this week; if at all, it has its own record."""
    [record, *others] = sorted(reading(OWN + text).ceasefires, key=lambda c: preferred(c, "status"))
    assert preferred(record, "status") == ["agreed"]
    assert not [f for f in record.fields["status"] if f.value == "rejected"]
    assert [preferred(c, "status") for c in others] in ([], [["rejected"]])


@pytest.mark.parametrize(
    "told",
    [
        "It cites the declaration of the three presidents of 1 June, as well as the accord of 2 June.",
        "Their notice refers to the agreement of 2 June.",
        "The text recalls the statement of 2 June.",
    ],
)
def test_a_document_that_a_truce_leans_on_does_not_date_it(told: str) -> None:
    """The reader sees that it is another one, and no day of declaration is made of it."""
    text = (
        "The army and the rebels announced on Thursday that a truce would begin at noon on 12 June. "
        f"{told} The ceasefire agreed on 2 June was never observed."
    )
    found = reading(text)
    main = next(c for c in found.ceasefires if "12 June" in c.label)
    assert preferred(main, "status") == ["agreed"]


@pytest.mark.parametrize(
    "text",
    [
        "It follows the ceasefire of 3 June, which never took hold.",
        "The deal came after a truce of 3 June that was never respected.",
        "The rebels have attacked a village, while the truce of 3 May, which the army ignored, is forgotten.",
    ],
)
def test_what_the_one_at_hand_comes_after_is_another(text: str) -> None:
    """However few days lie between the two."""
    assert len(reading(OWN + text).ceasefires) == 2


def test_the_fate_of_a_truce_made_long_ago_is_told_of_it_beside_an_offer() -> None:
    """The report knows one truce: it ran out, was offered to be prolonged, and had begun months before."""
    text = (
        "BOR, June 10 (Nile Wire) - The truce between South Sudan's army and SPLM-IO rebels ran out on "
        "Wednesday.\n\n"
        "Mediators had offered to prolong the truce. The truce had started on March 1."
    )
    assert len(reading(text).ceasefires) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "They had tried before. The first, over Easter in April 2019, let farmers sow; another was called"
            " in May 2020.",
            {"2019-04", "2020-05"},
        ),
        ("Harvest truces in 2018 and 2020 fell apart.", {"2018", "2020"}),
        ("It is the third truce of the war. The others were those of September last year and of March.",
         {"2020-09", "2021-03"}),
        ("The truce of March 14 was torn up, and the Torit pact of September 3 last year stood for weeks.",
         {"2021-03-14", "2020-09-03"}),
        ("A third group had signed one already, in January 2017.", {"2017-01"}),
    ],
)  # fmt: skip
def test_older_truces_that_are_listed_are_told_one_by_one(text: str, told: set[str]) -> None:
    """By feasts of other years, by years, by "those of", by the place where they were made."""
    found = [days(c) for c in reading(OWN + text).ceasefires if "2021-06-10" not in days(c)]
    assert {min(day) for day in found if day} == told


@pytest.mark.parametrize(
    "text",
    [
        "The Lou rebels have been at war since their truce of seventeen years gave way in June 2011.",
        "Fighting began again in June 2011, when a 17-year ceasefire collapsed.",
    ],
)
def test_a_truce_that_held_for_years_is_none_of_the_news(text: str) -> None:
    """The day that is told is that of its end, and the years are no term that was agreed."""
    [old] = [c for c in reading(OWN + text).ceasefires if "2021-06-10" not in days(c)]
    assert [v.edtf for v in preferred(old, "ends") if isinstance(v, When)] == ["2011-06"]
    assert not days(old)
    assert not preferred(old, "duration")


def test_a_truce_of_days_before_that_failed_is_another() -> None:
    """However short before the one at hand it was made."""
    text = (
        "JUBA, June 10 (Nile Wire) - A four-day truce between South Sudan's army and SPLM-IO rebels began on "
        "Wednesday.\n\nA suspension of offensive operations that the mediators announced on Monday lasted "
        "for 90 minutes."
    )
    assert len(reading(text).ceasefires) == 2


def test_a_length_that_still_runs_is_no_end() -> None:
    """ "Lasts until" tells of no truce that is over."""
    text = "The one with the smaller groups lasts until June 30."
    assert [preferred(c, "status") for c in reading(OWN + text).ceasefires] == [["agreed"]]


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Another, called in February 2015, petered out.", ["2015-02"]),
        ("The two had signed another with the help of Chad on 8 July 2014, to no effect.", ["2014-07-08"]),
        ("An attempt in November 2013 came to nothing.", ["2013-11"]),
        ("An undertaking by the two sides in June 2015 to spare each other's towns fell apart.", ["2015-06"]),
        ("In March 2014 the army pulled out of Bor under a truce with the militia.", ["2014-03"]),
        ("Diplomats recalled a similar agreement of August 2015 that nobody respected.", ["2015-08"]),
        ("There had been a week-long pause for the harvest in March 2014; a ten-day one arranged by Kenya in "
         "January 2015.", ["2014-03", "2015-01"]),
    ],
)  # fmt: skip
def test_an_older_truce_has_a_record_by_whatever_noun_it_goes(text: str, made: list[str]) -> None:
    """As "another", an attempt, an undertaking, or as the truce of a clause that bears an old date."""
    records = [c for c in reading(OWN + text).ceasefires if "2021-06-10" not in days(c)]
    assert sorted(min(days(c)) for c in records) == made


def test_the_last_truce_is_the_one_before() -> None:
    """Its end is not that of the new one."""
    text = "It is the first since the last truce, which the rebels ended on January 2."
    [new] = [c for c in reading(OWN + text).ceasefires if "2021-06-10" in days(c)]
    assert not preferred(new, "ends")


@pytest.mark.parametrize(
    "text",
    [
        "The army of Kandara said on Wednesday that it was quitting the ceasefire that it signed with the "
        "rebels in February 2014. The truce of 2014 had long been dead on the ground, officers said.",
        "Rebels in Kandara called off their ceasefire with the army. The truce, which they had declared in "
        "September 2019, was the longest of the war.",
        "Rebels in Kandara are quitting the 2014 ceasefire. The cabinet approved the answer on Tuesday.",
    ],
)
def test_a_report_on_the_end_of_an_old_truce_is_about_that_truce(text: str) -> None:
    """However many years ago it was made; it was not made on the day on which its end was decided."""
    [record] = reading(text).ceasefires
    assert preferred(record, "status") == ["ended"]
    assert {day[:4] for day in days(record)} <= {"2014", "2019"}
    assert days(record)


def test_a_year_in_a_report_without_one_is_another_year() -> None:
    """A report tells the year of what did not happen in its own."""
    text = (
        "ROME, Oct 5 (Nile Wire) - South Sudan and the SPLM-IO rebels signed a ceasefire on Sunday.\n\n"
        "In December 1990 the two sides agreed on a limited truce covering the railway."
    )
    found = read_articles([article_from_text(text, uri="report")]).ceasefires
    assert len(found) == 2
    assert {"1990-12"} in [days(c) for c in found]


def test_a_start_far_off_in_the_lede_is_none_of_the_truce_that_it_tells() -> None:
    """ "Since 2012" is of the mediation; the truce is the news."""
    text = (
        "BISSAU, April 30, 2014 (Estuary Press) - A rebel chief of Kandara declared a ceasefire starting on "
        "Wednesday, said a charity, which leads since 2012 a mediation between him and the army."
    )
    assert len(reading(text, published="2014-04-30").ceasefires) == 1


def _undated(*told: str) -> list[tuple[object, set[str]]]:
    """What becomes of each ceasefire of a report that tells no year, with its days."""
    text = "HADRA, Aug. 22 (Plain Wire) - " + "\n\n".join(told)
    found = read_articles([article_from_text(text, uri="report")]).ceasefires
    return [(preferred(c, "status")[0], days(c)) for c in found]


def test_older_truces_are_told_apart_in_a_report_without_a_year() -> None:
    """By their place within the year: one of May is none of August."""
    found = _undated(
        "The government of Sudan and the SPLM-N rebels signed a ceasefire on Thursday.",
        "A truce concluded by two officers had gone into force on Aug. 14 but was violated daily. "
        "A previous truce, signed on May 27, crumbled on July 9.",
    )
    assert ("agreed", {"XXXX-05-27"}) not in found
    assert {(status, day[:10]) for status, told in found for day in told} >= {
        ("broken", "XXXX-08-14"), ("broken", "XXXX-05-27"),
    }  # fmt: skip
    assert len(found) == 3


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Truces in 1985, 1989-90 and 1995 all gave way to fighting.", {"1985", "1989/1990", "1995"}),
        ("Ceasefires of March 2008, May 2009 and 2012 each collapsed.", {"2008-03", "2009-05", "2012"}),
        ("Earlier accords, signed in Abu in 2006 and in Doma in July 2011, were never honoured.",
         {"2006", "2011-07"}),
        ("A dozen earlier truces failed, among them one the League announced for April 28 and another on "
         "May 11.", {"2021-04-28", "2021-05-11"}),
    ],
)  # fmt: skip
def test_each_of_several_truces_is_known_by_its_date(text: str, made: set[str]) -> None:
    """Years too, in whatever manner they are listed."""
    older = [c for c in reading(OWN + text).ceasefires if "2021-06-10" not in days(c)]
    assert {day for c in older for day in days(c)} == made
    assert len(older) == len(made)


@pytest.mark.parametrize(
    "second",
    [
        "On Tuesday the SPLM-N rebels declared a monthlong unilateral halt to their offensives.",
        "The SPLM-N rebels ordered their fighters on Monday to stop all attacks until June 30.",
        "The SPLM-N rebels answered by announcing a ten-day truce of their own.",
    ],
)
def test_a_truce_that_another_side_declares_is_its_own(second: str) -> None:
    """Each has its days; they are not parties to one."""
    text = "Sudan's army declared a ceasefire on Wednesday for two weeks. "
    found = reading(text + second)
    assert len(found.ceasefires) == 2
    assert [len(preferred(c, "declared_by")) for c in found.ceasefires] == [1, 1]


def test_sides_that_announce_one_truce_have_one() -> None:
    """Two who say that they agreed, and an army beside its president."""
    both = (
        "Sudan and the SPLM-N rebels agreed on Wednesday to a ceasefire. Sudan declared a ceasefire from "
        "Friday, and the rebels announced a halt to attacks from Friday."
    )
    assert len(reading(both).ceasefires) == 1
    own = (
        "Sudan's president declared a four-month ceasefire on Wednesday. "
        "Sudan's army announced a unilateral ceasefire of four months on Wednesday."
    )
    assert len(reading(own).ceasefires) == 1


def test_a_moratorium_on_strikes_is_one_truce() -> None:
    """Only the noun that names it tells how many there are."""
    text = "An earlier moratorium on strikes, which the two sides announced in March, ran its course in May."
    assert len(reading(OWN + text).ceasefires) == 2


def test_reports_on_the_truces_of_two_sides_join_by_who_declared() -> None:
    """What one report tells beside its own truce belongs to the other report's, close as their days are."""
    found = reading(
        "Sudan's army declared a two-week ceasefire on Wednesday. "
        "The SPLM-N rebels had declared a ceasefire of their own on Tuesday.",
        "The SPLM-N rebels in Sudan declared a ceasefire on Tuesday.",
    )
    by = {name: len(c.articles) for c in found.ceasefires for name in map(str, preferred(c, "declared_by"))}
    assert by == {"sudanese-armed-forces": 1, "splm-north": 2}
