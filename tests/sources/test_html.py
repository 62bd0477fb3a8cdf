"""What a page's markup adds to its text, and what broken markup must not do."""

from __future__ import annotations

from pathlib import Path

import pytest

from truceline.model import Article, Failure
from truceline.sources import load

HEAD = """<meta charset="utf-8"><title>Monitors to cross the line on Friday | Delta Courier</title>
<meta property="og:site_name" content="Delta Courier"><meta name="author" content="Ines Prado">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Monitors to cross the line on Friday", "datePublished": "2017-11-03T09:15:00+05:30"}</script>"""
BODY = """<nav><a href="/">Home</a> <a href="/world">World</a></nav><article>
<h1>Monitors to cross the line on Friday</h1>
<p>KOHIMA, Nov. 3 (Reuters) - Truce monitors will cross the line between the two camps on Friday for the
first time, both commands said in a note that was read out in the market of the town.</p>
<h2>Guns to be counted</h2>
<p>Each side is to show its heavy guns, and nobody may move them by night, the note says. It runs to
eleven points.</p>
<p>Read also: Truce breached in the hills</p>
<p>The count is expected to take a week, and the monitors are to report to both commands when it is over.</p>
</article><section id="comments" class="comments"><h3>Comments</h3><div class="comment"><p>They will never
show a single gun, mark my words, I know them all.</p></div></section><footer>© 2017 Delta Courier</footer>"""


def read(folder: Path, page: str | bytes) -> Article | Failure:
    path = folder / "page.html"
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    (found,) = load([path])
    return found


def roles(article: Article) -> dict[str, list[str]]:
    parts: dict[str, list[str]] = {}
    for part in article.segments:
        parts.setdefault(part.role, []).append(article.text[part.start : part.end])
    return parts


def test_a_page_gives_its_parts_and_what_its_markup_says(tmp_path: Path) -> None:
    """Title, day, author and site come from the markup, as they stand there; the text keeps the article."""
    article = read(tmp_path, f"<!doctype html><html lang='en'><head>{HEAD}</head><body>{BODY}</body></html>")
    assert isinstance(article, Article)
    found = roles(article)
    assert found["headline"] == ["Monitors to cross the line on Friday"]
    assert found["dateline"] == ["KOHIMA, Nov. 3 (Reuters) -"]
    assert found["subhead"] == ["Guns to be counted"]
    assert found["related"] == ["Read also: Truce breached in the hills"]
    assert len(found["body"]) == 3
    assert not any("never show" in text for text in found["body"])
    assert (article.title, article.outlet, article.byline, article.place) == (
        "Monitors to cross the line on Friday", "Delta Courier", "Ines Prado", "KOHIMA",
    )  # fmt: skip
    assert ("published", "2017-11-03T09:15:00+05:30") in [
        (datum.name, datum.value) for datum in article.metadata
    ]
    assert all(datum.origin == "page" for datum in article.metadata)
    assert article.published is None


def test_without_metadata_the_first_heading_is_the_title(tmp_path: Path) -> None:
    """Old pages have no meta elements."""
    article = read(tmp_path, f"<html><body>{BODY}</body></html>")
    assert isinstance(article, Article)
    assert article.title == "Monitors to cross the line on Friday"
    assert article.outlet == "Reuters"


@pytest.mark.parametrize(
    "page",
    [
        "<html><body></body></html>",
        "<html><head><script>var x = 1;</script></head><body><script>go()</script></body></html>",
        "<html><body><img src='a.png'></body></html>",
    ],
)
def test_a_page_without_text_is_a_failure(tmp_path: Path, page: str) -> None:
    """It says that there is no text, and what to do."""
    found = read(tmp_path, page)
    assert isinstance(found, Failure)
    assert "; " in found.reason


@pytest.mark.parametrize(
    "page",
    [
        f"<html><body>{BODY}",
        f"<html><body>{BODY.replace('</p>', '')}</body>",
        f"<html><head><script type='application/ld+json'>{{broken</script></head><body>{BODY}</body></html>",
        f"<html><body>{'<div>' * 300}{BODY}{'</div>' * 300}</body></html>",
        f"<html><body><table><tr><td>{BODY}</td></tr></table></body></html>",
        f"{BODY}<p>&nbsp;&#0;&bogus; &lt;b&gt;</p></html>",
    ],
)
def test_broken_markup_still_gives_the_article(tmp_path: Path, page: str) -> None:
    """Unclosed, nested beyond reason, with broken data in it: the paragraphs are there."""
    found = read(tmp_path, page)
    assert isinstance(found, Article)
    assert "both commands said in a note" in found.text


def test_a_page_in_the_encoding_that_it_declares(tmp_path: Path) -> None:
    """Not UTF-8, and it says so."""
    body = (
        "<p>Посредники сообщили, что стороны договорились о прекращении огня с полуночи понедельника.</p>" * 3
    )
    page = f"<html><head><meta charset='windows-1251'></head><body><article>{body}</article></body></html>"
    found = read(tmp_path, page.encode("cp1251"))
    assert isinstance(found, Article)
    assert "договорились о прекращении огня" in found.text
    assert found.language == "ru"
