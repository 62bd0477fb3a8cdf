"""Write the part of FollowTheMoney's schema that exports are tested against: tests/exports/ftm_schema.json.

The properties of each kind of entity and their types, as the package followthemoney (MIT) has them, which is
too large to be a dependency of the tests.

Usage: python scripts/ftm_schema.py (with followthemoney installed)
"""

from __future__ import annotations

import json
from pathlib import Path

from followthemoney import __version__, model

KINDS = ("Article", "Event", "Organization", "Person", "PublicBody", "UnknownLink")
HOME = Path(__file__).parents[1] / "tests" / "exports" / "ftm_schema.json"


def main() -> None:
    """Write the version, and by kind the type of each property that can be given."""
    kinds = {
        kind: {name: p.type.name for name, p in sorted(model.get(kind).properties.items()) if not p.stub}
        for kind in KINDS
    }
    told = {"followthemoney": __version__, "kinds": kinds}
    HOME.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
