"""Who a ceasefire leaves out: by name, or by description ("other terrorist groups")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from truceline.actors import Mention
from truceline.claims._drafts import Draft, draft
from truceline.claims._lexicon import lemmas, pattern
from truceline.claims._lists import list_before
from truceline.claims._parties import party
from truceline.claims._sentences import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["read_excluded"]

_EXCLUDABLE = frozenset({"armed_group", "organisation", "coalition"})
# A group by what it is, and what it is said to be: "any armed groups designated by the council as such".
_DESCRIPTION = re.compile(
    r"\b(?:(?:other|any|all|the|certain|some)\s+)*(?:(?:[\w'’-]+\s+){0,2})?"
    r"(?:terrorists?|extremists?|jihadists?|radical|militants?|armed|foreign|dissident|splinter|rogue)\s+"
    r"(?:groups?|organi[sz]ations?|fighters|factions|forces|elements|entities|movements?)"
    r"(?:\s*,?\s*(?:so\s+)?"
    r"(?:that|which|who|as|recogni[sz]ed|designated|identified|listed|considered|blacklisted|linked|allied"
    r"|affiliated|not)\b[^.;,)”\"]{0,90})?"
    r"|\b(?:other|any|all)\s+(?:[\w'’-]+\s+){0,2}?(?:terrorists|extremists|jihadists|militants|gangs|bandits)\b",
    re.I,
)
# Those who follow a person: "the group of Ivan Horvat", "fighters loyal to the former governor".
_FOLLOWERS = re.compile(
    r"\b(?:the\s+|any\s+|all\s+)?"
    r"(?:groups?|factions?|fighters|forces|followers|men|supporters|militias?|units?|wing)\s+"
    r"(?:of|led by|loyal to|under|commanded by)\s+(?:the\s+)?(?:[\w'’-]+\s+){0,2}?"
    r"(?:[A-Z][\w'’-]+)(?:\s+[A-Z][\w'’-]+)*"
)
_CONTINUING = re.compile(r"continu|only|solely|exclusively", re.I)
_AGAINST = re.compile(r"against|fight|strike|target|attack|bomb|pursue", re.I)
_LIST_END = re.compile(
    r"[;:]|,\s+(?:which|who|whose|where|when)\b|\b(?:will|would|must|should|is|are|was|were|said|says|but|while|after|until)\b|(?<!\bno)\.\s"
)
# A name behind one of these is no item of the list: "groups backed by Iran".
_DEPENDENT = re.compile(
    r"\b(?<!held )(?<!ruled )(?<!controlled )(?:by|of|to|from|with|in)\s+(?:the\s+)?$", re.I
)
# Who acts on those left out: "groups that the army will go on hunting".
_WHO_ACTS = re.compile(r"\b(?:that|which|whom)\s+(?:the\s+)?$", re.I)
_LEADING_LINK = re.compile(r"^(?:as|and|or)\s+")
_LEADING_DETERMINER = re.compile(r"^(?:the|a|an|any|all|some|his|their|its|these|those|both)\s+", re.I)
# A part of a group that has broken away.
_PART_OF = re.compile(r"\b(?:dissident|splinter|breakaway|renegade|rogue|dissenting)\s+$", re.I)
_GROUP_BEHIND = re.compile(
    r"\s+(?:fronts?|factions?|groups?|units?|fighters|wings?|commanders?|elements)\b", re.I
)
_AMONG = re.compile(r"\b(?:among them|including|such as|notably|namely)\b", re.I)
_SIGN = re.compile(r"\b(?:sign|join|part in)", re.I)
_PUT_NAME = re.compile(
    r"[^.;,]{0,20}\bsign(?:ed)?(?:\s+(?:it|the (?:deal|accord|text|paper))\b|\s*[,.;)])", re.I
)
_NARROWED = re.compile(
    r"\s+(?:designated|listed|classed|branded|considered|recogni[sz]ed|regarded|allied|linked|affiliated|loyal|close"
    r"|backed)\b[^.;,]{0,80}\S",
    re.I,
)
_EXCEPT = re.compile(r"except|other than|apart from|save for", re.I)
_LEAVES = re.compile(r"le(?:av|ft)", re.I)
_WITHDRAWS = re.compile(
    r"\b(?:withdr[ae]w\w*|leave|pull out|disarm\w*|disband\w*|released?|freed?|amnesty)\b", re.I
)
_FIRST_PERSON = frozenset({"my", "our", "us", "we"})
_Found = tuple[str, tuple[int, int]]
"""Who is left out, and the words that say so."""
# "Two groups that the army will go on hunting, X, the Y gang and Z".
_TWO_GROUPS = re.compile(
    r"\b(?:groups|gangs|factions|militias|movements|organi[sz]ations|parties|outfits)\b"
    r"(?:\s+(?:that|which|whom)\b[^,.;]{0,60})?\s*[,:(–-]\s*"
    r"(?P<names>(?:(?:,\s*|\s+and\s+|,\s*and\s+)?(?:the\s+)?[A-Z][\w'’-]*(?:\s+(?:[A-Z][\w'’-]*|[a-z-]+(?=\s+gang\b)|gang\b))*)+)"
)
_ITEM = re.compile(r"[A-Z][\w'’-]*(?:\s+(?:[A-Z][\w'’-]*|[a-z-]+(?=\s+gang\b)|gang\b))*")
_SPEAKERS = frozenset({"we", "i"})
_EXPLETIVE = frozenset({"they", "there"})
_OPENING = re.compile(r"\W*(?:On|To|For|Upon)\s+", re.I)
_BESIDE = re.compile(r"[\s,(“\"]*(?:the\s+)?", re.I)
_NEITHER = re.compile(
    r"\bneither\s+(?P<who>[^.;]{3,140}?)\s+(?:is|are|was|were|comes?|falls?|came|fell|has been|have been)\s+"
    r"(?:covered|bound|included|part|party|parties|under|within|protected|invited)\b",
    re.I,
)
_APPOSED = re.compile(r"\s*,?\s+(?:and|or)\s+")
_EVERY_OTHER = re.compile(r"(?:other|any|all)\b", re.I)


def read_excluded(sentence: Sentence) -> Iterator[Draft]:
    """Who is left out: named after "except", "does not cover", or named before "is not part of"."""
    text = sentence.article.text
    for match in pattern("roles.excluding").finditer(text, sentence.start, sentence.end):
        if _CONTINUING.match(match.group()) and not _AGAINST.search(match.group()):
            continue
        if _EXCEPT.match(match.group()) and not _is_of_truce(sentence, match):
            continue
        if _LEAVES.match(match.group()) and not sentence.truces_of("name"):
            continue  # "it leaves out": a resolution may
        stop = _LIST_END.search(text, match.end(), sentence.end)
        end = min(stop.start() if stop else sentence.end, _end_of_speech(sentence, match.start()))
        yield from _left_out(sentence, match.end(), end, match.span())
        if not text[match.end() : end].strip(" .,"):
            yield from _inverted(sentence, match)
    yield from _neither(sentence)
    for match in pattern("roles.excluded_subject").finditer(text, sentence.start, sentence.end):
        token = sentence.token_at(match.start())
        verb = sentence.clause(token) if token is not None else None
        subject = sentence.subject(verb) if verb is not None else None
        if subject is None or verb is None or _of_another_text(sentence, verb, match):
            continue
        start, end = sentence.extent(subject)
        if start >= match.start():
            continue
        if subject.lower_ in _SPEAKERS:
            yield from _speaker(sentence, match, (start, end))
            continue
        if subject.lower_ in _EXPLETIVE:
            # "They remain outside of the agreement the dissidents of the Front": the subject follows.
            yield from _left_out(sentence, match.end(), sentence.end, match.span())
            continue
        start = _whole(sentence, start)
        narrowed = _NARROWED.match(text, end, match.start())
        end = narrowed.end() if narrowed is not None else min(end, match.start())
        yield from _left_out(sentence, start, end, match.span())


def _neither(sentence: Sentence) -> Iterator[Draft]:
    """ "Neither the traffickers nor the gang come under it"."""
    match = _NEITHER.search(sentence.text)
    if match is not None:
        start, end = (sentence.start + place for place in match.span("who"))
        yield from _left_out(sentence, start, end, (end, sentence.start + match.end()))


def _whole(sentence: Sentence, start: int) -> int:
    """Where the list begins that a subject ends, wherever the parse lets it begin: "X, Y and the Z gang"."""
    named = [m for m in sentence.mentions if m.end <= start]
    if not named or _APPOSED.fullmatch(sentence.article.text, named[-1].end, start) is None:
        return start
    return list_before(sentence, named[-1])[0].start


def _is_of_truce(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether "except" takes somebody out of a truce, not out of a withdrawal."""
    before = sentence.article.text[sentence.start : match.start()]
    return bool(sentence.truces) and _WITHDRAWS.search(before) is None


def _inverted(sentence: Sentence, trigger: re.Match[str]) -> Iterator[Draft]:
    """ "On the Front the truce does not extend": who is left out stands first."""
    opening = _OPENING.match(sentence.text)
    subject = next((t for t in sentence.truces if t.start < trigger.start()), None)
    if opening is not None and subject is not None:
        yield from _left_out(sentence, sentence.start + opening.end(), subject.start, trigger.span())


def _speaker(sentence: Sentence, match: re.Match[str], words: tuple[int, int]) -> Iterator[Draft]:
    """Who says of himself that he stands outside: "we are not part of any truce", said a spokesman of X."""
    said = sentence.statement_at(match.start())
    actor = sentence.cast.actors.get(party(sentence.cast, said.actor)) if said and said.actor else None
    if actor is not None and actor.kind in _EXCLUDABLE:
        yield draft(sentence, "excluded", actor.id, words, match.span())


def _of_another_text(sentence: Sentence, verb: Token, trigger: re.Match[str]) -> bool:
    """Whether a relative clause only says which agreement a group has not signed."""
    own = any(c.dep_ in {"nsubj", "nsubjpass"} and c.tag_ in {"WDT", "WP"} for c in verb.children)
    told = own and _PUT_NAME.match(sentence.article.text, trigger.start(), sentence.end) is not None
    return verb.dep_ == "relcl" and not told and _SIGN.search(trigger.group()) is not None


def _end_of_speech(sentence: Sentence, offset: int) -> int:
    """Where the speech around an offset ends: who speaks is not left out."""
    said = sentence.statement_at(offset)
    piece = next((c for c in said.content if c.start <= offset < c.end), None) if said is not None else None
    return piece.end if piece is not None else sentence.end


def _left_out(sentence: Sentence, start: int, end: int, trigger: tuple[int, int]) -> Iterator[Draft]:
    """What is named or described between two offsets, with the words that exclude it as second evidence."""
    found = [*_named(sentence, start, end)]
    found += [
        (value, words)
        for value, words in _apposed(sentence, start, sentence.end if start < trigger[0] else end)
        if words[1] <= max(end, trigger[0]) and not any(a < words[1] and words[0] < b for _, (a, b) in found)
    ]
    names = [words for _, words in found]
    found += _told(sentence, start, end, names)
    for value, words in found or _people(sentence, start, end):
        yield draft(sentence, "excluded", value, words, trigger)


def _named(sentence: Sentence, start: int, end: int) -> Iterator[_Found]:
    """The groups named between two offsets: by name, or as a part of one ("dissident FARC fronts")."""
    text = sentence.article.text
    for mention in sentence.actors_in(start, end):
        actor = sentence.cast.actors.get(party(sentence.cast, mention.actor))
        if actor is None or actor.kind not in _EXCLUDABLE or _is_person(sentence, mention):
            continue
        before = text[max(start, mention.start - 12) : mention.start]
        if (_DEPENDENT.search(before) and not _is_made_of(sentence, mention)) or _WHO_ACTS.search(before):
            continue
        apposed = (m for m in sentence.mentions if m.start > mention.end)
        if actor.name.split()[-1].islower() and any(
            _BESIDE.fullmatch(text, mention.end, m.start) for m in apposed
        ):
            continue  # "the other Hutu group, the Front"
        part = _PART_OF.search(text, max(start, mention.start - 30), mention.start)
        whole = _GROUP_BEHIND.match(text, mention.end, end) if part is not None else None
        if part is not None and whole is not None:
            words = (part.start(), whole.end())
            yield " ".join(text[slice(*words)].split()), words
        else:
            yield actor.id, (mention.start, mention.end)


def _is_made_of(sentence: Sentence, mention: Mention) -> bool:
    """Whether people are told by the group that they are of: "the Islamists of X"."""
    token = sentence.token_at(mention.start)
    while token is not None and token.dep_ in {"compound", "amod", "det"}:
        token = token.head
    over = token.head if token is not None and token.dep_ == "pobj" and token.head.lower_ == "of" else None
    noun = over.head if over is not None else None
    return (
        noun is not None
        and {noun.lemma_.lower(), noun.lower_.removesuffix("s")} & lemmas("roles.groups") != set()
    )


def _is_person(sentence: Sentence, mention: Mention) -> bool:
    """Whether a mention is of one person, who may refuse to sign without his group."""
    actor = sentence.cast.actors.get(mention.actor)
    return actor is not None and actor.kind == "person"


def _told(sentence: Sentence, start: int, end: int, names: Sequence[tuple[int, int]]) -> Iterator[_Found]:
    """The groups described between two offsets, beside those that are named."""
    text = sentence.article.text
    for match in (*_DESCRIPTION.finditer(text, start, end), *_FOLLOWERS.finditer(text, start, end)):
        value = _LEADING_LINK.sub("", " ".join(match.group().split()).strip(' ,“”"'))
        holds_name = any(left < match.end() and match.start() < right for left, right in names)
        before_name = any(
            match.end() <= left and _BESIDE.fullmatch(text, match.end(), left) for left, _ in names
        )
        if not before_name and (not holds_name or _EVERY_OTHER.match(value)):
            yield value, match.span()


def _apposed(sentence: Sentence, start: int, end: int) -> list[_Found]:
    """The names that tell who "two groups" are: "the smaller gangs, X and Y, have not signed"."""
    text = sentence.article.text
    match = _TWO_GROUPS.search(text, start, end)
    if match is None:
        return []
    return [
        (" ".join(name.group().split()), name.span())
        for name in _ITEM.finditer(text, match.start("names"), match.end("names"))
    ]


def _people(sentence: Sentence, start: int, end: int) -> Iterator[_Found]:
    """Those left out by a noun for people alone, with what narrows it: "groups designated by the council".

    Where examples follow ("among them"), these are meant.
    """
    text = sentence.article.text
    among = _AMONG.search(text, start, end)
    reached = start
    for chunk in sentence.span.noun_chunks:
        left = sentence.place(chunk[0])
        right = sentence.place(chunk[-1]) + len(chunk[-1])
        if not (reached <= left and right <= end) or _DEPENDENT.search(text[max(start, left - 9) : left]):
            continue
        example = among is not None and left >= among.end() and chunk.root.pos_ == "PROPN"
        people = among is None and chunk.root.lemma_.lower() in lemmas("roles.groups")
        if not (example or people) or any(w.lower_ in _FIRST_PERSON for w in chunk):
            continue
        for child in chunk.root.children:
            if child.dep_ == "acl" and child.i > chunk.root.i and people:
                right = min(end, sentence.extent(child)[1])
        narrowed = _NARROWED.match(text, right, end)
        right = narrowed.end() if narrowed is not None and people else right
        value = _LEADING_DETERMINER.sub("", " ".join(text[left:right].split()))
        if " " in value or value == text[left:right].strip():
            reached = right
            yield value, (left, right)
