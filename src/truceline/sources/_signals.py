"""What can be seen of one unit without its neighbours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from truceline.sources import _patterns as patterns
from truceline.sources._dateline import Dateline, find_dateline
from truceline.sources._dates import date_line
from truceline.sources._lines import Unit
from truceline.sources._words import begins, holds, words

__all__ = ["Signals", "content", "fold", "look"]

_EDGE = " \t\u00a0:.…•·|>»«-–—*#()[]▼▲►▶✕×→←+↓↑"


@dataclass(frozen=True, slots=True)
class Signals:
    """The features of one unit, and the one kind that its wording alone suggests.

    `words` counts tokens (for writing without spaces, every second character), `small` those that are
    English function words, `capital` the share of the others that begin with a capital. `ends` is whether
    it ends as a sentence does. `kind` is one of chrome, related_label, tag_label, comment_label,
    comment_mark, tags, published, crawl_date, dateline, byline, credit, caption, section, related, heading,
    item, prose, remark (a sentence of two to four words), title, short, page_break (the line between two
    documents of one file).
    """

    unit: Unit
    folded: str
    words: int
    small: int
    capital: float
    ends: bool
    kind: str
    dateline: Dateline | None = None


def fold(text: str) -> str:
    """Lower case, white space folded, marks and counts at the ends taken off: the form of the word lists."""
    return patterns.COUNT.sub("", " ".join(text.lower().split())).strip(_EDGE)


def content(text: str) -> set[str]:
    """The words of a text that carry its topic: three letters or more, in lower case, without hyphens or
    function words.
    """
    small = words("function_word")
    return {word.replace("-", "") for word in patterns.WORD.findall(text.lower()) if word not in small}


def look(unit: Unit, *, all_capitals: bool = False) -> Signals:
    """The signals of one unit. `all_capitals`: the whole text is in capitals."""
    text = unit.text
    tokens = text.split(None, 64)[:64]
    low = text.lower()
    folded = fold(text) if len(text) < 160 else low
    count = text.count(" ") + 1 if len(tokens) > 60 else len(tokens)
    if not text.isascii() and patterns.WIDE.search(text[:40]):
        count = max(count, len(text) // 2)
    lower = [token.lower() for token in tokens]
    topicless = words("function_word")
    small = sum(token in topicless for token in lower)
    large = [
        token
        for token, plain in zip(tokens, lower, strict=True)
        if plain not in topicless and token[0].isalpha()
    ]
    capital = sum(token[0].isupper() for token in large) / len(large) if large else 0.0
    ends = bool(
        patterns.STOP.search(patterns.END_MARK.sub("", patterns.LINK_AT_END.sub("", text[-120:]))[-10:])
    )
    dateline = find_dateline(text, all_capitals=all_capitals) if count > 1 else None
    signals = Signals(unit, folded, count, small, capital, ends, "", dateline)
    return Signals(unit, folded, count, small, capital, ends, _kind(signals, low, lower), dateline)


def _kind(seen: Signals, low: str, tokens: list[str]) -> str:
    """The first of the kinds, from the plainest to the vaguest, that the wording fits."""
    text = seen.unit.text
    if seen.words <= 16 and (named := _label(seen, low)):
        return named
    if seen.dateline:
        if seen.dateline.end >= len(text) - 1:
            return "dateline"
        if seen.words > 8:
            return "prose"
    if seen.words <= 20 and (dated := date_line(text)):
        return dated
    for name, fits in _KINDS:
        if fits(seen, low, tokens):
            return name
    return _shape(seen)


def _label(seen: Signals, low: str) -> str | None:
    """Lines that are known by heart."""
    for name in ("comment_label", "related_label", "tag_label", "comment_only", "chrome", "comment_mark"):
        if seen.folded in words(name):
            return "comment_mark" if name == "comment_only" else name
    if seen.words <= 6 and patterns.LIST_OF.match(seen.folded):
        return "related_label"
    if patterns.COMMENTS.match(low) and (seen.words <= 6 or seen.folded != low):
        return "comment_label"
    if composed := _composed(low):
        return composed
    if (line := patterns.FIELD_LINE.match(low)) and (field := patterns.FIELD.fullmatch(line["name"])):
        return str(field.lastgroup)
    return next((name for name, fits in _KNOWN if fits(seen, low)), None)


_KNOWN: tuple[tuple[str, Callable[[Signals, str], object]], ...] = (
    ("chrome", lambda seen, low: patterns.RULE.fullmatch(low) or patterns.PLAYER.fullmatch(low)),
    ("chrome", lambda seen, low: seen.words <= 10 and patterns.SLUG.match(low)),
    ("chrome", lambda seen, low: seen.words <= 5 and patterns.COUNTED.match(low)),
    ("related_label", lambda seen, low: patterns.LISTED.match(low)),
    ("page_break", lambda seen, low: patterns.PAGE_BREAK.match(low)),
    ("chrome", lambda seen, low: patterns.PAGE_NUMBER.match(low)),
    ("section", lambda seen, low: seen.words <= 5 and seen.folded in words("section")),
    (
        "comment_mark",
        lambda seen, low: seen.words <= 8 and patterns.SAYS.match(low) and not (seen.ends and seen.words > 4),
    ),
    ("heading", lambda seen, low: seen.words <= 8 and patterns.PART.match(low)),
)


def _composed(low: str) -> str | None:
    """The kind of a line of several known pieces side by side, or of a label with what it stands over."""
    pieces = [folded for piece in patterns.PIECES.split(low) if (folded := fold(piece))]
    if len(pieces) < 2:
        return None
    known = sum(any(piece in words(name) for name in _FURNITURE) for piece in pieces)
    if any(piece in words("comment_only") for piece in pieces) and 2 * known >= len(pieces):
        return "comment_mark"
    if known * 3 >= len(pieces) * 2:
        return "chrome"
    if ": " in low and pieces[0] in words("related_label"):
        return "related" if low[-1] != "." or pieces[0] in words("related_strict") else None
    return "tags" if ": " in low and pieces[0] in words("tag_label") else None


_FURNITURE = (
    "chrome",
    "comment_mark",
    "comment_only",
    "section",
    "related_label",
    "comment_label",
    "tag_label",
)


def _is_credit(seen: Signals, low: str, _: list[str]) -> bool:
    if seen.words > 16 or "rights reserved" in low:
        return False
    if (
        patterns.CREDIT_SIGN.match(seen.unit.text)
        and not seen.unit.text.endswith((";", "; and"))
        and not patterns.YEAR.search(low[:24])
    ):
        return True
    return (
        seen.words <= 12
        and not seen.ends
        and (holds(low, "credit_inside") > 0 or bool(patterns.CREDIT_END.search(low)))
    )


def _is_byline(seen: Signals, low: str, tokens: list[str]) -> bool:
    count, text = seen.words, seen.unit.text
    if "contribut" in low and count < 60 and patterns.THANKS.match(low):
        return True
    if count > 30 or (count > 16 and low[0] != "("):
        return False
    if count <= 12 and patterns.NAME_IN_PLACE.match(text) and tokens[-1] not in words("chrome"):
        return True
    start = begins(low, "byline_start")
    if start and start != "by ":
        return start[0] == "(" or not seen.ends or count <= 6
    if start and count > 1:
        second = text.split(None, 2)[1]
        return (
            second[0].isupper()
            and tokens[1].strip(",.") not in words("no_name")
            and (not seen.ends or count <= 5)
        )
    return 1 < count <= 8 and low.endswith(_byline_ends()) and text[0].isupper() and not seen.small


def _byline_ends() -> tuple[str, ...]:
    return tuple(words("byline_end"))


def _is_chrome(seen: Signals, low: str, tokens: list[str]) -> bool:
    count, personal = seen.words, not words("address").isdisjoint(tokens)
    if begins(low, "chrome_always") or _is_marked(seen, low):
        return True
    if low[0] in _QUOTES and count > 8:
        return False
    if count <= 30 and begins(low, "chrome_social") and len(words("network").intersection(_bare(tokens))) > 1:
        return True
    if begins(low, "chrome_start") and (
        (count <= 14 and not (seen.ends and count > 8 and not personal)) or (personal and count < 60)
    ):
        return True
    if (count <= 14 or (personal and count < 120)) and holds(low, "chrome_inside"):
        return True
    return count <= 14 and (personal or not seen.ends) and holds(low, "chrome_inside_short") > 0


_QUOTES = '"“‘«„'


def _bare(tokens: list[str]) -> set[str]:
    return {token.strip(".,!?&") for token in tokens}


def _is_marked(seen: Signals, low: str) -> bool:
    """Whether signs show furniture: a copyright, a path, an address, glued words, left-over markup."""
    if (
        (seen.words < 60 and patterns.COPYRIGHT.search(low))
        or patterns.CRUMBS.match(low)
        or patterns.URL.fullmatch(low)
    ):
        return True
    if seen.words <= 16 and not seen.ends and patterns.ADDRESS_BOOK.search(low):
        return True
    if (low[0] == "<" and low[-1] == ">") or (
        seen.words < 50 and "@" in low and patterns.REACHED_AT.search(low)
    ):
        return True
    glued = len(patterns.CAMEL.findall(seen.unit.text))
    return seen.words > 3 and not seen.ends and glued >= max(2, seen.words // 4)


def _is_tags(seen: Signals, low: str, _: list[str]) -> bool:
    if begins(low, "tag_start") and not seen.ends:
        return True
    return seen.words <= 30 and (
        low.count("#") >= 2 or (low[0] == "#" and low[1:2].isalnum() and seen.words <= 3)
    )


def _is_related(seen: Signals, low: str, _: list[str]) -> bool:
    start = begins(low, "related_start")
    if not start or seen.words < 3 or (seen.ends and seen.words > 25):
        return False
    return not seen.ends or seen.words <= 9 or start.rstrip(" :") in words("related_strict")


def _is_caption(seen: Signals, low: str, tokens: list[str]) -> bool:
    if not 4 <= seen.words <= 80 or (low[0] in _QUOTES and seen.ends):
        return False
    if low[0] == "©" or patterns.IN_THIS_PHOTO.match(low):
        return True
    head = low[3:_CAPTION_HEAD] if low[0] == "(" else low[:_CAPTION_HEAD]
    if holds(head, "caption_mark") or patterns.CREDIT_END.search(low[-120:]):
        return True
    if seen.ends and not _SPEECH.isdisjoint(tokens):
        return False
    pictured = any(token in words("caption_verb") for token in tokens[1:12])
    if (pictured or not seen.ends) and holds(head, "caption_hint"):
        return True
    return pictured and seen.words >= 8 and bool(patterns.DAY_AT_END.search(seen.unit.text[-24:]))


_SPEECH = frozenset({"said", "says", "told", "added", "announced", "warned", "stressed", "noted"})
_CAPTION_HEAD = 160
_KINDS = (
    ("byline", _is_byline),
    ("related", _is_related),
    ("credit", _is_credit),
    ("chrome", _is_chrome),
    ("tags", _is_tags),
    ("caption", _is_caption),
)


def _shape(seen: Signals) -> str:
    """Prose, an entry of a list, a title, or something short, by length, function words and how it ends."""
    text, count = seen.unit.text, seen.words
    if count >= 5 and (seen.ends or (text[-1] in ";:" and (seen.capital < 0.7 or patterns.ITEM.match(text)))):
        return "prose"
    if count >= 26 and seen.small >= min(count, 60) // 8 and seen.capital < 0.8:
        return "prose"
    if count >= 40:
        written = patterns.STOPS.search(text) and (seen.small or not text.isascii())
        return "prose" if written and seen.capital < 0.6 else "chrome"
    if patterns.ITEM.match(text) or patterns.POST.match(text):
        return "remark" if text[-1] in ".;" and count > 1 else "item"
    if count >= 2 and seen.ends and not text.endswith(("...", "…")):
        return "remark"
    return "title" if count >= 4 else "short"
