"""An article's prose as sentences that know their clauses, actors, times, statements and truce words.

A sentence is the unit in which claims are read. Offsets are those of the article's text throughout.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from truceline.actors import Cast, Mention
from truceline.claims._lexicon import pattern
from truceline.language import Paragraph, Parsed
from truceline.model import Article, Evidence, Statement, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["LAST_OF_NEWS", "READ_ROLES", "VERBAL", "Sentence", "Truce", "sentences"]

LAST_OF_NEWS = 2
"""Number of the last sentence in which the news is told, the headline being 0."""
READ_ROLES = frozenset({"headline", "subhead", "body", "caption"})
"""Parts that may say something of a ceasefire. Related headlines, comments and page furniture never do: a
report is not responsible for what surrounds it."""

_CLAUSE = frozenset({
    "ROOT", "ccomp", "advcl", "relcl", "acl", "conj", "parataxis", "pcomp", "csubj", "dep", "appos",
})  # fmt: skip
_SHARES_SUBJECT = frozenset({"xcomp", "conj", "advcl", "pcomp", "aux", "ccomp", "prep"})
_UNITS = frozenset({"hour", "day", "week", "month", "minute", "point", "stage", "phase"})
VERBAL = frozenset({"VERB", "AUX"})
"""Parts of speech that make a clause."""
OTHERS_REACH = 3
"""How many sentences behind the name of a truce "the second" and "that of May" mean another one."""
_DEEPEST = 4
"""How many clauses a subject is looked for in."""

_NAMES = frozenset({"name", "unknown_group"})
_DATED_NAME = re.compile(
    r"\s+(?:(?:Revolutionary|Popular|People['’]s)\s+)?(?:MOVEMENT|Movement|BRIGADES?|Brigades?|FRONT|Front|BATTALION"
    r"|Battalion|COALITION|Coalition|PLATFORM|Platform|ORGANI[SZ]ATION|Organi[sz]ation)\b"
)
"""What stands behind a date that is a name's first half."""
Kind = Literal["name", "act", "anaphor", "peace"]
_LISTS: tuple[tuple[Kind, str], ...] = (
    ("name", "nouns.named"),
    ("act", "nouns.acts"),
    ("peace", "nouns.peace"),
    ("anaphor", "nouns.anaphors"),
)


@dataclass(frozen=True)
class Truce:
    """Words for a ceasefire: a `name` ("truce"), an `act` ("stop firing"), an `anaphor` ("the deal").

    Instruments that end a war (`peace`) stand for one only beside a word of stopping the fighting. `other`
    marks words that name another one than the one just spoken of: "that of 12 May", "the second, signed in".
    """

    start: int
    end: int
    text: str
    kind: Kind
    other: bool = False


@dataclass(frozen=True, eq=False)
class Sentence:
    """One sentence in its paragraph, with everything that was found in it."""

    article: Article
    paragraph: Paragraph
    span: Span
    start: int
    end: int
    index: int
    truces: tuple[Truce, ...]
    mentions: tuple[Mention, ...]
    times: tuple[TimeExpression, ...]
    statements: tuple[Statement, ...] = field(repr=False)
    cast: Cast = field(repr=False)

    @property
    def role(self) -> str:
        """The role of the segment in which the sentence stands."""
        return self.paragraph.role

    @cached_property
    def text(self) -> str:
        """The sentence as it stands in the article."""
        return self.article.text[self.start : self.end]

    def offsets(self, match: re.Match[str]) -> tuple[int, int]:
        """The article offsets of a match in `text`."""
        return self.start + match.start(), self.start + match.end()

    def evidence(self, start: int | None = None, end: int | None = None) -> Evidence:
        """The words between two article offsets (by default the whole sentence) as evidence."""
        left, right = self.start if start is None else start, self.end if end is None else end
        return Evidence(article=self.article.id, start=left, end=right, text=self.article.text[left:right])

    def token_at(self, offset: int) -> Token | None:
        """The token that holds an article offset."""
        for token in self.span:
            left = self.paragraph.start + token.idx
            if left <= offset < left + len(token):
                return token
        return None

    def place(self, token: Token) -> int:
        """The article offset at which a token begins."""
        return self.paragraph.start + token.idx

    def extent(self, token: Token) -> tuple[int, int]:
        """The article offsets of a token's whole subtree."""
        return self.place(token.left_edge), self.place(token.right_edge) + len(token.right_edge)

    def phrase(self, token: Token) -> tuple[int, int]:
        """The article offsets of the noun phrase around a noun: "a ceasefire of 48 hours" for "hours".

        Relative clauses and appositions are left out.
        """
        top = token
        measure = token.lemma_.lower() in _UNITS or token.ent_type_ in {"DATE", "TIME", "GPE"}
        while measure and _hangs_on_noun(top):
            top = top.head.head
        end = max(self.place(t) + len(t) for t in (token, top))
        for child in (*token.children, *top.children):
            if child.dep_ not in {"relcl", "acl", "appos", "punct"}:
                end = max(end, self.extent(child)[1])
        return self.place(top.left_edge), end

    def clause(self, token: Token) -> Token:
        """The head (mostly a verb) of the clause in which a token stands."""
        current = token
        while current.head != current:
            if current.dep_ in _CLAUSE and current.pos_ in VERBAL:
                return current
            current = current.head
        return current

    def clause_at(self, offset: int) -> Token | None:
        """The clause head over an article offset."""
        token = self.token_at(offset)
        return None if token is None else self.clause(token)

    def subject(self, verb: Token, depth: int = 0) -> Token | None:
        """The subject of a clause, looked for in the clauses that it shares it with."""
        for child in verb.children:
            if child.dep_ in {"nsubj", "nsubjpass", "csubj", "expl"}:
                if child.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl":
                    return verb.head
                return child
        if verb.dep_ in {"acl", "relcl"}:
            return verb.head
        if verb.dep_ == "advcl" and verb.tag_ in {"VBD", "VBZ", "VBP"}:
            return None
        if verb.head != verb and depth < _DEEPEST and verb.dep_ in _SHARES_SUBJECT:
            head = verb.head if verb.head.pos_ in VERBAL else self.clause(verb.head)
            return self.subject(head, depth + 1)
        return None

    def actors_in(self, start: int, end: int) -> tuple[Mention, ...]:
        """The actor mentions between two article offsets."""
        return tuple(m for m in self.mentions if start <= m.start and m.end <= end)

    def statement_at(self, offset: int) -> Statement | None:
        """The innermost statement in whose content an offset stands."""
        best: Statement | None = None
        for statement in self.statements:
            if any(c.start <= offset < c.end for c in statement.content):
                size = sum(c.end - c.start for c in statement.content)
                if best is None or size < sum(c.end - c.start for c in best.content):
                    best = statement
        return best

    def truces_of(self, *kinds: str) -> tuple[Truce, ...]:
        """The truce words of these kinds."""
        return tuple(t for t in self.truces if t.kind in kinds)


def sentences(parsed: Parsed, article: Article, cast: Cast) -> Iterator[Sentence]:
    """The sentences of an article's own parts, in order, each with what stands in it."""
    index = 0
    named = -OTHERS_REACH - 1
    times = sorted(article.times, key=lambda t: t.start)
    starts = [t.start for t in times]
    for paragraph in parsed.paragraphs:
        if paragraph.role not in READ_ROLES:
            continue
        for span in paragraph.doc.sents:
            start, end = paragraph.offsets(span)
            while end > start and article.text[end - 1].isspace():
                end -= 1
            if end == start:
                continue
            low = bisect.bisect_left(starts, start)
            high = bisect.bisect_left(starts, end)
            mentions = cast.within(start, end)
            truces = tuple(_truces(article.text, start, end, told=index - named <= OTHERS_REACH))
            if any(t.kind in {"name", "act"} for t in truces):
                named = index
            yield Sentence(
                article, paragraph, span, start, end, index, truces, mentions,
                tuple(t for t in times[low:high] if not _in_name(article.text, mentions, t)),
                _statements(article.statements, start, end),
                cast,
            )  # fmt: skip
            index += 1


def _in_name(text: str, mentions: Sequence[Mention], time: TimeExpression) -> bool:
    """Whether a date is part of somebody's name: "the Movement of 23 March", "Jan Kovac", "the April 19
    Movement".
    """
    if any(c.isdigit() for c in time.text) and _DATED_NAME.match(text, time.end) is not None:
        return True
    return any(
        m.kind in _NAMES
        and m.start <= time.start
        and time.end <= m.end
        and time.end - time.start < m.end - m.start
        for m in mentions
    )


def _hangs_on_noun(token: Token) -> bool:
    """Whether a noun hangs on another through a preposition: "hours" in "a ceasefire of 48 hours"."""
    return token.dep_ == "pobj" and token.head.dep_ == "prep" and token.head.head.pos_ in {"NOUN", "PROPN"}


def _statements(statements: Sequence[Statement], start: int, end: int) -> tuple[Statement, ...]:
    return tuple(s for s in statements if s.start < end and start < s.end)


def _truces(text: str, start: int, end: int, *, told: bool) -> Iterator[Truce]:
    """Truce words between two offsets: names before acts before anaphors, none inside another.

    What names another truce than the one just spoken of counts where one is `told`, or named before it.
    """
    taken: list[tuple[int, int]] = []
    piece = text[start:end].replace("\u00a0", " ")
    found: list[Truce] = []
    for kind, name in _LISTS:
        for match in pattern(name).finditer(piece):
            left, right = match.start() + start, match.end() + start
            if any(left < b and a < right for a, b in taken):
                continue
            taken.append((left, right))
            found.append(Truce(left, right, text[left:right], kind))
    first = min((t.start for t in found if t.kind in {"name", "act"}), default=end)
    for match in pattern("nouns.others").finditer(piece):
        left, right = match.start() + start, match.end() + start
        if told or first < left:
            found = [t for t in found if t.end <= left or right <= t.start]
            found.append(Truce(left, right, text[left:right], "name", other=True))
    yield from sorted(found, key=lambda t: t.start)
