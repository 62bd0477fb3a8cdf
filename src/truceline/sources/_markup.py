"""What the markup of a page says about the page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from truceline.model import Metadatum

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

__all__ = ["metadata_of"]

_META = {
    "article:published_time": "published", "og:article:published_time": "published",
    "og:published_time": "published", "datepublished": "published", "date": "published",
    "dc.date": "published", "dc.date.issued": "published", "dcterms.date": "published",
    "dcterms.created": "published", "pubdate": "published", "publishdate": "published",
    "publish-date": "published", "publication_date": "published",
    "citation_publication_date": "published", "sailthru.date": "published",
    "parsely-pub-date": "published", "article.published": "published",
    "article:modified_time": "modified", "og:updated_time": "modified", "lastmod": "modified",
    "datemodified": "modified", "og:site_name": "outlet", "application-name": "outlet",
    "citation_journal_title": "outlet", "dc.publisher": "outlet", "og:title": "title",
    "twitter:title": "title", "dc.title": "title", "citation_title": "title", "author": "byline",
    "article:author": "byline", "byl": "byline", "dc.creator": "byline", "parsely-author": "byline",
    "citation_author": "byline", "og:url": "url",
}  # fmt: skip
"""The names under which pages put these: Open Graph, Dublin Core, schema.org microdata, Highwire, Parse.ly.
"""
_ARTICLES = ("Article", "Report", "Posting")
_LONGEST = 400


def metadata_of(tree: HtmlElement) -> Iterator[Metadatum]:
    """What JSON-LD, meta elements, the canonical link, the first `time` and `lang` of a page say, in this
    order.

    Values are as the page gives them; the same value is given once per name.
    """
    seen: set[tuple[str, str]] = set()
    for name, value in _found(tree):
        clean = " ".join(value.split())[:_LONGEST]
        if clean and (name, clean) not in seen and not (name == "byline" and clean.startswith("http")):
            seen.add((name, clean))
            yield Metadatum(name=name, value=clean, origin="page")


def _found(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        yield from _linked_data(script.text or "")
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name in _META and meta.get("content"):
            yield _META[name], str(meta.get("content"))
    for link in tree.iterfind(".//link[@rel='canonical']"):
        yield "url", str(link.get("href") or "")
    for time in tree.iterfind(".//time[@datetime]"):
        yield "published", str(time.get("datetime"))
        break
    yield "language", str(tree.get("lang") or "")[:2].lower()


def _linked_data(text: str) -> Iterator[tuple[str, str]]:
    try:
        data = json.loads(text, strict=False)
    except (json.JSONDecodeError, RecursionError):
        return
    for entry in _entries(data):
        kinds = entry.get("@type")
        named = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and kind.endswith(_ARTICLES) for kind in named):
            yield from _about(entry)


def _entries(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
    if depth < 6 and isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            yield from _entries(value, depth + 1)


def _about(entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    pairs = (
        ("published", "datePublished"),
        ("modified", "dateModified"),
        ("title", "headline"),
        ("byline", "author"),
        ("outlet", "publisher"),
    )
    for name, key in pairs:
        if value := _name(entry.get(key)):
            yield name, value


def _name(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_name, value)))
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else ""
