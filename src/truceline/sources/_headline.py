"""Finding the headline of an article."""

from __future__ import annotations

from collections import Counter

from truceline.sources._signals import Signals, content, fold

__all__ = ["headlines_of"]

_REACH = 400
_LEAD = 5
_KINDS = {
    "title": 1.0,
    "short": -0.6,
    "section": -1.5,
    "caption": -2.0,
    "related": -1.5,
    "prose": -0.3,
    "item": -0.8,
}
_LONGEST = 40
_OFFICIAL = 1.0
_DOCUMENTS = frozenset(
    {
        "agreement",
        "statement",
        "communique",
        "communiqué",
        "protocol",
        "declaration",
        "memorandum",
        "resolution",
        "accord",
        "treaty",
    }
)
_NEAR = 6
_ENOUGH = 0.6


def headlines_of(signals: list[Signals], article: range, floor: int, title: str | None) -> set[int]:
    """The units that are the headline of an article, with every repetition of it above the first paragraph.

    Args:
        signals: of the whole page.
        article: from its first to its last paragraph.
        floor: the first unit that may belong to it (the end of the article before it).
        title: the title, where it is known from elsewhere.
    """
    first = article.start
    chosen = _known(signals, floor, first + 2, title)
    if chosen is None:
        chosen = _best(signals, max(floor, first - _REACH), first)
    if chosen is None and _opens_as_headline(signals, article):
        chosen = first
    if chosen is None:
        return set()
    same = signals[chosen].folded
    found = {
        i
        for i in range(floor, first + 1)
        if signals[i].folded == same
        or _is_page_title(signals[i].folded, same)
        or _is_page_title(same, signals[i].folded)
    }
    return _with_broken_lines(signals, found | {chosen}, first)


def _known(signals: list[Signals], floor: int, stop: int, title: str | None) -> int | None:
    wanted = fold(title) if title else ""
    places = [i for i in range(floor, min(stop, len(signals))) if wanted and signals[i].folded == wanted]
    return places[-1] if places else None


def _best(signals: list[Signals], start: int, first: int) -> int | None:
    lead = content(" ".join(s.unit.text[:600] for s in signals[first : first + _LEAD]))
    counts = Counter(s.folded for s in signals[start:first])
    scores = {
        index: _score(signals[index], lead, counts, first - index)
        for index in range(start, first)
        if signals[index].kind in _KINDS and 2 <= signals[index].words <= _LONGEST
    }
    best = max(scores.values(), default=0.0)
    if best <= 0:
        return None
    place = max(index for index, score in scores.items() if score == best)
    return min(
        index
        for index, score in scores.items()
        if index == place or _outranks(signals, index, place, score, best)
    )


def _outranks(signals: list[Signals], index: int, place: int, score: float, best: float) -> bool:
    """Whether a good title closely above the best one is the headline, and the best one its standfirst."""
    if signals[index].unit.text.isupper() and not signals[place].unit.text.isupper():
        return False
    near = place - _NEAR <= index < place and signals[index].kind == "title" and signals[index].words >= 4
    return near and score >= _ENOUGH * best and sum(s.kind == "chrome" for s in signals[index:place]) <= 2


def _score(signal: Signals, lead: set[str], counts: Counter[str], distance: int) -> float:
    """How much like a headline: shared words with the lead, repetition, length, and how near it stands."""
    own = content(signal.unit.text)
    shared = len(own & lead) / max(4, len(own))
    score = (
        3.0 * shared + (1.5 if counts[signal.folded] > 1 and len(own) > 2 else 0.0) - min(distance, 80) / 40
    )
    score += _KINDS[signal.kind] + (0.3 if 5 <= signal.words <= 20 else 0.0) + (0.5 if distance <= 4 else 0.0)
    score += _OFFICIAL if not signal.unit.text.isupper() and own & _DOCUMENTS else 0.0
    return score - (1.0 if signal.ends and signal.words > 20 else 0.0)


def _is_page_title(line: str, headline: str) -> bool:
    """Whether a line is the page's title: the headline with the site's name after it."""
    return len(headline) > 20 and line.startswith(headline) and len(line) < len(headline) + 40


def _opens_as_headline(signals: list[Signals], article: range) -> bool:
    """Whether the first unit, though it ends like a sentence, is a headline: short, alone, and taken up by
    what follows.
    """
    if len(article) < 3:
        return False
    first, second = signals[article.start], signals[article.start + 1]
    if first.words > 14 or first.dateline or second.words < 1.5 * first.words or not second.unit.gap:
        return False
    own = content(first.unit.text)
    taken_up = own & content(
        " ".join(s.unit.text[:600] for s in signals[article.start + 1 : article.start + 3])
    )
    return first.unit.text[0] not in '"“‘«' and len(taken_up) >= max(3, len(own) // 2)


def _with_broken_lines(signals: list[Signals], found: set[int], first: int) -> set[int]:
    """A headline in capitals that was broken over several lines, whole."""
    for start in sorted(found):
        if (
            signals[start].unit.text[0].islower()
            and start
            and not signals[start].unit.gap
            and signals[start - 1].words <= 12
        ):
            found = found | {start - 1}
        if not signals[start].unit.text.isupper():
            continue
        for step in (1, -1):
            at = start + step
            while (
                0 <= at < first and signals[at].kind in {"title", "short"} and signals[at].unit.text.isupper()
            ):
                if signals[max(at, at - step)].unit.gap:
                    break
                found = found | {at}
                at += step
    return found
