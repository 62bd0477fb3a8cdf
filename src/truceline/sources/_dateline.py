"""Datelines: the place, day and agency with which agency copy opens.

The forms are those of the agencies' own style books (AP, Reuters, TASS, Xinhua, Interfax): place in
capitals, then day or agency or both, then a dash, a full stop or a colon.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from truceline.sources._words import agency_named, words

__all__ = ["DAY", "MONTH", "WEEKDAY", "Dateline", "find_dateline"]

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
DAY = (
    rf"(?:{WEEKDAY},? {{0,2}})?(?:{MONTH} {{0,2}}{_NUMBER}|{_NUMBER}[ -](?:of )?{MONTH})"
    r"(?: ?,? {0,2}(?:19|20)\d\d)?(?!\w)"
)

_REACH = 140
_LONGEST_PLACE = 60
_SOURCE = r"\w[\w .&'’/\-]{0,38}?"
_MARKS = frozenset(" ,.:(/[-–—")
_DASH = r"(?:[–—]|-{1,3})"
_TAIL = re.compile(
    rf"(?: ?[,.:]? ?(?:{_DASH} ?)?(?P<day>(?i:{DAY})))?"
    rf"(?:[.,]? ?(?:{_DASH} ?)?(?:/ ?(?P<slashed>{_SOURCE}) ?/|[(\[] ?(?P<bracketed>{_SOURCE}) ?[)\]]))?"
    rf"(?P<stop> ?{_DASH}(?=[\s\"“‘A-Z]|$)|[.:](?=\s|$)| ?:(?=\s|$)|(?=\s|$))"
)
_AGENCY_FIRST = re.compile(
    rf"[(\[] ?(?P<source>{_SOURCE}) ?[)\]](?: ?(?P<dash>{_DASH}|:)(?=[\s\"“‘A-Z]|$)|(?= [A-Z]))"
)
_NAMED_AFTER = re.compile(rf" ?(?P<source>[A-Z][\w'’ -]{{1,24}}?) ?(?:\.(?=\s|$)|:|{_DASH}(?=\s|$))")
_STAMPED = re.compile(rf"\[(?P<source>[A-Z][\w .'’-]{{1,30}}), (?P<day>(?i:{DAY}))[^\]\n]{{0,30}}\]")
_HINT = re.compile(r"[–—/(\[:.]|-|\d")


@dataclass(frozen=True)
class Dateline:
    """What a dateline says. `end` counts characters from the start of the line; it includes the closing
    dash or stop.
    """

    end: int
    place: str | None
    agency: str | None
    day: str | None

    @property
    def is_firm(self) -> bool:
        """Whether it names a day or an agency, and not a place alone."""
        return bool(self.day or self.agency)


def find_dateline(line: str, *, all_capitals: bool = False) -> Dateline | None:
    """The dateline with which a line opens, or None.

    Args:
        line: without white space at its start. Only its first 140 characters matter.
        all_capitals: the whole text is in capitals, so that capitals alone do not mark a place.
    """
    head = line[:_REACH].translate(_SPACES)
    first = head[:1]
    if first in "([":
        return _stamped(head) or _agency_first(head)
    if not first.isupper() or not _HINT.search(head, 0, _LONGEST_PLACE):
        return None
    return _placed(head, all_capitals)


_SPACES = str.maketrans("\u00a0\n\t\r", "    ")


def _stamped(head: str) -> Dateline | None:
    match = _STAMPED.match(head)
    known = agency_named(match["source"]) if match else None
    return Dateline(match.end(), None, known.name, match["day"]) if match and known else None


def _agency_first(head: str) -> Dateline | None:
    match = _AGENCY_FIRST.match(head)
    if match is None:
        return None
    known = agency_named(match["source"])
    if known:
        return Dateline(match.end(), None, known.name, None) if match["dash"] else None
    named = _as_name(match["source"]) if " " in match["source"] else None
    return Dateline(match.end(), None, named, None) if named else None


def _placed(head: str, all_capitals: bool) -> Dateline | None:
    """The first place at whose end a day, an agency or a dash stands."""
    for cut in range(2, min(len(head), _LONGEST_PLACE)):
        if head[cut] not in _MARKS:
            continue
        if head[cut - 1] == ",":
            continue
        if not _may_be_place(head[:cut]):
            return None
        tail = _TAIL.match(head, cut)
        found = _judge(head, head[:cut], tail, all_capitals) if tail else None
        if found:
            return found
    return None


def _may_be_place(place: str) -> bool:
    names = place.replace(",", " ").replace("/", " ").replace("-", " ").replace("(", " ").split()
    return (
        0 < len(names) <= 6
        and names[0].casefold() not in words("no_place")
        and all(name[0].isupper() or name in words("in_place") for name in names)
    )


def _judge(head: str, place: str, tail: re.Match[str], all_capitals: bool) -> Dateline | None:
    """Whether `place` and what follows it make a dateline, by the evidence that comes together."""
    day, source, stop, end = tail["day"], tail["slashed"] or tail["bracketed"], tail["stop"], tail.end()
    known = agency_named(source) if source else None
    dashed = bool(stop) and stop.strip() not in {".", ""}
    named = known.name if known else _as_name(source) if source and dashed else None
    if source and not named and not (day and stop):
        return None
    if (
        day
        and not source
        and (after := _NAMED_AFTER.match(head, end))
        and (known := agency_named(after["source"]))
    ):
        end, stop, named = after.end(), after.group(), known.name
        dashed = stop.strip(" ")[-1:] != "."
    city = place.split(",", maxsplit=1)[0].split("(", maxsplit=1)[0].strip(" .")
    capitals = city.isupper() and not all_capitals
    convincing = (
        (
            day
            and end == len(head)
            and city.casefold() not in words("no_place")
            and head[len(place) : len(place) + 1] == ","
        )
        or (day and (named or (stop and (capitals or dashed))))
        or (named and (capitals or dashed or all_capitals) and (stop or source))
        or (not source and stop and _opens_bare(head, city, stop.strip(), end, capitals))
    )
    return Dateline(end, city, named, day) if convincing else None


def _opens_bare(head: str, city: str, stop: str, end: int, capitals: bool) -> bool:
    """Whether a place alone, without day or agency, makes a dateline: in capitals before a dash or colon,
    or a known city.
    """
    following = head[end : end + 24].split()
    if len(following) < 2 or (all(word.isupper() for word in following[:2]) and len(following[0]) > 1):
        return False
    if stop == ".":
        return city.casefold() in words("city") and following[0][:1].isupper()
    return (capitals and len(city) > 3) or (":" in stop and city.casefold() in words("city"))


def _as_name(source: str) -> str | None:
    """An agency that is in no list, by the form of its name: capitals, and a word that such names are made
    of.
    """
    parts = source.split()
    if len(parts) > 5 or not all(part[0].isupper() or part in words("in_place") for part in parts):
        return None
    shouted = source.isupper() and len(parts) == 1 and 2 <= len(source) <= 6
    return source if shouted or any(part.casefold() in words("masthead") for part in parts) else None
