"""From a value back to the bytes: finding, claims, words, statement and speakers, report, file."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from truceline.cli._page import Page, join
from truceline.errors import UsageError
from truceline.model import Article, Claim, Evidence, Finding, Reading, Review, Statement, When
from truceline.wording import FIELDS, STANCES, Sources, Wording, say_when

__all__ = ["find_field", "print_why"]

MARGIN = 160
"""Characters of the line told on either side of the words."""


def find_field(reading: Reading, name: str) -> str:
    """The field meant by `name`, by its own name or as it is told in a brief.

    Raises:
        UsageError: no ceasefire has it; the message lists those that there are.
    """
    wanted = name.strip().lower().replace("-", "_").replace(" ", "_")
    there = list(dict.fromkeys(field for ceasefire in reading.ceasefires for field in ceasefire.fields))
    for field in there:
        if wanted in {field, FIELDS.get(field, field).replace(" ", "_").replace("-", "_")}:
            return field
    raise UsageError(
        f"no report says anything of {name!r}", cure=f"choose one of: {', '.join(there) or 'none'}"
    )


def print_why(page: Page, reading: Reading, field: str) -> None:
    """Print where every value of `field` was read, ceasefire by ceasefire."""
    view = _View(page, reading)
    for ceasefire in reading.ceasefires:
        findings = ceasefire.fields.get(field, ())
        if not findings:
            continue
        page.heading(join((ceasefire.label, "bold"), (f": {FIELDS.get(field, field)}", "bold cyan")))
        for finding in findings:
            view.write_finding(finding, field)
        view.write_files([c for f in findings for c in f.support])


class _View:
    """A page, and what must be known to write on it."""

    def __init__(self, page: Page, reading: Reading) -> None:
        self.page = page
        self.sources = Sources(reading)
        self.wording = Wording(reading.actors)
        self.said = {s.id: (s, a) for a in reading.articles for s in a.statements}

    def write_finding(self, finding: Finding, field: str) -> None:
        """A value, why it is held, and every place where it was read."""
        page = self.page
        page.blank()
        verdict = f"  ({finding.state}, {'' if finding.preferred else 'not '}preferred)"
        page.text(join((self.wording.step(finding, field), "bold"), (verdict, "dim")))
        if finding.why:
            page.row("because", finding.why, width=12)
        if isinstance(finding.value, When):
            for reading in finding.value.readings or (finding.value,):
                told = reading.why or f"{reading.basis}, to the {reading.precision.replace('_', ' ')}"
                page.row("worked out", f"{say_when(reading)}: {told}", width=12)
        if finding.review:
            review = finding.review
            page.row("reviewed", self._reviewed(review, field), width=12)
            if review.obsolete:
                page.row("look again", review.obsolete, width=12)
        if finding.against:
            page.row("against it", self.sources.cite_claims(finding.against), width=12)
        for claim in self.sources.claims(finding.support):
            self.write_claim(claim)

    def _reviewed(self, review: Review, field: str) -> str:
        """Who decided what, when and why, and what had been read."""
        number = f"decision {review.number}: " if review.number is not None else ""
        machine = self.wording.value(review.machine, field) if review.machine is not None else "nothing"
        told = f"{number}{review.decision} by {review.by}, {review.at}: {review.note.rstrip('.')}."
        return f"{told} Read by machine: {machine}."

    def write_claim(self, claim: Claim) -> None:
        """The words that a claim was read from, and who vouches for it."""
        page, sources = self.page, self.sources
        page.blank()
        for places in _by_line(claim.evidence, sources):
            article = sources.articles[places[0].article]
            where = ", ".join(f"{place.start} to {place.end}" for place in places)
            part = article.role_at(places[0].start) or "no part"
            page.text(join((sources.cite(places), "bold"), (f"  {part}, characters {where}", "dim")), 2)
            page.text(_line(article, places), 4)
        page.row("read as", _read_as(claim, self.wording), width=12, indent=4)
        if claim.statement in self.said:
            statement, article = self.said[claim.statement]
            content = " ... ".join(article.text[piece.start : piece.end] for piece in statement.content)
            page.row("said by", _speaker(statement, self.wording), width=12, indent=4)
            page.row(statement.mode, " ".join(content.split()), width=12, indent=4)
        if claim.chain:
            told = " > ".join(self.wording.name(actor) for actor in claim.chain)
            page.row("told by", told, width=12, indent=4)

    def write_files(self, claims: Sequence[str]) -> None:
        """The reports that these claims stand in, down to the digest of their bytes."""
        self.page.section("Reports")
        for name in dict.fromkeys(claim.article for claim in self.sources.claims(claims)):
            article = self.sources.articles[name]
            published = f", published {say_when(article.published)}" if article.published else ""
            title = f"{article.outlet or 'outlet not named'}: {article.title or '(no title)'}{published}"
            self.page.row(Text(self.sources.mark(name), style="bold"), title, width=12)
            source = article.source
            encoding = next((f", {m.value}" for m in article.metadata if m.name == "encoding"), "")
            digest = f"{source.uri}, {source.media_type}{encoding}, SHA-256 {source.sha256}"
            self.page.row("", Text(digest, style="dim"), width=12)


def _read_as(claim: Claim, wording: Wording) -> str:
    stance = STANCES.get(claim.stance, claim.stance) or claim.stance
    by = f", of {wording.names(claim.by)}" if claim.by else ""
    unsure = f", confidence {claim.confidence:.2g}" if claim.confidence < 1 else ""
    return f"{wording.value(claim.value, claim.field)} ({stance}{by}{unsure})"


def _speaker(statement: Statement, wording: Wording) -> str:
    name = wording.title(statement.actor) if statement.actor else "somebody who is not named"
    words = f", as “{' '.join(statement.speaker.text.split())}”" if statement.speaker else ""
    why = (statement.speaker.why if statement.speaker else "") or statement.why
    return f"{name}{words}{f' ({why})' if why else ''}"


def _by_line(places: Sequence[Evidence], sources: Sources) -> list[list[Evidence]]:
    """Places that stand on the same line together, in the order of the text."""
    lines: dict[tuple[str, int], list[Evidence]] = {}
    for place in sorted(places, key=lambda place: (place.start, place.end)):
        if place.article in sources.articles:
            lines.setdefault((place.article, sources.line(place.article, place.start)), []).append(place)
    return list(lines.values())


def _line(article: Article, places: Sequence[Evidence]) -> Text:
    """The line on which the words stand, the words marked."""
    text = article.text
    first, last = places[0].start, max(place.end for place in places)
    start = max(text.rfind("\n", 0, first) + 1, first - MARGIN)
    end = text.find("\n", last)
    end = min(len(text) if end < 0 else end, last + MARGIN)
    line = join(("..." if start and text[start - 1] != "\n" else "", "dim"))
    at = start
    for place in places:
        if place.start >= at:
            line.append_text(join((text[at : place.start], "dim"), (f">>{place.text}<<", "bold yellow")))
            at = place.end
    cut = "..." if end < len(text) and text[end] != "\n" else ""
    line.append_text(join((text[at:end] + cut, "dim")))
    return line
