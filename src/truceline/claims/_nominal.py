"""Statuses that no predicate of the truce itself tells: in noun phrases, in denials, on the surface.

The parse of translated or damaged text often does not connect a truce with what is said of it. What is read
here connects them by order and distance within one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from truceline.claims._drafts import Draft, draft
from truceline.claims._lexicon import compose, pattern
from truceline.claims._parties import agents
from truceline.claims._sentences import Sentence, Truce
from truceline.claims._theme import is_plural

__all__ = [
    "DEAL",
    "PROPOSAL",
    "is_not_yet",
    "is_of_another",
    "is_urged",
    "read_aftermath",
    "read_beginning",
    "read_denial",
    "read_ending",
    "read_failure",
    "read_noun",
    "read_untrue",
]

PROPOSAL = r"(?:proposals?|plans?|offers?|drafts?|initiatives?|blueprint|road ?map|framework)"
"""Nouns of what is only put forward, as a part of larger patterns."""
DEAL = r"(?:agreements?|deals?|accords?|pacts?|arrangements?)"
"""Nouns of what two sides conclude, as a part of larger patterns."""

_UNTRUE = re.compile(
    r"\b(?:not true|untrue|false|wrong|unfounded|incorrect|fake|baseless|denied|nothing of the sort|a lie"
    r"|invented)\b",
    re.I,
)
_NEWS = re.compile(r"\b(?:reports?|news|claims?|rumou?rs?|information)\b", re.I)
_THERE_IS_NO = re.compile(r"\bthere (?:is|was|will be|has been)\s+no\b", re.I)
_NONE = (
    r"\b(?:no|not (?:made|agreed|reached|concluded|signed|declared)(?: to| on)?(?: an?y?)?"
    r"|never (?:made|agreed))\s+(?:such\s+)?<named>"
)
# "We have not made any ceasefire with them."
_WE_HAVE_NOT = re.compile(
    r"\b(?:we|I) (?:have|had|did)(?: not|n[’']t| never) (?:ma[dk]e|agreed?|sign(?:ed)?|declared?|reach(?:ed)?"
    r"|accept(?:ed)?|concluded?|announced?)(?: to| on)?(?: any| an?| such| the| this)*(?: \w+)?"
    r" (?:cease-?fire|truce|armistice)",
    re.I,
)
_CALLED_UNTRUE = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|dismiss(?:es|ed|ing)?|reject(?:s|ed|ing)?|refut(?:es|ed|ing)|scotch(?:es|ed)"
    r"|disput(?:es|ed))\s+(?:as\s+\w+\s+)?(?:(?:the|an?|any|all|earlier|media|press|those|such)\s+)*(?:[\w-]+\s+)?"
    r"(?:reports?|rumou?rs?|claims?|suggestions?|speculation|talk|assertions?)\s+(?:that|of|about)\b",
    re.I,
)
_DOUBT = re.compile(r"[;:](?!\d)|\b(?:if|unless|could|may|might|would|not to|before|fears?|should)\b", re.I)
_ELSEWHERE = re.compile(r"\bwhere\s+(?:the|this|that|its)\s+(?:[\w-]+\s+){0,2}$", re.I)
"""A place in which a truce failed, and not it: "in the east, where the truce had no effect"."""
_TRIED = re.compile(
    r"\b(?:attempts?|efforts?|bids?|tries|push(?:es)?|drives?|talks|negotiations) "
    r"(?:to \w+|at|for|on|toward|towards|aimed at)\s+(?:[\w-]+\s+){0,4}$",
    re.I,
)
"""Before a truce that was only striven for: "attempts to broker a truce fell apart"."""
_ANOTHER = re.compile(
    r"\b(?:an?|the)\s+(?:earlier|previous|first|former|last)\s+(?:one|truce|cease-?fire|deal|pause)\b", re.I
)
"""Words for another truce, whose failure is told."""
# "The end of the truce", "withdrawal from the ceasefire".
_OVER = (
    r"\b(?:end|termination|collapse|breakdown|abrogation|cancellation) (?:of|to) (?:the |its |their |an? )?"
    r"(?:[\w-]+ ){0,2}<named>|\bwithdrawal from (?:the |its )?(?:[\w-]+ ){0,2}<named>"
)
_COLLAPSE = re.compile(r"collapse|breakdown", re.I)
_TOLD = re.compile(
    r"\b(?:announc\w+|declar\w+|proclaim\w+|marked|marks|brought|brings|confirmed|signal\w*)\b", re.I
)
_NOT_SO = re.compile(
    r"[;:](?!\d)|\b(?:if|unless|could|may|might|would|should|will|shall|to|not|never|no|hopes?|whether|before|until|once"
    r"|ought|supposed|due|expected|fail\w*|collaps\w*|violat\w*|broke\w*)\b",
    re.I,
)
_FEARED = re.compile(r"\b(?:if|would|could|threat\w+|fear\w*|warn\w*|not)\b", re.I)
# "A proposal for a lasting truce", "the truce proposal".
_PROPOSED = (
    rf"\b{PROPOSAL}\s+(?:for|of|on)\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+){{0,3}}<named>|<named>\s+{PROPOSAL}\b"
)
_EXTENSION = r"\b(?:extension|prolongation|renewal)\s+of\s+(?:[\w-]+\s+){0,4}<named>"
_RESOLVED = re.compile(r"\b(?:announc|declar|agree|approv|proclaim|confirm|decid|grant|accept)\w*", re.I)
# "The signing of a truce", "the truce agreement", "the accord on a truce".
_SIGNING = (
    r"\b(?:sign(?:ing|ature)|conclusion|announcement)\s+of\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+){0,3}<named>"
    rf"|\bthe\s+(?:[\w-]+\s+){{0,2}}<named>\s+{DEAL}\b|\b{DEAL}\s+on\s+(?:an?\s+|the\s+)(?:[\w-]+\s+){{0,3}}<named>"
)
_INVERTED_REACH = 45
"""Characters between "entered in force" and the truce behind it."""
_FAILURE_REACH = 150
"""Characters behind a word for the truce in which its failure may stand."""


def is_urged(sentence: Sentence) -> bool:
    """Whether a sentence calls for something ("urged", "appealed for")."""
    return pattern("phrases.urge").search(sentence.text) is not None


def is_not_yet(sentence: Sentence) -> bool:
    """Whether a sentence says that something is not done yet ("close to", "has still to sign")."""
    return pattern("phrases.notyet").search(sentence.text) is not None


def read_denial(sentence: Sentence) -> Iterator[Draft]:
    """That there is no ceasefire: denied by a speaker, or called untrue."""
    firm = sentence.truces_of("name", "act")
    for truce in firm:
        said = sentence.statement_at(truce.start)
        if said is not None and said.act == "denies":
            by = (said.actor,) if said.actor else ()
            yield draft(sentence, "status", "denied", (truce.start, truce.end), by=by, stance="asserted")
            return
    spoken = _WE_HAVE_NOT.search(sentence.text) if firm else None
    if spoken is not None:
        yield draft(sentence, "status", "denied", sentence.offsets(spoken), stance="asserted", weight=0.8)
        return
    none = compose(_NONE).search(sentence.text) if firm else None
    untrue = _UNTRUE.search(sentence.text) if firm and _NEWS.search(sentence.text) else None
    outright = none is not None and (_THERE_IS_NO.search(sentence.text) or sentence.role == "headline")
    hit = untrue or (none if outright else None)
    if hit is not None:
        yield draft(sentence, "status", "denied", sentence.offsets(hit), stance="asserted", weight=0.8)


def read_untrue(sentence: Sentence) -> Iterator[Draft]:
    """Denied, where what is told of a truce is called untrue: "dismissed a report that they had agreed"."""
    match = _CALLED_UNTRUE.search(sentence.text)
    truces = sentence.truces_of("name", "act") if match is not None else ()
    if match is None or not any(sentence.start + match.end() <= t.start for t in truces):
        return
    verb = sentence.token_at(sentence.start + match.start())
    by = agents(sentence, verb, pronouns=False) if verb is not None else ()
    yield draft(sentence, "status", "denied", sentence.offsets(match), by=by, stance="asserted")


def read_failure(sentence: Sentence) -> Iterator[Draft]:
    """Broken down, read on the surface: a word for the truce and, behind it, one for its failure.

    What is said of several truces at once counts for those that the report tells from its own.
    """
    for truce in sentence.truces_of("name"):
        behind = sentence.article.text[truce.end : min(sentence.end, truce.end + _FAILURE_REACH)].replace(
            "\u00a0", " "
        )
        match = pattern("phrases.gone").search(behind)
        if match is None or _DOUBT.search(behind[: match.start()]):
            continue
        before = sentence.article.text[sentence.start : truce.start]
        if _ELSEWHERE.search(before) or _TRIED.search(before):
            continue
        if _ANOTHER.search(behind[: match.start()]):
            continue
        failure = (truce.end + match.start(), truce.end + match.end())
        yield draft(sentence, "status", "broken", failure, (truce.start, truce.end))
        return


def is_of_another(sentence: Sentence, truce: Truce, place: int) -> bool:
    """Whether words are a participle of another noun than a truce: "talks held there"."""
    token = sentence.token_at(place)
    if token is None or token.dep_ != "acl" or token.head.pos_ != "NOUN":
        return False
    own = {sentence.place(t) for t in (token.head, *token.head.ancestors) if t.pos_ in {"NOUN", "PROPN"}}
    return not any(truce.start <= place < truce.end for place in own)


def read_aftermath(sentence: Sentence) -> Iterator[Draft]:
    """Broken down, told in a sentence of its own: "Nothing came of it"."""
    match = pattern("phrases.aftermath").search(sentence.text)
    if match is not None and not _DOUBT.search(sentence.text[: match.start()]):
        yield draft(sentence, "status", "broken", sentence.offsets(match))


def read_beginning(sentence: Sentence) -> Iterator[Draft]:
    """In force, read on the surface: a word for the truce and behind it that it took effect or holds.

    In translations it may stand before: "entered in force the cease of fire".
    """
    text = sentence.article.text
    for truce in sentence.truces_of("name", "act"):
        if is_plural(truce):
            continue
        behind = text[truce.end : min(sentence.end, truce.end + _FAILURE_REACH)].replace("\u00a0", " ")
        match = pattern("phrases.begun").search(behind)
        if match is not None and is_of_another(sentence, truce, truce.end + match.start()):
            continue
        if match is not None and not _NOT_SO.search(behind[: match.start()]):
            begun = (truce.end + match.start(), truce.end + match.end())
            yield draft(sentence, "status", "in_force", begun, (truce.start, truce.end), weight=0.9)
            return
        before = text[max(sentence.start, truce.start - _INVERTED_REACH) : truce.start]
        match = pattern("phrases.begun_before").search(before)
        if match is not None and not _NOT_SO.search(before):
            yield draft(sentence, "status", "in_force", (truce.start, truce.end), weight=0.9)
            return


def read_ending(sentence: Sentence) -> Iterator[Draft]:
    """That it is over, as a noun: "announced the end of the truce", "its withdrawal from the ceasefire"."""
    over = compose(_OVER).search(sentence.text)
    if over and _TOLD.search(sentence.text) and not _FEARED.search(sentence.text):
        value = "broken" if _COLLAPSE.search(over.group()) else "ended"
        yield draft(sentence, "status", value, sentence.offsets(over))


def read_noun(sentence: Sentence) -> Iterator[Draft]:
    """Statuses that stand in a noun phrase: "the truce proposal", "the signing of the armistice"."""
    if is_urged(sentence):
        return
    proposal = compose(_PROPOSED).search(sentence.text)
    if proposal:
        yield draft(sentence, "status", "proposed", sentence.offsets(proposal), weight=0.5)
        return
    extension = compose(_EXTENSION).search(sentence.text)
    if extension:
        if _RESOLVED.search(sentence.text) and not _FEARED.search(sentence.text):
            yield draft(sentence, "status", "extended", sentence.offsets(extension), weight=0.8)
        return
    deal = compose(_SIGNING).search(sentence.text)
    if deal and not is_not_yet(sentence):
        yield draft(sentence, "status", "agreed", sentence.offsets(deal), weight=0.3)
