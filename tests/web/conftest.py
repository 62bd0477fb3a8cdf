"""A served casebook, and a browser to look at it with."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from sample import SAMPLE
from served import Site, keep, serving
from truceline.casebook import Casebook
from truceline.model import Reading

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The made-up reading of tests/sample.py, served."""
    with serving(keep(SAMPLE, tmp_path_factory.mktemp("web") / "sample.book")) as served:
        yield served


@pytest.fixture(scope="session")
def example_site(
    example_readings: dict[str, Reading], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The example reports, served."""
    book = tmp_path_factory.mktemp("web") / "examples.book"
    with Casebook.open(book) as casebook:
        for reading in example_readings.values():
            casebook.keep(reading)
    with serving(book) as served:
        yield served


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium; tests that need it are skipped where it is not installed."""
    program = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if program is None:
        pytest.skip("no Chromium on this machine (scripts/browser installs it)")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only these tests need it

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield opened
        opened.close()
