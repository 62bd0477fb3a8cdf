"""Cues that are not verbs: "according to" and nouns of saying."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from truceline.statements._draft import Draft, Place
from truceline.statements._lexicon import lexicon
from truceline.statements._page import Page
from truceline.statements._speakers import speaker_of
from truceline.statements._tree import children, verb_group

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "according_drafts",
    "as_noted_drafts",
    "noun_drafts",
    "unsaid_drafts",
    "worded_drafts",
]

_UNSAID = re.compile(
    r"(?P<cue>To (?P<verb>\w+)),?\s(?P<content>[^.!?\n]{3,300}?),?\s(?P<source>[^,.!?]{1,80}?)\s"
    r"(?:did|could|would|does|will|has|was)\s?(?:not|n[’']t)(?:\s(?:able|want|wish))?\s*(?:[.!?]|\Z)"
)


def according_drafts(page: Page) -> Iterator[Draft]:
    """ "According to X, ..." and "..., according to X": the rest of the sentence is the content."""
    doc = page.doc
    for token in page.each[:-1] if page.mentions("ccording") else ():
        if token.lower_ != "according" or doc[token.i + 1].lower_ != "to":
            continue
        region = page.inside[token.i]
        reach = _source_after(page, token.i + 2)
        if reach is None:
            continue
        first, last = reach
        pieces = _rest_of_sentence(page, token, last)
        if pieces:
            yield Draft(
                page.index,
                page.place(token.i, token.i + 1),
                page.place(first, last),
                pieces,
                rule="according",
                lemma="according",
                confidence=0.85 if region == -1 else 0.7,
            )


def worded_drafts(page: Page) -> Iterator[Draft]:
    """ "By his words, ...", "in the words of the envoy, ...": the rest of the sentence is the content."""
    for token in page.each if page.mentions("words") else ():
        if token.lower_ != "words" or token.dep_ != "pobj" or token.head.lower_ not in {"by", "in"}:
            continue
        owner = next(iter(children(token, "poss")), None) or next(
            (o for c in children(token, "prep") if c.lower_ == "of" for o in children(c, "pobj")), None
        )
        if owner is None or page.inside[token.i] >= 0:
            continue
        last = max(token.i, int(owner.right_edge.i))
        pieces = _next_quotation(page, last) or _rest_of_sentence(page, token.head, last)
        if pieces:
            yield Draft(
                page.index, page.place(token.head.i if owner.i < token.i else token.i, token.i),
                page.place(*_owner_reach(owner, token)), pieces, rule="according",
                lemma="words", confidence=0.75,
            )  # fmt: skip


def _next_quotation(page: Page, last: int) -> tuple[Place, ...]:
    """The quotation right behind a token and a comma or colon."""
    at = page.span(last, last)[1]
    number = page.quote_after(at)
    if number is None or page.raw[at : page.quotes[number].start].strip(" \u00a0") not in {",", ":"}:
        return ()
    quote = page.quotes[number]
    place = page.within(quote.inner_start, quote.inner_end)
    return (place,) if place else ()


def as_noted_drafts(page: Page) -> Iterator[Draft]:
    """ "As noted in the message, ...", "as was stated by the ministry, ...": the rest of the sentence is the
    content."""
    doc, verbs = page.doc, lexicon().verbs
    for token in page.each[:-4]:
        if token.lower_ != "as":
            continue
        at = token.i + 1
        while at < len(doc) - 3 and (doc[at].pos_ in {"AUX", "ADV"} or doc[at].lower_ in {"it", "is", "was"}):
            at += 1
        verb, prep = doc[at], doc[at + 1]
        if verb.tag_ != "VBN" or verb.lemma_.lower() not in verbs or prep.lower_ not in {"in", "by", "at"}:
            continue
        reach = _source_after(page, at + 2)
        if reach is None:
            continue
        pieces = _rest_of_sentence(page, token, reach[1])
        if pieces:
            yield Draft(
                page.index, page.place(token.i, at), page.place(*reach), pieces, rule="according",
                lemma=verb.lemma_.lower(), confidence=0.75, token=at,
            )  # fmt: skip


def _source_after(page: Page, first: int) -> tuple[int, int] | None:
    """The noun phrase that begins at a token, up to the comma that ends the phrase."""
    doc = page.doc
    if first >= len(doc):
        return None
    head = doc[first]
    for _ in range(12):
        if head.head.i < first or head.head is head or head.dep_ in {"pobj", "dobj"}:
            break
        head = head.head
    last = max(first, int(head.right_edge.i)) if head.dep_ == "pobj" else first
    sentence_end = doc[first].sent.end - 1
    last = min(last, sentence_end)
    if head.dep_ != "pobj":
        while last < sentence_end and doc[last + 1].text not in {",", ".", ";"}:
            last += 1
    for i in range(first, last + 1):
        if (
            page.inside[i] != page.inside[first]
            and page.words(page.quotes[max(page.inside[i], page.inside[first])]) > 4
        ):
            return (first, i - 1) if i > first else None
    if doc[first - 2].is_sent_start:
        for i in range(first + 1, last + 1):
            if (
                doc[i].text == ","
                and doc[i].head.i >= first
                and doc[i + 1 : i + 2].text.lower() not in {"who", "which", "a", "an", "the"}
            ):
                tail = doc[i + 1 : last + 1]
                if any(t.dep_ in {"nsubj", "ROOT", "ccomp"} for t in tail):
                    return first, i - 1
    return first, last


def _rest_of_sentence(page: Page, token: Token, last: int) -> tuple[Place, ...]:
    doc, region = page.doc, page.inside[token.i]
    start, end = page.sentence(token.idx)
    cue_start, source_end = token.idx, doc[last].idx + len(doc[last])
    before = page.trimmed(start, cue_start) if start < cue_start else None
    after = page.trimmed(source_end, end) if source_end < end else None
    quoted = _whole_quotation(page, source_end, end) if region == -1 else None
    after = quoted or after
    sentence = before is not None and any(t.pos_ in {"VERB", "AUX"} for t in page.tokens(start, cue_start))
    if sentence and page.raw[source_end : source_end + 2].lstrip()[:1] not in {",", "–", "—", "-"}:
        after = None
    if region == -1 and before is not None:
        number = page.quote_before(cue_start)
        if number is not None and not page.raw[page.quotes[number].end : cue_start].strip(" ,–—-\u00a0"):
            quote = page.quotes[number]
            if quote.start < start:
                before = page.trimmed(quote.inner_start, quote.inner_end)
    if quoted is not None and not sentence:
        return (quoted,)
    if before and before[1] - before[0] >= 15:
        return (
            (before, after)
            if after and after[1] - after[0] > 25 and not _own_clause(page, last)
            else (before,)
        )
    return (after,) if after else ((before,) if before else ())


def _whole_quotation(page: Page, start: int, end: int) -> Place | None:
    """A quotation of several sentences that begins right behind the source."""
    number = page.quote_after(start)
    if number is None or page.raw[start : page.quotes[number].start].strip(" ,:\u00a0"):
        return None
    quote = page.quotes[number]
    return page.within(quote.inner_start, quote.inner_end) if quote.end > end else None


def _own_clause(page: Page, last: int) -> bool:
    return page.doc[last + 1 : last + 2].text == "," and page.doc[last + 2 : last + 3].text.lower() in {
        "adding",
        "who",
        "which",
        "while",
        "although",
        "but",
        "and",
    }


def noun_drafts(page: Page) -> Iterator[Draft]:
    """ "Turkish media reports that ...", "the statement of the ministry that ...": nouns with a clause of
    their own."""
    for token, lemma in page.telling:
        if lemma not in lexicon()["noun_cues"] or token.pos_ not in {"NOUN", "VERB"} or token.tag_[0] != "N":
            continue
        drafted = _expressed(page, token)
        if drafted is not None:
            if not (page.inside[token.i] >= 0 and _is_own_voice(page, drafted)):
                yield drafted
            continue
        source = _owner(token)
        if source is None or (page.inside[token.i] >= 0 and source.lower_ in _OWN_VOICE):
            continue
        place = _said_by_noun(page, token, source)
        if source is not None and place is not None and page.inside[source.i] == page.inside[token.i]:
            yield Draft(
                page.index,
                page.place(token.i, token.i),
                page.place(*_owner_reach(source, token)),
                (place,),
                rule="noun",
                lemma=lemma,
                confidence=0.6,
            )


def _is_own_voice(page: Page, draft: Draft) -> bool:
    """Whether somebody speaks of himself within his own words: "“We share the desire to find a way”"."""
    return draft.speaker is not None and page.text(draft.speaker).lower() in _OWN_VOICE


_OWN_VOICE = {"i", "we", "my", "our", "you", "your"}


def _expressed(page: Page, noun: Token) -> Draft | None:
    """ "Expressed confidence that ...", "gave assurances that ...", "confirmed their readiness to ..."."""
    verb = noun.head
    if noun.dep_ not in {"dobj", "ccomp"} or verb.lemma_.lower() not in lexicon()["expressing"]:
        return None
    clause = next((c for c in (*noun.children, *verb.children) if c.i > noun.i and _is_said(c)), None)
    towards = (c for c in noun.children if c.lower_ in _TOWARDS)
    clause = clause or next((o for c in towards for o in children(c, "pobj")), None)
    reach = speaker_of(page, verb)
    if clause is None or reach is None or page.inside[noun.i] != page.inside[verb.i]:
        return None
    place = page.place(max(int(clause.left_edge.i), noun.i + 1), int(clause.right_edge.i))
    cue = page.place(verb_group(verb)[0], noun.i)
    if place is None:
        return None
    frames = lexicon().verbs.get(verb.lemma_.lower())
    act = frames[0].act if frames else "asserts"
    return Draft(
        page.index, cue, page.place(*reach), (place,), act=act, rule="noun", lemma=noun.lemma_.lower(),
        confidence=0.75, token=verb.i,
    )  # fmt: skip


_TOWARDS = {"for", "about", "over", "at"}


def _said_by_noun(page: Page, noun: Token, source: Token) -> Place | None:
    clause = next((c for c in noun.children if c.i > noun.i and _is_said(c)), None)
    if clause is not None:
        return page.place(max(int(clause.left_edge.i), noun.i + 1), int(clause.right_edge.i))
    after = page.doc[max(noun.i, int(source.i)) + 1 :][:2]
    if len(after) == 2 and after[0].lower_ == "to" and after[1].tag_ == "VB" and source.i > noun.i:
        return page.place(after[0].i, int(after[1].right_edge.i))
    return None


def _is_said(child: Token) -> bool:
    marks = {c.lower_ for c in child.children if c.dep_ in {"mark", "aux"}}
    return child.dep_ in {"acl", "ccomp", "relcl", "xcomp", "advcl"} and (
        ("that" in marks and child.dep_ != "relcl") or "to" in marks
    )


def _owner(noun: Token) -> Token | None:
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ == "prep" and child.lower_ in {"of", "by", "from"}:
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return next(
        (c for c in noun.children if c.dep_ == "compound" and c.lower_ in lexicon()["crowd_sources"]), None
    )


def _owner_reach(source: Token, noun: Token) -> tuple[int, int]:
    first, last = source.left_edge.i, source.right_edge.i
    if source.i < noun.i:
        while last > source.i and source.doc[last].tag_ == "POS":
            last -= 1
        first = min(first, source.i)
        if source.dep_ == "compound":
            for child in noun.children:
                if child.dep_ == "poss" and child.i < source.i:
                    first = child.left_edge.i
    return first, last


def unsaid_drafts(page: Page) -> Iterator[Draft]:
    """ "To clarify what exactly is meant, he did not.": a refusal with its verb in front."""
    if "not" not in page.raw and "n't" not in page.raw and "n’t" not in page.raw:
        return
    for sentence in page.doc.sents:
        match = _UNSAID.match(page.raw, sentence.start_char, sentence.end_char)
        if match and match["verb"].lower() in lexicon()["answering"]:
            offset = page.paragraph.start
            content = page.trimmed(match.start("content"), match.end("content"))
            source = page.trimmed(match.start("source"), match.end("source"))
            if content and source:
                cue = (offset + match.start("cue"), offset + match.end("cue"))
                verb = next((t.i for t in sentence if t.idx == match.start("verb")), -1)
                yield Draft(
                    page.index,
                    cue,
                    source,
                    (content,),
                    act="evades",
                    rule="unsaid",
                    lemma=match["verb"].lower(),
                    token=verb,
                )
