"""Blind coding in the browser: who sees what when, and from codes to the record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sample import SAMPLE
from served import Guest, Site, keep, logged_in, serving
from truceline.casebook import Casebook
from truceline.cli._app import run

WORD = "correct horse battery"
CEASEFIRE = "karabakh-2020-10-10"


@pytest.fixture
def team(place: str) -> Iterator[Site]:
    """Two coders, an admin and a reader on a shared server, with a round that is open."""
    book = keep(SAMPLE, place)
    with Casebook.open(book) as casebook:
        for name, role in (("Ada", "reviewer"), ("Ben", "reviewer"), ("Cleo", "admin"), ("Rita", "reader")):
            casebook.users.add(name, role, WORD)  # type: ignore[arg-type]
        casebook.rounds.open(
            "first", coders=["Ada", "Ben"], fields=("status", "parties"), ceasefires=[CEASEFIRE], by="Cleo"
        )
    with serving(book, accounts=True) as site:
        yield site


def _guest(site: Site, name: str) -> Guest:
    return logged_in(site, name, WORD)


def _code(guest: Guest, field: str, **picked: str) -> int:
    guard = guest.form("/account")["guard"]
    form = {"guard": guard, "ceasefire": CEASEFIRE, "field": field, **picked}
    return guest.post("/coding/first", form).status


def test_no_coder_sees_what_another_codes(team: Site) -> None:
    """Neither page nor JSON, neither to coders nor to the admin, before the round is closed; then to all."""
    ada, ben, cleo = (_guest(team, name) for name in ("Ada", "Ben", "Cleo"))
    assert _code(ada, "status", pick="other", written="suspended", note="secret of Ada") == 303
    assert _code(ben, "status", pick="broken") == 303
    for guest in (ben, cleo):
        for path in ("/coding/first", "/coding/first.json", "/coding", "/coding.json", "/coding/first?at=0"):
            page = guest.get(path)
            assert page.status == 200
            assert "secret of Ada" not in page.text
            assert '"suspended"' not in page.text
        weigh = guest.get(f"/coding/first/settle?ceasefire={CEASEFIRE}&field=status")
        assert weigh.status == 400
        assert "still being coded" in weigh.text
    assert "secret of Ada" in ada.get("/coding/first?at=0").text
    assert [one["coder"] for one in ada.get("/coding/first.json").json["codes"]] == ["Ada"]
    guard = {"guard": cleo.form("/account")["guard"]}
    assert ada.post("/coding/first/close", {"guard": ada.form("/account")["guard"]}).status == 403
    assert cleo.post("/coding/first/close", guard).status == 303
    told = ben.get("/coding/first.json").json
    assert {one["coder"] for one in told["codes"]} == {"Ada", "Ben"}
    assert "secret of Ada" in ben.get("/coding/first").text
    assert _code(ada, "status", pick="broken") == 400


def test_the_page_does_not_say_what_the_machine_prefers(team: Site) -> None:
    """A coder sees the values and words of the reports, in an order that tells nothing, and no preference."""
    page = _guest(team, "Ada").get("/coding/first").text
    assert "referred" not in page
    assert page.count('type="radio"') >= 3
    assert "Northern Wire" in page


def test_a_code_says_one_thing(team: Site) -> None:
    """Nothing chosen, or a value and that none is told, is not kept."""
    ada = _guest(team, "Ada")
    assert _code(ada, "status") == 400
    assert _code(ada, "parties", **{"pick-1": "armenia", "nothing": "nothing"}) == 400
    assert _code(ada, "parties", nothing="nothing") == 303
    assert _code(_guest(team, "Rita"), "status", pick="broken") == 403
    assert _code(_guest(team, "Cleo"), "status", pick="broken") == 400


def test_from_codes_to_the_record(team: Site) -> None:
    """What all agree on is taken over at once, what they differ on is settled one by one, with its reason."""
    ada, ben, cleo = (_guest(team, name) for name in ("Ada", "Ben", "Cleo"))
    for guest, status in ((ada, "broken"), (ben, "suspended")):
        assert _code(guest, "status", pick="other", written=status) == 303
        assert _code(guest, "parties", **{"written": "Armenia\nAzerbaijan"}) == 303
    assert "All coded" in ada.get("/coding/first").text
    guard = {"guard": cleo.form("/account")["guard"]}
    cleo.post("/coding/first/close", guard)
    page = cleo.get("/coding/first")
    assert ">Take over all 1<" in page.text
    assert cleo.post("/coding/first/settle", {**guard, "all": "1"}).status == 303
    settled = {**guard, "ceasefire": CEASEFIRE, "field": "status", "like": "Ben", "reason": "talked over"}
    assert cleo.post("/coding/first/settle", settled).status == 303
    log = cleo.get("/review/log.json").json["decisions"]
    assert {one["decision"]["by"] for one in log} == {"Cleo"}
    assert log[-1]["decision"]["reason"] == "talked over"
    assert "coded blind and alike by Ada and Ben" in log[0]["decision"]["reason"]
    [line] = [one for one in cleo.get("/ceasefires.json").json["ceasefires"] if one["id"] == CEASEFIRE]
    assert line["status"] == "suspended"
    assert "Settle it anew" in cleo.get("/coding/first").text


def test_a_round_is_opened_by_an_admin(team: Site) -> None:
    """With its coders, fields and ceasefires; a reviewer cannot, and what does not fit is told."""
    cleo, ada = _guest(team, "Cleo"), _guest(team, "Ada")
    form = {"name": "second", "coders": "Ada\nBen\n", "field-effective": "1"}
    assert ada.post("/coding", {**form, "guard": ada.form("/account")["guard"]}).status == 403
    guard = {"guard": cleo.form("/account")["guard"]}
    assert "one coder alone" in cleo.post("/coding", {**form, **guard, "coders": "Ada"}).text.lower()
    assert cleo.post("/coding", {**form, **guard}).headers["location"] == "/coding/second"
    [made] = [
        one["round"] for one in ada.get("/coding.json").json["rounds"] if one["round"]["name"] == "second"
    ]
    assert made["fields"] == ["effective"]
    assert len(made["ceasefires"]) == len(SAMPLE.ceasefires)


def test_coding_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same without a browser: open, code, close, agreement, settle."""
    book = str(keep(SAMPLE, tmp_path / "b"))

    def coding(*arguments: str, by: str = "", status: int = 0) -> str:
        who = ["--by", by] if by else []
        assert run(["coding", *arguments, "--book", book, *who]) == status
        return "".join(capsys.readouterr())

    assert "There is no round" in coding("list")
    opened = coding("open", "r1", "--coder", "Ada", "--coder", "Ben", "--field", "status", by="Cleo")
    assert "Ada and Ben code 1 field of 2 ceasefires" in opened
    assert "code 1 is kept; 1 of 2" in coding(
        "code", "r1", "karabakh-2020-10-10", "status", "--value", "broken", by="Ada"
    )
    assert "no value is given" in coding("code", "r1", "karabakh-2020-10-10", "status", by="Ben", status=2)
    coding("code", "r1", "karabakh-2020-10-10", "status", "--nothing", by="Ben")
    assert "still being coded" in coding("agreement", "r1", status=2)
    assert "coded Ada 1, Ben 1" in coding("list")
    coding("close", "r1", by="Cleo")
    told = coding("agreement", "r1")
    assert "Ada: broken" in told
    assert "Ben: nothing told" in told
    assert json.loads(coding("agreement", "r1", "--json"))["agreement"][0]["units"] == 1
    assert coding("settle", "r1", by="Cleo") == "0 decisions taken\n"
    one = coding(
        "settle", "r1", "karabakh-2020-10-10", "status", "--value", "broken", "--reason", "seen", by="Cleo"
    )
    assert one == "1 decision taken\n"


@pytest.mark.parametrize("places", ["sqlite"], indirect=True)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_a_team_meet_wcag(browser: Any, team: Site, scheme: str) -> None:
    """axe finds no breach of WCAG 2.2 A and AA on login, account, users and coding; all fits 360 pixels."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - only with a browser

    context = browser.new_context(
        color_scheme=scheme, bypass_csp=True, viewport={"width": 360, "height": 740}
    )
    page = context.new_page()

    def check(path: str) -> None:
        page.goto(team.address + path)
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}})
        told = [f"{path} {v['id']}: {v['nodes'][0]['html'][:200]}" for v in found.response["violations"]]
        assert told == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path

    def log_in(name: str) -> None:
        page.goto(team.address + "/login")
        page.get_by_label("Name").fill(name)
        page.get_by_label("Password").fill(WORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/ceasefires")

    check("/login")
    log_in("Ada")
    for path in ("/coding", "/coding/first", "/account"):
        check(path)
    with Casebook.open(team.book) as book:
        book.rounds.code("first", CEASEFIRE, "status", ["broken"], by="Ada")
        book.rounds.code("first", CEASEFIRE, "status", ["ended"], by="Ben")
        book.rounds.close("first", by="Cleo")
    context.clear_cookies()
    log_in("Cleo")
    for path in (
        "/users",
        "/coding",
        "/coding/first",
        f"/coding/first/settle?ceasefire={CEASEFIRE}&field=status",
    ):
        check(path)
    context.close()


def test_coding_by_keyboard(browser: Any, team: Site) -> None:
    """A digit picks, Enter keeps and goes on, B goes back; what was picked is still there."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(team.address + "/login?next=/coding/first")
    page.get_by_label("Name").fill("Ada")
    page.get_by_label("Password").fill(WORD)
    page.keyboard.press("Enter")
    page.locator("progress").wait_for()
    page.wait_for_load_state()
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="parties", exact=True).wait_for()
    page.wait_for_load_state()  # keys are heard once the script has run
    page.keyboard.press("b")
    page.wait_for_url("**?at=0")
    assert page.locator("input[type=radio]").first.is_checked()
    context.close()
