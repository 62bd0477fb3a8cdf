"""Exports of newspaper archives: many articles in one text.

Archives write the articles one behind the other, each with its own head of fields. What parts them differs: a
count ("Document 2 of 7"), a number of accession below each article, "End of Document", a line of one sign, a
new page. The heads differ too: labelled lines ("BYLINE: ..."), codes of two letters (HD, PD, SN), or bare
lines in a known order (headline, "543 words", day, paper).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from truceline.model import Metadatum
from truceline.sources._dates import date_line

__all__ = ["Piece", "pieces_of"]

_COUNT = re.compile(
    r"^[ \t]*(?:(?:Document|Article|Item|Record|Story|Result) \d{1,4} of \d{1,4}"
    r"|\d{1,4} of \d{1,4} DOCUMENTS?)[ \t\r]*$",
    re.MULTILINE,
)
_ENDS = re.compile(
    r"^[ \t]*(?:Document [A-Za-z]{2,12}\d{6,}[A-Za-z0-9]{4,30}|End of Document"
    r"|\[?End of (?:article|story)\]?)[ \t\r]*$",
    re.MULTILINE | re.IGNORECASE,
)
_RULES = re.compile(r"^[ \t]*(?:([=_*#~-])\1{14,}[ \t\r]*|[^\n]{0,3}\f[^\n]{0,3})$|\f", re.MULTILINE)
_LABEL = re.compile(
    r"^[ \t]*([A-Za-z][A-Za-z -]{1,24}?)[ \t]*:[ \t]*(\S[^\n]{0,400}?)[ \t\r]*$", re.MULTILINE
)
_CODE = re.compile(
    r"^[ \t|]*(HD|BY|PD|SN|LA|AN|WC|ET|SC|TD|LP|PUB)(?:[ \t|]*\n[ \t|]*|[ \t|]+)(\S[^\n]{0,400}?)[ \t|\r]*$",
    re.MULTILINE,
)
_WORDS = re.compile(r"^[ \t]*(?:Length: ?)?[\d,.]{1,7} words[ \t\r]*$", re.MULTILINE | re.IGNORECASE)
_SENTENCE = re.compile(r"(?:\S+[ \t\n]+){11,}?\S+[.!?][\"”’)]?(?=\s|$)")

_FIELDS = {
    "title": {"title", "headline", "hd", "head"},
    "byline": {"byline", "author", "by"},
    "published": {"publication date", "pd", "published", "date", "load-date", "date published", "pub date"},
    "outlet": {
        "publication title",
        "publication",
        "source",
        "sn",
        "newspaper",
        "source name",
        "publication name",
    },
    "language": {"language", "la"},
    "url": {"url", "document url", "link", "permalink"},
}
_MEANING = {label: meaning for meaning, labels in _FIELDS.items() for label in labels}
_HEAD = 14
"""Lines at the top of an article among which its fields stand."""
_ENOUGH = 2
"""Fields that make the head of an article."""


@dataclass(frozen=True)
class Piece:
    """One article of an export: where it stands in the text, and what its head says."""

    start: int
    end: int
    metadata: tuple[Metadatum, ...]


def pieces_of(text: str) -> list[Piece]:
    """The articles of an export; nothing if the text is none.

    Together they cover the whole text, except what stands before the first and behind the last article
    without a sentence in it (lists of contents, the archive's own summary).

    Args:
        text: of the whole file.
    """
    for cuts, alone in ((_counted(text), True), (_ended(text), True), (_ruled(text), False)):
        pieces = [_piece(text, start, end) for start, end in pairwise(cuts)]
        pieces = (
            [p for p in pieces if _SENTENCE.search(text, p.start, p.end)] if len(cuts) > 2 or alone else []
        )
        if cuts and alone and pieces:
            return pieces
        if len(pieces) > 1 and sum(len(p.metadata) >= _ENOUGH for p in pieces) * 2 > len(pieces):
            return pieces
    return []


def _counted(text: str) -> list[int]:
    starts = [match.start() for match in _COUNT.finditer(text)]
    return [0, *starts[1:], len(text)] if len(starts) > 1 else []


def _ended(text: str) -> list[int]:
    ends = [match.end() for match in _ENDS.finditer(text)]
    return sorted({0, *ends, len(text)}) if ends else []


def _ruled(text: str) -> list[int]:
    return sorted({0, *(match.end() for match in _RULES.finditer(text)), len(text)})


def _piece(text: str, start: int, end: int) -> Piece:
    body = text[start:end]
    found = dict(_bare(body))
    found.update(_labelled(body))
    told = (Metadatum(name=name, value=value, origin="file") for name, value in found.items() if value)
    return Piece(start, end, tuple(told))


def _labelled(body: str) -> Iterator[tuple[str, str]]:
    """The fields that are named, the first of each kind; the day of loading only where no other is given."""
    seen: set[str] = set()
    late = ""
    for match in (*_LABEL.finditer(body), *_CODE.finditer(body)):
        label = match[1].strip().lower()
        meaning = _MEANING.get(label)
        if label == "load-date":
            late = match[2]
        elif meaning and meaning not in seen and not (meaning == "published" and not _is_date(match[2])):
            seen.add(meaning)
            value = match[2][:2].lower() if meaning == "language" else " ".join(match[2].split())
            yield meaning, value
    if late and "published" not in seen and not _WORDS.search(body):
        yield "published", late


def _is_date(value: str) -> bool:
    return date_line(value) is not None or re.search(r"\b(?:19|20)\d\d\b", value) is not None


def _bare(body: str) -> Iterator[tuple[str, str]]:
    """The fields of a head whose lines have no labels.

    A count of words and then a day: headline above, outlet below the day. A day on the second line: outlet
    above, headline below. A day on the third line: headline, outlet, day.
    """
    lines = [line.strip() for line in body.split("\n") if line.strip() and not _COUNT.match(line)][:_HEAD]
    counted = next((i for i, line in enumerate(lines) if _WORDS.match(line)), None)
    day = next((i for i, line in enumerate(lines) if date_line(line) == "published"), None)
    if day is None:
        return
    if counted is not None and counted == day - 1:
        yield from _counted_head(lines, counted, day)
    elif day == 1 and _is_name(lines[0]):
        yield "outlet", lines[0]
        yield "published", lines[1]
        yield (
            "title",
            next((line for line in lines[2:] if not _LABEL.match(line) and not _is_notice(line)), ""),
        )
    elif (
        day == 2 and _is_name(lines[1]) and any(_LABEL.match(line) or _is_notice(line) for line in lines[3:7])
    ):
        yield "title", lines[0]
        yield "outlet", lines[1]
        yield "published", lines[2]


def _counted_head(lines: Sequence[str], counted: int, day: int) -> Iterator[tuple[str, str]]:
    above = lines[:counted]
    signed = next((line for line in above if re.match(r"By\b", line)), "")
    titles = [line for line in above if line != signed]
    if titles:
        yield "title", titles[-1] if len(titles) < 3 else titles[0]
    yield "byline", re.sub(r"^By:? ", "", signed)
    yield "published", lines[day]
    below = [
        line
        for line in lines[day + 1 : day + 4]
        if date_line(line) is None and not re.match(r"[\d:. ]+$", line)
    ]
    if below and _is_name(below[0]):
        yield "outlet", below[0]


def _is_name(line: str) -> bool:
    """Whether a line may be the name of a paper: a few words, no sentence."""
    return len(line.split()) <= 8 and line[-1] not in ".?!:" and line[:1].isalnum()


def _is_notice(line: str) -> bool:
    return "copyright" in line.lower() or "rights reserved" in line.lower() or _WORDS.match(line) is not None
