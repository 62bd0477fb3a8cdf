"""Stage 3: pieces into whole expressions.

"00:00", "(Damascus)" and "February 27, 2016" are one expression; "(23:00 MSK on February 26)" after it is
another that restates it. A piece that means a time only in company ("1700", "6", "2016") is dropped here if
it has none.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from truceline.times._alone import company, stands_alone
from truceline.times._lexicon import data_table
from truceline.times._slots import Found, Slots, merged
from truceline.times._tokens import Token
from truceline.times._zones import bare_place, zone_phrase

__all__ = ["TO_EVENT", "join"]

_LONGEST = 3
_BEFORE_DATE = frozenset({"on", "of", "de", "du", "del"})


@lru_cache(maxsize=16)
def _between(name: str) -> frozenset[tuple[str, ...]]:
    """What may stand between two kinds of pieces, as `data/joins.toml` has it."""
    return frozenset(
        tuple(words.replace(",", " , ").split()) for words in data_table("joins.toml")["between"][name]
    )


TO_EVENT = frozenset(
    {"units_earlier", "few_units_earlier", "the_day_before", "a_day_earlier", "the_day_after"}
)
"""Patterns of a distance ("two days before") that may be one from an event named behind it."""
_CLOSES = frozenset({",", ".", ";", ")", "-", ""})
_CLOCKS = frozenset({"clock", "weak_clock", "year", "weak_hour"})
"""Kinds of pieces that can be a clock."""


def join(tokens: list[Token], pieces: list[Found]) -> list[Found]:
    """Whole expressions in order, each followed by the clocks that restate it."""
    return _Joiner(tokens, pieces).run()


class _Joiner:
    def __init__(self, tokens: list[Token], pieces: list[Found]) -> None:
        self.tokens = tokens
        self.pieces = pieces
        self.at = {piece.first: i for i, piece in enumerate(pieces)}

    def run(self) -> list[Found]:
        whole: list[Found] = []
        i = 0
        while i < len(self.pieces):
            found, i = self._extend(i)
            if found.name == "hour_at" and self._opens_range(found, i):
                found = replace(found, kind="clock")
            if stands_alone(self.tokens, found):
                whole.append(found)
        return whole

    def _opens_range(self, found: Found, i: int) -> bool:
        """Whether a bare hour opens a range whose other end is a clock: "between 9 and 11 a.m."."""
        between = self._text(found.last)
        if (
            i >= len(self.pieces)
            or self.pieces[i].first != found.last + 1
            or between not in {"and", "to", "-", "until"}
        ):
            return False
        end = self.pieces[i]
        known = end.kind == "clock" and end.slots.half_day is False
        return known and (between == "-" or self._after_preposition(found))

    # -------------------------------------------------------------- growing to the right

    def _extend(self, i: int) -> tuple[Found, int]:
        """The expression that begins with piece `i`, and the index of the first piece that it leaves."""
        current = self._as_clock(self.pieces[i])
        position, nxt = current.last, i + 1
        seconds: list[Found] = []
        while True:
            zone = self._zone(current, position)
            if zone is not None:
                current, position = zone, zone.last
                nxt = self._skip(nxt, position)
                continue
            second = self._second(current, position) if not seconds else None
            if second is not None:
                restated, position, nxt = second
                seconds += restated
                continue
            joined = self._next(current, position, nxt)
            if joined is None:
                return replace(current, seconds=tuple(seconds)), max(nxt, i + 1)
            current, nxt = joined
            position = current.last

    def _skip(self, nxt: int, position: int) -> int:
        while nxt < len(self.pieces) and self.pieces[nxt].first < position:
            nxt += 1
        return nxt

    def _as_clock(self, piece: Found) -> Found:
        """ "1700" before a zone is a clock, not a year; "12 hours" after "at" is one, and else a length."""
        if piece.name in {"hour_hours", "hours_and_clock_minutes"}:
            return self._hours(piece)
        token = self.tokens[piece.first]
        if (
            piece.kind != "year"
            or "HHMM" not in token.classes
            or zone_phrase(self.tokens, piece.last) is None
        ):
            return piece
        value = token.value or 0
        return Found(
            "hhmm", "weak_clock", piece.first, piece.last, Slots(hour=value // 100, minute=value % 100)
        )

    def _hours(self, piece: Found) -> Found:
        before = self._text(piece.first - 1) if piece.first else ""
        after = self._text(piece.last)
        follows = self.at.get(piece.last, self.at.get(piece.last + 1))
        dated = follows is not None and self.pieces[follows].kind in {"date", "year"}
        opens = dated and before in {"from", "until", "till", "since", "à"} and after in _BEFORE_DATE
        struck = before in company("at_words") and after != "'"
        clock = struck or opens or zone_phrase(self.tokens, piece.last) is not None
        slots = piece.slots
        if clock:
            kept = replace(slots, number=None, unit=None, number_2=None, unit_2=None)
            return replace(piece, kind="clock", slots=kept)
        return replace(piece, name="units", kind="duration", slots=replace(slots, hour=None, minute=None))

    def _zone(self, current: Found, position: int) -> Found | None:
        if current.slots.hour is None or current.slots.zone is not None or current.kind == "weak_hour":
            return None
        start = (
            position + 1
            if self._text(position) == "," and zone_phrase(self.tokens, position + 1)
            else position
        )
        hit = zone_phrase(self.tokens, start)
        if hit is None and current.last == position and current.kind != "weak_clock":
            hit = bare_place(self.tokens, start)
        if hit is None or (current.name == "hour_at" and not self._after_preposition(current)):
            return None
        kind = "clock" if current.kind == "weak_clock" else current.kind
        return replace(current, kind=kind, last=hit[1], slots=replace(current.slots, zone=hit[0]))

    def _military(self, current: Found) -> bool:
        """Whether digits that begin with a nought are a clock after a preposition, and no year or price:
        "until 0001 on Tuesday", "from 00.01 on Friday".
        """
        known = current.name in {"hhmm", "dotted_clock_bare"}
        return known and self._text(current.first).startswith("0") and self._after_preposition(current)

    def _after_preposition(self, current: Found) -> bool:
        return current.first > 0 and self.tokens[current.first - 1].text in company("before_bare_hour")

    def _second(self, current: Found, position: int) -> tuple[list[Found], int, int] | None:
        """The clocks in brackets after a clock; each may hold its own zone and date."""
        if current.slots.hour is None:
            return None
        opening = position + 1 if self._text(position) == "." else position
        if self._text(opening) not in {"(", "["}:
            return self._or_second(current, position)
        start = opening + 1
        while start < len(self.tokens) and self.tokens[start].text in company("opening_second_clock"):
            start += 1
        i = self.at.get(start)
        if i is None or (self.pieces[i].slots.hour is None and self.pieces[i].kind != "year"):
            return None
        found, nxt = self._extend(i)
        if found.slots.hour is None:
            return None
        restated = [found, *self._listed(found.last)]
        close = last = restated[-1].last
        while close < len(self.tokens) and close < last + 6 and self.tokens[close].text not in {")", "]"}:
            close += 1
        if self._text(close) not in {")", "]"}:
            return None
        return restated, close + 1, self._skip(nxt, close + 1)

    def _listed(self, position: int) -> list[Found]:
        """Further clocks of the same brackets, each in its own zone: "(8 a.m. Beirut, 1 a.m. New York)"."""
        found: list[Found] = []
        while self._text(position) in {",", "and", "/", ";"}:
            i = self.at.get(position + 1)
            clock = self._extend(i)[0] if i is not None and self.pieces[i].slots.hour is not None else None
            if clock is None or clock.slots.zone is None:
                break
            found.append(clock)
            position = clock.last
        return found

    def _or_second(self, current: Found, position: int) -> tuple[list[Found], int, int] | None:
        """A clock with a zone of its own in apposition: "at 4 a.m. local time, or 0100 GMT, on Monday", "at
        11 p.m., which is 8 p.m. GMT on Saturday", "12:00 Yerevan time - 08:00 GMT - on 10 October".

        A date behind it belongs to the first clock where a mark parts the two, else to the second.
        """
        opened = self._opening(position)
        i = self.at.get(opened) if opened is not None else None
        if opened is None or i is None or self.pieces[i].kind not in _CLOCKS:
            return None
        alone = self._as_clock(self.pieces[i])
        zoned = self._zone(alone, alone.last)
        if zoned is None or zoned.slots.zone == current.slots.zone:
            return None
        dashed = self._text(position) == "-" and self._text(zoned.last) == "-"
        parted = self._text(zoned.last) == "," or dashed
        if parted and self._text(zoned.last + 1) in {"on", "this", "next"}:
            return [zoned], zoned.last + 1, self._skip(i, zoned.last + 1)
        if current.slots.zone is None and self._text(opened - 1) in {"or", "-"}:
            return None
        found, nxt = (
            self._extend(i) if _dated(current.slots) or self._text(opened - 1) == "is" else (zoned, i)
        )
        return [found], found.last, self._skip(nxt, found.last)

    def _opening(self, position: int) -> int | None:
        """Where a second clock begins behind words that announce it: "or", "which is", "that is", a dash."""
        start = position + 1 if self._text(position) == "," else position
        for words in company("before_second_clock"):
            phrase = words.split()
            if [self._text(start + n) for n in range(len(phrase))] == phrase:
                return start + len(phrase)
        return start if start > position and self._is_universal(start) else None

    def _is_universal(self, start: int) -> bool:
        """Whether a clock in universal time stands between commas: "at 7 p.m., 1600 GMT, on Monday"."""
        i = self.at.get(start)
        clock = self._as_clock(self.pieces[i]) if i is not None else None
        zoned = self._zone(clock, clock.last) if clock is not None and clock.kind in _CLOCKS else None
        closed = zoned is not None and self._text(zoned.last) in _CLOSES
        return closed and zoned is not None and zoned.slots.zone == "UTC"

    def _text(self, i: int) -> str:
        return self.tokens[i].text if i < len(self.tokens) else ""

    def _next(  # noqa: PLR0911 - one rule a line
        self, current: Found, position: int, nxt: int
    ) -> tuple[Found, int] | None:
        """`current` joined with the following piece, if they belong together."""
        if nxt >= len(self.pieces):
            return None
        piece = self._as_clock(self.pieces[nxt])
        gap = piece.first - position
        if not 0 <= gap <= _LONGEST:
            return None
        if piece.name in TO_EVENT and self._text(piece.last).isalpha():
            return None
        between = tuple(t.text for t in self.tokens[position : piece.first])
        slots = _joined(current, piece, between)
        if slots is None:
            return None
        last = piece.last
        if "(" in between:
            if self._text(last) != ")":
                return None
            last += 1
        kind = "clock" if slots.hour is not None else ("part" if slots.part and not _dated(slots) else "date")
        zoned = piece.kind == "weak_clock" and zone_phrase(self.tokens, piece.last) is not None
        zoned = zoned or (between in {("on",), ("on", "the")} and self._military(current))
        if "weak_clock" in {current.kind, piece.kind} and not zoned and not _firm(current, piece, between):
            return None
        parts = (*(current.parts or (current.name,)), piece.name)
        return replace(current, kind=kind, last=last, slots=slots, parts=parts), nxt + 1


def _dated(slots: Slots) -> bool:
    """Whether the slots name a day or a longer stretch of the calendar."""
    named = (slots.year, slots.month, slots.day, slots.weekday, slots.shift, slots.relation, slots.holiday)
    return any(value is not None for value in named)


def _firm(current: Found, piece: Found, between: tuple[str, ...]) -> bool:
    """Whether a bare number beside a date is a clock: "at 6 on Friday", "Friday at 6", never "6 Friday"."""
    number, other = (current, piece) if current.kind == "weak_clock" else (piece, current)
    if number.name == "hhmm":
        return False
    at = bool(between) and between[-1] in company("at_words")
    return number is piece and at and other.slots.hour is None


def _joined(current: Found, piece: Found, between: tuple[str, ...]) -> Slots | None:
    """The slots of both, if what stands between lets them belong together."""
    a, b = current.slots, piece.slots
    allowed = _allowed(current, piece)
    if allowed is None or between not in allowed:
        return None
    if a.hour is not None and b.part is not None:
        return _clock_with_part(a, b)
    if b.hour is not None and a.part is not None:
        return _clock_with_part(b, a)
    return merged(a, b)


def _clock_with_part(clock: Slots, part: Slots) -> Slots | None:
    """ "5 o'clock Friday morning": the part decides between a.m. and p.m. and is not kept."""
    hour = clock.hour or 0
    if clock.half_day and part.part in {"AF", "EV"} and hour < 12:
        hour += 12
    rest = replace(part, part=None, mod=None)
    return merged(replace(clock, hour=hour, half_day=False if clock.half_day else None), rest)


def _allowed(current: Found, piece: Found) -> frozenset[tuple[str, ...]] | None:  # noqa: PLR0911 - one rule a line
    """What may stand between two pieces of these kinds; None if they never join."""
    a, b = current.slots, piece.slots
    if not _joinable(current) or not _joinable(piece):
        return None
    clock_a, clock_b = a.hour is not None, b.hour is not None
    if clock_a and clock_b:
        return None
    if clock_a:
        if b.part is not None and not _dated(b):
            return _between("date_and_part")
        if not _dated(a):
            return _between("clock_and_date") if _is_day(b) else None
        return _date_with_date(a, b, piece)
    if clock_b:
        return (
            _between("date_and_clock") | (frozenset({(".",)}) if a.year else frozenset())
            if _is_day(a)
            else None
        )
    if b.part is not None and not _dated(b):
        return _between("date_and_part") if _is_day(a) and a.part is None else None
    if a.part is not None and not _dated(a):
        return _between("part_and_date") if _is_day(b) and b.part is None else None
    return _date_with_date(a, b, piece)


def _date_with_date(a: Slots, b: Slots, piece: Found) -> frozenset[tuple[str, ...]] | None:
    if _weekday_only(a) and not a.either and b.month and b.day and not b.weekday:
        return _between("weekday_and_date")
    if _weekday_only(b) and b.mod is None and a.month and a.day and not a.weekday:
        return _between("date_and_weekday")
    if piece.kind == "year" and a.month and a.day and not a.year:
        return _between("date_and_year")
    return None


def _weekday_only(slots: Slots) -> bool:
    return slots.weekday is not None and slots.month is None and slots.relation in {None, "this"}


def _joinable(found: Found) -> bool:
    return (
        found.kind in {"date", "clock", "weak_clock", "part", "year", "bare_day"}
        and found.slots.wrong != "number"
    )


def _is_day(slots: Slots) -> bool:
    """Whether the slots name one day."""
    if slots.day is not None or slots.weekday is not None or slots.holiday is not None:
        return True
    return slots.shift is not None and slots.unit == "D"
