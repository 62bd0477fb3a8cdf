"""What the rules of this room pass to each other: a statement before it has an id."""

from __future__ import annotations

from dataclasses import dataclass

from truceline.model import Act, VerbClass

__all__ = ["Draft", "Place"]

Place = tuple[int, int]
"""Start and end offsets in the article's text, end exclusive."""


@dataclass(frozen=True)
class Draft:
    """A statement as one rule found it. All places are offsets in the article's text.

    `rule` names the rule, `lemma` the cue word, `token` the cue's token in its paragraph (-1 for none).
    `carried` marks a quotation without a speaker of its own, which goes on with the words of the one at
    `speaker`; `runs_on` one that is the rest of a quotation left open in the paragraph before.
    """

    paragraph: int
    cue: Place | None
    speaker: Place | None
    content: tuple[Place, ...]
    verb: VerbClass = "speech"
    act: Act = "asserts"
    rule: str = "clause"
    confidence: float = 0.8
    lemma: str = ""
    carried: bool = False
    runs_on: bool = False
    token: int = -1

    @property
    def start(self) -> int:
        """The first character of any of its parts."""
        return min(place[0] for place in self._places())

    @property
    def end(self) -> int:
        """One past the last character of any of its parts."""
        return max(place[1] for place in self._places())

    @property
    def order(self) -> tuple[int, int]:
        """By this statements are put in text order: where cue or content begins, the longer one first."""
        first = min((p[0] for p in (*self.content, *((self.cue,) if self.cue else ()))), default=self.start)
        return first, -self.end

    def _places(self) -> tuple[Place, ...]:
        return (
            *self.content,
            *((self.cue,) if self.cue else ()),
            *((self.speaker,) if self.speaker and not self.carried else ()),
        )
