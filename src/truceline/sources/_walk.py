"""Folders and patterns into files."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from pathlib import Path

from truceline.model import Failure
from truceline.sources._document import legible
from truceline.sources._formats import PAGES

__all__ = ["files_of", "nothing"]

ASSETS = (
    "_files",
    "-Dateien",
    "_fichiers",
    "_archivos",
    "_arquivos",
    "_ficheiros",
    "_file",
    "_bestanden",
    ".files",
)
"""What browsers put behind a saved page's name for the folder of its pictures, in their languages."""


def files_of(path: str | Path) -> Iterator[Path]:
    """The files that a path or pattern stands for, in the order of names."""
    here = Path(path)
    if is_text(path):
        return
    if here.is_dir():
        yield from _below(here)
    elif os.path.lexists(here):
        yield here
    elif glob.has_magic(str(path)):
        for name in sorted(glob.glob(str(path), recursive=True)):
            if not Path(name).is_dir() or "**" not in str(path):
                yield from files_of(name)


def _below(folder: Path) -> Iterator[Path]:
    """Every file below a folder, in the order of names. Links to folders are not followed, so circles do no
    harm.
    """
    for place, folders, names in os.walk(folder):
        pages = {Path(name).stem for name in names if Path(name).suffix.lower() in PAGES}
        folders[:] = sorted(f for f in folders if not f.startswith(".") and not _is_of_page(f, pages))
        yield from (Path(place) / name for name in sorted(names) if not name.startswith("."))


def _is_of_page(folder: str, pages: set[str]) -> bool:
    """Whether a folder holds the pictures and styles of a page that was saved beside it."""
    return any(folder.endswith(end) and folder.removesuffix(end) in pages for end in ASSETS)


_LONGEST_NAME = 255
"""Bytes that one name may have on the file systems in use."""


def is_text(path: str | Path) -> bool:
    """Whether a path can be none: it has lines, or a name longer than any file's."""
    name = os.fsencode(path)
    return b"\n" in name or b"\0" in name or any(len(part) > _LONGEST_NAME for part in name.split(b"/"))


def nothing(path: str | Path) -> Failure:
    """What is told of a path under which there is no file."""
    uri = legible(path)
    if is_text(path):
        return Failure(
            uri=" ".join(uri.split())[:40] + "…",
            reason="this is a text, not a path; save it to a file, or give it as standard input "
            "(in Python: read('-', stdin=io.BytesIO(text.encode())))",
        )
    if Path(path).is_dir():
        return Failure(
            uri=uri, reason="no readable file in this folder; name one that holds texts, pages or JSON lines"
        )
    if glob.has_magic(str(path)):
        return Failure(
            uri=uri, reason="no file fits this pattern; check it, and quote it if the shell expands it"
        )
    return Failure(uri=uri, reason="no such file or folder; check the path")
