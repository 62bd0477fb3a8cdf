"""One paragraph cut into pieces that may be actors: known names, people, groups, offices, and parties of a
state."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from truceline.actors._gazetteer import Name
from truceline.actors._roles import Role
from truceline.actors._words import Word
from truceline.language import Paragraph

__all__ = ["Piece", "Scan"]


@dataclass(slots=True, eq=False)
class Piece:
    """Words `first` to `last` (excluded) of a paragraph.

    `sort` is known, person, group, organisation, party, office or collective. `names` are the known names it
    may be, `noun` the kind of party ("army"), `owner` the piece that it belongs to and `owners` all of them
    where it belongs to several, `holder` the person that an office stands beside (or the group that a person
    is said to lead), `acronym` the short name that the text gives it, `core` the words of the bare name,
    `place` whether the words around it speak of a place.
    """

    first: int
    last: int
    sort: str
    names: tuple[Name, ...] = ()
    noun: str = ""
    owner: Piece | None = None
    owners: tuple[Piece, ...] = ()
    holder: Piece | None = None
    acronym: Word | None = None
    role: Role | None = None
    core: tuple[int, int] | None = None
    place: bool = False


@dataclass
class Scan:
    """A paragraph with its words, its case and its pieces."""

    paragraph: Paragraph
    text: str
    words: list[Word]
    case: str
    _at: list[Piece | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._at = [None] * len(self.words)

    @cached_property
    def title(self) -> bool:
        """Whether the paragraph is a headline With Every Word in Capitals, where capitals say nothing."""
        long = [word for word in self.words if len(word.text) > 3]
        capital = sum(word.capital for word in long)
        return len(self.words) > 4 and self.text[-1:] not in '.?!”"' and capital >= 0.8 * len(long)

    @property
    def pieces(self) -> list[Piece]:
        """The pieces, in order."""
        found: list[Piece] = []
        for piece in self._at:
            if piece is not None and (not found or found[-1] is not piece):
                found.append(piece)
        return found

    def between(self, left: int, right: int) -> str:
        """The characters between the word `left` and the word `right`."""
        offset = self.paragraph.start
        return self.text[self.words[left].end - offset : self.words[right].start - offset]

    def reads(self, first: int, last: int) -> str:
        """What stands at words `first` to `last`, with the full stop that belongs to an abbreviation
        (`U.S.`)."""
        start, end = self.span(first, last)
        return self.text[start - self.paragraph.start : end - self.paragraph.start]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The place in the article of words `first` to `last`."""
        end = self.words[last - 1].end
        local = end - self.paragraph.start
        dotted = last > 1 and len(self.words[last - 1].text) == 1 and self.text[local : local + 1] == "."
        if dotted and self.text[self.words[last - 1].start - self.paragraph.start - 1] == ".":
            end += 1
        return self.words[first].start, end

    def at(self, place: int) -> Piece | None:
        """The piece that covers a word."""
        return self._at[place] if 0 <= place < len(self._at) else None

    def over(self, first: int, last: int) -> list[Piece]:
        """The pieces that cover any of these words."""
        found: list[Piece] = []
        for piece in self._at[first:last]:
            if piece is not None and (not found or found[-1] is not piece):
                found.append(piece)
        return found

    def put(self, piece: Piece) -> None:
        """Put a piece in, and take out whatever it covers."""
        for old in self.over(piece.first, piece.last):
            for place in range(old.first, old.last):
                self._at[place] = None
        for place in range(piece.first, piece.last):
            self._at[place] = piece

    def drop(self, piece: Piece) -> None:
        """Take a piece out."""
        for place in range(piece.first, piece.last):
            self._at[place] = None

    def key(self, place: int) -> str:
        """The folded word at a place; empty beyond the ends."""
        return self.words[place].key if 0 <= place < len(self.words) else ""

    def opens(self, place: int) -> bool:
        """Whether a word opens a sentence."""
        return place == 0 or any(mark in self.between(place - 1, place) for mark in '.!?:\n“"')

    def entities(self, *labels: str) -> list[tuple[int, int]]:
        """The recogniser's entities of some labels, as word ranges."""
        starts = [word.start for word in self.words]
        ends = [word.end for word in self.words]
        found = []
        for entity in self.paragraph.doc.ents:
            if entity.label_ in labels:
                start, end = self.paragraph.offsets(entity)
                first, last = bisect_right(ends, start), bisect_left(starts, end)
                if first < last:
                    found.append((first, last))
        return found
