"""Readings made up by hypothesis: any shape that the types allow, with ids that lead somewhere.

Every field of every type is filled from its type hint unless something is said about it here, so that a field
which is added to the model is at once part of what must survive keeping.
"""

from __future__ import annotations

import types
from datetime import UTC, datetime
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from truceline.model import (
    Actor,
    Anomaly,
    Article,
    Ceasefire,
    Claim,
    Constraint,
    Cue,
    Evidence,
    Failure,
    Finding,
    Link,
    Reading,
    Rule,
    Segment,
    Span,
    Speaker,
    Statement,
    StatementGroup,
    TimeExpression,
    TimelineEntry,
    When,
)

__all__ = ["readings"]

Draw = Any
Texts = list[tuple[str, str]]
SHORT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NAMES = st.lists(st.from_regex(r"[a-z]{1,6}", fullmatch=True), unique=True, max_size=4)
INSTANTS = st.datetimes(
    min_value=datetime(1900, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC)
)
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: SHORT,
    bool: st.booleans(),
    int: st.integers(-(2**53), 2**53),
    # SQLite keeps no sign of zero, and nothing that is counted here has one.
    float: st.floats(allow_nan=False, allow_infinity=False).map(lambda number: number + 0.0),
    types.NoneType: st.none(),
}


@st.composite
def whens(draw: Draw, readings: bool = True) -> When:
    """Any time; with `readings`, perhaps one that can be read in two ways."""
    bounds = sorted(draw(st.lists(INSTANTS, min_size=2, max_size=2)))
    earliest, latest = (draw(st.sampled_from([None, bound])) for bound in bounds)
    two = st.none() | st.tuples(whens(readings=False), whens(readings=False)) if readings else st.none()
    return _fill(draw, When, earliest=earliest, latest=latest, readings=draw(two))


def _any(hint: Any) -> st.SearchStrategy[Any]:
    """Anything that fits a type hint of the model."""
    if hint in PLAIN or hint is When:
        return PLAIN.get(hint, whens())
    inner = get_args(hint)
    if get_origin(hint) is Literal:
        return st.sampled_from(inner)
    if get_origin(hint) in (Union, types.UnionType):
        return st.one_of(*map(_any, inner))
    if get_origin(hint) is tuple:
        return st.lists(_any(inner[0]), max_size=2).map(tuple)
    if get_origin(hint) is dict:
        return st.dictionaries(_any(inner[0]), _any(inner[1]), max_size=2)
    return st.composite(lambda draw: _fill(draw, hint))()


def _fill(draw: Draw, kind: type[Any], **given: Any) -> Any:
    """A thing of `kind` with the fields that are given, and any value in the others."""
    hints = get_type_hints(kind)
    return kind(
        **given, **{name: draw(_any(hints[name])) for name in kind.__struct_fields__ if name not in given}
    )


def _some(draw: Draw, ids: list[str], most: int = 3) -> tuple[str, ...]:
    return tuple(draw(st.lists(st.sampled_from(ids), max_size=most))) if ids else ()


def _maybe(draw: Draw, things: list[Any]) -> Any:
    return draw(st.sampled_from([None, *things]))


def _several(draw: Draw, most: int = 2) -> range:
    return range(draw(st.integers(0, most)))


def _place(draw: Draw, text: str) -> dict[str, int]:
    start = draw(st.integers(0, len(text)))
    return {"start": start, "end": draw(st.integers(start, len(text)))}


def _words(draw: Draw, text: str) -> dict[str, Any]:
    place = _place(draw, text)
    return {**place, "text": text[place["start"] : place["end"]]}


def _evidence(draw: Draw, texts: Texts, least: int = 0) -> tuple[Evidence, ...]:
    chosen = draw(st.lists(st.sampled_from(texts), min_size=least, max_size=2))
    return tuple(Evidence(article=name, **_words(draw, text)) for name, text in chosen)


def _statement(draw: Draw, name: str, text: str, actors: list[str], earlier: list[str]) -> Statement:
    return _fill(
        draw,
        Statement,
        id=name,
        **_place(draw, text),
        speaker=_maybe(draw, [_fill(draw, Speaker, **_words(draw, text))]),
        cue=_maybe(draw, [_fill(draw, Cue, **_words(draw, text))]),
        actor=_maybe(draw, actors),
        content=tuple(Span(**_place(draw, text)) for _ in _several(draw)),
        chain=_some(draw, actors),
        nested_in=_maybe(draw, earlier),
    )


def _article(draw: Draw, name: str, actors: list[str], earlier: list[str]) -> Article:
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
    said: list[Statement] = []
    for n in _several(draw):
        said.append(_statement(draw, f"{name}-s{n}", text, actors, [s.id for s in said]))
    return _fill(
        draw,
        Article,
        id=name,
        text=text,
        segments=tuple(_fill(draw, Segment, **_place(draw, text)) for _ in _several(draw)),
        times=tuple(_fill(draw, TimeExpression, **_words(draw, text)) for _ in _several(draw)),
        constraints=tuple(
            _fill(draw, Constraint, **_words(draw, text), dated=_maybe(draw, [Span(**_place(draw, text))]))
            for _ in _several(draw)
        ),
        statements=tuple(said),
        anomalies=tuple(
            _fill(draw, Anomaly, evidence=_evidence(draw, [(name, text)])) for _ in _several(draw)
        ),
        copies_of=_maybe(draw, earlier),
    )


def _ceasefire(draw: Draw, name: str, names: list[str], claims: list[str], texts: Texts) -> Ceasefire:
    def finding() -> Finding:
        return _fill(draw, Finding, support=_some(draw, claims), against=_some(draw, claims))

    return _fill(
        draw,
        Ceasefire,
        id=name,
        articles=_some(draw, [article for article, _ in texts]) or (texts[0][0],),
        fields={field: tuple(finding() for _ in _several(draw)) for field in draw(NAMES)},
        timeline=tuple(_fill(draw, TimelineEntry, claims=_some(draw, claims)) for _ in _several(draw)),
        rules=tuple(
            _fill(draw, Rule, id=f"{name}-r{n}", evidence=_evidence(draw, texts)) for n in _several(draw)
        ),
        linked=tuple(_fill(draw, Link, ceasefire=other) for other in _some(draw, names, 1)),
    )


@st.composite
def readings(draw: Draw) -> Reading:
    """A reading; only one with articles holds anything else than failures."""
    named = draw(NAMES)
    actors = draw(NAMES) if named else []
    articles: list[Article] = []
    for name in named:
        articles.append(_article(draw, name, actors, [a.id for a in articles]))
    texts = [(article.id, article.text) for article in articles]
    said = [statement.id for article in articles for statement in article.statements]
    names = draw(NAMES) if texts else []
    claims = [f"c{n}" for n in _several(draw, 4)] if texts else []
    read = {article.source.uri for article in articles}
    return _fill(
        draw,
        Reading,
        articles=tuple(articles),
        actors=tuple(_fill(draw, Actor, id=name) for name in actors),
        claims=tuple(
            _fill(
                draw,
                Claim,
                id=name,
                article=draw(st.sampled_from(texts))[0],
                ceasefire=_maybe(draw, names),
                statement=_maybe(draw, said),
                evidence=_evidence(draw, texts, 1),
            )
            for name in claims
        ),
        ceasefires=tuple(_ceasefire(draw, name, names, claims, texts) for name in names),
        statement_groups=tuple(
            _fill(
                draw,
                StatementGroup,
                id=f"g{n}",
                statements=_some(draw, said),
                first=draw(st.sampled_from(said)),
            )
            for n in _several(draw)
            if said
        ),
        failures=tuple(
            _fill(draw, Failure, uri=uri)
            for uri in draw(st.lists(SHORT, unique=True, max_size=2))
            if uri not in read
        ),
    )
