"""The pages as any client gets them."""

from __future__ import annotations

import json
import re
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace

from sample import SAMPLE, make_article
from served import Site, keep, serving
from truceline.casebook import Casebook
from truceline.casebook import _book as book_module
from truceline.model import Actor, Claim, Reading, dump, load

NAMES = ("/ceasefires", "/ceasefires/karabakh-2020-10-10", "/statements", "/statements/wire-s1", "/articles",
         "/articles/wire", "/search?q=truce")  # fmt: skip
HREF = re.compile(r'href="(/[^"]*)"')


def _links(html: str) -> set[str]:
    return {unescape(found) for found in HREF.findall(html)}


def _plain(html: str) -> str:
    """The words of a page."""
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


@pytest.mark.parametrize("name", NAMES)
def test_every_page_is_guarded(site: Site, name: str) -> None:
    """Nothing from elsewhere, no script in a page, no frame around it, whatever a report holds."""
    page = site.get(name)
    assert page.status == 200
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<script(?! src=\"/static/)|\son\w+=|\sstyle=", page.text)
    assert not re.search(r"""(?:src|href|action)=["'](?:https?:)?//""", page.text)


@pytest.mark.parametrize("name", NAMES)
def test_every_page_is_also_json(site: Site, name: str) -> None:
    """The same address with `.json` gives the same in the published types, with what to cite."""
    path, mark, query = name.partition("?")
    told = site.get(f"{path}.json{mark}{query}")
    assert told.headers["content-type"] == "application/json"
    assert told.json["address"] == name
    assert name in told.json["citation"]
    assert f"{path}.json" in site.get(name).text


def test_no_link_leads_nowhere(site: Site) -> None:
    """Every address that a page gives can be followed."""
    waiting, seen = {"/ceasefires"}, set()
    while waiting:
        address = waiting.pop()
        seen.add(address)
        page = site.get(address.partition("#")[0])
        assert page.status == 200, address
        if page.headers["content-type"].startswith("text/html"):
            waiting |= _links(page.text) - seen
    assert len(seen) > 20


def test_the_json_of_a_dossier_is_what_is_kept(site: Site) -> None:
    """A program that reads `truceline show ID --json` reads this too: same types, same values."""
    told = load(site.get("/ceasefires/karabakh-2020-10-10.json").text, Reading)
    wanted = SAMPLE.ceasefires[0]
    assert told.ceasefires == (wanted,)
    assert told.articles == tuple(a for a in SAMPLE.articles if a.id in wanted.articles)
    assert set(told.claims) == {c for c in SAMPLE.claims if c.ceasefire == wanted.id}


def test_every_quoted_passage_is_marked_in_its_report(site: Site) -> None:
    """One click leads from a value to the very words, marked where they stand."""
    dossier = site.get("/ceasefires/karabakh-2020-10-10")
    texts = {article.id: article.text for article in SAMPLE.articles}
    links = [link for link in _links(dossier.text) if "?at=" in link]
    assert len(links) > 3
    for link in links:
        name, start, end = re.fullmatch(r"/articles/(\w+)\?at=(\d+)-(\d+)#at", link).groups()  # type: ignore[union-attr]
        page = site.get(link.partition("#")[0]).text
        asked = re.findall(r'<(a|span) class="[^"]*\basked\b[^"]*"[^>]*>(.*?)</\1>', page)
        marked = "".join(unescape(words) for _, words in asked)
        assert marked == texts[name][int(start) : int(end)]
        assert page.count('id="at"') == 1


def test_a_dossier_tells_all_accounts_with_their_reasons(site: Site) -> None:
    """Preferred and other values stand beside each other, each with why, by whom and when."""
    page = _plain(site.get("/ceasefires/karabakh-2020-10-10").text)
    for field, findings in SAMPLE.ceasefires[0].fields.items():
        for finding in findings:
            assert finding.why in page, field
    assert "Northern Wire" in page
    assert "= 08:00 UTC" in page
    assert "10 October 2020 was a Saturday, not a Sunday" in page


def test_the_text_of_a_report_is_told_as_it_was_found(site: Site) -> None:
    """No word of a report is lost or changed by what is marked in it."""
    page = site.get("/articles/wire").text
    lines = re.findall(r'<p class="line[^"]*"[^>]*>(.*?)</p>', page, re.DOTALL)
    told = [unescape(re.sub(r"<[^>]*>", "", line)) for line in lines]
    assert told == [line for line in SAMPLE.articles[0].text.split("\n") if line]


def test_actors_are_marked_where_they_are_named(site: Site) -> None:
    """Who is named in a report is marked there, speaker or not, and told as whom it is read."""
    page = _plain(site.get("/articles/wire").text)
    assert "Armenia Actor Armenia; because it is named so here" in page
    assert "Azerbaijan Actor Azerbaijan;" in page
    assert "Sergei Lavrov Speaker Sergei Lavrov (Russia)" in page


def test_the_list_is_narrowed_by_what_is_asked(site: Site) -> None:
    """Each facet of the list leaves exactly the ceasefires that have that value."""

    def ids(query: str) -> list[str]:
        return [one["id"] for one in site.get(f"/ceasefires.json?{query}").json["ceasefires"]]

    every = {c.id for c in SAMPLE.ceasefires}
    assert set(ids("")) == every
    assert ids("q=karabakh") == ids("")
    assert ids("status=agreed") == ["karabakh-2020-10-10"]
    assert set(ids("year=2020")) == every
    assert ids("year=1999") == []
    assert ids("source=Northern+Wire&sort=sources")[0] == "karabakh-2020-10-10"
    assert ids("since=2021-01-01&by=published") == []


def test_what_was_published_since_a_day_is_told(site: Site) -> None:
    """Reports published since a day are counted, and what only they say is named and marked."""
    [line] = site.get("/ceasefires.json?since=2020-10-09&by=published").json["ceasefires"]
    assert "new report" in line["new"]
    dossier = site.get("/ceasefires/karabakh-2020-10-10?since=2020-10-09&by=published")
    assert dossier.text.count('class="fresh">new') > 1
    assert 'class="fresh">new</span></p>' not in site.get("/ceasefires/karabakh-2020-10-10").text


def _first_report_alone() -> Reading:
    """What was read before the other reports came: one source, another status."""
    about = SAMPLE.ceasefires[0]
    wire = SAMPLE.articles[0].id
    status = tuple(replace(f, value="declared", support=()) for f in about.fields["status"][:1])
    earlier = replace(about, articles=(wire,), fields={"status": status}, timeline=(), rules=(), linked=())
    return replace(
        SAMPLE, articles=SAMPLE.articles[:1], claims=(), ceasefires=(earlier,), statement_groups=()
    )


def test_what_changed_in_the_casebook_since_a_day_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By when it was kept, whatever the reports say of themselves: what is new, what changed, what was
    decided.
    """
    monkeypatch.setattr(book_module, "join_with", lambda reading, kept, accounts: (reading, ()))
    with Casebook.open(tmp_path / "b") as book:
        book.keep(_first_report_alone(), at="2031-05-01T10:00:00Z")
        book.keep(SAMPLE, again=True, at="2031-05-03T10:00:00Z")
        book.decide(
            "karabakh-2020-10-10", "guarantors", "add", value="Russia", by="Ada", reason="art. 4",
            at="2031-05-05T10:00:00Z",
        )  # fmt: skip

    with serving(tmp_path / "b") as site:

        def new(since: str) -> dict[str, str]:
            listed = site.get(f"/ceasefires.json?since={since}").json["ceasefires"]
            return {one["id"]: one["new"] for one in listed}

        assert new("2031-05-06") == {}
        assert new("2031-05-04") == {"karabakh-2020-10-10": "decided: guarantors"}
        since_third = new("2031-05-03")
        assert set(since_third) == {one.id for one in SAMPLE.ceasefires}
        assert "1 new report" in since_third["karabakh-2020-10-10"]
        assert "status" in since_third["karabakh-2020-10-10"]
        assert new("2031-05-01")["karabakh-2020-10-10"].startswith("new, from 2 reports")
        page = _plain(site.get("/ceasefires/karabakh-2020-10-10?since=2031-05-03").text)
        assert "statusdeclared" in page
        assert "guarantors: add by Ada" in page
        told = site.get("/ceasefires/karabakh-2020-10-10.json?since=2031-05-03").json["changes"]
        assert [one.get("kind") for one in told] == ["changed", None]


def test_a_ceasefire_that_went_is_told_with_where_it_went(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One joined into another, and that into a third: the list says so, and a cited address leads there. One
    of which no report speaks any more is said to be gone.
    """
    monkeypatch.setattr(book_module, "join_with", lambda reading, kept, accounts: (reading, ()))
    monkeypatch.setattr(book_module, "settle", lambda reading, kept, others: (reading, {}))
    first, second = SAMPLE.ceasefires
    third = replace(first, id="karabakh-2020", label="The Karabakh truces")

    def all_on(name: str) -> tuple[Claim, ...]:
        return tuple(replace(claim, ceasefire=name) for claim in SAMPLE.claims)

    with Casebook.open(tmp_path / "b") as book:
        book.keep(SAMPLE, at="2031-05-01T10:00:00Z")
        joined = replace(SAMPLE, ceasefires=(replace(first, linked=()),), claims=all_on(first.id))
        book.keep(joined, again=True, at="2031-05-03T10:00:00Z")
        last = replace(SAMPLE, ceasefires=(replace(third, linked=()),), claims=all_on(third.id))
        book.keep(last, again=True, at="2031-05-05T10:00:00Z")

    with serving(tmp_path / "b") as site:
        told = site.get("/ceasefires.json?since=2031-05-03").json["removed"]
        assert {one["id"]: one["now"] for one in told} == {first.id: [third.id], second.id: [third.id]}
        page = site.get("/ceasefires?since=2031-05-03").text
        assert f"/ceasefires/{third.id}" in page.partition('id="gone"')[2]
        assert site.get("/ceasefires.json?since=2031-05-06").json["removed"] == []
        cited = site.get(f"/ceasefires/{second.id}")
        assert cited.status == 410
        assert f'href="/ceasefires/{third.id}"' in cited.text
        assert site.get("/ceasefires/karabakh-1066").status == 404

    with Casebook.open(tmp_path / "b") as book:
        book.keep(replace(last, ceasefires=(), claims=()), again=True, at="2031-05-07T10:00:00Z")
    with serving(tmp_path / "b") as site:
        told = site.get("/ceasefires.json?since=2031-05-06").json["removed"]
        assert [(one["id"], one["now"]) for one in told] == [(third.id, [])]
        assert "no report speaks of it any more" in site.get("/ceasefires?since=2031-05-06").text


def test_when_it_was_kept_changes_no_reading(tmp_path: Path) -> None:
    """The same sources kept on two days give the same reading, byte for byte, and the same pages."""
    for name, at in (("a", "2031-05-01T10:00:00Z"), ("b", "2033-01-01T00:00:00Z")):
        (tmp_path / name).mkdir()
        with Casebook.open(tmp_path / name / "c") as book:
            book.keep(SAMPLE, at=at)
    with Casebook.open(tmp_path / "a" / "c") as one, Casebook.open(tmp_path / "b" / "c") as other:
        assert dump(one.reading()) == dump(other.reading())
    with serving(tmp_path / "a" / "c") as one, serving(tmp_path / "b" / "c") as other:
        for path in ("/ceasefires", "/ceasefires/karabakh-2020-10-10"):
            pages = [site.get(path).text.replace(site.address, "") for site in (one, other)]
            assert pages[0] == pages[1]


def test_statements_are_found_by_who_said_them_and_how(site: Site) -> None:
    """Filters leave the statements that fit, and those that say the same are told once."""

    def said(query: str) -> list[str]:
        return [one["statement"]["id"] for one in site.get(f"/statements.json?{query}").json["statements"]]

    assert "diary-s1" not in said("")
    assert set(said("speaker=sergei-lavrov")) == {"wire-s1", "wire-s2"}
    assert said("speaker=sergei-lavrov&act=denies") == []
    assert said("act=declines") == ["wire-s3"]
    assert said("alike=1") == ["wire-s1"]
    assert said("q=mediator") == ["wire-s2"]
    assert said("until=2020-10-08") == []
    assert set(said("since=2020-10-09&outlet=Northern+Wire")) == {"wire-s1", "wire-s2", "wire-s3"}


def test_versions_of_a_statement_stand_side_by_side(site: Site) -> None:
    """The same remark in two reports is laid out together, what differs is marked, and both are complete."""
    page = site.get("/statements/diary-s1").text
    versions = re.findall(r'<article class="version">.*?<blockquote[^>]*><p>(.*?)</p>', page, re.DOTALL)
    words = [unescape(re.sub(r"<[^>]*>", "", version)) for version in versions]
    assert words == [
        "The ceasefire is declared from 12:00 on October 10 for humanitarian purposes",
        "A truce is being declared from noon on 10 October out of humanity",
    ]
    assert all('<mark class="differs">' in version for version in versions)
    assert [s["statement"]["id"] for s in site.get("/statements/diary-s1.json").json["statements"]] == [
        "wire-s1", "diary-s1",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/ceasefires/atlantis", 404, "No ceasefire is called 'atlantis'"),
        ("/articles/nope", 404, "No report is called 'nope'"),
        ("/statements/nope", 404, "No statement is called 'nope'"),
        ("/poems", 404, "There is no page at /poems"),
        ("/ceasefires?since=yesterday", 400, "'yesterday' is no day"),
        ("/ceasefires?page=0", 400, "page"),
    ],
)
def test_what_is_not_there_is_said_plainly(site: Site, path: str, status: int, told: str) -> None:
    """A wrong address gets a page, and JSON, that say what is wrong and where to go."""
    page = site.get(path)
    assert page.status == status
    assert told in _plain(page.text)
    assert "/ceasefires" in _links(page.text)
    name, mark, query = path.partition("?")
    assert "error" in site.get(f"{name}.json{mark}{query}").json


def test_another_name_for_this_machine_is_not_answered(site: Site) -> None:
    """A page elsewhere that has its own name point at this machine reads nothing (DNS rebinding)."""
    assert site.get("/ceasefires", Host="attacker.example").status == 400


def _hostile() -> Reading:
    """A report that tries to be more than text, in every place that a page shows."""
    script = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    lines = [
        f'Truce "agreed" {script}',
        "&lt;marquee&gt; &amp;amp; {{ 7 * 7 }} {% include 'x' %} ]]> -->",
        "Turned \u202eegats\u202c and \u2066held\u2069, rung \x07 and nulled \x00.",
        "Long " + "x" * 10_000_000,
    ]
    article = make_article("hostile", "\n".join(lines), outlet=f'"><{script}', byline="javascript:alert(3)")
    actor = Actor(id=f"evil/{script}", name=script, kind="person")
    return replace(SAMPLE, articles=(*SAMPLE.articles, article), actors=(*SAMPLE.actors, actor))


def test_a_hostile_report_stays_text(tmp_path: Path) -> None:
    """Markup, entities, templates, turned writing, controls and endless lines are shown, not obeyed."""
    with serving(keep(_hostile(), tmp_path / "hostile.book")) as site:
        for address in (
            "/articles",
            "/articles/hostile",
            "/search?q=Truce",
            "/search?q=%3Cscript%3E",
            "/statements",
        ):
            page = site.get(address)
            assert page.status == 200, address
            assert not re.search(r"<script(?! src=\"/static/)|<img|<marquee", page.text)
            assert not re.search("[\u202a-\u202e\u2066-\u2069\x00\x07]", page.text)
            assert len(page.text) < 1_000_000
        text = site.get("/articles/hostile").text
        assert "[U+202E]egats[U+202C]" in text
        assert "{{ 7 * 7 }}" in unescape(text)
        assert "&lt;marquee&gt; &amp;amp;" in unescape(text)
        last = site.get("/articles/hostile?at=10000000-10000010")
        assert re.search(r'<span class="[^"]*asked[^"]*"[^>]*>x{10}</span>', last.text)
        assert json.loads(site.get("/articles/hostile.json").text)["articles"][0]["id"] == "hostile"


@pytest.mark.parametrize(
    "path", ["ceasefires", "ceasefires?since=2000-01-01", "ceasefires/karabakh-2020-10-10?since=2000-01-01",
             "statements", "statements/wire-s1", "articles", "articles/wire", "search?q=truce", "review/log"],
)  # fmt: skip
def test_headings_go_down_step_by_step(site: Site, path: str) -> None:
    """Who moves from heading to heading misses no level, and each page has one at its top."""
    levels = [int(n) for n in re.findall(r"<h([1-6])", site.get(f"/{path}").text)]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
