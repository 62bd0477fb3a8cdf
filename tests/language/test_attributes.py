"""The table in the place of the attribute ruler sets what the ruler sets."""

from __future__ import annotations

from functools import lru_cache

import pytest
import spacy
from spacy.language import Language

from truceline.language import model_name, parse_text, passing


@lru_cache(maxsize=1)
def _pipeline() -> Language:
    return spacy.load(model_name())


SENTENCES = (
    "There is a truce, there's no doubt, and there were two before it.",
    "Let's go, y'all: we're gonna stay, you gotta leave, and it ain't over.",
    "He said nothin' and I got  two  letters which nobody had read.",
    "“What we do,” said the envoy, “is what has to be done; but I can't say that.”",
    "She had gone, once again, while those who did not know it were asking why.",
    "It is this, not that; they'd better have come with us, had it been so.",
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_it_sets_what_the_ruler_of_the_pipeline_sets(sentence: str) -> None:
    """Parts of speech, morphology, lemmas, tags and dependencies, also in a second memory zone."""
    own = _pipeline()(sentence)
    for _ in range(2):
        with passing():
            [paragraph] = parse_text(sentence).paragraphs
            ours = [(t.text, t.pos_, str(t.morph), t.lemma_, t.tag_, t.dep_) for t in paragraph.doc]
        assert ours == [(t.text, t.pos_, str(t.morph), t.lemma_, t.tag_, t.dep_) for t in own]
