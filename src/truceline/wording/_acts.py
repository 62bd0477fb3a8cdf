"""What somebody does in a statement, as one verb."""

from __future__ import annotations

import re

from truceline.model import Statement

__all__ = ["ACTS", "say_act"]

ACTS = {
    "asserts": "says", "denies": "denies", "declines": "declines", "evades": "evades", "confirms": "confirms",
    "proposes": "proposes", "welcomes": "welcomes", "warns": "warns", "promises": "promises",
    "accepts": "accepts", "rejects": "rejects", "asks": "asks", "orders": "orders", "accuses": "accuses",
    "declares": "declares",
}  # fmt: skip
_NAMING = re.compile(
    r"\b(?:(?P<calls>call)|(?P<labels>label)|(?P<brands>brand)|(?P<dubs>dub)|(?P<terms>term)"
    r"|(?P<describes>describ)|(?P<characterises>characteri[sz])|(?P<portrays>portray)|(?P<depicts>depict)"
    r"|(?P<considers>consider)|(?P<likens>liken))(?:s|es|e|ed|led|bed|ing|ling|bing)?\Z",
    re.IGNORECASE,
)
"""Cues by which something is named: their content ("it a violation") is no sentence behind "says"."""


_PLURAL = re.compile(
    r"^(?:the )?(?:both|two|several|many|some|most)\b|(?-i:\b[a-z]+[^aius\W]s)\Z", re.IGNORECASE
)
"""Speakers who are more than one: what is counted, and nouns in lower case with a plural's ending."""


def say_act(statement: Statement, *, several: bool = False) -> str:
    """The verb between a speaker and the words: "says", "denies", and "calls" where something is named.

    "say" where `several` speak, or where a speaker without a name is called by a plural ("both sides").
    """
    called = statement.speaker.text if statement.speaker and not statement.actor else ""
    verb = _verb(statement)
    if not several and not _PLURAL.search(called):
        return verb
    return f"{verb[:-3]}y" if verb.endswith("ies") else verb.removesuffix("s")


def _verb(statement: Statement) -> str:
    named = _NAMING.search(statement.cue.text) if statement.cue and statement.mode != "direct" else None
    if statement.act == "asserts" and named is not None and named.lastgroup:
        return named.lastgroup
    return ACTS.get(statement.act, statement.act)
