"""What several test modules need."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("house", deadline=None)
settings.load_profile("house")

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of public test data that cannot stand in the repository; the test is skipped where it is
    absent.
    """
    path = Path(os.environ.get("TRUCELINE_SHARED", ROOT.parent / "shared"))
    if not (path / "seeds").is_dir():
        pytest.skip(f"no test data at {path} (set TRUCELINE_SHARED)")
    return path
