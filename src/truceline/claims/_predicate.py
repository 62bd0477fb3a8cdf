"""The status that one predicate gives to the truce that it speaks of.

Stages: (1) fixed expressions of ending ("fell apart"), then of beginning ("took effect"); (2) the class of
the verb in the word lists; (3) what narrows the class: its object, a noun beside it, the reality of the
predicate.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from truceline.claims._beginnings import act_status, beginning_status
from truceline.claims._given import (
    answered,
    binds_itself,
    follows,
    is_announced,
    is_begun,
    is_broken_by,
    is_order,
    is_the_known,
    renewed,
)
from truceline.claims._governor import before
from truceline.claims._lexicon import lemmas, pattern, verb_classes
from truceline.claims._nominal import DEAL, PROPOSAL, is_not_yet, is_urged
from truceline.claims._parties import agents
from truceline.claims._reality import (
    MADE,
    changes_another,
    is_awaited,
    is_future,
    is_hedged,
    is_indirect_question,
    is_negated,
    is_offered,
    is_on_condition,
    is_past,
    is_real,
    is_resolved,
    is_scheduled,
    is_transitive,
)
from truceline.claims._sentences import Sentence, Truce
from truceline.claims._theme import (
    governs,
    head_text,
    is_beside,
    is_modified,
    is_object,
    is_plural,
    is_subject,
    is_within_complement,
)
from truceline.model import When

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["status_of"]

_PRECEDENCE = (
    "broken", "suspended", "extended", "ended", "replaced", "denied", "rejected", "accepted", "agreed",
    "declared", "kept", "started", "proposed",
)  # fmt: skip
"""Which class counts for a verb of several: the one that says most of the truce first."""
_NOUN_REACH = 60
"""Characters before a truce in which a noun for what becomes of it stands."""
_EXTENSION = re.compile(r"\b(?:extension|prolongation|renewal)\b", re.I)
_DEAL = re.compile(DEAL, re.I)
_PROPOSAL = re.compile(rf"\b{PROPOSAL}\b", re.I)
_PROPOSED = re.compile(rf"\b{PROPOSAL}\b|\bpropos\w+", re.I)
# "The end of the truce", "the suspension of its ceasefire".
_END_OF = re.compile(
    r"\b(?P<noun>end|ending|termination|cancellation|lifting|abrogation|suspension)\s+(?:of|to)\s+"
    r"(?:(?:the|its|their|his|an?|that|this)\s+)?(?:[\w-]+\s+){0,3}$",
    re.I,
)
# "Gunmen opposed to the truce" tells of no answer to an offer. "Refused to comment": an answer is refused.
_OF_ALL = re.compile(r"\b(?:no|not one|none of the) (?:\w+ ){0,2}$", re.I)
"""Before a truce of which there was none: "no truce has been respected" tells of all before."""
_NO_REACH = 20
_ONE_AFTER = re.compile(r"\s+after (?:the )?(?:an)?other\b", re.I)
"""Behind a truce that is one of many: "proclaimed one truce after another"."""
_MADE_SO = re.compile(r"ma(?:de|kes?|king)\b[^.,;]{0,40}?\b(?:permanent|indefinite|open-ended)\b", re.I)
_MONTHS = timedelta(days=75)
"""How long ago a truce may have been kept that is spoken of as news."""
_SAID_NOTHING = re.compile(
    r"opposed\s+to\b|\w+\s+(?:to\s+(?:directly\s+)?"
    r"(?:comment|answer|say|confirm|discuss|elaborate|reply|give|reveal|disclose)|comment)",
    re.I,
)


def status_of(sentence: Sentence, verb: Token, truce: Truce) -> str | None:
    """The status that a predicate tells of a truce, or None where it tells none.

    Args:
        sentence: the sentence of both.
        verb: the predicate.
        truce: its theme (`find_theme`).
    """
    if truce.kind == "act" and truce.start <= sentence.place(verb) < truce.end:
        return act_status(sentence, verb)
    over = _of_ending(sentence, verb, truce)
    if over is not None:
        return over
    begins = pattern("phrases.start").match(head_text(sentence, verb))
    if begins and is_subject(sentence, verb, truce) and not is_transitive(verb):
        return beginning_status(sentence, verb)
    if is_begun(sentence, verb, truce):
        return "in_force"
    name = _class_of(sentence, verb, truce)
    rule = _RULES.get(name or "")
    return rule(sentence, verb, truce, name) if rule is not None and name is not None else None


def _of_ending(sentence: Sentence, verb: Token, truce: Truce) -> str | None:
    """Broken or ended, where a fixed expression says so with the truce itself as subject or object."""
    head = head_text(sentence, verb)
    within = is_object(sentence, verb, truce, through=True)
    if pattern("phrases.collapsed").match(head):
        status = "broken"
    elif pattern("phrases.called_off").match(head) or (
        within
        and truce.kind == "name"
        and pattern("phrases.cancelled").match(head)
        and not is_subject(sentence, verb, truce)
    ):
        status = "ended"
    else:
        broken = _is_unkept(sentence, verb, truce) or is_broken_by(sentence, verb, truce)
        return "broken" if broken else None
    if is_plural(truce) or (status == "ended" and (is_scheduled(sentence, verb) or is_awaited(verb))):
        return None
    if status == "ended" and within and _is_by_war(sentence, verb):
        status = "broken"  # "fresh fighting put an end to the truce"
    close = within or is_subject(sentence, verb, truce)
    return status if close and is_real(verb) and not is_future(verb) and not is_on_condition(verb) else None


def _is_by_war(sentence: Sentence, verb: Token) -> bool:
    """Whether it is fighting that does something: "renewed clashes", "an offensive", "air strikes"."""
    subject = sentence.subject(verb)
    return subject is not None and pattern("parts.war").fullmatch(subject.lower_) is not None


def _is_unkept(sentence: Sentence, verb: Token, truce: Truce) -> bool:
    """Whether a truce is said not to have lasted or been kept: "did not hold", "was never fully observed"."""
    lemma = verb.lemma_.lower()
    if lemma not in lemmas("verbs.lasting") and lemma not in lemmas("verbs.kept"):
        return False
    if not is_negated(verb) or is_hedged(verb) or is_future(verb) or not is_past(verb) or is_plural(truce):
        return False
    if lemma == "stop" and truce.kind == "anaphor":
        return False  # "the war ended, but it has not stopped in the heart"
    if _OF_ALL.search(before(sentence, truce.start, _NO_REACH)):
        return False
    kept = lemma in lemmas("verbs.kept") and is_object(sentence, verb, truce)
    return kept or is_subject(sentence, verb, truce)


def _class_of(sentence: Sentence, verb: Token, truce: Truce) -> str | None:
    """The class in which a verb counts beside this truce, or None where the truce is not what it is about."""
    head = head_text(sentence, verb)
    if pattern("phrases.signed_to").match(head):
        return "agreed"
    if pattern("phrases.said_yes").match(head):
        return "accepted"
    if pattern("phrases.turned_down").match(head):
        return "rejected"
    name = next((c for c in _PRECEDENCE if c in verb_classes(verb)), None)
    if verb.lemma_.lower() in lemmas("verbs.abiding") and _is_told_now(verb):
        name = "kept"
    name = _of_noun(sentence, truce) or name if name in MADE else name
    if name == "agreed" and _is_decided_alone(sentence, verb):
        name = "declared"
    if verb.lemma_.lower() in {"make", "settle", "decide", "affirm"} and not governs(sentence, verb, truce):
        return None
    if verb.lemma_.lower() == "make" and _MADE_SO.match(head):
        return None  # "made the truce permanent"
    return _declared(sentence, verb, truce) if name == "declared" else name


def _is_told_now(verb: Token) -> bool:
    """Whether a predicate tells what is so: "are abiding by", "adheres to"."""
    return (verb.tag_ in {"VBZ", "VBP"} or _is_under_way(verb)) and not is_future(verb)


def _is_decided_alone(sentence: Sentence, verb: Token) -> bool:
    """Whether one side by itself decides: "the junta has decided on a truce"; several agree."""
    subject = sentence.subject(verb)
    if verb.lemma_.lower() not in {"decide", "settle"} or subject is None:
        return False
    one = subject.tag_ in _ONE and subject.lower_ not in {"they", "we"} and verb.tag_ != "VBP"
    return one and not any(t.dep_ in {"cc", "conj"} for t in subject.subtree)


_ONE = frozenset({"NN", "NNP", "PRP"})
"""Tags of subjects that may be one side."""


def _of_noun(sentence: Sentence, truce: Truce) -> str | None:
    """What is agreed or declared of a truce that there is: its extension, its end, its suspension."""
    text = sentence.article.text
    before = text[max(sentence.start, truce.start - _NOUN_REACH) : truce.start]
    over = _END_OF.search(before)
    if over is not None:
        return "suspended" if over.group("noun").lower() == "suspension" else "ended"
    return "extended" if _EXTENSION.search(before + text[truce.start : truce.end + 25]) else None


def _declared(sentence: Sentence, verb: Token, truce: Truce) -> str | None:
    """Declared, of a deal agreed; None where the truce is not what is declared."""
    if verb.lemma_.lower() == "call" and not _is_called(sentence, verb, truce):
        return None
    behind = is_modified(sentence, verb, truce)
    if truce.kind != "act" and not behind and is_within_complement(sentence, verb, truce):
        return None
    return "agreed" if _DEAL.match(sentence.article.text, truce.end + 1) else "declared"


def _is_called(sentence: Sentence, verb: Token, truce: Truce) -> bool:
    """Whether a truce is called, not called something: "called a truce", but "called the truce a trick"."""
    participle = verb.dep_ == "acl" and verb.head == sentence.token_at(truce.end - 1)
    if participle and any(c.dep_ == "agent" for c in verb.children):
        return True  # "the truce called by the government"
    if not is_object(sentence, verb, truce) or any(c.dep_ in {"oprd", "ccomp"} for c in verb.children):
        return False
    return not is_the_known(sentence, truce)


def _proposed(sentence: Sentence, verb: Token, truce: Truce, name: str) -> str | None:
    """Proposed: by a verb of tabling, or one whose subject is a proposal ("the plan includes a truce")."""
    if verb.lemma_.lower() in lemmas("verbs.tabled"):
        return None if is_negated(verb) else name
    subject = sentence.subject(verb)
    start, end = (sentence.start, sentence.place(verb)) if subject is None else sentence.extent(subject)
    return name if _PROPOSAL.search(sentence.article.text[start:end]) else None


def _turned_down(sentence: Sentence, verb: Token, truce: Truce, name: str) -> str | None:
    """Rejected or denied, unless only an answer was refused."""
    if _SAID_NOTHING.match(head_text(sentence, verb)) or changes_another(verb):
        return None
    if is_subject(sentence, verb, truce) and not is_object(sentence, verb, truce):
        return None  # "the truce excludes the Front"
    return name if is_real(verb) and not is_beside(sentence, verb, truce) else None


def _kept(sentence: Sentence, verb: Token, truce: Truce, name: str) -> str | None:
    """In force, where it is kept; agreed, where it is to be kept."""
    if truce.kind in {"anaphor", "peace"} and verb.lemma_.lower() in {"hold", "keep", "maintain", "stick"}:
        return None
    future = is_future(verb) or is_announced(sentence, verb)
    if is_urged(sentence) or any(c.dep_ == "prt" and c.lower_ in {"out", "up"} for c in verb.children):
        return None  # "a truce that they held out to the army" is an offer
    if not is_hedged(verb) and is_object(sentence, verb, truce):
        if is_order(verb) or (future and binds_itself(sentence, verb, truce)):
            return "proposed" if is_on_condition(verb) else "declared"
        under = MADE & verb_classes(verb.head) if verb.dep_ in {"xcomp", "ccomp"} else frozenset()
        if under and "to" in {c.lower_ for c in verb.children if c.dep_ == "aux"}:
            name = next(n for n in _PRECEDENCE if n in under)
            if name == "declared" and follows(sentence, verb, truce):
                name = "accepted"
            return name if is_real(verb.head) else None
        if future:
            return "accepted" if len(agents(sentence, verb, pronouns=True)) == 1 else "agreed"
    told = verb.dep_ in {"ROOT", "ccomp", "conj", "relcl", "advcl"} and not is_indirect_question(verb)
    told = told or (verb.dep_ == "xcomp" and verb.head.lemma_.lower() in lemmas("governors.going_on"))
    settled = is_real(verb) and not future
    by = verb.lemma_.lower() in lemmas("verbs.abiding") or verb.lemma_ in {"keep", "hold"}
    observed = is_object(sentence, verb, truce, through=by) and _has_keeper(sentence, verb)
    return "in_force" if told and settled and (observed or is_subject(sentence, verb, truce)) else None


def _has_keeper(sentence: Sentence, verb: Token) -> bool:
    """Whether somebody keeps a truce: an actor, or "both armies"; who "observes" it as a monitor does not."""
    if agents(sentence, verb, pronouns=True):
        return True
    subject = sentence.subject(verb)
    if subject is None or subject.pos_ not in {"NOUN", "PROPN", "PRON"}:
        return False
    known = subject.lemma_.lower() in lemmas("nouns.belligerents")
    known = known or subject.lower_ in {"they", "both", "each", "all"}
    # "The two sides observed a truce in December 2012" tells of one that is long over.
    return known and not any(_is_long_past(sentence, t.when) for t in sentence.times if t.when is not None)


def _is_long_past(sentence: Sentence, when: When) -> bool:
    published = sentence.article.published
    if published is None or published.earliest is None or when.latest is None:
        return False
    return published.earliest - when.latest > _MONTHS


def _changed(sentence: Sentence, verb: Token, truce: Truce, name: str) -> str | None:
    """Extended, suspended, broken, ended: told as past (in headlines as present), of this truce itself."""
    if name == "extended" and (instead := renewed(sentence, verb, truce)) is not None:
        return instead or None
    if name == "extended" and is_subject(sentence, verb, truce) and verb.tag_ in {"VBZ", "VBP"}:
        return None  # "it extends for five days": so long it is to last
    lasting = name in {"extended", "suspended"}
    told = (
        lasting
        or verb.tag_ in {"VBD", "VBN"}
        or _is_under_way(verb)
        or (sentence.role == "headline" and verb.tag_ in {"VBZ", "VBP"})
    )
    close = is_subject(sentence, verb, truce) or is_object(sentence, verb, truce)
    if name == "ended" and is_transitive(verb) and not is_object(sentence, verb, truce):
        # "The agreement that ended the war" took hold.
        return "in_force" if told and close and is_real(verb) and not is_future(verb) else None
    ahead = (
        is_offered(verb)
        or (name == "ended" and is_awaited(verb))
        or (is_future(verb) and not (lasting and is_resolved(verb)))
    )
    many = is_plural(truce) and not (name == "extended" and is_object(sentence, verb, truce))
    return name if told and close and not many and is_real(verb) and not ahead else None


def _made(sentence: Sentence, verb: Token, truce: Truce, name: str) -> str | None:
    """Agreed, declared, accepted; proposed, where that is still to come; rejected, where it was not done."""
    awaited = any(c.dep_ == "mark" and c.lower_ == "until" for c in verb.children)
    # "Aid reached the town under a truce."
    awaited = awaited or (truce.kind == "name" and is_transitive(verb) and is_beside(sentence, verb, truce))
    if awaited or changes_another(verb) or _ONE_AFTER.match(sentence.article.text, truce.end):
        return None
    proposal = _PROPOSED.search(sentence.text) is not None
    if is_negated(verb):
        refused = name in {"agreed", "accepted"} and agents(sentence, verb, pronouns=True)
        if refused and not is_not_yet(sentence):
            return "rejected"
        return "proposed" if proposal else None
    signed = verb.lemma_.lower() in _SIGNED and is_object(sentence, verb, truce)
    if signed and is_future(verb) and is_real(verb):
        return "proposed"
    if not is_real(verb) or is_future(verb):
        return "proposed" if (is_not_yet(sentence) or proposal) and not is_urged(sentence) else None
    return answered(sentence, verb, name)


_SIGNED = frozenset({"sign", "initial", "conclude", "ratify"})
"""What is yet to be signed lies on the table."""


def _is_under_way(verb: Token) -> bool:
    """Whether a predicate is told as going on: "was ending its truce"."""
    return verb.tag_ == "VBG" and any(c.dep_ == "aux" and c.lemma_ == "be" for c in verb.children)


def _replaced(sentence: Sentence, verb: Token, truce: Truce, name: str) -> str | None:
    return name if is_real(verb) else None


_RULES: dict[str, Callable[[Sentence, Token, Truce, str], str | None]] = {
    "accepted": _made, "agreed": _made, "declared": _made,
    "broken": _changed, "ended": _changed, "extended": _changed, "suspended": _changed,
    "denied": _turned_down, "rejected": _turned_down,
    "kept": _kept,
    "proposed": _proposed,
    "replaced": _replaced,
}  # fmt: skip
"""What narrows each class. Verbs of starting ("started") tell a status only in fixed expressions."""
