"""Headlines that say whom an umbrella means, and those that do not."""

from __future__ import annotations

import pytest

from truceline.terms._headlines import told_actors
from truceline.terms._labels import resolve

PLACES = ("Harim town", "Harim district", "Idlib Governorate")


@pytest.mark.parametrize(
    ("headline", "told"),
    [
        ("Army and Nusra Front clash near Harim", ("Jabhat al-Nusra",)),
        ("Warplanes raid Ahrar al-Sham posts in Harim", ("Ahrar al-Sham",)),
        ("Clashes in Harim between regime forces and Jaysh al-Islam", ("Jaysh al-Islam",)),
        ("Army shells Harim; Nusra Front holds a parade in Saraqib", ()),
        ("Nusra Front and rebels clash near Harim", ()),
        ("Regime forces and Islamic State clash near Harim", ()),
        ("Army and Nusra Front clash near Raqqa", ()),
        ("Army and Nusra Front open talks near Harim", ()),
        ("", ()),
    ],
)
def test_only_a_clause_on_the_place_and_both_sides_decides(headline: str, told: tuple[str, ...]) -> None:
    """A member of the umbrella, fighting, the other side and the place, in one clause; else nothing is
    decided.
    """
    [umbrella], others = resolve("Syrian insurgents"), resolve("Government of Syria")
    assert told_actors(headline, PLACES, umbrella, others) == told
