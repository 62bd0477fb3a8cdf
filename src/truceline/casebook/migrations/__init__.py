"""The history of the casebook's tables."""

__all__: list[str] = []
