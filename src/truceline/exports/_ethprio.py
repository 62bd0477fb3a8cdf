"""The columns of the ETH/PRIO Civil Conflict Ceasefire dataset: one row per ceasefire and actor.

Clayton, Nygård, Strand, Rustad, Wiehler, Sagård, Landsverk, Ryland, Sticher, Wink and Bara (2023), Journal of
Conflict Resolution 67(7-8). Codes are those of the dataset; what the reports do not say is -1, as its coders
write it, and columns that only its coders can fill (their own identifiers, process and dyad codes) are -1 or
empty. A column of truceline's own stands at the end: the id under which a casebook keeps the evidence of
every value.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import count

from truceline import __version__
from truceline.exports._columns import Cell, Column, Row, Table
from truceline.exports._countries import country_of
from truceline.exports._index import Index
from truceline.exports._lengths import days_of
from truceline.model import Actor, Ceasefire, Finding, When

__all__ = ["ETHPRIO", "LINKS"]

UNKNOWN = -1
NEVER = 0
LINKS = 35
"""Columns for linked ceasefires."""

_SIDE = {"unilateral": 1, "bilateral": 2, "multilateral": 3}
_CLASS = {"cessation_of_hostilities": 1, "preliminary": 2, "definitive": 3}
_PURPOSES = {
    "humanitarian": "p_humanitarian",
    "peace_process": "p_peaceprocess",
    "holiday": "p_holiday",
    "election": "p_election",
    "other": "p_other",
}
_LINK = {"extends": 1, "renews": 1, "replaces": 2, "accedes_to": UNKNOWN, "part_of": UNKNOWN}
_STATES = frozenset({"state", "government"})
_FORCES = re.compile(r"armed-forces|army|military")


def _date(stem: str, what: str) -> tuple[Column, ...]:
    return tuple(
        Column(f"{stem}_{part}", "integer", f"{what}: {word}", "-1 unknown, 0 never or not applicable")
        for part, word in (("yr", "year"), ("month", "month"), ("day", "day of the month"))
    )


_COLUMNS = (
    Column("cc", "integer", "Gleditsch-Ward number of the country", "-1 unknown"),
    Column("cf_id", "integer", "running number of the ceasefire in its country, within this file"),
    Column("uniq_id", "integer", "cc * 1000 + cf_id"),
    Column("location", "text", "name of the country"),
    Column("region", "integer", "region", "1 Europe 2 Middle East 3 Asia 4 Africa 5 Americas, -1 unknown"),
    Column(
        "link",
        "integer",
        "how it follows earlier ones",
        "0 not, 1 renews or extends, 2 follows as a further accord, 3 recommits, -1 linked, kind unclear",
    ),
    Column("ucdp_actor_id", "integer", "UCDP's number of the actor", "-1 unknown"),
    Column("actor_name", "text", "the actor of this row"),
    Column("ucdp_acd_id", "integer", "UCDP's number of the conflict", "-1: not coded by truceline"),
    Column("ucdp_dyad", "integer", "UCDP's number of the dyad", "-1: not coded by truceline"),
    Column("pax_id", "integer", "PA-X's number of the agreement", "-1: not coded by truceline"),
    *_date("cf_dec", "when this actor declared or accepted it"),
    *_date("cf_effect", "when it took effect, in local time; 0 if it never did"),
    Column("evidence_onset", "text", "the words that declaration and onset were read from"),
    Column("side", "integer", "by how many sides", "1 unilateral 2 bilateral 3 multilateral, -1 unknown"),
    Column("partial", "integer", "whether it holds in a part of the country only", "1 yes 0 no, -1 unknown"),
    Column("written", "integer", "whether there is a text", "1 yes 0 no, -1 unclear"),
    Column("fixed", "integer", "whether its length is fixed", "1 yes, -1 unclear"),
    Column("fixed_time", "text", "its length in days, or in words"),
    Column("nsa_frac", "integer", "what the row's actor is", "0 a government 1 a group, -1 unknown"),
    *(
        Column(name, "integer", f"purpose: {key.replace('_', ' ')}", "1 yes 0 not said")
        for key, name in _PURPOSES.items()
    ),
    Column("p_other_comment", "text", "another purpose in words"),
    Column("p_unclear", "integer", "no purpose is told", "1 yes 0 no"),
    Column(
        "ceasefire_class",
        "integer",
        "class",
        "1 cessation of hostilities 2 with a compliance mechanism 3 definitive, -1 unknown",
    ),
    Column("timing", "integer", "its place in a peace process", "-1: not coded by truceline"),
    Column("cf_pp", "text", "the words on what is to follow"),
    Column("mediator_nego", "integer", "whether somebody mediated", "1 yes, -1 unclear"),
    Column("mediator_send", "text", "who did"),
    Column("implement", "integer", "whether a mechanism was agreed", "1 yes, -1 unclear"),
    Column("enforcement", "integer", "armed enforcement from outside", "-1: not coded by truceline"),
    Column("ddr", "integer", "disarmament provision", "-1: not coded by truceline"),
    Column("splinter", "integer", "undocumented in the dataset", "-1"),
    Column(
        "ended",
        "integer",
        "how it ended",
        "1 ran out as planned 2 broken 3 never took effect 4 replaced or extended, -1 unclear",
    ),
    *_date("end", "when it ended"),
    Column("evidence_end", "text", "the words that its end was read from"),
    Column("comment", "text", "what is disputed between the reports"),
    Column("factivia_source", "text", "the reports"),
    Column("factivia_page", "text", "not used"),
    Column("truce", "text", "not used"),
    Column("recentadditions", "text", "not used"),
    *(
        Column(f"link_id{n}", "integer", "uniq_id of a linked ceasefire", "0 none")
        for n in range(1, LINKS + 1)
    ),
    Column("coder", "text", "truceline and its version"),
    Column("id", "integer", "running number of the row in this file"),
    Column("truceline_id", "text", "id of the ceasefire in the casebook, where every value has its evidence"),
)


def _rows(index: Index) -> Iterator[Row]:
    numbers = _numbered(index)
    row_id = count(1)
    for ceasefire in index.reading.ceasefires:
        shared = _shared(ceasefire, index, numbers)
        for actor in _sides(ceasefire, index):
            row = {**shared, **_of_actor(ceasefire, actor, index), "id": next(row_id)}
            yield {column.name: row.get(column.name) for column in _COLUMNS}


def _numbered(index: Index) -> dict[str, tuple[int, int, str, int]]:
    """Per ceasefire: number of the country, running number in it by date, name of the country, region."""
    by_country: dict[int, list[tuple[str, int, Ceasefire, str, int]]] = defaultdict(list)
    for place, ceasefire in enumerate(index.reading.ceasefires):
        country = country_of(ceasefire, index)
        name, number, region = country or (ceasefire.conflict or "", UNKNOWN, UNKNOWN)
        shown = index.name(name) if country else name
        day = _local_day(_first_when(ceasefire)) or "9999"
        by_country[number].append((day, place, ceasefire, shown, region))
    return {
        ceasefire.id: (number, n, shown, region)
        for number, found in by_country.items()
        for n, (_, _, ceasefire, shown, region) in enumerate(sorted(found, key=lambda f: f[:2]), start=1)
    }


def _first_when(ceasefire: Ceasefire) -> When | None:
    for field in ("effective", "declared"):
        found = Index.preferred(ceasefire, field)
        if found is not None and isinstance(found.value, When):
            return found.value
    return None


def _shared(ceasefire: Ceasefire, index: Index, numbers: dict[str, tuple[int, int, str, int]]) -> Row:
    """The cells that all rows of a ceasefire share."""
    number, running, country, region = numbers[ceasefire.id]
    purposes = {f.value for f in index.kept(ceasefire, "purpose")}
    mediators = [index.value(f.value) for f in index.kept(ceasefire, "mediators")]
    onset = [index.preferred(ceasefire, field) for field in ("declared", "effective")]
    return {
        "cc": number,
        "cf_id": running,
        "uniq_id": _unique(number, running),
        "location": country,
        "region": region,
        **_links(ceasefire, numbers),
        "ucdp_acd_id": UNKNOWN,
        "ucdp_dyad": UNKNOWN,
        "pax_id": UNKNOWN,
        **_effect(ceasefire),
        "evidence_onset": "; ".join(index.quoted(f) for f in onset if f) or None,
        "side": _SIDE.get(_one(ceasefire, "scope"), UNKNOWN),
        "partial": _partial(ceasefire, index),
        "written": {"true": 1, "false": 0}.get(_one(ceasefire, "written"), UNKNOWN),
        **_length(ceasefire, index),
        **{name: int(key in purposes) for key, name in _PURPOSES.items()},
        "p_unclear": int(not purposes),
        "ceasefire_class": _CLASS.get(_one(ceasefire, "class"), UNKNOWN),
        "timing": UNKNOWN,
        "cf_pp": "; ".join(str(f.value) for f in index.kept(ceasefire, "follow_up")) or None,
        "mediator_nego": 1 if mediators else UNKNOWN,
        "mediator_send": ", ".join(mediators) or None,
        "implement": 1 if index.kept(ceasefire, "monitors") else UNKNOWN,
        "enforcement": UNKNOWN,
        "ddr": UNKNOWN,
        "splinter": UNKNOWN,
        **_end(ceasefire, index),
        "comment": _disputes(ceasefire, index),
        "factivia_source": "; ".join(index.source(a) for a in ceasefire.articles),
        "coder": f"truceline {__version__}",
        "truceline_id": ceasefire.id,
    }


def _unique(number: int, running: int) -> int:
    return number * 1000 + running if number != UNKNOWN else UNKNOWN


def _links(ceasefire: Ceasefire, numbers: dict[str, tuple[int, int, str, int]]) -> Row:
    known = [link for link in ceasefire.linked if link.ceasefire in numbers][:LINKS]
    kinds = [_LINK[link.how] for link in known]
    cells: Row = {f"link_id{n}": 0 for n in range(1, LINKS + 1)}
    for n, link in enumerate(known, start=1):
        cells[f"link_id{n}"] = _unique(*numbers[link.ceasefire][:2])
    return {**cells, "link": kinds[0] if kinds else 0}


def _sides(ceasefire: Ceasefire, index: Index) -> Sequence[str | None]:
    """The actors of the rows: the parties, or who declared it where no party is named, or one unknown."""
    for field in ("parties", "declared_by"):
        found = [f.value for f in index.kept(ceasefire, field) if isinstance(f.value, str)]
        if found:
            return list(dict.fromkeys(found))
    return [None]


def _of_actor(ceasefire: Ceasefire, name: str | None, index: Index) -> Row:
    actor = index.actors.get(name or "")
    number = actor.ids.get("ucdp", "") if actor else ""
    return {
        "actor_name": index.name(name) or None,
        "ucdp_actor_id": int(number) if number.isdigit() else UNKNOWN,
        "nsa_frac": _kind(actor),
        **_cells("cf_dec", _declared(ceasefire, name, index)),
    }


def _kind(actor: Actor | None) -> int:
    if actor is None:
        return UNKNOWN
    return 0 if actor.kind in _STATES or (actor.of and _FORCES.match(actor.id)) else 1


def _declared(ceasefire: Ceasefire, name: str | None, index: Index) -> When | None:
    """When this actor accepted it, else when it was declared or agreed."""
    for finding in index.kept(ceasefire, "accepted"):
        if finding.value == name and finding.when is not None:
            return finding.when
    declared = index.preferred(ceasefire, "declared")
    if declared is not None and isinstance(declared.value, When):
        return declared.value
    steps = (f for f in ceasefire.fields.get("status", ()) if f.value in {"agreed", "declared"} and f.when)
    return next((f.when for f in steps), None)


def _effect(ceasefire: Ceasefire) -> Row:
    if _one(ceasefire, "status") in {"never_in_force", "rejected"}:
        return {f"cf_effect_{part}": NEVER for part in ("yr", "month", "day")}
    found = Index.preferred(ceasefire, "effective")
    return _cells("cf_effect", found.value if found and isinstance(found.value, When) else None)


def _length(ceasefire: Ceasefire, index: Index) -> Row:
    found = index.preferred(ceasefire, "duration")
    if found is None:
        ends = index.preferred(ceasefire, "ends")
        return {"fixed": 1 if ends else UNKNOWN, "fixed_time": None}
    days = days_of(str(found.value))
    return {"fixed": 1, "fixed_time": str(found.value) if days is None else f"{days:g}"}


def _partial(ceasefire: Ceasefire, index: Index) -> int:
    """Whether the area is less than a state; unknown where no area is told."""
    areas = [str(f.value) for f in index.kept(ceasefire, "area")]
    if not areas:
        return UNKNOWN
    whole = any(a in index.actors and index.actors[a].kind == "state" for a in areas)
    return 0 if whole else 1


def _end(ceasefire: Ceasefire, index: Index) -> Row:
    status = _one(ceasefire, "status")
    fixed = index.preferred(ceasefire, "duration") or index.preferred(ceasefire, "ends")
    code = {"broken": 2, "never_in_force": 3, "rejected": 3, "replaced": 4, "extended": 4}.get(
        status, UNKNOWN
    )
    if status == "ended" and fixed:
        code = 1
    step = index.preferred(ceasefire, "status")
    ends = index.preferred(ceasefire, "ends")
    when = step.when if step and code == 2 else None
    if code in {1, 4} and ends and isinstance(ends.value, When):
        when = ends.value
    over = step if status in {"broken", "ended", "replaced", "never_in_force", "rejected"} else None
    cells = _cells("end", when)
    if code == 3:
        cells = dict.fromkeys(cells, NEVER)
    return {"ended": code, **cells, "evidence_end": (index.quoted(over) if over else "") or None}


def _disputes(ceasefire: Ceasefire, index: Index) -> str | None:
    told = []
    for field, findings in ceasefire.fields.items():
        if any(f.state == "disputed" for f in findings):
            told.append(f"{field}: " + " / ".join(index.value(f.value) for f in findings))
    return "; ".join(told) or None


def _one(ceasefire: Ceasefire, field: str) -> str:
    found: Finding | None = Index.preferred(ceasefire, field)
    return "" if found is None else str(found.value).lower()


def _local_day(when: When | None) -> str:
    """The local day, month or year with which a time begins; empty where it has none."""
    if when is None or when.readings:
        return ""
    found = re.match(r"\d{4}(?:-\d\d){0,2}", when.edtf)
    return found[0] if found else ""


def _cells(stem: str, when: When | None) -> dict[str, Cell]:
    parts = [int(part) for part in _local_day(when).split("-") if part]
    parts += [UNKNOWN] * (3 - len(parts))
    return dict(zip((f"{stem}_yr", f"{stem}_month", f"{stem}_day"), parts, strict=True))


ETHPRIO = Table(
    "ethprio", "the columns of the ETH/PRIO ceasefire dataset, a row per ceasefire and actor", _COLUMNS, _rows
)
