"""Write the reference of the Python API to docs/api.md, from signatures and docstrings. With --check, only
say whether it is up to date.
"""

from __future__ import annotations

import importlib
import inspect
import re
import sys
import textwrap
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
HOME = ROOT / "docs" / "api.md"
HEAD = """# The Python API

Written from the code by `python scripts/api.py`; what is not here is private and may change. Offsets count
Unicode code points, from 0, ends exclusive. All types are immutable.

"""
FACES = {"truceline.cli"}
"""Rooms with nothing for a program."""


def current() -> str:
    """The reference as the code has it now."""
    rooms = [name for name in reversed(_layers()) if name not in FACES and "._" not in name]
    parts = [_front(), *(_room(name) for name in rooms)]
    contents = "".join(f"- [`{name}`](#{name.replace('.', '')})\n" for name in ("truceline", *rooms))
    return HEAD + contents + "\n" + "\n".join(parts).rstrip() + "\n"


def _front() -> str:
    """The front door: where each of its names comes from."""
    import truceline  # noqa: PLC0415 - the rooms are found by name

    homes = "\n".join(f"| `truceline.{name}` | `{home}` |" for name, home in sorted(truceline.HOMES.items()))
    return f"## truceline\n\n{_prose(truceline.__doc__)}\n| name | comes from |\n|---|---|\n{homes}\n"


def _layers() -> list[str]:
    """The rooms, from the faces down, as the order of imports has them."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    [layers] = told["tool"]["importlinter"]["contracts"]
    found: list[str] = layers["layers"]
    return found


def _room(name: str) -> str:
    room = importlib.import_module(name)
    offered = [one for one in room.__all__ if not one.startswith("__")]
    entries = [_entry(one, getattr(room, one)) for one in offered]
    return "\n".join([f"## {name}\n", _prose(room.__doc__), *entries])


def _entry(name: str, thing: Any) -> str:
    if inspect.isclass(thing):
        return "\n".join([f"### class `{name}`\n", _prose(_own_doc(thing)), *_inside(thing)])
    if inspect.isroutine(thing):
        return f"### `{name}`\n\n```python\n{_signature(name, thing)}\n```\n\n{_prose(thing.__doc__)}"
    return f"### `{name}`\n\n{_value(thing)}\n"


def _own_doc(kind: type) -> str:
    """The docstring that was written for a class; the ones that Python makes up say nothing."""
    doc = kind.__doc__ or ""
    return "" if doc.startswith(f"{kind.__name__}(") else doc


def _value(thing: Any) -> str:
    """A constant: what it is, and its values where these are few."""
    told = re.sub(r"truceline(\.\w+)+\.", "", str(thing)).replace("typing.", "")
    if isinstance(thing, int | str | frozenset | tuple):
        told = ", ".join(sorted(map(str, thing))) if isinstance(thing, frozenset | tuple) else told
    return f"`{told}`" if len(told) < 700 else f"A {type(thing).__name__} of {len(thing)}."


def _inside(kind: type) -> Iterator[str]:
    """The fields of a class, and its public methods."""
    ours = [one for one in reversed(kind.__mro__) if one.__module__.startswith("truceline")]
    fields = {name: told for one in ours for name, told in _fields(one)}
    if fields:
        yield "| field | type |\n|---|---|"
        cells = [(name, told.replace("|", "\\|")) for name, told in fields.items()]
        yield "\n".join(f"| `{name}` | `{told}` |" for name, told in cells)
        yield ""
    for name, member in vars(kind).items():
        if name.startswith("_"):
            continue
        if isinstance(member, property):
            yield f"**`{name}`** (property)\n\n{_prose(member.__doc__)}"
            continue
        made = member.__func__ if isinstance(member, classmethod | staticmethod) else member
        if inspect.isfunction(made):
            yield f"```python\n{_signature(name, made)}\n```\n\n{_prose(made.__doc__)}"


def _fields(kind: type) -> Iterator[tuple[str, str]]:
    for name, told in vars(kind).get("__annotations__", {}).items():
        if not name.startswith("_"):
            yield name, told if isinstance(told, str) else inspect.formatannotation(told)


def _signature(name: str, function: Any) -> str:
    """A signature on one line, or a parameter a line where that is too long; defaults that are objects of
    their own stand as `...`.
    """
    found = inspect.signature(function)
    given = [
        p.replace(default=...) if isinstance(p.default, frozenset) or " at 0x" in repr(p.default) else p
        for p in found.parameters.values()
    ]
    told = str(found.replace(parameters=given)).replace("'", "").replace("Ellipsis", "...")
    if len(told) < 90:
        return f"{name}{told}"
    inner, arrow, result = told[1:].rpartition(") ->")
    pieces = re.split(r", (?![^\[(]*[\])])", inner)
    return f"{name}(\n    " + ",\n    ".join(pieces) + f",\n){arrow[1:]}{result}"


def _prose(doc: str | None) -> str:
    """A docstring as Markdown: sections of arguments become lists."""
    text = inspect.cleandoc(doc or "")
    out = []
    for block in text.split("\n\n"):
        head, _, body = block.partition("\n")
        if head in {"Args:", "Returns:", "Raises:"}:
            out.append(f"*{head[:-1]}*\n\n" + _listed(body, head))
        else:
            out.append(block)
    return "\n\n".join(out) + "\n"


def _listed(body: str, head: str) -> str:
    text = textwrap.dedent(body)
    if head == "Returns:":
        return " ".join(text.split())
    items = re.split(r"\n(?=\w)", text)
    return "\n".join(re.sub(r"^([\w, ]+):", r"- `\1`:", " ".join(item.split())) for item in items)


def main() -> int:
    """Write or check; the exit status."""
    if "--check" in sys.argv[1:]:
        fresh = HOME.is_file() and HOME.read_text("utf-8") == current()
        print(f"{HOME.name} is {'up to date' if fresh else 'out of date: run python scripts/api.py'}")
        return 0 if fresh else 1
    HOME.write_text(current(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
