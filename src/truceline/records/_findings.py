"""Claims on one field into findings: which values there are, which is preferred, and why.

Values that mean the same are one finding. A report and its copies count as one source. In order of weight:
said in the report's own voice or by a named speaker before hearsay; arithmetic that holds before one that
does not; more independent sources; the more precise value; the body before the headline.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from truceline.model import Actor, Article, Claim, Finding, FindingState, Stance, Value, When
from truceline.records._duration import hours
from truceline.records._topics import root
from truceline.records._weight import EXPLICIT, STANCE_WEIGHT, sources, total, weight

__all__ = ["LIST_FIELDS", "SINGLE_FIELDS", "findings", "same_time"]

SINGLE_FIELDS = (
    "declared",
    "effective",
    "acceptance_deadline",
    "ends",
    "duration",
    "class",
    "scope",
    "written",
)
"""Fields of which one value holds; another is a rival."""
LIST_FIELDS = (
    "accepted", "declared_by", "parties", "bound", "excluded", "mediators", "guarantors", "monitors",
    "area", "purpose", "prohibited", "permitted", "obligations", "conditions", "enforcement", "follow_up",
    "contingency",
)  # fmt: skip
"""Fields of which several values hold beside each other."""
_BY_ROOT = frozenset({"parties", "declared_by", "guarantors", "monitors", "accepted"})
"""Fields in which an army or a minister is the same as the state."""
_COARSENESS = {
    "second": 0, "minute": 0, "hour": 1, "part_of_day": 2, "day": 3, "week": 5, "month": 6, "season": 7,
    "year": 8,
}  # fmt: skip
_IN_PASSING = "said only in passing, while others are named outright"
_UNZONED = timedelta(hours=3)
"""How far two times may miss each other where the zone of one is unknown."""


@dataclass
class _Cluster:
    """The claims that give the same value, with its finest form."""

    value: Value
    claims: list[Claim] = field(default_factory=list)


def findings(
    name: str, claims: Sequence[Claim], articles: Mapping[str, Article], actors: Mapping[str, Actor]
) -> tuple[Finding, ...]:
    """The findings of one field, the preferred first.

    Args:
        name: the field, of SINGLE_FIELDS or LIST_FIELDS.
        claims: all claims on it.
        articles: the articles by id.
        actors: the actors by id.

    Returns:
        A finding for every value. Of a single field exactly one is preferred, and those that contradict each
        other are disputed; of a list each stands for itself, and what is only denied is left out.
    """
    same = _sameness(name, actors)
    clusters: list[_Cluster] = []
    for claim in sorted(claims, key=lambda c: _order(c, articles)):
        cluster = next((c for c in clusters if same(c.value, claim.value)), None)
        if cluster is None:
            clusters.append(_Cluster(claim.value, [claim]))
        else:
            cluster.claims.append(claim)
            cluster.value = _finer(cluster.value, claim.value)
    clusters.sort(
        key=lambda c: (
            _is_undated(c.value),
            -total(c.claims, articles),
            _coarseness(c.value),
            c.claims[0].article,
            c.claims[0].evidence[0].start,
        )
    )
    found = _listed(clusters, articles) if name in LIST_FIELDS else _ranked(clusters, articles)
    return tuple(found)


def _is_undated(value: Value) -> bool:
    """Whether a time has no year, or no week: it never goes before one that is known."""
    return isinstance(value, When) and value.bounds is None


def _order(claim: Claim, articles: Mapping[str, Article]) -> tuple[int, float, str, int]:
    """The finest and weightiest first."""
    return (
        _coarseness(claim.value),
        -weight(claim, articles[claim.article]),
        claim.article,
        claim.evidence[0].start,
    )


def _coarseness(value: Value) -> int:
    return _COARSENESS[value.precision] if isinstance(value, When) else 0


def _sameness(name: str, actors: Mapping[str, Actor]) -> Callable[[Value, Value], bool]:
    """What it is for two values of a field to mean the same."""

    def same(one: Value, two: Value) -> bool:
        if isinstance(one, When) and isinstance(two, When):
            return same_time(one, two)
        if not isinstance(one, str) or not isinstance(two, str):
            return one == two
        if name == "duration":
            return one == two or (hours(one) is not None and hours(one) == hours(two))
        if name in _BY_ROOT and one in actors and two in actors:
            return root(actors, one) == root(actors, two)
        return one.casefold() == two.casefold()

    return same


def same_time(one: When, two: When) -> bool:
    """Whether two times can be the same: instants that are equal, or intervals that meet."""
    first, second = one.bounds, two.bounds
    if first is None and second is not None:
        return _may_be(one, two)
    if second is None and first is not None:
        return _may_be(two, one)
    if first is None or second is None:
        return one.edtf == two.edtf or one.edtf[4:] == two.edtf[4:]
    if one.is_instant and two.is_instant:
        return first == second
    slack = timedelta(0) if one.zone and two.zone else _UNZONED
    if one.is_instant or two.is_instant:
        return first[0] - slack <= second[1] and second[0] - slack <= first[1]
    return first[0] - slack < second[1] and second[0] - slack < first[1]


def _may_be(undated: When, dated: When) -> bool:
    """Whether a time without its year or week can be one that is known: "midnight on Sunday" is 00:00 of that
    Sunday or of the Monday behind it."""
    told, known = _UNDATED.fullmatch(undated.edtf), dated.edtf
    if told is None or len(known) < len("2016-02-27") or "/" in known:
        return undated.edtf[4:] == known[4:]
    clock = told["clock"]
    if clock is not None and known[11:16] and clock.replace("24:00", "00:00") != known[11:16]:
        return False
    try:
        day = date.fromisoformat(known[:10])
    except ValueError:
        return False
    days = [day, day - timedelta(days=1)] if clock in {"00:00", "24:00"} else [day]
    if told["weekday"] is not None:
        return any(at.isoweekday() == int(told["weekday"]) for at in days)
    return any(f"{at:%m-%d}" == told["day"] for at in days)


_UNDATED = re.compile(
    r"XXXX-(?:WXX-(?P<weekday>[1-7])|(?P<day>\d\d-\d\d))(?:T(?P<clock>\d\d:\d\d)(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?"
)
"""A weekday, or a day of the year, as EDTF: `XXXX-WXX-7T24:00`, `XXXX-12-23`."""


def _finer(one: Value, two: Value) -> Value:
    """The finer of two times that can be the same; the first where they are equally fine."""
    if not isinstance(one, When) or not isinstance(two, When):
        return one
    if _is_undated(one) != _is_undated(two):
        return two if _is_undated(one) else one
    mine, theirs = _COARSENESS[one.precision], _COARSENESS[two.precision]
    if mine != theirs:
        return two if theirs < mine else one
    settled = one.readings and not two.readings
    zoned = one.zone is None and two.zone is not None
    return two if settled or zoned else one


def _listed(clusters: Sequence[_Cluster], articles: Mapping[str, Article]) -> Iterator[Finding]:
    """The findings of a list; beside two that are named outright, those named in passing do not count."""
    firm = [c for c in clusters if _is_firm(c)]
    for cluster in clusters:
        against = [c for c in cluster.claims if c.stance == "denied"]
        support = [c for c in cluster.claims if c.stance != "denied"]
        if not support:
            continue
        count = sources(support, articles)
        state: FindingState = "disputed" if against else "agreed" if count > 1 else "single"
        named = cluster in firm or len(firm) < 2
        preferred = named and len(against) <= len(support)
        yield Finding(
            value=cluster.value,
            state=state,
            preferred=preferred,
            why=f"{_reports(count)} say{_s(count)} so" if preferred else _IN_PASSING,
            stance=_stance(support),
            support=tuple(c.id for c in support),
            against=tuple(c.id for c in against),
            by=tuple(dict.fromkeys(b for c in support for b in c.by)),
            when=next((c.when for c in support if c.when), None),
        )


def _ranked(clusters: Sequence[_Cluster], articles: Mapping[str, Article]) -> Iterator[Finding]:
    """The findings of a single value: the first firm one is preferred, the other firm ones are its rivals."""
    firm = [c for c in clusters if _is_firm(c)] or list(clusters)
    firm = [c for c in firm if not _is_undated(c.value)] or firm
    if not firm:
        return
    first = firm[0]
    others = [c for c in clusters if c is not first]
    rivals = [c for c in others if c in firm and total(c.claims, articles) > 0]
    for cluster in (first, *others):
        preferred = cluster is first
        state: FindingState = "superseded"
        if preferred or cluster in rivals:
            several = sources(cluster.claims, articles) > 1
            state = "disputed" if rivals else "agreed" if several else "single"
        yield Finding(
            value=cluster.value,
            state=state,
            preferred=preferred,
            why=_why(cluster, first, rivals, articles),
            stance=_stance(cluster.claims),
            support=tuple(c.id for c in cluster.claims),
            against=tuple(c.id for o in (rivals if preferred else [first]) for c in o.claims),
        )


def _is_firm(cluster: _Cluster) -> bool:
    return any(c.confidence >= EXPLICIT for c in cluster.claims)


def _stance(claims: Sequence[Claim]) -> Stance:
    """The firmest stance of several claims."""
    return max(claims, key=lambda c: (STANCE_WEIGHT[c.stance], c.confidence)).stance


def _reports(count: int) -> str:
    return "one report" if count == 1 else f"{count} independent reports"


def _s(count: int) -> str:
    """The ending of a verb whose subject is so many reports."""
    return "s" if count == 1 else ""


def _why(
    cluster: _Cluster, first: _Cluster, rivals: Sequence[_Cluster], articles: Mapping[str, Article]
) -> str:
    """Why a value is preferred, or not, in a clause."""
    count = sources(cluster.claims, articles)
    if cluster is not first:
        weaker = total(cluster.claims, articles) < total(first.claims, articles)
        against = _reports(sources(first.claims, articles))
        return f"{_reports(count)} against {against}" + (", and put less firmly" if weaker else "")
    if not rivals:
        return f"{_reports(count)} give{_s(count)} it and none contradicts"
    other = sources((c for r in rivals for c in r.claims), articles)
    if count > other:
        return f"{_reports(count)} against {other}"
    return "put more firmly or more precisely than the other account"
