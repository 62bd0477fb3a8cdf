"""Lets the tests of this folder make files as those of `sources` do."""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent / "sources")]
