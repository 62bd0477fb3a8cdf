"""What keeping a reading changed."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, fields

__all__ = ["Change"]


@dataclass(frozen=True)
class Change:
    """Ids of the articles and ceasefires that keeping a reading added, changed, removed or found as they
    were.

    A `Change` is true where anything at all was written. A ceasefire is `ceasefires_removed` when everything
    it rested on was read again and none of it speaks of that ceasefire any more. `renamed` maps ids of the
    reading to the ids under which the same ceasefires had been kept before.
    """

    articles_new: tuple[str, ...] = ()
    articles_changed: tuple[str, ...] = ()
    articles_unchanged: tuple[str, ...] = ()
    ceasefires_new: tuple[str, ...] = ()
    ceasefires_changed: tuple[str, ...] = ()
    ceasefires_removed: tuple[str, ...] = ()
    ceasefires_unchanged: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    failures_new: int = 0

    def __bool__(self) -> bool:
        told = (
            "articles_new",
            "articles_changed",
            "ceasefires_new",
            "ceasefires_changed",
            "ceasefires_removed",
        )
        return bool(self.failures_new) or any(getattr(self, name) for name in told)

    def __add__(self, other: Change) -> Change:
        """What two changes come to, of which `other` came after: each report and ceasefire under one head."""
        gone, back = set(other.ceasefires_removed), {*self.ceasefires_new, *other.ceasefires_new}
        told: set[str] = set()

        def once(name: str, without: Set[str] = frozenset()) -> tuple[str, ...]:
            ids = dict.fromkeys((*getattr(self, name), *getattr(other, name)))
            left = tuple(one for one in ids if one not in told and one not in without)
            told.update(left)
            return left

        return Change(
            articles_new=once("articles_new"),
            articles_changed=once("articles_changed"),
            articles_unchanged=once("articles_unchanged"),
            ceasefires_new=once("ceasefires_new", gone),
            ceasefires_changed=once("ceasefires_changed", gone),
            ceasefires_removed=once("ceasefires_removed", back),
            ceasefires_unchanged=once("ceasefires_unchanged", gone),
            renamed=self.renamed + other.renamed,
            failures_new=self.failures_new + other.failures_new,
        )

    def __str__(self) -> str:
        parts = [
            part
            for part in (self._count("articles", "report"), self._count("ceasefires", "ceasefire"))
            if part
        ]
        return "; ".join(parts) if parts else "nothing to keep"

    def _count(self, what: str, noun: str) -> str:
        counts = [
            (len(getattr(self, field.name)), field.name.removeprefix(f"{what}_"))
            for field in fields(self)
            if field.name.startswith(f"{what}_")
        ]
        told = ", ".join(f"{count} {state}" for count, state in counts if count)
        return f"{noun}s: {told}" if told else ""
