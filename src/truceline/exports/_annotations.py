"""Evidence as W3C Web Annotations (Recommendation of 23 February 2017), one JSON-LD object per line.

Each passage that a claim was read from becomes an annotation of its article: the position in the decoded
text, and the words with what stands around them, so that it is found again in another copy of the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from truceline.exports._index import Index
from truceline.model import Claim, Evidence

__all__ = ["web_annotations"]

AROUND = 32
"""Characters of context on either side of a quotation."""


def web_annotations(index: Index) -> Iterator[dict[str, Any]]:
    """An annotation per claim, with a target per passage."""
    for claim in index.reading.claims:
        targets = [
            _target(evidence, index) for evidence in claim.evidence if evidence.article in index.articles
        ]
        if targets:
            yield {
                "@context": "http://www.w3.org/ns/anno.jsonld",
                "id": f"urn:truceline:{claim.id}",
                "type": "Annotation",
                "motivation": "classifying",
                "body": [_body(claim, index)],
                "target": targets if len(targets) > 1 else targets[0],
            }


def _body(claim: Claim, index: Index) -> dict[str, Any]:
    words = f"{claim.field} = {index.value(claim.value)}"
    return {
        "type": "TextualBody",
        "purpose": "classifying",
        "format": "text/plain",
        "value": words if claim.stance == "asserted" else f"{words} ({claim.stance})",
    }


def _target(evidence: Evidence, index: Index) -> dict[str, Any]:
    article = index.articles[evidence.article]
    return {
        "source": article.source.uri,
        "selector": [
            {"type": "TextPositionSelector", "start": evidence.start, "end": evidence.end},
            {
                "type": "TextQuoteSelector",
                "exact": evidence.text,
                "prefix": article.text[max(0, evidence.start - AROUND) : evidence.start],
                "suffix": article.text[evidence.end : evidence.end + AROUND],
            },
        ],
    }
