"""What others than truceline do to a casebook."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import create_engine

from truceline.casebook._engine import WRITING, store_of

__all__ = ["by_hand", "locked"]


def by_hand(place: str, *sql: str, unchecked: bool = False) -> list[Any]:
    """What statements of SQL give, the last one's answer.

    Args:
        place: of a casebook.
        sql: done one after the other.
        unchecked: keep the database from checking what refers to what, and from following up.
    """
    on_server = place.startswith("postgresql")
    driver = "postgresql+pg8000" if on_server else "sqlite"
    engine = create_engine(place.replace("postgresql", driver) if on_server else f"sqlite:///{place}")
    rows: list[Any] = []
    with engine.begin() as connection:
        if on_server and unchecked:
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        if not on_server and not unchecked:
            connection.exec_driver_sql("PRAGMA foreign_keys = ON")
        for one in sql:
            result = connection.exec_driver_sql(one)
            rows = list(result) if result.returns_rows else []
    engine.dispose()
    return rows


@contextmanager
def locked(place: str) -> Iterator[None]:
    """Another program writes to a casebook."""
    engine = store_of(place).engine(create=False, patience=1)
    with engine.connect() as connection, connection.execution_options(**WRITING).begin():
        yield
    engine.dispose()
