"""Who helps a truce about, and who watches over it, told from who only looks on, hosts or takes part."""

from __future__ import annotations

import pytest

from claims.told import named, only, reading

SIDES = "The army of Chad and the Sand Valley Front signed a ceasefire on Tuesday"

MEDIATED = [
    (f"{SIDES} under the aegis of the African Union.", {"African Union"}),
    (f"{SIDES}. It was arranged by former U.S. President Jimmy Carter.", {"Jimmy Carter"}),
    (f"{SIDES}. The truce was worked out by Syrian and Iranian officials.", {"Syria", "Iran"}),
    (f"{SIDES}. The accord was mediated by a Swiss-American team.", {"Switzerland", "United States"}),
    (f"{SIDES}. Gabon hosted the talks.", {"Gabon"}),
    (f"{SIDES}. Gabon hosted the talks, which Norway mediated.", {"Norway"}),
    (f"{SIDES}. Norwegian diplomats chaired three days of talks.", {"Norway"}),
    (f"{SIDES}. A Turkish envoy carried the messages.", {"Turkey"}),
    (f"{SIDES}. It was brokered by Dr. Jimmy Carter and by Togo's president.", {"United States", "Togo"}),
    (f"{SIDES} at a ceremony in which Jordan had a hand.", {"Jordan"}),
    (f"{SIDES} at the urging of Togo's president.", {"Togo"}),
    (f"{SIDES}. Officials of Togo and Benin had gone back and forth between them.", {"Togo", "Benin"}),
    (f"{SIDES}. Togo was the go-between.", {"Togo"}),
    (f"{SIDES}. The Togolese president's special envoy, Ivan Horvat, mediated.", {"Togo"}),
    (f"{SIDES} at talks hosted by Gabonese President Ali Bongo.", {"Gabon"}),
    (f"{SIDES}, with Gabon playing host and Togo as facilitator.", {"Gabon", "Togo"}),
    (f"{SIDES} at negotiations convened by Togo and Benin.", {"Togo", "Benin"}),
    (f"{SIDES}. It was brokered by two neighbours, Togo and Benin.", {"Togo", "Benin"}),
    (f"{SIDES}. It was drawn up by the guarantors of the old treaty - Togo and Benin.", {"Togo", "Benin"}),
    (f"{SIDES} under a Togolese plan to end the war.", {"Togo"}),
    (f"{SIDES} after both accepted a French-Egyptian proposal.", {"France", "Egypt"}),
    (f"{SIDES}. Togo acted as go-between and Benin cheered.", {"Togo"}),
    (f"{SIDES}. Jordan offered to mediate but was not needed.", set()),
]


@pytest.mark.parametrize(("text", "expected"), MEDIATED)
def test_mediators_in_whatever_words(text: str, expected: set[str]) -> None:
    """By office past or present, by adjective, or as the roof over the talks where nobody did more."""
    found = reading(text)
    assert named(found, only(found), "mediators") == expected


LOOKING_ON = [
    f"{SIDES}. Belgium and France attended the talks as observers.",
    f"{SIDES}. Observers from Belgium and France looked on.",
    f"{SIDES}. Belgium and France were at the table as observers.",
]


@pytest.mark.parametrize("text", LOOKING_ON)
def test_observers_of_talks_watch_over_no_truce(text: str) -> None:
    """Who sat in at the signing was not sent to the front."""
    found = reading(text)
    assert named(found, only(found), "monitors") == set()


SENT = [
    (f"{SIDES}. Belgium and France will send observers to watch over the truce.", {"Belgium", "France"}),
    (f"{SIDES}. Belgium and France will send unarmed monitors.", {"Belgium", "France"}),
    (f"{SIDES}. The two invited the OIC to monitor it.", {"Organisation of Islamic Cooperation"}),
    (f"{SIDES}. The African Union will lead a commission to watch over the truce.", {"African Union"}),
    (f"{SIDES}. Russian peacekeepers will monitor the truce.", {"Russia"}),
    (f"{SIDES}. Belgium was asked to send monitors.", set()),
    (f"{SIDES}. Belgium sent an observer.", set()),
]


@pytest.mark.parametrize(("text", "expected"), SENT)
def test_observers_who_are_sent_do(text: str, expected: set[str]) -> None:
    """Whoever sends or leads them, or is charged with it; not who is only asked, or has one at the talks."""
    found = reading(text)
    assert named(found, only(found), "monitors") == expected


GUARDED = [
    (f"{SIDES} with Kenya and Norway as guarantors.", {"Kenya", "Norway"}),
    (f"{SIDES}. Kenya, a guarantor of the truce along with Norway, urged calm.", {"Kenya", "Norway"}),
    (f"{SIDES}. Kenya agreed to act as guarantor of the ceasefire.", {"Kenya"}),
    (f"{SIDES}. Kenya and Norway have underwritten the truce.", {"Kenya", "Norway"}),
    (f"{SIDES}. Norway vouched for the truce.", {"Norway"}),
]


@pytest.mark.parametrize(("text", "expected"), GUARDED)
def test_who_guards_a_truce_is_none_of_its_sides(text: str, expected: set[str]) -> None:
    """Though his name stands under it, or he agreed to guard it."""
    found = reading(text)
    record = only(found)
    assert named(found, record, "guarantors") == expected
    assert not named(found, record, "parties") & expected


GUARDED = [
    f"{SIDES}. It is underwritten by Togo and Benin.",
    f"{SIDES}. Togo and Benin stand surety for it.",
    f"{SIDES}. Togo and Benin, the two guarantor states, put their names to it.",
    f"{SIDES}, with Togo and Benin as its guarantors.",
    f"{SIDES}. Togo and Benin guarantee that its terms are respected.",
]


@pytest.mark.parametrize("text", GUARDED)
def test_guarantors_in_whatever_words(text: str) -> None:
    """As the subject of the verb, in apposition, and behind "with ... as"."""
    found = reading(text)
    assert named(found, only(found), "guarantors") == {"Togo", "Benin"}


GUARANTEEING = [
    (f"{SIDES}. The three guarantor countries, Togo, Benin and Gabon, cheered.", {"Togo", "Benin", "Gabon"}),
    (f"{SIDES}. The guarantor powers (Togo and Benin) will meet again.", {"Togo", "Benin"}),
    (f"{SIDES}. Togo stood guarantor.", {"Togo"}),
    (f"{SIDES}. The guarantor countries met in Togo.", set()),
]


@pytest.mark.parametrize(("text", "expected"), GUARANTEEING)
def test_guarantors_behind_the_word_for_them(text: str, expected: set[str]) -> None:
    """Those whose names explain the noun, or who stand so without an article; not where they met."""
    found = reading(text)
    assert named(found, only(found), "guarantors") == expected
