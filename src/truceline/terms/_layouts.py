"""How a table of incidents is laid out: known layouts, and mapping files for all others."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from truceline.errors import UsageError
from truceline.terms._taxonomy import acts, data, known, objects

__all__ = ["COLUMNS", "Layout", "layout_of", "read_mapping"]

COLUMNS = (
    "id", "start", "end", "time", "spread", "side_a", "side_b", "with_a", "with_b", "acted", "acts",
    "objects", "means", "level", "latitude", "longitude", "country", "adm_1", "adm_2", "place", "best", "low",
    "high", "headline", "source",
)  # fmt: skip
"""What truceline knows of an incident. `start` and `end` are days, `time` an instant; `spread` the days on
either side within which the day given may be wrong; `with_a` and `with_b` those associated with a side;
`acted` the side of which a source says that it began; `level` how closely the place is known.
"""


class Layout(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which columns of a table hold what, and what its codes mean.

    `columns` gives for each of `COLUMNS` the names that the column has in the table; `values` what the codes
    in it stand for (a code that is not listed stands for itself, but an act, object or level has to be
    known). `date_formats` are tried in order (strftime); `zone` is the clock of days and times where the
    country's is not meant. `needs` are columns by which a table is known for this layout, `version_in_name`
    a pattern for the version in a file name. `sole_acts` says that where only one side is named, it is the
    one that acted (in ACLED, interactions 10 to 80).
    """

    dataset: str
    version: str = ""
    zone: str = ""
    delimiter: str = ""
    date_formats: tuple[str, ...] = ()
    columns: dict[str, tuple[str, ...]]
    values: dict[str, dict[str, str]] = {}
    needs: tuple[str, ...] = ()
    version_in_name: str = ""
    sole_acts: bool = False

    def column(self, name: str, header: Sequence[str]) -> str | None:
        """The column of a table that holds something; None where it has none."""
        return next((column for column in self.columns.get(name, ()) if column in header), None)


def layout_of(header: Sequence[str], where: str) -> Layout:
    """The known layout of a table with these columns.

    Raises:
        UsageError: it is of no known layout.
    """
    for layout in (_known("ged"), _known("acled")):
        if set(layout.needs) <= set(header):
            return layout
    cure = "give a mapping file (--map FILE.toml) that says which column holds what; docs/terms.md shows one"
    raise UsageError("the columns are neither those of UCDP GED nor of ACLED", where=where, cure=cure)


def read_mapping(path: Path) -> Layout:
    """The layout that a mapping file describes.

    Raises:
        UsageError: it is not there, is no mapping, or names what truceline does not know.
    """
    try:
        told = tomllib.loads(path.read_text("utf-8"))
        columns = {n: (c,) if isinstance(c, str) else c for n, c in told.pop("columns", {}).items()}
        layout = msgspec.convert(
            {**told, "columns": columns, "values": _texts(told.get("values", {}))}, Layout
        )
    except OSError as error:
        raise UsageError(f"cannot read the mapping: {error.strerror}", where=str(path)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        cure = "docs/terms.md shows a mapping file"
        raise UsageError(f"this is no mapping: {error}", where=str(path), cure=cure) from error
    if strange := set(layout.columns) - set(COLUMNS):
        cure = f"use any of: {', '.join(COLUMNS)}"
        raise UsageError(f"a mapping has no column {min(strange)!r}", where=str(path), cure=cure)
    if not ({"start", "time"} & set(layout.columns)):
        raise UsageError("the mapping gives no day", where=str(path), cure='give columns.start = "..."')
    known(acts(), _codes(layout, "acts"), str(path))
    known(objects(), _codes(layout, "objects"), str(path))
    return layout


def version_of(layout: Layout, name: str) -> str:
    """The version of a dataset by the name of its file, empty where it has none."""
    match = re.search(layout.version_in_name, name) if layout.version_in_name else None
    return layout.version or (match[1].replace("_", ".") if match else "")


def _known(name: str) -> Layout:
    about = dict(data("layouts.toml")[name])
    values: dict[str, Any] = _texts(about.get("values", {}))
    if name == "acled":
        kinds = data("labels.toml")["datasets"]["acled"]["acts"]
        values["acts"] = {k: v if isinstance(v, str) else ",".join(v) for k, v in kinds.items()}
    return msgspec.convert({**about, "values": values}, Layout)


def _texts(values: dict[str, Any]) -> dict[str, Any]:
    """Codes and what they stand for as text, lists joined."""
    return {
        column: {str(k): ",".join(v) if isinstance(v, list) else str(v) for k, v in codes.items()}
        for column, codes in values.items()
    }


def _codes(layout: Layout, column: str) -> list[str]:
    told = layout.values.get(column, {}).values()
    return [name.strip() for codes in told for name in codes.split(",") if name.strip()]
