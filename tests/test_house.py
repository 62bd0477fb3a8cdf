"""How the house is built: rooms, front doors, what the documentation must mention."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import subprocess
import sys
from inspect import isclass, isroutine
from pathlib import Path

import pytest

import truceline

ROOT = Path(__file__).parent.parent
ROOMS = sorted(
    f"truceline.{info.name}"
    for info in pkgutil.iter_modules(truceline.__path__)
    if info.ispkg and info.name != "web"
)


def test_rooms_import_only_from_those_above_them() -> None:
    """Data flows one way through the rooms (docs/design.md), and so do imports."""
    told = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stdout


@pytest.mark.parametrize("name", ROOMS)
def test_front_doors_say_what_goes_in_and_out(name: str) -> None:
    """Each room's front door has a docstring of more than a line and a sorted list of what it offers."""
    room = importlib.import_module(name)
    assert len((room.__doc__ or "").split()) > 15, f"{name} does not say what comes in and what goes out"
    assert list(room.__all__) == sorted(room.__all__), f"{name}.__all__ is not sorted"
    for offered in room.__all__:
        assert getattr(room, offered, None) is not None, f"{name} does not have the {offered} that it offers"


@pytest.mark.parametrize("name", ROOMS)
def test_what_is_offered_is_documented(name: str) -> None:
    """Every function and class that a room offers has a docstring."""
    room = importlib.import_module(name)
    offered = {name: getattr(room, name) for name in room.__all__}
    bare = [n for n, it in offered.items() if (isclass(it) or isroutine(it)) and not it.__doc__]
    assert bare == []


def test_the_package_offers_what_its_list_says() -> None:
    """`import truceline` is light, and still everything in `__all__` can be had from it."""
    for name in truceline.__all__:
        assert getattr(truceline, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'rede'"):
        truceline.rede  # noqa: B018


def test_importing_truceline_is_light() -> None:
    """Nobody waits for the language pipeline or the database who only wants the version."""
    heavy = ("spacy", "sqlalchemy", "rich", "trafilatura")
    code = f"import sys, truceline; print([m for m in {heavy} if m in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_the_schema_in_the_documentation_is_that_of_the_types() -> None:
    """docs/schema/reading.json is generated from the types and up to date."""
    told = subprocess.run(
        [sys.executable, ROOT / "scripts/schema.py", "--check"], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout


def test_the_reference_of_the_api_is_that_of_the_code() -> None:
    """docs/api.md is written from signatures and docstrings, and up to date."""
    told = subprocess.run(
        [sys.executable, ROOT / "scripts/api.py", "--check"], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout + told.stderr


def test_the_front_door_tells_type_checkers_what_it_hands_on() -> None:
    """What `import truceline` offers is offered to mypy and editors from the same places."""
    tree = ast.parse(Path(truceline.__file__).read_text("utf-8"))
    [guarded] = [node for node in tree.body if isinstance(node, ast.If)]
    imports = [one for one in guarded.body if isinstance(one, ast.ImportFrom)]
    told = {name.name: one.module for one in imports for name in one.names}
    assert told == truceline.HOMES
    assert truceline.__all__ == sorted(truceline.__all__)
    assert set(truceline.__all__) == {*told, "__version__"}
    assert (Path(truceline.__file__).parent / "py.typed").is_file()


def test_locks_name_no_place_to_download_from() -> None:
    """Lock files hold names, versions and digests: where packages come from is the user's own affair."""
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text("utf-8")
        assert not re.search(r"https?://|--index|--extra-index|--find-links|file:", text), lock
        assert "--hash=sha256:" in text


def test_locks_know_every_dependency() -> None:
    """A dependency that is added to pyproject.toml is also locked."""
    import tomllib  # noqa: PLC0415

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {
        "requirements.lock": project["dependencies"],
        "requirements-dev.lock": [*project["dependencies"], *project["optional-dependencies"]["dev"]],
    }
    for lock, requirements in wanted.items():
        locked = {line.split("==")[0].lower() for line in (ROOT / lock).read_text("utf-8").split("\n")}
        names = {re.split(r"[<>=!~;\[ ]", one)[0].lower().replace("_", "-") for one in requirements}
        assert names <= locked, f"{lock} lacks {sorted(names - locked)}: run scripts/lock"
