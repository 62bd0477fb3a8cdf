"""What rules must be able to say, each on the terms of a real agreement (`terms/`, written from public
facts).

The incidents are made up: each is the smallest that shows the law.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from terms.tables import run, table, terms, verdicts
from truceline.model import Control
from truceline.terms import check

SYRIA = {"country": "Syria", "adm_1": "Rif Dimashq Governorate", "place": "Douma", "level": "exact"}
ARMY_AND_JAYSH = {**SYRIA, "side_a": "Government of Syria", "side_b": "Jaysh al-Islam"}
BEIRUT = {"country": "Lebanon", "place": "Beirut", "level": "exact", "start": "2024-12-10"}
DONBAS = {"country": "Ukraine", "adm_1": "Donetsk oblast", "side_a": "Government of Ukraine", "side_b": "DPR"}
SUDAN = {"country": "Sudan", "side_a": "SAF", "side_b": "RSF"}


def _days(base: dict[str, Any], *days: str) -> list[dict[str, Any]]:
    return [{**base, "start": day} for day in days]


# 1. Texts, the ceasefire and steps towards it are different things.


def test_who_accedes_late_is_bound_from_then_on(tmp_path: Path) -> None:
    """Jaysh al-Islam acceded on 2 March 2016, at an hour that is not known."""
    about = msgspec.structs.replace(terms("syria-2016-02"), area="syria")
    found = verdicts(tmp_path, about, *_days(ARMY_AND_JAYSH, "2016-03-01", "2016-03-02", "2016-03-03"))
    assert found == ["not_covered", "indeterminate", "prohibited"]


def test_two_accounts_of_the_end_are_both_kept(tmp_path: Path) -> None:
    """Two weeks by the opposition's committee, open by the UN: in between nothing is decided, and both are
    told.
    """
    about = msgspec.structs.replace(terms("syria-2016-02"), area="syria")
    done = run(tmp_path, about, *_days(ARMY_AND_JAYSH, "2016-03-11", "2016-03-20"))
    within, after = done.table().rows(named=True)
    assert (within["verdict"], after["verdict"]) == ("prohibited", "indeterminate")
    assert "High Negotiations Committee" in after["reasons"]
    assert "UN envoy" in after["reasons"]


def test_an_acceptance_keeps_its_deadline_and_reservation() -> None:
    """A step says by when it had to be taken and what was reserved."""
    about = terms("syria-2016-02")
    step = next(one for one in about.steps if one.actors == ("Government of Syria",))
    assert (step.act, step.at, step.by) == ("accept", "2016-02-23", "2016-02-26T12:00")
    assert step.reservation
    assert {one.id for one in about.instruments} == {"joint-statement", "resolution-2268"}


def test_a_side_that_rejects_is_not_bound(tmp_path: Path) -> None:
    """Ahrar al-Sham turned the arrangement of September 2016 down."""
    about = msgspec.structs.replace(terms("syria-2016-09"), area="syria")
    row = {**SYRIA, "side_a": "Government of Syria", "start": "2016-09-14"}
    groups = [{**row, "side_b": "Ahrar al-Sham"}, {**row, "side_b": "Levant Front"}]
    assert verdicts(tmp_path, about, *groups) == ["not_covered", "indeterminate"]


# 2. Sets of actors: by name, class and predicate, minus exceptions; answering for others; names in time.


def test_a_state_answers_for_groups_in_its_territory(tmp_path: Path) -> None:
    """An attack between Hezbollah and Israel is what Lebanon has to prevent and Israel not to do."""
    done = run(tmp_path, terms("lebanon-2024"), {**BEIRUT, "side_a": "Israel", "side_b": "Hezbollah"})
    row = done.table().row(0, named=True)
    assert row["verdict"] == "prohibited"
    assert set(row["rules"].split(", ")) == {"lebanon-prevents", "israel-offensive"}


def test_a_guarantor_answers_for_the_groups_of_its_side(tmp_path: Path) -> None:
    """Turkey answers for the armed opposition in December 2016."""
    about = msgspec.structs.replace(terms("syria-2016-12"), area="syria")
    row = {**SYRIA, "side_a": "Government of Syria", "side_b": "Faylaq al-Sham", "start": "2017-01-10"}
    found = run(tmp_path, about, row).table().row(0, named=True)
    assert (found["verdict"], "Turkey" in found["reasons"]) == ("prohibited", True)


def test_whoever_is_designated_on_the_day_is_left_out(tmp_path: Path) -> None:
    """A list of the Security Council decides by the day of the incident."""
    row = {**SYRIA, "side_a": "Government of Syria", "side_b": "al-Qaida", "start": "2016-03-05"}
    assert verdicts(tmp_path, terms("syria-2016-02"), row) == ["excluded"]


def test_a_later_name_in_an_earlier_event_is_known_and_told(tmp_path: Path) -> None:
    """Nusra is Jabhat Fateh al-Sham from July 2016; datasets write that into events of March."""
    row = {**SYRIA, "side_a": "Government of Syria", "side_b": "Jabhat Fateh al-Sham"}
    done = run(tmp_path, terms("syria-2016-02"), *_days(row, "2016-03-05", "2016-08-05"))
    early, late = done.table().rows(named=True)
    assert early["verdict"] == late["verdict"] == "excluded"
    assert "into an earlier event" in early["reasons"]
    assert "into an earlier event" not in late["reasons"]


def test_forces_beside_a_party_are_bound_with_it(tmp_path: Path) -> None:
    """ "Forces associated with" the army: a militia of the government, and a group named beside the army."""
    about = msgspec.structs.replace(terms("syria-2016-02"), area="syria")
    row = {**SYRIA, "side_b": "Jaysh al-Islam", "start": "2016-03-05"}
    rows = [
        {**row, "side_a": "NDF (Syria)"},
        {**row, "side_a": "Fatah Halab", "with_a": "Government of Syria"},
    ]
    assert verdicts(tmp_path, about, *rows) == ["prohibited", "prohibited"]


def test_an_alliance_with_a_group_left_out_is_excluded(tmp_path: Path) -> None:
    """A side that names Nusra beside a party names a group that is left out."""
    row = {**SYRIA, "side_a": "Ahrar al-Sham, Jabhat Fateh al-Sham", "side_b": "SDF", "start": "2016-03-05"}
    assert verdicts(tmp_path, terms("syria-2016-02"), row) == ["excluded"]


def test_a_name_that_stands_for_bound_groups_alone_is_bound(tmp_path: Path) -> None:
    """Novorossiya is the joint force of two republics that are both bound."""
    row = {**DONBAS, "side_b": "United Armed Forces of Novorossiya", "start": "2015-03-01"}
    assert verdicts(tmp_path, terms("minsk-2015"), row) == ["prohibited"]


# 3. What a side must not do, must see to, and may do differs between the sides.


def test_duties_differ_between_the_sides(tmp_path: Path) -> None:
    """Civilians hit by Israel in Lebanon fall under its ban; the same by Lebanon's army falls under no
    rule.
    """
    people = {**BEIRUT, "side_b": "Civilians", "acts": "one_sided_attack"}
    rows = [{**people, "side_a": "Israel"}, {**people, "side_a": "Government of Syria"}]
    assert verdicts(tmp_path, terms("lebanon-2024"), *rows) == ["prohibited", "not_covered"]


def test_what_is_permitted_is_permitted(tmp_path: Path) -> None:
    """Russian peacekeepers may stand in the Lachin corridor; the parties may not."""
    place = {
        "country": "Azerbaijan",
        "place": "road",
        "level": "exact",
        "latitude": 39.70,
        "longitude": 46.65,
    }
    row = {**place, "start": "2020-12-01", "acts": "deployment", "acted": "a"}
    rows = [{**row, "side_a": "Russia"}, {**row, "side_a": "Azerbaijan"}]
    assert verdicts(tmp_path, terms("karabakh-2020-11"), *rows) == ["permitted", "prohibited"]


def test_a_condition_that_is_not_known_leaves_it_open(tmp_path: Path) -> None:
    """Before the list of hostages came, the suspension of operations had not begun."""
    row = {"country": "Palestine", "adm_1": "Gaza Strip", "side_a": "Israel", "side_b": "Hamas"}
    before = {**row, "time": "2025-01-19T09:00+02:00"}
    after = {**row, "time": "2025-01-19T12:00+02:00"}
    about = terms("gaza-2025")
    assert verdicts(tmp_path, about, before, after) == ["not_covered", "prohibited"]
    [condition] = about.conditions
    open_one = msgspec.structs.replace(condition, met="unknown")
    assert verdicts(tmp_path, msgspec.structs.replace(about, conditions=(open_one,)), after) == [
        "indeterminate"
    ]


# 4. Acts by kind, weapon and domain.


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        ("reinforcement", "prohibited"),
        ("deployment", "prohibited"),
        ("mortar", "prohibited"),
        ("reconnaissance", "not_covered"),
        ("detention", "not_covered"),
        ("obstruct_aid", "not_covered"),
    ],
)
def test_terms_forbid_kinds_of_acts(tmp_path: Path, act: str, expected: str) -> None:
    """Hodeidah 2018 forbids fire, reinforcements and displays, and is silent on the rest."""
    row = {
        "country": "Yemen",
        "adm_1": "Al Hudaydah Governorate",
        "side_a": "Government of Yemen",
        "side_b": "Houthis",
        "start": "2018-12-25",
        "acts": act,
    }
    assert verdicts(tmp_path, terms("yemen-hodeidah-2018"), row) == [expected]


@pytest.mark.parametrize(
    ("act", "thing", "expected"),
    [
        ("obstruct_aid", "", "prohibited"),
        ("looting", "", "prohibited"),
        ("occupation", "hospital", "prohibited"),
        ("occupation", "", "indeterminate"),
        ("occupation", "camp", "not_covered"),
        ("anti_tank_missile", "", "prohibited"),
        ("mine_laying", "", "not_covered"),
    ],
)
def test_acts_against_sites_and_aid(tmp_path: Path, act: str, thing: str, expected: str) -> None:
    """Jeddah 2023 forbids taking hospitals and hindering aid; what was taken must be told."""
    row = {**SUDAN, "start": "2023-05-25", "acts": act, "objects": thing}
    assert verdicts(tmp_path, terms("sudan-2023"), row) == [expected]


def test_a_kind_that_data_do_not_tell_stays_open(tmp_path: Path) -> None:
    """Terms that forbid flights in combat say nothing of an attack; a flight of no told kind may have been
    one.
    """
    row = {**DONBAS, "start": "2014-10-01", "side_b": "DPR"}
    rows = [{**row, "acts": "flight"}, {**row, "acts": "combat_flight"}, {**row, "acts": "reconnaissance"}]
    assert verdicts(tmp_path, terms("minsk-2014"), *rows) == ["indeterminate", "prohibited", "not_covered"]


# 5. Kinds of targets may be the whole ceasefire.


@pytest.mark.parametrize(
    ("thing", "expected"),
    [
        ("refinery", "prohibited"),
        ("power_grid", "prohibited"),
        ("energy", "indeterminate"),
        ("", "indeterminate"),
        ("port", "not_covered"),
        ("hospital", "not_covered"),
    ],
)
def test_a_ceasefire_on_kinds_of_targets(tmp_path: Path, thing: str, expected: str) -> None:
    """The halt of March 2025 covers energy works of five classes and nothing else."""
    row = {
        "country": "Ukraine",
        "side_a": "Russia",
        "side_b": "Ukraine",
        "start": "2025-04-02",
        "objects": thing,
    }
    assert verdicts(tmp_path, terms("ukraine-energy-2025"), {**row, "acts": "drone_strike"}) == [expected]


# 6. Areas: units, corridors, two lines, ground that somebody holds.


@pytest.mark.parametrize(
    ("longitude", "latitude", "side", "expected"),
    [
        (38.55, 48.12, "Government of Ukraine", "outside_area"),
        (38.55, 48.12, "DPR", "prohibited"),
        (37.75, 48.20, "Government of Ukraine", "prohibited"),
        (37.75, 48.20, "DPR", "prohibited"),
        (36.60, 48.50, "DPR", "outside_area"),
    ],
)
def test_each_side_has_its_own_line(
    tmp_path: Path, longitude: float, latitude: float, side: str, expected: str
) -> None:
    """Minsk II: artillery stands back from the actual line, or from that of September 2014, by whose it
    is.
    """
    row = {
        "country": "Ukraine",
        "adm_1": "Donetsk oblast",
        "place": "gun",
        "level": "exact",
        "side_a": side,
        "acted": "a",
        "acts": "heavy_weapons",
        "start": "2015-03-10",
        "longitude": longitude,
        "latitude": latitude,
    }
    assert verdicts(tmp_path, terms("minsk-2015"), row) == [expected]


def test_a_corridor_leaves_a_town_out(tmp_path: Path) -> None:
    """Five kilometres on the Lachin road, without Shusha; a place known to 25 km cannot be told."""
    row = {
        "country": "Azerbaijan",
        "place": "road",
        "side_a": "Azerbaijan",
        "acted": "a",
        "acts": "deployment",
        "start": "2021-02-01",
        "level": "exact",
    }
    road = {**row, "longitude": 46.60, "latitude": 39.67}
    town = {**row, "longitude": 46.75, "latitude": 39.765}
    vague = {**road, "level": "near"}
    assert verdicts(tmp_path, terms("karabakh-2020-11"), road, town, vague) == [
        "prohibited",
        "outside_area",
        "indeterminate",
    ]


def test_ground_of_unknown_hands_is_open_until_an_entry_tells(tmp_path: Path) -> None:
    """ "Everywhere but on ground of the excluded": unknown, unless it is entered who held the ground."""
    about = terms("syria-2016-02")
    row = {**ARMY_AND_JAYSH, "start": "2016-03-05", "latitude": 33.57, "longitude": 36.40}
    assert verdicts(tmp_path, about, row) == ["indeterminate"]
    ghouta = msgspec.structs.replace(about.areas[0], id="douma", names=("place:Douma",))
    for holder, expected in (("Jaysh al-Islam", "prohibited"), ("excluded", "outside_area")):
        entry = Control(by=holder, area="douma", from_="2016-01-01", until="2016-06-01")
        more = msgspec.structs.replace(about, areas=(*about.areas, ghouta), control=(entry,))
        assert verdicts(tmp_path, more, row) == [expected]


def test_a_province_is_not_its_namesake_city(tmp_path: Path) -> None:
    """A place known by its province alone may lie in an area of the province, or may not."""
    about = msgspec.structs.replace(terms("minsk-2015"), area="from_actual_line")
    row = {**DONBAS, "start": "2015-03-01", "level": "adm1", "latitude": 48.0, "longitude": 37.8}
    assert verdicts(tmp_path, about, row) == ["indeterminate"]


# 7. Time.


def test_a_zone_of_neither_side(tmp_path: Path) -> None:
    """Midnight in Moscow is one o'clock in Baku: an hour of the tenth is still before the start."""
    row = {"country": "Azerbaijan", "side_a": "Armenia", "side_b": "Azerbaijan"}
    rows = [
        {**row, "time": "2020-11-10T00:30+04:00"},
        {**row, "time": "2020-11-10T01:30+04:00"},
        {**row, "start": "2020-11-10"},
        {**row, "start": "2020-11-09"},
        {**row, "start": "2020-11-11"},
    ]
    assert verdicts(tmp_path, terms("karabakh-2020-11"), *rows) == [
        "outside_time",
        "prohibited",
        "indeterminate",
        "outside_time",
        "prohibited",
    ]


def test_a_ban_before_the_start(tmp_path: Path) -> None:
    """Jeddah: no gain of ground in the 48 hours before; an attack on those days falls outside the time."""
    ground = {**SUDAN, "acts": "advance"}
    rows = [*_days(ground, "2023-05-19", "2023-05-21"), {**SUDAN, "start": "2023-05-21", "acts": "mortar"}]
    assert verdicts(tmp_path, terms("sudan-2023"), *rows) == ["outside_time", "prohibited", "outside_time"]


def test_a_chain_of_extensions(tmp_path: Path) -> None:
    """Seven days from 22 May, 21:45, and five more."""
    found = verdicts(tmp_path, terms("sudan-2023"), *_days(SUDAN, "2023-05-28", "2023-06-01", "2023-06-05"))
    assert found == ["prohibited", "prohibited", "outside_time"]


def test_hours_of_each_day(tmp_path: Path) -> None:
    """Flights rest at some hours: a flight with a day but no hour cannot be told."""
    row = {"country": "Palestine", "adm_1": "Gaza Strip", "side_a": "Israel", "acted": "a", "acts": "flight"}
    rows = [
        {**row, "time": "2025-02-01T12:00+02:00"},
        {**row, "time": "2025-02-01T20:00+02:00"},
        {**row, "start": "2025-02-01"},
    ]
    assert verdicts(tmp_path, terms("gaza-2025"), *rows) == ["prohibited", "outside_time", "indeterminate"]


def test_days_are_counted_from_the_first(tmp_path: Path) -> None:
    """The first phase has 42 days, the day of the start among them: 19 January to 1 March."""
    row = {"country": "Palestine", "adm_1": "Gaza Strip", "side_a": "Israel", "side_b": "Hamas"}
    found = verdicts(tmp_path, terms("gaza-2025"), *_days(row, "2025-03-01", "2025-03-03"))
    assert found == ["prohibited", "outside_time"]


def test_tacit_renewal_goes_on_until_notice(tmp_path: Path) -> None:
    """Five years, renewed by themselves; notice six months before ends the term, later notice the next
    one.
    """
    about = terms("karabakh-2020-11")
    row = {
        "country": "Azerbaijan",
        "place": "road",
        "level": "exact",
        "latitude": 39.70,
        "longitude": 46.65,
        "side_a": "Russia",
        "acted": "a",
        "acts": "deployment",
        "start": "2026-06-01",
    }
    assert verdicts(tmp_path, about, row) == ["permitted"]
    for day, expected in (("2025-03-01", "not_covered"), ("2025-09-01", "permitted")):
        step = msgspec.convert({"actors": ["Azerbaijan"], "act": "denounce", "at": day}, type(_a_step()))
        gone = msgspec.structs.replace(about, steps=(step,))
        assert verdicts(tmp_path, gone, row) == [expected]


def _a_step() -> Any:
    return terms("syria-2016-02").steps[0]


def test_a_start_that_the_sides_date_differently(tmp_path: Path) -> None:
    """Moscow counts from 18 March, Kyiv from 25 March: a week of which nothing is decided, at both ends."""
    row = {
        "country": "Ukraine",
        "side_a": "Russia",
        "side_b": "Ukraine",
        "acts": "shelling",
        "objects": "refinery",
    }
    found = verdicts(
        tmp_path,
        terms("ukraine-energy-2025"),
        *_days(row, "2025-03-16", "2025-03-21", "2025-03-28", "2025-04-20", "2025-04-28"),
    )
    assert found == ["outside_time", "indeterminate", "prohibited", "indeterminate", "outside_time"]


def test_a_boundary_day_without_an_hour_is_open(tmp_path: Path) -> None:
    """19:00 on 12 September 2016: a day alone does not say on which side of it."""
    about = msgspec.structs.replace(terms("syria-2016-09"), area="syria")
    row = {**SYRIA, "side_a": "Government of Syria", "side_b": "SDF"}
    done = run(tmp_path, about, {**row, "start": "2016-09-12"}, {**row, "time": "2016-09-12T20:30+03:00"})
    day, hour = done.table().rows(named=True)
    assert (day["verdict"], hour["verdict"]) == ("indeterminate", "indeterminate")
    assert "a day but no hour" in day["reasons"]


# 8. Exceptions.


def test_self_defence_excuses_one_side_at_most(tmp_path: Path) -> None:
    """Where both sides are bound, one of them attacked; where one is not bound, it cannot be told."""
    about = msgspec.structs.replace(terms("syria-2016-02"), area="syria")
    row = {**SYRIA, "start": "2016-03-05", "side_a": "Government of Syria"}
    rules = tuple(rule for rule in about.rules if rule.id != "government-attacks")
    one_sided = msgspec.structs.replace(about, rules=rules)
    assert verdicts(tmp_path, about, {**row, "side_b": "Jaysh al-Islam"}) == ["prohibited"]
    assert verdicts(tmp_path, one_sided, {**row, "side_b": "Jaysh al-Islam"}) == ["indeterminate"]


@pytest.mark.parametrize(
    ("act", "expected"),
    [("arrest", "not_covered"), ("air_strike", "prohibited"), ("attack", "indeterminate")],
)
def test_policing_goes_on(tmp_path: Path, act: str, expected: str) -> None:
    """The state keeps its powers: an arrest is police work, an air strike is none, a clash may be either."""
    row = {
        "country": "Colombia",
        "side_a": "Government of Colombia",
        "side_b": "EMC",
        "acted": "a",
        "start": "2023-11-10",
        "acts": act,
    }
    assert verdicts(tmp_path, terms("colombia-emc-2023"), row) == [expected]


def test_reciprocity_that_lapses_by_itself(tmp_path: Path) -> None:
    """Valid as long as the other keeps it: after the first breach, who is still bound is not known."""
    row = {"country": "Ukraine", "side_a": "Russia", "side_b": "Ukraine"}
    rows = [{**row, "time": f"2025-04-20T{hour}:00+03:00"} for hour in ("02", "09")]
    assert verdicts(tmp_path, terms("ukraine-easter-2025"), *rows) == ["prohibited", "indeterminate"]


def test_reciprocity_that_has_to_be_invoked(tmp_path: Path) -> None:
    """Free if the other breaks it: a breach alone releases nobody; one side's word releases both."""
    about = terms("ukraine-energy-2025")
    row = {"country": "Ukraine", "side_a": "Russia", "side_b": "Ukraine", "objects": "dam", "acts": "missile"}
    rows = _days(row, "2025-04-01", "2025-04-10")
    assert verdicts(tmp_path, about, *rows) == ["prohibited", "prohibited"]
    step = msgspec.structs.replace(
        _a_step(), actors=("Russia",), act="suspend", at="2025-04-05", instrument=""
    )
    gone = msgspec.structs.replace(about, steps=(step,))
    assert verdicts(tmp_path, gone, *rows) == ["prohibited", "not_covered"]


# 9. Several ceasefires at once.


def test_an_incident_gets_a_verdict_for_each_ceasefire(tmp_path: Path) -> None:
    """The local calm of April 2016 and the cessation of February are tested each for itself."""
    row = {
        "country": "Syria",
        "adm_1": "Latakia Governorate",
        "place": "Kinsabba",
        "level": "exact",
        "side_a": "Government of Syria",
        "side_b": "Levant Front",
        "start": "2016-04-30",
    }
    incidents = table(
        tmp_path,
        {**row, "time": "2016-04-30T15:00+03:00"},
        {**row, "adm_1": "Homs Governorate", "latitude": 34.7, "longitude": 36.7},
    )
    done = check(incidents, [terms("syria-2016-02"), terms("syria-calm-2016")])
    found = {
        (row["incident"], row["ceasefire"]): row["verdict"] for row in done.table().iter_rows(named=True)
    }
    assert found == {
        ("i0", "syria-2016-02-27"): "indeterminate",
        ("i0", "syria-calm-2016-04-30"): "prohibited",
        ("i1", "syria-2016-02-27"): "indeterminate",
        ("i1", "syria-calm-2016-04-30"): "outside_area",
    }
