"""Cue verbs: which verbs introduce statements, over the dependency parse and the quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from truceline.model import Act
from truceline.statements._contents import pieces_of
from truceline.statements._cue import CueVerb
from truceline.statements._draft import Draft, Place
from truceline.statements._lexicon import Frame, lexicon
from truceline.statements._page import Page
from truceline.statements._passives import passive_of
from truceline.statements._speakers import speaker_of
from truceline.statements._tree import SUBJECTS, children, governor, issued, verb_group

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["verb_drafts"]

_TITLE = 4
"""Words. A shorter quotation with a verb of saying in it is a title or a catchword, no report of another's
words."""
_CLOSED = {",”", '",', "”,", ',"', "»,", ",»", ",'", "',", "’,", ",’"}
_UNNAMED = re.compile(r"(?:not )?to (?:not )?be (?:named|identified|quoted)\b|anonymity\b")
"""What a source asks of a reporter is no statement on the matter."""
_OF_NOTE = re.compile(r"speak of\s*(?:[.,;:!?”\"]|\Z)")
"""What "no truce to speak of" ends with."""
_OPENING = tuple('“"„«')
_PARTICLES = {"prt", "prep", "advmod", "acomp", "ccomp"}
_ASKING = {"if", "whether", "that"}
_NEAR = 2
"""Reports before one that may have its speaker, the outer one first."""
_EMPTY = {"what", "which", "who", "that", "whom"}
_PEOPLE = {"us", "me", "him", "her", "them", "you", "it"}
_HEARD = {"ask", "press", "question", "tell"}
"""Verbs whose participle in front ("told of it, he said") only says what the speaker had heard."""
_CONFIDENCE = {"quote": 0.95, "clause": 0.85, "parenthesis": 0.85, "rest": 0.5}


def verb_drafts(page: Page) -> Iterator[Draft]:
    """The statements that cue verbs of one paragraph introduce."""
    near: list[Draft] = []
    for draft in _all_drafts(page):
        before = next((one for one in near if _goes_on(page, one, draft) or _holds(page, one, draft)), None)
        near = [*near[-_NEAR:], draft if before is None else replace(draft, speaker=before.speaker)]
        yield near[-1]


def _holds(page: Page, before: Draft, draft: Draft) -> bool:
    """Whether the words taken for the speaker are the report before: "Front denies truce, says ..."."""
    if before.speaker is None or before.cue is None or draft.speaker is None:
        return False
    token = page.doc[draft.token]
    headed = token.tag_ in {"VBZ", "VBP"} and token.nbor(-1).text == ","
    same = headed and draft.speaker[0] == before.speaker[0]
    return same and before.speaker[1] <= before.cue[0] and before.cue[1] <= draft.speaker[1]


def _goes_on(page: Page, before: Draft, draft: Draft) -> bool:
    """Whether a verb without a subject of its own stands right behind the content of the report before it."""
    token = page.doc[draft.token]
    if (
        any(True for _ in children(token, *SUBJECTS))
        or token.dep_ in {"relcl", "acl", "ROOT"}
        or draft.cue is None
    ):
        return False
    if before.token >= 0 and _reaches_over(token, page.doc[before.token]):
        return False
    end = before.content[-1][1]
    gap = page.text((end, draft.cue[0])) if 0 <= draft.cue[0] - end <= 30 else "."
    return (
        before.rule == "clause"
        and re.fullmatch(r"[\s,”\"–—-]*(?:(?:and|but|before|after|while|when|also|then|later|by)\s+)*", gap)
        is not None
    )


def _reaches_over(token: Token, cue: Token) -> bool:
    """Whether a finite verb is joined to one like it in front of a participle or infinitive that reports:
    "spoke of the army vowing to go on and said that ..."."""
    joined = token.dep_ == "conj" and token.head.i < cue.i and token.head.tag_ == token.tag_
    return joined and cue.tag_ in {"VBG", "VB"}


def _all_drafts(page: Page) -> Iterator[Draft]:
    for token, _ in page.telling:
        frame = _frame(token)
        if frame is None or _is_adjunct(page, token) or _is_bare(page, token):
            continue
        if token.tag_ == "VBN" and token.dep_ == "advcl" and token.lemma_.lower() in _HEARD:
            continue
        if token.lower_ == "said" and token.i and token.nbor(-1).text == "That":
            continue
        if (token.lower_ in _RAISING and _is_raised(token)) or _is_heading(page, token):
            continue
        if token.lemma_.lower() in {"quote", "cite"} and any(
            c.lower_ == "as" for c in children(token, "prep")
        ):
            continue
        draft = _draft(page, token, frame)
        if draft is not None:
            yield draft


_RAISING = {"said", "alleged", "rumoured", "rumored"}
_RAISED = {"to be", "to have"}


def _is_raised(token: Token) -> bool:
    """Whether something is said of somebody, not by him: "the man said to have spoken for them"."""
    helped = any(True for _ in children(token, "auxpass"))
    return not helped and token.doc[token.i + 1 : token.i + 3].text.lower() in _RAISED


def _is_heading(page: Page, token: Token) -> bool:
    """A participle that heads its sentence says how things are: "Declared candidates"."""
    heads = token.tag_ == "VBN" and token.dep_ == "ROOT" and token.is_sent_start
    return bool(heads) and not _follows_quotation(page, token)


def _frame(token: Token) -> Frame | None:
    """The frame of a token that may be a cue verb, None for any other word."""
    if token.pos_ not in {"VERB", "AUX"} and not token.tag_.startswith("VB"):
        return None
    frames = lexicon().verbs.get(token.lemma_.lower())
    if frames is None:
        return None
    if len(frames) == 1 and not frames[0].particle:
        return None if _is_called_off(token) else frames[0]
    near = {c.lower_ for c in token.children if c.i > token.i and c.dep_ in _PARTICLES}
    near |= {"clear", "plain"} & {t.lower_ for t in token.doc[token.i + 1 : token.i + 2]}
    near |= {"for"} & {t.lower_ for t in token.doc[token.i + 1 : token.i + 2]}
    near |= {"it"} if token.doc[token.i + 1 : token.i + 2].text.lower() == "it" else set()
    frame = next((f for f in frames if not f.particle or f.particle in near), None)
    return None if frame is not None and not frame.particle and _is_called_off(token) else frame


def _is_called_off(token: Token) -> bool:
    """Whether a particle makes another verb of it: "called off the talks", "opened up the road"."""
    return any(c.lower_ in _OTHERWISE for c in children(token, "prt"))


_OTHERWISE = {"off", "up", "down", "over", "around", "in"}


def _is_adjunct(page: Page, token: Token) -> bool:
    """ "Speaking to reporters, ...", "..., answering a question": says how something else was said."""
    if page.raw[token.idx + len(token) :].lstrip(" ,:")[:1] in _OPENING:
        return False
    return (
        token.tag_ == "VBG"
        and token.lemma_.lower() in lexicon()["adjuncts"]
        and (token.dep_ != "ROOT" or token.is_sent_start is True)
    )


def _follows_quotation(page: Page, token: Token) -> bool:
    """Whether a closing mark with a comma stands right before: then even a participle is "added" the cue."""
    return page.raw[max(0, token.idx - 4) : token.idx].strip()[-2:] in _CLOSED


def _is_bare(page: Page, token: Token) -> bool:
    """An infinitive or participle that reports no act of saying ("to find a way", "a plan called X", "denied
    ordering it", "no truce to speak of")."""
    if _is_undone(page, token) or _is_mistagged(token):
        return not _is_mistagged(token)
    if token.tag_ == "VBN" and token.dep_ in {"acl", "amod"} and not _follows_quotation(page, token):
        return not any(c.dep_ == "agent" for c in token.children)
    if token.tag_ != "VB" or any(
        c.tag_ == "MD" or c.lower_ in {"do", "does", "did"} for c in children(token, "aux")
    ):
        return False
    if _follows_quotation(page, token):
        return any(c.lower_ == "to" for c in children(token, "aux"))
    ruler = governor(token)
    if token.dep_ == "ROOT" or ruler is None:
        return token.dep_ == "ROOT" and token.i > 0
    return ruler.lemma_.lower() not in lexicon()["letting_speak"]


def _is_mistagged(token: Token) -> bool:
    """Whether what the tagger takes for a participle is the only verb that its sentence can have: "Two
    scholars, Ana Lund and Ivo Roth, found that ..."."""
    root = token.sent.root
    if token.tag_ != "VBN" or token.dep_ != "acl" or token.head.i != root.i or root.pos_ in {"VERB", "AUX"}:
        return False
    return any(c.i > token.i for c in children(token, "ccomp", "dobj"))


def _is_undone(page: Page, token: Token) -> bool:
    """Whether a gerund tells of what was not done, or "to speak of" of what there is none of."""
    ruler = governor(token) if token.tag_ == "VBG" and token.dep_ in {"xcomp", "pcomp"} else None
    denied = ruler is not None and ruler.lemma_.lower() in lexicon()["undone"]
    return denied or _OF_NOTE.match(page.raw, token.idx) is not None


def _draft(page: Page, token: Token, frame: Frame) -> Draft | None:
    first, last = verb_group(token)
    first = _cue_start(token, first)
    passive = passive_of(page, token, frame.takes)
    cue = CueVerb(page, token, frame, first, last, passive.speaker if passive else speaker_of(page, token))
    pieces, rule = (
        pieces_of(cue) if passive is None or passive.content is None else (passive.content, "clause")
    )
    if "document" in frame.takes and rule != "quote" and (token.tag_ == "VBG" or not _is_document(cue)):
        return None
    if passive and passive.content is None and not (rule == "quote" or _has_clause(token)):
        return None
    speaker = page.place(*cue.speaker) if cue.speaker else None
    pieces = tuple(p for p in pieces if speaker is None or p != speaker)
    if not pieces or _is_own_voice(cue) or all(_is_empty(page.text(p), frame.act) for p in pieces):
        return None
    if _is_of_sources(page, frame, pieces):
        return None
    nominal = rule == "clause" and not any(True for _ in children(token, "ccomp", "xcomp"))
    if nominal and frame.lemma in lexicon()["two_faced"] and not _is_speaker(cue):
        return None
    place = page.place(first, _with_preposition(page, token, last, pieces))
    verb = "speech" if rule == "quote" and frame.verb == "position" else frame.verb
    return Draft(
        page.index, place, speaker, pieces, verb, _act(cue, nominal=nominal), rule, _CONFIDENCE[rule],
        lemma=token.lemma_.lower(), token=token.i,
    )  # fmt: skip


def _with_preposition(page: Page, token: Token, last: int, pieces: tuple[Place, ...]) -> int:
    """The last token of a cue with the preposition between it and the content: "complained of", "called
    for"."""
    after = page.doc[last + 1 : last + 3]
    if len(after) < 2 or after[0].head.i != token.i or after[0].dep_ not in {"prep", "mark"}:
        return last
    begins = page.paragraph.start + after[1].idx == pieces[0][0]
    return last + 1 if begins and after[0].lower_ in _OF else last


_OF = {"of", "about", "on", "for", "to", "with", "against", "at"}


def _act(cue: CueVerb, *, nominal: bool) -> Act:
    """The act of the frame, but for verbs that do another thing with another complement.

    "Declared a truce" brings one about, "declared that it held" asserts it; "called the observers to come"
    asks.
    """
    if cue.frame.act == "declares" and not nominal:
        return "asserts"
    if cue.frame.lemma == "call" and any(
        c.tag_ == "VB" and any(a.lower_ == "to" for a in children(c, "aux"))
        for c in children(cue.token, "xcomp", "ccomp", "advcl")
    ):
        return "asks"
    return cue.frame.act


def _is_own_voice(cue: CueVerb) -> bool:
    """Within a quotation "I propose" and "we believe" are the words of who is quoted, no statement of
    another; an infinitive without a subject reports nothing."""
    if cue.region >= 0 and cue.page.words(cue.page.quotes[cue.region]) <= _TITLE:
        return True
    if cue.speaker is None:
        return cue.token.tag_ in {"VB", "VBG"} or cue.region >= 0
    words = cue.page.doc[cue.speaker[0] : cue.speaker[1] + 1].text.lower()
    if words in {"who", "what", "which", "whoever"}:
        return True
    return cue.region >= 0 and cue.page.doc[cue.speaker[0]].lower_ in {"i", "we", "you", "us", "me"}


def _is_empty(text: str, act: str) -> bool:
    """Whether a content says nothing by itself: "what", and "us" as those who are asked."""
    return text.lower() in _EMPTY or (text.lower() in _PEOPLE and act in {"asks", "asserts", "orders"})


def _is_of_sources(page: Page, frame: Frame, pieces: tuple[Place, ...]) -> bool:
    """ "Citing officials", "asked not to be named": where it is from, not what was said."""
    if frame.act == "asks" and _UNNAMED.match(page.text(pieces[0])):
        return True
    return frame.lemma in {"cite", "quote"} and _names_sources(page, pieces)


def _names_sources(page: Page, pieces: tuple[Place, ...]) -> bool:
    """ "Citing officials" says where it is from, not what was said."""
    lists = lexicon()
    text = page.text(pieces[0])
    if len(text.split()) > 12:
        return False
    words = {w.strip("“”\"',.").lower() for w in text.split()}
    people = lists["offices"] | lists["crowd_sources"]
    return bool(words & people or {w.removesuffix("s") for w in words} & people)


def _has_clause(token: Token) -> bool:
    asked = [c for c in children(token, "advcl") if any(m.lower_ in _ASKING for m in children(c, "mark"))]
    return any(c.i > token.i for c in (*children(token, "ccomp", "xcomp"), *asked))


def _cue_start(token: Token, first: int) -> int:
    """The cue of "issued a joint statement saying" begins at "issued"."""
    if token.dep_ == "acl":
        issuer = issued(token.head)
        if issuer is not None:
            return verb_group(issuer)[0]
    if token.dep_ == "pcomp" and token.head.head.lemma_.lower() in {"quote", "cite"}:
        return verb_group(token.head.head)[0]
    return first


_BEINGS = {"PERSON", "ORG", "GPE", "NORP"}
_PEOPLE_ENDINGS = ("er", "ers", "or", "ors", "ist", "ists", "ian", "ians", "man", "men", "people")


def _is_speaker(cue: CueVerb) -> bool:
    """Whether the subject is somebody, or something written: a resistance that "underscores" a danger says
    nothing of it."""
    if cue.speaker is None:
        return False
    words = list(cue.page.doc[cue.speaker[0] : cue.speaker[1] + 1])
    within = range(words[0].i, words[-1].i + 1)
    head = next((t for t in words if t.head.i not in within), words[-1])
    lists, lemma = lexicon(), head.lemma_.lower()
    if head.pos_ == "PRON":
        return head.lower_ not in {"it", "this", "that", "which", "these", "those", "all", "what"}
    known = lemma in lists["offices"] or lemma in lists["crowd_sources"] or lemma in lists["artifacts"]
    return known or head.pos_ == "PROPN" or head.ent_type_ in _BEINGS or head.lower_.endswith(_PEOPLE_ENDINGS)


def _is_told(cue: CueVerb) -> bool:
    """Whether somebody is named in the same sentence as saying what the document holds: "the deal includes a
    swap, both sides said"."""
    sentence, plain = cue.token.sent, lexicon()["plain"]
    return any(t.lemma_.lower() in plain and t.pos_ == "VERB" and t.i != cue.token.i for t in sentence)


def _is_document(cue: CueVerb) -> bool:
    """Whether the subject is something written, or "it" after one."""
    if cue.speaker is None or _is_told(cue):
        return False
    words = list(cue.page.doc[cue.speaker[0] : cue.speaker[1] + 1])
    within, artifacts = range(words[0].i, words[-1].i + 1), lexicon()["artifacts"]
    if any(t.lemma_.lower() in artifacts and t.head.i not in within for t in words):
        return True
    return words[0].lower_ == "it" and any(
        t.lemma_.lower() in lexicon()["artifacts"] and t.dep_ in {"nsubj", "nsubjpass", "pobj", "dobj"}
        for t in cue.page.doc[max(0, cue.token.i - 60) : cue.speaker[0]]
    )
