"""Draw the figures that stand in docs/figures, from the example reports.

    python scripts/gallery.py [FOLDER]

The pictures are reduced with ImageMagick where it is installed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from truceline.figures import draw
from truceline.reader import read

ROOT = Path(__file__).parent.parent
DRAWN = {
    "timeline": ("karabakh-2020", "nagorno-karabakh-2020-10-10"),
    "conflict": ("colombia-eln-2023", None),
    "statements": ("lebanon-2024", None),
    "sources": ("karabakh-2020", None),
    "map": ("*", None),
}
"""Which examples a kind of figure is drawn of, and of which ceasefire."""


def main(folder: Path) -> None:
    """Draw all kinds."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind, (example, ceasefire) in DRAWN.items():
        reports = sorted(
            path
            for home in (ROOT / "examples").glob(example)
            for path in home.glob("*")
            if path.is_file() and path.name != "expected.json"
        )
        out = draw(read(reports), kind, ceasefire=ceasefire).save(folder / f"{kind}.png")
        if reducer := shutil.which("convert"):
            subprocess.run([reducer, out, "-strip", "-colors", "64", f"PNG8:{out}"], check=True)
        print(f"{out.name:<16}{out.stat().st_size / 1000:>8.0f} kB")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs/figures")
