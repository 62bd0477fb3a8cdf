"""The cue words, loaded once from `data/cues.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from typing import Any

from truceline.model import Act, VerbClass

__all__ = ["Frame", "Lexicon", "lexicon"]


@dataclass(frozen=True)
class Frame:
    """How one cue verb attributes: its class, what saying it does, and where its content stands.

    `takes` holds any of quote, clause, infinitive, object, hearer; `prepositions` those after which content
    stands; `particle` is the second word of a phrasal verb ("out" of "point out"), empty for a plain verb.
    """

    lemma: str
    particle: str
    verb: VerbClass
    act: Act
    takes: frozenset[str]
    prepositions: frozenset[str]


@dataclass(frozen=True)
class Lexicon:
    """All word lists of this room. `verbs` maps a lemma to its frames, phrasal ones first; `words` the plain
    lists; `cues` all lemmas by which a rule may begin."""

    verbs: Mapping[str, tuple[Frame, ...]]
    words: Mapping[str, frozenset[str]]
    cues: frozenset[str]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.words[name]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The word lists of `data/cues.toml` and `data/words.toml`."""
    verbs: dict[str, list[Frame]] = {}
    for block in _read("cues.toml")["verbs"]:
        for words in block["words"]:
            frame = _frame(block, words)
            known = verbs.setdefault(frame.lemma, [])
            same = next((n for n, other in enumerate(known) if other.particle == frame.particle), None)
            if same is None:
                known.append(frame)
            else:
                known[same] = _joined(known[same], frame)
    ordered = {lemma: tuple(sorted(frames, key=lambda f: not f.particle)) for lemma, frames in verbs.items()}
    lists = {name: frozenset(block["words"]) for name, block in _read("words.toml").items()}
    cues = frozenset(ordered).union(*(lists[name] for name in ("answering", "asking", "noun_cues")))
    return Lexicon(ordered, lists, cues)


def _frame(block: Mapping[str, Any], words: str) -> Frame:
    lemma, _, particle = words.partition(" ")
    return Frame(
        lemma,
        particle,
        block["class"],
        block["act"],
        frozenset(block["takes"]),
        frozenset(block.get("with", ())),
    )


def _joined(first: Frame, second: Frame) -> Frame:
    """A verb that stands in two blocks has the class and act of the first, and takes what either takes."""
    return replace(
        first, takes=first.takes | second.takes, prepositions=first.prepositions | second.prepositions
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("data", name).read_text("utf-8"))
