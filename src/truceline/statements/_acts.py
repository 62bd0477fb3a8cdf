"""What kind of act a statement is: from its cue, from the "not" before it, and from formulas in its own
words."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources

from truceline.model import Act
from truceline.statements._draft import Draft
from truceline.statements._page import Page
from truceline.statements._tree import is_negated

__all__ = ["with_act"]

_WINDOW = 300
"""Characters of the content in which a formula is looked for."""
_NEGATED: dict[str, Act] = {
    **dict.fromkeys(("rule", "exclude", "deny", "reject", "dispute"), "evades"),
    **dict.fromkeys(("accept", "agree", "welcome", "endorse", "recognize", "recognise"), "rejects"),
    "confirm": "declines",
}
"""What "not" makes of a cue: who "did not rule out" a thing neither says nor denies it."""


_OPEN = {"asserts", "rejects"}
"""Acts of a cue that the words themselves may still change."""


@dataclass(frozen=True)
class _Formula:
    act: Act
    pattern: re.Pattern[str]
    at_start: bool
    quoted: bool
    cues: frozenset[str]
    over: frozenset[str]


@lru_cache(maxsize=1)
def _formulas() -> tuple[_Formula, ...]:
    data = tomllib.loads(resources.files(__package__).joinpath("data", "patterns.toml").read_text("utf-8"))
    return tuple(
        _Formula(
            block["act"],
            re.compile(pattern, re.IGNORECASE),
            block["at"] == "start",
            block["in_quotes_only"],
            frozenset(block.get("cues", ())),
            frozenset(block.get("over", ("asserts",))),
        )
        for block in data["act"]
        for pattern in block["patterns"]
    )


def with_act(page: Page, draft: Draft) -> Draft:
    """The draft with its act settled."""
    if draft.token >= 0 and draft.rule != "silence" and is_negated(page.doc[draft.token]):
        return replace(draft, act=_NEGATED.get(draft.lemma, draft.act))
    if draft.act not in _OPEN or not draft.content or draft.verb == "thought":
        return draft
    start, end = draft.content[0]
    text = page.text((start, min(end, start + _WINDOW))).replace("\u00a0", " ").lstrip("\"“„«'‘ ")
    quoted = draft.rule in {"quote", "carried"}
    for formula in _formulas():
        if (formula.quoted and not quoted) or draft.act not in formula.over:
            continue
        if formula.cues and draft.lemma not in formula.cues:
            continue
        if formula.pattern.match(text) if formula.at_start else formula.pattern.search(text):
            return replace(draft, act=formula.act)
    return draft
