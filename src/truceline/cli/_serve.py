"""`truceline serve`."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Sequence
from pathlib import Path

from truceline.casebook import shown
from truceline.errors import UsageError
from truceline.terms import load_terms, read_incidents
from truceline.web import Dataset, is_own, serve

__all__ = ["serve_command"]


def serve_command(
    book: str, host: str, port: int, reviewer: str | None, *, accounts: bool, certificate: Path | None,
    key: Path | None, incidents: Path | None, against: Sequence[Path], mapping: Path | None,
) -> int:  # fmt: skip
    """Serve a casebook until it is interrupted from the keyboard; the exit status."""
    if key is not None and certificate is None:
        raise UsageError("there is a key without a certificate", cure="give --certificate FILE too")
    if incidents is None and (against or mapping):
        raise UsageError("there are no incidents to test", cure="give --incidents FILE too")
    dataset = None
    if incidents is not None:
        dataset = Dataset(read_incidents(incidents, mapping=mapping), [load_terms(file) for file in against])
    name = (reviewer or "").strip() or getpass.getuser()
    serve(
        book, host=host, port=port, reviewer=name, accounts=accounts, certificate=certificate, key=key,
        dataset=dataset, ready=lambda address: _tell(book, host, address),
    )  # fmt: skip
    return 0


def _tell(book: str, host: str, address: str) -> None:
    print(f"{shown(book)} is open at {address} (stop it with Ctrl+C)", file=sys.stderr, flush=True)
    if address.startswith("http:") and not is_own(host):
        what = "passwords go over the network in the clear; give --certificate, or a proxy with TLS before it"
        print(f"truceline: {what}", file=sys.stderr, flush=True)
