"""The lists: their form, their coverage, and names that were in use at one time only."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from truceline.actors import lookup
from truceline.actors._gazetteer import gazetteer
from truceline.actors._roles import office_names
from truceline.model import When

KNOWN = gazetteer()
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def at(day: str) -> When:
    moment = datetime.fromisoformat(day).replace(tzinfo=UTC)
    return When(earliest=moment, latest=moment, edtf=day)


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("SPLM/A", "splm-a"), ("RSF", "rapid-support-forces"), ("FARC-EP", "farc"), ("ELN", "eln"),
        ("LTTE", "ltte"), ("MILF", "milf"), ("Hizbullah", "hezbollah"), ("Houthis", "houthis"),
        ("M23", "m23"), ("TPLF", "tplf"), ("Taleban", "taliban"), ("Karen National Union", "knu"),
        ("GAM", "gam"), ("UNITA", "unita"), ("RUF", "ruf"), ("Provisional IRA", "ira"), ("ETA", "eta"),
        ("PKK", "pkk"), ("Kosovo Liberation Army", "kla"), ("Bosnian Serb Army", "bosnian-serb-army"),
        ("Artsakh", "nagorno-karabakh"), ("DNR", "donetsk-peoples-republic"), ("JNIM", "jnim"),
        ("Boko Haram", "boko-haram"), ("al-Shabab", "al-shabaab"), ("Palipehutu-FNL", "fnl"),
        ("CNDD-FDD", "cndd-fdd"), ("NDFB", "ndfb"), ("New People's Army", "cpp-npa"),
        ("Daesh", "islamic-state"), ("Maoists", "cpn-maoist"), ("FMLN", "fmln"), ("Séléka", "seleka"),
        ("Polisario", "polisario"), ("IGAD", "igad"), ("OSCE", "osce"),
        ("Carter Center", "carter-center"), ("ICRC", "icrc"), ("Türkiye", "turkey"),
        ("Malacañang", "philippines"), ("Cote d'Ivoire", "ivory-coast"), ("Anadolu", "anadolu"),
        ("AFP", "afp"),
    ],
)  # fmt: skip
def test_parties_mediators_and_outlets_are_known_by_their_names(name: str, actor: str) -> None:
    found = lookup(name)
    assert found is not None
    assert found.id == actor


def test_an_unknown_name_is_nobody() -> None:
    assert lookup("Front for the Liberation of Nowhere") is None
    assert lookup("") is None


def test_a_name_means_whom_it_meant_on_the_day() -> None:
    """Zaire is Congo until May 1997, and the OAU is the African Union's name before July 2002."""
    congo, union = lookup("Zaire", at=at("1996-11-01")), lookup("OAU", at=at("1999-07-07"))
    assert congo is not None
    assert union is not None
    assert (congo.id, union.id) == ("congo", "african-union")
    assert any(alias.name == "Zaire" and alias.until == "1997-05-17" for alias in congo.aliases)
    nusra = lookup("Jabhat Fateh al-Sham")
    assert nusra is not None
    assert ("Jabhat Fateh al-Sham", "2016-07-28") in {(alias.name, alias.from_) for alias in nusra.aliases}


@pytest.mark.parametrize(
    ("name", "before", "day", "after"),
    [
        ("Moscow", "soviet-union", "1991-12-26", "russia"),
        ("the Kremlin", "soviet-union", "1991-12-26", "russia"),
        ("Belgrade", "yugoslavia", "1992-04-27", "serbia"),
        ("Prague", "czechoslovakia", "1993-01-01", "czechia"),
        ("Aden", "south-yemen", "1990-05-22", "yemen"),
    ],
)
def test_a_capital_speaks_for_the_state_that_it_was_the_capital_of(
    name: str, before: str, day: str, after: str
) -> None:
    """Days on which the later state took over: general knowledge, as in the head of states.tsv."""
    name = name.removeprefix("the ")
    earlier, later = lookup(name, at=at("1985-06-01")), lookup(name, at=at(day))
    assert earlier is not None
    assert later is not None
    assert (earlier.id, later.id) == (before, after)


def test_every_reference_between_the_lists_leads_somewhere() -> None:
    for entry in KNOWN.entries.values():
        targets = {*entry.where, *(tenure.of for tenure in entry.tenures), *([entry.of] if entry.of else [])}
        assert targets <= KNOWN.entries.keys(), (entry.id, targets - KNOWN.entries.keys())


def test_every_office_held_is_an_office_that_texts_can_name() -> None:
    offices = office_names()
    for entry in KNOWN.entries.values():
        for tenure in entry.tenures:
            assert tenure.office in offices, (entry.id, tenure.office)


def test_days_of_use_and_of_office_are_days_in_order() -> None:
    spans = [(name.from_, name.until) for entry in KNOWN.entries.values() for name in entry.names]
    spans += [(tenure.from_, tenure.until) for entry in KNOWN.entries.values() for tenure in entry.tenures]
    for start, end in spans:
        assert start is None or DAY.fullmatch(start), start
        assert end is None or DAY.fullmatch(end), end
        assert start is None or end is None or start < end, (start, end)


def test_ids_are_slugs_and_no_name_is_listed_twice_for_one_actor() -> None:
    for entry in KNOWN.entries.values():
        assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", entry.id), entry.id
        names = [(name.text, name.from_) for name in entry.names if name.use == "name"]
        assert len(names) == len(set(names)), entry.id


def test_no_two_states_share_a_name_or_a_code() -> None:
    states = [entry for entry in KNOWN.entries.values() if entry.kind == "state"]
    codes = [entry.ids["iso3"] for entry in states if entry.ids]
    assert len(codes) == len(set(codes))
    assert len(states) > 190
