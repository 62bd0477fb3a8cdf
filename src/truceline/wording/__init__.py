"""How values, times, names and sources are worded for people, the same on every face.

In go the model's types, out comes plain text: a time in its own zone and in UTC (`say_when`), a value or a
step in words (`Wording`), which report and line something stands in (`Sources`), what the reports leave open
(`open_questions`), how far two accounts lie apart (`apart`). No markup, no terminal: whoever prints it, draws
it or serves it adds that.
"""

from truceline.wording._acts import ACTS, ASIDE, is_told, plural, say_act
from truceline.wording._contacts import contact_kind, say_contact
from truceline.wording._gaps import apart, backwards, say_length
from truceline.wording._sources import MOST, Sources
from truceline.wording._times import say_duration, say_when
from truceline.wording._words import (
    BY_WORDING,
    FIELDS,
    LINKS,
    STANCES,
    Wording,
    and_list,
    counted,
    current_status,
    hedge,
    open_questions,
    say_published,
)

__all__ = [
    "ACTS", "ASIDE", "BY_WORDING", "FIELDS", "LINKS", "MOST", "STANCES", "Sources", "Wording", "and_list",
    "apart", "backwards", "contact_kind", "counted", "current_status", "hedge", "is_told", "open_questions",
    "plural", "say_act", "say_contact", "say_duration", "say_length", "say_published", "say_when",
]  # fmt: skip
