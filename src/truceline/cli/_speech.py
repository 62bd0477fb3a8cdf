"""Who said what: by speaker, the same statement of several reports once, with its variants."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.text import Text

from truceline.cli._page import Page, join
from truceline.model import Article, Evidence, Reading, Statement
from truceline.wording import Sources, Wording, is_told, say_act

__all__ = ["count_statements", "write_speech"]

MANY = 150
"""Statements from which on fewer are told of each speaker."""
NAME = 60
_STATEMENT = re.compile(r"\b[\w.-]+\.s\d+\b")

_PRONOUNS = frozenset(["he", "she", "they", "it", "who", "we", "i"])


@dataclass(frozen=True)
class _Room:
    """How many speakers are told, statements of each, and versions and names of these."""

    speakers: int
    statements: int
    versions: int


@dataclass(frozen=True)
class _Said:
    """One statement in one report."""

    article: Article
    statement: Statement

    @property
    def words(self) -> str:
        pieces = (self.article.text[piece.start : piece.end] for piece in self.statement.content)
        return " ".join(" ... ".join(pieces).split()).strip(" ,;")

    @property
    def place(self) -> Evidence:
        start, end = self.statement.start, self.statement.end
        return Evidence(start=start, end=end, article=self.article.id, text=self.article.text[start:end])


def count_statements(reading: Reading) -> int:
    """How many statements a reading holds, those of comments and related headlines left out."""
    return sum(1 for _ in _all(reading))


def write_speech(page: Page, reading: Reading, sources: Sources, wording: Wording) -> None:
    """Write who said what, those whom most reports quote first."""
    speakers: dict[str, list[list[_Said]]] = defaultdict(list)
    for group in _grouped(reading):
        speakers[_speaker(_best_told(group, wording), wording)].append(group)
    if not speakers:
        return
    page.section("Who said what")
    room = _Room(14, 6, 3) if count_statements(reading) < MANY else _Room(12, 3, 1)
    ranked = sorted(speakers.items(), key=lambda item: (-sum(map(len, item[1])), item[0]))
    for n, (name, groups) in enumerate(page.some(ranked, room.speakers, "speakers")):
        if n:
            page.blank()
        page.text(Text(name, style="bold"), 2)
        _write_names(page, [said for group in groups for said in group], sources, wording, room)
        for group in page.some(groups, room.statements, "statements", indent=4):
            _write_group(page, group, sources, wording, room)


def _all(reading: Reading) -> Iterator[_Said]:
    for article in reading.articles:
        for statement in article.statements:
            if is_told(statement):
                yield _Said(article, statement)


def _grouped(reading: Reading) -> list[list[_Said]]:
    """Statements, those that say the same together, in the order of the first of them."""
    group_of = {s: group.id for group in reading.statement_groups for s in group.statements}
    first = {group.first for group in reading.statement_groups}
    groups: dict[str, list[_Said]] = {}
    for said in _all(reading):
        groups.setdefault(group_of.get(said.statement.id, f"alone {said.statement.id}"), []).append(said)
    for group in groups.values():
        group.sort(key=lambda said: said.statement.id not in first)
    return list(groups.values())


def _best_told(group: list[_Said], wording: Wording) -> _Said:
    """Of the versions of one statement the one that tells best who spoke: a person before the state or body
    that he speaks for, a known speaker before a mere name, a name before none."""
    first = group[0].statement.actor

    def known(said: _Said) -> tuple[bool, bool, bool]:
        actor = wording.actors.get(said.statement.actor or "")
        person = actor is not None and actor.kind == "person" and first in {None, actor.id, actor.of}
        return person, actor is not None, said.statement.speaker is not None

    return max(group, key=known)


def _speaker(said: _Said, wording: Wording) -> str:
    statement = said.statement
    if statement.actor:
        return wording.title(statement.actor)
    if statement.speaker and statement.speaker.text.lower() not in _PRONOUNS:
        return f"“{' '.join(statement.speaker.text.split())}”"
    return "Somebody who is not named"


def _write_names(page: Page, said: list[_Said], sources: Sources, wording: Wording, room: _Room) -> None:
    """Other names under which reports quote this speaker, with why they are the same, each reason once."""
    reasons: dict[str, tuple[str, list[_Said]]] = {}
    for one in said:
        speaker, actor = one.statement.speaker, one.statement.actor
        if speaker and actor and speaker.why and _is_other_name(speaker.text, wording.all_names(actor)):
            reasons.setdefault(speaker.why, (" ".join(speaker.text.split()), []))[1].append(one)
    for why, (text, these) in list(reasons.items())[: None if page.everything else room.versions]:
        where = sources.cite(one.place for one in these)
        told = _STATEMENT.sub(lambda m: sources.cite_statement(m[0]) or m[0], why)
        page.text(join((f"called “{page.cut(text, NAME)}” [{where}]: {told}", "dim italic")), 4)


def _is_other_name(text: str, names: Sequence[str]) -> bool:
    """Whether words are no name under which a speaker is generally known, no part of one and no pronoun."""
    own = [word for word in text.lower().split() if word != "the"]
    if set(own) <= _PRONOUNS or set(own) & set(names[0].lower().split()):
        return False
    return " ".join(own) not in {name.lower().removeprefix("the ") for name in names}


def _write_group(page: Page, group: list[_Said], sources: Sources, wording: Wording, room: _Room) -> None:
    several = wording.are_several(_best_told(group, wording).statement.actor)
    variants: dict[str, list[_Said]] = defaultdict(list)
    for said in group:
        variants[said.words].append(said)
    for n, (_, alike) in enumerate(page.some(list(variants.items()), room.versions, "versions", indent=8)):
        label = say_act(alike[0].statement, several=several) if n == 0 else "or"
        where = sources.cite(said.place for said in alike)
        line = join(_words(page, alike[0]), (_chain(alike[0], wording), "dim"), (f" [{where}]", "dim"))
        page.row(Text(label, style="cyan" if n == 0 else "dim"), line, width=14, indent=4)


def _words(page: Page, said: _Said) -> str:
    words = page.cut(said.words)
    if not words:
        return "(nothing more)"
    return f"“{words}”" if said.statement.mode == "direct" else words


def _chain(said: _Said, wording: Wording) -> str:
    """Through whom it came, the outlet itself left out."""
    outlet = (said.article.outlet or "").casefold()
    through = [name for a in said.statement.chain if (name := wording.name(a)).casefold() != outlet]
    return f" (through {', '.join(through)})" if through else ""
