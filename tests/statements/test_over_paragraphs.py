"""Statements that go on over paragraphs, and reports of one speaker joined in one sentence."""

from __future__ import annotations

import pytest

from truceline.statements import extract


def told(text: str) -> list[tuple[str, str]]:
    """Speaker ("" for none named) and content (pieces joined by " | ") of what is not nested."""
    return [
        (s.speaker.text if s.speaker else "", " | ".join(text[p.start : p.end] for p in s.content))
        for s in extract(text)
        if s.verb != "thought" and s.nested_in is None
    ]


def test_a_quotation_that_runs_over_paragraphs_is_one_statement() -> None:
    """Paragraphs that neither open nor close a quotation belong to the one left open before them."""
    text = (
        "After the talks the envoy said, “The road is open to all who want to go.\n\n"
        "Nobody will be stopped on the bridge, and no papers will be checked.\n\n"
        "We shall see tomorrow.” The general said the road was shut."
    )
    assert told(text) == [
        (
            "the envoy",
            "The road is open to all who want to go. | Nobody will be stopped on the bridge, and no papers"
            " will be checked. | We shall see tomorrow.",
        ),
        ("The general", "the road was shut"),
    ]


def test_a_mark_that_is_never_closed_swallows_no_paragraphs() -> None:
    """Without a closing mark further down the report goes on in its own voice."""
    text = "The king said: “No truce.\n\nThe army left the valley. The rebels said the king was wrong."
    assert told(text) == [("The king", "No truce."), ("The rebels", "the king was wrong")]


def test_short_reopened_paragraphs_go_on() -> None:
    """A paragraph that is one short quotation goes on with the one left open before it."""
    text = "“The road is open to all,” the envoy said. “We shall see.\n\n“We mean it.”"
    last = extract(text)[-1]
    assert text[last.content[0].start : last.content[0].end] == "We mean it."
    assert "the envoy" in last.why


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The ministry wrote on its site:\n\nOur troops hold the ridge. The enemy has fled.\n\nIt rained.",
            [("The ministry", "Our troops hold the ridge. The enemy has fled.")],
        ),
        ("The plan has three parts:\n\nOur troops hold the ridge in the north of the valley.", []),
    ],
)
def test_words_set_below_who_wrote_them(text: str, expected: list[tuple[str, str]]) -> None:
    """A paragraph below "The ministry wrote:" is what it wrote; below any other colon it is the report's."""
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Valley Front leader Ivo Roth denies truce, says fighters will hold the bridge",
            [
                ("Valley Front leader Ivo Roth", "truce"),
                ("Valley Front leader Ivo Roth", "fighters will hold the bridge"),
            ],
        ),
        ("The man said to have spoken for the group left the town.", []),
        (
            "The road to the port, two drivers say, is open again.",
            [("two drivers", "The road to the port | is open again")],
        ),
        (
            "Lund said the army had left the ridge and promised to watch it.",
            [("Lund", "the army had left the ridge"), ("Lund", "to watch it")],
        ),
        (
            "He said that he would pray for the king but did not suggest it would help him.",
            [("He", "that he would pray for the king"), ("He", "it would help him")],
        ),
        (
            "The envoy promised on Sunday at a rally in the port to end the blockade.",
            [("The envoy", "to end the blockade")],
        ),
        ("Asked on Monday whether the truce holds, the king left.", [("", "whether the truce holds")]),
        (
            "In the last session of the spring, held on the border, the envoy told the story of the flood.",
            [],
        ),
        (
            "Roth argued that the gap between the governor and then-Sen. Ada Lund was narrow.",
            [("Roth", "that the gap between the governor and then-Sen. Ada Lund was narrow")],
        ),
        ("PORT SUDAN, May 3 - Ivo Roth said the road was open.", [("Ivo Roth", "the road was open")]),
        ("A newly formed group called the Valley Guard attacked the port.", []),
        ("A minister called the Valley Guard a gang.", [("A minister", "the Valley Guard a gang")]),
        ("The paper asked the envoy if the truce held.", [("The paper", "if the truce held")]),
        (
            "Holding signs, drums and flags of the “Valley Front,” the crowd chanted “No truce, no tolls.”",
            [("the crowd", "No truce, no tolls.")],
        ),
        (
            "Lund said the army had begun talks - there are two rounds a month - but said it was too early.",
            [
                ("Lund", "the army had begun talks - there are two rounds a month"),
                ("Lund", "it was too early"),
            ],
        ),
        ("The sides have called off the talks in the port.", []),
        (
            "Nair said although rain and heat are bad for wheat, “nobody has looked at them together.”",
            [
                (
                    "Nair",
                    "although rain and heat are bad for wheat, “nobody has looked at them together.”",
                )
            ],
        ),
    ],
)
def test_who_said_which_part(text: str, expected: list[tuple[str, str]]) -> None:
    """The speaker and the words of each report in a sentence that holds several, or says when and where."""
    assert told(text) == expected
