"""How a reading, a ceasefire and a statement show themselves in a notebook.

The types of the model know nothing of notebooks. `show` pairs a value with the reading that it is of, so that
the words behind it can stand beside it; `load_ipython_extension` (`%load_ext truceline`) tells IPython how
the plain values are shown. Figures show themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

from truceline.errors import UsageError
from truceline.model import Article, Ceasefire, Finding, Reading, Statement, When
from truceline.wording import (
    FIELDS,
    Sources,
    Wording,
    counted,
    current_status,
    open_questions,
    say_act,
    say_published,
    say_when,
)

__all__ = ["Shown", "load_ipython_extension", "show"]

LISTED = 50
"""Ceasefires that the table of a reading shows."""
PASSAGES = 6
"""Passages that stand under a value."""
_TABLE = 'style="border-collapse: collapse; text-align: left"'
_CELL = 'style="text-align: left; vertical-align: top; padding: .15em .9em .15em 0"'
_FAINT = 'style="opacity: .7"'


@dataclass(frozen=True)
class Shown:
    """A value with its reading: HTML in a notebook, plain text with `print`."""

    html: str
    text: str

    def _repr_html_(self) -> str:
        return self.html

    def __str__(self) -> str:
        return self.text


def show(reading: Reading, what: str | Ceasefire | Statement | None = None) -> Shown:
    """What a reading holds, or one ceasefire or statement of it, to be looked at in a notebook.

    Args:
        reading: from `truceline.read` or `Casebook.reading`.
        what: a ceasefire or statement of it, or the id of one; None for the whole.

    Raises:
        UsageError: the reading holds nothing of that id.
    """
    if what is None:
        return _reading(reading)
    name = what if isinstance(what, str) else what.id
    for ceasefire in reading.ceasefires:
        if ceasefire.id == name:
            return _ceasefire(ceasefire, reading)
    for article in reading.articles:
        for statement in article.statements:
            if statement.id == name:
                return _statement(statement, article, reading)
    raise UsageError(
        f"this reading holds no ceasefire and no statement with the id {name!r}",
        cure="take an id of its ceasefires, or of the statements of its articles",
    )


def load_ipython_extension(ipython: Any) -> None:
    """Let readings, ceasefires and statements show themselves: what `%load_ext truceline` calls.

    Args:
        ipython: the running `InteractiveShell`.
    """
    formatter = ipython.display_formatter.formatters["text/html"]
    tellers: dict[type, Callable[[Any], Shown]] = {
        Reading: _reading, Ceasefire: _ceasefire, Statement: _statement,
    }  # fmt: skip
    for kind, teller in tellers.items():
        formatter.for_type(kind, lambda value, teller=teller: teller(value).html)


def _reading(reading: Reading) -> Shown:
    wording = Wording(reading.actors)
    said = sum(len(article.statements) for article in reading.articles)
    told = [
        counted(len(reading.articles), "report"),
        counted(len(reading.ceasefires), "ceasefire"),
        counted(said, "statement"),
    ]
    told += [f"{counted(len(reading.failures), 'document')} set aside"] if reading.failures else []
    rows = [_outline(ceasefire, wording) for ceasefire in reading.ceasefires[:LISTED]]
    more = len(reading.ceasefires) - len(rows)
    heads = ("ceasefire", "status", "takes effect", "ends", "parties", "reports", "disputed")
    html = _paragraph(", ".join(told), strong=True) + (_table(rows, heads) if rows else "")
    html += _paragraph(f"and {more:,} more") if more > 0 else ""
    html += "".join(_paragraph(f"{f.uri}: {f.reason}") for f in reading.failures)
    text = [", ".join(told), *(f"{row[0]}: {'; '.join(cell for cell in row[1:] if cell)}" for row in rows)]
    return Shown(html, "\n".join(text))


def _outline(ceasefire: Ceasefire, wording: Wording) -> list[str]:
    def values(field: str) -> str:
        found = [wording.value(f.value, field) for f in ceasefire.fields.get(field, ()) if f.preferred]
        return ", ".join(found)

    disputed = [
        FIELDS.get(name, name)
        for name, found in ceasefire.fields.items()
        if any(f.state == "disputed" for f in found)
    ]
    return [
        f"{ceasefire.label} ({ceasefire.id})",
        current_status(ceasefire).replace("_", " "),
        *(values(field) for field in ("effective", "ends", "parties")),
        f"{len(ceasefire.articles)}",
        ", ".join(disputed),
    ]


def _ceasefire(ceasefire: Ceasefire, reading: Reading | None = None) -> Shown:
    """A record. Without its reading the words behind the values are not at hand, and only counted."""
    wording = Wording(reading.actors if reading else ())
    sources = Sources(reading) if reading else None
    rows: list[tuple[str, str, str]] = []
    lines = []
    for field in dict.fromkeys((*FIELDS, *ceasefire.fields)):
        label = FIELDS.get(field, field)
        for n, finding in enumerate(ceasefire.fields.get(field, ())):
            told = _worded(finding, field, wording)
            rows.append(("" if n else label, told, _behind(finding, sources)))
            lines.append(f"{label}: {told}")
    html = _paragraph(ceasefire.label, strong=True)
    html += _paragraph(f"{ceasefire.id}, {counted(len(ceasefire.articles), 'report')}")
    html += _rows((label, escape(told), behind) for label, told, behind in rows)
    html += "".join(_paragraph(question) for question in open_questions(ceasefire))
    return Shown(html, "\n".join([ceasefire.label, *lines, *open_questions(ceasefire)]))


def _worded(finding: Finding, field: str, wording: Wording) -> str:
    told = wording.step(finding, field)
    if not finding.preferred:
        told = f"also told: {told}"
    if finding.review is not None:
        told += f" ({finding.review.decision} by {finding.review.by})"
    return told


def _behind(finding: Finding, sources: Sources | None) -> str:
    """Why a value holds or not, and the words it was read from, folded away."""
    why = escape(finding.why)
    if sources is None:
        return f"<span {_FAINT}>{why} ({counted(len(finding.support), 'claim')})</span>"
    places = [evidence for claim in sources.claims(finding.support) for evidence in claim.evidence]
    told = [(" ".join(place.text.split()), sources.cite([place])) for place in places[:PASSAGES]]
    quoted = "".join(f"<li>“{escape(words)}” <span {_FAINT}>{escape(at)}</span></li>" for words, at in told)
    more = f"<li>and {len(places) - PASSAGES} more passages</li>" if len(places) > PASSAGES else ""
    return f"<details><summary {_FAINT}>{why}</summary><ul>{quoted}{more}</ul></details>"


def _statement(statement: Statement, article: Article | None = None, reading: Reading | None = None) -> Shown:
    """A statement. Its words stand in its article: without that, only what is known of it is told."""
    wording = Wording(reading.actors if reading else ())
    named = statement.speaker.text if statement.speaker else ""
    speaker = wording.title(statement.actor) if statement.actor else named or "Somebody"
    act = say_act(statement, several=wording.are_several(statement.actor))
    content = " [...] ".join(article.text[c.start : c.end] for c in statement.content) if article else ""
    words = " ".join(content.split())
    when = statement.said or (article.published if article else None)
    facts = [
        f"said {say_when(when)}" if isinstance(when, When) else "not dated",
        f"through {' > '.join(wording.name(a) for a in statement.chain)}" if statement.chain else "",
        f"{statement.mode} speech",
        f"“{statement.cue.text}”" if statement.cue else "",
    ]
    if article is not None and reading is not None:
        where = Sources(reading).cite_statement(statement.id)
        facts.append(f"{article.outlet or 'outlet not told'}, {say_published(article.published)} [{where}]")
    else:
        facts.append("its words stand in its article: truceline.show(reading, statement)")
    told = "; ".join(fact for fact in facts if fact)
    html = _paragraph(f"{speaker} {act}", strong=True)
    html += f"<blockquote>{escape(words)}</blockquote>" if words else ""
    html += f"<p {_FAINT}>{escape(told)}</p>"
    return Shown(html, f"{speaker} {act}: {words or '...'}\n{told}")


def _paragraph(text: str, *, strong: bool = False) -> str:
    return f"<p><b>{escape(text)}</b></p>" if strong else f"<p {_FAINT}>{escape(text)}</p>"


def _table(rows: Iterable[list[str]], heads: Iterable[str]) -> str:
    top = "".join(f"<th {_CELL}>{escape(head)}</th>" for head in heads)
    body = "".join(f"<tr>{''.join(f'<td {_CELL}>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table {_TABLE}><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _rows(rows: Iterable[tuple[str, str, str]]) -> str:
    """A table of labelled rows whose cells are HTML already."""
    body = "".join(
        f"<tr><th {_CELL}>{escape(label)}</th><td {_CELL}>{told}</td><td {_CELL}>{behind}</td></tr>"
        for label, told, behind in rows
    )
    return f"<table {_TABLE}><tbody>{body}</tbody></table>"
