"""What became of a ceasefire, told otherwise than by a verb whose subject or object it is."""

from __future__ import annotations

import pytest

from claims.told import only, preferred, reading

MADE = "The army and the rebels of Kandara signed a ceasefire in March. "
"""What a report recalls; what it tells then goes on from there."""

BROKEN = [
    "The March ceasefire between the army and the rebels exists on paper alone, mediators admitted.",
    "Shelling of three towns by the army has left the truce with the rebels in shreds.",
    "The army's assault on the rebel capital buried what was left of the ceasefire of March.",
    "For the villagers between army and rebels the truce, already threadbare, died in Kandara on Monday.",
    "The collapse of the ceasefire between the army and the rebels has sent 30,000 people onto the roads.",
    "Like its two forerunners, the truce between army and rebels did not survive its first morning.",
    "Little remains of the ceasefire between the army and the rebels, and lorries have stopped coming.",
    "The ceasefire between army and rebels, never popular with either, has become waste paper.",
    "Ten days after the army and the rebels signed a truce, rebels took the town of Kandara on Monday.",
    MADE + "Since Sunday tanks and rockets have been at work again, and the truce is dead in all but name.",
    MADE + "Nobody in either camp speaks of a truce any longer.",
    "The rebels overran two bases on Friday, in the heaviest fighting since their truce collapsed.",
]
ENDED = [
    "The rebels regard the ceasefire with the army as a thing of the past, their leader said.",
    "The rebels said that they no longer felt bound by the truce which they had signed with the army.",
    "There was no longer any point in a ceasefire with the army, the rebels told their fighters.",
    "The government gave notice on Friday that it was leaving the ceasefire with the rebels.",
    "The four-month truce between army and rebels passed into history at noon on Tuesday.",
    "President Adan pulled the plug on the truce with the rebels and sent the army to the north.",
    "The rebels pronounced their ceasefire with the army dead on Tuesday.",
    "The army went after the rebels again hours after the expiry of a holiday truce.",
    "The army's five-day truce with the rebels lapsed at midnight without being prolonged.",
    "The governor took back the truce with the rebels on Saturday.",
    "The truce between the rebels and the army was pronounced void by the chiefs of both valleys.",
    "The army scrapped its ceasefire with the rebels on Wednesday.",
]
SUSPENDED = [
    "The rebels said they were putting on hold the ceasefire which they had kept with the army since March.",
    "The army put its truce with the rebels on ice for a fortnight.",
    "The army spoke of a temporary suspension of its ceasefire with the rebels.",
    "The rebels announced the suspension of their ceasefire with the army.",
]
EXTENDED = [
    MADE + "It was to run out on Saturday; it will now hold until the end of August, the envoy said.",
    "Minutes before it ran out the army and the rebels got another three days of truce from the envoy.",
    "The truce of army and rebels, which would have lapsed on Friday, should go on until May, both said.",
    MADE + "On Tuesday they gave themselves another ten days.",
    "The army and the rebels have granted the valley two months more of truce.",
    "The truce of army and rebels, which was to lapse this week, will go on until September, they decided.",
    "Army and rebels agreed on a further week of ceasefire to get the wounded out.",
]
IN_FORCE = [
    "Both the army and the rebels say that they still abide by the ceasefire, whatever the monitors count.",
    "The rebels' ceasefire with the army is still standing, a few exchanges apart.",
    "The truce between the army and the rebels passed its first test on Monday.",
    "The truce between the army and the rebels has two weeks left to run.",
    "The truce between army and rebels, now in its third week, lets lorries through.",
    "Market women crossed the lines three weeks after the army and the rebels signed a ceasefire.",
    "The rebels announced that their truce with the army will end on the 20th of this month.",
    "The rebels' truce with the army is due to run out on Sunday, and nobody speaks of prolonging it.",
    "The armistice between the army and the rebels remains what it was: a fence with holes.",
    "The ceasefire between army and rebels is said to be working.",
    MADE + "No clashes have been reported since the middle of May.",
    MADE + "The guns have been silent for eight weeks, and maize is being sown.",
    "The army said it would leave its truce with the rebels in place for the time being.",
]
REJECTED = [
    "The president will have nothing to do with a truce that the rebels held out to his army.",
    "The rebels would not go along with the ten-day truce that the army had offered.",
    "The rebels laughed off a two-week truce offered by the army.",
]
STAYS_AS_IT_WAS = [
    "The rebels warned the army that the truce signed on Tuesday would be dead if another shell fell.",
    "The army and the rebels signed a truce on Tuesday; diplomats fear it may not survive the week.",
    "The army and the rebels signed a truce on Wednesday to stave off the collapse of peace talks.",
    "The army and the rebels signed a ceasefire on Tuesday that will end on 30 June.",
    "The army and the rebels agreed on a truce, and on another round of talks in two weeks more.",
]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        *((text, "broken") for text in BROKEN),
        *((text, "ended") for text in ENDED),
        *((text, "suspended") for text in SUSPENDED),
        *((text, "extended") for text in EXTENDED),
        *((text, "in_force") for text in IN_FORCE),
        *((text, "rejected") for text in REJECTED),
    ],
)
def test_a_fate_is_told_in_many_ways(text: str, status: str) -> None:
    """A noun, a figure of speech, a clause by the way: the reader knows what became of it."""
    assert preferred(only(reading(text)), "status") == [status]


@pytest.mark.parametrize("text", STAYS_AS_IT_WAS)
def test_what_is_feared_or_still_to_come_is_no_fate(text: str) -> None:
    """What may become of a truce has not become of it."""
    assert preferred(only(reading(text)), "status") == ["agreed"]
