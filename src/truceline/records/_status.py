"""The status of a ceasefire: its history, and where it stands.

The latest stage that is told in a report's own voice, or by a named speaker of a party, stands. A stage that
is only hearsay makes the ceasefire "reported"; one that its own parties deny makes it "denied".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from math import inf

from truceline.model import Article, Claim, Finding, FindingState
from truceline.records._weight import EXPLICIT, sources, total

__all__ = ["status_findings"]

_STAGE = {
    "proposed": 1, "rejected": 2, "denied": 2, "reported": 2, "declared": 3, "accepted": 3, "agreed": 4,
    "in_force": 5, "extended": 6, "suspended": 7, "broken": 8, "ended": 8, "replaced": 9,
}  # fmt: skip
"""How far a status is in the life of a ceasefire."""
_MADE = ("accepted", "agreed", "declared", "extended", "in_force")
_OVER = ("broken", "ended", "replaced", "suspended")
_RUNNING = 5
"""The stage from which a ceasefire runs: what is told later of one that was over."""
_FIRM = 0.45
"""Weight from which a stage is asserted firmly enough to stand."""

_FRESH = timedelta(days=2)
"""How long an extension is the news; what is told later is that the ceasefire runs."""

_ByStage = Mapping[str, Sequence[Claim]]


def status_findings(
    claims: Sequence[Claim], articles: Mapping[str, Article], neutral: frozenset[str] = frozenset()
) -> tuple[Finding, ...]:
    """The history of a ceasefire's status, the stage at which it stands first.

    Args:
        claims: the claims on `status`, in the order of publication.
        articles: the articles by id.
        neutral: who of the speakers is no side of it (actor ids); what they tell of its end is no charge.
    """
    by_stage: dict[str, list[Claim]] = {}
    for claim in claims:
        by_stage.setdefault(_stage_of(claim), []).append(claim)
    current, why = _current(by_stage, articles, neutral)
    if current not in by_stage:
        by_stage[current] = [c for stage in _MADE for c in by_stage.get(stage, [])] or list(claims)
    ordered = sorted(by_stage, key=lambda stage: (stage != current, _STAGE.get(stage, 0), stage))
    return tuple(_finding(stage, by_stage[stage], current, why, articles) for stage in ordered)


def _stage_of(claim: Claim) -> str:
    """The stage that a claim speaks of; a made ceasefire that is only proposed is proposed."""
    value = str(claim.value)
    return "proposed" if claim.stance == "proposed" and value in _MADE and value != "extended" else value


def _current(by_stage: _ByStage, articles: Mapping[str, Article], neutral: frozenset[str]) -> tuple[str, str]:
    """The stage at which it stands, and why: the first of the rules that holds."""
    hearsay = any(_is_hearsay(c) for stage in _MADE for c in by_stage.get(stage, []))
    made = _made(by_stage, articles, hearsay=hearsay)
    return (
        _over(by_stage, made, articles, neutral)
        or _turned_down(by_stage, made)
        or _contradicted(by_stage, made)
        or _furthest(by_stage, made, articles)
        or _unmade(by_stage, hearsay=hearsay)
        or _in_passing(by_stage, articles)
    )


def _made(by_stage: _ByStage, articles: Mapping[str, Article], *, hearsay: bool) -> list[str]:
    """The stages of a ceasefire that was made; none where only hearsay says so outright."""
    made = [
        stage
        for stage in _MADE
        if _is_asserted(by_stage.get(stage, ())) and total(by_stage[stage], articles) >= _FIRM
    ]
    return [] if hearsay and not any(_is_outright(by_stage[stage]) for stage in made) else made


def _over(
    by_stage: _ByStage, made: Sequence[str], articles: Mapping[str, Article], neutral: frozenset[str]
) -> tuple[str, str] | None:
    """Suspended, broken, ended or replaced, unless it is said later to run."""
    over = [
        stage
        for stage in _OVER
        if _is_asserted(by_stage.get(stage, ())) and any(_is_known(c, neutral) for c in by_stage[stage])
    ]
    if not over:
        return None
    last = {stage: _latest(by_stage[stage], articles) for stage in over}
    for stage in over:
        if any(articles[c.article].published is None or not last[stage] for c in by_stage[stage]):
            last[stage] = inf  # nothing is known to be later than what an undated report tells
    stage = max(over, key=lambda s: (last[s], _is_in_text(by_stage[s], articles), _STAGE[s], s))
    if stage == "broken" and "ended" in over and not any(_is_about(c) for c in by_stage["broken"]):
        stage = "ended"
    running = [c for s in made if _STAGE[s] >= _RUNNING for c in by_stage[s] if _is_outright([c])]
    if any(_is_about(c) and _began(c, articles[c.article]) > last[stage] for c in running):
        return None
    return stage, "the last stage that the reports tell in their own voice"


def _turned_down(by_stage: _ByStage, made: Sequence[str]) -> tuple[str, str] | None:
    """Rejected or proposed, where at most one side said yes."""
    if _is_outright(by_stage.get("rejected", ())) and not set(made) - {"accepted"}:
        return "rejected", "one side made or took the offer, the other turned it down"
    if list(made) == ["accepted"] and "proposed" in by_stage and len(_doers(by_stage["accepted"])) < 2:
        return "proposed", "one side accepts the proposal; of the other nothing is said"
    return None


def _contradicted(by_stage: _ByStage, made: Sequence[str]) -> tuple[str, str] | None:
    """Denied, where one who should know denies it and no report says so in its own voice.

    That a side announced what it says was agreed makes it no more than what that side says.
    """
    claims = (c for stage in made for c in by_stage[stage])
    told = [c for c in claims if c.stance == "asserted" and c.confidence >= EXPLICIT]
    if any(c.value == "agreed" for c in told):
        told = [c for c in told if c.value != "declared" or not c.by]
    denied = [
        c
        for stage in (*_MADE, "denied")
        for c in by_stage.get(stage, ())
        if (c.stance == "denied" or (stage == "denied" and c.stance == "asserted")) and c.by
    ]
    deniers = {name for c in denied for name in c.by}
    if denied and told and all(c.chain and not deniers & set(c.chain) for c in told):
        return "denied", "one side says so, the other denies it"
    return None


def _furthest(
    by_stage: _ByStage, made: Sequence[str], articles: Mapping[str, Article]
) -> tuple[str, str] | None:
    """The furthest stage of a made ceasefire, those that are said outright before those implied.

    One that was extended is in force again where a later report says so and tells of no extension.
    """
    stages = [stage for stage in made if _is_outright(by_stage[stage])] or made
    if not stages:
        return None
    if set(stages) == {"accepted"} and len(_doers(by_stage["accepted"])) > 1:
        return "agreed", "both sides have accepted it"
    if {"extended", "in_force"} <= set(stages) and _runs_again(by_stage, articles):
        return "in_force", "a later report tells that it holds"
    if {"accepted", "declared"} <= set(stages) and "agreed" not in stages and _answers(by_stage):
        stages = [stage for stage in stages if stage != "declared"]
    return max(stages, key=lambda s: (_STAGE[s], s)), "the furthest stage that is asserted"


def _answers(by_stage: _ByStage) -> bool:
    """Whether another side accepts what one has declared."""
    declarers = _doers(c for c in by_stage["declared"] if _is_outright([c])).keys()
    accepting = [c for c in by_stage["accepted"] if _is_outright([c])]
    return bool(declarers) and any(not c.by or not declarers & set(c.by) for c in accepting)


def _unmade(by_stage: _ByStage, *, hearsay: bool) -> tuple[str, str] | None:
    """Denied, reported, rejected or proposed, where nobody asserts that it was made."""
    denied = "denied" in by_stage or any(c.stance == "denied" for s in _MADE for c in by_stage.get(s, ()))
    if hearsay:
        return "reported", "it is reported at second hand, and no party confirms it"
    if denied:
        return "denied", "it is denied, and nobody asserts it"
    if _is_asserted(by_stage.get("rejected", ())):
        return "rejected", "the proposal was turned down"
    if "proposed" in by_stage:
        return "proposed", "it is spoken of as a proposal only"
    return None


def _in_passing(by_stage: _ByStage, articles: Mapping[str, Article]) -> tuple[str, str]:
    """The weightiest stage of those that are only mentioned."""
    weak = [stage for stage in _MADE if stage in by_stage and (stage != "extended" or len(by_stage) == 1)]
    if not weak:
        return min(by_stage), "the only stage mentioned"
    stage = max(weak, key=lambda s: (total(by_stage[s], articles), _STAGE[s], s))
    return stage, "mentioned in passing; nothing firmer is said"


def _is_about(claim: Claim) -> bool:
    """Whether it stands in a report about this ceasefire, and not in one that only recalls it.

    What is recalled of one that was over says in passing how it was while it lasted, or how it is remembered.
    """
    return claim.ceasefire == claim.article


def _is_in_text(claims: Iterable[Claim], articles: Mapping[str, Article]) -> bool:
    """Whether a text itself tells it, and not only a headline, which is shorter than exact."""
    return any(articles[c.article].role_at(c.evidence[0].start) == "body" for c in claims)


def _is_known(claim: Claim, neutral: frozenset[str]) -> bool:
    """Whether a report vouches for an end, or one who is no side, or a side tells of its own deed.

    "Is calling off its truce", "said the truce ends on Friday" are such deeds; that the other side broke it
    is a charge.
    """
    own = claim.value in {"ended", "suspended"} and set(claim.by) & set(claim.chain)
    gives_notice = claim.value == "ended" and bool(claim.chain) and not claim.by
    return neutral.issuperset(claim.chain) or bool(own) or gives_notice


def _is_hearsay(claim: Claim) -> bool:
    return claim.stance in {"reported", "declined"} and claim.confidence >= EXPLICIT


def _is_asserted(claims: Iterable[Claim]) -> bool:
    return any(c.stance == "asserted" for c in claims)


def _is_outright(claims: Iterable[Claim]) -> bool:
    """Whether it is asserted that a ceasefire was made, rather than implied by what will begin."""
    return any(c.stance == "asserted" and c.confidence >= EXPLICIT for c in claims)


def _doers(claims: Iterable[Claim]) -> dict[str, None]:
    """The actors of several claims, in order."""
    return dict.fromkeys(b for c in claims for b in c.by)


def _latest(claims: Iterable[Claim], articles: Mapping[str, Article]) -> float:
    """When the last of the claims was published, in seconds since 1970; 0 where no date is known."""
    moments = (articles[c.article].published for c in claims)
    return max((m.latest.timestamp() for m in moments if m is not None and m.latest is not None), default=0.0)


def _began(claim: Claim, article: Article) -> float:
    """When a stage began that a claim tells of: the date that it gives, else its publication."""
    dated = claim.when.earliest if claim.when is not None else None
    return dated.timestamp() if dated is not None else _latest([claim], {claim.article: article})


def _taken(claim: Claim, article: Article) -> float:
    """When a step was taken, where its report dates it before itself; else when that was published."""
    told = article.published.latest if article.published is not None else None
    dated = claim.when.latest if claim.when is not None else None
    moments = [moment.timestamp() for moment in (told, dated) if moment is not None]
    return min(moments, default=0.0)


def _runs_again(by_stage: _ByStage, articles: Mapping[str, Article]) -> bool:
    """Whether a ceasefire is said to be in force days after it was extended."""
    extended, running = (
        [_taken(c, articles[c.article]) for c in by_stage[stage] if _is_outright([c])]
        for stage in ("extended", "in_force")
    )
    return max(running) > max(extended) + _FRESH.total_seconds()


def _finding(
    stage: str, claims: Sequence[Claim], current: str, why: str, articles: Mapping[str, Article]
) -> Finding:
    state: FindingState = "agreed" if sources(claims, articles) > 1 else "single"
    if _STAGE.get(stage, 0) < _STAGE.get(current, 0):
        state = "superseded"
    return Finding(
        value=stage,
        state=state,
        preferred=stage == current,
        why=why if stage == current else "another step in its history",
        stance=max(claims, key=lambda c: c.confidence).stance,
        support=tuple(c.id for c in claims),
        by=tuple(_doers(claims)),
        when=next((c.when for c in claims if c.when is not None), None),
    )
