"""What became of a ceasefire that a report tells beside its own, where no predicate says it.

What is told of an older truce is told in passing: "did not survive its first fortnight", "that of April held
for six days, that of May for one". It is read on the surface (section `recalled` of the word lists), from
the word for the truce to the next one. An older truce that is known by its date and of which nothing else is
said was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from truceline.claims._drafts import Draft, draft
from truceline.claims._lexicon import pattern
from truceline.claims._main import is_historic
from truceline.claims._nominal import is_of_another
from truceline.claims._older import clause_date, older_dates, own_date
from truceline.claims._sentences import VERBAL, Sentence, Truce
from truceline.claims._theme import is_plural
from truceline.claims._which import EARLIER

__all__ = ["MADE_WEIGHT", "read_afterwards", "read_recalled"]

WEIGHT = 0.8
MADE_WEIGHT = 0.3
"""What a bare date weighs beside a predicate."""
_AFTER = frozenset({"broken", "ended", "extended", "suspended", "replaced", "rejected"})
_FATES = (
    ("broken", "broken"),
    ("rejected", "rejected"),
    ("relapse", "broken"),
    ("ended", "ended"),
    ("blamed", "broken"),
)
"""Lists of what stands behind a truce, with what they amount to."""
_CALLED = (
    ("failed", "broken"),
    ("past", "ended"),
    ("violated_before", "broken"),
    ("relapse_before", "broken"),
)
"""The same of what stands before it."""
_WITHIN = re.compile(
    r"[\s,]+(?:(?!(?:to|for|of|by|at|with|and|that|which|talks?|attempts?)\b)[\w’'-]+\s+){0,5}", re.I
)
_CHARGED = re.compile(r"\b(?:accus|alleg|charg(?:ed|es|ing) (?!at)|den(?:y|ie))\w*", re.I)
_LATER = re.compile(
    r"\b(?:later|soon|afterwards?|thereafter|again|(?:with)?in (?:\w+ )?(?:hours|days|weeks|months)"
    r"|by (?:the )?(?:next|following|end)|(?:to|by) it)\b",
    re.I,
)
"""What ties a sentence to the truce told before it: "fighting resumed two weeks later"."""
_MAKING = re.compile(r"\W*(?:[\w’'-]+\W+){0,6}", re.I)
_OPEN = re.compile(
    r"\b(?:if|unless|could|might|would|will|should|(?-i:may)(?! \d)|whether|hopes?|fears?|until then"
    r"|(?:followed|replaced|succeeded) by)\b",
    re.I,
)
# What is a treaty on the peace as often as one on a truce, unless it is likened to the one at hand.
_PEACE_TOO = re.compile(r"agreement|accord|deal|pact|commitment", re.I)
_LIKE = re.compile(r"\b(?:such an?|similar|like|comparable|another)\s+$", re.I)
# It runs still: "lasts until 30 June".
_RUNS = re.compile(r"\b(?:lasts|runs|holds|is valid|stands|applies)\s+until$", re.I)


def read_recalled(
    sentence: Sentence, own: Sequence[tuple[Truce, str]], told: Iterable[Draft]
) -> Iterator[Draft]:
    """What became of the older truces of a sentence.

    Args:
        sentence: the sentence.
        own: its words for truces with the topic of each.
        told: what was read from it; a truce whose fate is among it is left as it is.
    """
    steps = [d for d in told if d.field == "status" and d.value != "proposed" and d.weight > MADE_WEIGHT]
    known = {d.topic for d in steps}
    over = {d.topic for d in steps if d.value in _AFTER}
    for truce, topic, fate, span in _with_fates(sentence, own):
        if not topic or topic in over or (is_plural(truce) and topic == EARLIER):
            continue
        if truce.kind == "peace":
            continue
        if fate is not None:
            yield draft(sentence, "status", fate, (truce.start, truce.end), *span, weight=WEIGHT).on(topic)
            over.add(topic)
        elif topic not in known and not _OPEN.search(sentence.text) and _is_known(sentence, truce):
            yield draft(sentence, "status", "agreed", (truce.start, truce.end), weight=MADE_WEIGHT).on(topic)
        known.add(topic)


def read_afterwards(sentence: Sentence, topic: str) -> Iterator[Draft]:
    """Broken, where the sentence behind an older truce tells that there was war again, some time later."""
    text = sentence.text
    for name in ("relapse", "unkept"):
        match = pattern(f"recalled.{name}").search(text)
        if match is not None and _LATER.search(text) and not _OPEN.search(text) and not _CHARGED.search(text):
            yield draft(sentence, "status", "broken", sentence.offsets(match), weight=WEIGHT).on(topic)
            return


def _with_fates(
    sentence: Sentence, own: Sequence[tuple[Truce, str]]
) -> Iterator[tuple[Truce, str, str | None, list[tuple[int, int]]]]:
    """Each truce with its fate and the words for that; one without a verb shares its neighbour's."""
    ends = [
        next((t.start for t, _ in own[number + 1 :] if t.kind != "act"), sentence.end)
        for number in range(len(own))
    ]
    found = [_fate(sentence, truce, end) for (truce, _), end in zip(own, ends, strict=True)]
    bare = [not _has_verb(sentence, truce.end, end) for (truce, _), end in zip(own, ends, strict=True)]
    for number, (truce, topic) in enumerate(own):
        fate, span = found[number]
        if fate is None and bare[number]:
            near = (*reversed(found[:number]), *found[number + 1 :])
            fate, span = next((one for one in near if one[0] is not None), (None, []))
        yield truce, topic, fate, span


def _is_known(sentence: Sentence, truce: Truce) -> bool:
    """Whether a truce is known by a date in its own words."""
    known = own_date(sentence, truce) is not None or clause_date(sentence, truce) is not None
    known = known or (truce.other and next(older_dates(sentence, truce), None) is not None)
    return known and not is_plural(truce) and (truce.kind == "name" or _is_old_deal(sentence, truce))


def _is_old_deal(sentence: Sentence, truce: Truce) -> bool:
    """Whether what stands for a truce ("an understanding of March 1994") lies long before the report."""
    known = own_date(sentence, truce) or clause_date(sentence, truce)
    before = sentence.article.text[max(sentence.start, truce.start - 20) : truce.start]
    is_deal = _PEACE_TOO.match(truce.text) is None or _LIKE.search(before) is not None
    return truce.kind == "anaphor" and is_deal and known is not None and is_historic(sentence, known[1])


def _fate(sentence: Sentence, truce: Truce, end: int) -> tuple[str | None, list[tuple[int, int]]]:
    """What is said of a truce behind its name, with the words that say it."""
    text = sentence.article.text[truce.end : end].replace("\u00a0", " ")
    for name, fate in _FATES:
        for match in pattern(f"recalled.{name}").finditer(text):
            if _OPEN.search(text[: match.start()]):
                break
            span = (truce.end + match.start(), truce.end + match.end())
            if not _RUNS.search(text[: match.end()]) and not is_of_another(sentence, truce, span[0]):
                return fate, [span]
    return _fate_before(sentence, truce)


def _fate_before(sentence: Sentence, truce: Truce) -> tuple[str | None, list[tuple[int, int]]]:
    """What a truce is called for its fate ("the ill-fated truce"), or that there was war again after it."""
    text = sentence.article.text[sentence.start : truce.start].replace("\u00a0", " ")
    for name, fate in _CALLED:
        match = next((m for m in pattern(f"recalled.{name}").finditer(text) if _leads(name, text, m)), None)
        if match is not None and not _OPEN.search(text[: match.start()]) and not _CHARGED.search(text):
            return fate, [(sentence.start + match.start(), sentence.start + match.end())]
    return None, []


def _leads(name: str, text: str, match: re.Match[str]) -> bool:
    """Whether no more than a phrase's own words stand between such words and the name of the truce."""
    return (_MAKING if name == "relapse_before" else _WITHIN).fullmatch(text[match.end() :]) is not None


def _has_verb(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a finite verb stands between two article offsets."""
    return any(
        start <= sentence.place(token) < end and token.pos_ in VERBAL and token.tag_ in {"VBD", "VBZ", "VBP"}
        for token in sentence.span
    )
