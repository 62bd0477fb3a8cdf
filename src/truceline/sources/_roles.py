"""The role of each unit, from its signals, its neighbours and the stretch that it stands in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from truceline.model import Role
from truceline.sources._signals import Signals, content
from truceline.sources._words import words

__all__ = ["Layout", "roles_of"]

_PLAIN: dict[str, Role] = {
    "published": "published", "crawl_date": "crawl_date", "dateline": "dateline", "byline": "byline",
    "credit": "caption", "caption": "caption", "section": "section", "chrome": "chrome",
    "related_label": "related", "tag_label": "chrome", "tags": "tag", "comment_label": "chrome",
    "page_break": "chrome", "comment_mark": "chrome", "related": "related",
}  # fmt: skip
_FOOT = frozenset({"chrome", "comment_label", "related_label", "tag_label", "section"})
_NEAR = 8
_LINK = 16
_QUESTION = 9
_STANDFIRST = 60
_STANDFIRSTS = 3
"""Lines that may sum a report up under its headline. More of them are a list of other stories."""
_OPENING = 1_500
"""Characters of a paragraph that are looked at."""
_PAIRS = 3
_TEASER = 45
"""Words of the sentence that follows a link and says what it leads to."""
_VAGUE = frozenset(
    {
        "background",
        "earlier",
        "today",
        "in focus",
        "this week",
        "explore more",
        "recent",
        "the latest",
        "latest",
        "popular",
        "more",
    }
)


@dataclass(frozen=True)
class Layout:
    """What was found out about a page: its articles, the units that are their headlines, those of the
    comments.
    """

    articles: tuple[range, ...]
    headlines: frozenset[int]
    comments: frozenset[int]

    def article_at(self, index: int) -> range | None:
        """The article in which a unit stands."""
        return next((article for article in self.articles if index in article), None)


def roles_of(signals: list[Signals], layout: Layout) -> list[Role]:
    """One role per unit, in order."""
    foot = _foot_of_comments(signals, layout)
    repeated = Counter(s.folded for s in signals if s.words >= 5)
    inside = {index for article in layout.articles for index in article}
    standfirsts = {article.start for article in layout.articles if _is_standfirst(signals, article, layout)}
    roles: list[Role] = []
    label = ""
    for index, signal in enumerate(signals):
        if index in layout.comments:
            role = "chrome" if index in foot or index - 1 not in layout.comments else _below(signal)
        elif index in layout.headlines:
            role = "headline"
        elif index in inside:
            role = _inside(signals, index, label, repeated[signal.folded] > 1, standfirsts)
        else:
            role = _outside(signals, index, layout, label)
        label = _next_label(label, signal, role)
        roles.append(role)
    return roles


def _foot_of_comments(signals: list[Signals], layout: Layout) -> set[int]:
    """The furniture below the last comment."""
    foot: set[int] = set()
    for index in sorted(layout.comments, reverse=True):
        if index + 1 in layout.comments and index + 1 not in foot:
            continue
        if signals[index].kind in _FOOT:
            foot.add(index)
    return foot


def _is_standfirst(signals: list[Signals], article: range, layout: Layout) -> bool:
    """Whether the first paragraph below a headline is its standfirst: the next one opens with the dateline,
    or a byline or a date stands between them.
    """
    first, signed = signals[article.start], False
    if (
        not any(place < article.start for place in layout.headlines)
        or first.dateline
        or first.words > _STANDFIRST
    ):
        return False
    for signal in signals[article.start + 1 : article.start + 5]:
        if signal.kind == "prose":
            return signed or (signal.dateline is not None and signal.dateline.is_firm)
        signed = signed or signal.kind in {"byline", "published"}
    return False


def _next_label(label: str, signal: Signals, role: Role) -> str:
    """The label under which the next unit stands; a list ends at the first unit that is no part of it."""
    if signal.kind in {"related_label", "tag_label"}:
        return signal.kind
    if label == "related_label":
        return label if role in {"related", "caption", "published"} else ""
    return label if label == "tag_label" and role == "tag" else ""


def _below(signal: Signals) -> Role:
    if signal.kind == "comment_label":
        return "chrome"
    return (
        "chrome"
        if signal.kind == "chrome" and ("©" in signal.unit.text or "rights reserved" in signal.folded)
        else "comment"
    )


def _inside(signals: list[Signals], index: int, label: str, repeated: bool, standfirsts: set[int]) -> Role:  # noqa: PLR0911 - one return per role
    signal = signals[index]
    if signal.kind == "prose":
        return "subhead" if index in standfirsts else _paragraph(signals, index, label, repeated)
    if signal.kind == "related_label" and signal.folded in _VAGUE and _next_is_prose(signals, index):
        return "subhead"
    if signal.kind == "section":
        return "subhead" if _next_is_prose(signals, index) else "chrome"
    if signal.kind in _PLAIN:
        return _PLAIN[signal.kind]
    if label == "related_label":
        return "related"
    if label == "tag_label":
        return "tag"
    if signal.kind in {"heading", "item", "remark"}:
        return "subhead" if signal.kind == "heading" else "body"
    if _is_beside_credit(signals, index) and signal.words >= 4:
        return "caption"
    return _between(signals, index)


def _paragraph(signals: list[Signals], index: int, label: str, repeated: bool) -> Role:
    signal = signals[index]
    if repeated and not signal.dateline:
        return _repeated(signals, index)
    if (
        label == "related_label"
        and signal.words <= _LINK
        and signal.unit.text[0] not in '"“'
        and _more_follows(signals, index)
    ):
        return "related"
    if label == "related_label" and signal.words <= _TEASER and _is_teaser(signals, index):
        return "related"
    if (
        signal.unit.text[-1] == "?"
        and signal.words <= _QUESTION
        and signal.unit.gap
        and _next_is_prose(signals, index)
    ):
        return "subhead"
    return "body"


def _is_doubled(signals: list[Signals], index: int) -> bool:
    """Whether the same line stands beside this one, as the description of a picture and its caption do."""
    return any(
        0 <= near < len(signals) and signals[near].folded == signals[index].folded
        for near in (index - 1, index + 1)
    )


def _repeated(signals: list[Signals], index: int) -> Role:
    """A paragraph that stands on the page twice: side by side it is a caption, else a standfirst and its
    paragraph.
    """
    if _is_doubled(signals, index):
        return "caption"
    return (
        "subhead" if any(later.folded == signals[index].folded for later in signals[index + 1 :]) else "body"
    )


def _is_teaser(signals: list[Signals], index: int) -> bool:
    """Whether a sentence says what the link above it leads to: one of three such pairs at least."""

    def is_link(place: int) -> bool:
        return 0 <= place < len(signals) and signals[place].kind in {"title", "related"}

    first = next((place for place in range(index - 1, -1, -2) if not is_link(place)), -1) + 2
    last = next(place for place in range(index - 1, len(signals) + 2, 2) if not is_link(place))
    return (last - first) // 2 >= _PAIRS


def _more_follows(signals: list[Signals], index: int) -> bool:
    """Whether a paragraph follows, or the next entry of a list of links."""
    return index + 1 < len(signals) and signals[index + 1].kind in {
        "prose",
        "related_label",
        "title",
        "related",
    }


def _next_is_prose(signals: list[Signals], index: int) -> bool:
    return index + 1 < len(signals) and signals[index + 1].kind == "prose"


def _is_beside_credit(signals: list[Signals], index: int) -> bool:
    """Whether the credit of a picture stands on the line above or below."""
    return any(0 <= near < len(signals) and signals[near].kind == "credit" for near in (index - 1, index + 1))


def _between(signals: list[Signals], index: int) -> Role:
    """A title or a few words between paragraphs: the heading of what follows, or a link to another story.

    A heading is taken up by the paragraphs that it stands over; a headline of another story says something
    of its own, with a verb.
    """
    signal = signals[index]
    if not signal.unit.gap and index and signals[index - 1].kind in {"item", "short"}:
        return "body"
    if signal.ends and signal.words <= 4:
        return "body"
    if signal.words <= 3:
        return "subhead" if _next_is_prose(signals, index) else "chrome"
    own = content(signal.unit.text)
    following: set[str] = set()
    for later in signals[index + 1 : index + 4]:
        if later.kind != "prose":
            break
        following |= content(later.unit.text[:1500])
    echoed = len(own & following) / max(1, len(own))
    if not following:
        return "related"
    return "related" if _asserts(signal.unit.text) and echoed < 0.5 else "subhead"


def _asserts(text: str) -> bool:
    """Whether a line says something, as headlines do: with a verb, or with its source behind a dash."""
    if " — " in text or " - " in text or " – " in text:
        return True
    tokens = [token.strip(".,:;\"'“”‘’!?") for token in text.split()]
    if any(token.lower() in words("headline_verb") for token in tokens):
        return True
    return any(
        token in words("noun_or_verb")
        and tokens[place - 1][:1].isupper()
        and tokens[place + 1].lower() not in _NOUNS_GO_ON
        for place, token in enumerate(tokens[:-1])
        if place
    )


_NOUNS_GO_ON = frozenset({"of", "on", "in", "by", "and", "between", "against", "near"})


def _outside(signals: list[Signals], index: int, layout: Layout, label: str) -> Role:  # noqa: PLR0911 - one return per role
    signal = signals[index]
    before = [place for place in layout.headlines if place < index]
    after_article = any(article.stop <= index for article in layout.articles)
    ahead = next((article for article in layout.articles if article.start > index), None)
    in_head = (
        ahead is not None
        and bool(before)
        and index - max(before) <= _NEAR
        and ahead.start - index <= 3 * _NEAR
    )
    if label == "tag_label" and signal.kind in {"section", "short"}:
        return "tag"
    if signal.kind in _PLAIN:
        return _furniture(signal, index, layout, after_article and ahead is None, _in_menu(signals, index))
    if label == "tag_label":
        return "tag"
    if label == "related_label" and after_article and signal.words >= 3:
        return "related"
    if in_head and (_pictures(signal) or _is_doubled(signals, index)):
        return "caption"
    if in_head and ahead is not None and (signal.kind == "prose" or signal.words >= 6):
        listed = _is_in_list(signals, max(before), ahead) and not _sums_up(signals, index, ahead)
        return "related" if listed else "subhead"
    if signal.kind == "prose":
        return "related" if after_article else "chrome"
    if _is_tag_list(signal) and after_article:
        return "tag"
    return "related" if signal.words >= 5 else "chrome"


def _is_in_list(signals: list[Signals], headline: int, ahead: range) -> bool:
    """Whether so many titles or sentences stand between a headline and its report that they are a list of
    other stories.
    """
    between = signals[headline + 1 : ahead.start]
    return sum(s.kind in {"prose", "title", "related"} and s.words >= 6 for s in between) > _STANDFIRSTS


def _sums_up(signals: list[Signals], index: int, ahead: range) -> bool:
    """Whether most of what a line says is taken up by the first paragraphs of the report below it."""
    own = content(signals[index].unit.text[:_OPENING])
    first = content(" ".join(signals[place].unit.text[:_OPENING] for place in ahead[:6]))
    return 2 * len(own & first) > len(own) > 0


def _pictures(signal: Signals) -> bool:
    """Whether a line without a stop tells who does what in a picture: a verb of posture in the plain
    present.
    """
    return not signal.ends and any(token in words("caption_verb") for token in signal.folded.split()[1:10])


def _furniture(signal: Signals, index: int, layout: Layout, foot: bool, in_menu: bool) -> Role:
    role = _PLAIN[signal.kind]
    if role == "section" and not any(abs(index - place) <= _NEAR for place in layout.headlines):
        return "chrome"
    return "chrome" if role == "section" and (foot or in_menu) else role


def _in_menu(signals: list[Signals], index: int) -> bool:
    """Whether the name of a section stands among other short lines, as the entries of a menu do."""
    above = index > 0 and not signals[index].unit.gap and signals[index - 1].kind in _ENTRIES
    below = (
        index + 1 < len(signals) and not signals[index + 1].unit.gap and signals[index + 1].kind in _ENTRIES
    )
    beside = {signals[near].kind for near in (index - 1, index + 1) if 0 <= near < len(signals)}
    return (above and below) or ("section" in beside and (above or below))


_ENTRIES = frozenset({"section", "chrome", "short"})


def _is_tag_list(signal: Signals) -> bool:
    commas = signal.unit.text.count(",")
    return (
        commas >= 2
        and signal.words <= 4 * (commas + 1)
        and signal.capital > 0.5
        and not signal.ends
        and signal.small <= 1
    )
