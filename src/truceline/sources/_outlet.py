"""Whose report it is, where the report or its page says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from truceline.model import Metadatum, Segment
from truceline.sources._dateline import find_dateline
from truceline.sources._words import Agency, agencies, agency_named, words

__all__ = ["outlet_of"]

_YEARS = r"(?:(?:19|20)\d\d(?:\s?[-–—]\s?(?:(?:19|20)?\d\d|present))?)"
_COPYRIGHT = re.compile(
    rf"(?:©|\(c\)|copyright)\W{{0,4}}(?:©|\(c\)|by)?\s*(?:{_YEARS})?,?\s*(?:by )?(?P<after>[^."
    rf"|,©\n]{{2,50}}?)\s*(?:[.|,]|all rights|ltd|inc\b|{_YEARS}|$)"
    rf"|^(?P<before>[^.|,©\n]{{2,40}}?),?\s*©\s*{_YEARS}",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"rights|reserved|reproduc|designed|powered|terms|contact|privacy|website|photo|\d{4}", re.IGNORECASE
)
_SELF = re.compile(
    r"(?:comments? via|share via|follow|about|contact|advertise (?:with|on)|subscribe to|welcome to|visit"
    r"|more from|only on|"
    r"download the|get the|the editors? of|source:|quoting|published in|reference to"
    r"|link to)\s+(?:the\s+)?(?=(?P<name>[A-Z][\w./&' -]{1,30}))",
    re.IGNORECASE,
)
_GLUE = re.compile(r"(?<=[a-z])(?=[A-Z])")
_TOLD = re.compile(
    r"\b(?:told|tells|interview with|in an interview to|statement (?:sent"
    r"|e-?mailed) to) (?:the )?(?P<name>[A-Z][\w-]*(?: [A-Z][\w-]*){0,3})"
)
_TITLE_END = re.compile(r"\s[|–—-]\s(?P<name>[^|–—]{2,40})$")
_FURNITURE = frozenset({"chrome", "published", "crawl_date", "section", "related"})
_SHORT = 240
_AHEAD = 80


def outlet_of(text: str, parts: Sequence[Segment], metadata: Sequence[Metadatum]) -> str | None:
    """The outlet of an article, or None where nothing names it.

    In this order: what is known from outside the text; the agency of the dateline; a copyright line; the
    name behind the headline in the page's title; what the page says of itself ("Comment via ...", "About
    ..."), if it names one outlet only; an agency that speaks of itself twice in its own dateline copy
    ("told ..."); an agency that signs as the author.
    """
    return (
        _given(metadata)
        or _of_dateline(text, parts)
        or _of_copyright(text, parts)
        or _of_page_title(text, parts)
        or _of_furniture(text, parts)
        or _of_masthead(text, parts)
        or _of_told(text, parts)
        or _of_byline(text, parts)
    )


def _given(metadata: Sequence[Metadatum]) -> str | None:
    for origin in ("user", "file", "page"):
        for datum in metadata:
            if datum.name == "outlet" and datum.origin == origin:
                known = agency_named(datum.value)
                return known.name if known else datum.value
    return None


def _texts(text: str, parts: Sequence[Segment], roles: frozenset[str]) -> Iterator[str]:
    for part in parts:
        if part.role in roles and part.end - part.start <= _SHORT:
            yield " ".join(text[part.start : part.end].split())


def _of_dateline(text: str, parts: Sequence[Segment]) -> str | None:
    for part in parts:
        if part.role == "dateline":
            line = text[part.start : part.end + _AHEAD]
            found = find_dateline(line, all_capitals=line.isupper())
            if found and found.agency:
                return (
                    found.agency.title() if found.agency.isupper() and " " in found.agency else found.agency
                )
    return None


def _of_copyright(text: str, parts: Sequence[Segment]) -> str | None:
    for line in _texts(text, parts, frozenset({"chrome"})):
        match = _COPYRIGHT.search(line)
        name = (match["after"] or match["before"] or "").strip(" -–—:") if match else ""
        known = agency_named(name) or agency_named(re.sub(r"(?i)^the ", "", name))
        if known:
            return known.name
        tokens = name.split()
        if (
            0 < len(tokens) <= 5
            and not _NO_NAME.search(name)
            and all(t[0].isupper() or t in {"of", "the", "and"} for t in tokens)
        ):
            return name
    return None


def _of_page_title(text: str, parts: Sequence[Segment]) -> str | None:
    lines = list(_texts(text, parts, frozenset({"headline"})))
    for line in lines:
        match = _TITLE_END.search(line)
        known = agency_named(match["name"]) if match else None
        if match and (known or any(other == line[: match.start()] for other in lines)):
            return known.name if known else match["name"].strip()
    return None


def _of_furniture(text: str, parts: Sequence[Segment]) -> str | None:
    """The one outlet that the page's furniture names as its own; None if it names several or none."""
    named: Counter[str] = Counter()
    for line in _texts(text, parts, _FURNITURE | {"byline"}):
        whole = agency_named(line)
        if whole and len(line) > 2:
            named[whole.name] += 1
        for match in (*_SELF.finditer(line), *_SELF.finditer(_GLUE.sub(" ", line))):
            if known := _longest_form(match["name"]):
                named[known.name] += 1
    return next(iter(named)) if len(named) == 1 else None


def _longest_form(name: str) -> Agency | None:
    """The outlet with whose name these words begin."""
    tokens = name.split()
    for size in range(len(tokens), 0, -1):
        if known := agency_named(" ".join(tokens[:size]).strip(".,:")):
            return known
    return None


def _of_masthead(text: str, parts: Sequence[Segment]) -> str | None:
    """A paper's name at the head of its page: a line among the first, with a word of such names."""
    for part in parts[:_HEAD]:
        line = " ".join(text[part.start : part.end].split())
        name = re.split(r" [>|»›/–—-] | in English$", line)[0].strip()
        tokens = name.split()
        if part.role not in _FURNITURE or not 1 < len(tokens) <= 4 or not all(t[0].isupper() for t in tokens):
            continue
        found = [token.casefold() for token in tokens if token.casefold() in words("masthead")]
        strong = any(token not in words("masthead_weak") for token in found)
        if (strong or (found and text.casefold().count(name.casefold()) > 1)) and not any(
            t.casefold() in words("no_masthead") for t in tokens
        ):
            return name.title() if name.isupper() and len(tokens) > 1 else name
    return None


_HEAD = 4
_HELPERS = ("with ", "additional", "(additional", "(with", "editing", "contribut", "compiled")


def _of_told(text: str, parts: Sequence[Segment]) -> str | None:
    if not any(part.role == "dateline" for part in parts):
        return None
    named: Counter[str] = Counter()
    for part in parts:
        if part.role == "body":
            for match in _TOLD.finditer(text, part.start, part.end):
                known = _longest_form(match["name"])
                if known and known.is_agency:
                    named[known.name] += 1
    name, count = named.most_common(1)[0] if named else ("", 0)
    return name if count >= 2 and len(named) == 1 else None


def _of_byline(text: str, parts: Sequence[Segment]) -> str | None:
    for line in _texts(text, parts, frozenset({"byline"})):
        if line.lower().startswith(_HELPERS):
            continue
        name = re.sub(r"(?i)^(?:by|source:?|from) (?:the )?", "", line)
        whole = agency_named(re.sub(r"(?i) (?:staff|newsroom|desk|team|correspondent|reporters?)$", "", name))
        found = _signatures().search(name)
        agency = agency_named(found.group()) if found else None
        if whole or agency:
            return (whole or agency).name  # type: ignore[union-attr]
    return None


@lru_cache(maxsize=1)
def _signatures() -> re.Pattern[str]:
    """The names of agencies that are long enough to be told from initials."""
    forms = [form for known in agencies() if known.is_agency for form in known.forms if len(form) > 3]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(forms, key=len, reverse=True)))})\b")
