"""The pages in a real browser: what is asked of whom, keyboard, small screens, print, accessibility."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from served import Site

PAGES = {
    "ceasefires": "/ceasefires", "dossier": "", "statements": "/statements?alike=1", "statement": "",
    "article": "", "articles": "/articles", "search": "/search?q=truce", "message": "/articles/nope",
}  # fmt: skip


@pytest.fixture(scope="module")
def pages(example_site: Site) -> dict[str, str]:
    """An address of each kind of page: the dossier with most reports, and what it leads to."""
    listed = example_site.get("/ceasefires.json?sort=disputes").json["ceasefires"]
    dossier = f"/ceasefires/{listed[0]['id']}"
    said = example_site.get("/statements.json?alike=1").json["statements"]
    article = example_site.get(f"{dossier}.json").json["articles"][0]["id"]
    found = {
        "dossier": dossier,
        "statement": f"/statements/{said[0]['statement']['id']}",
        "article": f"/articles/{article}",
    }
    return {name: path or found[name] for name, path in PAGES.items()}


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A window of the browser that writes down whom it asks."""
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    opened = context.new_page()
    opened.asked = []
    opened.on("request", lambda request: opened.asked.append(request.url))
    yield opened
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_no_other_machine_is_asked(page: Any, example_site: Site, pages: dict[str, str], name: str) -> None:
    """Whatever page is read, nobody else learns of it."""
    page.goto(example_site.address + pages[name])
    page.wait_for_load_state("networkidle")
    assert page.asked
    assert [url for url in page.asked if not url.startswith(example_site.address + "/")] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_pages_meet_wcag(
    browser: Any, example_site: Site, pages: dict[str, str], name: str, scheme: str
) -> None:
    """axe finds no breach of WCAG 2.2 A and AA, in light and in dark."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - only with a browser

    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    opened = context.new_page()
    opened.goto(example_site.address + pages[name])
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = Axe().run(opened, options={"runOnly": {"type": "tag", "values": rules}})
    context.close()
    told = [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found.response["violations"]]
    assert told == []


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_shows_all_without_scrolling_sideways(
    browser: Any, example_site: Site, pages: dict[str, str], name: str
) -> None:
    """At 360 pixels nothing stands outside the screen."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    opened = context.new_page()
    opened.goto(example_site.address + pages[name])
    assert opened.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


def test_from_the_first_visit_to_the_passage_by_keyboard(page: Any, example_site: Site) -> None:
    """Without a mouse: list, dossier, quoted words, and the same words marked in the report."""
    page.goto(example_site.address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    _tab_to(page, "tbody th a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ceasefires/*")
    _tab_to(page, "a.quote")
    quoted = page.evaluate("document.activeElement.querySelector('mark').textContent")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/*")
    marked = page.locator(".asked").all_text_contents()
    assert quoted.split()[0] in " ".join(marked)
    assert page.locator("#at").is_visible()


def test_marked_words_are_explained_where_the_focus_is(
    page: Any, example_site: Site, pages: dict[str, str]
) -> None:
    """Reaching marked words with the Tab key tells what they were read as; Escape puts that away."""
    page.goto(example_site.address + pages["article"])
    before = page.locator(".explain").inner_text()
    _tab_to(page, ".run")
    told = page.locator(".explain").inner_text()
    assert told != before
    assert page.evaluate("document.activeElement.textContent.split(' ')[0]") in told
    page.keyboard.press("Escape")
    assert page.locator(".explain").inner_text() == before


def test_each_layer_has_a_switch(page: Any, example_site: Site, pages: dict[str, str]) -> None:
    """Switching a layer off takes its marks away and leaves the others."""
    page.goto(example_site.address + pages["article"])

    def marked() -> str:
        run = page.locator(".run.l-times").first
        return str(run.evaluate("e => getComputedStyle(e).textDecorationLine"))

    assert marked() == "underline"
    page.get_by_label(re.compile("Times")).uncheck()
    assert marked() == "none"


def test_pages_read_without_scripts(browser: Any, example_site: Site, pages: dict[str, str]) -> None:
    """Without scripts every mark leads to its explanation below the text."""
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(example_site.address + pages["article"])
    target = opened.locator("a.run").first.get_attribute("href")
    assert target
    assert opened.locator(target).count() == 1
    context.close()


def test_print_leaves_out_what_is_only_for_the_screen(
    page: Any, example_site: Site, pages: dict[str, str]
) -> None:
    """On paper there is no navigation and no form, but what to cite."""
    page.goto(example_site.address + pages["dossier"])
    page.emulate_media(media="print")
    assert not page.locator(".top nav").is_visible()
    assert not page.locator(".find").is_visible()
    assert page.locator(".cite").is_visible()
    assert page.locator("h1").is_visible()


def test_on_paper_nothing_is_folded_away(page: Any, example_site: Site, pages: dict[str, str]) -> None:
    """Reports that a page folds away stand in print, and the words that were read are marked there."""
    page.goto(example_site.address + pages["dossier"])
    folded = page.locator("details:not([open]) blockquote").first
    height = "one => one.getBoundingClientRect().height"
    on_screen = folded.evaluate(height)
    page.emulate_media(media="print")
    assert (on_screen, folded.evaluate(height) > 0) == (0, True)
    assert page.locator("mark").first.evaluate("one => getComputedStyle(one).printColorAdjust") == "exact"


def _tab_to(page: Any, selector: str, most: int = 120) -> None:
    """Press Tab until something that matches has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"the Tab key does not reach {selector}")
