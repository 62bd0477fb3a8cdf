"""When a report was published, by dates that stand where markup or custom does not look for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from truceline.model import Article
from truceline.sources import article_from_text, load
from truceline.times import date_article

PAGE = """<html><head><title>Truce holds</title></head><body>
<div class="menu">Home | News | Sport</div><h1>Truce holds in the north</h1>{line}
<p>The army and the rebels kept to their truce on Tuesday, both sides said, the second since the winter.</p>
<p>In the market of the town people bought bread for the first time in weeks, and nobody asked the price.</p>
<p>An officer said that the road to the coast would be opened as soon as the mines had been taken up.</p>
</body></html>"""


@pytest.mark.parametrize(
    "line",
    [
        '<div class="date">14 September 2016, 20:05</div>',
        '<p class="meta">Island Monitor, Wednesday 14 September 2016, 19:42 | 3 comments | Print</p>',
        '<span class="post-date">September 14, 2016</span>',
    ],
)
def test_the_date_shown_beside_the_headline_dates_a_page(line: str, tmp_path: Path) -> None:
    """A page whose markup names no time of publication shows it all the same."""
    page = tmp_path / "page.html"
    page.write_text(PAGE.format(line=line), "utf-8")
    [article] = load([page])
    assert isinstance(article, Article)
    published = date_article(article).published
    assert published is not None
    assert published.edtf[:10] == "2016-09-14"


@pytest.mark.parametrize(
    "opening",
    [
        '"Novaya Smena", 27.04.1995. Translated from the Russian by program.\n\nMoscow.',
        "IGALO , Yugoslavia , April 27 , 1995 ( Adria Telegraph ) --",
        "LIMA , April 27 , 1995 ( Andes Wire ) --",
        "«Voz del Sur», 27 April 1995.",
    ],
)
def test_a_date_line_between_marks_or_set_apart_dates_a_report(opening: str) -> None:
    """A paper's name in quotation marks, or copy whose marks stand apart."""
    text = f"Truce holds in the north\n\n{opening} The army and the rebels kept to their truce, both said."
    published = date_article(article_from_text(text, uri="report.txt")).published
    assert published is not None
    assert published.edtf[:10] == "1995-04-27"
