"""Which ceasefire of an article a claim is about.

A report is about one ceasefire, its main one, and mentions others: the one that failed last year, the first
of two. Stages: (1) the dates of the main ceasefire are the first start and the first step that the text dates
near its publication; (2) each word for a truce is looked at for what points elsewhere: words for what is
older ("the 1991 ceasefire", "an earlier truce"), an indefinite article or a plural where a date far from the
main ones or a failure stands with it ("a truce of 3 May collapsed"), a start months before; (3) a claim goes
with the word for a truce in its own words, else with the nearest; (4) sentences without a truce of their own
follow the one before them in their paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from truceline.claims._beside import beside, closest, nearest
from truceline.claims._declarers import BY, by_declarer
from truceline.claims._drafts import OUTRIGHT, Draft, draft
from truceline.claims._main import (
    FAR,
    FRESH,
    NEAR,
    OVER,
    Main,
    Read,
    date_of,
    gap_between,
    lies_ahead,
    main_dates,
    names_older,
    tells,
)  # fmt: skip
from truceline.claims._older import (
    clause_date,
    day_told,
    fate_date,
    is_pointed_at,
    is_replaced,
    older_dates,
    own_date,
)
from truceline.claims._recalled import MADE_WEIGHT, read_afterwards, read_recalled
from truceline.claims._sentences import Sentence, Truce
from truceline.claims._theme import is_plural
from truceline.claims._which import EARLIER, spoken_of, topic_of, topic_of_date
from truceline.claims._yearless import key_of

__all__ = ["set_apart"]

_GOES_ON = re.compile(
    r"^\W*(?:it|this|that|which|the (?:truce|cease-?fire|deal|agreement|pause|calm)|but it|however"
    r"|nothing c[ao]me of)\b",
    re.I,
)
_LATER = frozenset({"in_force", "extended", "suspended", "broken", "ended"})
"""What can only become of a ceasefire that was made."""
_GAINSAID = frozenset({"denied"})
"""What is said against a ceasefire that somebody else says was made."""
_DAYS = frozenset({"declared", "effective"})
_OFFERED = frozenset({"proposed", "denied"})
"""What is said of it, or of a next one, beside that."""


def set_apart(read: Iterable[Read]) -> list[Draft]:
    """An article's drafts with their topics: "" for the main ceasefire, a date or "earlier" for others."""
    sentences = list(read)
    main = main_dates(sentences)
    found: list[Draft] = []
    topic = ""
    paragraph = None
    told = False
    for sentence, context, drafts in sentences:
        if sentence.paragraph is not paragraph:
            topic = ""
        paragraph = sentence.paragraph
        truces = spoken_of(sentence)
        own = [(t, topic_of(sentence, t, beside(t, truces, drafts), main, told)) for t in truces]
        own = [(t, topic if is_pointed_at(sentence, t) else key) for t, key in own]
        own, told_dates, keys, several = _dated_older(sentence, own, drafts)
        found += told_dates
        if not own:
            goes_on = topic and (
                not drafts or _GOES_ON.match(sentence.text) or not sentence.truces or context
            )
            by_date = topic_of_date(sentence, drafts, main)
            if topic and goes_on and not by_date and not any(d.field == "status" for d in drafts):
                found += read_afterwards(sentence, topic)
            topic = by_date or (topic if goes_on else "")
            found += [_placed(d, topic, main) for d in drafts]
        else:
            placed = (_placed(d, nearest(d, own), main) for d in drafts if not _is_of_many(d, own))
            found += [d.on(key) if (key := _own_key(d)) in keys else d for d in placed]
            recalled = list(read_recalled(sentence, own, [d for d in found if d.sentence is sentence]))
            found += recalled
            found += [d.on(key) for d in recalled for key in several.get(d.topic, ())]
            topic = own[-1][1]
        told = told or tells(sentence, [d for d in found if d.sentence is sentence and not d.topic])
    found = [d.on(_own_key(d) or "") if _is_past_offer(d, main) else d for d in found]
    found = [d for d in found if not _is_of_the_end(d, main)]
    found = by_declarer(_resumed(_with_main(_together(found))))
    dated = sorted({d.topic for d in found if d.topic not in {"", EARLIER} and not d.topic.startswith(BY)})
    if len(dated) == 1:
        found = [d.on(dated[0]) if d.topic == EARLIER else d for d in found]
    return found


def _dated_older(
    sentence: Sentence, own: Sequence[tuple[Truce, str]], drafts: Sequence[Draft]
) -> tuple[list[tuple[Truce, str]], list[Draft], set[str], dict[str, list[str]]]:
    """Older truces by the dates in their own words, with a claim on each date, and the topics so named; of
    several that one plural names, the others by the topic of the last.

    Where a plural has several dates, the claims on it are repeated for each ("the truces of May and of July
    collapsed"): those for the last one stay where they are.
    """
    named: list[tuple[Truce, str]] = []
    keys: set[str] = set()
    listed: dict[str, list[str]] = {}
    added: list[Draft] = []
    truces = [truce for truce, _ in own]
    for number, (truce, topic) in enumerate(own):
        ends = [t.start for t in truces[number + 1 :]] or [sentence.end]
        starts = [t.end for t in truces[:number]] or [sentence.start]
        several = topic == EARLIER or (topic and is_plural(truce))
        dates = list(older_dates(sentence, truce, (starts[-1], ends[0]))) if several else []
        if topic != EARLIER and len(dates) < 2:
            known_by = (own_date(sentence, truce) or clause_date(sentence, truce)) if topic else None
            dates = [known_by] if known_by is not None and key_of(known_by[1]) == topic else []
        for time, when in dates:
            key = key_of(when)
            keys.add(key)
            field = day_told(sentence, time)
            if field and not any(d.field in _DAYS and d.evidence[0].start == time.start for d in drafts):
                added.append(draft(sentence, field, when, (time.start, time.end), weight=0.7).on(key))
            told = [d for d in beside(truce, truces, drafts) if d.field == "status"]
            if truce.other and is_plural(truce) and not told:
                added.append(
                    draft(sentence, "status", "agreed", (truce.start, truce.end), weight=MADE_WEIGHT).on(key)
                )
            added += [replace(d.on(key), when=None) for d in told if time is not dates[-1][0]]
        key = key_of(dates[-1][1]) if dates else topic
        listed[key] = [other for _, when in dates[:-1] if (other := key_of(when)) != key]
        ended = fate_date(sentence, truce) if topic == EARLIER and not dates else None
        if ended is not None:
            key = key_of(ended[1])
            added.append(draft(sentence, "ends", ended[1], (ended[0].start, ended[0].end)).on(key))
        if key and is_replaced(sentence, truce):
            added.append(draft(sentence, "status", "replaced", (truce.start, truce.end)).on(key))
        named.append((truce, key))
    return named, added, keys, listed


def _is_past_offer(found: Draft, main: Main) -> bool:
    """Whether an offer was made or turned down weeks before the ceasefire at hand: it was another one."""
    when = date_of(found)
    if found.topic or when is None or not main.known or found.value not in {"proposed", "rejected", "denied"}:
        return False
    gap = main.gap(when)
    return gap is not None and gap > FAR / 2 and not lies_ahead(found.sentence, when)


def _is_of_the_end(found: Draft, main: Main) -> bool:
    """Whether a step dates not the making of a ceasefire whose end is the news, but how it was ended: "the
    cabinet approved the proposal on Wednesday"."""
    when = date_of(found)
    made = found.field == "declared" or found.value in FRESH
    if found.topic or not main.dated or not made or when is None or when.earliest is None:
        return False
    return all(date.latest is not None and when.earliest - date.latest > FAR for date in main.dates)


def _own_key(found: Draft) -> str | None:
    """The topic that a claim's own date makes, where it has one."""
    when = date_of(found)
    return key_of(when) if when is not None else None


def _is_of_many(found: Draft, own: Sequence[tuple[Truce, str]]) -> bool:
    """Whether the failure of truces in general is told, of none that the report names."""
    truce, topic = closest(found, [truce for truce, _ in own]), nearest(found, own)
    over = found.value in OVER and not topic
    return is_plural(truce) and (over or (found.field == "status" and topic == EARLIER))


def _with_main(found: list[Draft]) -> list[Draft]:
    """Where nothing is said of a main ceasefire, the one of which most is said is it."""
    if any(d.field == "status" and not d.topic for d in found):
        return found
    counts: dict[str, int] = {}
    for d in found:
        if d.topic:
            counts[d.topic] = counts.get(d.topic, 0) + 1 + 3 * (d.field == "status")
    if not counts:
        return found
    best = max(counts, key=lambda t: (counts[t], t))
    return [d.on("") if d.topic == best else d for d in found]


def _resumed(found: list[Draft]) -> list[Draft]:
    """A truce made long ago and the one whose fate is the news are one, where the report knows no other.

    "The two signed a ceasefire in March", with "the truce is dead" in June; "there is no truce", where the
    army announced one a fortnight ago.
    """
    own = [d for d in found if not d.topic]
    steps = [str(d.value) for d in own if d.field == "status"]
    told = [step for step in steps if step not in _OFFERED]
    dated = any(d.field in {"effective", "declared"} for d in own)
    others = {d.topic for d in found if d.topic}
    if not steps or dated or len(others) != 1:
        return found
    gainsaid = _GAINSAID.issuperset(steps) and all(_is_recent(d) for d in found if d.topic)
    if not gainsaid and not (told and _LATER.issuperset(told)):
        return found
    made = any(d.field == "status" and d.weight >= OUTRIGHT for d in found if d.topic)
    if not made or any(names_older(d.sentence) for d in found if d.topic):
        return found
    return [d.on("") for d in found]


def _is_recent(found: Draft) -> bool:
    """Whether a claim, where it is dated, dates a ceasefire weeks before publication at most."""
    when, published = date_of(found), found.sentence.article.published
    gap = gap_between(published, when) if published is not None and when is not None else None
    return gap is None or gap <= FAR


def _together(found: list[Draft]) -> list[Draft]:
    """Topics whose dates are near each other as one, under the first."""
    names: dict[str, str] = {}
    for topic in dict.fromkeys(d.topic for d in found if d.topic not in {"", EARLIER}):
        day = _day(topic)
        names[topic] = next((n for n in names.values() if abs(_day(n) - day) <= NEAR), topic)
    return [d.on(names[d.topic]) if d.topic in names else d for d in found]


def _day(topic: str) -> datetime:
    """The day of a topic; those without a year are of one of their own."""
    year, month, day = topic.replace("XXXX", "0004").split("-")
    # Reports also tell of the 31st of June.
    return datetime(int(year), int(month), 1, tzinfo=UTC) + timedelta(days=int(day) - 1)


def _placed(found: Draft, topic: str, main: Main) -> Draft:
    """A draft of a sentence about another ceasefire, unless its own date is the main one's."""
    if not topic:
        return found
    when = date_of(found) if found.value not in OVER else None
    gap = main.gap(when) if when is not None else None
    return found if gap is not None and gap == timedelta(0) else found.on(topic)
