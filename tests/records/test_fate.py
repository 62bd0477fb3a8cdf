"""What becomes of a ceasefire as report follows report."""

from __future__ import annotations

from records.made import claim, day, instant, reconciled, report
from truceline.model import Article, Claim, Finding, When

MADE, AFTER, LATE = report("made", "2023-05-21"), report("after", "2023-05-25"), report("late", "2023-06-09")
SOON = report("soon", "2023-05-29")
START = instant("2023-05-22T19:45")
SIDES = ("rsf", "sudan")


def on(article: Article, *statuses: Claim) -> list[Claim]:
    """The claims of a report that names both sides, with what it tells of the status."""
    return [*statuses, *(claim(article, "parties", side) for side in SIDES)]


def standing(articles: list[Article], claims: list[Claim]) -> Finding:
    """The status at which the one record of some reports stands."""
    [record] = reconciled(articles, claims)[0]
    [status] = [f for f in record.fields["status"] if f.preferred]
    return status


def announced() -> list[Claim]:
    """A truce announced for the next evening."""
    return on(MADE, claim(MADE, "status", "agreed"), claim(MADE, "effective", START))


def test_a_report_from_after_its_start_says_that_it_runs() -> None:
    """Nobody writes three days on of a truce that never began without saying so; it is marked as inferred."""
    status = standing([MADE, AFTER], announced() + on(AFTER, claim(AFTER, "status", "agreed")))
    assert status.value == "in_force"
    assert status.why.startswith("inferred")


def test_what_one_side_declared_runs_though_the_other_refuses() -> None:
    """Who declares a truce keeps it from its start on, whatever the other side says to it."""
    claims = [claim(MADE, "status", "declared"), claim(MADE, "effective", START)]
    refused = [claim(AFTER, "status", "declared"), claim(AFTER, "status", "rejected", by=("rsf",))]
    assert standing([MADE, AFTER], on(MADE, *claims) + on(AFTER, *refused)).value == "in_force"


def starting(start: When, published: str) -> str:
    """How a truce stands by the report that announces it."""
    news = report("news", published)
    claims = [claim(news, "status", "declared"), claim(news, "effective", start)]
    return str(standing([news], on(news, *claims)).value)


def test_a_start_on_the_day_of_the_report_has_come_unless_its_hour_has_not() -> None:
    """ "A ceasefire from Wednesday", told on Wednesday, runs; one "from 6 p.m." has yet to begin."""
    assert starting(day("2023-05-21"), "2023-05-21") == "in_force"
    assert starting(instant("2023-05-21T06:00"), "2023-05-21") == "in_force"
    assert starting(instant("2023-05-21T18:00"), "2023-05-21") == "declared"
    assert starting(day("2023-05-22"), "2023-05-21") == "declared"


def test_the_end_that_a_later_report_tells_stands() -> None:
    """Agreed, in force, over: the last that is told, whatever came before."""
    claims = announced() + on(AFTER, claim(AFTER, "status", "in_force"))
    assert standing([MADE, AFTER, LATE], claims + on(LATE, claim(LATE, "status", "ended"))).value == "ended"


def test_an_extension_of_the_past_does_not_hide_that_it_holds() -> None:
    """ "Extended on 28 May, the truce continues to hold" is in force; on the day itself it is extended."""
    news = on(AFTER, claim(AFTER, "status", "extended", when=day("2023-05-25")))
    assert standing([MADE, AFTER], announced() + news).value == "extended"
    recalled = claim(LATE, "status", "extended", when=day("2023-05-28"))
    holds = on(LATE, recalled, claim(LATE, "status", "in_force"))
    assert standing([MADE, LATE], announced() + holds).value == "in_force"


def test_a_breach_that_one_side_alleges_ends_nothing() -> None:
    """An accusation is a claim; the truce stands until a report tells that it is over."""
    said = claim(AFTER, "status", "broken", chain=("rsf",), stance="reported")
    claims = announced() + on(AFTER, claim(AFTER, "status", "in_force"), said)
    assert standing([MADE, AFTER], claims).value == "in_force"


def lasting_until(end: str) -> list[Claim]:
    """A truce announced for the next evening, with the day on which it is to end."""
    return [*announced(), claim(MADE, "ends", day(end))]


def test_a_known_end_that_lies_behind_a_report_has_come() -> None:
    """A truce until 27 May of which a report of the 29th tells no extension is over, marked as inferred."""
    later = on(SOON, claim(SOON, "status", "agreed"))
    status = standing([MADE, SOON], lasting_until("2023-05-27") + later)
    assert (status.value, status.when) == ("ended", day("2023-05-27"))
    assert status.why.startswith("inferred")


def test_a_known_end_has_not_come_where_a_later_report_says_that_it_holds() -> None:
    """What a report says outright outweighs the calendar: the truce must have gone on."""
    later = on(LATE, claim(LATE, "status", "in_force"))
    assert standing([MADE, LATE], lasting_until("2023-05-29") + later).value == "in_force"


def test_an_end_told_before_the_start_is_misread() -> None:
    """Nothing follows from an end that lies before the beginning."""
    later = on(AFTER, claim(AFTER, "status", "agreed"))
    assert standing([MADE, AFTER], lasting_until("2023-05-20") + later).value != "ended"


def test_what_was_over_does_not_run_again_because_it_is_recalled() -> None:
    """ "Both kept a truce in May", in a report of June, does not bring back what ended."""
    over = on(AFTER, claim(AFTER, "status", "ended"))
    kept = on(LATE, claim(LATE, "status", "in_force", when=day("2023-05-22")))
    assert standing([MADE, AFTER, LATE], announced() + over + kept).value == "ended"
    again = on(LATE, claim(LATE, "status", "in_force"))
    assert standing([MADE, AFTER, LATE], announced() + over + again).value == "in_force"


def test_an_answer_of_the_other_side_is_more_than_a_declaration() -> None:
    """One declares, the other accepts: accepted; who accepts what it declared itself adds nothing."""
    declared = claim(MADE, "status", "declared", by=("rsf",))
    answer = claim(MADE, "status", "accepted", by=("sudan",))
    assert standing([MADE], on(MADE, declared, answer)).value == "accepted"
    same = claim(MADE, "status", "accepted", by=("rsf",))
    assert standing([MADE], on(MADE, declared, same)).value == "declared"
