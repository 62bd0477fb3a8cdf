"""The status as the wording of the latest report speaks for it, where it speaks clearly for another.

Rules read single sentences, and miss what nobody foresaw; the wording of a report as a whole is judged by
weights learnt from marked reports (claims on `wording`). Neither is trusted alone: what the rules read stands
unless the wording makes another status more likely by a wide margin. And it is heard only on what became of a
ceasefire that was made: whether it was made, proposed or denied is told outright or not at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from itertools import starmap

import msgspec

from truceline.model import Article, Claim, Finding
from truceline.records._infer import Fields
from truceline.records._topics import Topic
from truceline.records._weight import EXPLICIT
from truceline.wording import BY_WORDING

__all__ = ["is_told_at_head", "outweighing", "worded"]

MARGIN = 0.5
"""By how much the wording must make another status more likely. Chosen in cross-validation among 0.1, 0.2,
... 0.6, on reports of training/wording, which the rules had not seen: from 0.3 on the gain is much the same
there, and the less is lost elsewhere the wider it is."""
_MADE = ("agreed", "declared", "accepted")
_STAGE = {"in_force": 1, "extended": 2, "suspended": 3, "broken": 4, "ended": 4, "replaced": 5}
"""How far what may become of a ceasefire that was made lies from its making."""
_HEAD = 300
"""Characters of the body in which the news is told."""
_DAY = timedelta(days=1)


def worded(fields: Fields, cluster: Sequence[Topic]) -> tuple[Finding, ...]:
    """The findings on `status`, another one preferred where the latest report's wording outweighs it.

    Args:
        fields: the findings by field.
        cluster: the topics of the ceasefire, in the order of publication.
    """
    steps = fields["status"]
    current = next((f for f in steps if f.preferred), None)
    latest = _latest(cluster)
    if current is None or not latest:
        return steps
    claims = [c for topic in latest for c in topic.claims if c.field == "wording"]
    beliefs: defaultdict[str, float] = defaultdict(float)
    for claim in claims:
        beliefs[str(claim.value)] += claim.confidence / len({c.article for c in claims})
    support = [(t.article, c) for t in latest for c in t.claims if c.id in current.support]
    best = outweighing(beliefs, str(current.value), at_head=any(starmap(is_told_at_head, support)))
    return steps if best is None else _preferring(best, [c.id for c in claims if c.value == best], steps)


def outweighing(beliefs: Mapping[str, float], told: str, *, at_head: bool) -> str | None:
    """The status that the wording of a report puts in the place of what its sentences tell, if any.

    Args:
        beliefs: how likely each status is.
        told: the status that was read; all by which a ceasefire is made are one.
        at_head: whether it is the news of the report. A step that is news is not taken back.
    """
    told = _MADE[0] if told in _MADE else told
    best = max(beliefs, key=lambda status: beliefs[status], default="")
    if best not in _STAGE or told not in {*_STAGE, _MADE[0]}:
        return None
    if at_head and _STAGE[best] < _STAGE.get(told, 0):
        return None
    return best if beliefs[best] - beliefs.get(told, 0.0) > MARGIN else None


def is_told_at_head(article: Article, claim: Claim) -> bool:
    """Whether a claim tells the news of its report outright: in the headline or the first lines."""
    start = claim.evidence[0].start
    body = min((s.start for s in article.segments if s.role == "body"), default=0)
    lead = article.role_at(start) == "headline" or body <= start < body + _HEAD
    return lead and claim.stance == "asserted" and claim.confidence >= EXPLICIT


def _latest(cluster: Sequence[Topic]) -> list[Topic]:
    """Of the last reports that tell of the ceasefire, those of one day, the ones that are about it and have a
    wording to judge.
    """
    told = [t for t in cluster if any(c.field in {"status", "wording"} for c in t.claims)]
    last = max((t.published for t in told if t.published is not None), default=None)
    latest = [t for t in told if last is None or t.published is None or last - t.published < _DAY]
    return [t for t in latest if t.is_main and any(c.field == "wording" for c in t.claims)]


def _preferring(best: str, support: Sequence[str], steps: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings with another one preferred, made anew where none of them has that status."""
    own = next((f for f in steps if f.value == best), None)
    rest = [msgspec.structs.replace(f, preferred=False) for f in steps if f is not own]
    if own is None:
        return Finding(
            value=best, state="single", preferred=True, why=BY_WORDING, support=tuple(support)
        ), *rest
    ids = (*own.support, *(c for c in support if c not in own.support))
    state = "single" if own.state == "superseded" else own.state
    return msgspec.structs.replace(own, preferred=True, why=BY_WORDING, state=state, support=ids), *rest
