"""Dating an article, reading all its times, relating and checking them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from truceline.evaluation.times import read_marked
from truceline.model import Article, Metadatum, Segment, Source, When
from truceline.times import date_article, find, read, relate


def article(*parts: tuple[str, str], metadata: tuple[Metadatum, ...] = ()) -> Article:
    """An article of (role, text) parts, a line each."""
    text, segments = "", []
    for role, words in parts:
        segments.append(Segment(start=len(text), end=len(text) + len(words), role=role))  # type: ignore[arg-type]
        text += words + "\n"
    source = Source(uri="memory", sha256="")
    return Article(id="a", source=source, text=text, segments=tuple(segments), metadata=metadata)


def day(text: str) -> When:
    start = datetime.fromisoformat(text).replace(tzinfo=UTC)
    return When(earliest=start, latest=start + timedelta(days=1), edtf=text, zone="UTC")


# ------------------------------------------------------------------ dating


def test_the_user_knows_better_than_the_page() -> None:
    """Metadata of the user comes before that of the file, the page, the date line and the dateline."""
    given = (
        Metadatum(name="published", value="2019-03-04T10:00:00Z", origin="page"),
        Metadatum(name="published", value="2019-03-02", origin="user"),
    )
    read_ = date_article(article(("published", "8 March 2019"), ("body", "Calm held."), metadata=given))
    assert read_.published is not None
    assert (read_.published.edtf, read_.published.basis) == ("2019-03-02", "stated")
    assert [a.kind for a in read_.anomalies] == ["date_conflict"]


def test_a_date_line_is_read_with_its_zone() -> None:
    """The clock and offset of the page's own date line give the instant."""
    found = date_article(article(("published", "May 4, 2019, 16:30 UTC+2"), ("body", "Calm held."))).published
    assert found is not None
    assert found.earliest == found.latest == datetime(2019, 5, 4, 14, 30, tzinfo=UTC)
    assert found.basis == "page"


def test_the_clock_of_a_saved_page_is_an_upper_bound_only() -> None:
    """A page saved a year later is not a report of that year; the anomaly says by how much."""
    parts = (
        ("crawl_date", "10:15 GMT +2 4 May 2018"),
        ("caption", "Troops near the front, February 2, 2017"),
        ("body", "The sides agreed on a truce on 1 May 2017. It should begin on 9 May 2017 at 08:00."),
    )
    found = date_article(article(*parts))
    assert found.published is not None
    assert found.published.edtf == "2017-05-01/2017-05-09"
    assert found.published.basis == "inferred"
    [anomaly] = found.anomalies
    assert anomaly.kind == "date_conflict"
    assert "2018-05-04" in anomaly.message


def test_a_dateline_without_a_year_stays_without_one() -> None:
    """Nothing else in the report says which year: its bounds stay open."""
    found = date_article(article(("dateline", "TBILISI, August 9."), ("body", "Shelling went on."))).published
    assert found is not None
    assert (found.edtf, found.earliest, found.latest) == ("XXXX-08-09", None, None)


def test_sibling_reports_give_a_dateline_its_year() -> None:
    """`near` decides the year, also across its turn."""
    parts = (("dateline", "TBILISI, January 3."), ("body", "Shelling went on."))
    found = date_article(article(*parts), near=day("2008-12-29")).published
    assert found is not None
    assert found.edtf == "2009-01-03"
    assert "same matter" in found.why


def test_sibling_reports_bound_a_report_that_does_not_date_itself() -> None:
    """Weekdays are reckoned from the bounds that siblings give."""
    parts = (("body", "On Monday the ministers met. The truce is set to take effect on Saturday."),)
    near = When(
        earliest=datetime(2016, 2, 22, tzinfo=UTC),
        latest=datetime(2016, 2, 26, tzinfo=UTC),
        edtf="2016-02-22/2016-02-25",
    )
    found = read(article(*parts), near=near)
    assert found.published is not None
    assert found.published.edtf.startswith("2016-02-22/")
    assert [t.timex for t in found.times] == ["2016-02-22", "2016-02-27"]


def test_a_roughly_dated_report_decides_years_but_no_weekdays() -> None:
    """Within a month "on Monday" may be any of four days, but "27 February" is of one year."""
    rough = When(
        earliest=datetime(2016, 2, 1, tzinfo=UTC),
        latest=datetime(2016, 3, 1, tzinfo=UTC),
        edtf="2016-02-01/2016-02-29",
    )
    text = "On Monday they agreed. It begins on 27 February. Yesterday was calm."
    assert [t.timex for t in find(text, anchor=rough)][1] == "2016-02-27"
    assert find("On Monday they agreed.", anchor=rough)[0].timex == "XXXX-WXX-1"


def test_a_report_without_any_date_stays_undated() -> None:
    """Unknown stays unknown: neither the report nor its weekdays get a date."""
    found = read(article(("body", "The truce begins on Saturday.")))
    assert found.published is None
    [saturday] = found.times
    assert saturday.timex == "XXXX-WXX-6"


# ------------------------------------------------------------------ reading


def test_player_positions_are_no_times() -> None:
    """Bare clocks of page furniture are not read, its full dates are."""
    parts = (
        ("published", "4 May 2019"),
        ("body", "They met on Friday."),
        ("chrome", "0:00"),
        ("chrome", "27:19"),
    )
    assert [t.text for t in read(article(*parts)).times] == ["4 May 2019", "Friday"]


def test_a_date_of_the_furniture_is_no_anchor_of_the_text() -> None:
    """The year of a caption or of the saved page never dates the body."""
    parts = (
        ("crawl_date", "4 May 2018"),
        ("published", "3 March 2017"),
        ("caption", "A street, June 1, 2012"),
        ("body", "The truce begins on 9 March."),
    )
    assert read(article(*parts)).times[-1].timex == "2017-03-09"


# ------------------------------------------------------------------ checks


@pytest.mark.parametrize(
    ("body", "kind", "told"),
    [
        ("They signed on Friday, May 4.", "weekday_mismatch", ["2019-05-04", "Saturday", "Friday", "1 day"]),
        (
            "It starts on 9 May at 06:00 Tripoli time (06:00 GMT).",
            "zone_mismatch",
            ["2019-05-09 04:00 UTC", "2019-05-09 06:00 UTC", "2 hours"],
        ),
        (
            "It starts at midnight local time on 9 May (23:00 GMT on 8 May).",
            "zone_mismatch",
            ["22:00 UTC", "23:00 UTC", "1 hour"],
        ),
        ("It ends on 31 June.", "impossible_date", ["31 June"]),
        ("It ended on 29 February 2015.", "impossible_date", ["2015-02-29"]),
        ("It starts at 25:61 on Friday.", "impossible_date", []),
        ("It starts at 10:00 UTC+26 on 9 May.", "impossible_date", ["+26"]),
        (
            "The 72-hour truce runs from 1 a.m. on 6 May to 11 p.m. on 8 May.",
            "duration_mismatch",
            ["3 days", "2 days 22 hours"],
        ),
    ],
)
def test_what_cannot_be_right_is_said_with_its_arithmetic(body: str, kind: str, told: list[str]) -> None:
    """Both values, the difference, and the value that is taken."""
    found = read(article(("published", "5 May 2019"), ("body", body)), place="Libya")
    if "25:61" in body:
        assert all(t.when is None or t.when.precision != "minute" for t in found.times)
        return
    [anomaly] = found.anomalies
    assert anomaly.kind == kind
    for piece in told:
        assert piece in anomaly.message
    for evidence in anomaly.evidence:
        assert found.text[evidence.start : evidence.end] == evidence.text


@pytest.mark.parametrize(
    "body",
    [
        "They signed on Saturday, May 4.",
        "It starts on 9 May at 06:00 Tripoli time (04:00 GMT).",
        "It starts at midnight on 9 May (22:00 GMT).",
        "It starts at midnight local time (2200 GMT) on 9 May.",
        "It starts at 00:01 (22:01 GMT) on 9 May.",
        "The 72-hour truce runs from 1 a.m. on 6 May to 1 a.m. on 9 May.",
        "A five-hour pause from 9 a.m. to 2 p.m. is repeated every day for 10 days.",
        "Moscow set it for 12:00 (0900 GMT) on 9 May.",
        "It ends on 29 February.",
    ],
)
def test_what_is_right_is_left_alone(body: str) -> None:
    """No false alarm where the sums come out."""
    assert read(article(("published", "5 May 2019"), ("body", body)), place="Libya").anomalies == ()


# ------------------------------------------------------------------ relations


def test_a_second_clock_is_the_same_instant() -> None:
    """The first clock is preferred, the difference is told."""
    text = "It starts at 7 a.m. Tehran time (0330 GMT) on Tuesday."
    [same] = relate(text, find(text, anchor=date(2025, 6, 23)))
    assert (same.kind, same.difference) == ("same", timedelta(0))
    assert same.when.earliest == datetime(2025, 6, 24, 3, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("from 9 a.m. until 2 p.m. on Friday", "2024-06-14T09:00:00+03:00/2024-06-14T14:00:00+03:00"),
        ("between 9 and 11 a.m. on Friday", "2024-06-14T09:00:00+03:00/2024-06-14T11:00:00+03:00"),
        ("from 10 p.m. on Friday to 6 a.m.", "2024-06-14T22:00:00+03:00/2024-06-15T06:00:00+03:00"),
        ("for 48 hours from 7 a.m. on Friday", "2024-06-14T07:00:00+03:00/2024-06-16T07:00:00+03:00"),
        ("on Friday at 7 a.m. for three days", "2024-06-14T07:00:00+03:00/2024-06-17T07:00:00+03:00"),
        ("from 14 to 20 June", "2024-06-14/2024-06-20"),
        ("from Friday to Sunday", "2024-06-14/2024-06-16"),
        (
            "from noon on June 14 until midnight on June 16",
            "2024-06-14T12:00:00+03:00/2024-06-17T00:00:00+03:00",
        ),
    ],
)
def test_both_ends_of_a_range_are_one_interval(text: str, edtf: str) -> None:
    """Zone, day and half of the day pass from one end to the other; a length gives the end."""
    whole = f"The army will hold its fire {text}."
    times = find(whole, anchor=date(2024, 6, 12), place="Gaza")
    ranges = [r.when.edtf for r in relate(whole, times) if r.kind == "range"]
    assert edtf in (ranges or [t.when.edtf for t in times if t.when])


# ------------------------------------------------------------------ marked reports


def test_the_marked_reports_are_read_without_a_false_alarm(shared: Path) -> None:
    """Every resolvable expression marked in whole reports is found with its value, and exactly the slips are
    reported.
    """
    near = None
    slips: list[str] = []
    for report in read_marked(shared / "seeds"):
        found = read(report.article, near=near, place="Syria")
        near = near or found.published
        slips += [a.kind for a in found.anomalies]
        missed = [gold.text for gold in report.timexes if not gold.read_in(found.times)]
        assert missed == [], report.article.id
    assert sorted(slips) == ["date_conflict", "weekday_mismatch", "zone_mismatch", "zone_mismatch"]


def test_expressions_come_in_order() -> None:
    """Times of an article stand in the order of its text."""
    parts = (
        ("headline", "Truce from Friday"),
        ("body", "It begins on Friday."),
        ("comment", "Until Monday!"),
    )
    times = read(article(("published", "5 May 2019"), *parts)).times
    assert all(a.start <= b.start for a, b in pairwise(times))


@pytest.mark.parametrize(
    "words", ["3 May Thursday", "May 3 Thursday", "3 May 2019 Thursday", "3 May, Thursday"]
)
def test_a_weekday_right_behind_its_date_is_checked(words: str) -> None:
    """As translations from Turkish and others put it: one day with its weekday, not two days."""
    found = read(article(("published", "5 May 2019"), ("body", f"The two met on {words} and agreed.")))
    assert [t.text for t in found.times if t.start > found.text.index("met")] == [words]
    assert [a.kind for a in found.anomalies] == ["weekday_mismatch"]


def test_two_neighbours_at_war_share_their_clock() -> None:
    """Neither of two states with the same time stands out; the clocks are theirs, not those of the talks."""
    body = (
        "The fighting between Thailand and Cambodia is to stop from midnight on 3 May. The foreign minister "
        "of Malaysia said so in a note. Malaysia would send people to watch, and Malaysia would pay them."
    )
    found = read(article(("published", "2 May 2019"), ("dateline", "KUALA LUMPUR"), ("body", body)))
    [midnight] = [t for t in found.times if t.text.startswith("midnight")]
    assert midnight.when is not None
    assert midnight.when.earliest == datetime(2019, 5, 2, 17, 0, tzinfo=UTC)


def test_each_end_of_a_midnight_says_why_it_may_be_meant() -> None:
    """The less likely reading does not bear the reason of the likelier one."""
    body = "The truce takes effect at midnight on 8 March, the army said on Wednesday."
    found = read(article(("published", "6 March 2024"), ("body", body)))
    [midnight] = [t for t in found.times if t.text.startswith("midnight")]
    assert midnight.when is not None
    likelier, other = midnight.when.readings or ()
    assert "midnight on a day is the day's start" in likelier.why
    assert "the day's start" not in other.why
    assert "midnight can also be the day's end" in other.why
