"""Names of sides in event datasets: whom they mean, and how surely.

One name may stand for one actor, for several that fought together, for an umbrella of which some may be
bound by a ceasefire and others left out, for people without arms, or for nobody that is known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

from truceline.actors import home, lookup
from truceline.model import Actor
from truceline.terms._taxonomy import data

__all__ = ["Who", "fold", "identify", "resolve"]

_WORDS = re.compile(r"[^\W_]+")
_BRACKETS = re.compile(r"\s*\([^)]*\)\s*$")
_FACTION = re.compile(r"^(?P<of>.+?)\s+[-–:]\s+.*\b(?:faction|wing)\b", re.I)
_TWICE = re.compile(r":\s+|\s+[-–]\s+")
_GENERAL = re.compile(
    r"\s+(?:movement|group|rebels|militants|fighters|forces|organi[sz]ation|militia)$", re.I
)
_PIECES = re.compile(r"\s*[,;]\s+")

Kind = Literal["state", "armed_group", "umbrella", "civilians", "unknown"]


@dataclass(frozen=True, slots=True)
class Who:
    """One of those whom a side's name means.

    `id` is the actor's, or a slug of the name where no list has it. `members` are the ids that an umbrella
    is known to hold, `open` whether there may be others. `states` are where they are at home. `since` is the
    day from which the name was in use, where that is known; `faction_of` the actor from which they split;
    `beside` the state on whose side they fight as its associated forces.
    """

    label: str
    id: str
    name: str
    kind: Kind
    members: tuple[str, ...] = ()
    open: bool = False
    states: tuple[str, ...] = ()
    since: str = ""
    faction_of: str = ""
    beside: str = ""


def fold(text: str) -> str:
    """Small letters and single spaces, for comparing names."""
    return " ".join(_WORDS.findall(text.casefold().replace("'", "").replace("’", "")))


@lru_cache(maxsize=65536)
def resolve(label: str) -> tuple[Who, ...]:
    """Those whom the name of a side means; empty for an empty name.

    A name that no list has as a whole is cut at commas and semicolons, at which datasets join the names of
    those who fought together.
    """
    text = " ".join(label.split())
    if not text:
        return ()
    whole = _one(text)
    if whole is not None:
        return (whole,)
    pieces = [piece for piece in _PIECES.split(text) if piece]
    return tuple(_one(piece) or _unlisted(piece) for piece in pieces)


@lru_cache(maxsize=4096)
def identify(name: str) -> str:
    """The id under which a name of terms and a name of a dataset meet: of one actor, or of an umbrella."""
    found = _one(" ".join(name.split())) or _one(name.replace("-", " "))
    return found.id if found else _slug(name)


def _one(text: str) -> Who | None:
    known = _alias(text) or _umbrella(text) or _listed(text)
    return known or _class(text) or _bare(text) or _faction(text) or _twice(text) or _general(text)


def _alias(text: str) -> Who | None:
    """Another name of an actor, from the list of this room."""
    of = next((name for pattern, name in _aliases() if pattern.search(text)), None)
    found = _umbrella(of) or _listed(of) if of else None
    return replace(found, label=text) if found else None


def _twice(text: str) -> Who | None:
    """A name written twice, short and long: `RSF: Rapid Support Forces`."""
    found = [_umbrella(part) or _listed(part) for part in _TWICE.split(text)]
    known = {one.id: one for one in found if one is not None}
    return replace(next(iter(known.values())), label=text) if len(found) == 2 and len(known) == 1 else None


def _general(text: str) -> Who | None:
    """A name with a word behind it that says what kind of group it is: `Hamas Movement`."""
    short = _GENERAL.sub("", text)
    found = _listed(short) if short != text else None
    return replace(found, label=text) if found and found.kind == "armed_group" else None


def _bare(text: str) -> Who | None:
    """A name with a note in brackets behind it: `NDF (Syria)`."""
    short = _BRACKETS.sub("", text)
    found = _umbrella(short) or _listed(short) if short and short != text else None
    return replace(found, label=text) if found else None


def _faction(text: str) -> Who | None:
    match = _FACTION.match(text)
    of = _listed(match["of"]) if match else None
    return replace(_unlisted(text), faction_of=of.id, states=of.states) if of else None


def _listed(text: str) -> Who | None:
    actor = lookup(text) if text else None
    if actor is None or actor.kind in {"person", "office", "outlet", "place"}:
        return None
    if actor.of and actor.kind in {"armed_group", "government"}:
        # The army of a state, and its government, act for the state.
        return Who(label=text, id=actor.of, name=actor.name, kind="state", states=(actor.of,))
    if actor.kind in {"state", "government"}:
        return Who(label=text, id=actor.id, name=actor.name, kind="state", states=(actor.id,))
    since = _since(actor, text)
    return Who(
        label=text, id=actor.id, name=actor.name, kind="armed_group", states=home(actor.id), since=since
    )


def _since(actor: Actor, text: str) -> str:
    wanted = fold(text)
    return next((alias.from_ or "" for alias in actor.aliases if fold(alias.name) == wanted), "")


def _umbrella(text: str) -> Who | None:
    about = _umbrellas().get(fold(text))
    if about is None:
        return None
    members = tuple(found.id if (found := _listed(name)) else _slug(name) for name in about["members"])
    return Who(
        label=text,
        id=_slug(about["name"]),
        name=about["name"],
        kind="umbrella",
        members=members,
        open=about["open"],
        states=tuple(about["states"]),
    )


def _class(text: str) -> Who | None:
    for pattern, kind, of in _classes():
        match = pattern.search(text)
        if match is None:
            continue
        if kind in {"civilians", "unknown"}:
            return Who(label=text, id=_slug(text), name=text, kind=kind)
        state = _state(of or match["state"])
        if state is not None and kind == "beside":
            return replace(_unlisted(text), states=(state,), beside=state)
        if state is not None:
            return Who(label=text, id=state, name=text, kind="state", states=(state,))
    return None


def _state(text: str) -> str | None:
    """The id of the state with which a text begins: the longest beginning that is the name of one."""
    words = text.split()
    for many in range(len(words), 0, -1):
        begun = lookup(" ".join(words[:many]).replace("(", " ").replace(")", " "))
        plain = lookup(_BRACKETS.sub("", " ".join(words[:many])))
        for found in (plain, begun):
            if found is not None and found.kind in {"state", "government"}:
                return found.of or found.id
    return None


def _unlisted(text: str) -> Who:
    return Who(label=text, id=_slug(text), name=text, kind="armed_group")


def _slug(text: str) -> str:
    return fold(text).replace(" ", "-") or "unnamed"


@lru_cache(maxsize=1)
def _umbrellas() -> dict[str, dict[str, Any]]:
    return {fold(about["name"]): about for about in data("labels.toml")["umbrella"]}


@lru_cache(maxsize=1)
def _aliases() -> tuple[tuple[re.Pattern[str], str], ...]:
    listed = data("labels.toml")["alias"]
    return tuple((re.compile(about["pattern"], re.I), about["of"]) for about in listed)


@lru_cache(maxsize=1)
def _classes() -> tuple[tuple[re.Pattern[str], Any, str], ...]:
    listed = data("labels.toml")["class"]
    return tuple((re.compile(one["pattern"], re.I), one["kind"], one.get("of", "")) for one in listed)
