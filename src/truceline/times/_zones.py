"""Zones: what words name one, which IANA zone a place keeps, and what a local wall clock is in UTC.

A zone is written as an IANA name ("Asia/Damascus") or as an offset ("+03:00"); "local" stands for the place
of the event until that is known.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from truceline.times._lexicon import data_table
from truceline.times._tokens import Token

__all__ = [
    "NO_ZONE",
    "Place",
    "place_named",
    "places_in",
    "settle",
    "to_utc",
    "tz",
    "zone_of_place",
    "zone_phrase",
]

NO_ZONE = "none:"
"""Before an offset that no clock on earth has."""

LONGEST_NAME = 4
"""Words in the longest name of a place that is looked up."""


@dataclass(frozen=True, slots=True)
class Place:
    """A city, region or country of the gazetteer with the zone whose clocks it keeps."""

    name: str
    kind: str
    country: str
    zone: str


@lru_cache(maxsize=1)
def _places() -> dict[str, Place]:
    """The gazetteer by lower-case name, hyphens as spaces."""
    found: dict[str, Place] = {}
    for line in files("truceline.times").joinpath("data", "places.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            name, kind, country, zone = line.split("\t")
            found.setdefault(_key(name), Place(name, kind, country, zone))
    for word, country in data_table("zones.toml")["demonyms"].items():
        home = _country(country, found)
        if home is not None:
            found.setdefault(_key(word), home)
    return found


def _country(code: str, places: dict[str, Place]) -> Place | None:
    return next((p for p in places.values() if p.country == code and p.kind == "country"), None)


def _key(name: str) -> str:
    """A name in lower case, without accents, hyphens as spaces."""
    if not name.isascii():
        bare = unicodedata.normalize("NFKD", name.replace("’", "'"))
        name = "".join(c for c in bare if not unicodedata.combining(c))
    return " ".join(re.split(r"[\s\-]+", name.lower().strip()))


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    """The first words of all names, by which a token may open one."""
    return frozenset(name.split()[0] for name in _places())


def places_in(tokens: list[Token]) -> list[tuple[int, Place]]:
    """The places that capitalised words name, each with the index of its first token."""
    found: list[tuple[int, Place]] = []
    firsts, places = _first_words(), _places()
    i = 0
    while i < len(tokens):
        step = 1
        if tokens[i].upper and tokens[i].text in firsts:
            for end in range(min(i + LONGEST_NAME, len(tokens)), i, -1):
                place = places.get(_name(tokens, i, end))
                if place is not None:
                    found.append((i, place))
                    step = end - i
                    break
        i += step
    return found


def place_named(name: str) -> Place | None:
    """The place that a name, country or adjective means; None if the gazetteer lacks it."""
    return _places().get(_key(name))


@lru_cache(maxsize=512)
def zone_of_place(place: str) -> str | None:
    """The IANA zone of a city, country, adjective of a country, or IANA name; None if unknown."""
    if "/" in place and place in available_timezones():
        return place
    if re.fullmatch(r"[+-]\d\d:\d\d", place) or place == "UTC":
        return place
    known = place_named(place) or place_named(place.removeprefix("the ").removeprefix("The "))
    return known.zone if known else None


@lru_cache(maxsize=1024)
def tz(zone: str) -> tzinfo:
    """The tzinfo of an IANA name or an offset.

    Raises:
        ValueError: neither of the two.
    """
    match = re.fullmatch(r"([+-])(\d\d):(\d\d)", zone)
    if match:
        minutes = int(match[2]) * 60 + int(match[3])
        return timezone(timedelta(minutes=minutes if match[1] == "+" else -minutes))
    try:
        return UTC if zone == "UTC" else ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError(f"no such time zone: {zone!r}") from error


def to_utc(local: datetime, zone: str) -> datetime:
    """A naive wall-clock time of `zone` as an aware instant in UTC. In the hour that a change to winter
    time repeats, the first pass counts."""
    try:
        return local.replace(tzinfo=tz(zone)).astimezone(UTC)
    except OverflowError:
        edge = datetime.max if local.year > 5000 else datetime.min
        return edge.replace(tzinfo=UTC, microsecond=0)


def settle(zone: str | None, place: str | None, country: str | None = None) -> str | None:
    """A zone as the words gave it, made definite: "local" becomes the zone of `place`, an abbreviation
    with several meanings the one that fits the country of the place."""
    if zone is None:
        return None
    if zone == "local":
        return zone_of_place(place) if place else None
    if zone.startswith("abbr:"):
        word = zone[5:]
        home = country or _country_of(place)
        for candidate, countries in data_table("zones.toml")["ambiguous"].get(word, {}).items():
            if home in countries:
                return str(candidate)
        return str(data_table("zones.toml")["abbreviations"][word])
    return zone


def _country_of(place: str | None) -> str | None:
    if not place:
        return None
    known = place_named(place)
    if known:
        return known.country
    return next(
        (p.country for p in _places().values() if p.zone == place and p.kind == "country"), None
    ) or next((p.country for p in _places().values() if p.zone == place), None)


# ------------------------------------------------------------------ zones in the tokens

_TIME_WORDS = {"time", "timing", "times", "timezone", "zone", "clock"}
_STANDARD = {"standard", "daylight", "summer", "winter", "saving", "savings", "mean"}
_UTC_WORDS = {"gmt", "utc", "uct", "zulu", "greenwich"}
_LEADING = {"the", "by", "in", "at", "on", "of"}


def zone_phrase(tokens: list[Token], at: int) -> tuple[str, int] | None:
    """The zone named by the words from token `at`, and the index after them; None if they name none.

    Reads "GMT", "UTC+3", "MSK", "local time", "Moscow time", "Yemen's timing", "Indian Standard Time", "time
    of Damascus", "in Beirut", "(Damascus)", "(Kiev time)".
    """
    if at >= len(tokens):
        return None
    text = tokens[at].text
    if text in {"(", "["}:
        return _bracketed(tokens, at)
    return (
        _offset(tokens, at)
        or _foreign(tokens, at)
        or _named_time(tokens, at)
        or _abbreviation(tokens, at)
        or _local(tokens, at)
        or _time_of(tokens, at)
    )


def _bracketed(tokens: list[Token], at: int) -> tuple[str, int] | None:
    inner = (
        zone_phrase(tokens, at + 1)
        if at + 1 < len(tokens) and tokens[at + 1].text not in {"(", "["}
        else None
    )
    inner = inner or _place(tokens, at + 1)
    if inner and inner[1] < len(tokens) and tokens[inner[1]].text in {")", "]"}:
        return inner[0], inner[1] + 1
    return None


def _offset(tokens: list[Token], at: int) -> tuple[str, int] | None:
    """ "UTC+3", "GMT +5:30", "+0300": offsets between -12 and +14, which is all there are."""
    start = at + 1 if tokens[at].text in _UTC_WORDS else at
    if start + 1 >= len(tokens):
        return None
    spelled = _SIGNS.get(tokens[start].text) if start > at else None
    if spelled is not None and tokens[start + 1].value is not None:
        return _shifted(spelled, str(tokens[start + 1].value), 0), start + 2
    if tokens[start].text not in {"+", "-"} or tokens[start + 1].start != tokens[start].end:
        return None
    if start == at and (tokens[at].text == "-" or not re.fullmatch(r"\d{4}|\d\d:\d\d", tokens[at + 1].text)):
        return None
    match = re.fullmatch(r"(\d{1,2})(?::?([0-5]\d))?", tokens[start + 1].text.replace(" ", ""))
    if match is None:
        return None
    return _shifted(tokens[start].text, match[1], int(match[2] or 0)), start + 2


_SIGNS = {"plus": "+", "minus": "-"}


def _shifted(sign: str, hours: str, minutes: int) -> str:
    """An offset as a zone, marked where no clock on earth has it."""
    total = int(hours) * 60 + minutes
    if total > (12 if sign == "-" else 14) * 60:
        return f"{NO_ZONE}{sign}{hours}"
    return f"{sign}{total // 60:02d}:{total % 60:02d}"


def _abbreviation(tokens: list[Token], at: int) -> tuple[str, int] | None:
    token = tokens[at]
    word = token.text.replace(".", "")
    zone = data_table("zones.toml")["abbreviations"].get(word)
    if zone is None or len(word) < 2 or not (token.capitals or word in _ANY_CASE):
        letter = _LETTERS.get(token.text) if token.capitals and _touches(tokens, at) else None
        return (letter, at + 1) if letter else None
    end = at + 1
    if end < len(tokens) and tokens[end].text in _TIME_WORDS:
        end += 1
    return (f"abbr:{word}" if word in data_table("zones.toml")["ambiguous"] else str(zone)), end


_ANY_CASE = _UTC_WORDS | {"msk", "мск"}
"""Abbreviations that are no English words, and so count in small letters as well."""
_LETTERS = {"z": "UTC", "l": "local"}
"""Letters right after a clock of four digits: Zulu and local time of military messages (ACP 121)."""


def _touches(tokens: list[Token], at: int) -> bool:
    return at > 0 and tokens[at - 1].end == tokens[at].start


@lru_cache(maxsize=1)
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Foreign words for a zone by their first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, zone in data_table("zones.toml")["foreign"].items():
        parts = tuple(words.split())
        found.setdefault(parts[0], []).append((parts, zone))
    return {first: sorted(entries, key=lambda e: -len(e[0])) for first, entries in found.items()}


def _foreign(tokens: list[Token], at: int) -> tuple[str, int] | None:
    """ "hora de Brasília", "heure locale", "по московскому времени", "بتوقيت دمشق"."""
    start = at + 1 if tokens[at].text == "," and at + 1 < len(tokens) else at
    for words, zone in _phrases().get(tokens[start].text, ()):
        end = start + len(words)
        if tuple(t.text for t in tokens[start:end]) != words:
            continue
        if zone != "city":
            return zone, end
        return _exonym(tokens, end) or _place(tokens, end)
    return None


@lru_cache(maxsize=1)
def _exonyms() -> dict[str, str]:
    return {_key(name): zone for name, zone in data_table("zones.toml")["exonyms"].items()}


def _exonym(tokens: list[Token], at: int) -> tuple[str, int] | None:
    """A city under its name in another language."""
    for end in range(min(at + 2, len(tokens)), at, -1):
        zone = _exonyms().get(_name(tokens, at, end))
        if zone is not None:
            return zone, end
    return None


def _local(tokens: list[Token], at: int) -> tuple[str, int] | None:
    if [t.text for t in tokens[at : at + 3]] in (["of", "the", "place"], ["of", "the", "country"]):
        return "local", at + 3
    i = at + 1 if tokens[at].text in _LEADING and at + 1 < len(tokens) else at
    if tokens[i].text in {"local", "locally"}:
        end = i + 1
        if end < len(tokens) and tokens[end].text in _TIME_WORDS:
            end += 1
        return "local", end
    return None


def _time_of(tokens: list[Token], at: int) -> tuple[str, int] | None:
    """ "time of Damascus", "by the time of Kabul", "hora de Damasco"."""
    i = at
    while i < len(tokens) and i < at + 2 and tokens[i].text in _LEADING:
        i += 1
    if i + 2 < len(tokens) and tokens[i].text in {"time", "timing"} and tokens[i + 1].text in {"of", "in"}:
        return _place(tokens, i + 2)
    return None


def _named_time(tokens: list[Token], at: int) -> tuple[str, int] | None:
    """ "Moscow time", "Yemen's timing", "Indian Standard Time", "Saudi Arabia time", "in Beirut", "UAE"."""
    i = at
    while i < len(tokens) and i < at + 2 and tokens[i].text in _LEADING:
        i += 1
    if i >= len(tokens):
        return None
    for end in range(min(i + LONGEST_NAME, len(tokens)), i, -1):
        after = _after_name(tokens, end)
        if after is None:
            continue
        name = _name(tokens, i, end)
        zone = data_table("zones.toml")["names"].get(name) or (_place_zone(name, tokens[i]))
        if zone:
            return zone, after
    return None


def _after_name(tokens: list[Token], end: int) -> int | None:
    """The index after "'s", "standard" and "time" that follow a name; None if no word for time follows."""
    i = end
    if i + 1 < len(tokens) and tokens[i].text == "'" and tokens[i + 1].text == "s":
        i += 2
    if i < len(tokens) and tokens[i].text in _STANDARD | {"local"}:
        i += 1
    if i < len(tokens) and tokens[i].text in _STANDARD:
        i += 1
    return i + 1 if i < len(tokens) and tokens[i].text in _TIME_WORDS else None


def _name(tokens: list[Token], first: int, last: int) -> str:
    return _key(" ".join(t.text for t in tokens[first:last] if t.text != "-"))


def _place_zone(name: str, first: Token) -> str | None:
    place = _places().get(name)
    return place.zone if place and (first.upper or len(name) > 4) else None


def _place(tokens: list[Token], at: int) -> tuple[str, int] | None:
    """The longest name of a place at token `at`."""
    for end in range(min(at + LONGEST_NAME, len(tokens)), at, -1):
        zone = _place_zone(_name(tokens, at, end), tokens[at]) if tokens[at].upper else None
        if zone:
            return zone, end
    return None


def bare_place(tokens: list[Token], at: int) -> tuple[str, int] | None:
    """A place right after a clock: "9pm in Beirut", "1pm UAE". A list of places counts as its first."""
    i = at + 1 if at < len(tokens) and tokens[at].text in {"in", "by"} else at
    found = _place(tokens, i) if i < len(tokens) else None
    if found is None:
        return None
    zone, end = found
    while end + 1 < len(tokens) and tokens[end].text in {",", "and"}:
        more = _place(tokens, end + 1)
        if more is None or tz(more[0]).utcoffset(datetime(2020, 1, 1)) != tz(zone).utcoffset(
            datetime(2020, 1, 1)
        ):
            break
        end = more[1]
    return zone, end
