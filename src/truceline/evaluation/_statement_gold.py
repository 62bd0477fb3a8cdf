"""Gold statements as they come: marked press reports, tagged reports, PolNeAR and GUM."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from truceline.errors import UsageError

__all__ = ["Gold", "GoldText", "Place", "is_of_saying", "read_gold", "read_gum"]

Place = tuple[int, int]
_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"[\"“”„«»]|''|``")
_SPEECH = re.compile(
    r"\b(say|says|said|saying|tell|tells|told|telling|add|adds|added|adding|accord(?:ing|s)?|writ(?:e|es|ing|ten)|wrote"
    r"|ask(?:s|ed|ing)?|not(?:e|es|ed|ing)|report(?:s|ed|ing)?|announc\w+|suggest\w*|call(?:s|ed|ing)?|tweet\w*"
    r"|describ\w+|argu\w+|continued|explain\w*|declin\w+|accus\w+|acknowledg\w+|criticiz\w+|declar\w+|urg\w+"
    r"|cit(?:e|es|ed|ing)|recall\w*|conclud\w+|claim\w*|respon\w+|prais\w+|agre\w+|propos\w+|stat(?:e|es|ed|ing|ement)"
    r"|warn\w*|promis\w+|insist\w*|repl(?:y|ies|ied|ying)|reveal\w*|pledg\w+|vow\w*|read|reads|dismiss\w*"
    r"|reject\w*|sp[eo]ak?\w*|den(?:y|ies|ied|ying)|indicat\w+|confirm\w*|admit\w*|assur\w+"
    r"|post(?:s|ed|ing)?|condemn\w*|welcom\w+|stress\w*|emphasi\w+|mention\w*|reiterat\w+|assert\w*|conced\w+|quot\w+"
    r"|demand\w*|testif\w+|comment\w*|complain\w*|predict\w*|referr\w+|remark\w*|repeat\w*|echo\w*|alleg\w+"
    r"|denounc\w+|advis\w+|inform\w*|caution\w*|contend\w*|maintain\w*|blam\w+"
    r"|threaten\w*|propos\w+|recommend\w*|swor\w+|apologi\w+|jok\w+|shout\w*)\b",
    re.IGNORECASE,
)
"""Words of cues that report speech (Levin 1993, class 37 and the performatives among 29 and 33); with quoted
words in the content they mark an attribution as speech, since PolNeAR does not say which of its attributions
are thoughts."""


_SAID = re.compile(r"said|says|asked|asks|added|adds|told|tells|wrote|writes|noted|notes|According")


@dataclass(frozen=True)
class Gold:
    """One gold attribution. `mode` is direct, mixed or indirect; `speech` is False for thoughts and plans;
    `kind` and `part` as the set gives them; `optional` ones count neither for nor against; `nested` stand in
    another's content. `said_by` are the words of the source where the set gives them: some of its places for
    "he" and "said" point into longer words."""

    source: tuple[Place, ...]
    cue: tuple[Place, ...]
    content: tuple[Place, ...]
    mode: str
    speech: bool = True
    kind: str = ""
    part: str = "body"
    optional: bool = False
    nested: bool = False
    said_by: str = ""
    act: str = ""


@dataclass(frozen=True)
class GoldText:
    """A text with all that is marked in it.

    `flat` sets mark no statement within a statement. In those `by_cue` speech is told from thoughts by the
    cue and the quotation marks, since the set does not say. `verbs` are the starts of the verbs of a text in
    which only clauses are marked, None where noun phrases are as well.
    """

    id: str
    text: str
    gold: tuple[Gold, ...]
    flat: bool = False
    by_cue: bool = False
    verbs: tuple[int, ...] | None = None


def read_gold(path: Path) -> list[GoldText]:
    """The gold texts at a path; see `evaluate`."""
    if path.is_file() and path.suffix == ".json":
        return list(_read_marked(path))
    if path.is_file() and path.suffix == ".txt":
        return list(_read_tagged(path))
    if (path / "attributions").is_dir():
        return list(_read_polnear(path))
    if (path / "rst").is_dir():
        return list(read_gum(path))
    raise UsageError(
        "no gold statements of a known kind", where=str(path),
        cure="give a statements.json, a PolNeAR part (text/, attributions/) or a GUM folder (dep/, rst/)",
    )  # fmt: skip


def _read_marked(path: Path) -> Iterator[GoldText]:
    for name, marked in sorted(json.loads(path.read_text("utf-8"))["files"].items()):
        text = (path.parent / name).read_bytes().decode("utf-8")
        yield GoldText(name, text, tuple(_marked(entry) for entry in marked["statements"]))


_ACTS = {"refusal_to_comment": "declines", "denial": "denies", "evasion": "evades"}


def _marked(entry: dict[str, Any]) -> Gold:
    return Gold(
        source=_places(entry["source"]), cue=_places(entry["cue"]),
        content=tuple((p["start"], p["end"]) for p in entry["content"]), mode=entry["type"],
        speech=entry["kind"] not in {"intention", "expectation"}, kind=entry["kind"], part=entry["zone"],
        optional=entry.get("optional", False), nested="nested_in" in entry,
        said_by=(entry["source"] or {}).get("text", ""),
        act=_ACTS.get(entry["kind"], ""),
    )  # fmt: skip


_REPORT = re.compile(r"^# (?P<id>.+)$", re.MULTILINE)
_TAG = re.compile(r"<(?P<close>/)?(?P<part>[scq])(?P<number>\d+)(?: (?P<act>\w+))?>")


def _read_tagged(path: Path) -> Iterator[GoldText]:
    """Reports after lines `# kind id`, with `<s1>`, `<c1 act>` and `<q1>` around source, cue and content
    number 1.

    `<s1 2>` is the source of number 2 as well; a content in pieces has several `<q1>`.
    """
    pieces = _REPORT.split(path.read_text("utf-8"))
    for name, body in zip(pieces[1::2], pieces[2::2], strict=True):
        yield _tagged(name, body.strip())


def _tagged(name: str, body: str) -> GoldText:
    text, at = "", 0
    opened: dict[str, int] = {}
    places: dict[int, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    acts: dict[int, str] = {}
    shared: dict[str, int] = {}
    for tag in _TAG.finditer(body):
        text += body[at : tag.start()]
        at = tag.end()
        number, key = int(tag["number"]), tag["part"] + tag["number"]
        if tag["close"]:
            place = (opened.pop(key), len(text))
            for owner in {number, shared.pop(key, number)}:
                places[owner][tag["part"]].append(place)
        else:
            opened[key] = len(text)
            if tag["part"] == "s" and tag["act"]:
                shared[key] = int(tag["act"])
                continue
            acts[number] = tag["act"] or acts.get(number, "asserts")
    text += body[at:]
    gold = [
        _from_tags(text, parts, acts[number], [p["q"] for n, p in places.items() if n != number])
        for number, parts in sorted(places.items())
        if parts["q"]
    ]
    return GoldText(name, text, tuple(gold))


def _from_tags(text: str, parts: dict[str, list[Place]], act: str, others: list[list[Place]]) -> Gold:
    content = tuple(parts["q"])
    nested = any(s <= content[0][0] and content[-1][1] <= e for pieces in others for s, e in pieces)
    return Gold(
        tuple(parts["s"]), tuple(parts["c"]), content, _mode(text, content), kind=act, nested=nested, act=act
    )


def _places(span: dict[str, Any] | None) -> tuple[Place, ...]:
    return ((span["start"], span["end"]),) if span else ()


def _read_polnear(path: Path) -> Iterator[GoldText]:
    seen: set[Path] = set()
    for annotation in sorted((path / "attributions").glob("*.ann")):
        text_path = path / "text" / f"{annotation.stem}.txt"
        if not text_path.exists():
            text_path = path / "text" / f"{annotation.stem.rpartition('_')[0]}.txt"
        if text_path in seen:
            continue
        seen.add(text_path)
        text = text_path.read_bytes().decode("utf-8")
        yield GoldText(
            text_path.stem, text, tuple(_brat(annotation.read_text("utf-8"), text)), flat=True, by_cue=True
        )


def _brat(annotations: str, text: str) -> Iterator[Gold]:
    spans: dict[str, list[Place]] = {}
    for line in annotations.splitlines():
        key, _, rest = line.partition("\t")
        label = rest.partition("\t")[0]
        if key.startswith("T") and " " in label:
            spans[key] = [(int(a), int(b)) for a, b in (p.split() for p in label.split(" ", 1)[1].split(";"))]
    for line in annotations.splitlines():
        if line.startswith("E"):
            parts: dict[str, set[Place]] = defaultdict(set)
            for argument in line.partition("\t")[2].split():
                role, _, key = argument.partition(":")
                parts[role.rstrip("0123456789")] |= set(spans.get(key, ()))
            if parts["Content"]:
                yield _attribution(text, *(tuple(sorted(parts[r])) for r in ("Source", "Cue", "Content")))


def _attribution(
    text: str, source: tuple[Place, ...], cue: tuple[Place, ...], content: tuple[Place, ...]
) -> Gold:
    mode = _mode(text, content)
    if _is_swapped(text, source, cue):
        source, cue = cue, source
    words = " ".join(text[s:e] for s, e in cue)
    return Gold(source, cue, content, mode, mode != "indirect" or is_of_saying(words))


def _is_swapped(text: str, source: tuple[Place, ...], cue: tuple[Place, ...]) -> bool:
    """Whether source and cue have changed places in the set: "said" said it, by the cue "Ana Lund"."""
    said = " ".join(text[s:e] for s, e in source).split()
    named = " ".join(text[s:e] for s, e in cue)
    verb = bool(said) and _SAID.fullmatch(said[0]) is not None
    return verb and bool(named) and not is_of_saying(named)


def is_of_saying(cue: str) -> bool:
    """Whether the words of a cue hold a verb or noun of saying, or are a mark behind a speaker."""
    return bool(_SPEECH.search(cue)) or cue.strip() in {":", "-", "–", "—"}


def _mode(text: str, content: tuple[Place, ...]) -> str:
    pieces = [text[s:e].strip() for s, e in content]
    if not any(_QUOTED.search(p) for p in pieces):
        return "indirect"
    outside = sum(len(_WORD.findall(part)) for p in pieces for part in _outside(p))
    return "direct" if outside == 0 else "mixed"


def _outside(piece: str) -> list[str]:
    """What stands outside the marks of a piece; a piece with a single mark was cut out of a quotation."""
    parts = _QUOTED.split(piece)
    return [] if len(parts) == 2 and not all(part.strip() for part in parts) else parts[0::2]


def read_gum(path: Path, genre: str = "news") -> Iterator[GoldText]:
    """The texts of one genre of GUM, attribution taken from the discourse annotation."""
    for tree in sorted((path / "rst").glob(f"GUM_{genre}_*.rs4")):
        text, tokens = _conllu(path / "dep" / f"{tree.stem}.conllu")
        gold = tuple(_nested(text, list(_discourse(tree, text, tokens))))
        verbs = tuple(start for start, _, part in tokens if part in {"VERB", "AUX"})
        yield GoldText(tree.stem, text, gold, by_cue=True, verbs=verbs)


Token = tuple[int, int, str]


def _conllu(path: Path) -> tuple[str, list[Token]]:
    """The running text of a CoNLL-U file and its words (start, end, part of speech)."""
    text, tokens = "", []
    until, inner = 0, 0
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("# newpar") and not line.startswith("# newpar_block") and text:
            text = text.rstrip() + "\n\n"
        if not line[:1].isdigit():
            continue
        cells = line.split("\t")
        blank = "" if "SpaceAfter=No" in cells[9] else " "
        if "." in cells[0]:
            continue
        if "-" in cells[0]:
            until, inner = int(cells[0].split("-")[1]), len(text)
            text += cells[1] + blank
        elif int(cells[0]) <= until:
            start = max(text.find(cells[1], inner), inner)
            inner = min(start + len(cells[1]), len(text))
            tokens.append((start, inner, cells[3]))
        else:
            until = 0
            tokens.append((len(text), len(text) + len(cells[1]), cells[3]))
            text += cells[1] + blank
        if int(cells[0].split("-")[0]) == until and "-" not in cells[0]:
            until = 0
    return text.rstrip(), tokens


class _Tree:
    """An rs4 discourse tree: units, groups, and who is nucleus of whom."""

    def __init__(self, root: ET.Element) -> None:
        self.units: dict[str, list[int]] = {}
        self.nodes: dict[str, tuple[str | None, str]] = {}
        self.kids: dict[str, list[str]] = defaultdict(list)
        self.types = {g.get("id", ""): g.get("type", "") for g in root.iter("group")}
        self.relations = {r.get("name", ""): r.get("type", "") for r in root.iter("rel")}
        count = 0
        for unit in root.iter("segment"):
            words = (unit.text or "").split()
            self.units[unit.get("id", "")] = list(range(count, count + len(words)))
            count += len(words)
        self.count = count
        for node in [*root.iter("segment"), *root.iter("group")]:
            self.nodes[node.get("id", "")] = (node.get("parent"), node.get("relname") or "")
        for key, (parent, _) in self.nodes.items():
            if parent:
                self.kids[parent].append(key)

    def _is_nucleus(self, key: str) -> bool:
        parent, relation = self.nodes[key]
        joint = self.types.get(parent or "") == "multinuc" and self.relations.get(relation) == "multinuc"
        return relation == "span" or joint

    def own(self, key: str) -> set[int]:
        """The words of a node without the satellites hung on it."""
        if key in self.units:
            return set(self.units[key])
        return set().union(*(self.full(k) for k in self.kids[key] if self._is_nucleus(k)))

    def full(self, key: str) -> set[int]:
        """The words of a node with its satellites."""
        return self.own(key).union(*(self.full(k) for k in self.kids[key] if not self._is_nucleus(k)))


def _discourse(path: Path, text: str, tokens: list[Token]) -> Iterator[Gold]:
    root = ET.parse(path).getroot()
    tree = _Tree(root)
    if tree.count != len(tokens):
        return
    signals: dict[str, list[tuple[str, list[int]]]] = defaultdict(list)
    for signal in root.iter("signal"):
        at = [int(x) - 1 for x in (signal.get("tokens") or "").split(",") if x]
        signals[signal.get("source", "")].append((signal.get("subtype", ""), at))
    for key, (parent, relation) in tree.nodes.items():
        if not relation.startswith("attribution") or parent is None:
            continue
        content, above = tree.own(parent), parent
        while tree.nodes[above][1].startswith("attribution") and tree.nodes[above][0]:
            above = tree.nodes[above][0] or ""
            content |= tree.own(above)
        source = {t for kind, at in signals[key] if kind == "attribution_source" for t in at}
        cue = {
            t
            for kind, at in signals[key]
            if kind in {"indicative_word", "indicative_phrase", "dm", "colon"}
            for t in at
        }
        cue = cue or {t for t in tree.own(key) - source if tokens[t][2] == "VERB"}
        if cue:
            sources, cues, contents = (_runs(text, tokens, chosen) for chosen in (source, cue, content))
            mode = _mode(text, contents)
            words = " ".join(text[s:e] for s, e in cues).lower()
            yield Gold(sources, cues, contents, mode, mode != "indirect" or is_of_saying(words))


def _runs(text: str, tokens: list[Token], chosen: Iterable[int]) -> tuple[Place, ...]:
    runs: list[Place] = []
    for number in sorted(chosen):
        start, end, _ = tokens[number]
        if runs and start - runs[-1][1] <= 1 and "\n" not in text[runs[-1][1] : start]:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return tuple(runs)


def _nested(text: str, gold: list[Gold]) -> Iterator[Gold]:
    """The gold with what stands in another's content marked; what somebody says there of himself ("I think")
    counts neither for nor against, since it is no other's statement."""
    for one in gold:
        own = bool(one.source) and text[slice(*one.source[0])].lower() in {"i", "we"}
        inside = any(
            other is not one
            and one.cue
            and other.content[0][0] <= one.cue[0][0]
            and one.cue[-1][1] <= other.content[-1][1]
            for other in gold
        )
        yield replace(one, nested=inside, optional=inside and own)
