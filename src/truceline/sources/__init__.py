"""Bytes into articles.

In go paths (files, folders, patterns, addresses, standard input) or a text; out come articles whose segments
say what is headline, dateline, body, caption, related, comment or page furniture, with title, outlet, byline,
place and language where they are known. A document that cannot be read becomes a failure with the reason, and
the run goes on.
"""

from truceline.sources._article import article_from_text
from truceline.sources._load import load
from truceline.sources._records import COLUMNS

__all__ = ["COLUMNS", "article_from_text", "load"]
