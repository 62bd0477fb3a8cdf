"""Quotations that stand without a cue: who goes on speaking, or who stands in the same sentence."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from truceline.statements._draft import Draft, Place
from truceline.statements._lexicon import lexicon
from truceline.statements._page import Page
from truceline.statements._quoted import is_title
from truceline.statements._speakers import speaker_of
from truceline.statements._surface import signed, spelt
from truceline.statements._tree import children, verb_group

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["carried_drafts"]

_FAR = 2
"""Paragraphs over which a quotation without a cue may carry on its speaker."""
_FEWEST = 3
"""Words of a quotation that an unknown verb may introduce."""
_REACH = 120
"""Characters behind a quotation within which its verb stands."""
_LONGEST_LEAD, _LONGEST_COLON = 25, 40
_ENDS = {"", ".", "!", "?", "”", '"', "»", "'", ":"}
_NOBODY = {"it", "this", "that", "which", "there", "these", "those"}
_BELOW = {"relcl", "acl", "ccomp", "advcl", "csubj"}
_SAID = ("ccomp", "xcomp", "dobj", "prep", "oprd")
"""What a verb of saying takes; with none of these ("The mayor agreed.") its words are still to come."""
_NEAR = 40
"""Pieces before a quotation that are looked at for whether they hold it, in order of their starts."""


def carried_drafts(pages: list[Page], drafts: list[Draft]) -> list[Draft]:
    """All drafts in text order, those for quotations that no rule has claimed among them."""
    taken = sorted(
        piece
        for draft in drafts
        if draft.token < 0 or pages[draft.paragraph].inside[draft.token] < 0
        for piece in (*draft.content, *((draft.speaker,) if draft.speaker else ()))
    )
    found = list(drafts)
    ordered = sorted(drafts, key=lambda d: d.end)
    cursor, last = 0, None
    for page in pages:
        for number, quote in enumerate(page.quotes if page.is_readable else ()):
            start, end = page.paragraph.start + quote.inner_start, page.paragraph.start + quote.inner_end
            while cursor < len(ordered) and ordered[cursor].end <= start:
                if _may_go_on(pages, ordered[cursor]):
                    last = ordered[cursor]
                cursor += 1
            place = page.trimmed(quote.inner_start, quote.inner_end)
            if place is None or _is_taken(taken, start, end):
                continue
            place = (place[0], start + len(page.raw[quote.inner_start : quote.inner_end].rstrip()))
            draft = _unclaimed(pages, page, number, place, last)
            draft = draft or _within_sentence(page, number, taken, last)
            if draft is not None:
                found.append(draft)
                last = draft if draft.speaker else last
    return sorted(found, key=lambda d: d.order)


def _may_go_on(pages: list[Page], draft: Draft) -> bool:
    """Whether the speaker of a draft may go on in the next quotation: not one who is quoted by another."""
    quoted = draft.token >= 0 and pages[draft.paragraph].inside[draft.token] >= 0
    return draft.verb != "thought" and draft.speaker is not None and not quoted


def _unclaimed(pages: list[Page], page: Page, number: int, place: Place, last: Draft | None) -> Draft | None:
    """Who speaks in a quotation that no cue has claimed, the surest sign first; None where it is a name."""
    led = _led_by_verb(page, number, place) or signed(pages, page, number, place)
    if led is not None or not (_stands_alone(page, number) or _reopens(pages, page, number)):
        return led
    start = page.quotes[number].start
    found = _led_by_colon(pages, page, start, place) or _led_by_subject(pages, page, start, place)
    if found is not None:
        return found
    near = last if last is not None and _is_near(pages, page, last) else None
    return Draft(
        page.index, None, near.speaker if near else None, (place,), rule="carried", carried=True,
        runs_on=near is not None and _runs_on(pages, page, number), confidence=0.6 if near else 0.3,
    )  # fmt: skip


def _reopens(pages: list[Page], page: Page, number: int) -> bool:
    """Whether a paragraph is one quotation, and the one before it leaves its quotation open."""
    quote = page.quotes[number]
    before = pages[page.index - 1].quotes if page.index else ()
    whole = not page.raw[: quote.start].strip() and not page.raw[quote.end :].strip(" .")
    return whole and bool(before) and not before[-1].closed


def _runs_on(pages: list[Page], page: Page, number: int) -> bool:
    """Whether a quotation has no opening mark of its own and the paragraph before leaves one open."""
    quote = page.quotes[number]
    before = pages[page.index - 1].quotes if page.index else ()
    return quote.start == quote.inner_start == 0 and bool(before) and not before[-1].closed


def _within_sentence(page: Page, number: int, taken: list[Place], last: Draft | None) -> Draft | None:
    """A sentence of the last speaker's that begins in the report's words and ends in his own, right behind a
    quotation of his: "“A great day,” said the king. If the pass opens, “it is over by spring.”"."""
    quote, offset = page.quotes[number], page.paragraph.start
    if last is None or last.paragraph != page.index or last.rule != "quote" or last.speaker is None:
        return None
    low, high = page.sentence(max(quote.start - 1, 0))
    behind = page.raw[max(0, last.end - offset) : low].strip(" .\u00a0”\"'’»")
    own = page.words(quote) >= _FEWEST_WITHIN and page.raw[quote.inner_start].islower()
    closes = not page.raw[quote.end : max(high, quote.end)].strip(" .\u00a0")
    if behind or low < last.end - offset or not (own and closes) or is_title(page, number):
        return None
    place = page.trimmed(low, quote.end)
    if place is None or _is_taken(taken, *place):
        return None
    return Draft(page.index, None, last.speaker, (place,), rule="carried", carried=True, confidence=0.5)


_FEWEST_WITHIN = 4


def _is_near(pages: list[Page], page: Page, last: Draft) -> bool:
    return page.index - last.paragraph <= _FAR and pages[last.paragraph].role == page.role


def _led_by_verb(page: Page, number: int, place: Place) -> Draft | None:
    """A verb that no list knows, next to a quotation whose comma gives it away: "“Peace,” the crowd boomed",
    "she boomed, “Peace at last”"."""
    quote = page.quotes[number]
    if page.words(quote) < _FEWEST or is_title(page, number) or not page.raw[quote.inner_start].isupper():
        return None
    tail, lead = page.raw[quote.inner_end - 1 : quote.end + 1], page.raw[: quote.start].rstrip()[-1:]
    if lead in _ENDS and "," in tail and (by_form := spelt(page, number, place)) is not None:
        return by_form
    verb = None
    if lead in _ENDS and ("," in tail or page.raw[quote.inner_end - 1] in "?!"):
        verb = _verb_after(page, quote.end)
    if verb is None and lead == ",":
        verb = _verb_before(page, quote.start)
    if verb is None or verb.lemma_.lower() in lexicon()["states"]:
        return None
    reach, words = speaker_of(page, verb), page.within(place[0] - page.paragraph.start, quote.inner_end)
    if words is None or reach is None or page.doc[reach[0]].lower_ in _NOBODY or page.inside[reach[0]] >= 0:
        return None
    return Draft(
        page.index, page.place(*verb_group(verb)), page.place(*reach), (words,), rule="quote",
        lemma=verb.lemma_.lower(), token=verb.i, confidence=0.7,
    )  # fmt: skip


def _verb_after(page: Page, end: int) -> Token | None:
    """The finite verb of the clause right behind a quotation: its subject stands at the mark or behind it."""
    high = min(page.sentence(end)[1], end + _REACH)
    tokens = list(page.tokens(end, high))
    for token in tokens:
        if page.inside[token.i] >= 0 or token.text in {";", ":"}:
            return None
        if token.tag_ in {"VBD", "VBZ", "VBP"} and token.pos_ == "VERB":
            own = next((c for c in children(token, "nsubj")), None)
            begins = own is not None and own.left_edge.idx <= tokens[0].idx + 2
            inverted = token.i == tokens[0].i and page.doc[token.i + 1 : token.i + 2].text[:1].isupper()
            return token if begins or inverted else None
    return None


def _verb_before(page: Page, start: int) -> Token | None:
    """The finite verb of the clause that ends in a comma before a quotation."""
    low = page.sentence(max(start - 2, 0))[0]
    tokens = [t for t in page.tokens(low, start) if page.inside[t.i] == -1]
    if not tokens or len(tokens) > _LONGEST_LEAD or tokens[-1].text != ",":
        return None
    finite = [t for t in tokens if t.tag_ in {"VBD", "VBZ"} and t.pos_ == "VERB" and t.dep_ not in _BELOW]
    return finite[-1] if finite and any(True for _ in children(finite[-1], "nsubj")) else None


def _led_by_subject(pages: list[Page], page: Page, start: int, place: Place) -> Draft | None:
    """Sentences in quotation marks behind a sentence that says nothing but who did something: "The general
    spoke for an hour. “The front is quiet.”". Its subject speaks, if it is a person."""
    here, before = page, page.raw[:start].rstrip()
    if not before and page.index and pages[page.index - 1].role == page.role:
        here = pages[page.index - 1]
        before = here.raw.rstrip()
    if before[-1:] != "." or len(before) < 2:
        return None
    low = here.sentence(len(before) - 2)[0]
    tokens = list(here.tokens(low, len(before)))
    if not tokens or any(here.inside[t.i] >= 0 for t in tokens):
        return None
    verb = next((t for t in tokens if t.dep_ == "ROOT" and t.pos_ == "VERB"), None)
    own = next(iter(children(verb, "nsubj")), None) if verb is not None else None
    if verb is None or own is None:
        return None
    says = verb.lemma_.lower() in lexicon().verbs and own.lower_ not in _NOBODY
    if not (says or _is_person(own)) or (says and any(c.i > verb.i for c in children(verb, *_SAID))):
        return None
    who = here.place(int(own.left_edge.i), int(own.right_edge.i))
    return Draft(page.index, None, who, (place,), rule="subject", confidence=0.5) if who else None


def _is_person(token: Token) -> bool:
    return token.ent_type_ == "PERSON" or token.lemma_.lower() in lexicon()["offices"]


def _led_by_colon(pages: list[Page], page: Page, start: int, place: Place) -> Draft | None:
    """ "The minister apologised: “...”" and "The report: “...”", also with the quotation in the next
    paragraph.

    Who stands before the colon is the speaker.
    """
    here, before = page, page.raw[:start].rstrip()
    if not before and page.index and pages[page.index - 1].role == page.role:
        here = pages[page.index - 1]
        before = here.raw.rstrip()
    found = _before_colon(here, before)
    if found is None:
        return None
    cue, who, lemma = found
    return Draft(page.index, cue, who, (place,), rule="quote", confidence=0.7, lemma=lemma)


def _before_colon(page: Page, before: str) -> tuple[Place, Place, str] | None:
    """Cue, speaker and cue word of the sentence that ends with the colon."""
    if not before.endswith(":"):
        return None
    low = page.sentence(len(before) - 1)[0]
    tokens = [t for t in page.tokens(low, len(before) - 1) if page.inside[t.i] == -1]
    if not tokens or len(tokens) > _LONGEST_COLON:
        return None
    offset = page.paragraph.start
    noun = tokens[-1]
    owner = next(iter(children(noun, "poss")), None) if noun.lemma_.lower() in _WORDS else None
    if owner is not None:
        who, cue = page.place(int(owner.left_edge.i), owner.i), page.place(noun.i, noun.i)
        return (cue, who, noun.lemma_.lower()) if who is not None and cue is not None else None
    verb = _last_finite(tokens) or next(
        (t for t in tokens if t.dep_ in {"ROOT", "ccomp", "conj"} and t.pos_ in {"VERB", "AUX"}), None
    )
    if verb is None:
        cue = (offset + len(before) - 1, offset + len(before))
        who = page.place(tokens[0].i, tokens[-1].i) if len(tokens) <= 15 else None
    else:
        reach = speaker_of(page, verb)
        who = page.place(*reach) if reach else None
        cue = page.place(*verb_group(verb)) or (offset + len(before) - 1, offset + len(before))
    return (cue, who, verb.lemma_ if verb else ":") if who is not None else None


_WORDS = {"question", "answer", "reply", "response", "message", "verdict", "comment", "advice", "word"}


def _last_finite(tokens: list[Token]) -> Token | None:
    """The last finite verb with a subject of its own in a lead: "..., and the envoy shot back:"."""
    finite = [t for t in tokens if t.tag_ in {"VBD", "VBZ"} and t.pos_ == "VERB" and t.dep_ not in _BELOW]
    return next((t for t in reversed(finite) if any(True for _ in children(t, "nsubj"))), None)


def _is_taken(taken: list[Place], start: int, end: int) -> bool:
    at = bisect_left(taken, (start, end))
    return any(place[0] < end and start < place[1] for place in taken[max(0, at - _NEAR) : at + 2])


def _stands_alone(page: Page, number: int) -> bool:
    """Whether a quotation is sentences of its own: it begins and ends where sentences do, and is no title or
    name."""
    quote = page.quotes[number]
    before, after = page.raw[: quote.start].rstrip(), page.raw[quote.end :].lstrip()
    text = page.raw[quote.inner_start : quote.inner_end].strip()
    starts = not before or before[-1] in '.!?:”"»…'
    ends = (
        not after or (text[-1:] in ".!?…" and (after[0].isupper() or after[0] in '“"„«(')) or after[0] == "."
    )
    whole = text[-1:] in ".!?…" and text[:1].isupper() and bool(before) and before[-1] in ".!?"
    return starts and ends and page.words(quote) >= (2 if whole else 4)
