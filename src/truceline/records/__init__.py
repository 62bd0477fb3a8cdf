"""Claims into ceasefires.

In come dated articles, their claims, actors and statements; out come one record per ceasefire, with a finding
for every value that a report gives, the preferred one marked and the others kept beside it.
`group_statements` finds the same statement in several reports, `mark_translations` the same story in two
translations; `overlap` measures what two sets of actors
have in common; `root` is the side to which an actor belongs; `renamed` gives ceasefires other ids, `about` is
a reading of some ceasefires alone, and `retold` words a record anew whose findings were changed by hand.
`outweighing` and `is_told_at_head` say where the wording of a report goes before what its sentences tell.
"""

from truceline.records._about import about
from truceline.records._assemble import retold
from truceline.records._findings import LIST_FIELDS, SINGLE_FIELDS
from truceline.records._names import renamed
from truceline.records._reconcile import reconcile
from truceline.records._topics import root
from truceline.records._traits import overlap
from truceline.records._translations import mark_translations
from truceline.records._worded import is_told_at_head, outweighing
from truceline.records.groups import group_statements

__all__ = [
    "LIST_FIELDS", "SINGLE_FIELDS", "about", "group_statements", "is_told_at_head", "mark_translations",
    "outweighing", "overlap", "reconcile", "renamed", "retold", "root",
]  # fmt: skip
