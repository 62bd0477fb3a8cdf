"""The casebook: one SQLite file or PostgreSQL database in which readings are kept, found again and searched.

In go readings (`Casebook.keep`), out come readings (`Casebook.reading`), ceasefires and search hits, without
loss. What people decide on a record stands in a log beside it (`Casebook.decide`), and is laid over what was
read. What is kept is written in one transaction: a run that is killed leaves the casebook as it was before.
"""

from truceline.casebook._book import Casebook
from truceline.casebook._change import Change
from truceline.casebook._codes import Code, Round, Unit
from truceline.casebook._deciding import Overtaken, Wanted
from truceline.casebook._decision import Decision, Kind, Origin, same_value, say_value
from truceline.casebook._developments import Development
from truceline.casebook._doubts import Doubt
from truceline.casebook._engine import shown
from truceline.casebook._overlay import Standing
from truceline.casebook._rounds import Rounds
from truceline.casebook._said import Asked, Said
from truceline.casebook._search import Hit
from truceline.casebook._users import Role, User, Users
from truceline.casebook._verify import Fault
from truceline.casebook._view import Counts, Head, Outline, View

__all__ = [
    "Asked", "Casebook", "Change", "Code", "Counts", "Decision", "Development", "Doubt", "Fault", "Head",
    "Hit", "Kind", "Origin", "Outline", "Overtaken", "Role", "Round", "Rounds", "Said", "Standing", "Unit",
    "User", "Users", "View", "Wanted", "same_value", "say_value", "shown",
]  # fmt: skip
