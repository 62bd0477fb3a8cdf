"""Bytes into articles.

In go paths (files, folders, patterns, addresses, standard input) or a text; out come articles whose segments
say what is headline, dateline, body, caption, related, comment or page furniture, with title, outlet, byline,
place and language where they are known. A document that cannot be read becomes a failure with the reason, and
the run goes on.
"""

from truceline.sources._article import article_from_text
from truceline.sources._batch import Documents, FirstPass, batches, read_document
from truceline.sources._copies import mark_copies
from truceline.sources._document import Told
from truceline.sources._first_pass import may_concern
from truceline.sources._load import load, told_by_user
from truceline.sources._records import COLUMNS
from truceline.sources._tally import Tally
from truceline.sources._walk import files_of

__all__ = [
    "COLUMNS", "Documents", "FirstPass", "Tally", "Told", "article_from_text", "batches", "files_of", "load",
    "mark_copies", "may_concern", "read_document", "told_by_user",
]  # fmt: skip
