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
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from truceline.claims._drafts import Draft, draft
from truceline.claims._older import is_indefinite, is_recalled, is_replaced, older_dates, older_words
from truceline.claims._sentences import Sentence, Truce
from truceline.claims._theme import is_plural
from truceline.model import When

__all__ = ["set_apart"]

FAR = timedelta(days=25)
"""A start that lies further than this from the main one is another ceasefire's, whatever is said of it."""
SOON = timedelta(days=4)
"""The same, for a start behind the report where nothing is said of an extension."""
OLD = timedelta(days=75)
"""A ceasefire dated further than this before publication is history, unless the text says that it holds."""
LEAD = timedelta(days=21)
"""How long before its start a ceasefire that is spoken of as "a truce" a second time may have been agreed."""
NEAR = timedelta(days=2)
"""Dates at most this far apart are of the same ceasefire."""
EARLIER = "earlier"
"""The topic of ceasefires that are only called older."""

_OWN = re.compile(r"\b(?:of|on) (?:its|their|his) own\b|\bseparate\b", re.I)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_STILL = re.compile(r"\b(?:since|extend\w*|renew\w*|prolong\w*|expir\w*|still|remain\w*|continu\w*)\b", re.I)
# The same, where the truce is called older: an older one may expire, but not be extended by this report.
_LASTING = re.compile(r"\b(?:since|extend\w*|renew\w*|prolong\w*|still|remain\w*|continu\w*)\b", re.I)
_GOES_ON = re.compile(
    r"^\W*(?:it|this|that|which|the (?:truce|cease-?fire|deal|agreement|pause|calm)|but it|however"
    r"|nothing c[ao]me of)\b",
    re.I,
)
_DATED = frozenset({"effective", "declared", "status"})
_OVER = frozenset({"broken", "ended"})
_OUTRIGHT = 0.8
"""Weight from which a step is told outright."""
_LATER = frozenset({"in_force", "extended", "suspended", "broken", "ended"})
"""What can only become of a ceasefire that was made."""
_DEALS = re.compile(
    r"(?:agreement|deal|accord|pact|arrangement|pause|understanding|undertaking|commitment)s?|calm|moratorium",
    re.I,
)
"""What stands for a truce and can be an older one; a protocol of 1942 is none."""

Read = tuple[Sentence, bool, list[Draft]]
"""A sentence, whether the text just before it speaks of a truce, and the claims read from it."""


@dataclass(frozen=True)
class _Main:
    """The times at which the main ceasefire was made and began, as far as they are known."""

    dates: tuple[When, ...]
    known: bool = True
    start: When | None = None
    extended: bool = False

    def is_recent(self, sentence: Sentence) -> bool:
        """Whether a date of it is known that lies near publication."""
        published = sentence.article.published
        if not self.known or published is None:
            return False
        gaps = [_gap(date, published) for date in self.dates]
        return any(gap is not None and gap <= FAR for gap in gaps)

    def gap(self, when: When) -> timedelta | None:
        """How far a time lies from the nearest of them, None where none is known."""
        gaps = [gap for date in self.dates if (gap := _gap(date, when)) is not None]
        return min(gaps, default=None)


def set_apart(read: Iterable[Read]) -> list[Draft]:
    """An article's drafts with their topics: "" for the main ceasefire, a date or "earlier" for others."""
    sentences = list(read)
    main = _main_dates(sentences)
    found: list[Draft] = []
    topic = ""
    paragraph = None
    told = False
    for sentence, context, drafts in sentences:
        if sentence.paragraph is not paragraph:
            topic = ""
        paragraph = sentence.paragraph
        truces = _spoken_of(sentence)
        own = [(t, _topic(sentence, t, _beside(t, truces, drafts), main, told)) for t in truces]
        own, told_dates = _dated_older(sentence, own, drafts)
        found += told_dates
        if not own:
            goes_on = topic and (
                not drafts or _GOES_ON.match(sentence.text) or not sentence.truces or context
            )
            topic = _own_date(sentence, drafts, main) or (topic if goes_on else "")
            found += [_placed(d, topic, main) for d in drafts]
        else:
            placed = (_placed(d, _nearest(d, own), main) for d in drafts if not _is_of_many(d, own))
            keys = {d.topic for d in told_dates}
            found += [d.on(key) if (key := _own_key(d)) in keys else d for d in placed]
            topic = own[-1][1]
        told = told or _tells(sentence, [d for d in found if d.sentence is sentence and not d.topic])
    found = [d.on(_own_key(d) or "") if _is_past_offer(d, main) else d for d in found]
    found = _resumed(_with_main(_together(found)))
    dated = sorted({d.topic for d in found if d.topic not in {"", EARLIER}})
    if len(dated) == 1:
        found = [d.on(dated[0]) if d.topic == EARLIER else d for d in found]
    return found


def _dated_older(
    sentence: Sentence, own: Sequence[tuple[Truce, str]], drafts: Sequence[Draft]
) -> tuple[list[tuple[Truce, str]], list[Draft]]:
    """Older truces by the dates in their own words, with a claim on each date.

    Where a plural has several dates, the claims on it are repeated for each ("the truces of May and of July
    collapsed"): those for the last one stay where they are.
    """
    named: list[tuple[Truce, str]] = []
    added: list[Draft] = []
    truces = [truce for truce, _ in own]
    for truce, topic in own:
        dates = list(older_dates(sentence, truce)) if topic == EARLIER or (topic and is_plural(truce)) else []
        if topic != EARLIER and len(dates) < 2:
            dates = []
        for time, when in dates:
            key = _key(when)
            added.append(draft(sentence, "declared", when, (time.start, time.end), weight=0.7).on(key))
            beside = (d for d in _beside(truce, truces, drafts) if d.field == "status")
            added += [replace(d.on(key), when=None) for d in beside if time is not dates[-1][0]]
        key = _key(dates[-1][1]) if dates else topic
        if key and is_replaced(sentence, truce):
            added.append(draft(sentence, "status", "replaced", (truce.start, truce.end)).on(key))
        named.append((truce, key))
    return named, added


def _is_past_offer(found: Draft, main: _Main) -> bool:
    """Whether an offer was made or turned down weeks before the ceasefire at hand: it was another one."""
    when = _date(found)
    if found.topic or when is None or not main.known or found.value not in {"proposed", "rejected", "denied"}:
        return False
    gap = main.gap(when)
    return gap is not None and gap > FAR / 2 and not _lies_ahead(found.sentence, when)


def _own_key(found: Draft) -> str | None:
    """The topic that a claim's own date makes, where it has one."""
    when = _date(found)
    return _key(when) if when is not None else None


def _is_of_many(found: Draft, own: Sequence[tuple[Truce, str]]) -> bool:
    """Whether the failure of truces in general is told, of none that the report names."""
    truce = _closest(found, [truce for truce, _ in own])
    return found.value in _OVER and is_plural(truce) and not _nearest(found, own)


def _tells(sentence: Sentence, drafts: Iterable[Draft]) -> bool:
    """Whether a sentence of the text itself tells a status."""
    return sentence.role == "body" and any(d.field == "status" for d in drafts)


def _spoken_of(sentence: Sentence) -> list[Truce]:
    """The words for truces in a sentence; of what stands for one ("the deal"), the indefinite and older."""
    return [
        t
        for t in sentence.truces
        if t.kind != "anaphor"
        or (_DEALS.fullmatch(t.text) and (is_indefinite(sentence, t) or older_words(sentence, t)))
    ]


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

    "The two signed a ceasefire in March", with "the truce is dead" in June.
    """
    own = [d for d in found if not d.topic]
    steps = [d.value for d in own if d.field == "status"]
    dated = any(d.field in {"effective", "declared"} for d in own)
    others = {d.topic for d in found if d.topic}
    if not steps or dated or len(others) != 1 or not _LATER.issuperset(str(v) for v in steps):
        return found
    made = any(d.field == "status" and d.weight >= _OUTRIGHT for d in found if d.topic)
    if not made or any(_names_older(d.sentence) for d in found if d.topic):
        return found
    return [d.on("") for d in found]


def _together(found: list[Draft]) -> list[Draft]:
    """Topics whose dates are near each other as one, under the first."""
    names: dict[str, str] = {}
    for topic in dict.fromkeys(d.topic for d in found if d.topic not in {"", EARLIER}):
        day = datetime.fromisoformat(topic)
        names[topic] = next(
            (n for n in names.values() if abs(datetime.fromisoformat(n) - day) <= NEAR), topic
        )
    return [d.on(names[d.topic]) if d.topic in names else d for d in found]


def _date(found: Draft) -> When | None:
    """The time that a claim gives to its ceasefire, where it has bounds."""
    when = found.date if found.field in _DATED else None
    return when if when is not None and when.bounds is not None else None


def _gap(one: When, two: When) -> timedelta | None:
    """The time between two intervals; 0 where they meet."""
    first, second = one.bounds, two.bounds
    if first is None or second is None:
        return None
    return max(first[0] - second[1], second[0] - first[1], timedelta(0))


def _main_dates(sentences: Sequence[Read]) -> _Main:
    """The first start and the first other step that are neither an older ceasefire's nor history."""
    return _dates_of(sentences, strict=True) or _dates_of(sentences, strict=False) or _published(sentences)


def _published(sentences: Sequence[Read]) -> _Main:
    """The day of publication, as the only date that a ceasefire without one has."""
    published = sentences[0][0].article.published if sentences else None
    return _Main((published,) if published is not None else (), known=False)


def _dates_of(sentences: Sequence[Read], *, strict: bool) -> _Main | None:
    """The dates of the main ceasefire; `strict` leaves out what began long ago and is said to last still."""
    dates: list[When] = []
    start: When | None = None
    for fields in (("effective",), ("declared", "status")):
        told = False
        for sentence, _, drafts in sentences:
            if _names_older(sentence):
                continue
            lost = bool(dates) and any(d.value in _OVER for d in drafts)
            leads = dates and not lost and not _OWN.search(sentence.text)
            near = [
                d
                for d in drafts
                if d.field in fields
                and not lost
                and not (strict and _is_long_ago(sentence, d))
                and (_may_be_main(sentence, d, told=told) or (leads and _leads_to(d, dates[0])))
            ]
            if near:
                dates += [when for d in near[:1] if (when := _date(d)) is not None]
                start = dates[0] if fields == ("effective",) else start
                break
            told = told or _tells(sentence, drafts)
    extended = any(d.value == "extended" for _, _, drafts in sentences for d in drafts)
    return _Main(tuple(dates), start=start, extended=extended) if dates else None


def _is_long_ago(sentence: Sentence, found: Draft) -> bool:
    """Whether a claim dates a ceasefire long before publication, whatever is said of its lasting."""
    when, published = _date(found), sentence.article.published
    if when is None or published is None or published.earliest is None or when.earliest is None:
        return False
    return published.earliest - when.earliest > OLD


def _may_be_main(sentence: Sentence, found: Draft, *, told: bool) -> bool:
    """Whether a dated claim may date the main ceasefire; `told` says whether that was spoken of before."""
    when = _date(found)
    if when is None or found.value in _OVER or _is_historic(sentence, when):
        return False
    truces = sentence.truces_of("name", "act", "peace")
    closest = _closest(found, truces) if truces else None
    vague = told and closest and (is_indefinite(sentence, closest) or is_recalled(sentence, closest))
    return not vague or _lies_ahead(sentence, when)


def _leads_to(found: Draft, start: When) -> bool:
    """Whether a step lies so shortly before a start that it can be the one by which it was agreed."""
    when = _date(found)
    if when is None or found.value in _OVER or when.earliest is None or start.earliest is None:
        return False
    return timedelta(0) <= start.earliest - when.earliest <= LEAD


def _names_older(sentence: Sentence) -> bool:
    """Whether any truce of a sentence is called older."""
    return any(older_words(sentence, t) is not None for t in sentence.truces_of("name", "peace"))


def _is_historic(sentence: Sentence, when: When) -> bool:
    """Whether a time lies so long before publication that it is another ceasefire's."""
    published = sentence.article.published
    return (
        published is not None
        and published.earliest is not None
        and when.earliest is not None
        and published.earliest - when.earliest > OLD
        and not _STILL.search(sentence.text)
    )


def _beside(truce: Truce, truces: Sequence[Truce], drafts: Iterable[Draft]) -> list[Draft]:
    """The claims of a sentence that go with one of its truces."""
    return [d for d in drafts if _closest(d, truces) == truce]


def _closest(found: Draft, truces: Sequence[Truce]) -> Truce:
    """The word for a truce within a claim's own words, else the nearest to them."""
    spans = [(e.start, e.end) for e in found.evidence]
    for truce in truces:
        if any(start <= truce.start and truce.end <= end for start, end in spans):
            return truce
    start, end = spans[0]
    return min(truces, key=lambda t: (max(start - t.end, t.start - end, 0), t.start > start))


def _nearest(found: Draft, own: Sequence[tuple[Truce, str]]) -> str:
    """The topic of the truce that a claim goes with."""
    closest = _closest(found, [truce for truce, _ in own])
    if _is_aside(found, closest):
        return ""
    return next(topic for truce, topic in own if truce == closest)


def _is_aside(found: Draft, truce: Truce) -> bool:
    """Whether a claim stands outside the relative clause of a truce: "X, which broke past ones, mediated"."""
    clause = found.sentence.clause_at(truce.start)
    said = found.sentence.clause_at(found.evidence[-1].start)
    return (
        clause is not None
        and clause.dep_ == "relcl"
        and said is not None
        and said != clause
        and (said in clause.ancestors and found.field != "status")
    )


def _topic(sentence: Sentence, truce: Truce, drafts: Sequence[Draft], main: _Main, told: bool) -> str:
    """The topic of one truce: "" where nothing points away from the main one.

    `told` says whether a status of the main one has been read before.
    """
    dates = [(d, when) for d in drafts if (when := _date(d)) is not None]
    older = older_words(sentence, truce)
    lost = any(d.field == "status" and d.value in _OVER for d in drafts)
    vague = is_indefinite(sentence, truce) or is_recalled(sentence, truce)
    vague = vague and told and sentence.role == "body"
    replaced = is_replaced(sentence, truce)
    moved = lost or replaced or not _STILL.search(sentence.text)
    for found, when in dates:
        gap = main.gap(when)
        near = timedelta(0) if older else NEAR
        beyond = gap is not None and gap > near and not _lies_ahead(sentence, when)
        far = moved and found.field == "effective" and gap is not None and gap > FAR
        far = far or (moved and found.weight >= 1 and _began_before(sentence, found, when, main))
        named = older or vague or (lost and found.value not in _OVER)
        long_ago = _is_historic(sentence, when) or (
            _is_long_ago(sentence, found) and main.is_recent(sentence)
        )
        if far or (named and beyond) or (long_ago and found.value not in _OVER):
            return _key(when)
    if older and (replaced or not _LASTING.search(sentence.text)):
        year = _YEAR.search(older)
        return f"{year.group()}-01-01" if year else EARLIER
    several = is_plural(truce) and truce.kind == "name"
    if vague and (lost or several) and not any(main.gap(when) == timedelta(0) for _, when in dates):
        return EARLIER
    return ""


def _began_before(sentence: Sentence, found: Draft, when: When, main: _Main) -> bool:
    """Whether a start lies days before that of the main ceasefire, and behind the report."""
    if found.field != "effective" or main.start is None or main.extended or _lies_ahead(sentence, when):
        return False
    gap = _gap(when, main.start)
    first, second = when.earliest, main.start.earliest
    return gap is not None and gap > SOON and first is not None and second is not None and first < second


def _own_date(sentence: Sentence, drafts: Sequence[Draft], main: _Main) -> str:
    """The topic that a date gives to a sentence without a word for a truce: "It collapsed in 1991"."""
    for found in drafts:
        when = _date(found)
        if when is not None and found.value not in _OVER and _is_historic(sentence, when) and main.dates:
            return _key(when)
    return ""


def _lies_ahead(sentence: Sentence, when: When) -> bool:
    """Whether a time lies behind the publication: what is to come is no older ceasefire's."""
    published = sentence.article.published
    return (
        published is not None
        and published.latest is not None
        and when.earliest is not None
        and when.earliest > published.latest
    )


def _key(when: When) -> str:
    assert when.earliest is not None
    return f"{when.earliest:%Y-%m-%d}"


def _placed(found: Draft, topic: str, main: _Main) -> Draft:
    """A draft of a sentence about another ceasefire, unless its own date is the main one's."""
    if not topic:
        return found
    when = _date(found) if found.value not in _OVER else None
    gap = main.gap(when) if when is not None else None
    return found if gap is not None and gap == timedelta(0) else found.on(topic)
