"""What has become of a ceasefire: proposed, agreed, declared, in force, extended, broken, ended, refused,
denied.

Stages: (1) predicates whose theme is a truce: the predicate's class comes from the word lists, whether it has
happened decides what the class amounts to; (2) where there is none, denials and endings in noun phrases; (3)
failures read on the surface; (4) where nothing else is said, what attends a truce ("despite a truce") and
noun phrases such as "the truce proposal".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from truceline.claims._attendant import read_attendant, read_wrecked
from truceline.claims._drafts import Draft, draft
from truceline.claims._fates import read_course, read_fate, read_offer
from truceline.claims._given import is_of_deal
from truceline.claims._governor import governor_of
from truceline.claims._lexicon import lemmas, pattern, verb_classes
from truceline.claims._nominal import (
    PROPOSAL,
    read_aftermath,
    read_beginning,
    read_denial,
    read_ending,
    read_failure,
    read_noun,
    read_untrue,
)
from truceline.claims._office import is_restated, names_truce, office_of
from truceline.claims._outcomes import read_outcome
from truceline.claims._parties import agents
from truceline.claims._predicate import status_of
from truceline.claims._reality import MADE, is_future, is_offered, is_real
from truceline.claims._relapse import read_relapse
from truceline.claims._sentences import Sentence, Truce
from truceline.claims._theme import (
    find_theme,
    head_text,
    is_object,
    is_subject,
    predicate_span,
    qualifies,
)
from truceline.model import When

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["implied_status", "read_status"]

_BEHIND = 3
"""Characters between the name of a truce and the "agreement" behind it."""
_STAYS = 0.75
"""What "will remain in force until" weighs: of a truce just made it is one of the terms."""
_TAKES = re.compile(r"takes\b|is\b|appears?\b|seems?\b", re.I)
_SINCE = re.compile(r"\bsince\b", re.I)
_PROPOSAL = re.compile(rf"\b{PROPOSAL}\b", re.I)
_FATES = frozenset({"suspended", "broken", "ended", "extended", "rejected", "replaced"})
"""What a predicate tells of the further course of a truce; other ways of speaking then add nothing."""
_AHEAD = re.compile(r"\b(?:will|shall|would|is to|are to|was to|set to|due to|should)\b", re.I)


def read_status(sentence: Sentence, context: bool) -> Iterator[Draft]:
    """The claims on status in a sentence; `context` says whether the text before it speaks of a truce."""
    firm = sentence.truces_of("name", "act", "peace")
    if context and (fate := list(read_aftermath(sentence))):
        yield from fate
        return
    if firm and all(qualifies(sentence, truce) for truce in firm):
        return
    if untrue := list(read_untrue(sentence)):
        yield from untrue
        return
    if not firm and not (context and sentence.truces_of("anaphor")):
        yield from read_fate(sentence, context) if context else ()
        return
    found = list(_verbal(sentence, context))
    if not found:
        refused = [
            _with_date(d, sentence, context) for d in read_attendant(sentence) if d.value == "rejected"
        ]
        found = refused or [*read_ending(sentence), *read_denial(sentence)]
    if not any(d.value in {"broken", "ended"} for d in found):
        found += read_failure(sentence)
        relapse = [*read_relapse(sentence)] or [*read_wrecked(sentence)]
        if wrecked := relapse or _fate(sentence, context, found):
            found = [d for d in found if d.value != "in_force"] + wrecked
    if all(d.value in MADE for d in found):
        # "a breach of the ceasefire signed in April": what was made runs.
        attendant = [d for d in read_attendant(sentence) if not found or _shares_words(d, found)]
        attendant = attendant or list(read_course(sentence, context))
        found += [_with_date(d, sentence, context) for d in attendant]
    if found and not any(d.value == "in_force" for d in found) and all(d.value in MADE for d in found):
        found += [d for d in read_beginning(sentence) if _is_told_behind(d)]
    yield from (
        found
        or list(read_beginning(sentence))
        or list(read_outcome(sentence))
        or list(read_noun(sentence))
        or read_offer(sentence, context)
    )


def _is_told_behind(beginning: Draft) -> bool:
    """Whether a beginning is told as past, behind the name of the truce, or as so since a time."""
    told = not _TAKES.match(beginning.evidence[0].text) or _SINCE.search(beginning.sentence.text)
    return len(beginning.evidence) > 1 and bool(told)


def _fate(sentence: Sentence, context: bool, found: Iterable[Draft]) -> list[Draft]:
    """What became of it in other words; not what a predicate of the sentence tells already."""
    told = {d.value for d in found}
    return [] if told & _FATES else list(read_fate(sentence, context))


def _with_date(found: Draft, sentence: Sentence, context: bool) -> Draft:
    """A deed with the date in its clause; that a truce runs has none."""
    verb = sentence.token_at(found.evidence[0].start)
    if found.value == "in_force" or verb is None:
        return found
    return replace(found, when=_dated(sentence, verb, context))


def _shares_words(one: Draft, others: Iterable[Draft]) -> bool:
    """Whether claims of one sentence rest on the same name of a truce, or on it and "agreement" behind it."""
    spans = [(e.start, e.end) for d in others for e in d.evidence]
    return any(start < e.end + _BEHIND and e.start < end for e in one.evidence for start, end in spans)


def implied_status(sentence: Sentence, timing: Iterable[Draft]) -> Iterator[Draft]:
    """The status that a start implies where no predicate gives one.

    What has begun by the time of writing is in force, what will begin is agreed, and what will end runs.
    `timing` are the claims on times read from the sentence.
    """
    if sentence.role != "body":
        return
    timing = list(timing)
    for found in timing:
        start = found.value
        if found.field == "effective" and isinstance(start, When) and start.earliest is not None:
            status = "in_force" if _is_behind(sentence, start) else "agreed"
            yield draft(
                sentence, "status", status, (found.evidence[0].start, found.evidence[0].end), weight=0.5
            )
            return
    for found in timing:
        if found.field == "ends" and _RUNS_OUT.search(sentence.text) and isinstance(found.value, When):
            span = (found.evidence[0].start, found.evidence[0].end)
            if not _is_behind(sentence, found.value):
                yield draft(sentence, "status", "in_force", span, weight=0.4)
            return


_RUNS_OUT = re.compile(
    r"\b(?:r[ua]n(?:s|ning)? out|expires?|laps(?:es?|ing)|ends?|good until"
    r"|(?:is |was )?(?:due|set) to (?:end|expire|run out))\b",
    re.I,
)
"""What is said of a truce that runs, with the day of its end."""


def _is_behind(sentence: Sentence, start: When) -> bool:
    """Whether a start lies before the report, or on its day where no words put it ahead."""
    published = sentence.article.published
    if start.earliest is None or published is None or published.earliest is None:
        return False
    if start.is_over_by(published):
        return True
    return start.earliest <= published.earliest and not _AHEAD.search(sentence.text)


def _verbal(sentence: Sentence, context: bool) -> Iterator[Draft]:
    """The statuses that the predicates of a sentence give to its truces."""
    for verb in sentence.span:
        if not (verb.pos_ in {"VERB", "AUX"} or (verb.pos_ == "NOUN" and verb.tag_.startswith("V"))):
            continue
        truce = find_theme(sentence, verb, context)
        if truce is None or _is_asked(sentence, verb):
            continue
        span = predicate_span(sentence, verb, truce)
        status = status_of(sentence, verb, truce)
        subject = is_subject(sentence, verb, truce)
        if status is None:
            if "extended" in verb_classes(verb) and is_offered(verb) and is_object(sentence, verb, truce):
                yield draft(sentence, "status", "extended", span, stance="proposed", weight=0.5)
            sets_out = verb.lemma_.lower() in lemmas("governors.terms") and is_of_deal(sentence, verb)
            if sets_out and not subject:
                yield draft(sentence, "status", "agreed", span, stance="asserted", weight=0.5)
            if verb.lemma_.lower() in lemmas("governors.provides") and truce.kind == "name" and subject:
                yield draft(sentence, "status", "agreed", span, weight=0.4)
            continue
        begins = subject and pattern("phrases.start").match(head_text(sentence, verb)) is not None
        # "Our men will observe the truce": by itself no word of what the other side does.
        implied = begins or "kept" in verb_classes(verb)
        by_itself = subject and not any(c.dep_ == "agent" for c in verb.children)
        no_party = by_itself or verb.lemma_.lower() in lemmas("governors.go_between")
        by = () if no_party else agents(sentence, verb, pronouns=status != "in_force")
        if not by and status == "agreed":
            by = _announced_by(sentence, verb)
        yield draft(
            sentence, "status", status, span, by=by, when=_dated(sentence, verb, context),
            weight=_weight(verb, truce, status, by, implied=implied),
        )  # fmt: skip
        if status == "accepted" and _PROPOSAL.search(sentence.article.text[span[0] : span[1]]):
            yield draft(sentence, "status", "proposed", span, weight=0.5)


_QUESTION = re.compile(
    r"\b(?:answer\w*|repl(?:y|ies|ied|ying)|respon\w+|asked|put)\b[^.;:]{0,25}\bquestions?\b\W+"
    r"(?:(?:of|from|on|about) )?(?:\w+ ){0,3}?(?:whether|if|will|would|is|are|has|have|did|does)\b[^.;:]*$",
    re.I,
)
"""Before what a speaker was only asked: "answering the question, will the truce be extended"."""


def _is_asked(sentence: Sentence, verb: Token) -> bool:
    """Whether a predicate stands in a question that somebody answers."""
    return _QUESTION.search(sentence.article.text, sentence.start, sentence.place(verb) + 1) is not None


def _weight(verb: Token, truce: Truce, status: str, by: tuple[str, ...], *, implied: bool) -> float:
    """What a predicate weighs: less where it only says what will be."""
    if status == "accepted" and truce.kind == "act":
        return _STAYS
    if status == "agreed" and implied and len(by) < 2:
        return 0.5
    return _STAYS if status == "in_force" and is_future(verb) else 1.0


def _announced_by(sentence: Sentence, verb: Token) -> tuple[str, ...]:
    """Those who together announced that a truce would begin: two sides who say the same have agreed on it.

    Where others are named in what is announced, it is theirs: "Qatar and Egypt announced that a truce between
    Israel and Hamas would begin".
    """
    if verb.dep_ != "ccomp" or "declared" not in verb_classes(verb.head) or not is_real(verb.head):
        return ()
    names = agents(sentence, verb.head, pronouns=False)
    others = {m.actor for m in sentence.actors_in(*sentence.extent(verb))} - set(names)
    return names if len(names) > 1 and not others else ()


def _dated(sentence: Sentence, verb: Token, context: bool) -> When | None:
    """The date of the step: a time in the predicate's own clause that is not the truce's start or end."""
    for time in sentence.times:
        if time.when is None or time.type not in {"DATE", "TIME"} or governor_of(sentence, time) != verb:
            continue
        if is_restated(sentence, time) or names_truce(sentence, time):
            continue
        if office_of(sentence, time, context) in {"declared", "broken", "other"}:
            return time.when
    return None
