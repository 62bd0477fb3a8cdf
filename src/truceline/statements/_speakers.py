"""Who is named as speaking: the subject of the cue verb, found by the tree or, where that fails, by
position."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from truceline.statements._lexicon import lexicon
from truceline.statements._page import Page
from truceline.statements._reach import is_a_name, is_time, reach
from truceline.statements._tree import SUBJECTS, children, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["agent_of", "predicates", "speaker_of"]

_NOMINAL = {"NOUN", "PROPN", "PRON", "NUM"}
_INNER = {"compound", "poss", "nmod", "amod", "det", "nummod", "case"}
_PARTS = _NOMINAL | {"ADJ", "DET", "ADP", "PART"}
_HEARD = {"tell", "remind", "assure", "warn", "inform", "ask"}
_CLOSED = {",”", ',"', "”,", '",', ",»", "»,", ",'", ",’"}
_OPENING = {"PROPN", "NOUN", "DET", "ADJ", "PRON", "NUM"}
_LONGEST_NAME = 25
_RUN = 8
_LONGEST = 60
"""Tokens: a longer noun phrase is a parsing error."""


def speaker_of(page: Page, verb: Token) -> tuple[int, int] | None:
    """First and last token of the speaker of a cue verb, None where no words name one."""
    if verb.i > 0 and verb.nbor(-1).lower_ == "as" and (inverted := _after_as(page, verb)) is not None:
        return inverted
    if (set_in := _set_in(page, verb)) is not None:
        return set_in
    if verb.tag_ in {"VBD", "VBZ"} and page.raw[: verb.idx].rstrip()[-2:] in _CLOSED:
        behind = _after(page, verb)
        if behind is not None:
            return behind
    head = _quotee(verb) or subject(verb)
    head = _before_bracket(page, head) if head is not None else None
    if head is not None and page.inside[head.i] != page.inside[verb.i]:
        named = page.inside[head.head.i] != page.inside[head.i]
        if page.inside[verb.i] == -1 and head.i < verb.i and named and is_a_name(page, head.i):
            return _with_marks(page, head)
        head = None
        if verb.tag_ == "VBG" and verb.dep_ == "advcl":
            head = _of_main_verb(page, verb)
    if head is not None and not is_time(head) and head.idx >= page.sentence(verb.idx)[0]:
        found = reach(page, verb, head)
        if found is not None and page.doc[found[1]].dep_ == "cc":
            found = _before(page, verb) or (found[0], head.i)
        if found is not None:
            return found
    return _behind_quote(page, verb) or _after(page, verb) or _before(page, verb) or _set_off(page, verb)


def _set_in(page: Page, verb: Token) -> tuple[int, int] | None:
    """The name between an inserted "said" and the rest of the sentence, which the tree takes for what was
    said by the subject in front: "The talks in Riga, said Ana Lund, the envoy of the union, will go on".
    """
    if verb.dep_ == "parataxis":
        placed = _behind(page, verb) or _between_commas(page, verb)
        if placed is not None:
            return placed
    clause = next(iter(children(verb, "ccomp")), None)
    own = next(iter(children(clause, "nsubj", "nsubjpass")), None) if clause is not None else None
    front = next(iter(children(verb, "nsubj")), None)
    if own is None or front is None or clause is None or verb.tag_ not in {"VBD", "VBZ"} or front.i > verb.i:
        return None
    low = page.sentence(verb.idx)[0]
    lead = page.raw[low : verb.idx].rstrip()
    person = own.ent_type_ == "PERSON" or own.lemma_.lower() in lexicon()["offices"]
    if lead.count(",") != 1 or not lead.endswith(",") or not person or own.left_edge.i != verb.i + 1:
        return None
    last = int(own.right_edge.i) - (own.right_edge.text == ",")
    return (verb.i + 1, last) if page.doc[last + 1].text == "," else None


def _behind(page: Page, verb: Token) -> tuple[int, int] | None:
    """The subject right behind an inserted verb that the tree gives two, one on each side: "The road, said
    the envoy, is open"."""
    own = list(children(verb, "nsubj"))
    last = own[-1] if len(own) > 1 else None
    if last is None or last.left_edge.i != verb.i + 1 or page.raw[: verb.idx].rstrip()[-1:] != ",":
        return None
    return reach(page, verb, last)


def _between_commas(page: Page, verb: Token) -> tuple[int, int] | None:
    """Who stands between the comma and an inserted verb that the tree gives the subject of the sentence: "The
    road to the port, two drivers say, is open"."""
    own = next(iter(children(verb, "nsubj")), None)
    if own is None or own.i > verb.i or page.doc[verb.i + 1 : verb.i + 2].text != ",":
        return None
    first = verb.i
    while first > own.left_edge.i and page.doc[first - 1].text != ",":
        first -= 1
    words = page.doc[first : verb.i]
    named = 0 < len(words) <= _LONGEST_NAME and words[0].pos_ in _OPENING and first > own.left_edge.i
    plain = all(t.pos_ in _PARTS or t.dep_ == "cc" for t in words)
    return (first, verb.i - 1) if named and plain and any(t.pos_ in _NOMINAL for t in words) else None


def _of_main_verb(page: Page, participle: Token) -> Token | None:
    """Whose participle it is where the tree hangs it into the quotation behind it: "she seemed glad, telling
    the crowd, “...”"."""
    for token in reversed(page.doc[page.token_at(page.sentence(participle.idx)[0]) : participle.i]):
        own = next(iter(children(token, "nsubj")), None) if token.pos_ in {"VERB", "AUX"} else None
        if own is not None and page.inside[token.i] == page.inside[own.i] == page.inside[participle.i]:
            return own
    return None


def _behind_quote(page: Page, verb: Token) -> tuple[int, int] | None:
    """What stands between a closing mark and a verb with somebody who was told behind it: "“...,” Ramos, 58,
    told the agency"."""
    number = page.quote_before(verb.idx)
    if number is None or verb.lemma_.lower() not in _HEARD or page.inside[verb.i] != -1:
        return None
    first, last = page.token_at(page.quotes[number].end), verb.i - 1
    while last > first and (page.doc[last].text == "," or page.doc[last].pos_ in {"ADV", "AUX"}):
        last -= 1
    words = page.doc[first : last + 1]
    named = 0 < len(words) <= _LONGEST_NAME and any(t.pos_ in _NOMINAL for t in words)
    busy = any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} or page.inside[t.i] != -1 for t in words)
    return (first, last) if named and not busy and words[0].pos_ in _OPENING else None


def _before_bracket(page: Page, head: Token) -> Token:
    """The name in front where the tree takes what stands in brackets behind it: "Ada Lund (R-OH) said"."""
    for token in reversed(page.doc[max(0, head.i - 5) : head.i]):
        if token.text == ")":
            return head
        if token.text == "(" and token.i > 0 and token.nbor(-1).pos_ == "PROPN":
            return token.nbor(-1)
    return head


def _quotee(verb: Token) -> Token | None:
    """Whom somebody "quoted as saying" it."""
    quoter = verb.head.head
    if verb.dep_ != "pcomp" or quoter.lemma_.lower() not in {"quote", "cite"}:
        return None
    return next(iter(children(quoter, "dobj")), None)


def agent_of(page: Page, verb: Token) -> tuple[int, int] | None:
    """Who it was stated "by"; where a translation has lost the "by" of "this was stated", the person named
    last."""
    for child in children(verb, "agent", "prep"):
        if child.lower_ == "by":
            return _noun(page, verb, next(iter(children(child, "pobj")), None))
    for name in predicates(verb):
        for noun in (name, *children(name, "pobj")):
            by = next((c for c in children(noun, "agent", "prep") if c.lower_ == "by"), None)
            if by is not None:
                return _noun(page, verb, next(iter(children(by, "pobj")), None))
    own = next(iter(children(verb, *SUBJECTS)), None)
    return _loose(page, verb) if own is not None and own.lower_ in {"it", "this", "that", "which"} else None


def predicates(verb: Token) -> Iterator[Token]:
    """What a passive verb says that something was called: "called a trap", "described as a trap"."""
    for child in verb.children:
        named = child.dep_ in {"oprd", "attr", "acomp", "dobj"}
        if child.i > verb.i and (named or (child.dep_ == "prep" and child.lower_ == "as")):
            yield child


def _loose(page: Page, verb: Token) -> tuple[int, int] | None:
    """A person or an office at the end of the sentence, after "was stated to journalists"."""
    end = page.sentence(verb.idx)[1]
    for token in page.doc[verb.i + 1 : verb.i + 25]:
        if token.idx >= end:
            break
        if token.ent_type_ == "PERSON" or token.lemma_.lower() in lexicon()["offices"]:
            first, last = token.i, token.i
            while (
                first - 1 > verb.i
                and page.doc[first - 1].pos_ in _PARTS
                and not _ends_hearer(page.doc[first - 1])
            ):
                first -= 1
            while last + 1 < len(page.doc) and (
                page.doc[last + 1].pos_ in _PARTS or page.doc[last + 1].tag_ == "POS"
            ):
                last += 1
            while page.doc[last].pos_ not in _NOMINAL:
                last -= 1
            return first, last
    return None


def _ends_hearer(token: Token) -> bool:
    return token.lemma_.lower() in lexicon()["hearers"]


def _noun(page: Page, verb: Token, head: Token | None) -> tuple[int, int] | None:
    return reach(page, verb, head) if head is not None else None


def _after(page: Page, verb: Token) -> tuple[int, int] | None:
    """The noun phrase right after the verb ("said Sands"), where a quotation or a comma ends right before
    the verb."""
    following = verb.i + 1
    before = page.raw[: verb.idx].rstrip()
    if (
        _is_told(verb)
        or _is_manner(page, verb)
        or following >= len(page.doc)
        or page.inside[following] != page.inside[verb.i]
        or before[-1:] not in _CLOSING
    ):
        return None
    token = page.doc[following]
    if token.lower_ == "to":
        return _behind_hearer(page, following)
    if token.lower_ == "in":
        body = next(iter(children(token, "pobj")), None)
        speaks = body is not None and body.lemma_.lower() in lexicon()["crowd_sources"] | {
            "headquarters",
            "staff",
        }
        return (int(body.left_edge.i), int(body.right_edge.i)) if body is not None and speaks else None
    for _ in range(8):
        if token.dep_ in SUBJECTS and token.head.i > verb.i and not _is_set_off(page, token):
            return None
        if token.pos_ in _NOMINAL and token.dep_ not in _INNER:
            return reach(page, verb, token) if not is_time(token) else None
        if token.head.i <= verb.i or token.head is token:
            break
        token = token.head
    return _run(page, following)


def _is_told(verb: Token) -> bool:
    """Whether who stands right behind a verb is told or asked what follows: "..., urged his men to stand
    back"."""
    told = any(c.left_edge.i == verb.i + 1 for c in children(verb, "dobj", "dative"))
    return told and any(c.i > verb.i for c in children(verb, "xcomp", "ccomp"))


def _is_manner(page: Page, verb: Token) -> bool:
    """ "Said matter-of-factly": an adverb that the tokenizer has cut up."""
    word = page.raw[verb.idx :].split(maxsplit=2)[1:2]
    return bool(word) and "-" in word[0] and word[0].strip(".,;").endswith("ly")


def _behind_hearer(page: Page, preposition: int) -> tuple[int, int] | None:
    """The speaker behind those who were told: "..., confirmed to the agency a source in the delegation"."""
    near = page.doc[preposition + 2 : preposition + _RUN]
    article = next((t.i for t in near if t.pos_ == "DET" and t.nbor(-1).pos_ in _NOMINAL), None)
    return _run(page, article) if article is not None else None


def _run(page: Page, first: int) -> tuple[int, int] | None:
    """The words from a token on that can belong to one name or title, where the tree is of no help."""
    last = first
    while (
        last < len(page.doc)
        and (page.doc[last].pos_ in {"DET", "ADJ", "NOUN", "PROPN", "NUM"} or page.doc[last].text == "-")
        and last - first < _RUN
    ):
        last += 1
    named = any(t.pos_ in {"NOUN", "PROPN"} for t in page.doc[first:last]) and not is_time(page.doc[first])
    odd = page.doc[first]
    if last == first and odd.text[:1].isupper() and odd.pos_ in {"ADV", "VERB", "INTJ"}:
        return first, first
    return (first, last - 1) if named else None


def _with_marks(page: Page, head: Token) -> tuple[int, int]:
    """A subject in quotation marks that is a name: "the so-called “Valley Guard”"."""
    last = head.i
    while last + 1 < len(page.doc) and page.inside[last + 1] == page.inside[head.i]:
        last += 1
    return int(head.left_edge.i), last


def _is_set_off(page: Page, token: Token) -> bool:
    """Whether a comma or the end of the sentence follows: "the talks, said Mauer, will go on"."""
    following = page.doc[token.i + 1 : token.i + 2].text
    return following in {",", ".", ""}


def _after_as(page: Page, verb: Token) -> tuple[int, int] | None:
    """ "As reported the press service of the government, ..."."""
    following = verb.i + 1
    if following >= len(page.doc) or page.doc[following].pos_ not in {"DET", "PROPN", "NOUN", "ADJ"}:
        return None
    last = following
    while last + 1 < len(page.doc) and page.doc[last + 1].pos_ in _PARTS:
        last += 1
    ends = last + 1 < len(page.doc) and page.doc[last + 1].text == ","
    return (following, last) if ends and last - following < 15 else None


def _behind_lead(page: Page, first: int, last: int) -> int:
    """The token behind the comma that ends an adverbial in front: "As part of his plea, Ivo Roth, 44,
    said"."""
    if page.doc[first].pos_ not in {"ADP", "SCONJ", "ADV"}:
        return first
    comma = next((t.i for t in page.doc[first:last] if t.text == ","), None)
    return first if comma is None else comma + 1


_CLOSING = tuple(",\"”»’'–—-―")


def _before(page: Page, verb: Token) -> tuple[int, int] | None:
    """The noun phrase that ends right before the verb group, for parses that lost the subject."""
    if verb.tag_ in {"VBG", "VB"} and verb.dep_ != "ROOT":
        return None
    start, _ = page.sentence(verb.idx)
    last = verb.i - 1
    while last >= 0 and page.doc[last].pos_ in {"AUX", "ADV", "PART"}:
        last -= 1
    if last < 0 or page.doc[last].idx < start:
        return None
    if page.doc[last].pos_ not in {"NOUN", "PROPN", "PRON"} and not _is_odd_name(page, last):
        return None
    first = last
    while first > 0 and page.doc[first - 1].idx >= start and page.inside[first - 1] == page.inside[verb.i]:
        previous = page.doc[first - 1]
        if (
            previous.pos_ in {"NOUN", "PROPN", "ADJ", "DET"}
            or previous.tag_ in {"POS", "PRP$"}
            or previous.lower_ == "of"
        ):
            first -= 1
        else:
            break
    if page.doc[first].lower_ == "of":
        first += 1
    if page.doc[last].ent_type_ in {"DATE", "TIME"} or page.inside[last] != page.inside[verb.i]:
        return None
    return first, last


def _is_odd_name(page: Page, token: int) -> bool:
    """A capital right behind a quotation: a surname that is an ordinary word ("..., Quick said")."""
    before = page.raw[: page.doc[token].idx].rstrip()[-1:]
    return page.doc[token].text[:1].isupper() and before in {"”", '"', "»", "'", "’"}


def _set_off(page: Page, verb: Token) -> tuple[int, int] | None:
    """A long phrase at the head of the sentence, closed by a mark before the verb: "X, an envoy, said"."""
    start, _ = page.sentence(verb.idx)
    first, last = verb.i, verb.i - 1
    helped = verb.tag_ == "VBN" and any(True for _ in children(verb, "aux"))
    while last >= 0 and page.doc[last].pos_ in {"AUX", "ADV", "PART"}:
        last -= 1
    if (
        last < 0
        or page.doc[last].text not in _ASIDE_ENDS
        or not (helped or verb.tag_ in {"VBD", "VBZ", "VBP"})
    ):
        return None
    while first > 0 and page.doc[first - 1].idx >= start and page.inside[first - 1] == page.inside[verb.i]:
        first -= 1
    while first < last and page.doc[first].pos_ in {"CCONJ", "ADV"}:
        first += 1
    first = _behind_lead(page, first, last)
    opens = page.doc[first]
    if last - first > _LONGEST or first >= last or opens.pos_ not in _OPENING:
        return None
    return first, _before_aside(page, first, last)


_ASIDE_ENDS = {",", "-", "–", "—", ")"}


def _before_aside(page: Page, first: int, last: int) -> int:
    """The last token of a name before "who ...", "noting ..." or a dash; a plain apposition belongs to it."""
    for token in page.doc[first + 1 : last]:
        dash = token.text in {"-", "–", "—"} and token.whitespace_
        if dash or (token.text == "," and token.nbor(1).tag_ in {"WP", "WDT", "VBG", "VBN"}):
            return int(token.i) - 1
    return last - 1
