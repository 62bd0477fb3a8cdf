"""The status as the wording of the latest report speaks for it, where it speaks clearly for another.

Rules read single sentences, and miss what nobody foresaw; the wording of a report as a whole is judged by
weights learnt from marked reports (claims on `wording`). Neither is trusted alone: what the rules read stands
unless the wording makes another status more likely by a wide margin. And it is heard only on what became of a
ceasefire that was made: whether it was made, proposed or denied is told outright or not at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

import msgspec

from truceline.model import Claim, Finding
from truceline.records._infer import Fields
from truceline.records._topics import Topic

__all__ = ["BECAME", "MARGIN", "worded"]

MARGIN = 0.5
"""By how much the wording must make another status more likely. Chosen in cross-validation among 0.1, 0.2,
... 0.6, on reports of training/wording, which the rules had not seen: from 0.3 on the gain is much the same
there, and the less is lost elsewhere the wider it is."""
_MADE = ("agreed", "declared", "accepted")
BECAME = frozenset({"in_force", "extended", "suspended", "broken", "ended", "replaced"})
"""What may become of a ceasefire that was made."""
_DAY = timedelta(days=1)
_WHY = "the wording of the latest report speaks for it"


def worded(fields: Fields, cluster: Sequence[Topic]) -> tuple[Finding, ...]:
    """The findings on `status`, another one preferred where the latest report's wording outweighs it.

    Args:
        fields: the findings by field.
        cluster: the topics of the ceasefire, in the order of publication.
    """
    steps = fields["status"]
    current = next((f for f in steps if f.preferred), None)
    claims = _latest(cluster)
    if current is None or not claims:
        return steps
    beliefs: defaultdict[str, float] = defaultdict(float)
    for claim in claims:
        beliefs[str(claim.value)] += claim.confidence / len({c.article for c in claims})
    best = max(beliefs, key=lambda status: beliefs[status])
    told = str(current.value)
    if best not in BECAME or told not in BECAME.union(_MADE):
        return steps
    if beliefs[best] - beliefs[_MADE[0] if told in _MADE else told] <= MARGIN:
        return steps
    return _preferring(best, [c.id for c in claims if c.value == best], steps)


def _latest(cluster: Sequence[Topic]) -> list[Claim]:
    """The claims on wording of the last reports that are about the ceasefire: those of the last day."""
    about = [(t, [c for c in t.claims if c.field == "wording"]) for t in cluster if t.is_main]
    told = [(topic, claims) for topic, claims in about if claims]
    known = [topic.published for topic, _ in told if topic.published is not None]
    last = max(known, default=None)
    return [
        claim
        for topic, claims in told
        if last is None or topic.published is None or last - topic.published < _DAY
        for claim in claims
    ]


def _preferring(best: str, support: Sequence[str], steps: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings with another one preferred, made anew where none of them has that status."""
    own = next((f for f in steps if f.value == best), None)
    rest = [msgspec.structs.replace(f, preferred=False) for f in steps if f is not own]
    if own is None:
        return Finding(value=best, state="single", preferred=True, why=_WHY, support=tuple(support)), *rest
    ids = (*own.support, *(c for c in support if c not in own.support))
    state = "single" if own.state == "superseded" else own.state
    return msgspec.structs.replace(own, preferred=True, why=_WHY, state=state, support=ids), *rest
