"""HTML pages into articles.

trafilatura finds the article; its structure (headings, paragraphs, entries of lists, quotations, comments)
gives the roles, and the wording of each block the rest. Where it finds nothing, the page's plain text is
read like any other.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from truceline.errors import SourceError
from truceline.model import Article, Metadatum, Role, Segment
from truceline.sources._article import article_from_text, preferred
from truceline.sources._lines import Unit
from truceline.sources._markup import metadata_of
from truceline.sources._signals import fold, look

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

__all__ = ["article_from_html", "plain_text_of_page"]

_FIRST_DAY = "1945-01-01"
"""Old reports are put on the web too; htmldate by itself takes no date before 1995."""
_BLOCKS = frozenset({"p", "head", "item", "quote", "cell", "code", "ab"})
_KINDS: dict[str, Role] = {
    "published": "published", "crawl_date": "crawl_date", "byline": "byline", "credit": "caption",
    "caption": "caption", "chrome": "chrome", "related_label": "related", "related": "related",
    "tag_label": "chrome", "tags": "tag", "comment_label": "chrome", "dateline": "dateline",
}  # fmt: skip


def article_from_html(
    html: str, *, uri: str, metadata: Sequence[Metadatum] = (), raw: bytes | None = None
) -> Article:
    """The article on a page, with what the page's markup says about it.

    Args:
        html: the decoded page.
        uri: where it came from.
        metadata: what is known about it from elsewhere.
        raw: its bytes.

    Raises:
        SourceError: the page has no text.
    """
    import trafilatura  # noqa: PLC0415 - half a second
    from trafilatura.utils import load_html  # noqa: PLC0415

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # what it finds odd, we report
    tree = load_html(html)
    if tree is None:
        raise SourceError(
            "this page cannot be parsed as HTML", where=uri, cure="save its text as .txt and read that"
        )
    known = (*metadata, *metadata_of(tree))
    document = trafilatura.bare_extraction(html, include_comments=True, include_tables=True, as_dict=False)
    title = preferred(known, "title") or _heading(tree) or getattr(document, "title", None)
    if document is not None and not isinstance(document, dict):
        blocks = [*_blocks(document.body), *((text, "comment") for text, _ in _blocks(document.commentsbody))]
    else:
        blocks = []
    if not blocks:
        return _from_plain(html, uri, known, raw)
    text, segments = _joined(blocks, title)
    if preferred(known, "published") is None and all(s.role != "published" for s in segments):
        known = (*known, *_day_of_page(html))
    return article_from_text(
        text, uri=uri, metadata=known, media_type="text/html", raw=raw, segments=segments
    )


def _heading(tree: HtmlElement) -> str | None:
    """The first heading of the page, or its title without the name of the site."""
    for heading in tree.iter("h1"):
        if text := " ".join(heading.text_content().split()):
            return text
    for title in tree.iter("title"):
        return re.split(r"\s[|–—-]\s(?=[^|–—-]{2,40}$)", " ".join(title.text_content().split()))[0] or None
    return None


def _day_of_page(html: str) -> Iterator[Metadatum]:
    """The day in the parts of a page that are marked as its date, where the text that was kept has none.

    htmldate finds them; its search through the whole page is left out, which takes any date for the page's.
    """
    from htmldate import find_date  # noqa: PLC0415 - only for pages

    day = find_date(html, extensive_search=False, original_date=True, min_date=_FIRST_DAY)
    if day is not None:
        yield Metadatum(name="published", value=day, origin="page")


def _from_plain(html: str, uri: str, known: tuple[Metadatum, ...], raw: bytes | None) -> Article:
    """The page's plain text, read like any other."""
    text = plain_text_of_page(html)
    if not text.strip():
        raise SourceError(
            "there is no text on this page", where=uri, cure="open it in a browser and save its text as .txt"
        )
    return article_from_text(text, uri=uri, metadata=known, media_type="text/html", raw=raw)


def plain_text_of_page(html: str) -> str:
    """All text of a page, a line per block. resiliparse's parser knows no limit of depth."""
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415 - only for odd pages

    return str(extract_plain_text(html, preserve_formatting=True))


def _blocks(body: _Element | None) -> Iterator[tuple[str, str]]:
    """The text of each block in the order of the page, with the name of its element."""
    if body is None:
        return
    for element in body.iter():
        if element.tag in _BLOCKS and not any(parent.tag in _BLOCKS for parent in element.iterancestors()):
            text = " ".join("".join(element.itertext()).split())
            if text:
                yield text, str(element.tag)


def _joined(blocks: list[tuple[str, str]], title: str | None) -> tuple[str, tuple[Segment, ...]]:
    """One text of the title and the blocks, an empty line between any two, and its segments."""
    folded = fold(title) if title else ""
    rest = [(text, tag) for text, tag in blocks if not (folded and fold(text) == folded and tag != "comment")]
    pieces = [(" ".join(title.split()), "title"), *rest] if title else rest
    segments: list[Segment] = []
    start = 0
    for text, tag in pieces:
        segments.extend(_parts(text, tag, start))
        start += len(text) + 2
    return "\n\n".join(text for text, _ in pieces), tuple(segments)


def _parts(text: str, tag: str, start: int) -> Iterator[Segment]:
    end = start + len(text)
    if tag in {"title", "comment", "head"}:
        role: Role = "headline" if tag == "title" else "comment" if tag == "comment" else "subhead"
        yield Segment(start=start, end=end, role=role)
        return
    signal = look(Unit(start, end, text, 0, True))
    role = _KINDS.get(signal.kind, "body")
    if role == "body" and signal.dateline and signal.dateline.is_firm:
        stop = start + signal.dateline.end
        yield Segment(start=start, end=stop, role="dateline")
        start = stop + len(text[signal.dateline.end :]) - len(text[signal.dateline.end :].lstrip())
    if start < end:
        yield Segment(start=start, end=end, role=role)
