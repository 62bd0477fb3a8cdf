"""Readings made up by hypothesis: any shape that the types allow and whose ids lead somewhere."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, get_args

from hypothesis import strategies as st

from truceline.model import (
    Act,
    Actor,
    ActorKind,
    Alias,
    Anomaly,
    AnomalyKind,
    Article,
    Ceasefire,
    Claim,
    Cue,
    Evidence,
    Failure,
    Finding,
    FindingState,
    Link,
    Metadatum,
    Mode,
    Reading,
    Review,
    Role,
    Rule,
    Segment,
    Source,
    Span,
    Speaker,
    Stance,
    Statement,
    StatementGroup,
    TimeExpression,
    TimelineEntry,
    When,
)

__all__ = ["readings"]

Draw = Any
SHORT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
MAYBE = st.none() | SHORT
NAMES = st.lists(st.from_regex(r"[a-z]{1,6}", fullmatch=True), unique=True, max_size=4)
INSTANTS = st.datetimes(
    min_value=datetime(1900, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC)
)


def _one_of(kind: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(get_args(kind))


def _some(draw: Draw, ids: list[str], most: int = 3) -> tuple[str, ...]:
    return tuple(draw(st.lists(st.sampled_from(ids), max_size=most))) if ids else ()


@st.composite
def whens(draw: Draw, readings: bool = True) -> When:
    bounds = sorted(draw(st.lists(INSTANTS, min_size=2, max_size=2)))
    several = draw(st.none() | st.tuples(whens(readings=False), whens(readings=False))) if readings else None
    return When(
        earliest=draw(st.sampled_from([None, bounds[0]])),
        latest=draw(st.sampled_from([None, bounds[1]])),
        edtf=draw(SHORT),
        zone=draw(MAYBE),
        readings=several,
        why=draw(SHORT),
    )


VALUES = st.one_of(
    whens(),
    SHORT,
    st.booleans(),
    st.integers(-(2**53), 2**53),
    st.floats(allow_nan=False, allow_infinity=False),
)


@st.composite
def _spans(draw: Draw, text: str) -> tuple[int, int]:
    start = draw(st.integers(0, len(text)))
    return start, draw(st.integers(start, len(text)))


def _evidence(draw: Draw, articles: list[tuple[str, str]], least: int = 0) -> tuple[Evidence, ...]:
    found = []
    for _ in range(draw(st.integers(least, 2))):
        name, text = draw(st.sampled_from(articles))
        start, end = draw(_spans(text))
        found.append(Evidence(start=start, end=end, article=name, text=text[start:end]))
    return tuple(found)


def _statement(draw: Draw, name: str, text: str, actors: list[str]) -> Statement:
    (start, end), (s, e) = draw(_spans(text)), draw(_spans(text))
    speaker = Speaker(start=s, end=e, text=text[s:e], actor=draw(MAYBE), why=draw(SHORT))
    return Statement(
        id=name,
        start=start,
        end=end,
        speaker=draw(st.sampled_from([None, speaker])),
        actor=draw(st.sampled_from([None, *actors])),
        why=draw(SHORT),
        cue=draw(st.sampled_from([None, Cue(start=s, end=e, text=text[s:e])])),
        content=tuple(Span(start=a, end=b) for a, b in draw(st.lists(_spans(text), max_size=2))),
        mode=draw(_one_of(Mode)),
        act=draw(_one_of(Act)),
        said=draw(st.none() | whens()),
        chain=_some(draw, actors),
        addressee=draw(MAYBE),
        confidence=draw(st.floats(0, 1)),
    )


@st.composite
def _articles(draw: Draw, name: str, actors: list[str], earlier: list[str]) -> Article:
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
    places = draw(st.lists(_spans(text), max_size=3))
    whole = [(name, text)]
    return Article(
        id=name,
        source=Source(uri=draw(SHORT), sha256=draw(SHORT), media_type=draw(SHORT)),
        text=text,
        title=draw(MAYBE),
        outlet=draw(MAYBE),
        byline=draw(MAYBE),
        place=draw(MAYBE),
        language=draw(MAYBE),
        translated_from=draw(MAYBE),
        published=draw(st.none() | whens()),
        metadata=tuple(
            Metadatum(name="url", value=value, origin="file") for value in draw(st.lists(SHORT, max_size=2))
        ),
        segments=tuple(Segment(start=a, end=b, role=draw(_one_of(Role))) for a, b in places),
        times=tuple(
            TimeExpression(
                start=a,
                end=b,
                text=text[a:b],
                type="DATE",
                timex=draw(SHORT),
                mod=draw(MAYBE),
                when=draw(st.none() | whens()),
            )
            for a, b in places
        ),
        statements=tuple(
            _statement(draw, f"{name}-s{n}", text, actors) for n in range(draw(st.integers(0, 2)))
        ),
        anomalies=tuple(
            Anomaly(
                kind=draw(_one_of(AnomalyKind)),
                message=draw(SHORT),
                evidence=_evidence(draw, whole),
                suggestion=draw(whens() | MAYBE),
            )
            for _ in range(draw(st.integers(0, 2)))
        ),
        copies_of=draw(st.sampled_from([None, *earlier])),
    )


def _finding(draw: Draw, claims: list[str], actors: list[str]) -> Finding:
    review = Review(
        by=draw(SHORT), at=draw(SHORT), decision="correct", value=draw(st.none() | VALUES), note=draw(SHORT)
    )
    return Finding(
        value=draw(VALUES),
        state=draw(_one_of(FindingState)),
        preferred=draw(st.booleans()),
        why=draw(SHORT),
        support=_some(draw, claims),
        against=_some(draw, claims),
        stance=draw(_one_of(Stance)),
        by=_some(draw, actors),
        when=draw(st.none() | whens()),
        review=draw(st.sampled_from([None, review])),
    )


def _ceasefire(
    draw: Draw,
    name: str,
    names: list[str],
    *,
    claims: list[str],
    actors: list[str],
    texts: list[tuple[str, str]],
) -> Ceasefire:
    fields = draw(
        st.lists(st.sampled_from(["status", "effective", "area", "parties"]), unique=True, max_size=3)
    )
    return Ceasefire(
        id=name,
        label=draw(SHORT),
        conflict=draw(MAYBE),
        articles=tuple(
            draw(st.lists(st.sampled_from([article for article, _ in texts]), min_size=1, max_size=3))
        ),
        fields={
            field: tuple(_finding(draw, claims, actors) for _ in range(draw(st.integers(0, 2))))
            for field in fields
        },
        timeline=tuple(
            TimelineEntry(
                when=draw(st.none() | whens()),
                kind=draw(SHORT),
                text=draw(SHORT),
                actors=_some(draw, actors),
                claims=_some(draw, claims),
            )
            for _ in range(draw(st.integers(0, 2)))
        ),
        rules=tuple(
            Rule(
                id=f"{name}-r{n}",
                actors=_some(draw, actors),
                deed="permit",
                acts=("aid",),
                area=draw(MAYBE),
                window=draw(st.none() | whens()),
                evidence=_evidence(draw, texts) if texts else (),
            )
            for n in range(draw(st.integers(0, 2)))
        ),
        linked=tuple(Link(ceasefire=other, how="extends") for other in _some(draw, names, 1)),
    )


@st.composite
def readings(draw: Draw, prefix: str = "") -> Reading:
    """A reading; ids begin with `prefix`, so that two readings can be made that share nothing."""
    named = draw(NAMES)
    actors = [prefix + name for name in draw(NAMES)] if named else []
    articles: list[Article] = []
    for name in named:
        articles.append(draw(_articles(prefix + name, actors, [a.id for a in articles])))
    texts = [(article.id, article.text) for article in articles]
    said = [statement.id for article in articles for statement in article.statements]
    names = [prefix + name for name in draw(NAMES)] if texts else []
    claims = [f"{prefix}c{n}" for n in range(draw(st.integers(0, 4)))] if texts else []
    return Reading(
        truceline=draw(SHORT),
        articles=tuple(articles),
        actors=tuple(
            Actor(
                id=name,
                name=draw(SHORT),
                kind=draw(_one_of(ActorKind)),
                ids=draw(st.dictionaries(SHORT, SHORT, max_size=2)),
                of=draw(MAYBE),
                aliases=tuple(
                    Alias(name=draw(SHORT), from_=draw(MAYBE), until=draw(MAYBE))
                    for _ in range(draw(st.integers(0, 2)))
                ),
            )
            for name in actors
        ),
        claims=tuple(
            Claim(
                id=name,
                article=draw(st.sampled_from(texts))[0],
                ceasefire=draw(st.sampled_from([None, *names])),
                field=draw(SHORT),
                value=draw(VALUES),
                stance=draw(_one_of(Stance)),
                by=_some(draw, actors),
                when=draw(st.none() | whens()),
                chain=_some(draw, actors),
                statement=draw(st.sampled_from([None, *said])),
                evidence=_evidence(draw, texts, 1),
            )
            for name in claims
        ),
        ceasefires=tuple(
            _ceasefire(draw, name, names, claims=claims, actors=actors, texts=texts) for name in names
        ),
        statement_groups=tuple(
            StatementGroup(
                id=f"{prefix}g{n}",
                statements=_some(draw, said),
                first=draw(st.sampled_from(said)),
                alike="exact",
            )
            for n in range(draw(st.integers(0, 2)))
            if said
        ),
        failures=tuple(
            Failure(uri=uri, reason=draw(SHORT))
            for uri in draw(st.lists(SHORT, unique=True, max_size=2))
            if uri not in {a.source.uri for a in articles}
        ),
    )
