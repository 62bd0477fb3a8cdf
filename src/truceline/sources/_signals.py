"""What can be seen of one unit without its neighbours."""

from __future__ import annotations

import re
from dataclasses import dataclass

from truceline.sources._dateline import Dateline, find_dateline
from truceline.sources._dates import date_line
from truceline.sources._lines import Unit
from truceline.sources._words import begins, holds, words

__all__ = ["Signals", "content", "fold", "look"]

_STOP = re.compile(r"[.!?…。！？؟।]['\"”’»)\]」』]*(?:\s?\[\d+\])?$")
_EDGE = " \t\u00a0:.…•·|>»«-–—*#()[]▼▲►▶✕×→←+↓↑"
_COUNT = re.compile(r"^\W*\d[\d,.]*[km]?\W*\s+(?=\D)|\s*\(?\d[\d,.]*[km]?\)?$", re.IGNORECASE)
_SMALL_WORDS = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "to",
        "in",
        "on",
        "for",
        "and",
        "that",
        "with",
        "as",
        "at",
        "by",
        "from",
        "is",
        "was",
        "were",
        "are",
        "has",
        "have",
        "had",
        "be",
        "been",
        "it",
        "its",
        "this",
        "which",
        "who",
        "said",
        "will",
        "would",
        "not",
        "but",
        "or",
        "their",
        "his",
        "her",
        "they",
        "he",
        "she",
        "after",
        "before",
        "between",
        "under",
        "than",
    ]
)
_WORD = re.compile(r"[^\W\d_]{3,}(?:-[^\W\d_]{2,})*")
_CAMEL = re.compile(r"[a-z][A-Z]")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_LINK_AT_END = re.compile(r"(?:\s+(?:https?://|pic\.twitter\.com/|t\.co/)\S+)+$")
_POST = re.compile(r"[—–-] .{2,60}\(@\w+\)")
_FIELD = re.compile(
    r"(?P<byline>byline|author)|(?P<section>section)|(?P<dateline>dateline)|(?P<crawl_date>load-?date)|(?P<caption>graphic)"
    r"|(?P<chrome>from|to|cc|subject|length|language|publication-type|document-type|journal-code|type|reply-to|sent|acc-no)"
)
_FIELD_LINE = re.compile(r"(?P<name>[a-z][a-z-]{1,16}): ?\S")
_LISTED = re.compile(r"(?:list )?\d{1,2} of \d{1,2}(?: items)?$|list of \d{1,2} items$")
_PAGE_NUMBER = re.compile(r"(?:page|p\.?|-) ?\d{1,4}(?: ?(?:of|/) ?\d{1,4}| -)?$|/ ?\d{1,3}$")
_PAGE_BREAK = re.compile(r"(?:document|article|item|story|record) \d{1,4} of \d{1,4}$|\d{1,4} of \d{1,4} documents?$|={10,}$")
_NAME_IN_PLACE = re.compile(r"[A-Z][\w'’-]+(?: [A-Z][\w'’.-]+){1,3}(?:(?:,| and) [A-Z][\w'’-]+(?: [A-Z][\w'’.-]+){1,3})* in [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?$")
_URL = re.compile(r"(?:https?://|www\.)\S+|[\w.]+@[\w.]+")
_CREDIT_SIGN = re.compile(r"©|\([cC]\) ?[A-Z]|(?i:photos?:|photo by|image:|picture:|credits?:)")
_CREDIT_END = re.compile(
    r"\((?:ap|reuters|afp|epa|getty|photo|file|tass|ria|xinhua|[\w .'-]{3,40}/ ?[\w .'-]{2,40})[^()]{0,60}\)$"
    r"|[\w.]/ ?(?:ap|afp|reuters|epa|getty(?: images)?|tass|xinhua|via reuters|anadolu)(?: photo)?$"
    r"|\b(?:credit|photo|image|picture|photograph|file photo)s?: ?[^.:]{2,60}$|[.] (?:reuters|ap|afp|epa|getty images|xinhua|tass)$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DAY_AT_END = re.compile(r"(?:\d{1,2},? (?:19|20)\d\d|\b[A-Z][a-z]{2,8}\.? (?:19|20)\d\d)[.)\s]*$")
_PLAYER = re.compile(r"[\d:./% –-]+")
_RULE = re.compile(r"[\W_]+")
_CRUMBS = re.compile(
    r"home ?[/>»›|:]|(?:[^/>»›|]{1,30} [/>»›|] ){3}|(?:[^>»›]{1,40} [>»›] ){2}", re.IGNORECASE
)
_PIECES = re.compile(r"\s*[·|•/>»›\[\]\t]+\s*|\s{2,}|: ")
_LIST_OF = re.compile(
    r"(?:topics?|news|articles?|stories|links|materials|subjects) (?:related|on the (?:topic|subject))$|(?:top|latest|more|other|related|popular|recent|trending|similar|further|all)\b.{0,30}\b(?:stories|news|headlines|articles|posts|videos|reads|coverage|links)$"
)
_THANKS = re.compile(
    r".{3,160}\bcontribut(?:ed|ing)(?: to)?(?: this| the)? ?(?:report|story|article|reporting)", re.IGNORECASE
)
_END_MARK = re.compile(
    r"(?:\s+|(?<=[.\"”]))(?:(?i:enditem|item ends|ends)|\(ends?\)|/ends?/|-ends?-|\[ends\]|[A-Z]{2,4}/[A-Z]{2,4}(?:/[A-Z]{2,4})*|■|□|###|-30-)\.?$"
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\W{0,3}(?:©|\(c\))?\W{0,3}(?:(?:19|20)\d\d|by\b)|rights reserved"
)
_ITEM = re.compile(r"(?:[•·*▪●–—-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s*(?=\S)")
_PART = re.compile(r"(?:preamble|preambular paragraphs|definitions|general provisions|final provisions|signatories|annex(?:es)?|appendix)$|"
    
    r"(?:article|section|chapter|part|annex|chapitre|title|clause|paragraph) (?:\d+|[ivxlc]+|[a-z])\b[.:]?",
    re.IGNORECASE,
)
_SLUG = re.compile(
    r"(?:[ap]m|bc|ap|us|intl|world)-[a-z][\w'-]*(?:[-,–_ ].{0,60})?$|.{0,60}\b(?:\d(?:st|nd|rd|th) ld\b|writethru|lead-?all\b|sub[s]? graf)"
    r"|[a-z]?\d{3,4}\s+-{2,}|(?:zczc|nnnn)\b|-? ?30 ?-?$|\(?(?:ends?|more|urgent|bulletin|flash|advisory)[)/:]?$|/?ends?/|eds:|editors:|\^.{0,90}\^?$|precede |end (?:of )?(?:text|document|item)",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"(?:\S+ ){1,6}(?:says|said|wrote|writes|replied|commented|responded) ?:$|.{0,60}in reply to|@\w+$",
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"(?:\W*\d[\d,.]*k? |\b(?:top|best|all|latest|most|view|show|see|read|reader|newest|recent)\b.{0,12} )?(?:rated |new |more |liked )?"
    r"(?:(?<=\d )comments?\b.{0,60}$|comments?(?: closed)?|responses? to|replies|thoughts on|reader comments|opinions)\b(?: \(?\d+\)?(?: closed)?| to .{0,200}| on .{0,200}| [“\"‘«].{0,200}|\W*)$",
    re.IGNORECASE,
)
_ADDRESS_BOOK = re.compile(r"\b(?:tel[.:]|fax|phone:|telephone|e-?mail)|\+\d[\d ()-]{8,}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Signals:
    """The features of one unit, and the one kind that its wording alone suggests.

    `words` counts tokens (for writing without spaces, every second character), `small` those that are English function
    words, `capital` the share of the others that begin with a capital. `ends` is whether it ends as a sentence does.
    `kind` is one of chrome, related_label, tag_label, comment_label, comment_mark, tags, published, crawl_date, dateline,
    byline, credit, caption, section, related, heading, item, prose, remark (a sentence of two to four words), title, short,
    page_break (the line between two documents of one file).
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
    return _COUNT.sub("", " ".join(text.lower().split())).strip(_EDGE)


def content(text: str) -> set[str]:
    """The words of a text that carry its topic: three letters or more, in lower case, without hyphens or function words."""
    return {word.replace("-", "") for word in _WORD.findall(text.lower()) if word not in _SMALL_WORDS}


def look(unit: Unit, *, all_capitals: bool = False) -> Signals:
    """The signals of one unit. `all_capitals`: the whole text is in capitals."""
    text = unit.text
    tokens = text.split(None, 64)[:64]
    low = text.lower()
    folded = fold(text) if len(text) < 160 else low
    count = text.count(" ") + 1 if len(tokens) > 60 else len(tokens)
    if not text.isascii() and _WIDE.search(text[:40]):
        count = max(count, len(text) // 2)
    lower = [token.lower() for token in tokens]
    small = sum(token in _SMALL_WORDS for token in lower)
    large = [
        token
        for token, plain in zip(tokens, lower, strict=True)
        if plain not in _SMALL_WORDS and token[0].isalpha()
    ]
    capital = sum(token[0].isupper() for token in large) / len(large) if large else 0.0
    ends = bool(_STOP.search(_END_MARK.sub("", _LINK_AT_END.sub("", text[-120:]))[-10:]))
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
    if seen.words <= 6 and _LIST_OF.match(seen.folded):
        return "related_label"
    if _COMMENTS.match(low) and (seen.words <= 6 or seen.folded != low):
        return "comment_label"
    if composed := _composed(low):
        return composed
    if _RULE.fullmatch(low) or _PLAYER.fullmatch(low) or (seen.words <= 10 and _SLUG.match(low)):
        return "chrome"
    if _LISTED.match(low):
        return "related_label"
    if _PAGE_BREAK.match(low):
        return "page_break"
    if _PAGE_NUMBER.match(low):
        return "chrome"
    if (line := _FIELD_LINE.match(low)) and (field := _FIELD.fullmatch(line["name"])):
        return str(field.lastgroup)
    if seen.words <= 5 and seen.folded in words("section"):
        return "section"
    if seen.words <= 8 and _SAYS.match(low) and not (seen.ends and seen.words > 4):
        return "comment_mark"
    if seen.words <= 8 and _PART.match(low):
        return "heading"
    return None


def _composed(low: str) -> str | None:
    """Whether a line is several known pieces of furniture side by side, or a label with what it stands over."""
    pieces = [folded for piece in _PIECES.split(low) if (folded := fold(piece))]
    if len(pieces) < 2:
        return None
    known = sum(any(piece in words(name) for name in _FURNITURE) for piece in pieces)
    if any(piece in words("comment_only") for piece in pieces) and known == len(pieces):
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
        _CREDIT_SIGN.match(seen.unit.text)
        and not seen.unit.text.endswith((";", "; and"))
        and not _YEAR.search(low[:24])
    ):
        return True
    return (
        seen.words <= 12
        and not seen.ends
        and (holds(low, "credit_inside") > 0 or bool(_CREDIT_END.search(low)))
    )


def _is_byline(seen: Signals, low: str, tokens: list[str]) -> bool:
    count, text = seen.words, seen.unit.text
    if count > 30 or (count > 16 and low[0] != "("):
        return False
    if _NAME_IN_PLACE.match(text) and count <= 12:
        return True
    if "contribut" in low and _THANKS.match(low):
        return True
    start = begins(low, "byline_start")
    if start and start != "by ":
        return start[0] == "(" or not seen.ends or count <= 6
    if start and count > 1:
        second = text.split(None, 2)[1]
        return (
            second[0].isupper() and tokens[1].strip(",.") not in _NOT_NAMES and (not seen.ends or count <= 5)
        )
    return 1 < count <= 8 and low.endswith(_byline_ends()) and text[0].isupper() and not seen.small


def _byline_ends() -> tuple[str, ...]:
    return tuple(words("byline_end"))


_NOT_NAMES = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "the",
        "then",
        "now",
        "early",
        "late",
        "contrast",
        "comparison",
        "agreement",
        "noon",
        "midnight",
        "all",
    ]
)


def _is_chrome(seen: Signals, low: str, tokens: list[str]) -> bool:
    count, personal = seen.words, not words("address").isdisjoint(tokens)
    if begins(low, "chrome_always"):
        return True
    if begins(low, "chrome_start") and (
        (count <= 14 and not (seen.ends and count > 8 and not personal)) or (personal and count < 60)
    ):
        return True
    if (count < 60 and _COPYRIGHT.search(low)) or _CRUMBS.match(low):
        return True
    if (count <= 14 or (personal and count < 120)) and holds(low, "chrome_inside"):
        return True
    if count <= 14 and (personal or not seen.ends) and holds(low, "chrome_inside_short"):
        return True
    if _URL.fullmatch(low) or (count <= 16 and not seen.ends and _ADDRESS_BOOK.search(low)):
        return True
    if low[0] == "<" and low[-1] == ">":
        return True
    return count > 3 and len(_CAMEL.findall(seen.unit.text)) >= max(2, count // 4) and not seen.ends


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
    if not 4 <= seen.words <= 80:
        return False
    head = low[3:_CAPTION_HEAD] if low[0] == "(" else low[:_CAPTION_HEAD]
    if holds(head, "caption_mark") or _CREDIT_END.search(low[-120:]):
        return True
    if seen.ends and not _SPEECH.isdisjoint(tokens):
        return False
    pictured = any(token in words("caption_verb") for token in tokens[1:12])
    if (pictured or not seen.ends) and holds(head, "caption_hint"):
        return True
    return pictured and seen.words >= 8 and bool(_DAY_AT_END.search(seen.unit.text[-24:]))


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
    if count >= 5 and (seen.ends or (text[-1] in ";:" and (seen.capital < 0.7 or _ITEM.match(text)))):
        return "prose"
    if count >= 26 and seen.small >= min(count, 60) // 8 and seen.capital < 0.8:
        return "prose"
    if count >= 40:
        return "prose" if seen.capital < 0.6 and (seen.small or not text.isascii()) else "chrome"
    if _ITEM.match(text) or _POST.match(text):
        return "item"
    if 2 <= count and seen.ends and not text.endswith(("...", "…")):
        return "remark"
    return "title" if count >= 4 else "short"
