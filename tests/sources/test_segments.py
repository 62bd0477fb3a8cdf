"""The laws of segments, whatever the text."""

from __future__ import annotations

import time

from gold_pages import gold_pages
from hypothesis import given, settings
from hypothesis import strategies as st

from truceline.model import Article
from truceline.sources import article_from_text

FRAGMENTS = st.sampled_from([
    "The two sides agreed on Monday to hold their fire, the envoy said.", "See also", "Comments (3)", "Reply",
    "MOSCOW, March 3.", "KYIV, Ukraine (AP) —", "Read more: What the accord says", "© 2016 Example Post",
    "By Jane Low", "5 March 2014", "Article 1", "(a) raids and ambushes;", "• avatar", "\u00a0", "\u2028",
    "停火协议星期一生效。", "Стороны договорились о перемирии.", "....", "___", "Document 1 of 2", "=" * 12,
    "Home | World | Sport", "(Photo: A. B./Pool)", "\x0c", "\x85", "\u3000", "\t", "Tags: a, b, c", "x" * 300,
])  # fmt: skip
BREAKS = st.sampled_from([" ", "\n", "\n\n", "\r\n", "\r", "\n   ", "  "])
TEXTS = st.lists(st.tuples(st.one_of(FRAGMENTS, st.text(max_size=40)), BREAKS), max_size=30).map(
    lambda pairs: "".join(fragment + gap for fragment, gap in pairs)
)


def check(article: Article) -> None:
    covered = 0
    for segment in article.segments:
        assert covered <= segment.start < segment.end <= len(article.text)
        assert not article.text[covered : segment.start].strip()
        assert not article.text[segment.start].isspace()
        assert not article.text[segment.end - 1].isspace()
        covered = segment.end
    assert not article.text[covered:].strip()


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_segments_are_in_order_and_cover_all_that_is_not_white_space(text: str) -> None:
    """No overlap, no gap that holds a character, no white space at an end."""
    check(article_from_text(text))


def test_the_laws_hold_on_pages() -> None:
    """On the gold pages, and on each of them cut anywhere in its middle."""
    for page in gold_pages():
        check(article_from_text(page.text))
        check(article_from_text(page.text[len(page.text) // 3 : -7]))


def test_a_wrapped_paragraph_is_one_segment() -> None:
    """A sentence that runs over three lines of 72 columns is not cut."""
    text = (
        "   The commanders of both armies met in the border village on Tuesday and\n"
        "agreed that no shot would be fired before the prisoners had been counted\n"
        "and exchanged, a monitor said.\n"
        "   The count was to begin at noon. Observers from three countries would\n"
        "stand between the lines while it lasted.\n"
    )
    body = [text[s.start : s.end] for s in article_from_text(text).segments if s.role == "body"]
    assert len(body) == 2
    assert body[0].startswith("The commanders")
    assert body[0].endswith("a monitor said.")


def test_paragraphs_on_lines_of_their_own_stay_apart() -> None:
    """Line breaks that are paragraph breaks are kept as such."""
    text = "\n".join(
        f"The envoy said on day {day} of the talks that the guns were quiet." for day in range(1, 9)
    )
    assert sum(s.role == "body" for s in article_from_text(text).segments) == 8


def test_time_grows_with_the_length_of_the_text_and_no_faster() -> None:
    """Ten times the text takes about ten times as long, also where every line looks like the start of
    something.
    """
    for line in (
        "Comments\n",
        "MOSCOW, March 3 (\n",
        "a, b, c, d\n",
        "by " * 40 + "\n",
        "- " * 60 + "\n",
        "(" * 150 + "\n",
        "A" * 140 + ":\n",
    ):
        spent = []
        for count in (300, 3000):
            start = time.process_time()
            article_from_text("The truce holds, both armies said.\n" * 4 + line * count)
            spent.append(time.process_time() - start)
        assert spent[1] < 60 * max(spent[0], 0.05), line
