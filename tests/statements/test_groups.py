"""The same statement in several places."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.model import Article, Source, Span, Statement, When
from truceline.records.groups import group_statements

OFFER = "the army will stop all fire along the Karsa river at dawn on Monday"
REWORDED = "on Monday at dawn the army stops all firing along the river Karsa"
OTHER = "prices of bread have doubled in the markets of the capital"


def report(
    name: str, *texts: str, day: int | None = None, by: str | None = "okafor", translated: str | None = None
) -> Article:
    """A report whose statements are these texts, published on a day of May 2031."""
    text = "\n".join(texts)
    statements = []
    for number, words in enumerate(texts, 1):
        span = Span(start=text.index(words), end=text.index(words) + len(words))
        statements.append(
            Statement(
                id=f"{name}.s{number}",
                start=span.start,
                end=span.end,
                speaker=None,
                actor=by,
                cue=None,
                content=(span,),
                mode="indirect",
                act="asserts",
            )
        )
    published = None
    if day is not None:
        start = datetime(2031, 5, 1, tzinfo=UTC) + timedelta(days=day)
        published = When(earliest=start, latest=start + timedelta(days=1), edtf=start.date().isoformat())
    return Article(
        id=name,
        source=Source(uri=name, sha256=""),
        text=text,
        published=published,
        translated_from=translated,
        statements=tuple(statements),
    )


def test_likeness_is_named_by_its_weakest_pair() -> None:
    """Exact, trimmed, reworded, translated."""
    longer = f"{OFFER}, and not one hour later"
    for other, translated, alike in (
        (OFFER, None, "exact"),
        (longer, None, "trimmed"),
        (REWORDED, None, "paraphrase"),
        (REWORDED, "ru", "translation"),
    ):
        [group] = group_statements([report("a", OFFER, OTHER), report("b", other, translated=translated)])
        assert group.statements == ("a.s1", "b.s1")
        assert group.alike == alike


def test_the_first_is_the_earliest_known_whatever_the_order_of_input() -> None:
    """A report of Sunday had it before one of Monday."""
    late, early = report("late", OFFER, day=5), report("early", OFFER, day=4)
    [group] = group_statements([late, early])
    assert group.first == "early.s1"


def test_reports_of_other_months_do_not_carry_the_same_statement() -> None:
    """The same words half a year later are another statement."""
    assert group_statements([report("a", OFFER, day=0), report("b", OFFER, day=180)]) == ()


def test_a_statement_is_no_repetition_of_what_stands_within_it() -> None:
    """Nested statements share their words, and are not two reports of one statement."""
    article = report("a", OFFER)
    [outer] = article.statements
    inner = Statement(
        id="a.s2",
        start=4,
        end=outer.end,
        speaker=None,
        actor=None,
        cue=None,
        content=(Span(start=4, end=outer.end),),
        mode="indirect",
        act="asserts",
        nested_in="a.s1",
    )
    both = Article(id="a", source=article.source, text=article.text, statements=(outer, inner))
    assert group_statements([both]) == ()


def test_comments_and_links_are_in_no_group() -> None:
    """Furniture never becomes a source."""
    first, second = report("a", OFFER), report("b", OFFER)
    [statement] = second.statements
    comment = Statement(
        id=statement.id,
        start=statement.start,
        end=statement.end,
        speaker=None,
        actor=None,
        cue=None,
        content=statement.content,
        mode="indirect",
        act="asserts",
        part="comment",
    )
    assert (
        group_statements(
            [first, Article(id="b", source=second.source, text=second.text, statements=(comment,))]
        )
        == ()
    )


@given(st.permutations(["a", "b", "c", "d"]))
def test_the_order_of_reports_does_not_change_who_is_together(order: list[str]) -> None:
    """Same reports, same groups."""
    texts = {"a": OFFER, "b": REWORDED, "c": OTHER, "d": f"{OTHER}, sellers say"}
    groups = group_statements([report(name, texts[name]) for name in order])
    assert {frozenset(g.statements) for g in groups} == {
        frozenset({"a.s1", "b.s1"}),
        frozenset({"c.s1", "d.s1"}),
    }


def test_a_thousand_reports_are_grouped_in_seconds() -> None:
    """The cost does not grow with the square: a thousand reports of fifty statements of three kinds."""
    subjects = [
        f"the {w} of district {n}" for n in range(50) for w in ("bridge", "market", "school", "mill", "well")
    ]
    reports = [
        report(f"r{n}", f"{subjects[n % len(subjects)]} was hit by shells", f"{OTHER} {n}")
        for n in range(1000)
    ]
    assert group_statements(reports)


FILLER = [
    f"the {noun} of {place} was {deed} before noon"
    for noun, place in zip(
        ("mill", "school", "bakery", "ferry", "clinic", "chapel", "tannery", "quarry", "market", "bridge"),
        ("Arden", "Belloc", "Corvo", "Dunmore", "Elsin", "Fanto", "Gorj", "Havel", "Istria", "Jalle"),
        strict=True,
    )
    for deed in ("painted", "sold", "flooded", "repaired", "measured", "blessed")
]
"""Statements of unrelated reports, by which every word of the others becomes rare."""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("nobody was ready for such a winter", "the crews are ready whenever the valves arrive"),
        (
            "executive orders may be used in a drought",
            "the use of executive orders by the mayor is dangerous",
        ),
        ("it is strictly a matter between neighbours", "our friendship was strictly business"),
        (
            "the unemployment rate has fallen below five percent",
            "rivals falsified the unemployment figures again",
        ),
    ],
)
def test_a_rare_word_in_common_joins_nothing(one: str, other: str) -> None:
    """Also among many reports on other things, where that word weighs more than all the rest."""
    others = [report(f"f{n}", text, by=None) for n, text in enumerate(FILLER)]
    groups = group_statements([report("a", one, by=None), report("b", other, by=None), *others])
    assert not any({"a.s1", "b.s1"} <= set(group.statements) for group in groups)


def test_a_statement_said_again_is_found_among_many_reports() -> None:
    """What was said twice in other words is still one, however many others stand around it."""
    others = [report(f"f{n}", text, by=None) for n, text in enumerate(FILLER)]
    groups = group_statements([report("a", OFFER), report("b", REWORDED), *others])
    assert any({"a.s1", "b.s1"} <= set(group.statements) for group in groups)
