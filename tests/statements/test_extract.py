"""Who said what, on text as it comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from truceline.language import parse_text
from truceline.model import Article, Segment, Source, Statement, TimeExpression, When
from truceline.statements import extract


def said(text: str) -> list[tuple[str | None, str | None, list[str]]]:
    """Speaker, cue and pieces of content of every statement in a text."""
    return [
        (
            s.speaker.text if s.speaker else None,
            s.cue.text if s.cue else None,
            [text[p.start : p.end] for p in s.content],
        )
        for s in extract(text)
    ]


def only(text: str) -> Statement:
    """The one statement of a text."""
    [statement] = extract(text)
    return statement


@dataclass(frozen=True)
class Answer:
    """What the stand-in cast answers."""

    actor: str
    why: str = "as the test says"


@dataclass(frozen=True)
class Names:
    """A cast that knows words by heart, and "he" as the last speaker."""

    text: str
    known: dict[str, str]

    def who(self, start: int, end: int, *, focus: Sequence[str] = ()) -> Answer | None:
        words = self.text[start:end]
        if words.lower() in {"he", "she"}:
            return Answer(focus[-1]) if focus else None
        return Answer(self.known[words]) if words in self.known else None


@pytest.mark.parametrize(
    ("speakers", "content"),
    [
        (
            "Saudi Arabia and the United States",
            "The army and the rebels have signed an agreement for a seven-day ceasefire",
        ),
        ("Turkey and Russia", "The deal includes a prisoner swap"),
        ("Kenya, Uganda and Ethiopia", "The two sides have signed a deal for a truce"),
        ("Switzerland and Qatar", "The sides reached an agreement on a pause"),
    ],
)
def test_several_speakers_after_the_words_are_all_speakers(speakers: str, content: str) -> None:
    """None of the names that are set off by a comma is left in what they say."""
    assert (speakers, "said", [content]) in said(f"{content}, {speakers} said in a statement.")


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("“We will hold the bridge,” said Major Ilic.", "direct"),
        ("Major Ilic said that his men would hold the bridge.", "indirect"),
        ("Major Ilic said that his men “will not move one step back” from the bridge.", "mixed"),
        ("According to Major Ilic, the bridge “is ours and stays ours”.", "mixed"),
        ("The bridge is safe, according to Major Ilic.", "indirect"),
    ],
)
def test_mode_is_told_by_what_stands_in_quotation_marks(text: str, mode: str) -> None:
    """All inside marks is direct, none is indirect, and both is mixed."""
    assert only(text).mode == mode


def test_outer_quotation_marks_are_no_content() -> None:
    """The marks of every style are left out, what is quoted within stays."""
    for opened, closed in ("“”", "„“", "«»", '""', "‘’"):
        text = f"{opened}We call it the iron bridge,{closed} said Major Ilic."
        assert said(text) == [("Major Ilic", "said", ["We call it the iron bridge"])]


def test_a_quotation_broken_by_its_cue_is_one_statement() -> None:
    """Two pieces, one cue, one speaker."""
    text = "“We came to talk,” the envoy said, “and we leave with a paper.”"
    assert said(text) == [("the envoy", "said", ["We came to talk", "and we leave with a paper."])]


def test_a_cue_within_the_marks_set_off_by_dashes_cuts_the_quotation() -> None:
    """The Russian way of setting a cue into a quotation."""
    text = "“The road is open, – said the governor. – Nobody will be stopped.”"
    assert said(text) == [("the governor", "said", ["The road is open", "Nobody will be stopped."])]


def test_a_quotation_in_the_next_paragraph_goes_on_with_the_same_speaker() -> None:
    """No words name the speaker; the statement says whose words it goes on with."""
    text = "“We lost ten men,” Colonel Vance said.\n“Their families have been told.”"
    cast = Names(text, {"Colonel Vance": "vance"})
    first, second = extract(parse_text(text), cast=cast)
    assert second.speaker is None
    assert second.cue is None
    assert second.actor == "vance"
    assert first.id in second.why


def test_a_cue_set_into_the_sentence_leaves_two_pieces() -> None:
    """What stands on both sides of "she added" was said."""
    text = "The talks, she added, will be long."
    assert said(text) == [("she", "added", ["The talks", "will be long"])]


@pytest.mark.parametrize(
    ("text", "act", "topic"),
    [
        ("The ministry declined to comment on reports of an annex.", "declines", "reports of an annex"),
        ("The minister would not say who had fired first.", "declines", "who had fired first"),
        ("Neither side would comment on the length of the pause.", "declines", "the length of the pause"),
        ("The army cannot confirm that the village has fallen.", "declines", "that the village has fallen"),
        ("The envoy did not directly answer a question about losses.", "evades", "a question about losses"),
        ("To explain how the maps were lost, the colonel did not.", "evades", "how the maps were lost"),
        ("The envoy avoided saying whether he would stay.", "evades", "whether he would stay"),
        ("The rebels denied that they had mined the road.", "denies", "that they had mined the road"),
        ("The general dismissed the story.", "denies", "the story"),
    ],
)
def test_what_is_not_said_is_an_act_of_its_own(text: str, act: str, topic: str) -> None:
    """Refusals, evasions and denials are typed, and what they are about is the topic."""
    statement = only(text)
    assert statement.act == act
    assert [text[p.start : p.end] for p in statement.content] == [topic]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("“No comment,” said the colonel as he left the hall.", "declines"),
        ("“We cannot comment on operations,” the colonel said.", "declines"),
        ("According to the colonel, the report “is not accurate at all”.", "denies"),
        ("“We welcome the pause,” said the colonel.", "welcomes"),
        ("“We demand that the siege be lifted,” said the colonel.", "orders"),
        ("The colonel did not rule out new strikes.", "evades"),
        ("The colonel vowed to keep the road open.", "promises"),
        ("The colonel accused the rebels of theft.", "accuses"),
    ],
)
def test_formulas_in_the_words_themselves_settle_the_act(text: str, act: str) -> None:
    """A plain "said" before a refusal, a denial or a demand is that act."""
    assert only(text).act == act


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("This was stated by the chief of the general staff.", "the chief of the general staff", "This"),
        ("The offer was rejected by both armies.", "both armies", "The offer"),
        ("The general was quoted as saying the road was mined.", "The general", "the road was mined"),
        ("Two groups issued a statement saying all trucks were lost.", "Two groups", "all trucks were lost"),
        ("The general, who said that he was tired, left.", "The general", "that he was tired"),
        ("As the governor put it, “a bad peace is cheap”.", "the governor", "a bad peace is cheap"),
        ("The proposal includes a zone without weapons.", "The proposal", "a zone without weapons"),
    ],
)
def test_speakers_in_passives_documents_and_relative_clauses(text: str, speaker: str, content: str) -> None:
    """Whoever is behind the words is the speaker, wherever the sentence puts them."""
    assert (speaker, [content]) in [(who, pieces) for who, _, pieces in said(text)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Army and rebels agree on prisoner swap — ministry", "ministry"),
        ("Monitors: truce broken nine times in one night", "Monitors"),
        ("Embassy source: delegation to arrive on Monday", "Embassy source"),
    ],
)
def test_headlines_attribute_by_a_mark(text: str, speaker: str) -> None:
    """A dash or a colon is the cue."""
    statement = only(text)
    assert statement.speaker is not None
    assert statement.speaker.text == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Refugees crossed the “Friendship Bridge” on Monday.",
        "The film “He Said Nothing” was shown in the camp.",
        "So-called “green buses” took the wounded to hospital.",
        "He reads in the “Old City” and lives in the “White Gate”.",
        "The talks lasted for six hours. Delegates then went to dinner.",
    ],
)
def test_names_titles_and_scare_quotes_are_no_statements(text: str) -> None:
    """Quotation marks alone are no speech."""
    assert extract(text) == ()


def test_first_person_verbs_within_a_quotation_are_no_statements_of_their_own() -> None:
    """ "We believe" within quoted words is what the speaker says, not what somebody else is reported to
    say."""
    assert len(extract("“We believe that the guns will fall silent,” the envoy said.")) == 1


def test_a_statement_within_a_statement_knows_its_outer_one_and_the_chain() -> None:
    """The agency reports that the minister said: the chain leads from the outermost in."""
    text = "The agency Anka reported that the prime minister had said the border would reopen."
    cast = Names(text, {"The agency Anka": "anka", "the prime minister": "prime-minister"})
    outer, inner = extract(parse_text(text), cast=cast)
    assert inner.nested_in == outer.id
    assert inner.chain == ("anka",)
    assert inner.actor == "prime-minister"
    assert outer.chain == ()


def test_a_speaker_within_anothers_words_does_not_become_he() -> None:
    """After a quotation about the president, "he" is still who was quoted."""
    text = "“The president told me that he would sign,” Dina Faro recalled. She said it was late."
    cast = Names(text, {"Dina Faro": "faro", "The president": "president"})
    assert extract(parse_text(text), cast=cast)[-1].actor == "faro"


def test_a_report_after_and_has_the_speaker_of_the_first() -> None:
    """ "said he will go and insisted that ...": both are of one speaker, and the first ends at "and"."""
    text = "The envoy said that he will go and insisted that the maps were right."
    assert said(text) == [
        ("The envoy", "said", ["that he will go"]),
        ("The envoy", "insisted", ["that the maps were right"]),
    ]


def test_addressee_and_time_of_saying_are_read_from_the_cue_s_clause() -> None:
    """To whom and when, outside of what was said."""
    text = "The general told reporters on Friday that the siege would end on Monday."
    start = text.index("on Friday")
    friday = When(earliest=None, latest=None, edtf="2003-05-02")
    article = Article(
        id="a",
        source=Source(uri="a", sha256=""),
        text=text,
        segments=(Segment(start=0, end=len(text), role="body"),),
        times=(
            TimeExpression(
                start=start, end=start + 9, text="on Friday", type="DATE", timex="2003-05-02", when=friday
            ),
        ),
    )
    [statement] = extract(article)
    assert statement.addressee == "reporters"
    assert statement.said == friday


def test_statements_outside_the_reporting_carry_the_part_they_stand_in() -> None:
    """Comments and related links are read too, and marked."""
    lines = [
        "The minister said the road was open.",
        "He said it is all lies.",
        "Monitors: truce broken again",
    ]
    text = "\n".join(lines)
    starts = [text.index(line) for line in lines]
    roles = ("body", "comment", "related")
    segments = tuple(
        Segment(start=s, end=s + len(line), role=role)
        for s, line, role in zip(starts, lines, roles, strict=True)
    )
    article = Article(id="a", source=Source(uri="a", sha256=""), text=text, segments=segments)
    assert [s.part for s in extract(article)] == list(roles)


def test_thoughts_are_kept_apart_from_speech() -> None:
    """A plan or a hope has a class of its own."""
    assert only("Moscow plans to launch talks in March.").verb == "thought"
    assert only("The council welcomed the decision.").verb == "position"
    assert only("The council announced that it would meet.").verb == "speech"


@pytest.mark.parametrize(
    "text",
    [
        "Министр заявил, что «перемирие продолжится до марта».",
        "El ministro dijo que la tregua sigue en pie.",
    ],
)
def test_text_in_another_language_yields_nothing_made_up(text: str) -> None:
    """The room reads English; other languages give no statements rather than wrong ones."""
    assert [s for s in extract(text) if s.cue is not None] == []
