"""Durations, recurrences, counts of days and vague references: expressions that name no day of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from truceline.times import _extent as calendar
from truceline.times._direction import AHEAD, length_words, office_holders, saying_verbs
from truceline.times._slots import Found, Slots
from truceline.times._story import Resolved, Story

__all__ = ["SIMPLE"]


def _duration(story: Story, found: Found, ahead: int) -> Resolved | None:
    after = story.after(found)
    if (
        after in {"old", "-old"}
        or (after == "-" and story.after(found, 1) == "old")
        or (after == "of" and found.slots.unit == "Q")
    ):
        return None
    words = [token.text for token in story.tokens[found.first : found.last]]
    if found.slots.unit == "D" and words[:1] == ["one"] and "-" not in words and not _lasting(story, found):
        return None
    return _ahead_of_now(story, found, ahead) or Resolved(found, "DURATION", _period(found.slots))


def _ahead_of_now(story: Story, found: Found, ahead: int) -> Resolved | None:
    """ "They resume in ten days": the day so far ahead, where a verb points there."""
    slots, base = found.slots, story.near_day()
    before = story.tokens[found.first - 1].text if found.first else ""
    if before != "in" or ahead != AHEAD or base is None or slots.unit not in {"D", "W"}:
        return None
    if not slots.number or slots.number_to or slots.number_2 or slots.plus_half or story.after(found) == "of":
        return None
    extent = calendar.day(calendar.add(base, int(slots.number), slots.unit))
    return Resolved(found, "DATE", extent.value, extent, why="reckoned from the time of writing")


def _lasting(story: Story, found: Found) -> bool:
    before = story.tokens[found.first - 1].text if found.first else ""
    return (
        before in length_words()
        or "-" in story.after(found)
        or story.after(found) in {"after", "before", "later"}
    )


def _a_unit(story: Story, found: Found, ahead: int) -> Resolved | None:
    """ "a year" is a length after "for", "within" and the like; after a sum or a number of things it is a
    rate.
    """
    if found.slots.unit in {"S", "Q"}:
        return None
    alone = (
        found.first == 0
        or "BREAK" in story.tokens[found.first - 1].classes
        or "PUNCT" in story.tokens[found.first - 1].classes
    )
    if not (alone or _lasting(story, found)):
        return None
    return Resolved(found, "DURATION", _period(found.slots))


def _bare_units(story: Story, found: Found, ahead: int) -> Resolved | None:
    token = story.tokens[found.first]
    before = story.tokens[found.first - 1].text if found.first else ""
    if "PLURAL" not in token.classes or before in {"-", "of", "first", "early", "the"} | {
        "these",
        "those",
        "all",
    }:
        return None
    if before not in {
        "for",
        "in",
        "over",
        "within",
        "after",
        "last",
        "take",
        "took",
        "lasted",
        "several",
        "many",
        "recent",
    }:
        return None
    return Resolved(found, "DURATION", _period(replace(found.slots, vague=True)))


def _set(story: Story, found: Found, ahead: int) -> Resolved | None:
    slots = found.slots
    if slots.frequency:
        return Resolved(found, "SET", slots.frequency)
    if slots.weekday:
        return Resolved(found, "SET", f"XXXX-WXX-{slots.weekday}")
    if slots.part:
        return Resolved(found, "SET", f"XXXX-XX-XXT{slots.part}")
    if found.name == "weekday_and_weekends":
        return Resolved(found, "SET", "XXXX-WXX")
    return Resolved(found, "SET", _period(replace(slots, number=slots.number or 1)))


def _ref(story: Story, found: Found, ahead: int) -> Resolved | None:
    value = found.slots.ref or "PRESENT_REF"
    if story.tokens[found.first].text == "soon" and story.after(found) in {
        "as",
        "after",
        "to",
        "became",
        "was",
    }:
        return None
    today = story.near_day()
    extent = calendar.day(today) if value == "PRESENT_REF" and today else None
    resolved = Resolved(found, "DATE", value, why="the time of writing" if extent else "")
    if extent is not None:
        resolved.extent = extent
    return resolved


def _ordinal_day(story: Story, found: Found, ahead: int) -> Resolved | None:
    slots = found.slots
    before = story.tokens[found.first - 1].text if found.first else ""
    after = story.tokens[found.last].text if found.last < len(story.tokens) else ""
    if slots.unit != "D" or (
        before not in {"for", "its", "on", "their", "entered", "into"} and after not in {"of", "in"}
    ):
        return None
    today = story.near_day()
    if today is None or (after == "of" and ahead == AHEAD):
        return Resolved(found, "DURATION", f"P{slots.ordinal}D")
    extent = calendar.day(today)
    return Resolved(found, "DATE", extent.value, extent, why="a count of days up to the time of writing")


def _eve(story: Story, found: Found, ahead: int) -> Resolved | None:
    """ "On the eve" without what it is the eve of is a translated word for "the day before"."""
    after = story.tokens[found.last].text if found.last < len(story.tokens) else ""
    if after == "of" and not (_verb_follows(story, found.last + 1) or _person_follows(story, found.last + 1)):
        return None
    base = story.base_day(found.slots)
    if base is None:
        return Resolved(found, "DATE", "XXXX-XX-XX")
    extent = calendar.day(base - timedelta(days=1))
    why = '"on the eve" with nothing that it is the eve of means the day before'
    return Resolved(found, "DATE", extent.value, extent, why=why, dated=True)


def _verb_follows(story: Story, at: int) -> bool:
    """Whether a verb of saying comes before the next comma: then "of" only links a subject to it."""
    for token in story.tokens[at : at + 14]:
        if token.text in {",", ";", ":", "\n"}:
            return False
        if token.text in saying_verbs():
            return True
    return False


def _person_follows(story: Story, at: int) -> bool:
    """Whether office-holders come next ("of the presidents of"): a person has no eve."""
    nouns = [t for t in story.tokens[at : at + 3] if t.text not in {"the", "a", "an"}]
    return bool(nouns) and nouns[0].text in office_holders()


_PERIOD = {
    "S": "PT{}S",
    "TM": "PT{}M",
    "H": "PT{}H",
    "D": "P{}D",
    "N": "P{}D",
    "W": "P{}W",
    "M": "P{}M",
    "Y": "P{}Y",
}


_MULTIPLE = {
    "WE": ("P{}D", 2),
    "FN": ("P{}W", 2),
    "Q": ("P{}M", 3),
    "HY": ("P{}M", 6),
    "DE": ("P{}Y", 10),
    "CE": ("P{}Y", 100),
    "ML": ("P{}Y", 1000),
}


def _period(slots: Slots) -> str:
    """The ISO 8601 duration; X where no number is given."""
    unit = slots.unit or "D"
    if slots.number_2 is not None and slots.unit_2 is not None and slots.number is not None:
        first, second = (
            _PERIOD[unit].format(f"{slots.number:g}"),
            _PERIOD[slots.unit_2].format(slots.number_2),
        )
        return first + (second[2:] if first.startswith("PT") else second[1:])
    number: float | None = None if slots.vague else slots.number
    if unit in _MULTIPLE:
        form, factor = _MULTIPLE[unit]
        if number is None:
            return {"DE": "PXDE", "CE": "PXCE"}.get(unit, form.format("X"))
        number = number * factor
    else:
        form = _PERIOD[unit]
    if number is None:
        return form.format("X")
    if slots.plus_half:
        number += 0.5
    if number == 0.5 and unit == "H":
        return "PT30M"
    if number == 0.5 and unit == "Y":
        return "P6M"
    return form.format(f"{number:g}" if number < 1e6 else f"{int(number)}")


SIMPLE: dict[str, Callable[[Story, Found, int], Resolved | None]] = {
    "duration": _duration,
    "a_unit": _a_unit,
    "bare_units": _bare_units,
    "set": _set,
    "ref": _ref,
    "ordinal_day": _ordinal_day,
    "eve": _eve,
}
