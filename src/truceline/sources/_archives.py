"""Zip and tar archives, and single files that are packed."""

from __future__ import annotations

import bz2
import gzip
import lzma
import shutil
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from truceline.errors import SourceError
from truceline.model import Failure
from truceline.sources._document import UNPACKING, Document, Expand, Found

__all__ = ["documents_in_packed", "documents_in_tar", "documents_in_zip"]

_SPOOL = 8 * 2**20
"""Bytes of an archive within an archive that are held in memory; a larger one goes to a temporary file."""
_SUFFIXES = (".gz", ".zst", ".zstd", ".bz2", ".xz", ".gzip")
_FURNITURE = ("__MACOSX/", "_files/", "-Dateien/", "_fichiers/", "_archivos/", "_arquivos/")


def documents_in_packed(found: Found, expand: Expand) -> Iterator[Document | Failure]:
    """The documents of a file that is packed with gzip, zstd, bzip2 or xz."""
    name = found.name
    for suffix in _SUFFIXES:
        if name.lower().endswith(suffix):
            name = name[: -len(suffix)]
            break
    else:
        name = name.removesuffix(".tgz") + ".tar" if name.lower().endswith(".tgz") else name
    yield from expand(found.within(_unpacked(found), found.uri, name))


def _unpacked(found: Found) -> BinaryIO:
    head, stream = found.head(), cast("BinaryIO", found.stream)
    if head.startswith(b"\x1f\x8b"):
        return cast("BinaryIO", gzip.GzipFile(fileobj=stream))
    if head.startswith(b"BZh"):
        return cast("BinaryIO", bz2.BZ2File(stream))
    if head.startswith(b"\xfd7zXZ"):
        return cast("BinaryIO", lzma.LZMAFile(stream))
    import zstandard  # noqa: PLC0415 - rare

    return cast(
        "BinaryIO",
        zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(stream, read_across_frames=True),
    )


def documents_in_zip(found: Found, expand: Expand) -> Iterator[Document | Failure]:
    """The documents of a zip archive, in the order of their names."""
    try:
        with zipfile.ZipFile(_seekable(found)) as archive:
            for entry in sorted(archive.infolist(), key=lambda entry: entry.filename):
                if not entry.is_dir() and not _is_furniture(entry.filename):
                    yield from _member(archive, entry, found, expand)
    except UNPACKING as error:
        raise SourceError(
            f"this zip archive is damaged ({str(error).lower() or 'it is cut short'})",
            where=found.uri,
            cure="fetch or copy it again, or unpack what can be unpacked (zip -FF) and read that",
        ) from error


def _member(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, found: Found, expand: Expand
) -> Iterator[Document | Failure]:
    uri = f"{found.uri}#{entry.filename}"
    if entry.flag_bits & 1:
        reason = "it is locked with a password; unpack the archive with the password and read that"
        yield Failure(uri=uri, reason=reason)
        return
    try:
        with archive.open(entry) as member:
            yield from expand(found.within(cast("BinaryIO", member), uri, entry.filename))
    except UNPACKING as error:
        yield Failure(uri=uri, reason=f"it cannot be unpacked ({error}); unpack it by hand and read that")


def documents_in_tar(found: Found, expand: Expand) -> Iterator[Document | Failure]:
    """The documents of a tar archive, in the order in which they stand there. Links are passed over."""
    try:
        with tarfile.open(fileobj=found.stream, mode="r|") as archive:
            for entry in archive:
                if entry.isfile() and not _is_furniture(entry.name):
                    member = cast("BinaryIO", archive.extractfile(entry))
                    yield from expand(found.within(member, f"{found.uri}#{entry.name}", entry.name))
    except (tarfile.TarError, *UNPACKING) as error:
        raise SourceError(
            f"this tar archive is damaged ({error})",
            where=found.uri,
            cure="what came before was read; fetch or copy it again to have the rest",
        ) from error


def _is_furniture(name: str) -> bool:
    """Hidden files, and the pictures and scripts that a browser saves beside a page."""
    return PurePosixPath(name).name.startswith(".") or any(part in f"{name}" for part in _FURNITURE)


def _seekable(found: Found) -> BinaryIO:
    """The archive itself where one can jump about in it, else a temporary copy."""
    if found.depth == 0 and found.stream.seekable():
        return cast("BinaryIO", found.stream)
    copy = tempfile.SpooledTemporaryFile(max_size=_SPOOL)  # noqa: SIM115 - closed with the archive's reader
    shutil.copyfileobj(found.stream, copy)
    copy.seek(0)
    return cast("BinaryIO", copy)
