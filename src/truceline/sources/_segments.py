"""Telling reporting from furniture in text that has lost its markup.

1. Lines become units: hard-wrapped lines are joined (`_lines`).
2. Each unit is looked at alone (`_signals`): its wording, its shape, its dates.
3. The readers' comments are cut off where they begin (`_comments`).
4. A sequence decision marks the stretches of the page that are articles (`_stretches`): every unit speaks
   for or against, and entering or leaving an article costs. So one sentence of a cookie notice is no
   article, and one link within an article does not end it.
5. The headline is found among the titles above each article (`_headline`).
6. Each unit gets its role from its signals, its neighbours and its stretch (`_roles`).
7. Datelines at the head of paragraphs become segments of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from truceline.model import Role, Segment
from truceline.sources._comments import comments_from
from truceline.sources._headline import headlines_of
from truceline.sources._lines import units_of
from truceline.sources._roles import Layout, roles_of
from truceline.sources._signals import Signals, look
from truceline.sources._stretches import articles_in

__all__ = ["segments_of"]

_GLUED = re.compile(
    r"[^.!?\n]{20,160}[\w’'\"] [A-Z][A-Z]{2,}(?:[ /-][A-Z]{2,}){0,2}(?: ?:|,? [–—-]) ?[A-Z\"“]"
)
_TEASERS = 3
_SAMPLE = 4_000
_LARGE = re.compile(r"[A-Z]")
_SMALL = re.compile(r"[a-z]")
_PLACE_AT_END = re.compile(r"(?<=[\w+:] )[^\W\d_]{4,}(?:[ -][^\W\d_]{3,})?$")
_ZONES = frozenset({"LOCAL", "TIME", "HOURS"})


def segments_of(text: str, *, title: str | None = None) -> tuple[Segment, ...]:
    """Every stretch of `text` that is not white space, with its role.

    Args:
        text: the text; offsets of the segments count its code points.
        title: the title, where it is known from elsewhere.

    Returns:
        Segments in order, without overlap, together covering every character that is not white space.
    """
    capitals = _in_capitals(text)
    signals = [look(unit, all_capitals=capitals) for unit in units_of(text, all_capitals=capitals)]
    signals = _with_teasers(signals)
    layout = _layout(signals, title)
    return tuple(_segments(signals, roles_of(signals, layout), layout))


def _in_capitals(text: str) -> bool:
    """Whether the text is in capitals, as old wire copy is."""
    sample = text[:_SAMPLE]
    return len(_LARGE.findall(sample)) > 4 * len(_SMALL.findall(sample))


def _with_teasers(signals: list[Signals]) -> list[Signals]:
    """The signals, in which lines that each hold the headline and then the dateline of a story are links,
    where three or more of them stand near one another. One alone is a report whose headline lost its line.
    """
    glued = [i for i, s in enumerate(signals) if s.kind == "prose" and not s.dateline and _is_glued(s)]
    listed = {
        place
        for first, last in zip(glued, glued[_TEASERS - 1 :], strict=False)
        if last - first < _TEASERS * 2
        for place in range(first, last + 1)
        if place in glued
    }
    return [replace(s, kind="related") if i in listed else s for i, s in enumerate(signals)]


def _is_glued(signal: Signals) -> bool:
    """Whether a line begins with the headline of a story and goes on with its first sentence: with the
    dateline in between, or after words of which all the long ones begin with a capital.
    """
    if _GLUED.match(signal.unit.text):
        return True
    opening = [word.strip("“‘\"'’(:,.?$") for word in signal.unit.text.split(None, 8)[:7]]
    long = [word for word in opening if len(word) > 3]
    return (
        len(long) >= 4
        and not any(word.islower() for word in long)
        and signal.capital < 0.8 <= len(opening) / 7
    )


def _layout(signals: list[Signals], title: str | None) -> Layout:
    """The layout of a file: each of the documents that it says it holds is taken by itself."""
    breaks = [index for index, signal in enumerate(signals) if signal.kind == "page_break"]
    articles: list[range] = []
    headlines: set[int] = set()
    comments: set[int] = set()
    for start, stop in pairwise([0, *breaks, len(signals)]):
        page = signals[start:stop]
        cut = comments_from(page)
        comments.update(range(start + cut, stop))
        floor = 0
        for article in articles_in(page[:cut]):
            headlines |= {start + place for place in headlines_of(page[:cut], article, floor, title)}
            articles.append(range(start + article.start, start + article.stop))
            floor = article.stop
    return Layout(tuple(articles), frozenset(headlines), frozenset(comments))


def _segments(signals: list[Signals], roles: list[Role], layout: Layout) -> Iterator[Segment]:
    openings = {_opening(roles, article) for article in layout.articles}
    for index, (signal, role) in enumerate(zip(signals, roles, strict=True)):
        start, end = signal.unit.start, signal.unit.end
        found = signal.dateline
        if found and role == "body" and (found.is_firm or index in openings):
            stop = start + found.end
            yield Segment(start=start, end=stop, role="dateline")
            start = stop + len(signal.unit.text[found.end :]) - len(signal.unit.text[found.end :].lstrip())
        elif (
            role == "published"
            and (place := _PLACE_AT_END.search(signal.unit.text))
            and _is_place(place.group())
        ):
            middle = start + place.start()
            yield Segment(start=start, end=middle - 1, role=role)
            yield Segment(start=middle, end=end, role="dateline")
            start = end
        if start < end:
            yield Segment(start=start, end=end, role=role)


def _opening(roles: list[Role], article: range) -> int:
    """The first paragraph of an article, below its standfirst."""
    return next((index for index in article if roles[index] == "body"), article.start)


def _is_place(words: str) -> bool:
    return words.isupper() and not set(words.split()) & _ZONES
