"""truceline keeps the record of a ceasefire from what was written about it."""

__version__ = "0.1.0"
__all__ = ["__version__"]
