"""What several test modules need."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from postgres import Server, running
from truceline.model import Reading

settings.register_profile("house", deadline=None)
settings.load_profile("house")

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of public test data that cannot stand in the repository; the test is skipped where it is
    absent.
    """
    path = Path(os.environ.get("TRUCELINE_SHARED", ROOT.parent / "shared"))
    if not (path / "seeds").is_dir():
        pytest.skip(f"no test data at {path} (set TRUCELINE_SHARED)")
    return path


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server."""
    with running() as started:
        yield started


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def places(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], str]:
    """Makes places for new casebooks: files, and databases."""
    if request.param == "sqlite":
        return lambda: str(tmp_path_factory.mktemp("books") / "a.book")
    server: Server = request.getfixturevalue("server")
    return lambda: server.new(like="made")


@pytest.fixture
def place(places: Callable[[], str]) -> str:
    """Where a casebook can be made: a file, or a database."""
    return places()


@pytest.fixture(scope="session")
def example_readings() -> dict[str, Reading]:
    """What is read in each set of the example reports, by the name of the set."""
    from truceline.reader import read  # noqa: PLC0415 - most tests do without the language pipeline

    sets = sorted(path.parent for path in ROOT.glob("examples/*/expected.json"))
    return {folder.name: read(_reports(folder)) for folder in sets}


def _reports(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.name != "expected.json")
