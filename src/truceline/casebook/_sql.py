"""What SQLite and PostgreSQL say in different words, said once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Dialect, Select, Text, select
from sqlalchemy.dialects.postgresql import TEXT
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import BigInteger, Integer, TypeDecorator

__all__ = ["EARLIEST", "KEY", "Letters", "earliest", "ids_among"]

KEY = Integer().with_variant(BigInteger(), "postgresql")
"""A number that a database gives: in SQLite only a plain integer is one."""

EARLIEST = {
    "sqlite": "json_extract({}, '$.earliest')",
    # What turns text into `json` may not stand in an index, and what turns it into `jsonb` takes no NUL
    # character; a packed time begins with its earliest bound.
    "postgresql": """substring({} from '^\\{{"earliest":"([^"]*)"')""",
}
"""The earliest bound of a packed time. Written out, not bound: indexes are on just this expression."""


class Letters(TypeDecorator[str]):
    """Text of any characters, ordered by code point.

    PostgreSQL keeps no NUL character: it and the character that takes its place are kept as two characters.
    """

    impl = Text
    cache_ok = True
    _STEP_OUT = "\U0010fffd"

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        plain = TEXT(collation="C") if dialect.name == "postgresql" else Text()
        return dialect.type_descriptor(plain)

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None or dialect.name != "postgresql" or not {"\0", self._STEP_OUT}.intersection(value):
            return value
        return value.replace(self._STEP_OUT, self._STEP_OUT + "1").replace("\0", self._STEP_OUT + "0")

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None or dialect.name != "postgresql" or self._STEP_OUT not in value:
            return value
        return value.replace(self._STEP_OUT + "0", "\0").replace(self._STEP_OUT + "1", self._STEP_OUT)


class earliest(FunctionElement[Any]):
    """The earliest bound of the packed time in a column."""

    type = Letters()
    inherit_cache = True


@compiles(earliest, "sqlite")
@compiles(earliest, "postgresql")
def _earliest(element: Any, compiler: Any, **more: Any) -> str:
    return EARLIEST[compiler.dialect.name].format(compiler.process(element.clauses, **more))


class _each_of(FunctionElement[Any]):
    """The texts of a JSON list, one a row."""

    inherit_cache = True


@compiles(_each_of, "sqlite")
def _each_sqlite(element: Any, compiler: Any, **more: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **more)})"


@compiles(_each_of, "postgresql")
def _each_postgresql(element: Any, compiler: Any, **more: Any) -> str:
    return f"json_array_elements_text(CAST({compiler.process(element.clauses, **more)} AS json))"


def ids_among(ids: Iterable[str]) -> Select[Any]:
    """A list of ids for `IN`, as long as one likes."""
    listed = _each_of(json.dumps(list(ids), ensure_ascii=False)).table_valued("value")
    value: ColumnElement[Any] = listed.c.value
    return select(value)
