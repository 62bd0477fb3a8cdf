"""Statements against gold: content, source and cue, per mode, speech apart from thought.

Three kinds of gold are read: a JSON file of statements marked in press reports (`statements.json` beside the
texts), a folder of PolNeAR (`text/` and brat standoff in `attributions/`; Newell, Margolin and Ruths 2018),
and a folder of GUM (`dep/` CoNLL-U and `rst/` discourse trees with attribution relations; Zeldes 2017).

How a prediction is counted. Spans are compared as sets of words. Predictions and gold of one text are paired
one to one, the best overlap of contents first. `exact`: the same words; `half`: intersection over union of
one half or more; `tokens`: words of all contents; `source` and `cue`: share of the half pairs whose source
(cue) shares a word; `act`: share of those typed in the gold that have its act; `triple`: half, and the
source shares a word (or neither side has one). Gold that gives a relative pronoun as the source ("who") is
met by the words right before it, for which it stands. A prediction that is paired with gold left out of a set
(thoughts, when speech is measured) counts neither for nor against. PolNeAR and GUM do not say which of their
attributions are speech: the words of the cue and quotation marks tell, by one list for gold and predictions
(`is_of_saying`). GUM marks clauses only, so a prediction without a verb in its content counts neither for nor
against there, nor does what somebody says of himself within his own words ("I think").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from msgspec import structs

from truceline.evaluation._statement_gold import Gold, GoldText, Place, is_of_saying, read_gold
from truceline.evaluation._statement_groups import count_pairs, read_groups
from truceline.language import parse_text
from truceline.model import Statement

__all__ = ["Gold", "GoldText", "evaluate", "read_gold", "score"]

Extract = Callable[[str], Sequence[Statement]]
_RELATIVE = {"who", "which", "that", "whom"}
_WORD = re.compile(r"\w+")


def evaluate(gold_path: Path, *, extract: Extract | None = None) -> list[dict[str, Any]]:
    """Measure statements against gold.

    Args:
        gold_path: a `statements.json`; tagged reports (`.txt`); a JSON file of grouped statements; a PolNeAR
            folder (with `text` and `attributions`); or a GUM folder (`dep`, `rst`).
        extract: the extractor to measure, from a text to statements; truceline's own by default.

    Returns:
        Rows {set, measure, precision, recall, f1, right, of}; `of` is how many the gold holds. For groups
        the pairs of statements in one group are counted.

    Raises:
        UsageError: there is no gold of a known kind at this path.
    """
    grouped = read_groups(gold_path)
    if grouped is not None:
        return [_row(_set_name(gold_path), "pairs in one group", *count_pairs(grouped))]
    run = extract or _own
    texts = read_gold(gold_path)
    pairs = [(gold, tuple(run(gold.text))) for gold in texts]
    return score(_set_name(gold_path), pairs)


def _own(text: str) -> Sequence[Statement]:
    from truceline.statements import extract  # noqa: PLC0415 - another extractor may be measured without it

    return extract(parse_text(text))


def _set_name(path: Path) -> str:
    return path.stem if path.is_file() else "/".join(path.parts[-2:])


def score(name: str, pairs: Iterable[tuple[GoldText, Sequence[Statement]]]) -> list[dict[str, Any]]:
    """The rows for texts and what was extracted from them."""
    texts = [_Compared(gold, list(found)) for gold, found in pairs]
    rows: list[dict[str, Any]] = []
    for subset in ("all", "speech", "direct", "mixed", "indirect", "thought", "nested"):
        chosen = [t.restricted(subset) for t in texts]
        if any(c.wanted for c in chosen):
            rows += _rows(f"{name} {subset}", chosen)
    return rows


class _Compared:
    """One text's gold and predictions as word sets, paired by content."""

    def __init__(self, gold: GoldText, found: list[Statement]) -> None:
        self.text, self.by_cue, self.verbs = gold.text, gold.by_cue, gold.verbs
        self.words = [(m.start(), m.end()) for m in _WORD.finditer(gold.text)]
        flat = _flat(found) if gold.flat else [s for s in found if s.content]
        self.gold, self.found = gold.gold, flat
        self.gold_words = [self._set(g.content) for g in gold.gold]
        self.found_words = [self._set([(p.start, p.end) for p in s.content]) for s in flat]
        self.pairs = self._pair()

    def _set(self, places: Iterable[Place]) -> frozenset[int]:
        chosen: set[int] = set()
        for start, end in places:
            at = bisect_left(self.words, (start, start))
            if at and self.words[at - 1][1] > start:
                at -= 1
            while at < len(self.words) and self.words[at][0] < end:
                chosen.add(at)
                at += 1
        return frozenset(chosen)

    def _pair(self) -> dict[int, tuple[int, float]]:
        """Gold number to (prediction number, overlap), one to one, the best overlap first."""
        options = []
        by_word: dict[int, list[int]] = defaultdict(list)
        for number, words in enumerate(self.found_words):
            for word in words:
                by_word[word].append(number)
        for g, words in enumerate(self.gold_words):
            for p in {p for word in words for p in by_word.get(word, ())}:
                overlap = len(words & self.found_words[p]) / len(words | self.found_words[p])
                options.append((-overlap, not self._same_source(g, p), g, p))
        paired: dict[int, tuple[int, float]] = {}
        used: set[int] = set()
        for overlap, _, g, p in sorted(options):
            if g not in paired and p not in used:
                paired[g] = (p, -overlap)
                used.add(p)
        return paired

    def _same_source(self, g: int, p: int) -> bool:
        speaker = self.found[p].speaker
        words = self._set([(speaker.start, speaker.end)]) if speaker else frozenset()
        wanted = self._set(self.gold[g].source)
        if speaker and self.gold[g].said_by.casefold() == speaker.text.casefold():
            return True
        if speaker and self._is_antecedent(g, speaker.end):
            return True
        return bool(words & wanted) or not (words or wanted)

    def _is_antecedent(self, g: int, end: int) -> bool:
        """Whether the gold source is a relative pronoun with nothing but marks between it and an offset."""
        source = self.gold[g].source
        if len(source) != 1 or self.text[slice(*source[0])].strip().lower() not in _RELATIVE:
            return False
        return end <= source[0][0] and not any(c.isalnum() for c in self.text[end : source[0][0]])

    def _same_cue(self, g: int, p: int) -> bool:
        cue, wanted = self.found[p].cue, self.gold[g].cue
        if cue is None or not wanted:
            return cue is None and not wanted
        return any(cue.start < end and start < cue.end for start, end in wanted)

    def restricted(self, subset: str) -> _Counted:
        """What counts for one subset of the gold."""
        wanted = [g for g, gold in enumerate(self.gold) if not gold.optional and _belongs(gold, subset)]
        kept = set(wanted)
        excused = {p for g, (p, overlap) in self.pairs.items() if g not in kept and overlap >= 0.3}
        mine = {p for g, (p, _) in self.pairs.items() if g in kept}
        predicted = [
            p for p, s in enumerate(self.found) if p in mine or (p not in excused and self._counts(s, subset))
        ]
        return _Counted(self, wanted, predicted)

    def _counts(self, statement: Statement, subset: str) -> bool:
        """Whether a prediction that is paired with nothing was one for this subset of this set."""
        if not _predicted(statement, subset):
            return False
        if self.verbs is not None and not any(_holds(self.verbs, p.start, p.end) for p in statement.content):
            return False
        spoken = statement.mode != "indirect" or statement.cue is None or is_of_saying(statement.cue.text)
        return spoken or not self.by_cue or subset in {"all", "nested", "thought"}


def _holds(places: Sequence[int], start: int, end: int) -> bool:
    """Whether one of these places, in order, stands in a stretch."""
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


def _flat(found: list[Statement]) -> list[Statement]:
    """As a flat set marks it: nothing nested, and a quotation without cue is part of the statement it goes
    on with."""
    kept: list[Statement] = []
    for statement in found:
        if statement.nested_in or not statement.content:
            continue
        if statement.cue is None and statement.speaker is None and kept:
            named = _GOES_ON.match(statement.why)
            same = (n for n, one in enumerate(kept) if named is not None and one.id == named["id"])
            at = next(same, len(kept) - 1)
            kept[at] = structs.replace(kept[at], content=(*kept[at].content, *statement.content))
        else:
            kept.append(statement)
    return kept


_GOES_ON = re.compile(r"goes on with (?P<id>[\w.:/-]+\.s\d+)")


def _belongs(gold: Gold, subset: str) -> bool:
    if subset == "all":
        return True
    if subset == "nested":
        return gold.nested
    if subset == "thought":
        return not gold.speech
    return gold.speech and subset in {"speech", gold.mode}


def _predicted(statement: Statement, subset: str) -> bool:
    if subset == "all":
        return True
    if subset == "nested":
        return statement.nested_in is not None
    thought = statement.verb == "thought" and statement.mode == "indirect"
    if subset == "thought":
        return thought
    return not thought and subset in {"speech", statement.mode}


@dataclass(frozen=True)
class _Counted:
    text: _Compared
    wanted: list[int]
    predicted: list[int]

    def hits(self, kind: str) -> int:
        """How many of the wanted gold are found in this sense."""
        return sum(self._is_hit(g, kind) for g in self.wanted)

    def _is_hit(self, g: int, kind: str) -> bool:
        p, overlap = self.text.pairs.get(g, (-1, 0.0))
        if overlap < (1.0 if kind == "exact" else 0.5):
            return False
        if kind in {"source", "triple"} and not self.text._same_source(g, p):
            return False
        return kind != "cue" or self.text._same_cue(g, p)

    def typed(self) -> int:
        """How many of the half pairs have an act in the gold."""
        return sum(self._is_hit(g, "half") and bool(self.text.gold[g].act) for g in self.wanted)

    def acts(self) -> int:
        """How many of these have the same act."""
        return sum(
            self._is_hit(g, "half") and self.text.gold[g].act == self.text.found[self.text.pairs[g][0]].act
            for g in self.wanted
        )

    def words(self) -> tuple[int, int, int]:
        """Words found rightly, predicted, wanted."""
        wanted = (
            frozenset().union(*(self.text.gold_words[g] for g in self.wanted)) if self.wanted else frozenset()
        )
        found = (
            frozenset().union(*(self.text.found_words[p] for p in self.predicted))
            if self.predicted
            else frozenset()
        )
        return len(wanted & found), len(found), len(wanted)


def _rows(name: str, counted: list[_Counted]) -> Iterator[dict[str, Any]]:
    predicted, wanted = sum(len(c.predicted) for c in counted), sum(len(c.wanted) for c in counted)
    for kind in ("exact", "half", "triple"):
        yield _row(name, kind, sum(c.hits(kind) for c in counted), predicted, wanted)
    half = sum(c.hits("half") for c in counted)
    for kind in ("source", "cue"):
        yield _row(name, f"{kind} given content", sum(c.hits(kind) for c in counted), half, half)
    yield _row(
        name, "act given content", sum(c.acts() for c in counted), *[sum(c.typed() for c in counted)] * 2
    )
    right, found, of = (sum(x) for x in zip(*(c.words() for c in counted), strict=True))
    yield _row(name, "tokens", right, found, of)


def _row(name: str, measure: str, right: int, predicted: int, of: int) -> dict[str, Any]:
    precision = right / predicted if predicted else 0.0
    recall = right / of if of else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {
        "set": name, "measure": measure, "precision": round(precision, 4), "recall": round(recall, 4),
        "f1": round(f1, 4), "right": right, "of": of,
    }  # fmt: skip
