"""Kinds of sentences that were once read wrongly, each by several of its kind."""

from __future__ import annotations

import pytest

from truceline.language import parse_text
from truceline.statements import extract


def told(text: str) -> list[tuple[str, str, str]]:
    """Speaker ("" for none named), act and content (pieces joined by " | ") of every statement."""
    return [
        (
            s.speaker.text if s.speaker else "",
            s.act,
            " | ".join(text[p.start : p.end] for p in s.content),
        )
        for s in extract(parse_text(text))
        if s.verb != "thought"
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("The ministry called it a violation.", "The ministry", "it a violation"),
        ("The council called the deal a disgrace on Friday.", "The council", "the deal a disgrace"),
        ("Her deputy described the pause as a trap.", "Her deputy", "the pause as a trap"),
        ("The paper labelled the envoy a traitor.", "The paper", "the envoy a traitor"),
    ],
)
def test_what_something_is_called_is_said_of_it(text: str, speaker: str, content: str) -> None:
    """ "Called X Y" is a statement with both for its content."""
    [(who, _, words)] = told(text)
    assert who == speaker
    assert words.startswith(content)


@pytest.mark.parametrize(
    "text",
    [
        "The deal includes a swap of prisoners, Turkey and Russia said.",
        "The plan provides for two corridors, the ministry said.",
        "The accord includes a hotline, the two armies said on Monday.",
    ],
)
def test_what_others_say_a_deal_includes_is_their_statement(text: str) -> None:
    """The deal itself says nothing where somebody is named who tells what is in it."""
    assert not [who for who, _, _ in told(text) if who.startswith(("The deal", "The plan", "The accord"))]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The rebels declared a truce.", "declares"),
        ("The army announced a halt to all raids.", "declares"),
        ("Both fronts proclaimed a ceasefire of three days.", "declares"),
        ("The rebels declared that the truce was over.", "asserts"),
        ("The movement said it was ready to extend the pause.", "promises"),
        ("“We are prepared to open the road,” the governor said.", "promises"),
        ("The general said his men were ready to attack.", "warns"),
        ("The ministry called the report a fabrication.", "denies"),
        ("The separatists rejected the accusation.", "denies"),
        ("The separatists rejected the plan.", "rejects"),
        ("The mayor called the observers to come and see.", "asks"),
    ],
)
def test_what_a_verb_does_depends_on_what_it_takes(text: str, act: str) -> None:
    """A truce is declared, a fact is declared to be one; an accusation is denied, a plan rejected."""
    assert [found for _, found, _ in told(text)] == [act]


@pytest.mark.parametrize(
    "text",
    [
        "“The road is shut,” Ana Lund said, noting that rain had washed it away. “It will stay shut.”",
        "“The road is shut,” Ana Lund told Radio Vale, which asked about the rain. “It will stay shut.”",
        "“The road is shut,” Ana Lund said after callers asked for news. “It will stay shut.”",
        "“The road is shut,” Ana Lund said in a letter explaining the delay. “It will stay shut.”",
    ],
)
def test_a_quotation_goes_on_behind_an_aside(text: str) -> None:
    """What stands between the halves of a quotation, other verbs of saying too, does not change its
    speaker."""
    assert ("Ana Lund", "asserts", "The road is shut | It will stay shut.") in told(text)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("General Ade Bayo left the room. “I have nothing to hide from anyone.”", "General Ade Bayo"),
        (
            "“I will stay,” the mayor said. Colonel Ana Voss walked in. “I would rather that you left.”",
            "Colonel Ana Voss",
        ),
        ("The ambassador banged on the table. “Nobody leaves before we sign.”", "The ambassador"),
    ],
)
def test_who_does_something_right_before_a_quotation_speaks_in_it(text: str, speaker: str) -> None:
    """The subject of the sentence in front comes before whoever spoke last."""
    assert told(text)[-1][0] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“The bridge is ours,” the crowd boomed.", "the crowd"),
        ("“Peace is near, believe me,” crooned Ivo Lenz.", "Ivo Lenz"),
        ("She thundered, “Nobody shall pass this gate.”", "She"),
    ],
)
def test_a_verb_that_no_list_knows_speaks_beside_a_quotation(text: str, speaker: str) -> None:
    """The comma at the marks is sign enough."""
    assert speaker in [who for who, _, _ in told(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The envoy told the story in his book, “The Long Road.”",
        "She described how, in her memoir, “Rivers of Stone,” the villages were left.",
        "The agency reported on the film “Night Over Karsa” last week.",
    ],
)
def test_the_name_of_a_work_is_no_quotation(text: str) -> None:
    """Titles stand in marks too."""
    assert not any(
        words in {"The Long Road.", "Rivers of Stone", "Night Over Karsa"} for _, _, words in told(text)
    )


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The senator emailed supporters saying: “The struggle goes on.”", "The senator"),
        ("The minister gave a nod to the war, remarking, “We all know the price.”", "The minister"),
        ("The king wrote to his people saying the war was lost.", "The king"),
        ("A sign saying the road was closed stood at the gate.", "A sign"),
    ],
)
def test_a_participle_has_the_speaker_of_its_sentence(text: str, speaker: str) -> None:
    """Not the noun on which the tree hangs it, unless that noun can speak."""
    assert told(text)[-1][0] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "After the talks in Lisbon, the envoy called the delegates together.",
        "While the guns were silent, he also found his voice.",
        "In April, the office, which led the effort, emailed two aides.",
    ],
)
def test_what_leads_up_to_a_verb_is_not_what_was_said(text: str) -> None:
    """A fronted occasion is no content."""
    assert not [words for _, _, words in told(text) if words.startswith(("After", "While", "In April"))]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Sudan's army chief Abdel Fattah al-Burhan on Tuesday rejected the proposal.",
            "Sudan's army chief Abdel Fattah al-Burhan",
        ),
        (
            "The envoy wrote on X. Rebel commander Ivo Sands warned that talks were over.",
            "Rebel commander Ivo Sands",
        ),
        ("Senator Ada Lund (R-OH) said that the truce would fail.", "Senator Ada Lund (R-OH"),
        (
            "Nadia Roth, head of the mission, which has watched the line for years, said it was quiet.",
            "Nadia Roth, head of the mission",
        ),
    ],
)
def test_a_speaker_keeps_the_whole_name(text: str, speaker: str) -> None:
    """Whatever stands between name and verb, and wherever the tree hangs the name."""
    assert told(text)[-1][0].startswith(speaker.removesuffix("(R-OH").rstrip())
