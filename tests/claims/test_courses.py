"""What became of a ceasefire, where the manner of agencies hides it: news beside what came before it."""

from __future__ import annotations

import pytest

from claims.told import only, preferred, reading

STATUSES = {
    "agreed at once": (
        "in_force",
        "The army and the rebels of Kandara agreed on Tuesday to an immediate ceasefire.",
    ),
    "ordered with immediate effect": (
        "in_force",
        "The junta declared a unilateral ceasefire with the rebels of Kandara with immediate effect.",
    ),
    "from the moment of signing": (
        "in_force",
        "The army and the rebels of Kandara signed a ceasefire on Tuesday. It takes effect upon signing.",
    ),
    "at once, if the other side does the same": (
        "proposed",
        "The rebels of Kandara said they would observe an immediate ceasefire if the army did the same.",
    ),
    "at once, when it is signed": (
        "proposed",
        "The army and the rebels of Kandara are to sign an immediate ceasefire on Friday.",
    ),
    "an armed campaign that is to end": (
        "declared",
        "The rebels of Kandara announced on Tuesday that they would end their armed campaign against the "
        "army.",
    ),
    "a campaign brought to a halt": (
        "declared",
        "The rebels of Kandara announced an end to their decades-long armed campaign against the army.",
    ),
    "activities frozen": (
        "declared",
        "The leader of the rebels of Kandara ordered a freeze on all armed activities against the army.",
    ),
    "what a speaker is only asked": (
        "declared",
        "The rebels of Kandara declared a truce with the army on Tuesday. A spokesman shrugged, answering "
        "the question, will the truce be extended.",
    ),
    "what a deal calls for": (
        "agreed",
        "The accord between the army and the rebels of Kandara calls for a ceasefire along the river.",
    ),
    "an earlier attempt": (
        "agreed",
        "The army and the rebels of Kandara signed a ceasefire on Tuesday. An attempt to broker a truce fell "
        "through in May.",
    ),
    "renewed words are no extension": (
        "in_force",
        "The rebels of Kandara renewed their commitment to the ceasefire with the army on Tuesday.",
    ),
    "a truce that stays in force": (
        "in_force",
        "The ceasefire between the army and the rebels stays in force, the general told reporters.",
    ),
    "terms of a pact signed today": (
        "agreed",
        "The army and the rebels signed a ceasefire on Thursday. The ceasefire will remain in force until a "
        "settlement is found, a minister said.",
    ),
    "an adverb inside entering into force": (
        "in_force",
        "The ceasefire of the rebels with the army entered today in force without incidents.",
    ),
    "a hedge over another clause": (
        "in_force",
        "Guns are reported to have fallen silent in three provinces after a ceasefire between the army and "
        "the rebels took effect at noon on Thursday.",
    ),
    "a place in which it failed": (
        "extended",
        "The army and the rebels extended their ceasefire by three days on Thursday. In the west, where the "
        "ceasefire has had no effect, markets were looted.",
    ),
    "an extension after the end": (
        "extended",
        "The army and the rebels extended a ceasefire by ten days on Thursday, hours after it had lapsed.",
    ),
    "an end after an extension": (
        "ended",
        "The truce of the army with the rebels, which had been extended once, expired on Wednesday.",
    ),
    "one that will not be renewed": (
        "ended",
        "The rebels said on Thursday that they would not renew their truce with the army.",
    ),
    "one that goes on": (
        "extended",
        "The rebels said on Thursday that their truce with the army would run for two more months.",
    ),
    "both sides fight hours after signing": (
        "broken",
        "Soldiers and rebels traded mortar fire in Kandara on Thursday, hours after their leaders had signed "
        "a ceasefire.",
    ),
    "a start that did not come": (
        "broken",
        "Shelling shook the capital on Thursday evening after a truce between the army and the rebels was "
        "supposed to have begun.",
    ),
    "hopes dashed": (
        "broken",
        "Rockets hit the port on Thursday, dashing hopes that the ceasefire between the army and the rebels "
        "could be salvaged.",
    ),
    "what it has brought": (
        "in_force",
        "The army and the rebels met on Thursday to speak of the ceasefire, which has halved the number of "
        "killings since March.",
    ),
    "sides that begin a pause": (
        "in_force",
        "The army and the rebels began a pause in their fighting on Thursday so that wells can be repaired.",
    ),
    "broken by a side, told as a fact": (
        "broken",
        "The ceasefire of the army with the rebels of Kandara was broken on Tuesday by the army, which took "
        "a hill.",
    ),
    "one side answers another": (
        "accepted",
        "The Taliban declared a ceasefire on Wednesday. The government of Afghanistan accepted the truce a "
        "day later.",
    ),
    "troops told to observe it": (
        "accepted",
        "The Taliban declared a ceasefire on Wednesday. The government of Afghanistan ordered its troops to "
        "observe the truce.",
    ),
    "one side binds itself": (
        "declared",
        "The rebels of Kandara said on Thursday that they would observe a unilateral ceasefire.",
    ),
    "yes, but": (
        "proposed",
        "The rebels agreed on Thursday to a draft of a ceasefire with the army, with some comments.",
    ),
    "stopped for months to come": (
        "in_force",
        "The rebels of Kandara suspended attacks on the army on Thursday for three months.",
    ),
    "notice of the end": (
        "ended",
        "The Taliban said on Thursday that their ceasefire with the government of Afghanistan was over.",
    ),
    "a report called untrue": (
        "denied",
        "The rebels dismissed as untrue a report that they had agreed to a ceasefire with the army.",
    ),
    "a call turned down": (
        "rejected",
        "The army rejected a call by the rebels of Kandara for a three-week ceasefire on Thursday.",
    ),
    "a headline of what is to come": (
        "agreed",
        "Army, rebels to observe holiday truce\n\nNORLAND (Hill Wire) - The army of Norland and the rebels "
        "will hold fire over the feast, they said on Thursday.",
    ),
    "it has stood since": (
        "in_force",
        "The truce that the army and the rebels of Kandara reached in May has stood since, villagers said.",
    ),
    "brought back": (
        "in_force",
        "The ceasefire between the army and the rebels of Kandara was revived on Thursday for three months.",
    ),
    "kept alive for longer": (
        "extended",
        "The army and the rebels of Kandara agreed on Thursday to keep their truce alive for another month.",
    ),
    "lengthened, the truce told last": (
        "extended",
        "The junta prolonged until the end of July, by decree, its ceasefire with the rebels of Kandara.",
    ),
    "how long it is to last": (
        "agreed",
        "The army and the rebels of Kandara agreed on Thursday on a truce. It extends for five days.",
    ),
    "an open-ended one": (
        "agreed",
        "The army of Norland said after attacks by gunmen that it had signed an open-ended ceasefire with "
        "the rebels of Kandara.",
    ),
    "there will be one": (
        "declared",
        "There will be a complete cessation of military operations, the rebels of Kandara said on Thursday.",
    ),
    "a calm that will not be renewed": (
        "ended",
        "The rebels of Kandara said the calm with the army, which ends on Friday, will not be renewed.",
    ),
    "finished off": (
        "ended",
        "The assault finishes off the ceasefire between the army and the rebels of Kandara.",
    ),
    "an offer dismissed, with a day between": (
        "rejected",
        "The rebels of Kandara dismissed on Thursday the government's offer of a truce with the army.",
    ),
}


@pytest.mark.parametrize(("status", "text"), STATUSES.values(), ids=STATUSES)
def test_what_became_of_it(status: str, text: str) -> None:
    """A report tells one status of its truce, whatever else it tells of it by the way."""
    found = preferred(only(reading(text)), "status")
    assert found == [status] or {status, *map(str, found)} == {"agreed", "declared"}


def test_what_one_side_has_stopped_begins_no_truce_that_lies_ahead() -> None:
    """A truce that begins next week is not in force because somebody has stopped attacks."""
    text = (
        "The government of Norland and the rebels of Kandara signed a ceasefire on Thursday. It begins on "
        "June 20. The rebels have suspended attacks for the talks."
    )
    assert ["in_force"] not in [preferred(c, "status") for c in reading(text).ceasefires]


def test_a_clock_and_its_zone_stand_in_one_sentence() -> None:
    """The full stop of "a.m." does not cut a truce from what became of it."""
    text = (
        "The new truce between the army and the rebels has held since Wednesday. An earlier truce, which was "
        "to begin at 9 a.m. Norland time on Tuesday, June 8, failed within minutes."
    )
    statuses = [preferred(c, "status") for c in reading(text).ceasefires]
    assert statuses[0] == ["in_force"] or statuses[-1] == ["in_force"]
    assert ["broken"] in statuses
