"""What somebody does in a statement, as one verb."""

from __future__ import annotations

import re
from functools import lru_cache

from truceline.model import Statement

__all__ = ["ACTS", "ASIDE", "is_told", "plural", "say_act"]

ACTS = {
    "asserts": "says", "denies": "denies", "declines": "declines", "evades": "evades", "confirms": "confirms",
    "proposes": "proposes", "welcomes": "welcomes", "warns": "warns", "promises": "promises",
    "accepts": "accepts", "rejects": "rejects", "asks": "asks", "orders": "orders", "accuses": "accuses",
    "declares": "declares",
}  # fmt: skip
ASIDE = ("comment", "related", "chrome", "tag")
"""Parts of a page that are no reporting: what is said there is not told."""
_NOUNS = (
    "call", "label", "brand", "dub", "term", "describe", "characterise", "portray", "depict", "consider",
    "deem", "regard", "liken", "cite", "quote", "note", "mention", "express", "voice", "stress",
    "emphasise", "underline", "underscore", "highlight", "reiterate", "repeat", "echo", "recall",
    "report", "reveal", "disclose", "explain", "acknowledge", "admit", "concede", "indicate", "suggest",
    "signal", "show", "detail", "outline", "document", "estimate", "predict", "forecast", "defend",
    "mock", "tout", "ridicule", "deride", "lament", "bemoan", "belittle", "downplay", "articulate",
    "recount", "refer", "allude", "point", "complain", "boast", "brag", "joke", "speak", "talk", "tell",
    "hint", "comment", "elaborate", "speculate", "apologise", "vouch", "lie", "inform", "notify", "brief",
    "remind", "assure", "advise",
)  # fmt: skip
"""Verbs of saying that take a noun for what is said ("complains of sniping", "calls it a violation"), which
is no sentence behind "says"."""
_ODD = {"spoke": "speak", "spoken": "speak", "told": "tell", "lay": "lie", "shown": "show"}
_LINKS = {
    "asserts": {"of", "about", "on", "for", "to", "at"},
    "warns": {"of", "about", "against"},
    "asks": {"for", "about"},
}
"""Prepositions that stay with the verb of an act, where the content is what stands behind them."""
_PLURAL = re.compile(
    r"^(?:the )?(?:both|two|three|four|five|several|many|some|most|few|dozens|hundreds|thousands)\b"
    r"|(?-i:\b[a-z]+[^aius\W]s)\Z"
    r"|^(?:activists|aides|analysts|authorities|diplomats|doctors|experts|fighters|guerrillas|insurgents|journalists"
    r"|lawmakers|locals|mediators|medics|militants|monitors|negotiators|observers|officers|officials|organi[sz]ers"
    r"|people|police|rebels|refugees|relatives|residents|separatists|soldiers|sources|survivors|troops|villagers"
    r"|witnesses|workers)\Z",
    re.IGNORECASE,
)
"""Speakers who are more than one: what is counted, nouns in lower case with a plural's ending, and those that
begin a sentence and are no surname."""
_BEHIND = re.compile(
    r",| (?:of|in|from|at|on|near|for|with|who|that|inside|across|close|along|loyal|familiar)\b"
)
"""Where what stands behind the noun that speaks begins: "officials in the port"."""


def is_told(statement: Statement) -> bool:
    """Whether a statement is one that a report tells: none of its readers' comments and of what stands around
    it on its page, and no mere thought."""
    return statement.part not in ASIDE and statement.verb != "thought"


def say_act(statement: Statement, *, several: bool = False) -> str:
    """The verb between a speaker and the words: "says", "denies"; and the cue's own where the words are no
    sentence: "calls", "complains of", "notes".

    "say" where `several` speak, or where a speaker without a name is called by a plural ("both sides").
    """
    called = statement.speaker.text if statement.speaker and not statement.actor else ""
    verb, link = _verb(statement)
    if several or _PLURAL.search(_BEHIND.split(called, maxsplit=1)[0]):
        verb = plural(verb)
    return f"{verb}{link}"


def plural(verb: str) -> str:
    """A verb as it stands with several: "deny" for "denies"."""
    if verb.endswith("ies"):
        return f"{verb[:-3]}y"
    return verb.removesuffix("es") if verb.endswith("sses") else verb.removesuffix("s")


def _verb(statement: Statement) -> tuple[str, str]:
    """The verb in the present, and the preposition that stays with it, with a blank before it."""
    act = ACTS.get(statement.act, statement.act)
    words = statement.cue.text.lower().split() if statement.cue and statement.mode != "direct" else []
    linked = len(words) > 1 and words[-1] in _LINKS.get(statement.act, ())
    link = f" {words[-1]}" if linked else ""
    if statement.act in {"asserts", "denies"}:
        named = next((verb for word in reversed(words) if (verb := _forms().get(word))), None)
        return (named, link) if named else (act, "")
    return act, link


@lru_cache(maxsize=1)
def _forms() -> dict[str, str]:
    """The forms of `_NOUNS` with the present of each, in British and American spelling."""
    forms = {odd: _present(verb) for odd, verb in _ODD.items()}
    for verb in _NOUNS:
        for spelt in (verb, f"{verb[:-3]}ize" if verb.endswith("ise") else verb):
            stem = spelt.removesuffix("e")
            doubled = {stem, stem + stem[-1]} if stem == spelt else {stem}
            for ending in (one + tail for one in doubled for tail in ("ed", "ing")):
                forms[ending] = _present(verb)
            forms[spelt] = forms[_present(spelt)] = _present(verb)
    return forms


def _present(verb: str) -> str:
    if verb.endswith("fy"):
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith("ss") else f"{verb}s"
