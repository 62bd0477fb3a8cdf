"""The one place that loads and runs the language pipeline.

In come articles (or bare texts); out come their prose segments as spaCy documents, each knowing where it
stands in the article, so that every token leads back to the article's characters.
"""

from truceline.language._pipeline import (
    PROSE,
    Paragraph,
    Parsed,
    load,
    model_name,
    parse,
    parse_text,
    passing,
    use_model,
)

__all__ = [
    "PROSE",
    "Paragraph",
    "Parsed",
    "load",
    "model_name",
    "parse",
    "parse_text",
    "passing",
    "use_model",
]
