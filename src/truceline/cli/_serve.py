"""`truceline serve`."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

from truceline.web import serve

__all__ = ["serve_command"]


def serve_command(book: Path, host: str, port: int, reviewer: str | None) -> int:
    """Serve a casebook until it is interrupted from the keyboard; the exit status."""
    name = (reviewer or "").strip() or getpass.getuser()
    serve(book, host=host, port=port, reviewer=name, ready=lambda address: _tell(book, address))
    return 0


def _tell(book: Path, address: str) -> None:
    print(f"{book} is open at {address} (stop it with Ctrl+C)", file=sys.stderr, flush=True)
