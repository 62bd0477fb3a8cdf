"""JSON lines and JSON lists, one article an entry."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from truceline.model import Article, Failure, Metadatum
from truceline.sources._article import article_from_text

__all__ = ["articles_from_json"]

_NAMES = ("published", "outlet", "title", "byline", "url", "language", "modified")
_SAFE = re.compile(r"[\w.:@/+-]{1,120}")


def articles_from_json(text: str, uri: str, known: tuple[Metadatum, ...]) -> Iterator[Article | Failure]:
    """One article or failure per line, or per entry of one list."""
    taken: set[str] = set()
    for place, entry in _entries(text, uri):
        yield entry if isinstance(entry, Failure) else _article(entry, f"{uri}#{place}", known, taken)


def _entries(text: str, uri: str) -> Iterator[tuple[int, Any]]:
    if text.lstrip()[:1] == "[" or "\n" not in text.strip() or text.lstrip().startswith("{\n"):
        try:
            whole = json.loads(text)
        except json.JSONDecodeError as error:
            if text.lstrip()[:1] == "[":
                yield 0, Failure(uri=uri, reason=f"broken JSON ({error.msg} at line {error.lineno}); mend it there")
                return
        else:
            yield from enumerate(whole if isinstance(whole, list) else [whole], 1)
            return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except json.JSONDecodeError as error:
                yield number, Failure(uri=f"{uri}#{number}", reason=f"line {number} is broken JSON ({error.msg} at character {error.colno}); mend that line")


def _article(entry: Any, uri: str, known: tuple[Metadatum, ...], taken: set[str]) -> Article | Failure:
    if not isinstance(entry, dict) or not isinstance(entry.get("text"), str) or not entry["text"].strip():
        return Failure(uri=uri, reason='no "text"; give each line an object with the article\'s text under "text"')
    given = tuple(
        Metadatum(name=name, value=str(entry[name]), origin="file") for name in _NAMES if entry.get(name) not in (None, "")
    )
    own = entry.get("id")
    chosen = str(own) if own is not None and _SAFE.fullmatch(str(own)) and str(own) not in taken else None
    if chosen:
        taken.add(chosen)
    return article_from_text(entry["text"], uri=uri, metadata=known + given, media_type="application/json", id=chosen)
