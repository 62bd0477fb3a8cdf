"""A brief on ceasefires, as people hand it on: what is known, disputed, wrong and open, with footnotes.

This module says what stands in a brief; `_brief_html` and `_brief_docx` write it down.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from truceline.exports._index import Index
from truceline.figures.slips import Sum, work_out
from truceline.figures.talks import said_in_talks, say_talk, talks
from truceline.model import Ceasefire, Claim, Evidence, Finding
from truceline.wording import (
    FIELDS,
    LINKS,
    STANCES,
    Sources,
    Wording,
    counted,
    current_status,
    open_questions,
    say_published,
    say_when,
)

__all__ = ["Brief", "Line", "Note", "Section", "brief"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a section: its label ("" continues the one above), its text, the numbers of its notes,
    whether it is an account that the record does not stand by, and its arithmetic where that can be drawn.
    """

    label: str
    text: str
    notes: tuple[int, ...] = ()
    aside: bool = False
    sum: Sum | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its lines."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A source: the words that were read, where they stand, and the document with its digest (SHA-256).

    `again` tells in short where they stand, where an earlier note on the same ceasefire tells the document in
    full; else it is "".
    """

    words: str
    where: str
    uri: str
    digest: str
    again: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What a brief says of one ceasefire: its title, a line or two under it, and sections."""

    title: str
    under: tuple[str, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """The whole: a part per ceasefire, and the notes, numbered from 1 in the order in which they are first
    cited.
    """

    title: str
    parts: tuple[Part, ...]
    notes: tuple[Note, ...]


def brief(index: Index) -> Brief:
    """The brief on all ceasefires of a reading."""
    writer = _Writer(index)
    parts = tuple(writer.part(ceasefire) for ceasefire in index.reading.ceasefires)
    title = parts[0].title if len(parts) == 1 else counted(len(parts), "ceasefire")
    if not parts:
        title = f"No ceasefire in {counted(len(index.reading.articles), 'report')}"
    return Brief(title, parts, tuple(writer.notes))


@dataclass
class _Writer:
    """Numbers the notes while the parts are written."""

    index: Index
    notes: list[Note] = field(default_factory=list)
    numbers: dict[tuple[str, int, int], int] = field(default_factory=dict)
    told: dict[str, int] = field(default_factory=dict)
    """The notes that tell the reports of the present part in full."""

    def __post_init__(self) -> None:
        self.wording = Wording(self.index.reading.actors)
        self.sources = Sources(self.index.reading)
        self.claims: dict[str, list[Claim]] = {}
        for claim in self.index.reading.claims:
            self.claims.setdefault(claim.article, []).append(claim)

    def part(self, ceasefire: Ceasefire) -> Part:
        """What is told of one ceasefire."""
        self.told.clear()
        sections = (
            Section("Known", tuple(self._known(ceasefire))),
            Section("Disputed", tuple(self._disputed(ceasefire))),
            Section("Wrong in the reports", tuple(self._slips(ceasefire))),
            Section("Course of events", tuple(self._timeline(ceasefire))),
            Section("Negotiation", tuple(self._negotiation(ceasefire))),
            Section("Still open", tuple(Line("", told) for told in open_questions(ceasefire))),
        )
        return Part(ceasefire.label, tuple(self._under(ceasefire)), tuple(s for s in sections if s.lines))

    def _under(self, ceasefire: Ceasefire) -> Iterable[str]:
        status = current_status(ceasefire)
        told = self.wording.value(status, "status") if status else "status not told"
        yield f"{told[:1].upper()}{told[1:]}; {counted(len(ceasefire.articles), 'report')}"
        for link in ceasefire.linked:
            other = next((c.label for c in self.index.reading.ceasefires if c.id == link.ceasefire), "")
            yield f"{LINKS[link.how].capitalize()}: {other or link.ceasefire}"

    def _known(self, ceasefire: Ceasefire) -> Iterable[Line]:
        for name, findings in _in_order(ceasefire):
            settled = [f for f in findings if f.state != "disputed"]
            taken = [f for f in settled if f.preferred]
            label = FIELDS.get(name, name.replace("_", " "))
            for finding in taken + [f for f in settled if f not in taken]:
                yield self._line(label, finding, name, aside=finding not in taken)
                label = ""

    def _disputed(self, ceasefire: Ceasefire) -> Iterable[Line]:
        for name, findings in _in_order(ceasefire):
            disputed = sorted((f for f in findings if f.state == "disputed"), key=lambda f: not f.preferred)
            label = FIELDS.get(name, name.replace("_", " "))
            for finding in disputed:
                line = self._line(label, finding, name, aside=not finding.preferred)
                why = f" ({'preferred: ' if finding.preferred else ''}{finding.why})" if finding.why else ""
                yield Line(line.label, line.text + why, line.notes, line.aside)
                label = ""

    def _line(self, label: str, finding: Finding, name: str, *, aside: bool) -> Line:
        text = " ".join(self.wording.step(finding, name).split())
        if finding.review is not None:
            text += f" [decided by {finding.review.by}]"
        return Line(label, text, self._cite(self.index.evidence(finding)), aside)

    def _slips(self, ceasefire: Ceasefire) -> Iterable[Line]:
        told: dict[str, list[Evidence]] = {}
        sums: dict[str, Sum | None] = {}
        for article in (self.index.articles[a] for a in ceasefire.articles if a in self.index.articles):
            for anomaly in article.anomalies:
                text = anomaly.message.rstrip(".") + "."
                if anomaly.suggestion is not None:
                    text += f" Taken instead: {self.wording.value(anomaly.suggestion)}."
                told.setdefault(text, []).extend(anomaly.evidence)
                sums[text] = sums.get(text) or work_out(anomaly, article)
        return (Line("", text, self._cite(words), sum=sums[text]) for text, words in told.items())

    def _timeline(self, ceasefire: Ceasefire) -> Iterable[Line]:
        for entry in ceasefire.timeline:
            if entry.kind == "contact":
                continue
            when = say_when(entry.when, briefly=True) if entry.when else "not dated"
            words = [e for claim in self.index.claims(entry.claims) for e in claim.evidence]
            yield Line(when, " ".join(entry.text.split()), self._cite(words))

    def _negotiation(self, ceasefire: Ceasefire) -> Iterable[Line]:
        articles = [self.index.articles[a] for a in ceasefire.articles if a in self.index.articles]
        claimed = [claim for article in articles for claim in self.claims.get(article.id, ())]
        claims = [one for one in claimed if one.ceasefire == ceasefire.id]
        said = said_in_talks(articles, self.index.reading.statement_groups, claimed, ceasefire.id)
        for talk in talks(ceasefire, claims, said, {a.id: a.published for a in articles}):
            when = say_when(talk.when, briefly=True) if talk.when else "not dated"
            deed, who, where = say_talk(talk, self.wording)
            stance = STANCES.get(talk.stance, talk.stance)
            told = "; ".join(part for part in (f"{deed[:1].upper()}{deed[1:]}", who, where) if part)
            told += f" ({stance})" if stance else ""
            words = " ".join(talk.evidence[0].text.split())
            yield Line(when, f"{told}: “{words}”", self._cite(talk.evidence))

    def _cite(self, evidence: Sequence[Evidence]) -> tuple[int, ...]:
        """A note per report: the first passage in it; the others stand in the casebook."""
        first: dict[str, Evidence] = {}
        for words in evidence:
            if words.article in self.index.articles:
                first.setdefault(words.article, words)
        return tuple(sorted(self._number(words) for words in first.values()))

    def _number(self, words: Evidence) -> int:
        key = (words.article, words.start, words.end)
        if key not in self.numbers:
            article = self.index.articles[words.article]
            number = self.told.setdefault(article.id, len(self.notes) + 1)
            line = self.sources.line(words.article, words.start)
            title = f"“{article.title}”" if article.title else ""
            name = article.outlet or self.sources.mark(article.id)
            again = f"{name}, as in note {number}, line {line}" if number <= len(self.notes) else ""
            named = [name, title, say_published(article.published)]
            where = ", ".join([part for part in named if part] + [f"line {line}"])
            self.notes.append(
                Note(" ".join(words.text.split()), where, article.source.uri, article.source.sha256, again)
            )
            self.numbers[key] = len(self.notes)
        return self.numbers[key]


def _in_order(ceasefire: Ceasefire) -> list[tuple[str, tuple[Finding, ...]]]:
    """The fields in the order in which they are told; what is not known by name comes last."""
    names = [name for name in FIELDS if name in ceasefire.fields]
    names += [name for name in ceasefire.fields if name not in FIELDS]
    return [(name, ceasefire.fields[name]) for name in names]
