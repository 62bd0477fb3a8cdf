"""Who is a side, helps, watches and is left out in reports on wars of many countries."""

from __future__ import annotations

import pytest

from claims.told import named, only, reading

REPORTS = [
    (
        "MONROVIA, Nov 28, 1990 (Harbour Wire) - Two rebel armies and what is left of the late president's "
        "troops put their names to a ceasefire in Bamako on Wednesday, ending eleven months of fighting. "
        "Charles Taylor signed for the National Patriotic Front, Prince Johnson for his breakaway band, "
        "the Independent National Patriotic Front, and a Lieutenant-General, Hezekiah Bowen, for the Armed "
        "Forces of Liberia. A West African force, ECOMOG, is to police the truce, the communique said.",
        {
            "parties": {
                "National Patriotic Front of Liberia",
                "Independent National Patriotic Front of Liberia",
                "Armed forces of Liberia",
            }
        },
    ),
    (
        "NDJAMENA, April 8 (Sahel News) - Khartoum and two rebel movements from Darfur signed a 45-day "
        "humanitarian ceasefire late on Thursday, Chadian officials said. The Sudan Liberation Army and "
        "the Justice and Equality Movement had insisted that the Janjaweed be disarmed. President Idriss "
        "Deby's mediators and the African Union brought the three together. The African Union will lead a "
        "commission to watch over the truce.",
        {
            "parties": {"Sudan", "Sudan Liberation Movement/Army", "Justice and Equality Movement"},
            "mediators": {"Chad", "African Union"},
            "monitors": {"African Union"},
        },
    ),
    (
        "GUWAHATI, 25 May 2005 - New Delhi and Bodo militants have signed a truce that takes effect on the "
        "first of June, the Home Ministry announced on Wednesday. The National Democratic Front of Bodoland "
        "has fought for a homeland in Assam for 18 years. Its men will move to camps. The United Liberation "
        "Front of Asom is not party to the arrangement.",
        {
            "parties": {"India", "National Democratic Front of Bodoland"},
            "excluded": {"United Liberation Front of Asom"},
        },
    ),
    (
        "A pause in the Old City of Homs was prolonged by three days on Monday. The Syrian army and the "
        "fighters besieged in the quarter have held their fire since Friday. Militiamen of the "
        "pro-government National Defence Force, who shot at aid lorries on Saturday, are no party "
        "to the pause.",
        {"parties": {"Armed forces of Syria", "Rebels of Syria"}, "excluded": {"National Defence Force"}},
    ),
    (
        "TRIPOLI, Aug 21 2020 - The head of Libya's internationally recognised government, Fayez al-Sarraj, "
        "ordered all his forces on Friday to cease fire at once. Aguila Saleh, speaker of the eastern "
        "parliament that backs Khalifa Haftar, issued a similar call.",
        {"declared_by": {"Government of National Accord", "Libyan House of Representatives"}},
    ),
]


@pytest.mark.parametrize(("text", "expected"), REPORTS)
def test_parts_are_told_apart(text: str, expected: dict[str, set[str]]) -> None:
    """Each under the name by which the lists know it."""
    found = reading(text)
    record = only(found)
    assert {name: named(found, record, name) for name in expected} == expected


def test_an_older_truce_has_the_sides_of_the_report() -> None:
    """Where no more is said of it than that it was."""
    found = reading(
        "COLOMBO, Jan 5 1995 - The Sri Lankan government and the Tamil Tigers signed a cessation of "
        "hostilities on Thursday. A truce agreed in November 1994 lasted only a week."
    )
    assert len(found.ceasefires) == 2
    sides = [named(found, record, "parties") for record in found.ceasefires]
    assert sides[0] == sides[1] == {"Government of Sri Lanka", "Liberation Tigers of Tamil Eelam"}
