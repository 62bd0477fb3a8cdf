"""The first sentence of a wire story by itself: which ceasefire it tells of, and how that stands."""

from __future__ import annotations

import pytest

from claims.told import only, preferred, reading

LEDES = [
    ("Schools opened as a ceasefire between the Taliban and the government of Kabul began.", "in_force"),
    ("Kyiv accused the separatists of shelling Avdiivka hours after a new truce came in.", "in_force"),
    ("Investors welcomed a 72-hour ceasefire in Sudan, though violations were reported at once.", "in_force"),
    ("Fighting eased in Tripoli as a truce between the militias entered its second week.", "in_force"),
    ("France welcomed a ceasefire between Kinshasa and Kigali.", "agreed"),
    ("The Lord's Resistance Army let its ceasefire with Uganda expire on Thursday.", "ended"),
    ("The government of Mali allowed the truce with Tuareg rebels to lapse.", "ended"),
    ("Burundi's last rebel group and the government were to sign a ceasefire on Friday.", "proposed"),
    ("Mali's government and the Tuareg rebels will initial a ceasefire in Algiers on Friday.", "proposed"),
    ("The FNL of Burundi told its fighters to hold their fire until Friday.", "declared"),
    ("The Arakan Army has told its units to observe a truce until the end of the month.", "declared"),
    ("The army of Chad and the rebels signed a ceasefire on Friday; it took effect at once.", "in_force"),
    ("The rebels declared a truce with the army of Mali, and it has held since Friday.", "in_force"),
    ("A truce with the army of Chad was announced by the rebels, but it collapsed within hours.", "broken"),
    ("Both the army of Chad and the rebels claimed to be observing the truce of Friday.", "in_force"),
    ("The army of Mali told its men to respect the truce agreed with the rebels on Friday.", "agreed"),
    ("Libya's foreign minister said that his country had decided on an immediate ceasefire.", "in_force"),
    ("The junta of Myanmar has settled on a truce with the Arakan Army for the holidays.", "declared"),
    ("The army of Chad and the rebels decided on a ceasefire after a meeting on the bridge.", "agreed"),
]


@pytest.mark.parametrize(("text", "status"), LEDES)
def test_a_lede_tells_how_a_ceasefire_stands(text: str, status: str) -> None:
    """By a clause of time, by what is welcomed, let go, planned or ordered."""
    assert preferred(only(reading(text)), "status") == [status]


@pytest.mark.parametrize(
    "text",
    [
        "The pope told the rebels and the army of Burundi to keep a truce over Christmas.",
        "The FNL of Burundi may begin talks on a ceasefire, a bishop told reporters.",
    ],
)
def test_what_others_ask_for_is_no_declaration(text: str) -> None:
    """Only a side can tell its own to hold fire."""
    found = reading(text)
    assert not any("declared" in preferred(record, "status") for record in found.ceasefires)
