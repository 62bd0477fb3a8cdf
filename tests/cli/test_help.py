"""What a person sees first."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main

import truceline
from truceline.cli._app import app, run

HEAVY = (
    "spacy",
    "numpy",
    "sqlalchemy",
    "alembic",
    "trafilatura",
    "lxml",
    "rich.console",
    "msgspec",
    "rapidfuzz",
)
REFERENCE = Path(__file__).parents[2] / "docs/reference.md"


@pytest.mark.parametrize("arguments", ["['--help']", "['read', '--help']", "['--version']"])
def test_help_imports_nothing_heavy(arguments: str) -> None:
    """Help comes at once, because nothing is imported that it does not need."""
    code = (
        "import sys\nfrom truceline.cli._app import run\n"
        f"assert run({arguments}) == 0\nprint([m for m in {HEAVY} if m in sys.modules], file=sys.stderr)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stderr.strip() == "[]"
    assert told.stdout


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """`--version` prints the name and the version, and nothing else."""
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"truceline {truceline.__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["reed"], "No such command 'reed'"),
        (["read"], "Missing argument 'PATH...'"),
        (["show"], "Missing option '--book'"),
        (["read", "x", "--jason"], "No such option"),
        (["evaluate", "poems", "."], "there is no evaluation of 'poems'; choose one of: parts, records"),
        (["evaluate", "records", "no/such/gold"], "no/such/gold: there is no gold here"),
    ],
)
def test_wrong_use_is_told_in_one_line(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong call ends with status 2 and one line that says what is wrong."""
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert told in err
    assert err.startswith("truceline: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize("command", [[], ["user"], ["coding"]])
def test_the_list_of_commands_cuts_no_sentence_short(
    command: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a command does can be read in the list of commands, on a terminal of 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")
    assert run([*command, "--help"]) == 0
    listed = capsys.readouterr().out.partition("Commands:")[2].strip().splitlines()
    assert listed
    assert [line for line in listed if not line.endswith(".") or line.endswith("...")] == []


def test_no_arguments_at_all(capsys: pytest.CaptureFixture[str]) -> None:
    """Who only types the name is shown what there is."""
    assert run([]) == 2
    out, err = capsys.readouterr()
    assert "Usage: truceline" in out
    assert err == ""


def test_the_reference_names_every_command_and_option() -> None:
    """A command or option that the documentation does not mention does not exist for its users."""
    text = REFERENCE.read_text("utf-8")
    group = typer.main.get_command(app)
    missing = []
    commands = [
        (name, one)
        for name, command in group.commands.items()  # type: ignore[attr-defined]
        for one in getattr(command, "commands", {"": command}).values()
    ]
    for name, command in commands:
        section = re.search(rf"^### `truceline {name}.*?(?=^##|\Z)", text, re.M | re.S)
        options = [
            o for p in command.params for o in getattr(p, "opts", []) if o.startswith("--") and o != "--help"
        ]
        missing += [f"{name} {option}" for option in options if not section or option not in section.group()]
        missing += [] if section else [name]
    assert missing == []
