"""What a judge sees of a candidate: its cue, its speaker and its content, as named properties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from truceline.statements._draft import Draft, Place
from truceline.statements._lexicon import lexicon
from truceline.statements._page import Page
from truceline.statements._tree import is_negated

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["features", "is_clausal"]

_WORDED = {"mark", "prt", "agent", "dative", "prep", "advmod", "npadvmod"}
_LENGTHS = (2, 4, 7, 12, 20, 35)


def features(page: Page, draft: Draft) -> tuple[str, ...]:
    """The names of the properties that a candidate has, each once, in a fixed order."""
    content = _tokens(page, draft.content[0]) if draft.content else None
    token = page.doc[draft.token] if draft.token >= 0 else None
    kind = _kind(page, draft, content, token)
    who = _who(page, draft)
    found = [
        f"rule={draft.rule}", f"class={draft.verb}", f"kind={kind}", f"who={who}", f"act={draft.act}",
        f"lemma={draft.lemma}", f"lemma,kind={draft.lemma},{kind}", f"lemma,who={draft.lemma},{who}",
        f"rule,kind={draft.rule},{kind}", f"kind,who={kind},{who}",
        f"class,kind={draft.verb},{kind}",
    ]  # fmt: skip
    found += _of_content(page, draft, content)
    found += _of_speaker(page, draft)
    if token is not None:
        found += _of_cue(page, draft, token)
    return tuple(dict.fromkeys(found))


_NOMINAL = {
    "dobj",
    "pobj",
    "attr",
    "oprd",
    "nsubj",
    "nsubjpass",
    "prep",
    "appos",
    "npadvmod",
    "dative",
    "conj",
}


def is_clausal(page: Page, draft: Draft) -> bool:
    """Whether the content is a clause or a quotation rather than a noun phrase."""
    if not draft.content:
        return False
    token = page.doc[draft.token] if draft.token >= 0 else None
    return _kind(page, draft, _tokens(page, draft.content[0]), token).removeprefix("pre") not in _NOMINAL


def _tokens(page: Page, place: Place) -> Span:
    offset = page.paragraph.start
    return page.tokens(place[0] - offset, place[1] - offset)


def _kind(page: Page, draft: Draft, content: Span | None, token: Token | None) -> str:
    """How the content stands to its cue: in quotation marks, a that-clause, an infinitive, an object."""
    if content is None or not len(content):
        return "none"
    region = page.inside[token.i] if token is not None else -1
    quoted = [page.inside[t.i] != region for t in content if not t.is_punct]
    if quoted and all(quoted):
        return "direct"
    if any(quoted):
        return "mixed"
    first, root = content[0], content.root
    side = "pre" if token is not None and first.i < token.i else ""
    if first.lower_ in {"that", "to", "if", "whether", "how", "why", "what"} and not side:
        return first.lower_
    return side + root.dep_


def _of_content(page: Page, draft: Draft, content: Span | None) -> Iterator[str]:
    words = sum(len(_tokens(page, p)) for p in draft.content)
    yield f"length={sum(words >= least for least in _LENGTHS)}"
    yield f"pieces={min(3, len(draft.content))}"
    if content is None or not len(content):
        return
    root = content.root
    yield f"first={content[0].lower_}"
    yield f"root={root.tag_}"
    yield f"root.lemma={root.lemma_.lower()}"
    yield f"clause={any(c.dep_ in {'nsubj', 'nsubjpass', 'expl'} for c in root.children)}"
    yield f"lemma,root={draft.lemma},{root.tag_}"


def _who(page: Page, draft: Draft) -> str:
    """What kind of words name the speaker."""
    if draft.speaker is None:
        return "nobody"
    words = _tokens(page, draft.speaker) if not draft.carried else None
    if words is None or not len(words):
        return "elsewhere"
    head, lists = words.root, lexicon()
    if head.pos_ == "PRON" or head.ent_type_:
        return head.lower_ if head.pos_ == "PRON" else head.ent_type_
    lemma = head.lemma_.lower()
    named = (name for name in ("offices", "artifacts", "crowd_sources") if lemma in lists[name])
    return next(named, head.pos_)


def _of_speaker(page: Page, draft: Draft) -> Iterator[str]:
    if draft.speaker is None or draft.carried:
        return
    words = _tokens(page, draft.speaker)
    if len(words):
        yield f"speaker={words.root.lemma_.lower()}"
        yield f"speaker.first={words[0].lower_}"
        yield f"speaker.length={sum(len(words) >= least for least in _LENGTHS)}"
    if draft.cue is not None:
        yield f"speaker.before={draft.speaker[0] < draft.cue[0]}"


def _of_cue(page: Page, draft: Draft, token: Token) -> Iterator[str]:
    region = "quoted" if page.inside[token.i] >= 0 else "open"
    yield f"tag={token.tag_}"
    yield f"dep={token.dep_}"
    yield f"lemma,tag={draft.lemma},{token.tag_}"
    yield f"lemma,dep={draft.lemma},{token.dep_}"
    yield f"region={region}"
    yield f"not={is_negated(token)}"
    yield f"head={token.head.lemma_.lower()}"
    yield f"head.tag={token.head.tag_}"
    for child in token.children:
        if child.dep_ in {"aux", "auxpass"}:
            yield f"aux={child.lower_}"
            yield f"lemma,aux={draft.lemma},{child.lower_}"
        elif child.dep_ in _WORDED:
            yield f"{child.dep_}={child.lower_}"
        else:
            yield f"child={child.dep_}{'<' if child.i < token.i else '>'}"
    if token.i:
        yield f"before={token.nbor(-1).lower_}"
    if token.i + 1 < len(page.doc):
        yield f"after={token.nbor(1).lower_}"
        yield f"lemma,after={draft.lemma},{token.nbor(1).tag_}"
