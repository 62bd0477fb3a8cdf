"""Contacts: how people got together, who took part, where, when; and what is no contact."""

from __future__ import annotations

import pytest

from claims.told import only, reading
from truceline.model import Contact

LEDE = (
    "YEREVAN, June 9, 2021 (Own Wire) - Armenia and Azerbaijan agreed on Tuesday on a ceasefire in "
    "Nagorno-Karabakh, and their armies were told to hold their fire along the whole front from midnight.\n\n"
    "Fighting had gone on for nine days before that, with many dead on both sides, the two said. "
)


def contacts(sentence: str) -> list[tuple[str, set[str], str]]:
    """The contacts of a sentence in a report on a truce: kind, who took part, where."""
    return [(c.kind, set(c.participants), c.venue) for c in told(sentence)]


def told(sentence: str) -> list[Contact]:
    """The same whole."""
    claims = reading(f"A pause on the front\n\n{LEDE}{sentence}\n", published="2021-06-09").claims
    return [c.contact for c in claims if c.field == "contact" and c.contact is not None]


@pytest.mark.parametrize(
    ("sentence", "kind", "who", "where"),
    [
        ("President Vladimir Putin met President Recep Tayyip Erdogan in Sochi on Monday.",
         "meeting", {"vladimir-putin", "recep-tayyip-erdogan"}, "Sochi"),
        ("Officers from Armenia and Azerbaijan sat down together at a school near the border.",
         "meeting", {"official-of-armenia", "official-of-azerbaijan"}, "school near the border"),
        ("Russia and Turkey held a meeting at the Hotel Metropol in Moscow on Sunday.",
         "meeting", {"russia", "turkey"}, "Hotel Metropol in Moscow"),
        ("Turkish, Iranian and Russian officials met in Astana.",
         "meeting", {"turkey", "iran", "russia"}, "Astana"),
        ("President Emmanuel Macron received President Vladimir Putin at a villa on the coast.",
         "meeting", {"emmanuel-macron", "vladimir-putin"}, "villa"),
        ("President Vladimir Putin and Chancellor Angela Merkel spoke by telephone on Sunday evening.",
         "call", {"vladimir-putin", "angela-merkel"}, ""),
        ("President Emmanuel Macron phoned President Vladimir Putin on Monday.",
         "call", {"emmanuel-macron", "vladimir-putin"}, ""),
        ("President Emmanuel Macron held a video conference with President Recep Tayyip Erdogan.",
         "call", {"emmanuel-macron", "recep-tayyip-erdogan"}, ""),
        ("In a phone call with President Vladimir Putin, Chancellor Angela Merkel backed the pause.",
         "call", {"vladimir-putin", "angela-merkel"}, ""),
        ("Talks between Armenia and Azerbaijan opened at the Palais des Nations in Geneva on Monday.",
         "talks", {"armenia", "azerbaijan"}, "Palais des Nations in Geneva"),
        ("Russian-Turkish consultations went on in Ankara all weekend.",
         "talks", {"russia", "turkey"}, "Ankara"),
        ("After negotiations with Azerbaijan in Tbilisi, Armenia withdrew its guns.",
         "talks", {"armenia", "azerbaijan"}, "Tbilisi"),
        ("President Vladimir Putin visited Baku on Sunday.", "visit", {"vladimir-putin"}, "Baku"),
        ("President Emmanuel Macron flew to Tbilisi late on Monday.",
         "visit", {"emmanuel-macron"}, "Tbilisi"),
        ("President Vladimir Putin shuttled between Yerevan and Baku.",
         "visit", {"vladimir-putin"}, "Yerevan and Baku"),
        ("Two envoys arrived in Stepanakert on Monday.", "visit", set(), "Stepanakert"),
    ],
)  # fmt: skip
def test_how_people_got_together(sentence: str, kind: str, who: set[str], where: str) -> None:
    """The kind of contact, who took part by the grammar of the sentence, and the place in its words."""
    assert contacts(sentence)[:1] == [(kind, who, where)]


@pytest.mark.parametrize(
    "sentence",
    [
        "President Vladimir Putin refused to meet President Recep Tayyip Erdogan in Sochi.",
        "President Emmanuel Macron called for talks between Armenia and Azerbaijan in Geneva.",
        "No meeting was held between Armenia and Azerbaijan in Tbilisi on Monday.",
        "Russia offered to host a meeting with Azerbaijan in Sochi.",
        "Armenia never met Azerbaijan in Tbilisi, its ministry said.",
        "Armenia and Azerbaijan may meet in Tbilisi next week.",
        "The demands of Azerbaijan were met with silence in Yerevan on Monday.",
        "A convoy of aid arrived in Stepanakert on Monday.",
        "Shells visited ruin on the town of Goris on Monday.",
        "At a news conference held in Moscow on Monday, Russia praised the pause.",
        "The war in Syria was over, Russia and Turkey said on Monday.",
    ],
)
def test_what_was_only_asked_for_or_refused_is_no_contact(sentence: str) -> None:
    """Nobody is told to have met who did not: calls for talks, refusals, possibilities, other senses."""
    assert contacts(sentence) == []


def test_a_host_is_no_participant() -> None:
    """Who lets others meet is told by the words, and is none of those who met."""
    sentence = "Qatar hosted a meeting between Armenia and Azerbaijan in Doha on Monday."
    assert contacts(sentence) == [("meeting", {"armenia", "azerbaijan"}, "Doha")]
    sentence = "Russia brokered talks between Armenia and Azerbaijan in Moscow."
    assert contacts(sentence) == [("talks", {"armenia", "azerbaijan"}, "Moscow")]


def test_two_contacts_of_one_sentence_are_two() -> None:
    """A call and the meeting after it each have their own people, place and day."""
    sentence = (
        "President Emmanuel Macron phoned President Vladimir Putin on Monday before meeting Iranian officials"
        " in Vienna."
    )
    assert contacts(sentence) == [
        ("call", {"emmanuel-macron", "vladimir-putin"}, ""),
        ("meeting", {"emmanuel-macron", "iran"}, "Vienna"),
    ]


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("The third round of talks between Armenia and Azerbaijan was held in Tbilisi on Monday.", 3),
        ("Armenia and Azerbaijan held a 12th round of negotiations in Tbilisi on Monday.", 12),
        ("The second session of the talks with Azerbaijan opened in Tbilisi on Monday.", 2),
        ("A round of talks between Armenia and Azerbaijan was held in Tbilisi on Monday.", None),
    ],
)
def test_rounds_are_counted_where_the_text_counts_them(sentence: str, number: int | None) -> None:
    """Which round of talks it was."""
    [contact] = told(sentence)
    assert (contact.kind, contact.round) == ("talks", number)


@pytest.mark.parametrize(
    "sentence",
    [
        "Armenia and Azerbaijan will meet in Tbilisi on Saturday.",
        "Armenia and Azerbaijan are to hold talks in Tbilisi.",
        "The next round of talks between Armenia and Azerbaijan is due to be held in Tbilisi.",
        "A meeting of Armenia with Azerbaijan is planned for Saturday in Tbilisi.",
    ],
)
def test_what_lay_ahead_is_planned(sentence: str) -> None:
    """What a report announces has not been held."""
    [contact] = told(sentence)
    assert (contact.planned, contact.venue) == (True, "Tbilisi")


def test_he_is_the_person_of_whom_the_sentence_before_speaks() -> None:
    """A pronoun stands for a name right before it, and for nobody where there is none."""
    named = "President Emmanuel Macron was sure of it. He met Azerbaijani officials in Baku on Monday."
    assert contacts(named)[0] == ("meeting", {"emmanuel-macron", "azerbaijan"}, "Baku")
    unnamed = "The front was calm. He met Azerbaijani officials in Baku on Monday."
    assert contacts(unnamed)[0] == ("meeting", {"azerbaijan"}, "Baku")


def test_all_contacts_of_a_sentence_stand_in_the_timeline() -> None:
    """The timeline has a call and the meeting after it, though one sentence tells of both."""
    sentence = "President Emmanuel Macron phoned President Vladimir Putin before meeting Iranian officials."
    found = only(reading(f"A pause on the front\n\n{LEDE}{sentence}\n", published="2021-06-09"))
    told = [entry.contact.kind for entry in found.timeline if entry.contact is not None]
    assert sorted(told) == ["call", "meeting"]
