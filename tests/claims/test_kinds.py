"""The ways in which reports tell what became of a ceasefire, who helped it about, whom it leaves out, and
which one they speak of. Each list holds several wordings of one kind.
"""

from __future__ import annotations

import pytest

from claims.told import named, only, preferred, reading
from truceline.model import Ceasefire, Reading

SIGNED = "The army of Norland and the rebels of the Liberation Front signed a ceasefire on 1 June 2021. "
RUNNING = "The ceasefire between the army and the rebels of the Liberation Front began on 1 June 2021. "

BROKEN = [
    "It came to nothing.",
    "The truce fell through within a day.",
    "The ceasefire did not outlive the week.",
    "The truce was never fully observed.",
    "The truce was soon violated by both sides.",
    "Nothing came of it.",
    "The ceasefire has not been respected by either army.",
    "The truce lasted no more than a night.",
]


@pytest.mark.parametrize("fate", BROKEN)
def test_a_failure_is_read_in_whatever_words(fate: str) -> None:
    """A truce of which the report says that it did not last is broken."""
    assert preferred(only(reading(SIGNED + fate)), "status") == ["broken"]


ENDED = [
    "The truce ran out at midnight without having been renewed.",
    "On Tuesday the government lifted its ceasefire.",
    "The rebels announced the end of the truce on Wednesday.",
    "The army has withdrawn from the ceasefire agreement.",
    "The rebels tore up the truce on Tuesday and went back to war.",
]


@pytest.mark.parametrize("end", ENDED)
def test_an_end_is_told_from_a_breach(end: str) -> None:
    """Who gives a truce up, or lets it lapse, ends it."""
    assert preferred(only(reading(RUNNING + end)), "status") == ["ended"]


NOT_ENDED = [
    "The truce is over if a single soldier is shot at, a commander of the rebels said.",
    "Should the army attack, the truce is over, the rebels said.",
    "The rebels called the truce a trick that would end badly.",
    "The truce runs out on 20 June.",
]


@pytest.mark.parametrize("threat", NOT_ENDED)
def test_a_threat_or_a_date_ahead_ends_nothing(threat: str) -> None:
    """What would end a truce has not ended it."""
    assert preferred(only(reading(RUNNING + threat)), "status") == ["in_force"]


IN_FORCE = [
    "A truce of two months between the army and the rebels took effect on Tuesday at 7 p.m., the first to "
    "cover the whole country.",
    "Entered in vigour the cease-fire between the army and the rebels this Tuesday.",
    "Truce between army and rebels appears to hold on its second day.",
    "Only a few shots disturbed the first night of the truce between the army and the rebels, which went "
    "into force on Tuesday.",
]


@pytest.mark.parametrize("text", IN_FORCE)
def test_what_took_effect_is_in_force(text: str) -> None:
    """In clean and in translated English."""
    assert preferred(only(reading(text)), "status") == ["in_force"]


SIGNING = [
    "The army of Norland and the rebels put their names to a ceasefire on Tuesday.",
    "Government and rebels have set their signatures to a truce, officials said.",
    "Commanders of the army and the rebels shook hands on a truce in the border town.",
]


@pytest.mark.parametrize("text", SIGNING)
def test_signing_has_many_names(text: str) -> None:
    """Light verbs of signing make an agreement."""
    assert preferred(only(reading(text)), "status") == ["agreed"]


def _mediators(text: str) -> set[str]:
    found: Reading = reading(text)
    record: Ceasefire = only(found)
    return named(found, record, "mediators")


LEDE = "The government of Sudan and the Justice and Equality Movement signed a ceasefire on Wednesday. "
MEDIATED = [
    (LEDE + "Chad and Egypt took part in the mediation.", {"Chad", "Egypt"}),
    (LEDE + "EGYPT MEDIATED.", {"Egypt"}),
    (LEDE + "The talks were held with Norway as facilitator.", {"Norway"}),
    (LEDE + "Qatar secured the ceasefire in a week of shuttling.", {"Qatar"}),
    (LEDE + "The truce, which Egypt said it had brokered, is to last a month.", {"Egypt"}),
    (LEDE + "The agreement was worked out by the African Union.", {"African Union"}),
    (
        LEDE + "Qatar mediated with help from the United Nations and Egypt.",
        {"Qatar", "United Nations", "Egypt"},
    ),
    (LEDE + "The ceasefire was put forward by Egypt.", {"Egypt"}),
]


@pytest.mark.parametrize(("text", "names"), MEDIATED)
def test_who_helped_a_truce_about_is_a_mediator(text: str, names: set[str]) -> None:
    """Whatever the verb, and whether it stands before or behind the name."""
    assert _mediators(text) == names


NOT_MEDIATED = [
    LEDE + "Fighters led by Hamas were not concerned.",
    LEDE + "The rebels, led by Chad's former ally, went home.",
    LEDE + "Egypt guaranteed safe passage to aid workers.",
]


@pytest.mark.parametrize("text", NOT_MEDIATED)
def test_leading_fighters_is_no_mediation(text: str) -> None:
    """Words of leading and helping make a mediator only beside talks."""
    assert _mediators(text) == set()


EXCLUDED = [
    (
        "The truce does not cover the mine-clearing teams, an official of the Red Cross told reporters.",
        {"mine-clearing teams"},
    ),
    (
        "Dissident fronts and criminal gangs are not part of the arrangement.",
        {"Dissident fronts", "criminal gangs"},
    ),
    (
        "It does not include the Islamist groups allied with al-Qaeda.",
        {"Islamist groups allied with al-Qaeda"},
    ),
    (
        "Groups designated as terrorist by the United Nations are not covered by the truce.",
        {"Groups designated as terrorist by the United Nations"},
    ),
    ("Operations against Islamic State go on, the army said, in spite of the truce.", {"Islamic State"}),
    ("The truce does not extend to Islamic State, which holds the desert.", {"Islamic State"}),
]


@pytest.mark.parametrize(("text", "names"), EXCLUDED)
def test_who_is_left_out_may_have_no_name(text: str, names: set[str]) -> None:
    """A group without a name is kept as it is described, and who says so is not left out."""
    found = reading(LEDE + text)
    assert named(found, only(found), "excluded") == names


MONITORS = [
    ("A joint verification mechanism will watch it.", {"joint verification mechanism"}),
    ("The truce will be monitored by a mission of the African Union.", {"African Union"}),
    ("A National Ceasefire Committee will look into complaints.", {"National Ceasefire Committee"}),
    (
        "An international monitoring unit and a joint military commission will watch the truce.",
        {"international monitoring unit", "joint military commission"},
    ),
]


@pytest.mark.parametrize(("text", "names"), MONITORS)
def test_bodies_that_watch_are_named_by_their_noun_or_their_owner(text: str, names: set[str]) -> None:
    """Whose body it is comes first, else its own noun."""
    found = reading(LEDE + text)
    assert named(found, only(found), "monitors") == names


BACKGROUND = [
    "A truce announced on 9 May did not outlive the night.",
    "Local ceasefires agreed in March and in April lasted no more than a few days.",
    "An accord that Egypt brokered last year was never honoured.",
    "A previous pause of 72 hours, which the United Nations announced for 1 May, broke down within two "
    "hours.",
    "Several truces have failed since the war began.",
]


@pytest.mark.parametrize("older", BACKGROUND)
def test_what_became_of_an_older_truce_is_not_said_of_the_new_one(older: str) -> None:
    """Background leaves the status, the dates and the mediators of a report's own truce alone."""
    text = (
        "JUBA, June 9 2021 (Nile Wire) - South Sudan's government and SPLM-IO rebels agreed on Wednesday "
        "to a ceasefire that begins on 12 June.\n\nQatar mediated.\n\n" + older
    )
    found = reading(text)
    [record] = [c for c in found.ceasefires if "12 June" in c.label]
    assert preferred(record, "status") == ["agreed"]
    assert [getattr(v, "edtf", "")[:10] for v in preferred(record, "effective")] == ["2021-06-12"]
    assert named(found, record, "mediators") == {"Qatar"}


def test_an_agreement_told_a_second_time_is_the_same() -> None:
    """ "Agreed on a truce" further down, some days before the start, is no other truce."""
    text = (
        "The cessation of hostilities in Yemen begins on 12 June 2021, a spokesman said.\n\n"
        "On Monday, 7 June, the government and the Houthis agreed on a truce in Yemen."
    )
    record = only(reading(text))
    assert [getattr(v, "edtf", "")[:10] for v in preferred(record, "declared")] == ["2021-06-07"]


ONE_SIDED = [
    "Rebels of the Sand Front declared a unilateral ceasefire starting at midnight. They said their fighters "
    "would observe the truce for three months.",
    "The militia announced a truce for the feast on Monday. Its men will respect the ceasefire unless the "
    "army attacks, a spokesman said.",
    "Guerrillas of the Northern Army proclaimed a ceasefire. They would honour the truce until the vote, "
    "their commander said; the army made no comment.",
]


@pytest.mark.parametrize("text", ONE_SIDED)
def test_who_vows_to_keep_its_own_truce_has_agreed_on_nothing(text: str) -> None:
    """A unilateral ceasefire stays declared when its author says that it will be kept."""
    assert preferred(only(reading(text)), "status") == ["declared"]


TO_HAVE_DONE = [
    "Under the truce agreed on Saturday the militia was to stop firing rockets and the army was to withdraw.",
    "The ceasefire was agreed in May. The rebels were to halt attacks, and soldiers were to stop shelling.",
    "By the terms of the truce that both signed, the rebels were to cease fire and the army to pull back.",
]


@pytest.mark.parametrize("text", TO_HAVE_DONE)
def test_what_a_side_was_to_do_is_a_term_and_no_declaration_of_its_own(text: str) -> None:
    """The terms of a mutual truce do not make one side its author."""
    record = only(reading(text))
    assert preferred(record, "status") == ["agreed"]
    assert preferred(record, "declared_by") == []


TOGETHER = [
    ("Armenia and Azerbaijan announced that a truce would begin at midnight.", {"Armenia", "Azerbaijan"}),
    (
        "India and Pakistan declared that a ceasefire along the line would begin at 5 p.m.",
        {"India", "Pakistan"},
    ),
    (
        "Eritrea and Ethiopia proclaimed that their truce would take effect on Friday.",
        {"Eritrea", "Ethiopia"},
    ),
    (
        "Qatar and Egypt announced that a truce between Israel and Hamas would begin on Friday.",
        {"Israel", "Hamas"},
    ),
]


@pytest.mark.parametrize(("text", "sides"), TOGETHER)
def test_two_who_announce_that_a_truce_will_begin_are_its_parties(text: str, sides: set[str]) -> None:
    """Unless what they announce is a truce of others."""
    found = reading(text)
    assert named(found, only(found), "parties") == sides


@pytest.mark.parametrize(
    "offer",
    [
        "The rebels said on Wednesday that they were ready to extend the truce.",
        "On Wednesday the government offered to prolong the ceasefire.",
        "The army is willing to renew the truce by a week, its spokesman said on Wednesday.",
    ],
)
def test_readiness_to_extend_is_an_offer_and_no_extension(offer: str) -> None:
    """What a side would do is kept as proposed; the truce stands as it stood."""
    record = only(reading(RUNNING + offer))
    assert preferred(record, "status") == ["in_force"]
    assert [f.stance for f in record.fields["status"] if f.value == "extended"] == ["proposed"]


@pytest.mark.parametrize(
    "text",
    [
        "A frigate resorted to firing across the bow to halt a freighter of the rebels, the navy said.",
        "Soldiers opened fire at the checkpoint to stop a lorry of the militia, police said.",
        "The army went on with its attacks on the road to end the siege of the rebels' town.",
    ],
)
def test_fire_that_stops_something_else_is_no_ceasefire(text: str) -> None:
    """Shots that halt a ship are shots."""
    assert reading(text).ceasefires == ()


@pytest.mark.parametrize(
    "text",
    [
        "The truce, extended on 2 June, continues to hold.",
        "The ceasefire appears to be holding, monitors said on Thursday.",
        "Monitors said the truce continued to be respected on Thursday.",
    ],
)
def test_what_goes_on_holding_is_in_force(text: str) -> None:
    """ "Continues to hold" tells of a truce that runs, though the predicate is an infinitive."""
    assert preferred(only(reading(RUNNING + text)), "status") == ["in_force"]


@pytest.mark.parametrize(
    "text",
    [
        "The border claim that Iran rejected in talks after the truce of 1 June was taken up again.",
        "Gunmen opposed to the truce shot two soldiers near the harbour on Wednesday.",
        "The rebels refused to hand over the prisoners during the ceasefire, the army said on Wednesday.",
    ],
)
def test_what_is_refused_beside_a_truce_is_not_the_truce(text: str) -> None:
    """A truce that only tells when something was turned down, or what some are against, was not rejected."""
    for record in reading(RUNNING + text).ceasefires:
        assert "rejected" not in [f.value for f in record.fields["status"]]
