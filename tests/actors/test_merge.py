"""One cast of many."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from truceline.actors import Cast, find, merge
from truceline.language import parse_text
from truceline.model import Actor, ActorKind, Alias


def cast_of(text: str) -> Cast:
    return find(parse_text(text))


def test_a_surname_of_one_report_joins_the_full_name_of_another() -> None:
    one = cast_of("Okonjo said that the truce held.")
    two = cast_of("General Samuel Okonjo told reporters that the truce held.")
    actors, moved = merge([one.actors.values(), two.actors.values()])
    assert moved["okonjo"] == moved["samuel-okonjo"] == "samuel-okonjo"
    assert [actor.id for actor in actors if actor.kind == "person"] == ["samuel-okonjo"]


def test_a_surname_that_two_people_have_joins_neither() -> None:
    reports = ("Okonjo said no.", "General Samuel Okonjo said yes.", "Minister Ada Okonjo said maybe.")
    _, moved = merge([cast_of(report).actors.values() for report in reports])
    assert moved["okonjo"] == "okonjo"


def test_a_short_name_that_one_report_spells_out_is_the_group_in_the_others() -> None:
    reports = ("The Zandu Hills Liberation Front (ZHLF) rejected it.", "ZHLF said so on Monday.")
    actors, moved = merge([cast_of(report).actors.values() for report in reports])
    assert moved.get("zhlf", "zandu-hills-liberation-front") == "zandu-hills-liberation-front"
    assert "zandu-hills-liberation-front" in {actor.id for actor in actors}


names = st.sampled_from(["Adam Deng", "Deng", "Ruth Deng", "Hamas", "Zandu Front"])


def _actor(name: str) -> Actor:
    kind: ActorKind = "person" if "Deng" in name else "armed_group"
    return Actor(id="-".join(name.lower().split()), name=name, kind=kind, aliases=(Alias(name=name.upper()),))


@given(st.lists(st.lists(names, max_size=4), max_size=4))
def test_every_old_id_leads_to_an_actor_and_no_name_is_lost(groups: list[list[str]]) -> None:
    casts = [
        Cast(text="", actors={actor.id: actor for actor in map(_actor, group)}, mentions=())
        for group in groups
    ]
    actors, moved = merge([cast.actors.values() for cast in casts])
    ids = {actor.id for actor in actors}
    assert set(moved.values()) <= ids
    assert len(ids) == len(actors)
    kept = {name for actor in actors for name in (actor.name, *(alias.name for alias in actor.aliases))}
    for cast in casts:
        for key, actor in cast.actors.items():
            assert key in moved
            assert actor.name in kept
            assert {alias.name for alias in actor.aliases} <= kept
