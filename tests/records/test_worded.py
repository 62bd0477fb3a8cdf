"""The status where the wording of the latest report speaks for another than the rules read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from truceline.model import Article, Claim, Evidence, Finding, Source, When
from truceline.records._topics import Topic
from truceline.records._worded import MARGIN, worded


def report(name: str, day: int | None, beliefs: dict[str, float], *, about: bool = True) -> Topic:
    """A report of a day of June 2021 whose wording makes these statuses likely."""
    earliest = None if day is None else datetime(2021, 6, day, tzinfo=UTC)
    published = earliest and When(
        edtf=f"2021-06-{day:02d}", earliest=earliest, latest=earliest + timedelta(days=1),
        precision="day", basis="dateline",
    )  # fmt: skip
    text = "They left the pass at dawn."
    source = Source(uri=name, sha256=name, media_type="text/plain")
    article = Article(id=name, source=source, text=text, published=published)
    place = Evidence(article=name, start=0, end=len(text), text=text)
    claims = [
        Claim(
            id=f"{name}.{status}", article=name, field="wording", value=status, confidence=odds,
            evidence=(place,),
        )
        for status, odds in beliefs.items()
    ]  # fmt: skip
    return Topic(name if about else f"{name}/older", article, claims)


def step(status: str, *, preferred: bool = True) -> Finding:
    """A step that rules have read."""
    return Finding(value=status, state="single", preferred=preferred, why="read", support=(f"c.{status}",))


def preferred(steps: tuple[Finding, ...]) -> Finding:
    """The one step that stands."""
    [found] = [one for one in steps if one.preferred]
    return found


def test_wording_that_speaks_clearly_for_another_status_outweighs_the_rules() -> None:
    told = [report("a", 3, {"in_force": 0.8, "agreed": 0.2})]
    found = preferred(worded({"status": (step("agreed"),)}, told))
    assert found.value == "in_force"
    assert found.support == ("a.in_force",)
    assert "wording" in found.why


def test_a_step_that_was_read_keeps_its_support_when_the_wording_prefers_it() -> None:
    steps = (step("ended"), step("in_force", preferred=False))
    found = worded({"status": steps}, [report("a", 3, {"in_force": 0.9})])
    assert preferred(found).support == ("c.in_force", "a.in_force")
    assert [one.value for one in found if not one.preferred] == ["ended"]


@pytest.mark.parametrize("lead", [0.0, MARGIN / 2, MARGIN])
def test_wording_that_is_not_much_surer_changes_nothing(lead: float) -> None:
    steps = (step("agreed"),)
    assert worded({"status": steps}, [report("a", 3, {"in_force": 0.3 + lead, "agreed": 0.3})]) is steps


@pytest.mark.parametrize("status", ["proposed", "reported", "denied", "rejected"])
def test_whether_it_was_made_at_all_is_for_the_rules(status: str) -> None:
    steps = (step(status),)
    assert worded({"status": steps}, [report("a", 3, {"in_force": 0.95})]) is steps


@pytest.mark.parametrize("likely", ["agreed", "proposed", "rejected"])
def test_the_wording_makes_no_step_back(likely: str) -> None:
    """What was read to have begun did not only come to be agreed."""
    steps = (step("in_force"),)
    assert worded({"status": steps}, [report("a", 3, {likely: 0.95})]) is steps


@pytest.mark.parametrize("made", ["agreed", "declared", "accepted"])
def test_however_a_truce_was_made_it_is_one_to_the_judge(made: str) -> None:
    steps = (step(made),)
    found = worded({"status": steps}, [report("a", 3, {"in_force": 0.7, "agreed": 0.3})])
    assert found is steps
    surer = worded({"status": steps}, [report("a", 3, {"in_force": 0.8, "agreed": 0.2})])
    assert preferred(surer).value == "in_force"


def test_the_latest_report_decides_whatever_older_ones_say() -> None:
    old, new = report("a", 3, {"broken": 0.9}), report("b", 8, {"in_force": 0.8, "broken": 0.2})
    steps = (step("agreed"),)
    assert preferred(worded({"status": steps}, [old, new])).value == "in_force"


def test_reports_of_one_day_are_heard_together() -> None:
    one, other = report("a", 8, {"broken": 0.9}), report("b", 8, {"agreed": 0.9, "broken": 0.1})
    steps = (step("agreed"),)
    assert worded({"status": steps}, [one, other]) is steps


def test_reports_that_only_recall_it_are_not_heard() -> None:
    steps = (step("agreed"),)
    assert worded({"status": steps}, [report("a", 3, {"broken": 0.9}, about=False)]) is steps


def test_a_record_without_such_claims_is_left_as_it_is() -> None:
    steps = (step("agreed"),)
    assert worded({"status": steps}, [report("a", None, {})]) is steps


def news(topic: Topic, status: str, start: int, *, confidence: float = 1.0) -> Topic:
    """The report with a status told at some place of its text."""
    text = topic.article.text
    words = Evidence(article=topic.key, start=start, end=len(text), text=text[start:])
    claim = Claim(
        id=f"{topic.key}.told", article=topic.key, field="status", value=status, confidence=confidence,
        evidence=(words,),
    )  # fmt: skip
    topic.claims.append(claim)
    return topic


@pytest.mark.parametrize(("confidence", "stands"), [(1.0, "broken"), (0.4, "in_force")])
def test_what_a_report_tells_as_its_news_is_not_taken_back(confidence: float, stands: str) -> None:
    topic = news(report("a", 3, {"in_force": 0.9}), "broken", 0, confidence=confidence)
    told = Finding(value="broken", state="single", preferred=True, why="read", support=("a.told",))
    assert preferred(worded({"status": (told,)}, [topic])).value == stands


def test_news_of_the_making_does_not_keep_the_wording_from_telling_what_came_of_it() -> None:
    topic = news(report("a", 3, {"in_force": 0.9}), "agreed", 0)
    told = Finding(value="agreed", state="single", preferred=True, why="read", support=("a.told",))
    assert preferred(worded({"status": (told,)}, [topic])).value == "in_force"


def test_a_later_report_that_only_recalls_it_keeps_the_wording_of_an_older_one_out() -> None:
    """What it was like in June does not outweigh what a report of the week after tells of it."""
    older = report("a", 3, {"in_force": 0.9})
    later = news(report("b", 12, {}, about=False), "ended", 0)
    steps = (step("ended"),)
    assert worded({"status": steps}, [older, later]) is steps
