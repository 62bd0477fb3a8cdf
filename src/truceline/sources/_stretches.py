"""Which stretches of a page are articles."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from truceline.sources import _patterns as patterns
from truceline.sources._signals import Signals, content

__all__ = ["articles_in"]

SWITCH = 4.0
"""What it costs to enter or leave an article, in the units of `_evidence` (a sentence of 16 words is worth
2.5).
"""
_VALUES = {
    "chrome": -2.4, "related_label": -1.5, "tag_label": -1.5, "tags": -2.0, "comment_mark": -2.0,
    "comment_label": -2.0, "published": -0.5, "crawl_date": -1.0, "byline": -0.3, "credit": -0.5,
    "caption": -0.2, "section": -1.0, "related": -1.5, "title": -0.8, "short": -1.2, "item": -0.2,
    "heading": 0.5, "remark": 0.3, "page_break": -20.0, "dateline": 4.0,
}  # fmt: skip
_DATELINE = 4.0
_FILLER = -1.0
_SHARE = 0.35
_RUN = 3
_PIECE = 6.0
_SHARED = 0.4
_APART = 8
_BIO = 70


def articles_in(signals: list[Signals]) -> list[range]:
    """The stretches of units that are articles, in order: from their first to their last unit of prose.

    The best path through two states, in and out (Viterbi), gives the candidates. The one with the most
    evidence is the article; of the others only those stay that open with a dateline, or have a third of its
    evidence in paragraphs that follow one another (teasers alternate with titles).
    """
    values = _values_of(signals)
    stretches = [_trimmed(signals, stretch) for stretch in _paths(values)]
    stretches = [part for stretch in stretches if stretch for part in _parted(signals, stretch)]
    if not stretches:
        prose = [index for index, signal in enumerate(signals) if signal.kind == "prose"]
        return [range(prose[0], prose[-1] + 1)] if prose else []
    worth = [sum(values[index] for index in stretch) for stretch in stretches]
    most = max(worth)
    main = stretches[worth.index(most)]
    about = _about(signals, main)
    return [
        stretch
        for stretch, value in zip(stretches, worth, strict=True)
        if stretch is main
        or _stands_alone(signals, stretch, value, most)
        or _belongs(
            signals,
            stretch,
            value,
            about,
            stretch.start - main.stop if stretch.start > main.start else main.start - stretch.stop,
        )
    ]


def _parted(signals: list[Signals], stretch: range) -> list[range]:
    """A stretch, parted where a second report begins: a title, then a paragraph with a dateline of place
    and day.
    """
    starts = [stretch.start]
    for index in stretch[2:]:
        found = signals[index].dateline
        above = [s for s in signals[max(stretch.start + 1, index - 4) : index] if s.kind != "prose"]
        if found and found.place and found.is_firm and any(s.kind == "title" for s in above):
            starts.append(index)
    ends = [
        max((i for i in range(start, index) if signals[i].kind == "prose"), default=start) + 1
        for start, index in pairwise(starts)
    ]
    return [range(start, end) for start, end in zip(starts, [*ends, stretch.stop], strict=True)]


def _about(signals: list[Signals], stretch: range) -> set[str]:
    return content(
        " ".join(signals[index].unit.text[:2000] for index in stretch if signals[index].kind == "prose")
    )


def _belongs(signals: list[Signals], stretch: range, value: float, about: set[str], apart: int) -> bool:
    """Whether a stretch is a piece of the article that furniture cut off: paragraphs in a row, in the
    article's words.
    """
    own = _about(signals, stretch)
    shared = _SHARED if apart > _APART else _SHARED / 4
    return value >= _PIECE and _run(signals, stretch) >= 2 and len(own & about) >= shared * len(own)


def _run(signals: list[Signals], stretch: range) -> int:
    """The most paragraphs that follow one another."""
    longest = run = 0
    for index in stretch:
        run = run + 1 if signals[index].kind == "prose" else 0
        longest = max(longest, run)
    return longest


def _values_of(signals: list[Signals]) -> list[float]:
    """The evidence of each unit. Prose that stands on the page twice is a caption or a teaser, and counts as
    a title; furniture that stands there twice fills the gaps between paragraphs, and counts less.
    """
    counts = Counter(s.folded for s in signals if s.kind in {"prose", "chrome"})
    values = []
    for signal in signals:
        if counts[signal.folded] < 2:
            values.append(_evidence(signal))
        elif signal.kind == "prose":
            values.append(_VALUES["title"])
        else:
            values.append(_FILLER if signal.kind == "chrome" else _evidence(signal))
    return values


def _evidence(signal: Signals) -> float:
    if signal.kind != "prose":
        return _VALUES[signal.kind]
    firm = signal.dateline is not None and signal.dateline.is_firm
    return min(signal.words, 40) / 6.4 + (_DATELINE if firm else 0.0)


def _paths(values: list[float]) -> list[range]:
    inside, outside = -SWITCH, 0.0
    came_in: list[bool] = []
    came_out: list[bool] = []
    for value in values:
        came_in.append(inside >= outside - SWITCH)
        came_out.append(inside - SWITCH > outside)
        inside, outside = max(inside, outside - SWITCH) + value, max(outside, inside - SWITCH)
    state = inside - SWITCH / 2 > outside
    stretches: list[range] = []
    end = len(values)
    for index in range(len(values) - 1, -1, -1):
        before = came_in[index] if state else came_out[index]
        if state and not before:
            stretches.append(range(index, end))
        elif before and not state:
            end = index
        state = before
    if state:
        stretches.append(range(0, end))
    return stretches[::-1]


_CORE = frozenset({"prose", "dateline", "heading", "item", "remark"})


def _trimmed(signals: list[Signals], stretch: range) -> range:
    """A stretch from its first to its last paragraph, without the teasers at its end."""
    core = [index for index in stretch if signals[index].kind in _CORE]
    if not any(signals[index].kind == "prose" for index in core):
        return range(0)
    teasers = _teasers(signals, stretch)
    while core and (core[-1] in teasers or _is_no_end(signals[core[-1]])):
        core.pop()
    return range(core[0], core[-1] + 1) if core else range(0)


def _is_no_end(signal: Signals) -> bool:
    """Whether a report cannot end with this: a teaser that breaks off, or what is said of the author."""
    if patterns.BIO.match(signal.unit.text) and signal.words < _BIO:
        return True
    return signal.unit.text.endswith(("...", "…", "[…]", "[...]")) and signal.unit.text[0] not in '"“‘'


def _teasers(signals: list[Signals], stretch: range) -> set[int]:
    """Paragraphs at the end that each take up a title of their own: two or more in a row."""
    found: list[int] = []
    index = stretch.stop - 1
    while index > stretch.start:
        title, teaser = signals[index - 1], signals[index]
        own = content(title.unit.text)
        if (
            teaser.kind == "prose"
            and title.kind in {"title", "related"}
            and 2 * len(own & content(teaser.unit.text)) >= len(own) > 2
        ):
            found.append(index)
            index -= 2
        elif teaser.kind in {"title", "short", "related", "published", "chrome", "credit", "caption"}:
            index -= 1
        else:
            break
    return set(found) if len(found) > 1 else set()


def _stands_alone(signals: list[Signals], stretch: range, value: float, most: float) -> bool:
    opens = signals[stretch[0]]
    if opens.kind == "dateline" or (opens.dateline and opens.dateline.is_firm):
        return len(stretch) > 1
    return value >= _SHARE * most and _run(signals, stretch) >= _RUN
