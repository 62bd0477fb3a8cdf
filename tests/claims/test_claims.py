"""What is read of a ceasefire out of single reports, in plain, translated and damaged English."""

from __future__ import annotations

import pytest

from claims.told import named, only, preferred, reading
from truceline.model import When

STATUSES = [
    (
        "The army and the rebels of the Liberation Front agreed to a ceasefire in the northern province.",
        "agreed",
    ),
    (
        "Rebels of the Liberation Front declared a unilateral truce for the harvest, their commander said.",
        "declared",
    ),
    ("The ceasefire between the army and the rebels took effect at dawn on Tuesday.", "in_force"),
    ("The truce between government troops and the rebels has held for a week.", "in_force"),
    ("The truce between the army and the rebels collapsed within hours as shelling resumed.", "broken"),
    ("The rebels called off their truce with the army and went back to war.", "ended"),
    ("The army and the rebels agreed to extend their ceasefire by ten days.", "extended"),
    ("Mediators have proposed a sixty-day ceasefire to the army and the rebels.", "proposed"),
    ("The rebels rejected the government's offer of a ceasefire and kept shelling the garrison.", "rejected"),
    ("A ceasefire between the army and the rebels is to come into force on Saturday.", "agreed"),
    ("Government and rebels undertook to lay down their arms along the whole front.", "accepted"),
    ("THE ARMY AND THE REBELS SIGNED A CEASEFIRE ON TUESDAY AFTER A WEEK OF FIGHTING.", "agreed"),
    ("The army and the rebels signed a truce , which soldiers on the front line greeted .", "agreed"),
    ("The stoppage of the release of fire between army and rebels was agreed by both commands.", "agreed"),
    ("The cease of the opening of fire was declared by the rebels, said the army.", "declared"),
    ("The rebels announced that their actionlessness decision is extended by one month.", "extended"),
    ("The warlord ordered to freeze all military activities of his militia.", "declared"),
    ("Envoys patched up the ceasefire between the army and the rebels on Sunday.", "agreed"),
    ("On the regime of silence agreed the army and the formations of the rebels.", "agreed"),
]


@pytest.mark.parametrize(("text", "status"), STATUSES)
def test_a_status_is_read_from_what_is_said_of_the_truce(text: str, status: str) -> None:
    """The predicate decides: what happened, what is ahead, what was refused."""
    assert preferred(only(reading(text)), "status") == [status]


NO_RECORD = [
    "The two supermarket chains called a truce in their price war, and shares rose as investors took heart.",
    "The coach and the striker have agreed to a truce before the league match on Sunday.",
    "The bishop called on the army and the rebels to agree a ceasefire before the feast.",
    "Operation Ceasefire, the mayor's programme against firearms, will open offices in three schools.",
    "Troops shelled the rebel town all day; nobody spoke of talks.",
]


@pytest.mark.parametrize("text", NO_RECORD)
def test_figures_of_speech_and_mere_calls_make_no_record(text: str) -> None:
    """A truce in trade or sport, a name, a wish: none is a ceasefire."""
    assert reading(text).ceasefires == ()


def test_hearsay_does_not_become_agreement() -> None:
    """What only unconfirmed reports say is reported, not agreed."""
    text = (
        "State television reported that the army and the rebels had allegedly agreed on a ceasefire. "
        "A spokesman for the army declined to comment on the reports."
    )
    assert preferred(only(reading(text)), "status") == ["reported"]


def test_a_denial_by_a_party_stands_against_hearsay() -> None:
    """Nobody asserts a ceasefire that the one who should know says does not exist."""
    text = (
        "The rebels' spokesman denied that there was any ceasefire with the army. There is no ceasefire, "
        "he said."
    )
    assert preferred(only(reading(text)), "status") == ["denied"]


def test_start_end_and_length_are_told_apart() -> None:
    """Every time has one office in its sentence."""
    text = (
        "Ethiopia's government and the rebels agreed on Wednesday to a 72-hour ceasefire. "
        "It will begin at 6 a.m. local time on Friday and last until Monday."
    )
    record = only(reading(text))
    [start] = preferred(record, "effective")
    [declared] = preferred(record, "declared")
    assert isinstance(start, When)
    assert isinstance(declared, When)
    assert start.earliest is not None
    assert start.earliest.isoformat() == "2021-06-11T03:00:00+00:00"
    assert declared.edtf == "2021-06-09"
    assert preferred(record, "duration") == ["PT72H"]


def test_an_end_that_nobody_states_is_reckoned_from_start_and_length() -> None:
    """The sum is marked as inferred."""
    text = (
        "Ethiopia's army and the rebels agreed to a ceasefire of seven days from noon local time on 12 "
        "June 2021."
    )
    record = only(reading(text))
    [end] = preferred(record, "ends")
    assert isinstance(end, When)
    assert end.edtf.startswith("2021-06-19T12:00")
    assert end.basis == "inferred"


def test_talks_that_begin_are_no_start_of_a_truce() -> None:
    """A date belongs to the predicate that it stands with."""
    text = "The army and the rebels agreed to a ceasefire. Talks on the border will begin on 20 June 2021."
    assert preferred(only(reading(text)), "effective") == []


def test_third_parties_are_told_from_parties() -> None:
    """Mediators, guarantors and observers are no sides of the war."""
    text = (
        "The government of Sudan and the Justice and Equality Movement signed a ceasefire brokered by Qatar. "
        "Chad and Libya will act as guarantors of the truce, and observers from the African Union will "
        "monitor it."
    )
    found = reading(text)
    record = only(found)
    assert named(found, record, "mediators") == {"Qatar"}
    assert named(found, record, "guarantors") == {"Chad", "Libya"}
    assert named(found, record, "monitors") == {"African Union"}
    assert {n for n in named(found, record, "parties") if "Justice" in n}
    assert not named(found, record, "parties") & {"Qatar", "Chad", "Libya", "African Union"}


def test_excluded_groups_are_named() -> None:
    """Who is left out is read from exceptions on either side of the names."""
    text = (
        "The ceasefire between the government of Iraq and the tribal fighters applies to all armed groups, "
        "with the exception of Islamic State and other terrorist groups."
    )
    found = reading(text)
    assert "Islamic State" in named(found, only(found), "excluded")


def test_comments_and_related_headlines_feed_nothing() -> None:
    """What surrounds a report asserts nothing in its name."""
    text = (
        "Shelling goes on in the eastern valley\n\n"
        "Government troops shelled rebel positions in the eastern valley on Wednesday, residents said.\n\n"
        "Read also\n\n"
        "Army and rebels sign ceasefire from midnight\n\n"
        "3 Comments\n\n"
        "truthteller1\n"
        "The army and the rebels agreed to a ceasefire from Friday, my cousin saw it.\n"
    )
    assert reading(text).ceasefires == ()


def test_two_unilateral_truces_stay_apart() -> None:
    """Each side's own announcement is its own ceasefire."""
    one = (
        "The Philippine army declared a unilateral ceasefire on Wednesday against the New People's Army "
        "rebels."
    )
    two = (
        "The New People's Army rebels declared a unilateral ceasefire of their own on Wednesday, their "
        "commander said."
    )
    found = reading(one, two)
    assert len(found.ceasefires) == 2


def test_reports_of_one_ceasefire_join_and_those_of_the_next_do_not() -> None:
    """Starts that agree join, starts that differ keep apart."""
    first = (
        "Armenia and Azerbaijan agreed to a truce from noon local time on 10 June 2021, both foreign "
        "ministries said."
    )
    again = (
        "The truce between Azerbaijan and Armenia began at noon local time on 10 June 2021, officials in "
        "Baku said."
    )
    later = (
        "Armenia and Azerbaijan agreed to a new truce from midnight local time on 28 June 2021 after more "
        "fighting."
    )
    assert len(reading(first, again).ceasefires) == 1
    assert len(reading(first, again, later).ceasefires) == 2


def test_every_claim_leads_back_to_its_words() -> None:
    """Evidence is the text between its offsets, in every claim and finding."""
    text = (
        "JUBA, June 9 (Nile Wire) - South Sudan's government and SPLM-IO rebels agreed on Wednesday to stop "
        "fighting from "
        "midnight, IGAD mediators said.\n\nThe truce excludes the National Salvation Front."
    )
    found = reading(text)
    texts = {a.id: a.text for a in found.articles}
    assert found.claims
    for claim in found.claims:
        for piece in claim.evidence:
            assert texts[piece.article][piece.start : piece.end] == piece.text
    known = {c.id for c in found.claims}
    for record in found.ceasefires:
        for findings in record.fields.values():
            for finding in findings:
                assert finding.support
                assert set(finding.support) | set(finding.against) <= known


def test_a_truce_that_breaks_down_names_nobody() -> None:
    """Whose truce it was does not say who broke it."""
    text = (
        "The truce between the army of Sudan and the Justice and Equality Movement collapsed on Tuesday as "
        "shelling resumed."
    )
    [status] = [f for f in only(reading(text)).fields["status"] if f.preferred]
    assert status.value == "broken"
    assert status.by == ()


def test_followers_of_a_person_can_be_left_out() -> None:
    """A group without a name of its own is kept as it is described."""
    text = (
        "The army and the rebels agreed to a ceasefire on Wednesday. "
        "The ceasefire does not cover the fighters loyal to Ivan Horvat."
    )
    assert preferred(only(reading(text)), "excluded") == ["the fighters loyal to Ivan Horvat"]


def test_observers_are_found_inside_a_name() -> None:
    """ "Observers of X" watch for X."""
    text = (
        "The army of Sudan and the Justice and Equality Movement agreed to a ceasefire on Wednesday, which "
        "is to be watched by observers of the African Union."
    )
    found = reading(text)
    assert named(found, only(found), "monitors") == {"African Union"}


def test_a_truce_that_took_hold_is_in_force() -> None:
    """An object that is part of the predicate is no object of its own."""
    text = "The ceasefire between the army and the rebels took hold at dawn on Tuesday."
    assert preferred(only(reading(text)), "status") == ["in_force"]


def test_a_prolongation_that_is_announced_extends() -> None:
    """As a noun, as translated reports have it."""
    text = "The army declared about the prolongation of the truce with the rebels of the northern province."
    assert preferred(only(reading(text)), "status") == ["extended"]


LOCAL = [
    # A group has a namesake elsewhere; the second clock is that of the city that the report names.
    (
        "Officials in Baku said a truce would begin at 18:00 local time (14:00 GMT) on Friday. The Eastern "
        "Front said it knew nothing of it.",
        "2021-06-11T14:00",
    ),
    (
        "Negotiators in Bogota said a truce would begin at noon local time (1700 GMT) on Friday. The Eastern "
        "Front said it knew nothing of it.",
        "2021-06-11T17:00",
    ),
    (
        "Mediators in Tbilisi said a ceasefire would begin at 8 a.m. local time (4 a.m. GMT) on Friday. The "
        "Eastern Front did not comment.",
        "2021-06-11T04:00",
    ),
    # The place of the war is plain: a second clock that shows another place's time is an error.
    (
        "The ceasefire in Syria begins at 06:00 local time (0600 GMT) on Friday, London and Ankara said. "
        "Fighting went on in Syria.",
        "2021-06-11T03:00",
    ),
    (
        "The truce in Yemen begins at 10:00 local time (1000 GMT) on Friday, London and Riyadh said. The war "
        "in Yemen is in its seventh year.",
        "2021-06-11T07:00",
    ),
]


@pytest.mark.parametrize(("text", "utc"), LOCAL)
def test_local_time_is_that_of_the_war(text: str, utc: str) -> None:
    """A second clock outweighs a place guessed from one group's name, and is checked against a plain one."""
    (start,) = preferred(only(reading(text)), "effective")
    assert isinstance(start, When)
    assert start.earliest is not None
    assert start.earliest.isoformat()[:16] == utc
