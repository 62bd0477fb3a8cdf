"""What keeping a reading changed."""

from __future__ import annotations

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
