"""`truceline coding`."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from truceline.casebook import Casebook, Unit
from truceline.cli._page import Page
from truceline.errors import UsageError
from truceline.evaluation.agreement import agreements, differing
from truceline.model import dump
from truceline.wording import FIELDS, Wording, counted

__all__ = ["agreement", "close", "code", "list_rounds", "open_round", "settle"]


def open_round(
    book: str, name: str, *, coders: Sequence[str], fields: Sequence[str], ceasefires: Sequence[str], by: str
) -> int:
    """Begin a round; the exit status."""
    with Casebook.open(book, create=False) as casebook:
        found = [casebook.find(one).id for one in ceasefires]
        made = casebook.rounds.open(name, coders=coders, fields=fields, ceasefires=found, by=by)
    what = f"{counted(len(made.fields), 'field')} of {counted(len(made.ceasefires), 'ceasefire')}"
    print(f"{made.name}: {' and '.join(made.coders)} code {what}")
    return 0


def list_rounds(book: str, *, as_json: bool) -> int:
    """Print the rounds; the exit status."""
    with Casebook.open(book, create=False) as casebook:
        listed = [(one, casebook.rounds.progress(one.name)) for one in casebook.rounds.all()]
    if as_json:
        told = [{"round": one, "coded": coded} for one, coded in listed]
        sys.stdout.buffer.write(dump(told, indent=2) + b"\n")
        return 0
    if not listed:
        print("There is no round. Begin one with: truceline coding open NAME --coder A --coder B --book FILE")
    for one, coded in listed:
        state = f"closed {one.closed[:10]}" if one.closed else f"open since {one.at[:10]}"
        far = ", ".join(f"{coder} {number}" for coder, number in coded.items())
        print(f"{one.name}: {state}; of {len(one.units)} coded {far}")
    return 0


def code(
    book: str, name: str, unit: Unit, values: Sequence[str], *, nothing: bool, note: str, by: str
) -> int:
    """Code a field; the exit status."""
    with Casebook.open(book, create=False) as casebook:
        about = casebook.find(unit[0]).id
        kept = casebook.rounds.code(name, about, unit[1], _values(values, nothing), by=by, note=note)
        done = casebook.rounds.progress(name)[by]
        total = len(casebook.rounds.one(name).units)
    print(f"code {kept.number} is kept; {done} of {total} coded by {by}")
    return 0


def close(book: str, name: str, *, by: str) -> int:
    """End a round; the exit status."""
    with Casebook.open(book, create=False) as casebook:
        casebook.rounds.close(name, by=by)
    print(f"{name} is closed; see what agrees with: truceline coding agreement {name!r} --book {book}")
    return 0


def agreement(book: str, name: str, *, as_json: bool) -> int:
    """Print how far coders agree; the exit status."""
    with Casebook.open(book, create=False) as casebook:
        about, codes = casebook.rounds.one(name), casebook.rounds.codes(name)
        settled = casebook.rounds.settled(name)
        wording = Wording(casebook.reading().actors)
    told = agreements(about, codes)
    if as_json:
        every = [one for own in codes.values() for one in own.values()]
        result = {"round": about, "agreement": told, "codes": every, "settled": list(settled.values())}
        sys.stdout.buffer.write(dump(result, indent=2) + b"\n")
        return 0
    print(f"{'':28}{'coded by two':>13}{'alike':>8}{'alpha':>8}")
    for one in told:
        field = FIELDS.get(one.field, one.field) + (f", to {one.to}" if one.to else "")
        figure = "–" if one.alpha is None else f"{one.alpha:.2f}"
        print(f"{field:<28}{one.units:>13}{one.alike:>8}{figure:>8}")
    print("alpha: Krippendorff's; 0.8 is asked for, 0.667 where conclusions are tentative")
    page = Page(everything=True)
    for unit in differing(about, codes)[1]:
        page.blank()
        state = " (settled)" if unit in settled else ""
        page.text(f"{unit[0]}: {FIELDS.get(unit[1], unit[1])}{state}")
        for coder, own in codes.items():
            if unit in own:
                said = "; ".join(wording.value(v, unit[1]) for v in own[unit].values) or "nothing told"
                page.row("", f"{coder}: {said}", width=2, indent=0)
    return 0


def settle(
    book: str, name: str, unit: Unit | None, values: Sequence[str], *, nothing: bool, reason: str, by: str
) -> int:
    """Settle a field, or all on which the coders agree; the exit status."""
    with Casebook.open(book, create=False) as casebook:
        rounds = casebook.rounds
        about, codes, settled = rounds.one(name), rounds.codes(name), rounds.settled(name)
        if unit is not None:
            about_id = casebook.find(unit[0]).id
            why = reason or f"settled after coding blind (round {name})"
            done = rounds.settle(name, [((about_id, unit[1]), _values(values, nothing))], by=by, reason=why)
        else:
            alike = [one for one in differing(about, codes)[0] if one not in settled]
            agreed = [(one, next(own[one] for own in codes.values() if one in own).values) for one in alike]
            why = reason or f"coded blind and alike by {' and '.join(about.coders)} (round {name})"
            done = rounds.settle(name, agreed, by=by, reason=why)
    print(f"{counted(len(done), 'decision')} taken")
    return 0


def _values(values: Sequence[str], nothing: bool) -> list[str]:
    if bool(values) == nothing:
        what = "a value and --nothing were both given" if nothing else "no value is given"
        raise UsageError(what, cure="give --value VALUE, or --nothing where no report tells any")
    return list(values)
