"""Quotations that stand without a cue: who goes on speaking, or who stands in the same sentence."""

from __future__ import annotations

from bisect import bisect_left

from truceline.statements._draft import Draft, Place
from truceline.statements._page import Page
from truceline.statements._speakers import speaker_of
from truceline.statements._tree import verb_group

__all__ = ["carried_drafts"]

_FAR = 2
"""Paragraphs over which a quotation without a cue may carry on its speaker."""
_NEAR = 40
"""Pieces before a quotation that are looked at for whether they hold it, in order of their starts."""


def carried_drafts(pages: list[Page], drafts: list[Draft]) -> list[Draft]:
    """All drafts in text order, those for quotations that no rule has claimed among them."""
    taken = sorted(
        piece for draft in drafts for piece in (*draft.content, *((draft.speaker,) if draft.speaker else ()))
    )
    found = list(drafts)
    cursor, last = 0, None
    ordered = sorted(drafts, key=lambda d: d.end)
    for page in pages:
        for number, quote in enumerate(page.quotes):
            start, end = page.paragraph.start + quote.inner_start, page.paragraph.start + quote.inner_end
            while cursor < len(ordered) and ordered[cursor].end <= start:
                if ordered[cursor].verb != "thought" and ordered[cursor].speaker:
                    last = ordered[cursor]
                cursor += 1
            if _is_taken(taken, start, end) or not _stands_alone(page, number):
                continue
            place = page.trimmed(quote.inner_start, quote.inner_end)
            if place is None:
                continue
            place = (place[0], start + len(page.raw[quote.inner_start : quote.inner_end].rstrip()))
            led = _led_by_colon(pages, page, quote.start, place)
            if led is not None:
                found.append(led)
                last = led
                continue
            near = (
                last
                if last is not None
                and page.index - last.paragraph <= _FAR
                and pages[last.paragraph].role == page.role
                else None
            )
            found.append(
                Draft(
                    page.index,
                    None,
                    near.speaker if near else None,
                    (place,),
                    rule="carried",
                    carried=True,
                    confidence=0.6 if near else 0.3,
                )
            )
            if near is not None:
                last = found[-1]
    return sorted(found, key=lambda d: d.order)


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
    if not tokens or len(tokens) > 40:
        return None
    verb = next(
        (t for t in tokens if t.dep_ in {"ROOT", "ccomp", "conj"} and t.pos_ in {"VERB", "AUX"}), None
    )
    offset = page.paragraph.start
    if verb is None:
        cue = (offset + len(before) - 1, offset + len(before))
        who = page.place(tokens[0].i, tokens[-1].i) if len(tokens) <= 15 else None
    else:
        reach = speaker_of(page, verb)
        who = page.place(*reach) if reach else None
        cue = page.place(*verb_group(verb)) or (offset + len(before) - 1, offset + len(before))
    return (cue, who, verb.lemma_ if verb else ":") if who is not None else None


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
    return starts and ends and page.words(quote) >= 4
