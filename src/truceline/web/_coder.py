"""Pages of blind coding: the rounds, what a coder is asked, how far coders agree, and what is settled on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from truceline.casebook import Code, Round, Rounds, Unit, View, say_value
from truceline.evaluation.agreement import agreements, differing
from truceline.model import Ceasefire, Finding, Value, When
from truceline.records import LIST_FIELDS
from truceline.web._desk import Lists
from truceline.web._dossier import actors_of
from truceline.web._pages import Page
from truceline.web._quotes import Account, Quotes
from truceline.web._visitor import Visitor
from truceline.wording import FIELDS, Wording

__all__ = ["coding_page", "round_address", "round_page", "rounds_page", "settling_page"]


@dataclass(frozen=True)
class Choice:
    """A value that the reports give: how a form names it, in words, and the reports for it. Which of them is
    preferred is not told: a coder is to judge by the words of the reports.
    """

    name: str
    words: str
    accounts: list[Account]


@dataclass(frozen=True)
class Question:
    """A field of a ceasefire to be coded, with all that the reports tell of it."""

    ceasefire: Ceasefire
    field: str
    several: bool
    choices: list[Choice]


def round_address(name: str) -> str:
    """Where a round is."""
    return f"/coding/{quote(name, safe='')}"


def rounds_page(view: View, lists: Lists, rounds: Rounds, visitor: Visitor) -> Page:
    """All rounds, with how far each coder has come."""
    listed = [(one, rounds.progress(one.name)) for one in rounds.all()]
    counts = {name: len(outline.articles) for name, outline in lists.outlines.items()}
    conflicts = sorted({o.conflict for o in lists.outlines.values() if o.conflict})
    return Page(
        template="rounds.html",
        title="Blind coding",
        about="Rounds of blind coding",
        data=lambda: {"rounds": [{"round": one, "coded": coded} for one, coded in listed]},
        context={
            "rounds": listed,
            "fields": list(FIELDS.items()),
            "conflicts": conflicts,
            "ceasefires": len(counts),
            "round_address": round_address,
            "guard": visitor.guard,
        },
    )


def coding_page(view: View, about: Round, own: Mapping[Unit, Code], visitor: Visitor, at: int | None) -> Page:
    """What a coder is asked next.

    Args:
        view: a look into the casebook.
        about: the round.
        own: what the coder has coded.
        visitor: the coder.
        at: the place of a unit (from 0) that is asked for; None for the first that is not coded.
    """
    units = about.units
    left = [n for n, unit in enumerate(units) if unit not in own]
    place = at if at is not None and 0 <= at < len(units) else left[0] if left else None
    question = _question(view, units[place]) if place is not None else None
    given = own.get(units[place]) if place is not None else None
    held = [say_value(value) for value in given.values] if given else []
    known = {choice.name for choice in question.choices} if question else set()
    after = [n for n in left if place is not None and n > place] or [n for n in left if n != place]
    return Page(
        template="coding.html",
        title=f"Coding: {about.name}",
        about="",
        data=lambda: {"round": about, "codes": list(own.values())},
        context={
            "round": about,
            "place": place,
            "question": question,
            "given": given,
            "picked": [one for one in held if one in known],
            "written": "\n".join(one for one in held if one not in known),
            "done": len(own),
            "total": len(units),
            "next": after[0] if after else None,
            "before": max((n for n in range(place or 0) if units[n] in own), default=None),
            "address": round_address(about.name),
            "guard": visitor.guard,
        },
    )


def round_page(
    view: View, lists: Lists, about: Round, *, codes: Mapping[str, Mapping[Unit, Code]],
    settled: Mapping[Unit, Code], visitor: Visitor,
) -> Page:  # fmt: skip
    """How far the coders of a closed round agree, and what is still to be settled."""
    alike, apart = differing(about, codes)
    told = agreements(about, codes)
    open_alike = [unit for unit in alike if unit not in settled]
    every = [code for own in (*codes.values(), settled) for code in own.values()]
    wording = Wording(view.actors(_names(every)))
    labels = {name: outline.label for name, outline in lists.outlines.items()}
    rows = [
        (unit, [(coder, own.get(unit)) for coder, own in codes.items()], settled.get(unit)) for unit in apart
    ]
    return Page(
        template="round.html",
        title=about.name,
        about=f"Round of blind coding {about.name}",
        data=lambda: {
            "round": about,
            "agreement": told,
            "codes": [code for own in codes.values() for code in own.values()],
            "settled": list(settled.values()),
        },
        context={
            "round": about,
            "told": told,
            "coded": {coder: len(own) for coder, own in codes.items()},
            "total": len(about.units),
            "alike": len(alike),
            "open_alike": len(open_alike),
            "rows": rows,
            "open_apart": [unit for unit in apart if unit not in settled],
            "labels": labels,
            "say": lambda code: _said(code, wording),
            "address": round_address(about.name),
            "guard": visitor.guard,
        },
    )


def settling_page(
    view: View, about: Round, codes: Mapping[str, Mapping[Unit, Code]], unit: Unit, visitor: Visitor
) -> Page:
    """What the coders said of a unit, beside what the reports tell, and a form to settle it."""
    given = {coder: own[unit] for coder, own in codes.items() if unit in own}
    question = _question(view, unit)
    wording = Wording(view.actors(_names(given.values())))
    return Page(
        template="settling.html",
        title=f"{FIELDS.get(unit[1], unit[1])}: settle",
        about="",
        data=lambda: {"round": about, "codes": list(given.values())},
        context={
            "round": about,
            "question": question,
            "unit": unit,
            "given": [(coder, code, _said(code, wording)) for coder, code in given.items()],
            "address": round_address(about.name),
            "guard": visitor.guard,
        },
    )


def _question(view: View, unit: Unit) -> Question | None:
    ceasefire = view.ceasefire(unit[0])
    if ceasefire is None:
        return None
    findings = ceasefire.fields.get(unit[1], ())
    ids = {name for finding in findings for name in (*finding.support, *finding.against)}
    claims = [claim for claim in view.claims_of(ceasefire.id) if claim.id in ids]
    wording = Wording(view.actors(actors_of(ceasefire, claims)))
    quotes = Quotes(view, claims, wording)
    choices: dict[str, Choice] = {}
    for one in sorted(findings, key=_plain_order):
        name = say_value(one.value)
        choices[name] = Choice(name, wording.value(one.value, unit[1]), quotes.accounts(one.support))
    return Question(ceasefire, unit[1], unit[1] in LIST_FIELDS, list(choices.values()))


def _plain_order(finding: Finding) -> tuple[str, str]:
    """An order that says nothing of which value is preferred: by time, or by the alphabet."""
    value: Value = finding.value
    first = value.earliest.isoformat() if isinstance(value, When) and value.earliest else ""
    return first, say_value(value).casefold()


def _names(codes: Iterable[Code]) -> set[str]:
    return {str(value) for code in codes for value in code.values}


def _said(code: Code | None, wording: Wording) -> str:
    if code is None:
        return "not coded"
    return "; ".join(wording.value(value, code.field) for value in code.values) or "nothing told"
