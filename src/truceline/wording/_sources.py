"""Short marks for reports, and citations by mark and line: `TASS:12`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from truceline.model import Article, Claim, Evidence, Reading

__all__ = ["MOST", "Sources"]

LONGEST = 22
"""Characters of a mark. Longer names of outlets and files are cut at a word."""

MOST = 6
"""Reports that a citation names."""

_BREAK = re.compile(r"[_\-. ]+")


class Sources:
    """The reports of a reading under short names, and the lines of their words."""

    def __init__(self, reading: Reading, *, most: int | None = MOST) -> None:
        """`most` is how many reports a citation names before it only counts them; None for all."""
        self.most = most
        self.articles = {article.id: article for article in reading.articles}
        self._claims = {claim.id: claim for claim in reading.claims}
        self._marks = _marks(reading.articles)
        self._lines: dict[str, list[int]] = {}

    def mark(self, article: str) -> str:
        """The short name of an article."""
        return self._marks.get(article, article)

    def line(self, article: str, offset: int) -> int:
        """The line of an article's text, from 1, on which a character stands."""
        if article not in self._lines:
            text = self.articles[article].text
            self._lines[article] = [m.end() for m in re.finditer("\n", text)]
        return bisect_right(self._lines[article], offset) + 1

    def claims(self, ids: Iterable[str]) -> list[Claim]:
        """The claims with these ids."""
        return [self._claims[i] for i in ids if i in self._claims]

    def cite(self, places: Iterable[Evidence]) -> str:
        """`TASS:3,12 RT:8` for words in articles, each line once, in the order of the text."""
        lines: dict[str, set[int]] = {}
        for place in places:
            if place.article in self.articles:
                lines.setdefault(place.article, set()).add(self.line(place.article, place.start))
        told = [f"{self.mark(a)}:{','.join(map(str, sorted(found)))}" for a, found in lines.items()]
        if self.most is not None and len(told) > self.most + 1:
            told[self.most :] = [f"{len(told) - self.most} more reports"]
        return ", ".join(told)

    def cite_statement(self, name: str) -> str:
        """The same for a statement, by its id."""
        for article in self.articles.values():
            for statement in article.statements:
                if statement.id == name:
                    return f"{self.mark(article.id)}:{self.line(article.id, statement.start)}"
        return ""

    def cite_claims(self, ids: Iterable[str]) -> str:
        """The same for the words that claims were read from."""
        return self.cite(evidence for claim in self.claims(ids) for evidence in claim.evidence)


def _marks(articles: Sequence[Article]) -> dict[str, str]:
    files = _distinct(_file_names(articles))
    named = Counter(article.outlet for article in articles)
    marks = {}
    for article in articles:
        outlet = _shorten(article.outlet or "")
        marks[article.id] = outlet if outlet and named[article.outlet] == 1 else files[article.id]
    twice = Counter(marks.values())
    return {a: mark if twice[mark] == 1 else f"{mark}/{a}" for a, mark in marks.items()}


def _file_names(articles: Sequence[Article]) -> dict[str, str]:
    """What each source is called: its file without the ending, with as many of its folders as tell it
    apart.
    """
    parts = {article.id: _parts(article.source.uri) for article in articles}
    names = {name: path[-1] for name, path in parts.items()}
    for depth in range(2, 1 + max(map(len, parts.values()), default=0)):
        twice = Counter(names.values())
        if len(twice) == len(names):
            break
        names = {n: "/".join(parts[n][-depth:]) if twice[name] > 1 else name for n, name in names.items()}
    return names


def _parts(uri: str) -> tuple[str, ...]:
    """The folders and the name of a source; what stands after `#` stays with the name."""
    place, mark, part = uri.partition("#")
    path = PurePosixPath((urlsplit(place).path if "://" in place else place).replace("\\", "/"))
    return (*path.parts[:-1], (path.stem or place) + mark + part)


def _distinct(names: dict[str, str]) -> dict[str, str]:
    """Names cut to as few of their parts as still tell them apart."""
    most = max((len(_BREAK.split(name)) for name in names.values()), default=1)
    for count in range(1, most + 1):
        short = {key: _first(name, count) for key, name in names.items()}
        if len(set(short.values())) == len(set(names.values())) and all(len(s) > 1 for s in short.values()):
            return short
    return names


def _first(name: str, count: int) -> str:
    stem, mark, part = name.partition("#")
    ends = [m.start() for m in _BREAK.finditer(stem)]
    cut = stem[: ends[count - 1]] if count - 1 < len(ends) and ends[count - 1] else stem
    return cut + mark + part


def _shorten(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    cut = name[: LONGEST + 1].rsplit(" ", 1)[0]
    return cut if len(cut) > 2 else name[:LONGEST]
