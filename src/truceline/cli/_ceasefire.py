"""One ceasefire in a brief: known, disputed, wrong, open, and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from rich.text import Text

from truceline.cli._page import Page, join
from truceline.model import Anomaly, Article, Ceasefire, Finding
from truceline.wording import FIELDS, LINKS, Sources, Wording, counted, hedge, open_questions, say_when

__all__ = ["STATUS_STYLE", "write_ceasefire", "write_slips"]

STATUS_STYLE = {
    "in_force": "bold green", "agreed": "bold green", "declared": "bold green", "accepted": "bold green",
    "extended": "bold green", "proposed": "bold yellow", "reported": "bold yellow",
    "suspended": "bold yellow", "denied": "bold red", "rejected": "bold red", "broken": "bold red",
    "ended": "bold red", "never_in_force": "bold red", "replaced": "bold",
}  # fmt: skip
VALUES = 5
SLIPS = 12
STEPS = 14
STEP = 160
SHORT = 34
"""Values of at most this many characters share a line."""

DECIDED = {"accept": "accepted", "correct": "corrected", "add": "added", "reject": "rejected"}


def write_ceasefire(
    page: Page, ceasefire: Ceasefire, sources: Sources, wording: Wording, *, number: int | None = None
) -> set[int]:
    """Write a ceasefire; the identities of the anomalies that were told with it."""
    _title(page, ceasefire, wording, number)
    fields = [name for name in FIELDS if name in ceasefire.fields]
    fields += [name for name in ceasefire.fields if name not in FIELDS]
    known = {name: _known(ceasefire.fields[name]) for name in fields}
    disputed = {name: _disputed(ceasefire.fields[name]) for name in fields}
    if any(known.values()):
        page.section("Known")
        for name, found in known.items():
            _write_known(page, name, found, sources, wording)
    if any(disputed.values()):
        page.section("Disputed")
        for name, found in disputed.items():
            _write_disputed(page, name, found, sources, wording)
    slips = _slips(ceasefire, sources)
    write_slips(page, "Looks wrong in the reports", slips, sources, wording)
    _write_open(page, ceasefire)
    _write_timeline(page, ceasefire, sources, wording)
    return {id(article.anomalies[n]) for article, n in slips}


def write_slips(
    page: Page, title: str, slips: Sequence[tuple[Article, int]], sources: Sources, wording: Wording
) -> None:
    """What looks wrong in the reports: the words, the arithmetic, and the value taken instead."""
    if not slips:
        return
    page.section(title)
    # The same slip at several places, or in several reports, is told once.
    alike: dict[tuple[str, str], list[tuple[Article, Anomaly]]] = defaultdict(list)
    for article, n in slips:
        alike[article.anomalies[n].kind, article.anomalies[n].message].append((article, article.anomalies[n]))
    for same in page.some(list(alike.values()), SLIPS, "slips"):
        where = sources.cite(place for _, anomaly in same for place in anomaly.evidence)
        _, anomaly = same[0]
        page.row(where or sources.mark(same[0][0].id), _slip(anomaly, wording))


def _title(page: Page, ceasefire: Ceasefire, wording: Wording, number: int | None) -> None:
    place = f"{number}  " if number is not None else ""
    page.heading(join((place, "dim"), (ceasefire.label, "bold")))
    status = next((f for f in ceasefire.fields.get("status", ()) if f.preferred), None)
    value = str(status.value) if status else ""
    told = wording.value(value, "status") if status else "status not told"
    if status:
        told += hedge(status, told)
    page.text(join((told[:1].upper() + told[1:], STATUS_STYLE.get(value, "bold"))))
    for finding in ceasefire.fields.get("effective", ()):
        if finding.preferred:
            page.text(join("Takes effect ", (wording.value(finding.value), "bold")))
    count = counted(len(ceasefire.articles), "report")
    conflict = f"{ceasefire.conflict}, " if ceasefire.conflict else ""
    page.text(join((f"{conflict}{count}, id {ceasefire.id}", "dim")))
    for link in ceasefire.linked:
        page.text(join((f"{LINKS[link.how]} {link.ceasefire}", "dim")))


def _known(findings: Sequence[Finding]) -> list[Finding]:
    return [f for f in findings if f.state != "disputed"]


def _disputed(findings: Sequence[Finding]) -> list[Finding]:
    return sorted((f for f in findings if f.state == "disputed"), key=lambda f: not f.preferred)


def _write_known(page: Page, name: str, findings: list[Finding], sources: Sources, wording: Wording) -> None:
    label = FIELDS.get(name, name.replace("_", " "))
    taken = [f for f in findings if f.preferred] or [f for f in findings if f.state != "superseded"]
    lines = _lines(page, name, taken, sources, wording)
    for line in page.some(list(lines), VALUES, "values", indent=20):
        page.row(Text(label, style="cyan"), line)
        label = ""
    earlier = [f for f in findings if f not in taken]
    for n, finding in enumerate(page.some(earlier, VALUES, "values", indent=20)):
        told = ("also told: " if n == 0 else "") + page.cut(wording.step(finding, name))
        page.row(Text(label, style="cyan"), join((told, "dim"), _cited(_where(finding, sources))))
        label = ""


def _lines(
    page: Page, name: str, findings: list[Finding], sources: Sources, wording: Wording
) -> Iterator[Text]:
    """The values of a field: the short ones on one line, the long ones on one line each."""
    told = [(page.cut(wording.step(f, name)), _where(f, sources)) for f in findings]
    short = [(text, where) for text, where in told if len(text) <= SHORT]
    if len(short) > 1:
        line = Text()
        for n, (text, where) in enumerate(short):
            last = n + 1 == len(short)
            # Values with the same sources share them: "Israel, Lebanon [Wire:3]".
            shared = not last and short[n + 1][1] == where
            line.append_text(join(text, ("", "") if shared else _cited(where), "" if last else ", "))
        yield line
    for text, where in told:
        if len(short) < 2 or len(text) > SHORT:
            yield join(text, _cited(where))


def _where(finding: Finding, sources: Sources) -> str:
    """The words that a value was read from, and who decided on it."""
    where = sources.cite_claims(finding.support)
    review = finding.review
    if review is None:
        return where
    told = f"{DECIDED[review.decision] if finding.preferred else 'set aside'} by {review.by}"
    if review.obsolete and finding.preferred:
        told += f"; to be looked at again: {review.obsolete}"
    return "; ".join(part for part in (where, told) if part)


def _cited(where: str) -> tuple[str, str]:
    return (f" [{where}]" if where else "", "dim")


def _write_disputed(
    page: Page, name: str, findings: list[Finding], sources: Sources, wording: Wording
) -> None:
    for n, finding in enumerate(findings):
        label = FIELDS.get(name, name.replace("_", " ")) if n == 0 else ""
        value = (wording.step(finding, name), "bold" if finding.preferred else "")
        page.row(
            Text(label, style="cyan"),
            join(("or " if n else "", "dim"), value, _cited(sources.cite_claims(finding.support))),
        )
        if finding.why:
            told = f"{'preferred: ' if finding.preferred else ''}{finding.why}"
            page.row("", Text(told, style="green" if finding.preferred else "dim"))


def _slips(ceasefire: Ceasefire, sources: Sources) -> list[tuple[Article, int]]:
    """The anomalies of the ceasefire's reports, each with the number that it has there."""
    articles = [sources.articles[a] for a in ceasefire.articles if a in sources.articles]
    return [(article, n) for article in articles for n in range(len(article.anomalies))]


def _slip(anomaly: Anomaly, wording: Wording) -> Text:
    quoted = dict.fromkeys(" ".join(place.text.split()) for place in anomaly.evidence)
    words = " / ".join(f"“{words}”" for words in quoted if words not in anomaly.message)
    message = anomaly.message.rstrip(".")
    line = join((f"{words}: " if words else "", "red"), message, ".")
    if anomaly.suggestion is not None:
        line.append_text(join(" Taken instead: ", (wording.value(anomaly.suggestion), "bold"), "."))
    return line


def _write_open(page: Page, ceasefire: Ceasefire) -> None:
    if told := open_questions(ceasefire):
        page.section("Still open")
        for question in told:
            page.text(question, 2)


def _write_timeline(page: Page, ceasefire: Ceasefire, sources: Sources, wording: Wording) -> None:
    if not ceasefire.timeline:
        return
    page.section("Timeline")
    # Two contacts that one sentence tells of are two steps, and one line here.
    rows: dict[tuple[str, str, str], None] = {}
    for entry in ceasefire.timeline:
        when = say_when(entry.when, briefly=True) if entry.when else "not dated"
        # A step is one or two words and wants its actors; a sentence of a report names them itself.
        by = wording.names(entry.actors) if len(entry.text) < SHORT else ""
        told = page.cut(entry.text, STEP) + (f": {by}" if by else "")
        rows[when, told, sources.cite_claims(entry.claims)] = None
    for when, told, cited in page.some(list(rows), STEPS, "steps"):
        page.row(Text(when, style="cyan"), join(told, _cited(cited)), width=32)
