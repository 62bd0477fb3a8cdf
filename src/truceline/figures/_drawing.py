"""A figure that is done: what it shows in words, and its bytes."""

from __future__ import annotations

import base64
import io
import re
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import IO

from matplotlib import rc_context
from matplotlib.figure import Figure

from truceline.errors import UsageError
from truceline.figures._words import FAMILY, seen

__all__ = ["Drawing"]

_STYLE = {"svg.hashsalt": "truceline", "svg.fonttype": "none", "font.family": FAMILY}
_HEAD = re.compile(r"(<svg\b[^>]*?)>", re.S)
_TITLE = re.compile(r" *<title>.*?</title>\n?", re.S)


@dataclass(frozen=True)
class Drawing:
    """A figure with its title and its text twin.

    `text` tells line by line what the figure shows, for who cannot see it: it is the description inside the
    SVG and the PNG. The same reading gives the same bytes each time. In a notebook a drawing shows itself.
    """

    title: str
    text: str
    figure: Figure

    def __post_init__(self) -> None:
        # What a report holds may hold characters that no XML may.
        for name in ("title", "text"):
            object.__setattr__(self, name, seen(getattr(self, name)))

    def svg(self) -> bytes:
        """The figure as SVG, its words as text, with `<title>` and `<desc>` for screen readers."""
        drawn = _TITLE.sub("", _written(self.figure, "svg", {"Date": None}).decode(), count=1)
        told = (
            f' role="img" aria-labelledby="title desc">\n <title id="title">{escape(self.title)}</title>\n'
            f' <desc id="desc">{escape(self.text)}</desc>'
        )
        return _HEAD.sub(lambda found: found[1] + told, drawn, count=1).encode()

    def png(self) -> bytes:
        """The figure as PNG, 1,536 pixels wide, with its title and text in the file's own fields."""
        about = {"Software": None, "Title": self.title, "Description": self.text}
        return _written(self.figure, "png", about)

    def save(self, file: str | Path) -> Path:
        """Write the figure; the file's ending says as what.

        Args:
            file: ends in `.svg`, `.png`, or `.txt` for the text alone.

        Raises:
            UsageError: the name ends otherwise, or the file cannot be written.
        """
        home = Path(file)
        made = {".svg": self.svg, ".png": self.png, ".txt": self._words}
        if home.suffix.lower() not in made:
            cure = "end the name of the file in .svg, .png or .txt"
            raise UsageError(
                f"a figure cannot be written as {home.suffix or 'a file without an ending'}",
                where=str(home),
                cure=cure,
            )
        try:
            home.write_bytes(made[home.suffix.lower()]())
        except OSError as error:
            raise UsageError(
                f"cannot be written ({error.strerror})", where=str(home), cure="choose another folder"
            ) from error
        return home

    def _words(self) -> bytes:
        return f"{self.title}\n\n{self.text}\n".encode()

    def _repr_html_(self) -> str:
        """The figure in a notebook, with its text in place of the picture where none can be seen."""
        packed = base64.b64encode(self.svg()).decode()
        told = escape(f"{self.title}. {self.text}", quote=True)
        return f'<img src="data:image/svg+xml;base64,{packed}" alt="{told}" style="max-width: 100%">'


def _written(figure: Figure, kind: str, about: dict[str, str | None]) -> bytes:
    out: IO[bytes] = io.BytesIO()
    with rc_context(_STYLE):  # type: ignore[arg-type]
        figure.savefig(out, format=kind, metadata=about, facecolor=figure.get_facecolor())
    out.seek(0)
    return out.read()
