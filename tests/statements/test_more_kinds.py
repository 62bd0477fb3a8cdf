"""More kinds of sentences that were once read wrongly: questions put, refusals, transcripts, speakers hard to
find."""

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
    ("text", "speaker", "question"),
    [
        ("Asked if he would resign, the mayor shook his head.", "", "if he would resign"),
        ("The envoy was asked about the missing nurses.", "", "the missing nurses"),
        (
            "She was pressed by a senator on whether the port had paid.",
            "a senator",
            "whether the port had paid",
        ),
        ("When asked what the militia wanted, the priest left.", "", "what the militia wanted"),
    ],
)
def test_a_question_that_somebody_was_asked_is_asked_by_another(
    text: str, speaker: str, question: str
) -> None:
    """Who is asked is not who asks, and what is asked is not claimed by anybody."""
    assert (speaker, "asks", question) in told(text)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("She has called for the camps to be opened at once.", "the camps to be opened at once"),
        ("The bishops called for both armies to stand back.", "both armies to stand back"),
        ("The bank proposed a fund to rebuild the harbour.", "a fund to rebuild the harbour"),
        (
            "The council praised the efforts of the monks to end the siege.",
            "the efforts of the monks to end the siege",
        ),
    ],
)
def test_what_is_called_for_and_what_for_is_content(text: str, content: str) -> None:
    """The infinitive behind the noun belongs to it."""
    assert content in [words for _, _, words in told(text)]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("The hospital declined to comment.", "The hospital", "to comment"),
        ("A spokesman for the port refused to elaborate.", "A spokesman for the port", "to elaborate"),
        ("The brigade did not respond to our questions.", "The brigade", "our questions"),
        ("Neither bank returned calls on Sunday.", "Neither bank", "calls on Sunday"),
    ],
)
def test_a_refusal_without_a_topic_holds_what_was_refused(text: str, speaker: str, content: str) -> None:
    """So that it is a statement which can be shown."""
    [(who, act, words)] = told(text)
    assert who == speaker
    assert act in {"declines", "evades"}
    assert words.startswith(content.removesuffix(" on Sunday"))


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Lindqvist: the pause will hold\nAnna Lindqvist spoke in Riga.", "Lindqvist", "the pause will hold"),
        ("Okafor: no talks before rains\nJames Okafor left the hall.", "Okafor", "no talks before rains"),
        ("Baptiste: we were not told\nJean Baptiste leads the dockers.", "Baptiste", "we were not told"),
    ],
)
def test_a_headline_begins_with_who_speaks(text: str, speaker: str, content: str) -> None:
    """A bare name before the colon, of a person whom the text names."""
    assert told(text)[0] == (speaker, "asserts", content)


@pytest.mark.parametrize(
    "text",
    [
        "Analysis: the pause will hold\nAnna Lindqvist spoke in Riga.",
        "Yemen: the pause will hold\nThe port of Aden was quiet.",
        "Timeline: how the siege began\nJames Okafor left the hall.",
    ],
)
def test_a_topic_before_a_colon_is_no_speaker(text: str) -> None:
    """Standing heads and places say nothing."""
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        (
            "Q: Did you sign?\nA: We signed on Monday. It was late.\nQ: Who else was there?",
            ["Q", "A", "Q"],
        ),
        (
            "MR. DIAZ: The line is quiet.\nQUESTION: Since when?\nMR. DIAZ: Since dawn. We hope it lasts.",
            ["MR. DIAZ", "QUESTION", "MR. DIAZ"],
        ),
        (
            "Elena Roth: Good evening.\nSamir Haddad: Thank you.\nElena Roth: Will the bridge open?",
            ["Elena Roth", "Samir Haddad", "Elena Roth"],
        ),
    ],
)
def test_a_transcript_is_read_turn_by_turn(text: str, turns: list[str]) -> None:
    """Each paragraph after a label is what that person said."""
    outer = [s for s in extract(parse_text(text)) if not s.nested_in]
    assert [s.speaker.text for s in outer if s.speaker] == turns
    assert outer[1].content[0].end == text.index("\n", outer[1].start)


def test_a_dateline_in_capitals_begins_no_transcript() -> None:
    """One label, or several that do not come back, are places or parts of a list."""
    assert told("KARACHI: Rain fell.\nLAHORE: Roads closed.\nQUETTA: Trains ran.") == []


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "The solution, the surveyor told the paper, was simple.",
            "the surveyor",
            "The solution | was simple",
        ),
        ("Asked if it held, the major said no.", "the major", "no"),
        ("Two in three women said the same of the rebels.", "Two in three women", "the same of the rebels"),
        ("The road was shut, the governor told reporters.", "the governor", "The road was shut"),
    ],
)
def test_cues_set_into_a_sentence_and_short_answers(text: str, speaker: str, content: str) -> None:
    """A hearer behind the verb does not hide what stands around them; "no" is an answer."""
    assert (speaker, content) in [(who, words) for who, _, words in told(text)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We came too late,” Ferrand, 58, told the agency in Lyon on Monday.", "Ferrand, 58"),
        (
            "“A fine speech,” Steven Cole, a member from Ohio, told the minister as he left.",
            "Steven Cole, a member from Ohio",
        ),
        ("“Stay calm,” the captain, now in exile, told the crew by radio.", "the captain, now in exile"),
        ("The singer seemed glad of the noise, telling the crowd, “You are loud, aren't you?”", "The singer"),
        ("He then took off a muddy glove and joked, “But I am not made for this.”", "He"),
        (
            "In a note to the paper, her chief adviser, Jan Sobel, said: “The road is essential.”",
            "her chief adviser, Jan Sobel",
        ),
        (
            "The rector of the academy agreed. “Sensible people are running out of time.”",
            "The rector of the academy",
        ),
    ],
)
def test_the_speaker_is_found_where_the_tree_goes_wrong(text: str, speaker: str) -> None:
    """Between the marks and the verb, before a participle, behind a lead, in the sentence before."""
    [first, *_] = [s for s in extract(parse_text(text)) if s.mode == "direct"]
    assert first.speaker is not None
    assert first.speaker.text == speaker


@pytest.mark.parametrize(
    "text",
    [
        "“It is cool in there,” she said, describing how she builds “tube mixers,” pumps. “And we are kin.”",
        "“He is my uncle,” the clerk answered, referring to Peter D. Lang, a judge. “I will write to him.”",
        "“It will live on,” Sands said, as a few boys trained in the gym. “And it will live on here.”",
    ],
)
def test_a_quotation_goes_on_behind_what_stands_between(text: str) -> None:
    """A catchword in marks, an initial, or what happened meanwhile does not end what somebody says."""
    first = next(s for s in extract(parse_text(text)) if s.mode == "direct")
    assert len(first.content) == 2
    assert first.cue is not None


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        (
            "The king said the truce held, the rebels said it did not.",
            [("The king", "the truce held"), ("the rebels", "it did not")],
        ),
        (
            "Quito says the bridge was hit, Lima says it was not.",
            [("Quito", "the bridge was hit"), ("Lima", "it was not")],
        ),
        (
            "The union reported the port was shut, the owners reported it was open.",
            [("The union", "the port was shut"), ("the owners", "it was open")],
        ),
    ],
)
def test_two_who_contradict_each_other_in_a_sentence(text: str, statements: list[tuple[str, str]]) -> None:
    """What one says ends at the comma before the other."""
    assert [(who, words) for who, _, words in told(text)] == statements


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We grow stronger with every vote,” read the letter.", "the letter"),
        ("“No one has seen the lists,” read a banner at the gate.", "a banner at the gate"),
        ("“Bread first, then flags,” read one of the placards.", "one of the placards"),
    ],
)
def test_what_stood_written_is_said_by_what_it_stood_on(text: str, speaker: str) -> None:
    """ "Read" behind a quotation is a cue, whichever form the parser takes it for."""
    [statement] = extract(parse_text(text))
    assert statement.speaker is not None
    assert speaker.startswith(statement.speaker.text)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor called Wednesday.",
        "Anna Lind: 1,769.\nJon Roth: 547.\nAnna Lind: 44.",
        "The colonel went on the offensive.",
    ],
)
def test_days_numbers_and_offensives_are_not_said(text: str) -> None:
    """A day is when somebody called, a table has no speakers, "go on" says something in quotations only."""
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Tadesse told the rebels that if they want the hills back, “come and take them.”",
            "that if they want the hills back, “come and take them.”",
        ),
        (
            "The general told reporters that unless the shelling stops, “we will answer it.”",
            "that unless the shelling stops, “we will answer it.”",
        ),
        (
            "The envoy said that while both had erred, “the greater fault is with those who fired first.”",
            "that while both had erred, “the greater fault is with those who fired first.”",
        ),
    ],
)
def test_a_condition_before_the_marks_is_part_of_what_was_said(text: str, content: str) -> None:
    """Without it the quoted words would be said of something else."""
    assert [words for _, _, words in told(text)] == [content]


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("“We will hold to it,”Kamara said on Monday.", "Kamara", "We will hold to it"),
        ('"The guns are silent,"Mbeki said.', "Mbeki", "The guns are silent"),
        ("Kamara said,“Look, the men are tired.”", "Kamara", "Look, the men are tired."),
        ("He told the paper:“Nobody has signed anything.”", "He", "Nobody has signed anything."),
        ("«Они ушли,»Lind said. «They left at four.»", "Lind", "Они ушли They left at four."),
    ],
)
def test_marks_that_lost_the_space_beside_them(text: str, speaker: str, words: str) -> None:
    """Scraped pages glue quotation marks to the next word."""
    [statement] = extract(parse_text(text))
    assert statement.speaker is not None
    assert statement.speaker.text == speaker
    assert " ".join(text[piece.start : piece.end] for piece in statement.content) == words


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "Some elders grumbled about Abdi vowing to hold out and said that nobody else would.",
            ["Abdi", "Some elders"],
        ),
        (
            "The mayor wrote of militiamen promising to leave and added that none had.",
            ["militiamen", "The mayor"],
        ),
        (
            "The envoy met officers threatening to walk out and warned them that the line would not wait.",
            ["officers", "The envoy"],
        ),
        ("The ministry denied ordering the raid and said the villages were empty.", ["The ministry"] * 2),
    ],
)
def test_a_finite_verb_goes_on_with_its_own_kind(text: str, speakers: list[str]) -> None:
    """ "And said" reaches over a participle that reports to the verb in its own tense."""
    assert [who for who, _, _ in told(text)] == speakers


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "The line has moved, villagers say, leaving two hamlets on the wrong side of it.",
            "The line has moved | leaving two hamlets on the wrong side of it",
        ),
        (
            "The army is playing for time, the rebels say, bringing fresh guns across the river.",
            "The army is playing for time | bringing fresh guns across the river",
        ),
        ("The road is shut, the mayor said, adding that it was mined.", "The road is shut"),
        ("The road is shut, the mayor said, speaking on the radio.", "The road is shut"),
    ],
)
def test_what_goes_on_behind_an_inserted_cue(text: str, content: str) -> None:
    """A participle goes on with the content, unless it tells how or what else was said."""
    assert told(text)[0][2] == content


@pytest.mark.parametrize(
    "text",
    [
        "There was no truce to speak of.",
        "The hill has no trenches to speak of, nor wells.",
        "The ministry stopped ordering flour.",
    ],
)
def test_what_is_not_done_is_not_said(text: str) -> None:
    """An idiom, and gerunds of what was avoided or weighed."""
    assert told(text) == []
