"""Figures: incidents against terms, drawn for print and screen.

In go checks (`truceline.terms.Check`), out come SVG and PNG files.
"""

__all__: list[str] = []
