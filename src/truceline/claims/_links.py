"""How the ceasefire of a report is tied to an older one that it mentions, where its words say so."""

from __future__ import annotations

import re
from collections.abc import Iterable

from truceline.claims._drafts import Draft, draft
from truceline.claims._sentences import Sentence

__all__ = ["read_links"]

_HOW = (
    ("replaces", re.compile(
        r"\b(?:replac\w+|supersed\w+|t(?:akes?|ook) the place|in place of|succeeds?|succeeded|transform\w*"
        r"|turn(?:s|ed|ing)? .{0,60} into)\b",
        re.I,
    )),
    ("renews", re.compile(
        r"\b(?:renew\w*|reaffirm\w*|recommit\w*|restor\w*|reinstat\w*|re-?establish\w*|back in place"
        r"|amended version|return(?:s|ed)? to the|resum(?:e|es|ed|ption of) the (?:truce|cease-?fire)"
        r"|reviv\w*)\b",
        re.I,
    )),
    ("extends", re.compile(r"\b(?:extend\w*|extension|prolong\w*|prolongation)\b", re.I)),
)  # fmt: skip


def read_links(drafts: Iterable[Draft]) -> list[Draft]:
    """Claims on `link`, one for each older ceasefire of an article of which a sentence says how it is tied.

    Args:
        drafts: all claims of the article, with their topics.

    Returns:
        Claims on the older ceasefire, with how the newer one stands to it as the value.
    """
    found: dict[str, Draft] = {}
    places: dict[tuple[int, str], Sentence] = {
        (d.sentence.index, d.topic): d.sentence for d in drafts if d.topic
    }
    for (_, topic), sentence in sorted(places.items(), key=lambda place: place[0]):
        for how, words in _HOW:
            match = words.search(sentence.text)
            if match is not None and topic not in found:
                found[topic] = draft(sentence, "link", how, sentence.offsets(match)).on(topic)
    return list(found.values())
