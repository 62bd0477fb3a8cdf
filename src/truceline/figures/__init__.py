"""Figures of incidents against terms, for print and screen; where places lie.

In go checks (`truceline.terms.Check`); out come files: incidents by day and verdict, a map by verdict, and a
table of before, during and after, each as SVG and PNG, on light and on dark ground. Nothing outside the
package is needed: the borders of the map come with it. `point_of` tells where a place that is named lies.
"""

from truceline.figures._draw import draw_check
from truceline.figures._points import Point, point_of

__all__ = ["Point", "draw_check", "point_of"]
