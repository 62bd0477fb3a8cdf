"""What has become of a ceasefire that a report names only beside its news."""

from __future__ import annotations

import pytest

from claims.told import only, preferred, reading

RUNS = [
    "Gunners of the army pounded the capital overnight in defiance of a truce with the rebels.",
    "Explosions were heard in Kandara on Tuesday despite a ceasefire between the army and the rebels.",
    "The army counted 45 breaches of the ceasefire with the rebels within a week.",
    "Militiamen burned houses in what the mission called a serious breach of the ceasefire with the army.",
    "The army accused the rebels of violating a ceasefire signed last month.",
    "The ceasefire in Kandara has been violated several times by the rebels, the mission said.",
    "Calm returned to the front on Tuesday, the first full day of a truce between the army and the rebels.",
    "The army and the rebels exchanged prisoners on Friday, the fourth day of a ceasefire.",
    "Three days into a truce in Kandara, the army and the rebels traded accusations of shelling.",
    "Farmers went back to their fields as the truce between the army and the rebels entered its second week.",
    "A week-old truce let aid reach villages between the army and the rebels.",
    "A fragile ceasefire gave the army and the rebels time to bury their dead.",
    "Envoys are racing to extend the truce, which began on Friday, between the army and the rebels.",
]
BROKEN = [
    "Heavy fighting erupted in the north, ending a four-month-old truce between the army and the rebels.",
    "Helicopters fired missiles at rebel posts on Thursday, shattering a six-day truce with the army.",
    "Rebels shelled the capital on Sunday, breaking a ceasefire that they had signed with the army in May.",
    "Fighting resumed between rebels and army, each blaming the other for ending a truce that had held.",
]
ENDED = [
    "The rebels would resume their armed struggle, bringing their ceasefire with the army to an end.",
    "The militia said it was bringing its ceasefire with the army to a close.",
    "The rebels, whose truce with the army began in May, have gone back to war.",
]
REFUSED = [
    "The southern rebels turned down on Monday a government offer of a month-long truce as too little.",
    "The army brushed aside a rebel proposal for a two-week ceasefire on Thursday.",
    "The junta spurned an offer by the rebels of a truce over the harvest.",
]
EXTENDED = [
    "The army and the rebels have agreed to extend by two days a four-day pause in fighting, the envoy said.",
    "The rebels have decided to prolong by a month a truce that they declared in May, they told the army.",
]
NOT_TOLD = [
    "The envoy warned that shelling by the army could end in the breach of any ceasefire with the rebels.",
    "Shells of the army fell on rebel villages despite ceasefire talks in the capital.",
    "The bishop urged the army and the rebels to stop, rather than risk a violation of a truce to come.",
]


@pytest.mark.parametrize("text", RUNS)
def test_what_happens_in_spite_of_a_truce_or_on_its_nth_day_tells_that_it_runs(text: str) -> None:
    """Breaches, its days and how firm it is: the reader knows that there is one in force."""
    assert preferred(only(reading(text)), "status") == ["in_force"]


@pytest.mark.parametrize("text", BROKEN)
def test_fighting_that_puts_an_end_to_a_truce_breaks_it(text: str) -> None:
    """The truce is no subject of anything here; the reader knows that it is no more."""
    assert preferred(only(reading(text)), "status") == ["broken"]


@pytest.mark.parametrize("text", ENDED)
def test_a_side_that_goes_back_to_war_ends_its_truce(text: str) -> None:
    """It is called off, in other words than these."""
    assert preferred(only(reading(text)), "status") == ["ended"]


@pytest.mark.parametrize("text", REFUSED)
def test_a_refused_offer_is_refused_wherever_the_truce_is_named(text: str) -> None:
    """What is turned down is the offer, and the truce hangs on it."""
    assert preferred(only(reading(text)), "status") == ["rejected"]


@pytest.mark.parametrize("text", EXTENDED)
def test_a_length_between_the_verb_and_the_truce_does_not_hide_its_extension(text: str) -> None:
    """ "Extend by two days a four-day pause" extends the pause."""
    assert preferred(only(reading(text)), "status") == ["extended"]


@pytest.mark.parametrize("text", NOT_TOLD)
def test_what_is_feared_or_talked_about_tells_of_no_truce(text: str) -> None:
    """A word for a breach makes no ceasefire that nobody has made."""
    assert not [c for c in reading(text).ceasefires if preferred(c, "status") in (["in_force"], ["broken"])]


@pytest.mark.parametrize(
    "text",
    [
        "The army said it was suspending its ceasefire with the rebels. The truce was declared in May.",
        "The rebels said they were suspending their truce with the army. It had been agreed on in spring.",
    ],
)
def test_a_side_that_suspends_its_own_truce_is_believed(text: str) -> None:
    """That the other side broke it is a charge; what a side does itself is a deed."""
    assert preferred(only(reading(text)), "status") == ["suspended"]
