"""One module per step, oldest first."""

__all__: list[str] = []
