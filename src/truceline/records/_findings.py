"""Claims on one field into findings: which values there are, which is preferred, and why.

Values that mean the same are one finding. A report and its copies count as one source. In order of weight: said in the
report's own voice or by a named speaker before hearsay; arithmetic that holds before one that does not; more
independent sources; the more precise value; the body before the headline.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from truceline.model import Actor, Article, Claim, Finding, FindingState, Stance, Value, When
from truceline.records._duration import hours
from truceline.records._topics import root

__all__ = ["LIST_FIELDS", "SINGLE_FIELDS", "findings"]

SINGLE_FIELDS = ("declared", "effective", "acceptance_deadline", "ends", "duration", "class", "scope", "written")
LIST_FIELDS = (
    "accepted", "declared_by", "parties", "bound", "excluded", "mediators", "guarantors", "monitors", "area", "purpose",
    "prohibited", "permitted", "obligations", "conditions", "enforcement", "follow_up", "contingency",
)  # fmt: skip
_STANCE_WEIGHT: dict[Stance, float] = {
    "asserted": 1.0, "reported": 0.6, "proposed": 0.5, "conditional": 0.5, "declined": 0.1, "unsaid": 0.1, "denied": -0.8,
}  # fmt: skip
_FINE = {"second": 0, "minute": 0, "hour": 1, "part_of_day": 2, "day": 3, "week": 5, "month": 6, "season": 7, "year": 8}


@dataclass
class _Cluster:
    value: Value
    claims: list[Claim] = field(default_factory=list)


def findings(name: str, claims: Sequence[Claim], articles: Mapping[str, Article], actors: Mapping[str, Actor]) -> tuple[Finding, ...]:
    """The findings of one field from all claims on it, the preferred first."""
    if not claims:
        return ()
    same = _same_for(name, actors)
    clusters: list[_Cluster] = []
    for claim in sorted(claims, key=lambda c: _order(c, articles)):
        for cluster in clusters:
            if same(cluster.value, claim.value):
                cluster.claims.append(claim)
                cluster.value = _finer(cluster.value, claim.value)
                break
        else:
            clusters.append(_Cluster(claim.value, [claim]))
    if name in LIST_FIELDS:
        return tuple(_listed(clusters, articles))
    return tuple(_ranked(clusters, articles))


def origin(article: Article) -> str:
    """The independent source that an article counts as: copies count as what they copy."""
    return article.copies_of or article.id


def _order(claim: Claim, articles: Mapping[str, Article]) -> tuple[int, float, str, int]:
    fine = _FINE[claim.value.precision] if isinstance(claim.value, When) else 0
    return fine, -weight(claim, articles[claim.article]), claim.article, claim.evidence[0].start


def weight(claim: Claim, article: Article) -> float:
    """How much one claim counts: by stance, by its own confidence, and by where it stands."""
    place = {"body": 1.0, "headline": 0.7, "subhead": 0.7, "caption": 0.4}.get(article.role_at(claim.evidence[0].start), 0.2)
    value = _STANCE_WEIGHT[claim.stance] * claim.confidence * place
    if isinstance(claim.value, When) and _doubted(claim, article):
        value *= 0.4
    return value


def _doubted(claim: Claim, article: Article) -> bool:
    """Whether an anomaly of the article rests on the very words of the claim."""
    return any(
        e.start < claim.evidence[0].end and claim.evidence[0].start < e.end and anomaly.kind in {"weekday_mismatch", "impossible_date"}
        for anomaly in article.anomalies
        for e in anomaly.evidence
    )


def _same_for(name: str, actors: Mapping[str, Actor]) -> Callable[[Value, Value], bool]:
    def same(one: Value, two: Value) -> bool:
        if isinstance(one, When) and isinstance(two, When):
            return compatible(one, two)
        if name == "duration" and isinstance(one, str) and isinstance(two, str):
            return one == two or (hours(one) is not None and hours(one) == hours(two))
        if isinstance(one, str) and isinstance(two, str):
            if one in actors and two in actors and name in {"parties", "declared_by", "guarantors", "monitors", "accepted"}:
                return root(actors, one) == root(actors, two)
            return one.casefold() == two.casefold()
        return one == two

    return same


def compatible(one: When, two: When) -> bool:
    """Whether two times can be the same: their intervals meet, or one's other reading meets the other."""
    if one.earliest is None or one.latest is None or two.earliest is None or two.latest is None:
        return one.edtf == two.edtf or one.edtf[4:] == two.edtf[4:]
    if one.is_instant and two.is_instant:
        return one.earliest == two.earliest
    return _meet(one, two)


def _meet(one: When, two: When) -> bool:
    assert one.earliest and one.latest and two.earliest and two.latest
    slack = timedelta(0) if one.zone and two.zone else timedelta(hours=3)
    if one.is_instant or two.is_instant:
        point, span = (one, two) if one.is_instant else (two, one)
        assert point.earliest and span.earliest and span.latest
        return span.earliest - slack <= point.earliest <= span.latest + slack
    return one.earliest - slack < two.latest and two.earliest - slack < one.latest


def _finer(one: Value, two: Value) -> Value:
    if isinstance(one, When) and isinstance(two, When):
        return _choose(one, two)
    return one


def _choose(one: When, two: When) -> When:
    if _FINE[two.precision] < _FINE[one.precision]:
        return two
    if _FINE[two.precision] == _FINE[one.precision] and one.readings and not two.readings:
        return two
    if _FINE[two.precision] == _FINE[one.precision] and one.zone is None and two.zone is not None:
        return two
    return one


def _sources(claims: Iterable[Claim], articles: Mapping[str, Article]) -> set[str]:
    return {origin(articles[c.article]) for c in claims}


def _stance(claims: Sequence[Claim]) -> Stance:
    return max(claims, key=lambda c: (_STANCE_WEIGHT[c.stance], c.confidence)).stance


def _total(cluster: _Cluster, articles: Mapping[str, Article]) -> float:
    """The weight of a cluster: the best claim of each independent source, added up."""
    best: dict[str, float] = {}
    for claim in cluster.claims:
        key = origin(articles[claim.article])
        best[key] = max(best.get(key, -1.0), weight(claim, articles[claim.article]))
    return sum(best.values())


def _listed(clusters: Sequence[_Cluster], articles: Mapping[str, Article]) -> Iterable[Finding]:
    firm = [c for c in clusters if any(k.confidence >= 0.8 for k in c.claims)]
    for cluster in sorted(clusters, key=lambda c: (-_total(c, articles), c.claims[0].article, c.claims[0].evidence[0].start)):
        against = [c for c in cluster.claims if c.stance == "denied"]
        support = [c for c in cluster.claims if c.stance != "denied"]
        if not support:
            continue
        count = len(_sources(support, articles))
        state: FindingState = "disputed" if against else "agreed" if count > 1 else "single"
        sole = not (cluster in firm or len(firm) < 2)
        preferred = not sole and len(against) <= len(support)
        why = f"{_reports(count)} say{'s' if count == 1 else ''} so" if preferred else "said only in passing, while others are named outright"
        yield Finding(
            value=cluster.value, state=state, preferred=preferred, why=why, stance=_stance(support),
            support=tuple(c.id for c in support), against=tuple(c.id for c in against),
            by=tuple(dict.fromkeys(b for c in support for b in c.by)), when=next((c.when for c in support if c.when), None),
        )  # fmt: skip


def _ranked(clusters: Sequence[_Cluster], articles: Mapping[str, Article]) -> Iterable[Finding]:
    ranked = sorted(clusters, key=lambda c: (-_total(c, articles), c.claims[0].article, c.claims[0].evidence[0].start))
    firm = [c for c in ranked if any(k.confidence >= 0.8 for k in c.claims)] or ranked
    first = firm[0]
    others = [c for c in ranked if c is not first]
    rivals = [c for c in others if c in firm and _total(c, articles) > 0]
    for cluster in (first, *others):
        count = len(_sources(cluster.claims, articles))
        preferred = cluster is first
        state: FindingState = "superseded" if not preferred and cluster not in rivals else "disputed" if rivals else "agreed" if count > 1 else "single"
        yield Finding(
            value=cluster.value, state=state, preferred=preferred, why=_why(cluster, first, rivals, articles), stance=_stance(cluster.claims),
            support=tuple(c.id for c in cluster.claims),
            against=tuple(c.id for o in (rivals if preferred else [first]) for c in o.claims),
        )  # fmt: skip


def _reports(count: int) -> str:
    return "one report" if count == 1 else f"{count} independent reports"


def _why(cluster: _Cluster, first: _Cluster, rivals: Sequence[_Cluster], articles: Mapping[str, Article]) -> str:
    count = len(_sources(cluster.claims, articles))
    if cluster is not first:
        mine, theirs = _total(cluster, articles), _total(first, articles)
        return f"{_reports(count)} against {_reports(len(_sources(first.claims, articles)))}" + (
            ", and put less firmly" if mine < theirs else ""
        )
    if not rivals:
        return f"{_reports(count)} give{'s' if count == 1 else ''} it and none contradicts"
    other = len(_sources((c for r in rivals for c in r.claims), articles))
    if count > other:
        return f"{_reports(count)} against {other}"
    return "put more firmly or more precisely than the other account"
