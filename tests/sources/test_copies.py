"""Copies of one story are one source; another day's story in the same words is not a copy."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.model import Article, Metadatum
from truceline.sources import article_from_text, mark_copies

STORY = (
    "The two armies agreed on Monday to stop firing along the river from midnight.",
    "The governor of the province called it the first good news in a long and bitter winter.",
    "Monitors will stand on both bridges and report every shot to a joint commission.",
    "The commission meets each week in the old customs house under a neutral chair.",
    "Farmers may return to the lower fields once the mines along the dyke are cleared.",
    "Nobody in the capital would say who had proposed the meeting of the commanders.",
    "A convoy with flour and medicine is expected in the besieged town by Thursday.",
    "The last agreement of this kind broke down within a fortnight of its signing.",
)
OTHER = (
    "The central bank left its interest rate where it was and spoke of slower growth.",
    "Exports of copper fell for the third month in a row, the ministry of trade said.",
    "The finance minister told parliament that no new taxes were planned for the autumn.",
    "Two banks have asked for more time to publish the figures of the last quarter.",
)
WORDS = (
    "village",
    "quickly",
    "northern",
    "message",
    "around",
    "several",
    "morning",
    "stated",
    "little",
    "again",
)


def article(sentences: tuple[str, ...] | list[str], name: str, *, published: str = "") -> Article:
    """An article of these sentences, two to a paragraph."""
    lines = [" ".join(sentences[i : i + 2]) for i in range(0, len(sentences), 2)]
    told = (Metadatum(name="published", value=published, origin="file"),) if published else ()
    return article_from_text("\n\n".join(lines), id=name, uri=name, metadata=told)


def copies(*articles: Article) -> list[str | None]:
    """What each article copies."""
    return [item.copies_of for item in mark_copies(articles)]


def reworded(sentences: tuple[str, ...], share: float, dice: random.Random) -> list[str]:
    """The sentences with a share of their plain words exchanged."""
    return [
        " ".join(
            dice.choice(WORDS) if word.islower() and dice.random() < share else word for word in s.split()
        )
        for s in sentences
    ]


CHANGES: dict[str, Callable[[], list[str]]] = {
    "the same": lambda: list(STORY),
    "the second half cut": lambda: list(STORY[:4]),
    "the first half cut": lambda: list(STORY[4:]),
    "a paragraph of its own in front": lambda: ["Our man in the valley sends this report tonight.", *STORY],
    "own sentences between": lambda: [*STORY[:3], *OTHER[:2], *STORY[3:6], *OTHER[2:], *STORY[6:]],
    "one word in ten exchanged": lambda: reworded(STORY, 0.1, random.Random(1)),
    "capitals": lambda: [s.upper() for s in STORY],
    "another order": lambda: list(STORY[4:] + STORY[:4]),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_story_is_known_again(change: str) -> None:
    """Under another headline, cut, framed, edited."""
    first = article(STORY, "first", published="2014-03-03")
    second = article(
        ["Guns to fall silent at the river", *CHANGES[change]()], "second", published="2014-03-04"
    )
    assert copies(first, second) == [None, "first"]
    assert copies(second, first) == ["first", None]


def test_edited_copies_are_found_and_different_stories_are_not() -> None:
    """Of a hundred stories with one word in ten exchanged 95 are found; of a hundred others none."""
    dice = random.Random(3)
    found = wrong = 0
    for number in range(100):
        story = tuple(f"{s[:-1]} {' '.join(dice.sample(WORDS, 4))}." for s in dice.sample(STORY + OTHER, 7))
        pair = [article(story, f"a{number}"), article(reworded(story, 0.1, dice), f"b{number}")]
        found += any(copies(*pair))
        wrong += any(copies(article(dice.sample(STORY, 5), "x"), article(reworded(OTHER, 0.3, dice), "y")))
    assert found >= 95
    assert wrong == 0


def test_another_days_report_is_no_copy() -> None:
    """What a monitor reports daily in the same words, with other numbers, is news every day."""
    reports = [
        article(
            [
                f"On {n} March the mission counted {n * 3} breaches in the north and {n * 2} in the south.",
                f"Of these {n} were explosions and {n + 5} were bursts from heavy guns near the line.",
                "The mission observes the truce under the agreement that both sides signed in the autumn.",
                "Its patrols were free to go where they wished, but for two roads that were mined.",
            ],
            f"day{n}",
        )
        for n in (3, 4)
    ]
    assert copies(*reports) == [None, None]


def test_a_digest_is_no_copy_of_its_stories() -> None:
    """A long page that tells a story in passing is a source of its own."""
    news = [
        f"In other news number {n} of this long day the council of the town met and left." for n in range(20)
    ]
    story, digest = article(STORY[:3], "story"), article([*STORY[:3], *OTHER, *STORY[5:], *news], "digest")
    assert copies(story, digest) == [None, None]


def test_a_papers_own_notice_joins_nothing() -> None:
    """Sentences that stand under every article of a site are set phrases."""
    notice = [
        "All content of this site is protected and may not be used without a written permission.",
        "Write to the desk of our readers if you have found a mistake in one of the articles.",
        "Our journalists keep to the rules of the council of the press and to those of the house.",
    ]
    dice = random.Random(11)
    articles = [
        article(
            [*(" ".join(dice.choice(WORDS) + str(n) for _ in range(12)) + "." for _ in range(4)), *notice],
            f"n{n}",
        )
        for n in range(45)
    ]
    assert not any(copies(*articles))


@given(st.permutations(range(5)))
def test_the_order_of_reading_changes_nothing(order: list[int]) -> None:
    """Each article copies the same one, in whatever order they come."""
    group = [
        article(STORY, "long"), article(STORY[:5], "cut", published="2014-03-05"),
        article(["Header of a paper in the hills, told from the wire of the agency.", *STORY], "header"),
        article(OTHER, "other"), article([*OTHER, "So ends the report on this day of trade."], "more"),
    ]  # fmt: skip
    found = mark_copies([group[index] for index in order])
    assert {item.id: item.copies_of for item in found} == {
        "cut": None, "long": "cut", "header": "cut", "more": None, "other": "more",
    }  # fmt: skip
