"""HTML pages into articles."""

from __future__ import annotations

from truceline.errors import SourceError
from truceline.model import Article, Metadatum
from truceline.sources._article import article_from_text

__all__ = ["article_from_html"]


def article_from_html(raw: bytes, text: str, uri: str, known: tuple[Metadatum, ...]) -> Article:
    """The article on a page: trafilatura's text, with what the page's markup says about it.

    Raises:
        SourceError: the page holds no article.
    """
    import trafilatura  # noqa: PLC0415 - half a second

    page = trafilatura.bare_extraction(text, include_comments=False, with_metadata=True)
    if page is None or not page.text:
        raise SourceError("no article found on this page", where=uri, cure="save the page's text as .txt and read that")
    found = tuple(
        Metadatum(name=name, value=value, origin="page")
        for name, value in (("title", page.title), ("published", page.date), ("outlet", page.sitename), ("byline", page.author), ("url", page.url))
        if value
    )
    body = page.text if page.title is None or page.text.startswith(page.title) else f"{page.title}\n\n{page.text}"
    return article_from_text(body, uri=uri, metadata=known + found, media_type="text/html", raw=raw)
