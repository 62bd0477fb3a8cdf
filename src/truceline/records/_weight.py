"""How much claims count: the laws of evidence that findings and statuses share.

A report and its copies are one source. A claim counts by how the report puts it, by its own confidence, by
where it stands, and for less where the article contradicts itself in the very words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from truceline.model import Article, Claim, Stance, When

__all__ = ["EXPLICIT", "STANCE_WEIGHT", "sources", "total", "weight"]

EXPLICIT = 0.8
"""Confidence from which a claim says something outright rather than in passing or by implication."""
STANCE_WEIGHT: dict[Stance, float] = {
    "asserted": 1.0, "reported": 0.6, "proposed": 0.5, "conditional": 0.5, "declined": 0.1, "unsaid": 0.1,
    "denied": -0.8,
}  # fmt: skip
_PLACE_WEIGHT = {"body": 1.0, "headline": 0.7, "subhead": 0.7, "caption": 0.4}
_ELSEWHERE = 0.2
_DOUBTED = 0.4
"""What is left of a time whose words cannot be right as they stand."""


def weight(claim: Claim, article: Article) -> float:
    """How much one claim counts; below 0 where it denies.

    Args:
        claim: the claim.
        article: the article that it was read from.
    """
    place = _PLACE_WEIGHT.get(article.role_at(claim.evidence[0].start), _ELSEWHERE)
    value = STANCE_WEIGHT[claim.stance] * claim.confidence * place
    return value * _DOUBTED if isinstance(claim.value, When) and _is_doubted(claim, article) else value


def total(claims: Iterable[Claim], articles: Mapping[str, Article]) -> float:
    """How much several claims count: the best of each independent source, added up."""
    best: dict[str, float] = {}
    for claim in claims:
        article = articles[claim.article]
        source = _origin(article)
        best[source] = max(best.get(source, -1.0), weight(claim, article))
    return sum(best.values())


def sources(claims: Iterable[Claim], articles: Mapping[str, Article]) -> int:
    """From how many independent sources claims come."""
    return len({_origin(articles[c.article]) for c in claims})


def _origin(article: Article) -> str:
    """The independent source that an article counts as: copies count as what they copy."""
    return article.copies_of or article.id


def _is_doubted(claim: Claim, article: Article) -> bool:
    """Whether an anomaly of the article rests on the very words of the claim."""
    first = claim.evidence[0]
    return any(
        e.overlaps(first)
        for anomaly in article.anomalies
        if anomaly.kind in {"weekday_mismatch", "impossible_date"}
        for e in anomaly.evidence
    )
