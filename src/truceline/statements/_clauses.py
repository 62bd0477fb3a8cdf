"""Content as what the cue verb takes: a that-clause, an infinitive, an object, or the clause before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from truceline.statements._cue import CueVerb
from truceline.statements._draft import Place
from truceline.statements._lexicon import lexicon
from truceline.statements._naming import has_predicate, is_name_of
from truceline.statements._page import Page
from truceline.statements._tree import SUBJECTS, children
from truceline.statements._trim import next_report

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["around", "clause"]

_STOP = {"conj", "cc", "parataxis"}
_CLAUSAL = {"ccomp", "xcomp"}
_CASES = {"as", "for", "of", "to", "with", "from", "against", "about", "into", "between", "including"}
"""Prepositions that go on with an object; after others ("on Sunday", "in Hartford") stands where and when it
was said."""
# fmt: off
_MEANS = {
    "through", "among", "amid", "behind", "over", "under", "without", "within", "near", "along", "towards",
    "toward",
}
_MEDIA = {
    "television", "tv", "radio", "air", "stage", "line", "camera", "tape", "record", "behalf", "top", "video",
}
# fmt: on
_ASKING = {"if", "whether", "that"}
_NOMINAL = {"dobj", "attr", "oprd"}


def clause(cue: CueVerb) -> tuple[Place, ...]:
    """The that-clause, infinitive, object or prepositional phrase of the verb, or the clause in front of
    it."""
    chosen = _chosen(cue)
    that = _that(cue)
    if that is not None and not (
        chosen and chosen[0].dep_ == "ccomp" and int(chosen[0].left_edge.i) == that.i
    ):
        end = cue.page.sentence(cue.token.idx)[1]
        return _reported(cue, that.i, _last_before(cue.page, that.i, end), chosen)
    if chosen:
        first = _first(cue, chosen[0])
        last = max(int(c.right_edge.i) for c in chosen)
        if "document" in cue.frame.takes:
            last = max(last, _last_before(cue.page, first, cue.page.sentence(cue.token.idx)[1]))
        return _reported(cue, first, last, chosen)
    behind = _behind_preposition(cue)
    if behind is not None:
        return _reported(cue, behind, _last_before(cue.page, behind, cue.page.sentence(cue.token.idx)[1]), [])
    before = [c for c in children(cue.token, "ccomp") if c.i < cue.first and _is_whole(c)]
    own = (
        any(c.i > cue.last for c in children(cue.token, "dobj", "xcomp", "oprd"))
        and "hearer" not in cue.frame.takes
    )
    if before and not own and "clause" in cue.frame.takes and cue.frame.verb != "position":
        last = max([int(before[-1].right_edge.i), *(int(c.right_edge.i) for c in _resumed(cue))])
        return around(cue, int(before[-1].left_edge.i), last)
    return _answer(cue)


def _resumed(cue: CueVerb) -> Iterator[Token]:
    """Clauses behind an inserted cue that go on with what was said: "The road is open, he said, because the
    army has left"."""
    for child in children(cue.token, "advcl", "conj"):
        comma = child.left_edge.i > cue.last and cue.page.doc[child.left_edge.i - 1].text == ","
        mark = {m.lower_ for m in children(child, "mark")} & _REASONS
        if comma and mark and child.left_edge.i <= cue.last + _NEXT:
            yield child


_REASONS = {"because", "while", "although", "though", "if", "since", "unless"}
_NEXT = 6
"""Tokens between a cue and the clause that goes on behind it: a speaker who stands there, and a comma."""
_ANSWERS = re.compile(
    r"(?:yes|no|so|the same|as much|the opposite|otherwise)\b(?: (?:of|about|for) [\w. ]+)?", re.IGNORECASE
)
"""What stands for a whole answer after "said"."""


def _answer(cue: CueVerb) -> tuple[Place, ...]:
    """ "Said no", "said the same of the rebels": a word or two for what was said."""
    page, start = cue.page, cue.page.span(cue.last, cue.last)[1] + 1
    if cue.frame.lemma != "say" or cue.speaker is None:
        return ()
    match = _ANSWERS.match(page.raw, start, page.sentence(cue.token.idx)[1])
    bare = match is not None and page.raw[match.end() : match.end() + 1] in {"", ".", ",", ";", "!", "?"}
    place = page.trimmed(*match.span()) if match is not None and bare else None
    return (place,) if place else ()


def _behind_preposition(cue: CueVerb) -> int | None:
    """The token behind "about" right after a verb that takes it, where the tree sees another word in it
    ("inform about three wounded")."""
    after = cue.page.doc[cue.last + 1 : cue.last + 3]
    if len(after) < 2 or after[0].lower_ != "about" or "about" not in cue.frame.prepositions:
        return None
    return after[1].i if after[0].dep_ != "prep" and cue.speaker is not None else None


def _is_whole(clause: Token) -> bool:
    """Whether a clause in front of the cue has a subject: "Asked who leads, he said ..." sets no content in
    front."""
    if any(
        m.lower_ in {"after", "when", "as", "while", "because", "before"}
        for m in children(clause, "mark", "advmod")
    ):
        return False
    return any(True for _ in children(clause, "nsubj", "nsubjpass", "expl", "csubj"))


def _reported(cue: CueVerb, first: int, last: int, chosen: list[Token]) -> tuple[Place, ...]:
    """The tokens as content, cut before the next report of the same speaker and kept to whole quotations."""
    following = next_report(cue.page, cue.token, first, last)
    if following is not None and following > first + 1:
        stop = following - 1
        while stop > first and (
            cue.page.doc[stop].dep_ == "cc"
            or cue.page.doc[stop].text == ","
            or (cue.page.doc[stop].pos_ in {"ADV", "ADP", "SCONJ"} and cue.page.doc[stop + 1].text != ",")
        ):
            stop -= 1
        return _widened(cue.page, _piece(cue, first, stop))
    return _widened(cue.page, _prolonged(cue, chosen, _piece(cue, first, last)))


def _that(cue: CueVerb) -> Token | None:
    """The "that" behind the verb and its hearer or time: a sign that holds also where the parse does not."""
    if "clause" not in cue.frame.takes:
        return None
    first = cue.last + 1
    if cue.page.doc[first : first + 1].text == ",":
        inserted = next((t.i for t in cue.page.doc[first + 1 : first + 10] if t.text == ","), first)
        first = inserted + 1 if cue.page.doc[inserted + 1 : inserted + 2].text == "that" else first
    for token in cue.page.doc[first : cue.last + 12]:
        if token.text in {",", ".", ":", ";", "“", '"', "”"} or (
            token.dep_ == "mark" and token.lower_ != "that"
        ):
            return None
        if token.lower_ == "that":
            plain = token.dep_ == "mark" or token.head.i <= cue.token.i or _is_complete(token)
            return token if plain and token.i + 1 < len(cue.page.doc) else None
        if token.pos_ in {"VERB", "AUX"}:
            return None
    return None


def _is_complete(that: Token) -> bool:
    """Whether a clause lacks nothing that its "that" could stand for: "predicted at the debate that his party
    will take every seat"."""
    verb = that.head
    if verb.dep_ != "relcl" or that.dep_ not in _NOMINAL:
        return False
    own = {c.dep_ for c in verb.children if c.i != that.i and c.dep_ not in {"punct", "aux"}}
    return bool(own & {"nsubj", "nsubjpass"}) and bool(own & {*_NOMINAL, "acomp", "ccomp"})


def _last_before(page: Page, first: int, end: int) -> int:
    """The last token that starts before an offset in `raw`, `first` at the least."""
    return max(first, page.token_at(end) - 1)


def _prolonged(cue: CueVerb, chosen: list[Token], pieces: tuple[Place, ...]) -> tuple[Place, ...]:
    """ "said that Russia will ..., and expects ...": a verb in the present joined to a cue in the past is
    content."""
    if not pieces or not chosen or cue.token.tag_ != "VBD" or chosen[-1].dep_ != "ccomp":
        return pieces
    page, doc = cue.page, cue.page.doc
    last = max(int(c.right_edge.i) for c in chosen)
    at = last + 1
    while at < len(doc) and (doc[at].text in {",", "”", '"', "''"} or doc[at].dep_ == "cc"):
        at += 1
    if at > last + 1 and doc[at : at + 1].text == "then":
        at += 1
    if (
        at == last + 1
        or at >= len(doc)
        or doc[at].tag_ not in {"VBZ", "VBP", "MD"}
        or page.inside[at] != cue.region
    ):
        return pieces
    first = page.token_at(pieces[0][0] - page.paragraph.start)
    verb = doc[at].head if doc[at].dep_ in {"aux", "auxpass"} else doc[at]
    return _piece(cue, first, int(verb.right_edge.i))


def _chosen(cue: CueVerb) -> list[Token]:
    chosen: list[Token] = []
    if "predicate" in cue.frame.takes and (not has_predicate(cue) or is_name_of(cue)):
        return chosen
    for child in cue.token.children:
        if child.i <= cue.token.i or child.dep_ in {"punct", "prt"}:
            continue
        if chosen and (child.dep_ in _STOP or _is_aside(child)):
            if child.dep_ == "cc" or (child.dep_ == "conj" and _is_more(cue, chosen, child)):
                continue
            break
        if chosen and _is_anothers(child):
            break
        if _starts(cue, child) or (chosen and (_goes_on(chosen, child) or _is_told_of(cue, chosen, child))):
            chosen.append(child)
    return chosen


def _is_more(cue: CueVerb, chosen: list[Token], child: Token) -> bool:
    """Whether a clause joined to the cue is rather joined to its content: it has a subject and says nothing
    itself."""
    if chosen[-1].dep_ != "ccomp" or child.lemma_.lower() in lexicon().verbs:
        return False
    own = next(iter(children(child, "nsubj", "nsubjpass")), None)
    if own is None or (
        "," in cue.page.raw[chosen[-1].right_edge.idx : child.left_edge.idx + 1]
        and not cue.page.overlapped(child.left_edge.idx, child.right_edge.idx)
    ):
        return False
    chosen.append(child)
    return True


def _goes_on(chosen: list[Token], child: Token) -> bool:
    """What is hung on the verb though it belongs to the content before it."""
    if (
        chosen[0].dep_ == "prep"
        and child.dep_ == "advcl"
        and any(c.lower_ == "to" for c in children(child, "aux"))
    ):
        return True
    if chosen[0].dep_ not in _CLAUSAL and chosen[0].dep_ != "advcl":
        return (
            child.dep_ in {"oprd", "xcomp", "acl", "relcl", "dobj"}
            or (child.dep_ == "prep" and child.lower_ in _CASES)
            or _is_purpose(chosen[-1], child)
        )
    return child.dep_ in {
        "ccomp",
        "xcomp",
        "dobj",
        "advcl",
        "prep",
        "relcl",
        "acl",
        "oprd",
        "dep",
        "advmod",
        "npadvmod",
    }


def _is_told_of(cue: CueVerb, chosen: list[Token], child: Token) -> bool:
    """Whether a phrase right behind a noun that is content belongs to it rather than to the cue.

    A participle ("noting limited gains so far in the north") has no time and place of its own; of another
    cue's adverbials those that cannot say when, where or before whom it was said ("denounced the promotion of
    schools through waivers").
    """
    if chosen[0].dep_ not in _NOMINAL and chosen[0].dep_ != "prep":
        return False
    if child.left_edge.i != max(int(c.right_edge.i) for c in chosen) + 1:
        return False
    if cue.token.tag_ == "VBG" and cue.token.dep_ not in {"ROOT", "ccomp"}:
        return child.dep_ in {"prep", "advmod", "npadvmod"} and not _is_occasion(child)
    if child.dep_ == "prep" and chosen[-1].dep_ == "prep" and chosen[0] is not chosen[-1]:
        return _is_state(chosen[-1])
    return child.dep_ == "prep" and (child.lower_ in _MEANS or _is_state(child))


def _is_state(child: Token) -> bool:
    """ "On display", "on offer": a bare noun says how things stand, unless it names a medium ("on radio")."""
    noun = next(iter(children(child, "pobj")), None)
    if noun is None or child.lower_ != "on" or noun.tag_ != "NN" or noun.left_edge.i != noun.i:
        return False
    return not noun.ent_type_ and noun.lemma_.lower() not in _MEDIA


def _is_occasion(child: Token) -> bool:
    """ "In an interview", "during the talks": where it was said, even by a participle."""
    return any(c.lemma_.lower() in lexicon()["occasions"] for c in children(child, "pobj"))


def _is_anothers(child: Token) -> bool:
    """Another's report behind a comma, which the tree hangs on the same verb: "the king said it held, the
    rebels said it did not"."""
    own = next(iter(children(child, "nsubj")), None)
    says = child.dep_ == "ccomp" and child.lemma_.lower() in lexicon().verbs and child.tag_ in {"VBD", "VBZ"}
    return says and own is not None and own.left_edge.nbor(-1).text == ","


def _is_purpose(noun: Token, child: Token) -> bool:
    """Whether an infinitive stands right behind a noun, and says what it is for: "proposed a fund to rebuild
    the port", "praised the efforts of the envoys to end it"."""
    to = child.left_edge
    return child.dep_ == "advcl" and to.lower_ == "to" and to.i == noun.right_edge.i + 1


def _is_aside(child: Token) -> bool:
    """A participle that goes on reporting by itself: "adding that ...", "citing ..."."""
    return child.dep_ == "advcl" and child.tag_ == "VBG" and child.lemma_.lower() in lexicon().verbs


def _starts(cue: CueVerb, child: Token) -> bool:
    """Whether a child of the verb is what its frame takes."""
    takes, starts = cue.frame.takes, False
    if child.dep_ == "ccomp":
        starts = bool(takes & {"clause", "object"})
    elif child.dep_ == "xcomp":
        clausal = any(c.dep_ in {"nsubj", "mark"} for c in child.children)
        starts = bool(takes & {"infinitive", "object"}) or ("clause" in takes and clausal)
    elif child.dep_ == "advcl":
        marks = {m.lower_ for m in children(child, "mark")}
        starts = "clause" in takes and bool(marks & _ASKING) and child.left_edge.i <= cue.last + 3
        starts = starts or ("for" in marks and cue.frame.particle == "for")
        starts = starts or ("infinitive" in takes and _is_put_off(cue, child))
    elif child.dep_ in _NOMINAL:
        to_do = "infinitive" in takes and any(True for _ in children(cue.token, "xcomp"))
        starts = not ("hearer" in takes and child.dep_ == "dobj") and ("object" in takes or to_do)
        starts = starts and child.ent_type_ not in {"DATE", "TIME"} and not _is_asked(cue, child)
    elif child.dep_ == "prep":
        particle = child.lower_ == cue.frame.particle and takes != {"quote"}
        starts = child.lower_ in cue.frame.prepositions or particle
        starts = starts and not any(c.ent_type_ in {"DATE", "TIME"} for c in children(child, "pobj"))
    return starts


def _is_asked(cue: CueVerb, child: Token) -> bool:
    """Whether the object of "ask" is whom somebody asked, or "a question", and no infinitive makes it a
    request: "asked the envoy if the truce holds"."""
    if cue.frame.lemma != "ask" or any(True for _ in children(cue.token, "xcomp", "ccomp")):
        return False
    person = child.ent_type_ in {"PERSON", "ORG"} or child.lemma_.lower() in lexicon()["offices"]
    return person or child.lemma_.lower() == "question"


def _is_put_off(cue: CueVerb, child: Token) -> bool:
    """Whether an infinitive stands behind the time and place of a promise: "promised on Sunday in the port
    to end it"."""
    to = any(c.lower_ == "to" for c in children(child, "aux"))
    between = [c for c in cue.token.children if cue.last < c.i < child.i]
    when = [c for c in between if c.dep_ == "prep" or c.ent_type_ in {"DATE", "TIME"}]
    return to and cue.frame.act == "promises" and bool(when) and len(when) == len(between)


def _first(cue: CueVerb, child: Token) -> int:
    if child.dep_ == "prep":
        return min(child.i + 1, int(child.right_edge.i))
    if child.left_edge.lower_ == "for" == cue.frame.particle:
        return int(child.left_edge.i) + 1
    if _lacks_subject(cue, child):
        return cue.last + 1
    return max(int(child.left_edge.i), cue.last + 1)


def _lacks_subject(cue: CueVerb, child: Token) -> bool:
    """Whether the subject of what was said stands right behind a cue that takes no object, where the tree
    hangs it on the cue: "said about half of the rise came from abroad"."""
    if child.dep_ != "ccomp" or "object" in cue.frame.takes or "hearer" in cue.frame.takes:
        return False
    has_one = any(True for _ in children(child, *SUBJECTS, "expl", "mark"))
    if has_one or child.tag_ not in {"VBD", "VBZ", "VBP"}:
        return False
    between = cue.page.doc[cue.last + 1 : child.left_edge.i]
    named = any(t.pos_ in {"NOUN", "PROPN", "PRON", "NUM"} for t in between)
    return named and not any(t.text in {",", ":"} or t.ent_type_ in {"DATE", "TIME"} for t in between)


def _piece(cue: CueVerb, first: int, last: int) -> tuple[Place, ...]:
    """The tokens as one place, kept within the quotation and the sentence of the cue."""
    page = cue.page
    start, end = page.span(first, max(first, last))
    low, high = page.sentence(cue.token.idx)
    if cue.region == -1:
        for number in page.overlapped(max(low, start), max(high, start + 1)):
            high = max(high, page.quotes[number].end if page.quotes[number].start < high else high)
    place = page.trimmed(max(start, low), min(end, high))
    return (place,) if place else ()


def _widened(page: Page, pieces: tuple[Place, ...]) -> tuple[Place, ...]:
    """Content that begins a quotation holds it to its end, also where the parser cut the sentence within
    it."""
    widened = []
    offset = page.paragraph.start
    for start, end in pieces:
        stop = end
        for number in page.overlapped(start - offset, min(end - offset + 4, len(page.raw))):
            quote = page.quotes[number]
            gap = page.raw[end - offset : quote.start]
            if quote.start >= start - offset and (quote.start < end - offset or gap.strip() in {":", ""}):
                stop = max(stop, offset + quote.end)
        if stop != end:
            fixed = page.trimmed(start - offset, stop - offset)
            stop = fixed[1] if fixed else end
        widened.append((start, stop))
    return tuple(widened)


def around(cue: CueVerb, first: int, last: int) -> tuple[Place, ...]:
    """Everything from token `first` to `last` but the clause of the cue in its midst, within the cue's
    sentence."""
    page = cue.page
    low, high = page.sentence(cue.token.idx)
    start, end = cue.clause()
    begin, stop = max(low, page.doc[first].idx), min(high, page.doc[last].idx + len(page.doc[last]))
    pieces = [page.trimmed(begin, start)] if begin < start else []
    if stop > end:
        pieces.append(page.trimmed(end, stop))
    return tuple(p for p in pieces if p)
