"""`truceline review`."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import msgspec
from rich.text import Text

from truceline.casebook import Casebook, Decision, Standing
from truceline.cli._ceasefire import DECIDED
from truceline.cli._page import Page, join
from truceline.errors import SourceError, UsageError
from truceline.model import dump, load
from truceline.records import LIST_FIELDS, SINGLE_FIELDS
from truceline.wording import FIELDS, Wording

__all__ = ["Asked", "review_command"]

DONE = DECIDED | {"withdraw": "withdrawn"}


@dataclass(frozen=True)
class Asked:
    """What was asked for on the command line."""

    ceasefire: str | None
    field: str | None
    accept: bool
    reject: bool
    correct: str | None
    add: str | None
    of: str | None
    withdraw: int | None
    step: bool
    by: str | None
    reason: str | None
    words: str | None

    def decisions(self) -> list[str]:
        """The decisions that were asked for, by their options."""
        given = {
            "accept": self.accept,
            "reject": self.reject,
            "correct": self.correct is not None,
            "add": self.add is not None,
            "withdraw": self.withdraw is not None,
        }
        return [name for name, asked in given.items() if asked]


def review_command(
    book: str, asked: Asked, *, export: Path | None, replay: Path | None, as_json: bool
) -> int:
    """Decide on a value, or print, write or take over the log; the exit status."""
    wanted = asked.decisions() + [name for name, path in (("export", export), ("replay", replay)) if path]
    if len(wanted) > 1:
        told = " and ".join(f"--{name}" for name in wanted)
        raise UsageError(f"{told} are asked for at once", cure="give one of them")
    with Casebook.open(book, create=False) as casebook:
        if export is not None:
            return _export(casebook, export)
        if replay is not None:
            return _replay(casebook, replay)
        if asked.withdraw is not None:
            for kept in casebook.withdraw(
                asked.withdraw, by=_by(asked), reason=_reason(asked), step=asked.step
            ):
                print(f"decision {kept.number}: decision {kept.withdraws} is withdrawn")
            return 0
        if wanted:
            _decide(casebook, asked, wanted[0])
            return 0
        return _print_log(casebook, asked, as_json=as_json)


def _decide(casebook: Casebook, asked: Asked, decision: str) -> None:
    if asked.ceasefire is None or asked.field is None:
        cure = "write: truceline review CEASEFIRE FIELD --book FILE ..."
        raise UsageError(f"--{decision} needs a ceasefire and a field", cure=cure)
    ceasefire, field = casebook.find(asked.ceasefire).id, _field(asked.field)
    by, reason = _by(asked), _reason(asked)
    kept = casebook.decide(
        ceasefire, field, decision,  # type: ignore[arg-type]
        by=by, reason=reason, value=asked.correct or asked.add, of=asked.of, words=asked.words,
    )  # fmt: skip
    print(f"decision {kept.number}: {_told(kept, Wording(casebook.reading().actors))}")


def _by(asked: Asked) -> str:
    if not (asked.by or "").strip():
        raise UsageError("a decision has an author", cure="give --by NAME, or set TRUCELINE_REVIEWER")
    return str(asked.by)


def _reason(asked: Asked) -> str:
    if not (asked.reason or "").strip():
        raise UsageError("a decision has a reason", cure='give --reason "..."')
    return str(asked.reason)


def _field(name: str) -> str:
    """A field by its own name or as it is told in a brief.

    Raises:
        UsageError: there is none.
    """
    wanted = name.strip().lower().replace("-", "_").replace(" ", "_")
    for field, told in FIELDS.items():
        if wanted in {field, told.replace(" ", "_").replace("-", "_")}:
            return field
    fields = (*SINGLE_FIELDS, *LIST_FIELDS)
    raise UsageError(f"a ceasefire has no field {name!r}", cure=f"choose one of: {', '.join(fields)}")


def _told(decision: Decision, wording: Wording) -> str:
    """A decision in a line."""
    field = FIELDS.get(decision.field, decision.field)

    def say(value: object) -> str:
        return wording.value(value, decision.field) if value is not None else ""  # type: ignore[arg-type]

    if decision.decision == "correct":
        return (
            f"{decision.ceasefire}: {field} corrected from {say(decision.machine)} to {say(decision.value)}"
        )
    value = decision.value if decision.value is not None else decision.machine
    return f"{decision.ceasefire}: {field} {say(value)} {DONE[decision.decision]}"


def _print_log(casebook: Casebook, asked: Asked, *, as_json: bool) -> int:
    stands = casebook.decisions()
    if asked.ceasefire is not None:
        name = casebook.find(asked.ceasefire).id
        stands = [one for one in stands if name in {one.ceasefire, one.decision.ceasefire}]
    if asked.field is not None:
        field = _field(asked.field)
        stands = [one for one in stands if one.decision.field == field]
    if as_json:
        told = [
            {**msgspec.to_builtins(one.decision), "holds": one.holds, "obsolete": one.obsolete}
            for one in stands
        ]
        sys.stdout.buffer.write(dump(told, indent=2) + b"\n")
        return 0
    page, wording = Page(everything=True), Wording(casebook.reading().actors)
    if not stands:
        page.text("Nothing was decided by hand.")
    for one in stands:
        _write(page, one, wording)
    return 0


def _write(page: Page, one: Standing, wording: Wording) -> None:
    decision = one.decision
    page.row(
        Text(f"{decision.number:>4}"),
        join((_told(decision, wording), "bold" if one.holds else "dim"), _state(one)),
        width=6,
        indent=0,
    )
    page.row("", f"{decision.by}, {decision.at}: {decision.reason}", width=6, indent=0)
    if decision.words is not None:
        page.row("", f"“{' '.join(decision.words.text.split())}”", width=6, indent=0)
    if one.obsolete:
        page.row("", Text(f"to be looked at again: {one.obsolete}", style="red"), width=6, indent=0)


def _state(one: Standing) -> tuple[str, str]:
    if one.holds or one.decision.decision == "withdraw":
        return "", ""
    return "  (withdrawn, or decided anew later)", "dim"


def _export(casebook: Casebook, path: Path) -> int:
    lines = b"".join(dump(one) + b"\n" for one in casebook.log())
    if str(path) == "-":
        sys.stdout.buffer.write(lines)
        return 0
    try:
        path.write_bytes(lines)
    except OSError as error:
        cure = "choose a file in a folder that exists and may be written to"
        raise UsageError(
            f"the log cannot be written ({error.strerror})", where=str(path), cure=cure
        ) from error
    return 0


def _replay(casebook: Casebook, path: Path) -> int:
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        what = f"the log cannot be read ({error.strerror})"
        raise SourceError(what, where=str(path), cure="name a file that --export wrote") from error
    log = []
    for number, line in enumerate(lines, start=1):
        try:
            log.append(load(line, Decision))
        except msgspec.MsgspecError as error:
            where, what = f"{path}:{number}", f"this line is no decision ({error})"
            raise UsageError(what, where=where, cure="name a file that --export wrote") from error
    taken, troubles = casebook.replay(log)
    for trouble in troubles:
        print(f"truceline: {trouble}", file=sys.stderr)
    held = len(log) - taken - len(troubles)
    print(f"{taken} of {len(log)} decisions taken over" + (f", {held} held already" if held > 0 else ""))
    return 1 if troubles else 0
