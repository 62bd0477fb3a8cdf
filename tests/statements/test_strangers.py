"""Pronouns that go back to somebody whom the report does not name, and those that do not."""

from __future__ import annotations

import pytest

from truceline.reader import read_articles
from truceline.sources import article_from_text

CLOSE = " The army and the rebels of Kandara signed a ceasefire on Monday."


def speaker_of(text: str, pronoun: str) -> tuple[str | None, str]:
    """Who is meant by the last pronoun that speaks, and why."""
    (article,) = read_articles([article_from_text(text + CLOSE, uri="report")]).articles
    said = [s for s in article.statements if s.speaker and s.speaker.text.lower() == pronoun]
    return said[-1].actor, said[-1].why


@pytest.mark.parametrize(
    ("text", "pronoun", "words"),
    [
        (
            "General John Okello met the president. A fighter of 28 shrugged at the news. “I keep my rifle "
            "oiled,” he said.",
            "he",
            "A fighter of 28",
        ),
        (
            "Anwar Ibrahim met the generals. A bomb fell on a monastery, a man of the militia said. “It is "
            "on paper only,” said he.",
            "he",
            "a man of the militia",
        ),
        (
            "Mr. Okello denied it. An elderly widow wept by the road.\n\n“We are tired,” she said.",
            "she",
            "An elderly widow",
        ),
        (
            "Salva Kiir spoke of peace. The teacher closed his school. “Nobody comes,” he said. He added "
            "that the roof was gone.",
            "he",
            "The teacher",
        ),
    ],
)
def test_a_stranger_is_not_taken_for_the_person_named_before(text: str, pronoun: str, words: str) -> None:
    """Nobody known is put in his place, and the words for him are told."""
    actor, why = speaker_of(text, pronoun)
    assert actor is None
    assert f"“{words}”" in why


@pytest.mark.parametrize(
    "text",
    [
        "President Salva Kiir met a farmer on Friday. He said that the truce would hold.",
        "A general, Salva Kiir, spoke. “We are ready,” he said.",
        "A widow wept by the road. President Salva Kiir stopped his car. “We share your grief,” he said.",
        "President Salva Kiir answered a woman who wept. “We share your grief,” he told her.",
    ],
)
def test_a_named_person_speaks_where_he_is_the_subject_last_told(text: str) -> None:
    """A stranger whom he met, or who stands farther off, is not meant."""
    assert speaker_of(text, "he")[0] == "salva-kiir"


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        (
            "“It will hold,” an African ambassador in Addis Ababa said.",
            "an African ambassador in Addis Ababa",
            None,
        ),
        ("“It will hold,” a Turkish diplomat in Cairo said.", "a Turkish diplomat in Cairo", "turkey"),
        (
            "Chad and Niger signed a truce which both say they will keep, an official said.",
            "both",
            None,
        ),
    ],
)
def test_who_serves_abroad_speaks_for_none_but_his_own(text: str, words: str, actor: str | None) -> None:
    """A city in which somebody is posted is not that of his state; "both" say what a truce does not."""
    (article,) = (found := read_articles([article_from_text(text + CLOSE, uri="report")])).articles
    [said] = [s for s in article.statements if s.speaker and s.speaker.text == words]
    serves = {a.id: a.of or a.id for a in found.actors}
    assert (serves[said.actor] if said.actor else None) == actor
