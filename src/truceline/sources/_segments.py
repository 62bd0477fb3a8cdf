"""Telling reporting from furniture in text that has lost its markup.

1. Lines become units: hard-wrapped lines are joined (`_lines`).
2. Each unit is looked at alone (`_signals`): its wording, its shape, its dates.
3. The readers' comments are cut off where they begin.
4. A sequence decision marks the stretches of the page that are article: every unit speaks for or against, and leaving
   or entering an article costs. So one sentence of a cookie notice is no article, and one link inside one does not end it.
5. The headline is found among the titles near the beginning of an article.
6. Each unit gets its role from its signals, its neighbours and the stretch that it stands in.
7. Datelines at the head of body units become segments of their own.
"""

from __future__ import annotations

import re
from collections import Counter

from truceline.model import Role, Segment
from truceline.sources._lines import units_of
from truceline.sources._signals import Signals, fold, look
from truceline.sources._words import words

__all__ = ["segments_of"]

SWITCH = 4.0
"""What it costs to enter or leave an article, in units of evidence (a sentence of sixteen words is worth 2.5)."""
_AGAINST = {
    "chrome": -3.0, "related_label": -1.5, "tag_label": -1.5, "tags": -2.0, "comment_mark": -2.0, "comment_label": -2.0,
    "published": -0.5, "crawl_date": -1.0, "byline": -0.3, "credit": -0.5, "caption": -0.2, "section": -1.0, "related": -1.5,
    "title": -0.8, "short": -1.2,
}  # fmt: skip
_WORD = re.compile(r"\w{3,}")


def segments_of(text: str, *, title: str | None = None) -> tuple[Segment, ...]:
    """Every stretch of `text` that is not white space, with its role.

    Args:
        text: the text; offsets of the segments count its code points.
        title: the title, where it is known from elsewhere.

    Returns:
        Segments in order, without overlap, together covering every character that is not white space.
    """
    units = units_of(text)
    letters = [c for c in text[:5000] if c.isalpha()]
    capitals = sum(c.isupper() for c in letters) > 0.8 * len(letters)
    signals = [look(unit, all_capitals=capitals) for unit in units]
    cut = _comments_from(signals)
    inside = _article(signals[:cut])
    headline = _headline(signals[:cut], inside, title)
    roles = _roles(signals, inside, headline, cut)
    return tuple(_cut(signals, roles))


def _comments_from(signals: list[Signals]) -> int:
    """The index of the first unit of the readers' comments; the number of units where there are none."""
    prose = 0
    for index, signal in enumerate(signals):
        if signal.kind == "prose":
            prose += 1
        if signal.kind != "comment_label" or not prose:
            continue
        ahead = signals[index + 1 :]
        marks = sum(s.kind in {"comment_mark", "comment_label"} for s in ahead[:25])
        left = sum(s.kind == "prose" for s in ahead)
        if marks >= 1 or left <= prose:
            return index
    return len(signals)


def _article(signals: list[Signals]) -> list[bool]:
    """Which units lie in an article: the best path through two states (Viterbi)."""
    best_in, best_out = -SWITCH, 0.0
    steps: list[tuple[bool, bool]] = []
    for signal in signals:
        value = _evidence(signal)
        enter, leave = best_out - SWITCH > best_in, best_in - SWITCH > best_out
        steps.append((not enter, leave))
        best_in, best_out = max(best_in, best_out - SWITCH) + value, max(best_out, best_in - SWITCH)
    state = best_in - SWITCH / 2 > best_out
    inside = [False] * len(signals)
    for index in range(len(signals) - 1, -1, -1):
        inside[index] = state
        stays_in, came_in = steps[index]
        state = stays_in if state else came_in
    if not any(inside) and any(s.kind == "prose" for s in signals):
        inside = [s.kind == "prose" for s in signals]
    return inside


def _evidence(signal: Signals) -> float:
    if signal.kind != "prose":
        return _AGAINST.get(signal.kind, -1.0)
    return min(signal.words, 40) / 6.4 + (4.0 if signal.dateline else 0.0)


def _headline(signals: list[Signals], inside: list[bool], title: str | None) -> set[int]:
    """The units that are the article's headline: the best title near its beginning, and every repetition of it."""
    first = next((i for i, flag in enumerate(inside) if flag and signals[i].kind == "prose"), None)
    if first is None:
        first = len(signals)
    lead = Counter(w.lower() for s in signals[first : first + 6] for w in _WORD.findall(s.unit.text[:600]))
    counts = Counter(s.folded for s in signals[:200])
    known = fold(title) if title else None
    best, chosen = 0.0, None
    for index in range(max(0, first - 400), first):
        signal = signals[index]
        if known and signal.folded == known:
            chosen = index
            break
        if signal.kind not in {"title", "prose", "caption", "related", "short"} or signal.words > 40 or signal.words < 2:
            continue
        score = _title_score(signal, lead, counts, first - index)
        if score > best:
            best, chosen = score, index
    if chosen is None:
        return set()
    same = signals[chosen].folded
    return {i for i, s in enumerate(signals[: first + 1]) if s.folded == same or _site_title(s.folded, same)}


def _site_title(line: str, headline: str) -> bool:
    """Whether a line is the page's title: the headline with the site's name after it."""
    return len(headline) > 20 and line.startswith(headline) and len(line) < len(headline) + 40


def _title_score(signal: Signals, lead: Counter[str], counts: Counter[str], distance: int) -> float:
    own = {w.lower() for w in _WORD.findall(signal.unit.text)}
    shared = sum(1 for word in own if word in lead) / max(4, len(own))
    score = 3.0 * shared + (1.5 if counts[signal.folded] > 1 else 0.0) - min(distance, 60) / 40
    score += {"title": 1.0, "prose": 0.2, "short": -0.5, "caption": -2.0, "related": -1.5}[signal.kind]
    return score + (0.3 if 5 <= signal.words <= 20 else 0.0) + (0.5 if distance <= 4 else 0.0)


def _roles(signals: list[Signals], inside: list[bool], headline: set[int], cut: int) -> list[Role]:
    roles: list[Role] = []
    started = False
    label = ""
    for index, signal in enumerate(signals):
        if index >= cut:
            roles.append(_role_below(signal, index == cut))
            continue
        if index in headline:
            role: Role = "headline"
        elif inside[index]:
            role = _role_inside(signals, index, inside, label)
        else:
            role = _role_outside(signals, index, headline, started, label, inside)
        if signal.kind in {"related_label", "tag_label"}:
            label = signal.kind
        elif role in {"body", "chrome"} or (label == "related_label" and role not in {"related", "subhead"}):
            label = ""
        started = started or role == "body"
        roles.append(role)
    return roles


_PLAIN: dict[str, Role] = {
    "published": "published", "crawl_date": "crawl_date", "byline": "byline", "credit": "caption", "caption": "caption",
    "section": "section", "chrome": "chrome", "related_label": "related", "tag_label": "chrome", "tags": "tag",
    "comment_label": "chrome", "comment_mark": "chrome", "related": "related",
}  # fmt: skip


def _role_below(signal: Signals, first: bool) -> Role:
    return "chrome" if first or signal.kind in {"comment_label", "chrome"} else "comment"


def _role_inside(signals: list[Signals], index: int, inside: list[bool], label: str) -> Role:
    signal = signals[index]
    if signal.kind == "prose":
        return "body"
    if signal.kind in _PLAIN:
        return _PLAIN[signal.kind]
    if label == "related_label":
        return "related"
    if label == "tag_label":
        return "tag"
    return _between(signals, index)


def _between(signals: list[Signals], index: int) -> Role:
    """A title or a few words between paragraphs: the heading of what follows, a link to another story, or an entry."""
    signal = signals[index]
    own = {w.lower() for w in _WORD.findall(signal.unit.text)}
    following: set[str] = set()
    for later in signals[index + 1 : index + 4]:
        if later.kind != "prose":
            break
        following |= {w.lower() for w in _WORD.findall(later.unit.text)}
    echoed = len(own & following) / max(1, len(own))
    verb = bool(own & words("headline_verb"))
    if signal.words <= 3:
        return "subhead" if signal.unit.gap else "body"
    return "related" if verb and echoed < 0.5 else "subhead"


def _role_outside(
    signals: list[Signals], index: int, headline: set[int], started: bool, label: str, inside: list[bool]
) -> Role:
    signal = signals[index]
    if signal.kind in {"credit"} and started:
        return "chrome"
    if signal.kind in _PLAIN:
        if signal.kind == "section" and (started or not _near_headline(index, headline)):
            return "chrome"
        return _PLAIN[signal.kind]
    if label == "tag_label":
        return "tag"
    if signal.kind == "prose":
        return "subhead" if _near_headline(index, headline) and not started else "related" if started else "chrome"
    if not started and headline and index > min(headline) and _near_headline(index, headline):
        return "subhead" if signal.words >= 4 else "chrome"
    if not started and _next_prose(signals, index) and headline and index < min(headline) and signal.words >= 8:
        return "caption"
    if started and signal.unit.text.count(",") >= 2 and signal.capital > 0.6 and signal.words / (signal.unit.text.count(",") + 1) <= 3:
        return "tag"
    return "related" if signal.words >= 5 else "chrome"


def _next_prose(signals: list[Signals], index: int) -> bool:
    return index < 12


def _near_headline(index: int, headline: set[int]) -> bool:
    return any(abs(index - place) <= 6 for place in headline)


def _cut(signals: list[Signals], roles: list[Role]) -> list[Segment]:
    """Segments from units, datelines cut off the head of their units."""
    segments: list[Segment] = []
    for signal, role in zip(signals, roles, strict=True):
        start, end = signal.unit.start, signal.unit.end
        if role in {"body", "subhead"} and signal.dateline:
            stop = start + signal.dateline.end
            segments.append(Segment(start=start, end=min(stop, end), role="dateline"))
            start = stop
            while start < end and signal.unit.text[start - signal.unit.start].isspace():
                start += 1
        if start < end:
            segments.append(Segment(start=start, end=end, role=role))
    return segments
