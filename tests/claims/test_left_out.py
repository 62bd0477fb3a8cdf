"""Whom a truce leaves out, in words of several kinds, and who is not left out for all that."""

from __future__ import annotations

import pytest

from claims.told import named, only, preferred, reading

SIDES = "The army of Chad and the Sand Valley Front signed a ceasefire on Tuesday."

LEFT_OUT = [
    f"{SIDES} The order does not shield Boko Haram, the defence minister said.",
    f'{SIDES} "We are not part of any truce," a spokesman for Boko Haram told reporters.',
    f"{SIDES} The truce does not hold for Boko Haram.",
    f"{SIDES} The army will go on hunting Boko Haram.",
    f"{SIDES} The two will meet in May. Boko Haram is no party to the deal.",
    f"{SIDES} Boko Haram remains a legitimate target.",
    f"{SIDES} The pocket held by Boko Haram lies outside the terms of the agreement.",
    f"{SIDES} On Boko Haram the ceasefire does not extend.",
    f"{SIDES} Boko Haram was not invited.",
    f"{SIDES} Boko Haram, which has not signed it, says that it will fight on.",
    f"{SIDES} The jihadists of Boko Haram are no party to it.",
    f"{SIDES} A fourth group, Boko Haram, has stayed out of it.",
    f"{SIDES} It provides for the continuation of the fight against Boko Haram.",
    f"{SIDES} Neither the smugglers nor Boko Haram come under it.",
]


@pytest.mark.parametrize("text", LEFT_OUT)
def test_a_group_may_be_left_out_in_many_words(text: str) -> None:
    """By the terms, by what goes on, by its own word."""
    found = reading(text)
    assert named(found, only(found), "excluded") == {"Boko Haram"}


NOT_LEFT_OUT = [
    f"{SIDES} Colonel Ali Sow of the Sand Valley Front refused to sign.",
    f"{SIDES} Boko Haram, which had no part in the deal, declared a truce of its own.",
    f"{SIDES} Boko Haram, the last to stay out, joined it on Friday.",
    f"{SIDES} It does not cover the islands, a spokesman for the Red Cross said.",
]


@pytest.mark.parametrize("text", NOT_LEFT_OUT)
def test_one_man_s_refusal_or_who_speaks_leaves_no_group_out(text: str) -> None:
    """A person may refuse without his group; who tells of the terms is not left out by them."""
    found = reading(text)
    assert named(found, only(found), "excluded") == set()


NOT_LEFT_OUT = [
    f"{SIDES} The ceasefire does not include the town of Bol, where Boko Haram is fighting the army.",
    f"{SIDES} The truce does not cover the lake, which Boko Haram controls.",
]


@pytest.mark.parametrize("text", NOT_LEFT_OUT)
def test_who_fights_where_a_truce_does_not_hold_is_not_left_out_by_name(text: str) -> None:
    """A place is left out, and somebody is told to be there."""
    found = reading(text)
    assert "Boko Haram" not in named(found, only(found), "excluded")


def test_a_truce_that_excludes_somebody_rejects_nothing() -> None:
    """Its own terms are no answer to it."""
    found = reading(f"{SIDES} The truce excludes Boko Haram and its allies.")
    record = only(found)
    assert named(found, record, "excluded") == {"Boko Haram"}
    assert preferred(record, "status") == ["agreed"]
