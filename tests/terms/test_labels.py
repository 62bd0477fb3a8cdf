"""Names of sides as datasets write them, and whom they mean."""

from __future__ import annotations

import pytest

from truceline.terms._labels import resolve


@pytest.mark.parametrize(
    ("label", "kind", "actor"),
    [
        ("Government of South Sudan", "state", "south-sudan"),
        ("Government of DR Congo (Zaire)", "state", "congo"),
        ("Government of Yemen (North Yemen)", "state", "yemen"),
        ("Government of Bosnia-Herzegovina", "state", "bosnia-and-herzegovina"),
        ("Military Forces of Ukraine (2019-) Air Force", "state", "ukraine"),
        ("Police Forces of Israel (2022-) Border Police", "state", "israel"),
        ("Ukrainian Armed Forces", "state", "ukraine"),
        ("RSF: Rapid Support Forces", "armed_group", "rapid-support-forces"),
        ("HTS: Hayat Tahrir al Sham", "armed_group", "jabhat-al-nusra"),
        ("Islamic State (Syria)", "armed_group", "islamic-state"),
        ("Houthi movement - Ansar Allah", "armed_group", "houthis"),
        ("Military Forces of Yemen (2015-2022) Supreme Political Council", "armed_group", "houthis"),
        ("Hamas Movement", "armed_group", "hamas"),
        ("Civilians (Sudan)", "civilians", "civilians-sudan"),
        ("Unidentified Armed Group (Mali)", "unknown", "unidentified-armed-group-mali"),
        ("A Group That No List Has", "armed_group", "a-group-that-no-list-has"),
    ],
)
def test_a_label_means_one_actor(label: str, kind: str, actor: str) -> None:
    """States by any form of their forces' names, groups by short and long names, people without arms, nobody
    known.
    """
    [who] = resolve(label)
    assert (who.kind, who.id) == (kind, actor)


def test_a_list_of_names_means_each_of_them() -> None:
    """Datasets join those who fought together by commas or semicolons."""
    assert [who.id for who in resolve("Ahrar al-Sham, Jabhat Fateh al-Sham, SDF")] == [
        "ahrar-al-sham",
        "jabhat-al-nusra",
        "syrian-democratic-forces",
    ]
    assert [who.id for who in resolve("Government of Israel, Government of Lebanon")] == ["israel", "lebanon"]
    assert resolve("") == ()
