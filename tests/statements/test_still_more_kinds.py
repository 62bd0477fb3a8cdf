"""Kinds of sentences that were once read wrongly.

Ends of noun phrases, inserted and joined cues, who is named by a dash, whom a message goes to."""

from __future__ import annotations

import pytest

from truceline.language import passing
from truceline.statements import extract


def told(text: str) -> list[tuple[str, str]]:
    """Speaker ("" for none named) and content (pieces joined by " | ") of every statement."""
    return [
        (s.speaker.text if s.speaker else "", " | ".join(text[p.start : p.end] for p in s.content))
        for s in extract(text)
        if s.verb != "thought"
    ]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "The senator criticized the “identity politics” on display at the party's convention.",
            "the “identity politics” on display at the party's convention",
        ),
        (
            "They denounced the promotion of private schools through grants and waivers.",
            "the promotion of private schools through grants and waivers",
        ),
        (
            "The study cites rising prices, poor rains and the closure of the border.",
            "rising prices, poor rains and the closure of the border",
        ),
        (
            "The report was cautious, noting limited gains so far in the northern provinces.",
            "limited gains so far in the northern provinces",
        ),
        (
            "The council kept the curfew, noting fresh clashes last week near the mill.",
            "fresh clashes last week near the mill",
        ),
        (
            "She voted against, stressing heavy losses this year among fishermen of the delta.",
            "heavy losses this year among fishermen of the delta",
        ),
    ],
)
def test_a_noun_that_is_content_goes_on_to_its_end(text: str, content: str) -> None:
    """What hangs on the noun is part of it, whatever the tree hangs it on."""
    assert content in [words for _, words in told(text)]


def test_when_a_thing_was_said_is_no_part_of_it() -> None:
    """The time and occasion of a finite cue stay outside."""
    assert told("The envoy denounced the raid on Friday.") == [("The envoy", "the raid")]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("The road, said the envoy, is open.", "the envoy", "The road | is open"),
        (
            "The talks in Riga, said Ana Lund, the envoy of the union, will go on in May.",
            "Ana Lund, the envoy of the union",
            "The talks in Riga | will go on in May",
        ),
        (
            "He leans towards the deal, he said, because it frees the pupils.",
            "he",
            "He leans towards the deal | because it frees the pupils",
        ),
        (
            "“We are gravely worried,” the nuns wrote to the king, that the army has shelled the town.",
            "the nuns",
            "We are gravely worried | that the army has shelled the town",
        ),
        (
            "“It is an enormous moment,” said Vale. Unless the rest quit, “it is hard to see him stopped.”",
            "",
            "Unless the rest quit, “it is hard to see him stopped.”",
        ),
    ],
)
def test_an_inserted_cue_has_what_stands_on_both_sides(text: str, speaker: str, content: str) -> None:
    """The words in front and those behind are one content, and who is named between is the speaker."""
    assert (speaker, content) in told(text)


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "His staff sent out a text message to supporters saying: “We won the north!”",
            "His staff",
            "We won the north!",
        ),
        (
            "In Oslo, the rebels' chief, Ivo Roth, urged his men to stand back.",
            "the rebels' chief, Ivo Roth",
            "his men to stand back",
        ),
        (
            "Lazar said he welcomed his transfer and added, “I am guilty, no problem.”",
            "Lazar",
            "I am guilty, no problem.",
        ),
        (
            "A top aide said Lund must choose whose side she is on, saying, “She has to come out with it.”",
            "A top aide",
            "She has to come out with it.",
        ),
        (
            "“Having a map is of value,” said Skelly, explaining he had drawn it.",
            "Skelly",
            "Having a map is of value",
        ),
        (
            "“I saw the map and was struck by its skill to insult a village,” screenwriter Cole Haddon "
            "wrote on his page.",
            "screenwriter Cole Haddon",
            "I saw the map and was struck by its skill to insult a village",
        ),
        (
            "“I hope you can find the letters that are missing.” Roth said.",
            "Roth",
            "I hope you can find the letters that are missing.",
        ),
    ],
)
def test_who_speaks_is_not_whom_the_tree_shows(text: str, speaker: str, content: str) -> None:
    """Readers of a message, people who are urged and subjects of what is said do not speak."""
    assert (speaker, content) in told(text)


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("“I will not vote for him.” - Ana Lund, 34, Riga", ["Ana Lund, 34, Riga"]),
        ("“Not in my name, ever.”― Ivo Roth", ["Ivo Roth"]),
        ("“We never left.”\n— Ana Lund\n“Nor did we, friend.”\n— Ivo Roth", ["Ana Lund", "Ivo Roth"]),
    ],
)
def test_a_quotation_is_signed_behind_a_dash(text: str, speakers: list[str]) -> None:
    """As under letters and mottoes."""
    assert [speaker for speaker, _ in told(text)] == speakers


@pytest.mark.parametrize(
    "text",
    [
        "“The deal is dead” — the words of a man who had seen it fail.",
        "“Map of harbour found in ditch” — Vale Times, August 15",
    ],
)
def test_a_source_list_and_a_comment_behind_a_dash_sign_nothing(text: str) -> None:
    """Only sentences are signed."""
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "According to the paper, “The law lets dealers sell. Very few are kept out.”",
            "The law lets dealers sell. Very few are kept out.",
        ),
        (
            "The firm moved because, in the mayor's words, “the town is the most daring on the planet.”",
            "the town is the most daring on the planet.",
        ),
        (
            "Ivo Kasic, a liberal, predicted at the last debate that his party will take every seat.",
            "that his party will take every seat",
        ),
        (
            "Two scholars, Ana Lund and Ivo Roth, found in 2014 that the fleet is the best in the south.",
            "that the fleet is the best in the south",
        ),
        ("The raid was called a violation by the ministry.", "The raid | a violation"),
        ("The plan was described as a trap by both fronts.", "The plan | as a trap"),
    ],
)
def test_what_was_said_is_found_where_the_tree_fails(text: str, content: str) -> None:
    """Whole quotations, clauses behind a time, and both parts of a name that was given."""
    assert content in [words for _, words in told(text)]


def test_a_text_read_alone_leaves_the_readings_around_it_whole() -> None:
    """What a caller has parsed within a block of his own stays good."""
    with passing():
        first = extract("Qorvath of Zilmund said the Trenskop was open.")
        assert extract("The road is open, Qorvath said.")[0].speaker is not None
        assert extract("Qorvath of Zilmund said the Trenskop was open.") == first
