"""All figures of a check, into a folder."""

from __future__ import annotations

from pathlib import Path

from truceline.errors import UsageError
from truceline.figures._days import draw_days
from truceline.figures._map import draw_map
from truceline.figures._style import DARK, LIGHT
from truceline.figures._table import draw_phases
from truceline.terms import Check, phases

__all__ = ["draw_check"]


def draw_check(done: Check, folder: str | Path) -> list[Path]:
    """Draw the figures of each ceasefire: `<ceasefire>-days`, `-map` and `-phases`, on light ground and
    (`-dark`) on dark, as SVG and PNG; and the table of phases as CSV.

    Args:
        done: from `truceline.terms.check`.
        folder: made if it is not there.

    Returns:
        The files, in the order in which they were written.

    Raises:
        UsageError: the folder cannot be written to.
    """
    home = Path(folder)
    try:
        home.mkdir(parents=True, exist_ok=True)
        return _draw(done, home)
    except OSError as error:
        raise UsageError(f"cannot write figures: {error.strerror}", where=str(home)) from error


def _draw(done: Check, home: Path) -> list[Path]:
    table = phases(done)
    files: list[Path] = []
    for one in done.tested:
        for ground, ending in ((LIGHT, ""), (DARK, "-dark")):
            drawn = {
                "days": draw_days(done.incidents, one, ground),
                "map": draw_map(done.incidents, one, ground),
                "phases": draw_phases(table, one.terms, ground) if table.width else None,
            }
            for name, drawing in drawn.items():
                if drawing is not None:
                    stem = f"{one.terms.ceasefire}-{name}{ending}"
                    files += [drawing.save(home / f"{stem}.{kind}") for kind in ("svg", "png")]
    if table.width:
        table.write_csv(home / "phases.csv")
        files.append(home / "phases.csv")
    return files
