"""`truceline doctor`: whether everything that truceline needs is in place."""

from __future__ import annotations

import platform
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

__all__ = ["doctor_command"]

PARTS = ("spacy", "trafilatura", "htmldate", "sqlalchemy", "alembic", "msgspec", "rich", "typer")

REPORT = """Army and rebels agree on truce

GENEVA, March 3, 2014 (Hill Wire) - The army and the rebels agreed on Monday on a ceasefire from 6 a.m. on
Tuesday.
The ceasefire will last for ten days, the mediator said.
"""


def doctor_command() -> int:
    """Print one line per check; 0 if all hold, 1 if any does not."""
    checks: tuple[tuple[str, Callable[[], str]], ...] = (
        ("truceline", _truceline),
        ("python", _python),
        ("libraries", _libraries),
        ("language pipeline", _language),
        ("time zones", _zones),
        ("full-text search", _search),
        ("casebook", _casebook),
        ("reading", _reading),
    )
    sound = True
    for name, check in checks:
        try:
            told, mark = check(), "ok"
        except Exception as error:  # noqa: BLE001 - whatever is wrong here is what the doctor is there to tell
            told, mark, sound = f"{type(error).__name__}: {error}", "WRONG", False
        print(f"{mark:<6} {name:<18} {' '.join(told.split())}")
    return 0 if sound else 1


def _truceline() -> str:
    from truceline import __version__  # noqa: PLC0415

    return f"{__version__} in {Path(__file__).parents[1]}"


def _python() -> str:
    return f"{platform.python_version()} in {sys.prefix}"


def _libraries() -> str:
    return ", ".join(f"{name} {version(name)}" for name in PARTS)


def _language() -> str:
    from truceline.language import model_name, parse_text  # noqa: PLC0415

    parsed = parse_text("The two sides agreed on a truce.")
    words = [token.pos_ for token in parsed.paragraphs[0].doc]
    if "VERB" not in words:
        raise ValueError(f"{model_name()} finds no verb in a plain sentence; install another pipeline")
    return model_name()


def _zones() -> str:
    from datetime import datetime  # noqa: PLC0415
    from zoneinfo import ZoneInfo  # noqa: PLC0415

    hours = datetime(2016, 2, 27, tzinfo=ZoneInfo("Asia/Damascus")).utcoffset()
    return f"tzdata {version('tzdata')}, Damascus in winter 2016 at UTC+{hours}"


def _search() -> str:
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE VIRTUAL TABLE words USING fts5(text)")
    return f"SQLite {sqlite3.sqlite_version} with FTS5"


def _casebook() -> str:
    from truceline.casebook import Casebook  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder, Casebook.open(Path(folder) / "doctor.book") as book:
        book.ceasefires()
    return f"can be made in {tempfile.gettempdir()}"


def _reading() -> str:
    from truceline.reader import read  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.txt"
        path.write_text(REPORT, "utf-8")
        reading = read([path])
    if not reading.ceasefires:
        raise ValueError("a plain report on a truce is not understood; install truceline anew")
    return f"a report of {len(REPORT.split())} words gives {len(reading.claims)} claims on a ceasefire"
