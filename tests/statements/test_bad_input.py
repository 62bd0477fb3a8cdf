"""Nothing that a page can hold stops the reading, and every offset stays true."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from truceline.language import parse_text
from truceline.model import Statement
from truceline.statements import Judge, extract, use_judge

BAD = {
    "a quotation that never closes": "“We will not go, said the minister. " * 400,
    "ten thousand quotation marks": '"' * 10_000,
    "ten thousand opening marks": "“ " * 10_000,
    "no sentence end": "the minister said that the army would go and " * 700,
    "a long paragraph": "The minister said, “We will not go home.” " * 1200,
    "marks of direction": "\u200fقال: «لا» 😀 \u200e“We go,” he said. " * 60,
    "emoji": "🕊️ said 🕊️: “🕊️ 🕊️ 🕊️ 🕊️” " * 100,
    "dashes": "“A, – said B. – " * 500,
    "refusals without end": "To clarify what , " * 1000 + " he did not.",
    "single marks": "he said 'no 's 'n " * 600,
    "verbs alone": "said " * 3000,
}
PIECES = st.sampled_from(
    [
        "said",
        "the minister",
        "“",
        "”",
        '"',
        "‘",
        "’",
        ",",
        ".",
        " – ",
        ": ",
        "that the truce holds",
        "\n",
        "\u00a0",
        "according to",
        "he",
        "declined to comment on",
        "Peskov",
        "(",
        ")",
        "told reporters",
        "We will go",
        "😀",
        "?",
        "was quoted as saying",
        "adding",
        "«",
        "»",
        "THE ARMY SAID",
        "İ",
        "''",
        "``",
        "To clarify",
        "he did not.",
    ]
)


def spans_are_true(text: str, statements: tuple[Statement, ...]) -> None:
    """Every span of every statement reads what is stored, within its statement's bounds."""
    for statement in statements:
        assert 0 <= statement.start < statement.end <= len(text)
        for words in (statement.speaker, statement.cue):
            if words is not None:
                assert text[words.start : words.end] == words.text
                assert statement.start <= words.start < words.end <= statement.end
        for piece in statement.content:
            assert statement.start <= piece.start < piece.end <= statement.end
            assert text[piece.start : piece.end].strip()


@pytest.mark.parametrize("kind", BAD)
def test_bad_input_takes_bounded_time_and_raises_nothing(kind: str) -> None:
    """A tenth of a millisecond a character is many times what honest text takes."""
    text = BAD[kind]
    parsed = parse_text(text)
    began = time.process_time()
    statements = extract(parsed)
    assert time.process_time() - began < 1 + len(text) / 10_000
    spans_are_true(text, statements)


@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_offsets_are_true_for_any_text(text: str) -> None:
    """Whatever is put together from the stuff of news, each span reads its own words; and again the same."""
    statements = extract(text)
    spans_are_true(text, statements)
    assert extract(text) == statements
    assert [s.id for s in statements] == [f"text.s{n}" for n in range(1, len(statements) + 1)]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\ufeff", "."])
def test_empty_text_has_no_statements(text: str) -> None:
    """Nothing in, nothing out."""
    assert extract(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "„Die Waffen schweigen“, sagte der Minister am Freitag. Er erklärte, dass die Gespräche weitergehen.",
        "« Les armes se sont tues », a déclaré le ministre. Selon l’armée, il n’y a pas eu de pertes.",
        "«Оружие молчит с полуночи», — заявил министр. Он добавил, что переговоры продолжаются.",
        "قال الوزير يوم الجمعة: «صمتت المدافع منذ منتصف الليل». وأضاف أن المحادثات مستمرة.",
        "Bakan cuma günü “Silahlar gece yarısından beri susuyor” dedi.",
    ],
)
def test_other_languages_yield_nothing(text: str) -> None:
    """What is not English is not guessed at, whether or not the article knows its language."""
    assert extract(text) == ()


def test_an_article_that_says_it_is_not_english_is_left_alone() -> None:
    """Even where a sentence would pass for English."""
    parsed = parse_text("The minister said that the war was over.")
    article = structs.replace(parsed.article, language="nl")
    assert extract(replace(parsed, article=article)) == ()
    assert len(extract(parsed)) == 1


def test_a_refusal_whose_verbs_stand_in_the_wrong_order_has_no_cue_and_is_left_out() -> None:
    """A parse that hangs "declined" behind its own infinitive once made a statement without any words."""
    text = "To clarify “ declined to comment on"
    spans_are_true(text, extract(text))


EAGER = Judge(about="a test", keep={"": 9.0}, ends={"side=more": 3.0})
"""Takes every candidate, and the farthest end of each."""


@pytest.mark.parametrize("kind", BAD)
def test_bad_input_does_not_trouble_a_judge(kind: str) -> None:
    """With every candidate taken, the time stays bounded and the offsets true."""
    parsed = parse_text(BAD[kind])
    use_judge(EAGER)
    try:
        began = time.process_time()
        statements = extract(parsed)
        assert time.process_time() - began < 2 + len(BAD[kind]) / 3_000
    finally:
        use_judge(None)
    spans_are_true(BAD[kind], statements)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_offsets_are_true_with_a_judge_that_takes_everything(text: str) -> None:
    """Every candidate that there is keeps its own words."""
    use_judge(EAGER)
    try:
        spans_are_true(text, extract(text))
    finally:
        use_judge(None)
