"""Terms of a ceasefire as rules, and incidents tested against them.

In come the terms of ceasefires (`load_terms` from a file of entries, `from_record` from what reports say)
and a table of incidents (`read_incidents`: UCDP GED and Candidate, ACLED, any other by a mapping file).
`check` gives for each incident and ceasefire one of seven verdicts, with the reasons in words and the rules
behind it. Logic is three-valued: what is not known stays `indeterminate`, and no verdict names who broke the
terms.
"""

from truceline.terms._check import ALL_VERDICTS, Check, Tested, check
from truceline.terms._file import load_terms
from truceline.terms._incidents import Incidents, read_incidents
from truceline.terms._phases import phases, window_of
from truceline.terms._record import complete, from_record
from truceline.terms._tables import Change, compare, read_table, write_table

__all__ = [
    "ALL_VERDICTS", "Change", "Check", "Incidents", "Tested", "check", "compare", "complete", "from_record",
    "load_terms", "phases", "read_incidents", "read_table", "window_of", "write_table",
]  # fmt: skip
