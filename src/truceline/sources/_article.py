"""One text with what is known about it, into an article."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from truceline.model import Article, Metadatum, Segment, Source
from truceline.sources._dateline import find_dateline
from truceline.sources._language import language_of, translated_from
from truceline.sources._outlet import outlet_of
from truceline.sources._segments import segments_of

__all__ = ["article_from_text", "preferred"]


def article_from_text(
    text: str,
    *,
    uri: str = "text",
    metadata: Sequence[Metadatum] = (),
    media_type: str = "text/plain",
    raw: bytes | None = None,
    segments: tuple[Segment, ...] | None = None,
    id: str | None = None,
) -> Article:
    """An article from one text: its parts, title, outlet, byline, place and language.

    Args:
        text: the decoded text. All offsets count its code points.
        uri: where it came from.
        metadata: what is known about it from outside its text.
        media_type: what `raw` was.
        raw: the bytes it was decoded from; their digest becomes the source's. Without it, the UTF-8 of
            `text`.
        segments: its parts, where its markup told them already.
        id: its identifier, where its file gives it one.

    Returns:
        The article, without `published`, times and statements: the rooms after this one set those.
    """
    parts = segments if segments is not None else segments_of(text, title=preferred(metadata, "title"))
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    prose = " ".join(text[s.start : s.end] for s in parts if s.role == "body") or text
    told = [datum for datum in metadata if datum.origin != "page"]
    language = preferred(told, "language") or language_of(prose) or preferred(metadata, "language")
    first = _first_report(parts)
    byline = next((text[s.start : s.end] for s in first if s.role == "byline"), None)
    return Article(
        id=id or "a" + digest[:12],
        source=Source(
            uri=uri, sha256=digest if raw is None else hashlib.sha256(raw).hexdigest(), media_type=media_type
        ),
        text=text,
        title=preferred(metadata, "title") or _headline(text, first),
        outlet=outlet_of(text, first, metadata),
        byline=preferred(metadata, "byline") or (_BY.sub("", byline) if byline else None),
        place=_place(text, first),
        language=language,
        translated_from=translated_from(prose) if language == "en" else None,
        metadata=tuple(metadata),
        segments=parts,
    )


def _first_report(parts: Sequence[Segment]) -> Sequence[Segment]:
    """The parts up to the headline of a second report in the same text."""
    begun = False
    for index, part in enumerate(parts):
        if part.role == "headline" and begun:
            return parts[:index]
        begun = begun or part.role == "body"
    return parts


def preferred(metadata: Sequence[Metadatum], name: str) -> str | None:
    """What is given under a name: by the user before the file, by the file before the page."""
    for origin in ("user", "file", "page"):
        for datum in metadata:
            if datum.name == name and datum.origin == origin:
                return datum.value
    return None


_AHEAD = 80
_SHORT = 40
_BY = re.compile(
    r"^(?:(?:written|reported|reporting|posted|story|interview) )?by(?:line)?:? +|;.*$",
    re.IGNORECASE,
)


def _headline(text: str, parts: Sequence[Segment]) -> str | None:
    """The first headline, with the lines over which it was broken."""
    lines: list[Segment] = []
    for part in parts:
        if part.role == "headline" and (
            not lines
            or (
                not text[lines[-1].end : part.start].strip(" \t\r\n")
                and (
                    text.count("\n", lines[-1].end, part.start) == 1
                    and text[part.start : part.end] != text[lines[-1].start : lines[-1].end]
                )
            )
        ):
            lines.append(part)
        elif lines:
            break
    bare = [text[p.start : p.end] for p in parts if p.role == "headline"]
    if len(lines) == 1 and (
        shorter := [
            b for b in bare if len(b) > 15 and text[lines[0].start : lines[0].end].startswith(f"{b} ")
        ]
    ):
        return " ".join(shorter[0].split())
    return " ".join(" ".join(text[line.start : line.end].split()) for line in lines) or None


def _place(text: str, parts: Sequence[Segment]) -> str | None:
    for segment in parts:
        if segment.role == "dateline":
            further = text[segment.start : segment.end + _AHEAD]
            found = find_dateline(text[segment.start : segment.end]) or find_dateline(
                further, all_capitals=further.isupper()
            )
            if found is None and segment.end - segment.start < _SHORT:
                return text[segment.start : segment.end].strip(" .,:–—-") or None
            if found and found.place:
                return found.place
    return None
