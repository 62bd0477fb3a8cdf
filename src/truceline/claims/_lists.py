"""Lists of names: "X and Y", "X, Y and both sides"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from truceline.actors import Mention, home
from truceline.claims._sentences import VERBAL, Sentence

__all__ = ["beside_whom", "coordinated", "explained", "is_where", "list_before"]

_FIRST_GAP, _NEXT_GAP = 45, 60
"""Characters before the first name of a list, and between two of its names."""

# Words that end a list of names.
_BREAK = re.compile(
    r"[.;:]|\b(?:after|before|as|in which|that|who|which|since|said|says|under|through|brokered|mediated"
    r"|will|made up|composed|consisting"
    r"|has|have|is|was|were|are|by|when|while)\b",
    re.I,
)
# Titles and a repeated "by": "brokered by the Rev. X and by Y".
_NOT_PARTING = re.compile(
    r"\b(?:Rev|Dr|Gen|Lt|Col|Brig|Maj|Mr|Mrs|Ms|Msgr|Fr|St|Sen|Gov|Prof|Amb)\.|(?<=and )by\b", re.I
)
_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
_JOINED = re.compile(r"\band\b|,|&|\bor\b|\bwith\b|-|–|/")
_LAST = re.compile(r"\b(?:and|or|with)\b|&", re.I)
_OTHER_NOUN = re.compile(
    r",|\band\b|\b(?:truce|cease-?fire|agreement|deal|accord|talks|hostilities|text|peace)\b", re.I
)
_LOCATIVE = re.compile(r"\b(?:in|at|near|against)\s+(?:the\s+)?$", re.I)
_LIST_LINK = re.compile(r"[-\s]*(?:,|and|&|,\s*and|/|–|-)\s*(?:the\s+)?", re.I)
# Who has the same part as those named before: "together with X", "helped by Y".
_TOGETHER = re.compile(
    r"\b(?:(?:together|along|alongside|jointly|in tandem|in coordination|in cooperation|working) with"
    r"|alongside"
    r"|(?:help(?:ed)?|assist(?:ed)?|support(?:ed)?|aided|joined) by|with the (?:help|assistance|support) of)"
    r"\s+(?:the\s+)?",
    re.I,
)
# A noun phrase that names nobody, and what parts it from those whom it is about.
_EXPLAINED = re.compile(
    r"\s*(?:(?!and\b|or\b|but\b|in\b|at\b|on\b)[\w'’-]+\s+){0,9}?(?!to\b|that\b)[\w'’-]+\s*(?:,|:|\(|\s[-–—]{1,2}\s|[–—])\s*(?:the\s+)?"
)
_ALONG_REACH = 50
"""Characters between a role and "along with"."""


def coordinated(sentence: Sentence, start: int, also: Sequence[Mention] = ()) -> list[Mention]:
    """The mentions of a list that begins at an article offset: "X and Y", "X, Y and Z".

    An adjective gives way to the name that it describes: "the Lebanese group Hezbollah". `also` are words
    that stand for somebody without naming him.
    """
    found: list[Mention] = []
    closed = False
    for mention in sorted((*sentence.mentions, *also), key=lambda m: m.start):
        if mention.start < start:
            continue
        begin = found[-1].end if found else start
        gap = _NOT_PARTING.sub("", sentence.article.text[begin : mention.start])
        if found and _has_verb(sentence, begin, mention.start):
            break
        if len(gap) > (_NEXT_GAP if found else _FIRST_GAP) or _BREAK.search(gap):
            break
        if not found and _OTHER_NOUN.search(gap):
            break
        last = _LAST.search(gap) is not None
        if found and closed and not last and "," in gap:
            break  # "under the eyes of X and Y, Z signed"
        if not found or _JOINED.search(gap):
            closed = bool(found) and last
            found.append(mention)
        elif found[-1].kind == "demonym" or _is_owner(sentence, found[-1], mention):
            found[-1] = mention
    return found


def explained(sentence: Sentence, start: int) -> list[Mention]:
    """The names behind a noun phrase that begins at an article offset and that they explain: "the four
    guarantor countries, X, Y and Z", "two neighbours - X and Y", "the envoys of the bloc (X and Y)".
    """
    first = next((m for m in sentence.mentions if m.start >= start), None)
    if first is None or _EXPLAINED.fullmatch(sentence.article.text, start, first.start) is None:
        return []
    found = coordinated(sentence, first.start)
    acts = sentence.token_at(found[-1].end + 1) if found else None
    if _has_verb(sentence, start, first.start) or (acts is not None and acts.pos_ in VERBAL):
        return []  # "X is a guarantor of the talks, Y and Z follow them"
    return found


def _is_owner(sentence: Sentence, owner: Mention, mention: Mention) -> bool:
    """Whether it is its own mission that is named behind an organisation: "the U.N. mission UNSMIL"."""
    actor = sentence.cast.actors.get(mention.actor)
    return actor is not None and actor.kind == "organisation" and owner.actor in (*home(actor.id), actor.of)


def _has_verb(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a finite verb stands between two article offsets: what follows is no item of a list."""
    between = (t for t in sentence.span if start <= sentence.place(t) < end)
    return any(t.pos_ in VERBAL and t.tag_ in _FINITE for t in between)


def list_before(sentence: Sentence, last: Mention) -> list[Mention]:
    """The list that ends with a mention: "Egypt- and Qatar-brokered", "US and Saudi mediators"."""
    found = [last]
    for mention in reversed(sentence.mentions):
        gap = sentence.article.text[mention.end : found[0].start]
        if mention.end <= found[0].start and _LIST_LINK.fullmatch(gap) and not is_where(sentence, mention):
            found.insert(0, mention)
    return found


def is_where(sentence: Sentence, mention: Mention) -> bool:
    """Whether a name only says where: "in Astana the guarantor countries", "in London, and Norway"."""
    before = sentence.article.text[max(sentence.start, mention.start - 12) : mention.start]
    return mention.kind in {"place", "metonym", "name"} and _LOCATIVE.search(before) is not None


def beside_whom(sentence: Sentence, end: int) -> list[Mention]:
    """Those who have a part together with others, behind the words for it: "together with the Union"."""
    joined = _TOGETHER.search(sentence.article.text, end, min(sentence.end, end + _ALONG_REACH))
    if joined is None or _BREAK.search(sentence.article.text, end, joined.start()):
        return []
    return coordinated(sentence, joined.end())
