"""What has become of a ceasefire: proposed, agreed, declared, in force, extended, broken, ended, refused, denied.

A status is read from a predicate whose theme is a truce. The predicate's class comes from the word lists; whether it
has happened (tense, negation, "expected to", "called for") decides what the class amounts to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from truceline.claims._drafts import Draft, draft
from truceline.claims._lexicon import pattern, verb_classes, verb_lists
from truceline.claims._nominal import DEAL, PROPOSAL, not_yet, read_denial, read_ending, read_failure, read_noun, urged
from truceline.claims._sentences import Sentence, Truce
from truceline.claims._timing import office_of
from truceline.model import When

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["implied_status", "read_status"]

_UNREAL_AUX = frozenset({"ought", "could", "may", "might", "would", "should", "can", "must", "will", "shall", "'ll", "wo"})
_UNREAL_GOVERNOR = frozenset({
    "hope", "expect", "want", "try", "aim", "plan", "intend", "fail", "refuse", "urge", "ask", "press", "need", "seek",
    "wish", "consider", "decline", "attempt", "appeal", "demand", "call", "close", "ready", "willing", "likely", "able",
    "prepared", "pressure", "persuade", "push", "work", "unable", "reluctant", "possible", "chance", "effort", "bid",
    "negotiate", "discuss", "help", "prepare", "believe", "due", "set",
})  # fmt: skip
_NOMINAL_EXTENSION = re.compile(r"\b(?:extension|prolongation|renewal)\b", re.I)
_GO_BETWEEN = frozenset({"broker", "negotiate", "mediate", "arrange", "secure", "hammer"})
"""What third parties do: their subject is no party."""
_PROVIDES = frozenset({"apply", "cover", "bind", "oblige", "provide", "exclude", "extend", "include"})
"""Predicates of a text that exists: what has terms has been made."""
_ORDER = ["broken", "suspended", "extended", "ended", "replaced", "denied", "rejected", "accepted", "agreed", "declared", "kept", "started", "proposed"]
_INTO_FORCE = re.compile(r"^\w+\s+(?:full |immediate )?(?:effect|in(?:to|\s+to)?\s+(?:full\s+)?(?:force|effect|operation))\b", re.I)


def read_status(sentence: Sentence, context: bool) -> Iterator[Draft]:
    """The claims on status in a sentence; `context` says whether the text just before it speaks of a truce."""
    firm = sentence.truces_of("name", "act")
    if not firm and not (context and sentence.truces_of("anaphor", "peace")):
        return
    found = list(_verbal(sentence, context))
    if not found:
        found = [*read_ending(sentence), *read_denial(sentence)]
    if not any(d.value in {"broken", "ended"} for d in found):
        found += read_failure(sentence)
    yield from found or read_noun(sentence)


def implied_status(sentence: Sentence, timing: Iterable[Draft]) -> Iterator[Draft]:
    """The status that a start implies where no predicate gives one: what has begun is in force, what will is agreed."""
    published = sentence.article.published
    for found in timing:
        start = found.value
        if found.field != "effective" or not isinstance(start, When) or start.earliest is None:
            continue
        if found.sentence.role != "body":
            continue
        latest = start.latest or start.earliest
        behind = published is not None and published.earliest is not None and (
            latest <= published.earliest or (start.earliest <= published.earliest and not _ahead(sentence))
        )  # fmt: skip
        span = (found.evidence[0].start, found.evidence[0].end)
        yield draft(sentence, "status", "in_force" if behind else "agreed", span, weight=0.5)
        return


def _ahead(sentence: Sentence) -> bool:
    return re.search(r"\b(?:will|shall|would|is to|are to|was to|set to|due to|should)\b", sentence.text, re.I) is not None


def _verbal(sentence: Sentence, context: bool) -> Iterator[Draft]:
    for verb in sentence.span:
        if verb.pos_ not in {"VERB", "AUX", "NOUN"} or (verb.pos_ == "NOUN" and not verb.tag_.startswith("V")):
            continue
        truce = _theme(sentence, verb, context)
        if truce is None:
            continue
        status = _status(sentence, verb, truce)
        if status is None:
            if verb.lemma_.lower() in _PROVIDES and truce.kind == "name" and _is_subject(sentence, verb, truce):
                yield draft(sentence, "status", "agreed", _predicate_span(sentence, verb, truce), weight=0.4)
            continue
        implied = pattern("phrases.start").match(_head(sentence, verb)) is not None and _is_subject(sentence, verb, truce)
        by = () if implied or verb.lemma_.lower() in _GO_BETWEEN else _agents(sentence, verb, status)
        span = _predicate_span(sentence, verb, truce)
        weight = 0.5 if implied and status == "agreed" else 1.0
        yield draft(sentence, "status", status, span, by=by, when=_dated(sentence, verb, context), weight=weight)


def _theme(sentence: Sentence, verb: Token, context: bool) -> Truce | None:
    """The truce that a predicate speaks of: named in its own clause, as its subject or object, or standing for one."""
    left, right = sentence.extent(verb)
    place = sentence.place(verb)
    subject = sentence.subject(verb)
    subject_extent = sentence.phrase(subject) if subject is not None else (place, place)
    best: Truce | None = None
    for truce in sentence.truces:
        if truce.start <= place < truce.end:
            return truce if truce.kind == "act" else None
        inside = left <= truce.start < right or subject_extent[0] <= truce.start < subject_extent[1]
        if not inside or _clause_between(sentence, verb, truce, subject):
            continue
        if truce.kind in {"anaphor", "peace"}:
            if best is None and (context or sentence.truces_of("name")) and truce.text.lower() not in {"it", "this", "which"}:
                best = truce
            continue
        if best is None or best.kind in {"anaphor", "peace"}:
            best = truce
    if best is None and context and subject is not None and subject.lower_ in {"it", "which", "that"}:
        lemma_classes = verb_classes().get(verb.lemma_.lower(), frozenset())
        if lemma_classes & {"broken", "extended", "ended", "suspended"} or pattern("phrases.start").match(_head(sentence, verb)):
            start, end = sentence.extent(subject)
            best = Truce(start, end, sentence.article.text[start:end], "anaphor")
    return best


def _clause_between(sentence: Sentence, verb: Token, truce: Truce, subject: Token | None) -> bool:
    """Whether the truce belongs to another clause than the verb's ("said that the truce had begun")."""
    token = sentence.token_at(truce.start)
    if token is None:
        return True
    head = sentence.clause(token)
    nearest = next((a for a in token.ancestors if a.pos_ in {"VERB", "AUX"}), None)
    if verb in (head, nearest):
        return False
    if subject is not None:
        start, end = sentence.phrase(subject)
        if start <= truce.start < end:
            return False
    if truce.kind == "act":
        return not (head.dep_ in {"xcomp", "pcomp", "ccomp"} and head.head == verb)
    return not (head.dep_ in {"xcomp", "acl", "pcomp"} and verb in head.ancestors and _clause_path(head, verb) <= 1)


def _clause_path(head: Token, verb: Token) -> int:
    count = 0
    current = head
    while current != verb and current.head != current:
        current = current.head
        count += current.pos_ in {"VERB", "AUX"} and current != verb
    return count


def _head(sentence: Sentence, verb: Token) -> str:
    start = sentence.place(verb)
    return sentence.article.text[start : min(sentence.end, start + 45)].replace("\u00a0", " ")


def _status(sentence: Sentence, verb: Token, truce: Truce) -> str | None:  # noqa: PLR0911, PLR0912 - one rule a line
    lemma = verb.lemma_.lower()
    classes = set(verb_classes().get(lemma, frozenset()))
    head = _head(sentence, verb)
    if truce.kind == "act" and truce.start <= sentence.place(verb) < truce.end:
        return _act_status(sentence, verb)
    over = _over(sentence, verb, truce, head)
    if over is not None:
        return over
    if pattern("phrases.start").match(head) and _is_subject(sentence, verb, truce) and not _transitive(verb):
        return _begun(sentence, verb)
    name = next((c for c in _ORDER if c in classes), None)
    if name is None:
        return "broken" if "broken" in classes else None
    theme = sentence.article.text[max(sentence.start, truce.start - 40) : truce.end + 25]
    if name in {"agreed", "declared", "accepted", "approved"} and _NOMINAL_EXTENSION.search(theme):
        name = "extended"
    if name == "declared" and lemma == "call" and not _object(sentence, verb, truce):
        return None
    if lemma in {"make", "settle", "decide", "affirm"} and not _governs(sentence, verb, truce):
        return None
    if name == "declared" and truce.kind != "act" and _through_complement(sentence, verb, truce):
        return None
    if name == "declared" and re.search(rf"^{DEAL}", sentence.article.text[truce.end + 1 :], re.I):
        name = "agreed"
    if name == "proposed" and lemma not in verb_lists("tabled"):
        subject = sentence.subject(verb)
        left, right = sentence.extent(subject) if subject is not None else (sentence.start, sentence.place(verb))
        return "proposed" if re.search(rf"\b{PROPOSAL}\b", sentence.article.text[left:right], re.I) else None
    if name in {"rejected", "denied"} and re.match(r"\w+\s+(?:to\s+(?:directly\s+)?(?:comment|answer|say|confirm|discuss|elaborate|reply|give|reveal|disclose)|comment)", head, re.I):
        return None
    if name == "kept":
        if truce.kind in {"anaphor", "peace"} and lemma in {"hold", "keep", "maintain", "stick"}:
            return None
        if _future(verb) and not _hedged(sentence, verb) and _object(sentence, verb, truce):
            return "agreed"
        settled = _is_subject(sentence, verb, truce) and _real(sentence, verb) and not _future(verb)
        return "in_force" if settled and verb.dep_ in {"ROOT", "ccomp", "conj", "relcl", "advcl"} and not _asked(verb) else None
    if name == "started":
        return None
    if name == "accepted" and re.match(r"(?:reject|refus)", lemma):
        name = "rejected"
    if name in {"ended", "broken", "suspended", "extended"}:
        told = verb.tag_ in {"VBD", "VBN"} or (sentence.role == "headline" and verb.tag_ in {"VBZ", "VBP"}) or name in {"extended", "suspended"}
        close = _is_subject(sentence, verb, truce) or _object(sentence, verb, truce)
        ahead = _future(verb) and not (name in {"extended", "suspended"} and _resolved(verb))
        return name if told and close and not _plural(truce) and _real(sentence, verb) and not ahead else None
    if name in {"agreed", "declared", "accepted"} and _changes(verb):
        return None
    if name in {"agreed", "declared", "accepted"}:
        if _negated(verb):
            return "rejected" if name in {"agreed", "accepted"} and _agents(sentence, verb, name) and not not_yet(sentence) else "proposed" if _proposal_near(sentence) else None
        if not _real(sentence, verb) or _future(verb):
            return "proposed" if (pattern("phrases.notyet").search(sentence.text) or _proposal_near(sentence)) and not urged(sentence) else None
        if not_yet(sentence) and name == "agreed":
            return "proposed"
        return name
    if name in {"rejected", "denied"}:
        return None if _negated(verb) or not _real(sentence, verb) else name
    if name == "proposed":
        return None if _negated(verb) else name
    return name if _real(sentence, verb) else None


def _over(sentence: Sentence, verb: Token, truce: Truce, head: str) -> str | None:
    """Broken or ended, where the predicate says so with the truce itself as subject or object."""
    status = "broken" if pattern("phrases.collapsed").match(head) else "ended" if pattern("phrases.called_off").match(head) else None
    negated_start = re.search(r"\b(?:did not|never)\s+$", sentence.article.text[max(sentence.start, sentence.place(verb) - 12) : sentence.place(verb)], re.I)
    if status is None and negated_start and verb.lemma_ in {"hold", "last", "resist", "stand"}:
        return "broken" if _is_subject(sentence, verb, truce) else None
    if status is None or _plural(truce):
        return None
    close = _is_subject(sentence, verb, truce) or _object(sentence, verb, truce, through=True)
    return status if close and _real(sentence, verb) and not _future(verb) else None


def _begun(sentence: Sentence, verb: Token) -> str | None:
    """In force or agreed, for a predicate of beginning: by its tense, and in the present tense by its date."""
    if _future(verb):
        return None if _hedged(sentence, verb) else "agreed"
    if not _real(sentence, verb):
        return None
    if verb.tag_ in {"VBD", "VBN"} and not _passive_present(verb):
        return "in_force"
    start = _start_of(sentence, verb)
    published = sentence.article.published
    if start is not None and start.earliest is not None and published is not None and published.latest is not None:
        return "in_force" if start.earliest <= published.latest and not _same_day_ahead(start, published) else "agreed"
    return "in_force" if verb.lemma_ == "be" else "agreed"


def _same_day_ahead(start: When, published: When) -> bool:
    """Whether a start falls within the publication interval itself, so that it may lie ahead."""
    return start.earliest is not None and published.earliest is not None and start.earliest > published.earliest


def _passive_present(verb: Token) -> bool:
    return any(c.dep_ == "auxpass" and c.lower_ in {"is", "are", "being"} for c in verb.children)


def _start_of(sentence: Sentence, verb: Token) -> When | None:
    for time in sentence.times:
        if time.when is not None and time.type in {"DATE", "TIME"} and sentence.clause_at(time.start) == verb:
            return time.when
    return None


def _plural(truce: Truce) -> bool:
    return truce.text.lower().endswith("s") and not truce.text.lower().endswith(("hostilities", "operations", "actions", "attacks", "activities"))


def _object(sentence: Sentence, verb: Token, truce: Truce, *, through: bool = False) -> bool:
    """Whether the truce is a verb's direct object or passive subject (`through`: or hangs on its preposition)."""
    token = sentence.token_at(truce.start)
    links = {"compound", "amod", "det", "nmod", "nummod", "poss", "conj"} | ({"pobj", "prep", "dobj", "nsubjpass"} if through else set())
    while token is not None and token.head != token and token.head != verb and token.dep_ in links | {"pobj", "prep"}:
        if token.dep_ == "prep" and token.lower_ not in {"of", "on", "to", "for"} and not through:
            return False
        token = token.head
    return token is not None and token.head == verb and token.dep_ in {"dobj", "nsubjpass", "attr"} | ({"prep"} if through else set())


def _act_status(sentence: Sentence, verb: Token) -> str | None:
    """The status that "stop firing" amounts to: what governs it decides."""
    finite = verb.tag_ in {"VBD", "VBZ", "VBP"}
    governor = verb.head if verb.dep_ in {"xcomp", "pcomp"} or (verb.dep_ in {"ccomp", "advcl"} and not finite) else None
    if governor is not None and governor.pos_ == "ADP":
        governor = governor.head
    if governor is None:
        return "in_force" if verb.tag_ in {"VBD", "VBN"} and _real(sentence, verb) and not _future(verb) else ("declared" if _future(verb) and not _hedged(sentence, verb) and not urged(sentence) else None)
    classes = verb_classes().get(governor.lemma_.lower(), frozenset())
    for name in ("agreed", "declared", "accepted", "proposed", "rejected"):
        if name in classes:
            if name in {"agreed", "declared", "accepted"} and (not _real(sentence, governor) or _negated(governor)):
                return None
            if name == "proposed" and urged(sentence):
                return None
            return name
    return "declared" if _future(verb) and not urged(sentence) and not _hedged(sentence, verb) else None


def _resolved(verb: Token) -> bool:
    """Whether a step ahead is already resolved on: "agreed to extend", "decided to suspend"."""
    classes = verb_classes().get(verb.head.lemma_.lower(), frozenset())
    return bool(classes & {"agreed", "declared", "accepted"})


def _changes(verb: Token) -> bool:
    """Whether what is agreed is to change a truce that there is: the changing verb then tells the status."""
    return any(
        c.dep_ in {"xcomp", "ccomp"} and verb_classes().get(c.lemma_.lower(), frozenset()) & {"extended", "suspended"}
        for c in verb.children
    )


def _asked(verb: Token) -> bool:
    """Whether a clause is an indirect question: "how the ceasefire is kept"."""
    return any(c.tag_ in {"WRB", "WP"} or c.lower_ in {"whether", "if"} for c in verb.children) or any(
        g.tag_ == "WDT" for c in verb.children if c.dep_ == "prep" for g in c.children
    )


def _is_subject(sentence: Sentence, verb: Token, truce: Truce) -> bool:
    subject = sentence.subject(verb)
    if subject is None:
        return truce.end <= sentence.place(verb) and sentence.place(verb) - truce.end < 60
    start, end = sentence.phrase(subject)
    return start <= truce.start < end


def _governs(sentence: Sentence, verb: Token, truce: Truce) -> bool:
    """Whether the truce is the very object (or passive subject) of a verb, or hangs on its preposition."""
    token = sentence.token_at(truce.start)
    while token is not None and token.head != token and token != verb:
        if token.dep_ not in {"dobj", "nsubjpass", "pobj", "prep", "amod", "compound", "det", "nmod", "conj", "attr", "nummod", "nsubj"}:
            return False
        token = token.head
    return token == verb


def _through_complement(sentence: Sentence, verb: Token, truce: Truce) -> bool:
    token = sentence.token_at(truce.start)
    while token is not None and token.head != token and token != verb:
        if token.dep_ in {"xcomp", "ccomp", "advcl"}:
            return True
        token = token.head
    return False


def _transitive(verb: Token) -> bool:
    return any(c.dep_ == "dobj" and c.lower_ not in {"effect", "force"} for c in verb.children)


def _auxiliaries(verb: Token) -> set[str]:
    found = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if verb.dep_ in {"xcomp", "conj"} and verb.head.pos_ in {"VERB", "AUX"}:
        found |= {c.lower_ for c in verb.head.children if c.dep_ == "aux"}
    return found


def _future(verb: Token) -> bool:
    """Whether a predicate lies ahead: "will begin", "is to begin", "set to take effect", "due to start"."""
    aux = _auxiliaries(verb)
    if aux & {"will", "shall", "'ll", "would", "should"}:
        return True
    return ("to" in aux or (verb.dep_ == "xcomp" and verb.tag_ == "VB")) and verb.head.lemma_.lower() in {"be", "set", "due", "schedule", "expect", "plan", "suppose", "agree", "order", "announce", "declare", "start", "slate"}


def _negated(verb: Token) -> bool:
    if any(c.dep_ == "neg" or c.lower_ in {"never", "not", "neither"} for c in verb.children):
        return True
    return any(c.dep_ in {"dobj", "nsubjpass", "nsubj"} and any(g.lower_ in {"no", "neither"} for g in c.children) for c in verb.children)


def _hedged(sentence: Sentence, verb: Token) -> bool:
    aux = _auxiliaries(verb)
    if aux & {"could", "may", "might"}:
        return True
    return any(c.dep_ == "mark" and c.lower_ in {"if", "unless", "whether"} for a in [verb, *verb.ancestors] for c in a.children)


def _real(sentence: Sentence, verb: Token) -> bool:
    """Whether a predicate is said to have happened: not wished for, possible, conditional or denied."""
    if _negated(verb) or _hedged(sentence, verb):
        return False
    if verb.tag_ == "VB":
        governor = verb.head
        if governor.pos_ == "ADP":
            governor = governor.head
        if governor.lemma_.lower() in _UNREAL_GOVERNOR or governor.pos_ in {"NOUN", "ADJ"}:
            return False
    aux = _auxiliaries(verb)
    if aux & (_UNREAL_AUX - {"will", "shall", "'ll", "would"}):
        return False
    return not (verb.tag_ == "VBG" and verb.head.lemma_.lower() in _UNREAL_GOVERNOR)


def _proposal_near(sentence: Sentence) -> bool:
    return re.search(rf"\b{PROPOSAL}\b|\bpropos\w+", sentence.text, re.I) is not None


def _violation(sentence: Sentence, verb: Token) -> bool:
    return bool(verb_classes().get(verb.lemma_.lower(), frozenset()) & {"violated"})


def _agents(sentence: Sentence, verb: Token, status: str) -> tuple[str, ...]:
    """The actors that did it: the subject of an active predicate, the agent of a passive one."""
    from truceline.claims._roles import left_of, parties_in  # noqa: PLC0415 - the two modules need each other's readings

    passive = any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children)
    for child in verb.children:
        if child.dep_ == "agent":
            return parties_in(sentence, *sentence.extent(child))
    if passive:
        return ()
    beside = left_of(sentence, sentence.place(verb))
    subject = sentence.subject(verb)
    if subject is None:
        return beside
    start, end = sentence.extent(subject)
    found = parties_in(sentence, start, min(end, max(sentence.place(verb), start + 1)) if start < sentence.place(verb) else end)
    if beside and not set(beside) <= set(found):
        return beside
    if not found and status != "in_force":
        who = sentence.cast.who(start, end)
        found = sentence.cast.members.get(who.actor, (who.actor,)) if who is not None else ()
    return found


def _predicate_span(sentence: Sentence, verb: Token, truce: Truce) -> tuple[int, int]:
    """From the predicate to the truce word, whichever comes first: the words that say it."""
    place = sentence.place(verb)
    start = min(place, truce.start)
    end = max(place + len(verb), truce.end)
    return start, end


def _dated(sentence: Sentence, verb: Token, context: bool) -> When | None:
    """The date of the step: a time in the predicate's own clause that is not the truce's start or end."""
    for time in sentence.times:
        if time.when is None or time.type not in {"DATE", "TIME"}:
            continue
        if sentence.clause_at(time.start) == verb and office_of(sentence, time, context) in {"declared", "broken", "other"}:
            return time.when
    return None
