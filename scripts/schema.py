"""Write the JSON Schema of a reading to docs/schema/reading.json. With --check, only say whether it is up to
date.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from truceline.model import schema

HOME = Path(__file__).parent.parent / "docs" / "schema" / "reading.json"


def current() -> str:
    """The schema of the types as they are, as text."""
    told = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Reading", **schema()}
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def main() -> int:
    """Write or check; the exit status."""
    if "--check" in sys.argv[1:]:
        fresh = HOME.is_file() and HOME.read_text("utf-8") == current()
        print(f"{HOME.name} is {'up to date' if fresh else 'out of date: run python scripts/schema.py'}")
        return 0 if fresh else 1
    HOME.parent.mkdir(parents=True, exist_ok=True)
    HOME.write_text(current(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
