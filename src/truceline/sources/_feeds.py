"""RSS and Atom feeds: one article per entry."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from truceline.errors import SourceError
from truceline.model import Failure, Metadatum
from truceline.sources._document import Document, Expand, Found, as_failure, read_whole

__all__ = ["documents_in_feed"]


def documents_in_feed(found: Found, expand: Expand) -> Iterator[Document | Failure]:
    """The entries of a feed, in its order: title and whatever text the feed itself holds.

    Args:
        found: the feed.
        expand: not needed: an entry is one document. Links are not followed.
    """
    import feedparser  # type: ignore[import-untyped]  # noqa: PLC0415 - only for feeds

    data, cut = read_whole(found)
    feed = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False)
    if not feed.entries:
        what = str(feed.get("bozo_exception") or "it has no entries").splitlines()[0]
        raise SourceError(
            f"nothing can be read from this feed ({what})",
            where=found.uri,
            cure="fetch it again, or save its pages",
        )
    for number, entry in enumerate(feed.entries, 1):
        uri = f"{found.uri}#{number}"
        text = "\n\n".join(filter(None, (_plain(entry.get("title", "")), _text(entry))))
        if text:
            metadata = (*found.known, *_told(entry, feed.feed))
            yield Document(
                uri, text.encode("utf-8", "replace"), "record", metadata, media_type="application/xml"
            )
        else:
            yield Failure(uri=uri, reason="there is no text in this entry; save its page and read that")
    if cut is not None:
        yield as_failure(found.uri, cut)


def _text(entry: Mapping[str, Any]) -> str:
    """The longest text that an entry has of itself."""
    texts = [content.get("value", "") for content in entry.get("content", ())]
    return max(map(_plain, [*texts, entry.get("summary", "")]), key=len)


def _plain(markup: str) -> str:
    """The text of a piece of HTML, an empty line between paragraphs."""
    if "<" not in markup:
        return markup.strip()
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415 - only where there is markup

    return str(extract_plain_text(f"<html><body>{markup}</body></html>", preserve_formatting=True)).strip()


def _told(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> Iterator[Metadatum]:
    source = entry.get("source") or {}
    values = (
        ("published", _instant(dict(entry).get("published_parsed") or dict(entry).get("updated_parsed"))),
        ("outlet", source.get("title") or entry.get("publisher") or feed.get("title")),
        ("title", _plain(entry.get("title", ""))),
        ("byline", entry.get("author")),
        ("url", entry.get("link")),
        ("language", str(feed.get("language") or "")[:2].lower()),
    )
    for name, value in values:
        if value:
            yield Metadatum(name=name, value=" ".join(str(value).split()), origin="file")


def _instant(moment: Any) -> str | None:
    """A time of feedparser's, which is in UTC, in ISO 8601."""
    try:
        return datetime(*moment[:6]).isoformat() + "Z" if moment else None
    except ValueError:
        return None
