"""Figures of incidents against terms, for print and screen.

In go checks (`truceline.terms.Check`); out come files: incidents by day and verdict, a map by verdict, and a
table of before, during and after, each as SVG and PNG, on light and on dark ground. Nothing outside the
package is needed: the borders of the map come with it.
"""

from truceline.figures._draw import draw_check

__all__ = ["draw_check"]
