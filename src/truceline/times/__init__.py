"""Times: every expression of time in a text, to an instant or interval with its zone, and what is wrong
with it.

In comes text (`find`) or an article with its segments (`date_article`, `read`). Out come `TimeExpression`s
whose `when` is in UTC with the zone they were meant in, the interval in which the article was published,
anomalies with the arithmetic in them, and links between expressions that state one instant or the ends of a
range (`relate`).

    >>> from datetime import date
    >>> [one] = find("from 7am local time on Friday", anchor=date(2023, 11, 23), place="Gaza")
    >>> one.when.edtf
    '2023-11-24T07:00:00+02:00'
"""

from truceline.times._constraints import constraints, events, solve
from truceline.times._dating import date_article
from truceline.times._engine import find
from truceline.times._read import read
from truceline.times._relate import Relation, relate
from truceline.times._write import span_when

__all__ = [
    "Relation",
    "constraints",
    "date_article",
    "events",
    "find",
    "read",
    "relate",
    "solve",
    "span_when",
]
