"""A casebook served to several people: who gets in, who may do what, and what strangers can try."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sample import SAMPLE
from served import Guest, Site, keep, logged_in, serving
from truceline.casebook import Casebook
from truceline.casebook._users import SESSION
from truceline.cli._app import run
from truceline.errors import UsageError
from truceline.web import _access

WORD = "correct horse battery"
PAGES = (
    "/ceasefires", "/ceasefires/karabakh-2020-10-10", "/statements", "/statements/wire-s1", "/articles",
    "/articles/wire", "/search?q=truce", "/review", "/review/log", "/account", "/users",
)  # fmt: skip


@pytest.fixture(scope="module")
def together(places: Callable[[], str]) -> str:
    """A casebook with a user of each role, in a file and on a server."""
    book = keep(SAMPLE, places())
    with Casebook.open(book) as casebook:
        casebook.users.add("Rita", "reader", WORD)
        casebook.users.add("Vera", "reviewer", WORD)
        casebook.users.add("Ada", "admin", WORD)
    return book


@pytest.fixture
def team(together: str) -> Iterator[Site]:
    """The same, served."""
    with serving(together, accounts=True) as site:
        yield site


def _inside(site: Site, name: str) -> Guest:
    return logged_in(site, name, WORD)


def _log(guest: Guest) -> list[Any]:
    return list(guest.get("/review/log.json").json["decisions"])


@pytest.mark.parametrize("places", ["sqlite"], indirect=True)
@pytest.mark.parametrize("path", PAGES)
def test_a_stranger_sees_nothing_but_the_login(team: Site, path: str) -> None:
    """Every page sends to the login and back to itself, its JSON says so; neither tells what there is."""
    guest = Guest(team)
    page = guest.get(path)
    assert page.status == 303
    assert page.headers["location"].startswith("/login?next=%2F")
    name, mark, query = path.partition("?")
    told = guest.get(f"{name}.json{mark}{query}")
    assert told.status in {401, 404}
    shown = guest.get(page.headers["location"]).text + told.text + page.text
    assert "arabakh" not in shown.replace("%2Fkarabakh-2020-10-10", "").replace("/karabakh-2020-10-10", "")
    assert "team.book" not in shown
    back = guest.log_in("Ada", WORD, path)
    assert back.headers["location"] == path


@pytest.mark.parametrize(
    ("name", "read", "review", "people"),
    [("Rita", 200, 403, 403), ("Vera", 200, 200, 403), ("Ada", 200, 200, 200)],
)
def test_roles_say_who_may_do_what(team: Site, name: str, read: int, review: int, people: int) -> None:
    """Readers read, reviewers decide too, admins make users too: for pages, JSON and forms alike."""
    guest = _inside(team, name)
    assert guest.get("/ceasefires").status == read
    assert guest.get("/review").status == guest.get("/review/log.json").status == review
    assert guest.get("/users").status == guest.get("/users.json").status == people
    guard = guest.form("/account")["guard"]
    assert guest.post("/users", {"guard": guard, "deed": "shrug"}).status == (400 if people == 200 else 403)
    assert guest.post("/review", {"guard": guard, "decision": "shrug"}).status == (
        400 if review == 200 else 403
    )
    assert (">Review</a>" in guest.get("/ceasefires").text) == (review == 200)


def test_a_reader_cannot_decide(team: Site) -> None:
    """With a form that a reviewer was served, and with the reader's own secret, nothing is decided."""
    reviewer, reader = _inside(team, "Vera"), _inside(team, "Rita")
    form = {**reviewer.form("/review"), "decision": "accept"}
    before = len(_log(reviewer))
    for guard in (form["guard"], reader.form("/account")["guard"]):
        assert reader.post("/review", {**form, "guard": guard}).status == 403
        assert reader.post("/review/undo", {**form, "guard": guard, "number": "1"}).status == 403
    assert len(_log(reviewer)) == before
    assert reviewer.post("/review", form).status == 303
    assert _log(reviewer)[-1]["decision"]["by"] == "Vera"


@pytest.mark.parametrize(
    "wrong",
    [
        {"headers": {"Origin": "https://attacker.example"}},
        {"headers": {"Origin": "null"}},
        {"headers": {"Sec-Fetch-Site": "cross-site"}},
        {"headers": {"Sec-Fetch-Site": "same-site"}},
        {"fields": {"guard": ""}},
        {"fields": {"guard": "0" * 64}},
        {"fields": {"note": "x" * 100_000}},
    ],
)
@pytest.mark.parametrize("path", ["/review", "/review/undo", "/users", "/account", "/logout"])
def test_a_forged_form_is_refused(team: Site, path: str, wrong: dict[str, dict[str, str]]) -> None:
    """Every form: sent from elsewhere, without the secret, with another's, or too large, it does nothing."""
    guest = _inside(team, "Ada")
    form = {"guard": guest.form("/account")["guard"], "name": "Rita", "deed": "remove", "decision": "accept"}
    assert guest.post(path, {**form, **wrong.get("fields", {})}, **wrong.get("headers", {})).status == 403
    assert len(guest.get("/users.json").json["users"]) == 3


def test_the_secret_of_one_session_is_none_of_another(team: Site) -> None:
    """A form of another user's session, or of an earlier one of the same user, is refused."""
    one, other = _inside(team, "Ada"), _inside(team, "Ada")
    guards = {guest.form("/account")["guard"] for guest in (one, other)}
    assert len(guards) == 2
    form = {"guard": other.form("/account")["guard"], "deed": "remove", "name": "Rita"}
    assert one.post("/users", form).status == 403


def test_a_forged_login_is_refused(team: Site) -> None:
    """Nobody can be logged in under another's name by a page elsewhere: the login form has a secret too."""
    guest = Guest(team)
    form = {**guest.form("/login"), "name": "Rita", "password": WORD}
    assert guest.post("/login", form, Origin="https://attacker.example").status == 403
    assert Guest(team).post("/login", form).status == 403
    assert guest.post("/login", {**form, "guard": ""}).status == 403
    assert guest.post("/login", form).status == 303


def test_a_session_that_was_foisted_on_a_user_is_not_theirs(team: Site) -> None:
    """Whatever token a browser had before the login, the login gives a new one and ends the old."""
    thief, victim = _inside(team, "Rita"), Guest(team)
    foisted = thief.cookies["truceline-session"]
    victim.cookies["truceline-session"] = foisted
    assert victim.log_in("Ada", WORD).status == 303
    assert victim.cookies["truceline-session"] != foisted
    assert thief.get("/ceasefires").status == 303
    made_up = Guest(team)
    made_up.cookies["truceline-session"] = "chosen-by-the-attacker"
    assert made_up.log_in("Ada", WORD).status == 303
    assert made_up.cookies["truceline-session"] != "chosen-by-the-attacker"
    probe = Guest(team)
    probe.cookies["truceline-session"] = "chosen-by-the-attacker"
    assert probe.get("/ceasefires").status == 303


def test_logging_out_ends_the_session_for_good(team: Site) -> None:
    """The token that was copied before is worth nothing after."""
    guest, copy = _inside(team, "Vera"), Guest(team)
    copy.cookies.update(guest.cookies)
    assert copy.get("/ceasefires").status == 200
    assert guest.post("/logout", guest.form("/account")).headers["location"] == "/login"
    assert "truceline-session" not in guest.cookies
    assert copy.get("/ceasefires").status == 303


def test_the_cookie_is_kept_from_scripts_and_other_sites(team: Site) -> None:
    """HttpOnly and SameSite always; over TLS also Secure, under a name that only this host can set."""
    guest = Guest(team)
    plain = guest.log_in("Rita", WORD).headers["set-cookie"].lower()
    assert "httponly" in plain
    assert "samesite=lax" in plain
    assert "secure" not in plain
    behind = {"X-Forwarded-Proto": "https"}
    shown = guest.get("/login", **behind).headers["set-cookie"]
    assert shown.startswith("__Host-truceline-login=")
    assert "; Secure" in shown
    assert "Path=/" in shown


@pytest.mark.parametrize(
    "goal",
    ["https://attacker.example", "//attacker.example", "/\\attacker.example", "/\tattacker", "\\\\attacker",
     "javascript:alert(1)", "ceasefires", "/a b", "/login?next=//attacker.example", "/logout",
     "/%0d%0aX: y\r\nZ: 1"],
)  # fmt: skip
def test_the_login_leads_to_no_other_site(team: Site, goal: str) -> None:
    """Whatever address is asked for, a user lands on a page of this app."""
    answer = Guest(team).log_in("Rita", WORD, goal)
    assert (answer.status, answer.headers["location"]) == (303, "/ceasefires")


def test_passwords_cannot_be_tried_without_end(together: Path) -> None:
    """After five wrong ones the right one is refused too, for this name; other users are not kept out."""
    with serving(together, accounts=True) as site:
        guest = Guest(site)
        for n in range(5):
            assert guest.log_in("Ada", f"guess number {n}").status == 401
        late = guest.log_in("ADA ", WORD)
        assert late.status == 429
        assert int(late.headers["retry-after"]) > 0
        assert "too many wrong passwords" in late.text.lower()
        assert Guest(site).log_in("Rita", WORD).status == 303


@pytest.mark.parametrize("places", ["sqlite"], indirect=True)
def test_names_cannot_be_tried_without_end(together: Path) -> None:
    """Twenty wrong passwords from one address are enough, whatever the names."""
    with serving(together, accounts=True) as site:
        for n in range(_access.WRONG_FROM):
            assert Guest(site).log_in(f"user{n}", "guess").status == 401
        assert Guest(site).log_in("Rita", WORD).status == 429


def test_whether_there_is_such_a_user_is_not_told(team: Site) -> None:
    """A wrong name and a wrong password are answered alike."""
    pages = [Guest(team).log_in(name, "a wrong password") for name in ("Rita", "Nobody")]
    plain = [page.text.replace(page.text.split('name="guard" value="')[1][:64], "") for page in pages]
    assert pages[0].status == pages[1].status == 401
    assert plain[0] == plain[1]


def test_too_many_pages_are_refused(together: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks without end is told to wait; the login page counts too."""
    monkeypatch.setattr(_access, "ASKED", 5)
    with serving(together, accounts=True) as site:
        told = [Guest(site).get("/login").status for _ in range(7)]
        assert told == [200] * 5 + [429] * 2


def test_an_admin_keeps_the_list_of_users(place: str) -> None:
    """Adding, another role, another password, removal: each works, ends sessions, and cannot lock all out."""
    book = keep(SAMPLE, place)
    with Casebook.open(book) as casebook:
        casebook.users.add("Ada", "admin", WORD)
    with serving(book, accounts=True) as site:
        admin = _inside(site, "Ada")
        guard = {"guard": admin.form("/account")["guard"]}
        new = {"deed": "add", "name": "Öğe <b>x", "role": "reviewer", "password": "three plain words"}
        assert admin.post("/users", {**guard, **new}).status == 400
        new["name"] = "Öğe O’Hara"
        assert admin.post("/users", {**guard, **new}).status == 303
        assert "already" in admin.post("/users", {**guard, **new, "name": "öğe o’hara"}).text
        assert "12 to 256" in admin.post("/users", {**guard, **new, "name": "Z", "password": "short"}).text
        guest = Guest(site)
        assert guest.log_in("ÖĞE O’Hara", "three plain words").status == 303
        assert guest.get("/review").status == 200
        assert (
            admin.post("/users", {**guard, "deed": "role", "name": "Öğe O’Hara", "role": "reader"}).status
            == 303
        )
        assert guest.get("/review").status == 303
        again = {"deed": "password", "name": "Öğe O’Hara", "password": "four other plain words"}
        assert admin.post("/users", {**guard, **again}).status == 303
        assert guest.log_in("Öğe O’Hara", "three plain words").status == 401
        assert guest.log_in("Öğe O’Hara", "four other plain words").status == 303
        assert admin.post("/users", {**guard, "deed": "remove", "name": "Öğe O’Hara"}).status == 303
        assert guest.get("/ceasefires").status == 303
        for deed in ({"deed": "remove"}, {"deed": "role", "role": "reader"}):
            refused = admin.post("/users", {**guard, "name": "Ada", **deed})
            assert (refused.status, "no admin would be left" in refused.text.lower()) == (400, True)


def test_a_user_changes_the_own_password(place: str) -> None:
    """The old one is asked for, the new one holds, and sessions elsewhere end."""
    book = keep(SAMPLE, place)
    with Casebook.open(book) as casebook:
        casebook.users.add("Rita", "reader", WORD)
    with serving(book, accounts=True) as site:
        here, there = _inside(site, "Rita"), _inside(site, "Rita")
        form = {
            "guard": here.form("/account")["guard"],
            "new": "quite another word",
            "again": "quite another word",
        }
        assert here.post("/account", {**form, "old": "not this one"}).status == 400
        assert here.post("/account", {**form, "old": WORD, "again": "quite another wort"}).status == 400
        assert here.post("/account", {**form, "old": WORD}).status == 303
        assert here.get("/account").status == 200
        assert there.get("/account").status == 303
        assert Guest(site).log_in("Rita", WORD).status == 401


def test_sessions_expire(place: str) -> None:
    """After a working day a token is worth nothing, and is forgotten at the next login."""
    with Casebook.open(keep(SAMPLE, place)) as casebook:
        users = casebook.users
        users.add("Rita", "reader", WORD)
        token = users.enter("Rita", WORD, at=1_000_000)
        assert token
        assert users.who(token, at=1_000_000 + SESSION - 1) is not None
        assert users.who(token, at=1_000_000 + SESSION) is None


def test_what_is_sent_after_the_session_has_ended_is_said_not_to_be_taken(place: str) -> None:
    """Who writes for longer than a session learns that nothing was kept, and finds the login from there."""
    with Casebook.open(keep(SAMPLE, place)) as casebook, serving(place, accounts=True) as site:
        casebook.users.add("Vera", "reviewer", WORD)
        guest = _inside(site, "Vera")
        form = guest.form("/review")
        casebook.users.leave(guest.cookies["truceline-session"])
        page = guest.post("/review", {**form, "decision": "accept"})
        assert page.status == 401
        assert "what was sent was not taken" in page.text
        assert '<a href="/login">' in page.text
        assert casebook.log() == ()


def test_strangers_are_not_told_the_addresses_of_a_server(team: Site) -> None:
    """The list of addresses is for programs on this machine; a server gives it to nobody."""
    assert Guest(team).get("/openapi.json").status == 404


def test_a_copy_of_the_casebook_lets_nobody_in(tmp_path: Path) -> None:
    """Neither passwords nor tokens stand in the file."""
    book = keep(SAMPLE, tmp_path / "b")
    with Casebook.open(book) as casebook:
        casebook.users.add("Rita", "reader", WORD)
        token = casebook.users.enter("Rita", WORD)
        assert token
    held = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"$argon2id$" in held
    assert WORD.encode() not in held
    assert token.encode() not in held


def test_nothing_is_served_to_others_without_an_admin(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """At another address than this machine's own the app does not start, and says what to do."""
    book = keep(SAMPLE, tmp_path / "b")
    with Casebook.open(book) as casebook:
        casebook.users.add("Rita", "reader", WORD)
    for how in (["--host", "0.0.0.0"], ["--host", "192.0.2.1"], ["--accounts"]):
        assert run(["serve", "--book", str(book), *how]) == 2
        told = capsys.readouterr().err
        assert "it has no admin" in told
        assert "truceline user add NAME --role admin" in told


def test_on_this_machine_alone_no_account_is_in_the_way(team: Site) -> None:
    """Without accounts there is no login, no cookie and no list of users."""
    with serving(team.book, reviewer="Ada") as site:
        guest = Guest(site)
        assert guest.get("/review").status == 200
        assert guest.get("/login").status == guest.get("/users").status == guest.get("/account").status == 404
        assert guest.cookies == {}
        assert "Log out" not in guest.get("/ceasefires").text


def test_where_the_casebook_lies_is_not_told_to_users(tmp_path: Path) -> None:
    """A casebook that cannot be read is told without its path."""
    book = keep(SAMPLE, tmp_path / "b")
    with Casebook.open(book) as casebook:
        casebook.users.add("Rita", "reader", WORD)
    with serving(book, accounts=True) as site:
        guest = _inside(site, "Rita")
        book.rename(tmp_path / "away")
        page = guest.get("/ceasefires")
        assert page.status == 503
        assert str(tmp_path) not in page.text


def test_users_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A password comes from standard input, never from an argument; each command says what it did."""
    book = str(keep(SAMPLE, tmp_path / "b"))

    def user(*arguments: str, typed: str = "") -> tuple[int, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        status = run(["user", *arguments, "--book", book])
        return status, "".join(capsys.readouterr())

    assert user("list")[1].startswith("Nobody may log in.")
    assert user("add", "Ada", "--role", "admin", "--password-stdin", typed=WORD + "\n") == (
        0, "Ada may log in as an admin\n",
    )  # fmt: skip
    assert "there is no terminal" in user("add", "Ben")[1]
    assert "'king' is no role" in user("add", "Ben", "--role", "king", "--password-stdin", typed=WORD)[1]
    assert user("add", "Ben", "--password-stdin", typed=WORD)[0] == 0
    assert user("role", "Ben", "reviewer") == (0, "Ben is a reviewer now\n")
    assert user("password", "Ben", "--password-stdin", typed="another long word")[0] == 0
    assert "no admin would be left" in user("remove", "Ada")[1]
    assert "choose one of: Ada, Ben" in user("remove", "Cleo")[1]
    assert user("remove", "Ben") == (0, "Ben may not log in any more\n")
    assert "Ada  admin" in user("list")[1]


def test_a_name_that_could_be_taken_for_another_is_refused(place: str) -> None:
    """Turned writing, controls, blanks alone, and another spelling of a name that is taken."""
    with Casebook.open(keep(SAMPLE, place)) as casebook:
        casebook.users.add("Ada", "admin", WORD)
        for name in ("", " ", "Ada\u202e", "A\x00b", "ADA", "\uff21da", "x" * 65, "<b>", "-Ada"):
            with pytest.raises(UsageError):
                casebook.users.add(name, "reader", WORD)
