"""Review in the browser: the queue, decisions, and who may make them."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from sample import SAMPLE
from served import HIDDEN, Site, keep, serving
from truceline.casebook import Casebook


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Site]:
    """A casebook of its own for each test, with somebody to review it."""
    with serving(keep(SAMPLE, tmp_path / "b"), reviewer="Ada") as site:
        yield site


def _form(site: Site, path: str = "/review") -> dict[str, str]:
    """What the form of a page brings back."""
    page = site.get(path).text
    return {name: unescape(value) for name, value in HIDDEN.findall(page)}


def _queue(site: Site, query: str = "") -> list[tuple[str, str, int]]:
    return [(d["ceasefire"], d["field"], d["n"]) for d in site.get(f"/review.json{query}").json["queue"]]


def _log(site: Site) -> list[dict[str, Any]]:
    return list(site.get("/review/log.json").json["decisions"])


def test_the_queue_begins_with_what_hangs_most_on_and_is_most_in_doubt(desk: Site) -> None:
    """Disputed times and statuses of much-reported ceasefires come before single values of small fields."""
    told = desk.get("/review.json").json["queue"]
    assert [d["score"] for d in told] == sorted((d["score"] for d in told), reverse=True)
    assert "the reports disagree" in told[0]["reasons"]
    assert all(d["reasons"] for d in told)
    assert {d["field"] for d in desk.get("/review.json?field=status").json["queue"]} == {"status"}


def test_an_accepted_value_leaves_the_queue_and_stands_in_the_log(desk: Site) -> None:
    """One decision: the next value follows, the log names who, what and why, and the dossier shows it."""
    first, second, *_ = _queue(desk)
    answer = desk.post("/review", {**_form(desk), "decision": "accept"})
    assert answer.status == 200
    assert _queue(desk)[0] == second
    assert first not in _queue(desk)
    [entry] = _log(desk)
    assert (entry["decision"]["by"], entry["decision"]["decision"], entry["holds"]) == ("Ada", "accept", True)
    assert "Reviewed: accept by Ada" in desk.get(f"/ceasefires/{first[0]}").text


def test_a_corrected_value_is_preferred_and_the_machines_kept(desk: Site) -> None:
    """What a person wrote holds, and what was read stays beside it."""
    form = _form(desk, "/review?field=status")
    desk.post("/review", {**form, "decision": "correct", "value": "in force", "reason": "seen on the ground"})
    [entry] = _log(desk)
    assert entry["decision"]["value"] == "in_force"
    assert entry["decision"]["machine"]
    assert entry["decision"]["reason"] == "seen on the ground"
    [line] = [one for one in desk.get("/ceasefires.json").json["ceasefires"] if one["id"] == form["about"]]
    assert line["status"] == "in_force"
    page = desk.get(f"/ceasefires/{form['about']}").text
    assert entry["decision"]["machine"].replace("_", " ") in page


def test_undoing_brings_the_value_back(desk: Site) -> None:
    """Undo takes the last decision back; the log keeps both."""
    before = _queue(desk)
    desk.post("/review", {**_form(desk), "decision": "reject"})
    assert _queue(desk) != before
    desk.post("/review/undo", {**_form(desk), "number": "1"})
    assert _queue(desk) == before
    assert [entry["decision"]["decision"] for entry in _log(desk)] == ["reject", "withdraw"]


def test_what_does_not_fit_is_told_and_nothing_is_kept(desk: Site) -> None:
    """A value that is none, an unknown decision: a message that says what would fit."""
    form = _form(desk, "/review?field=status")
    answer = desk.post("/review", {**form, "decision": "correct", "value": "lukewarm"})
    assert answer.status == 400
    assert "is no status" in answer.text
    assert desk.post("/review", {**form, "decision": "shrug"}).status == 400
    assert desk.post("/review/undo", {**form, "number": "7"}).status == 400
    assert _log(desk) == []


def test_two_people_at_once_do_not_overwrite_each_other(desk: Site) -> None:
    """Who decides on what somebody has decided on meanwhile is told so, by name; what was entered is kept."""
    form = _form(desk, "/review?field=status")
    with Casebook.open(desk.book) as book:
        book.decide(form["about"], form["on"], "accept", by="Ben", reason="read it", of=form["of"])
    mine = {"decision": "correct", "value": "in force", "reason": 'seen "there"'}
    answer = desk.post("/review", {**form, **mine})
    assert answer.status == 409
    assert "Ben has decided" in answer.text
    assert len(_log(desk)) == 1
    kept = {name: unescape(value) for name, value in HIDDEN.findall(answer.text)}
    assert 'name="value" value="in force"' in answer.text
    assert 'name="reason" value="seen &#34;there&#34;"' in answer.text
    assert desk.post("/review", {**kept, **mine}).status == 200
    assert [entry["decision"]["by"] for entry in _log(desk)] == ["Ben", "Ada"]


def test_of_many_who_decide_on_one_value_at_once_one_is_taken(desk: Site) -> None:
    """Forms that arrive at the same moment: one decision in the log, all others are told."""
    form = {**_form(desk), "decision": "accept"}
    with ThreadPoolExecutor(8) as pool:
        told = sorted(answer.status for answer in pool.map(lambda _: desk.post("/review", form), range(8)))
    assert told == [200] + [409] * 7
    assert len(_log(desk)) == 1


def test_what_was_typed_is_not_lost_where_it_does_not_fit(desk: Site) -> None:
    """A value that is none comes back in the form, with what would fit."""
    form = _form(desk, "/review?field=status")
    mine = {"decision": "correct", "value": "lukewarm", "reason": "as I saw"}
    answer = desk.post("/review", {**form, **mine})
    assert answer.status == 400
    assert "choose one of: proposed" in answer.text.lower()
    assert 'value="lukewarm"' in answer.text
    assert 'value="as I saw"' in answer.text


def _bulk(desk: Site, query: str) -> dict[str, str]:
    page = desk.get(f"/review/bulk?{query}").text
    return {name: unescape(value) for name, value in HIDDEN.findall(page)}


def test_all_values_of_a_filter_are_decided_on_as_one_step(desk: Site) -> None:
    """The count is told before, only what the filter leaves is decided on, one undo takes all of it back."""
    before = _queue(desk)
    mine = [one for one in before if one[0] == "karabakh-2020-10-10"]
    assert 1 < len(mine) < len(before)
    query = "ceasefire=karabakh-2020-10-10"
    assert f">Decide on all {len(mine)} at once<" in desk.get(f"/review?{query}").text
    assert f"<h1>{len(mine)} values at once</h1>" in desk.get(f"/review/bulk?{query}").text
    desk.post("/review", {**_form(desk, f"/review?{query}"), "decision": "reject"})
    desk.post("/review/bulk", {**_bulk(desk, query), "decision": "accept", "reason": "read with B."})
    assert _queue(desk) == [one for one in before if one not in mine]
    log = _log(desk)
    assert [one["decision"]["decision"] for one in log] == ["reject"] + ["accept"] * (len(mine) - 1)
    assert {one["decision"]["step"] for one in log[1:]} == {2}
    page = desk.get("/review")
    assert f"Undo the last {len(mine) - 1} decisions".replace("Undo", "<u>U</u>ndo") in page.text
    desk.post("/review/undo", {**_form(desk), "step": "1", "number": str(log[-1]["decision"]["number"])})
    assert _queue(desk) == [one for one in before if one != mine[0]]
    assert sum(one["holds"] for one in _log(desk)) == 1


def test_everything_at_once_is_refused(desk: Site) -> None:
    """Without a filter nothing is decided on in bulk."""
    assert desk.get("/review/bulk").status == 400
    form = _form(desk)
    answer = desk.post("/review/bulk", {"guard": form["guard"], "decision": "accept"})
    assert answer.status == 400
    assert "narrow the queue first" in answer.text.lower()


def test_what_was_not_counted_is_not_decided_on(desk: Site) -> None:
    """Where the values have changed since they were counted nothing is decided, and the new count is told."""
    form = {**_bulk(desk, "ceasefire=karabakh-2020-10-10"), "decision": "accept"}
    desk.post("/review", {**_form(desk, "/review?ceasefire=karabakh-2020-10-10"), "decision": "accept"})
    answer = desk.post("/review/bulk", form)
    assert answer.status == 409
    assert "have changed meanwhile" in answer.text
    assert len(_log(desk)) == 1


def test_no_other_page_can_decide(desk: Site) -> None:
    """A form without the secret of this run, or sent from elsewhere, changes nothing."""
    form = {**_form(desk), "decision": "accept"}
    assert desk.post("/review", {**form, "guard": "guessed"}).status == 403
    assert desk.post("/review", form, Origin="http://attacker.example").status == 403
    assert desk.post("/review", {**form, "reason": "x" * 100_000}).status == 403
    assert _log(desk) == []


def test_without_a_reviewer_nothing_can_be_decided(site: Site) -> None:
    """Where nobody is named there is no review."""
    assert site.get("/review").status == 403
    assert site.post("/review", {"decision": "accept"}).status == 403
    assert "/review" not in site.get("/ceasefires").text


def test_review_by_keyboard_with_undo(browser: Any, desk: Site) -> None:
    """One key each: accept, undo, skip; a key in a text field is only a letter."""
    page = browser.new_context().new_page()
    page.goto(desk.address + "/review")
    first = page.locator("#item").inner_text()
    page.keyboard.press("a")
    page.wait_for_function("t => document.querySelector('#item').innerText != t", arg=first)
    assert len(_log(desk)) == 1
    page.keyboard.press("u")
    page.wait_for_function("t => document.querySelector('#item').innerText == t", arg=first)
    assert [e["decision"]["decision"] for e in _log(desk)] == ["accept", "withdraw"]
    page.keyboard.press("s")
    page.wait_for_url("**place=1*")
    page.keyboard.press("c")
    page.keyboard.type("aru")
    assert page.locator("[data-focus=c]").input_value() == "aru"
    assert len(_log(desk)) == 2
    page.context.close()


def test_enter_in_the_correction_corrects_and_accepts_nothing(browser: Any, desk: Site) -> None:
    """By keyboard alone: C, the value, Enter. What the machine read is not accepted by it."""
    page = browser.new_context().new_page()
    page.goto(desk.address + "/review?field=effective")
    page.keyboard.press("c")
    page.keyboard.type("noon on 12 October 2020, Yerevan time")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('.count').innerText.includes('decided')")
    [entry] = _log(desk)
    assert entry["decision"]["decision"] == "correct"
    page.goto(desk.address + "/review/bulk?field=parties")
    page.get_by_label("Reason").fill("checked")
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    assert len(_log(desk)) == 1
    page.context.close()


def test_a_correction_is_not_lost_by_another_button(desk: Site) -> None:
    """Who has written a correction and presses Accept is asked which is meant, with what was written."""
    form = _form(desk, "/review?field=effective")
    sent = {**form, "value": "noon on 12 October 2020", "decision": "accept"}
    told = desk.post("/review", sent)
    assert "A correction was written" in told.text
    assert 'value="noon on 12 October 2020"' in told.text
    assert _log(desk) == []
    desk.post("/review", {**sent, "sure": "1"})
    assert [entry["decision"]["decision"] for entry in _log(desk)] == ["accept"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_review_meets_wcag(browser: Any, desk: Site, scheme: str) -> None:
    """axe finds no breach of WCAG 2.2 A and AA on the queue and in the log, nor is anything too wide."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - only with a browser

    desk.post("/review", {**_form(desk), "decision": "accept"})
    context = browser.new_context(
        color_scheme=scheme, bypass_csp=True, viewport={"width": 360, "height": 740}
    )
    page = context.new_page()
    for path in ("/review", "/review/log", "/review/bulk?ceasefire=karabakh-2020-10-10"):
        page.goto(desk.address + path)
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}})
        assert [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found.response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()
