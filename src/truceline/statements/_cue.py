"""A cue verb with what is known of it before its content is looked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from truceline.statements._lexicon import Frame
from truceline.statements._page import Page

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["CueVerb"]


@dataclass(frozen=True)
class CueVerb:
    """A verb that may introduce a statement: its frame, the tokens of its group, and those of its speaker."""

    page: Page
    token: Token
    frame: Frame
    first: int
    last: int
    speaker: tuple[int, int] | None

    @property
    def region(self) -> int:
        """The quotation in which the cue itself stands, -1 for none."""
        return self.page.inside[self.token.i]

    def clause(self) -> tuple[int, int]:
        """Offsets in `raw` of cue and speaker together, as far as they stand side by side."""
        doc, first, last = self.page.doc, self.first, self.last
        if self.speaker:
            if (
                self.speaker[1] < first
                and first - self.speaker[1] <= 8
                and self._is_open(self.speaker[1] + 1, first)
            ):
                first = self.speaker[0]
            elif self.speaker[0] > last and self.speaker[0] - last <= 2:
                last = self.speaker[1]
        while first > 0 and doc[first - 1].pos_ == "ADV" and self.page.inside[first - 1] == self.region:
            first -= 1
        return doc[first].idx, doc[last].idx + len(doc[last])

    def _is_open(self, first: int, stop: int) -> bool:
        """Whether no quotation stands between speaker and cue."""
        return all(self.page.inside[i] == self.region for i in range(first, stop))
