"""Areas that datasets list under the name of another country."""

from __future__ import annotations

from pathlib import Path

import pytest

from terms.tables import verdicts
from truceline.model import ActorSet, Area, Period, Rule, Terms

TERMS = Terms(
    ceasefire="x",
    sets=(ActorSet(id="sides", kinds=("state",)),),
    areas=(Area(id="area", names=("Nagorno-Karabakh",)),),
    area="area",
    periods=(Period(id="ceasefire", start="2020-10-10", zone="Asia/Yerevan"),),
    rules=(Rule(id="fire", actors=("sides",), deed="prohibit", acts=("attack",)),),
)
SIDES = {"side_a": "Government of Armenia", "side_b": "Government of Azerbaijan", "level": "exact"}


@pytest.mark.parametrize(
    ("place", "verdict"),
    [
        ({"country": "Azerbaijan"}, "indeterminate"),
        ({"country": "Azerbaijan", "adm_1": "Fizuli"}, "indeterminate"),
        ({"country": "Azerbaijan", "adm_1": "Nagorno-Karabakh"}, "prohibited"),
        ({"country": "Nagorno-Karabakh"}, "prohibited"),
        ({"country": "Syria", "adm_1": "Aleppo"}, "outside_area"),
    ],
)
def test_a_country_that_holds_the_area_leaves_open_where_it_was(
    tmp_path: Path, place: dict[str, str], verdict: str
) -> None:
    """A row that says no more than "Azerbaijan" is not said to lie outside Nagorno-Karabakh."""
    assert verdicts(tmp_path, TERMS, {"start": "2020-10-12", **SIDES, **place}) == [verdict]
