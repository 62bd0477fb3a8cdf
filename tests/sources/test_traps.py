"""Lines that look like something else, each between two paragraphs of a report. Every kind was once wrong."""

from __future__ import annotations

import pytest

from truceline.sources import article_from_text

ABOVE = "The two delegations met on Monday in the old palace, their spokesmen said after the session."
BELOW = "The talks are to go on for a week, the mediators said in a short statement on Monday night."
HEADLINE = "Ceasefire talks open in the capital"


def role_of(line: str) -> str:
    text = f"{HEADLINE}\n\n{ABOVE}\n\n{line}\n\n{BELOW}\n"
    return article_from_text(text).role_at(len(HEADLINE) + len(ABOVE) + 4 + len(line) // 2)


@pytest.mark.parametrize(
    "line",
    [
        '"We agreed on a joint commission that will watch over the truce," the minister told us.',
        "We share this view and subscribe to the accord, the deputy head of the delegation said.",
        "Senator John Bell (R) said that he would attend a meeting of the committee on Friday.",
        "Satellite images released on Monday showed that the heavy guns had been pulled back.",
        "Background: The truce of 2002 was signed by the government and the rebels in February.",
        "By Monday evening, both armies had pulled their guns back.",
        '"Never."',
        "It is over.",
        "On May 3 2014 the truce ended.",
        "• The ceasefire starts at 04:00 local time on Friday",
        "• Both sides will free all prisoners within 30 days;",
        "Comments by the rebel leader on Sunday had cast doubt on the talks, a diplomat said.",
        "Contact lines will be kept open around the clock between the two commands, it says.",
        "Copyright disputes were not discussed, he said with a smile to the reporters.",
        "Follow-up talks will be held in Doha, where you can expect hard bargaining, he warned.",
        "Home rule for the region, long the main demand of the movement, was not on the agenda.",
        "Also on Monday, shells fell on the northern suburb of the town, killing two people.",
        "More than 300 people were killed in April alone, the monitors said.",
        "Photo opportunities were kept short: the two men shook hands and left separately.",
        "Watch groups counted 40 breaches of the truce in its first hour alone.",
        "Reply from the government is expected by the end of the week, the mediator said.",
        "The Associated Press reported that shots were heard near the bridge at dawn.",
    ],
)
def test_a_sentence_that_begins_like_furniture_is_reporting(line: str) -> None:
    """Nothing that the report says is lost because of its first word."""
    assert role_of(line) == "body"


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Rebels sign final peace with government — radio", "related"),
        ("Army says truce was broken forty times", "related"),
        ("Read more: What the accord leaves open", "related"),
        ("WATCH: Residents return to the valley", "related"),
        ("The talks", "subhead"),
        ("What the mediators said on Monday night", "subhead"),
        ("Advertisement", "chrome"),
        ("Sign up for our newsletter", "chrome"),
        ("Share on Facebook", "chrome"),
        ("Reply · Like (4)", "chrome"),
        ("(Photo: A. Karim/Pool)", "caption"),
        ("A soldier rests near the front line, May 3, 2014. (AP Photo/A. Karim)", "caption"),
        ("© 2014 Valley Post. All rights reserved.", "chrome"),
        ("5 March 2014, 11:42 GMT", "published"),
        ("Tags: truce, talks, valley", "tag"),
        ("By Jane Low and Amir Karim", "byline"),
        ("We use cookies to make this website better for you.", "chrome"),
        ("If you notice an error, select it and press Ctrl+Enter", "chrome"),
        ("(Reporting by Jane Low; Editing by Amir Karim)", "byline"),
        ("Amir Karim contributed to this report from the border.", "byline"),
    ],
)
def test_furniture_between_paragraphs_is_no_reporting(line: str, role: str) -> None:
    """A link that asserts an agreement, a credit, a button: none is what the report says."""
    assert role_of(line) == role


@pytest.mark.parametrize(
    ("line", "dateline", "place", "outlet"),
    [
        ("MOSCOW, February 24. The", "MOSCOW, February 24.", "MOSCOW", None),
        ("DONETSK, December 26. /TASS/. The", "DONETSK, December 26. /TASS/.", "DONETSK", "TASS"),
        ("KYIV. Feb 24 (Interfax) - The", "KYIV. Feb 24 (Interfax) -", "KYIV", "Interfax"),
        ("BEIJING, Feb. 24 (Xinhua) -- The", "BEIJING, Feb. 24 (Xinhua) --", "BEIJING", "Xinhua"),
        ("COLOMBO, Sri Lanka (AP) — The", "COLOMBO, Sri Lanka (AP) —", "COLOMBO", "AP"),
        ("JUBA/DOHA, Jan 23 (Reuters) - The", "JUBA/DOHA, Jan 23 (Reuters) -", "JUBA/DOHA", "Reuters"),
        ("BELGRADE, Yugoslavia, Jan. 2— The", "BELGRADE, Yugoslavia, Jan. 2—", "BELGRADE", None),
        ("Kohima, July 27: The", "Kohima, July 27:", "Kohima", None),
        ("New Delhi: The", "New Delhi:", "New Delhi", None),
        ("Geneva, 3 March 2014 – The", "Geneva, 3 March 2014 –", "Geneva", None),
        ("MOSCOW, 24 Feb — RIA Novosti. The", "MOSCOW, 24 Feb — RIA Novosti.", "MOSCOW", "RIA Novosti"),
        ("(Reuters) - The", "(Reuters) -", None, "Reuters"),
        ("[TamilNet, 22 February 2002] The", "[TamilNet, 22 February 2002]", None, "TamilNet"),
        ("CALI , Jan. 3 ( Valley News ) -- The", "CALI , Jan. 3 ( Valley News ) --", "CALI", "Valley News"),
    ],
)  # fmt: skip
def test_datelines_in_the_forms_of_the_agencies(
    line: str, dateline: str, place: str | None, outlet: str | None
) -> None:
    """Place, day and agency in every order that their style books know; the dateline is its own segment."""
    article = article_from_text(
        f"{line} two sides agreed on a truce of ten days, the mediator said.\n\n{BELOW}"
    )
    first = article.segments[0]
    assert (first.role, article.text[first.start : first.end]) == ("dateline", dateline)
    assert (article.place, article.outlet) == (place, outlet)


@pytest.mark.parametrize(
    "line",
    [
        "NATO - the alliance that had bombed the bridge - denied it, an officer said on Monday.",
        "U.N. - backed forces held the bridge, an officer who had been there said on Monday.",
        "Putin - the man who had asked for the talks - was not there, an officer said on Monday.",
        "In Moscow, February 24 passed without talks, an officer said on Monday.",
        "Monday, February 24, was the first day without shelling, an officer said.",
    ],
)
def test_what_only_looks_like_a_dateline_is_read(line: str) -> None:
    """Within a report, capitals before a dash are no place, and a date in a sentence is no dateline."""
    assert role_of(line) == "body"
    article = article_from_text(f"{HEADLINE}\n\n{ABOVE}\n\n{line}\n\n{BELOW}\n")
    assert "dateline" not in {part.role for part in article.segments}


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        (f"{ABOVE}\n\n{BELOW}\n\nComment via FacebookComment via Sputnik", "Sputnik"),
        (f"{HEADLINE} - BBC News\n\n{HEADLINE}\n\n{ABOVE}\n\n{BELOW}", "BBC"),
        (f"{ABOVE}\n\n{BELOW}\n\nCopyright 2002 The Associated Press. All rights reserved.", "AP"),
        (f"{ABOVE}\n\n{BELOW}\n\n© 2014 Valley Post. All rights reserved.", "Valley Post"),
        (f"{ABOVE}\n\nThe Reuters news agency was told of it by a diplomat.\n\n{BELOW}", None),
        (f"{ABOVE}\n\nA diplomat told Reuters that he was glad.\n\n{BELOW}", None),
        (f"{ABOVE}\n\n{BELOW}\n\nFollow us on Facebook\nShare on Twitter", None),
        (f"{ABOVE}\n\n© AFP/A. Karim\n\n{BELOW}", None),
        (f"Press Office\n\n{HEADLINE}\n\n{ABOVE}\n\n{BELOW}\n\nPress Office", None),
    ],
)
def test_an_outlet_is_named_only_where_the_page_names_it_as_its_own(text: str, outlet: str | None) -> None:
    """An agency that is quoted, or that took the picture, is not whose report it is."""
    assert article_from_text(text).outlet == outlet


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "“We agreed”, – has told the head of the foreign Ministry. Recall, it began on Friday.",
            "ru",
        ),
        (
            "He used the expressions, “We will keep it”, and made evaluations about the talks.",
            "tr",
        ),
        ("The cease to the fire entered in force on Monday, the minister said.", "es"),
        (
            "This article was translated automatically from Arabic. The truce holds, he said.",
            "ar",
        ),
        (
            "The truce holds, the foreign ministry of Russia said; it praised the monitors.",
            None,
        ),
        (
            "“We agreed on it,” the minister said – and left. The Security Council was to meet on Monday.",
            None,
        ),
    ],
)
def test_translation_is_inferred_from_two_marks_or_a_statement(text: str, language: str | None) -> None:
    """One mark alone is a matter of style."""
    assert article_from_text(f"{HEADLINE}\n\n{text}\n\n{BELOW}").translated_from == language


def test_two_copies_of_the_first_paragraph_leave_one_in_the_body() -> None:
    """A standfirst that repeats the lead does not take the lead away."""
    article = article_from_text(f"{HEADLINE}\n\n{ABOVE}\n\nBy Jane Low\n\n{ABOVE}\n\n{BELOW}\n")
    assert [p.role for p in article.segments] == ["headline", "subhead", "byline", "body", "body"]


@pytest.mark.parametrize(
    "comments",
    [
        "12 Comments\nLogin\ncat • 3 years ago\n{}\n• Reply • Share ›\nTom B. • 3 years ago\n{}\n• Reply",
        "Facebook Comments Plugin\nMaria Lopez\n{}\nLike · Reply · 3 · 2y\nJoe Miller\n{}\nLike · Reply · 2y",
        "Maria Lopez\n{}\nLike · Reply · 3 · 2y\nJoe Miller\n{}\nLike · Reply · 2y",
        "Posted by: eagle1 | March 5, 2014 10:22 AM\n{}\nPosted by: truth | March 5, 2014 11:40 AM\n{}",
        "2 thoughts on “Talks open”\nJo on March 5, 2014 at 3:04 am said:\n{}\nReply ↓\n"
        "anon on March 6, 2014 at 1:00 am said:\n{}",
        "All comments\n• avatar\n{}\n• Anna Bell\n{}\n• avatar\nannain reply toBen(Show comment)\nyes",
        "4 COMMENTS  Newest first | Oldest first\nray.k   27 Nov, 12:02\n{}\nReply · Like (4)\n"
        "cedar   27 Nov, 12:15\n{}",
    ],
)
def test_no_comment_is_reporting(comments: str) -> None:
    """In the manner of comment systems, with a heading and without: what readers claim is never body."""
    claims = (
        "The truce ended on Sunday, the army said so.",
        "The rebels agreed to sign on Friday, says my cousin.",
    )
    report = f"{HEADLINE}\n\n{ABOVE}\n\nBoth left without a word to the press.\n\n{BELOW}"
    text = f"{report}\n\n{comments.format(*claims)}\n"
    article = article_from_text(text)
    assert [article.role_at(text.index(claim)) for claim in claims] == ["comment", "comment"]
    assert [p.role for p in article.segments[:4]] == ["headline", "body", "body", "body"]


STORY = (
    "The army and the rebels stopped firing at noon on Friday, the governor of the province said.\n\n"
    "Monitors counted no shots in the first six hours, their spokesman told reporters in the capital.\n\n"
    "The truce is to last ten days so that the wounded can be brought out of the besieged town.\n\n"
    "Talks on a longer one begin next week in a hotel by the lake, both delegations said.\n"
)
OTHERS = (
    "Minister resigns over the sale of two ferries",
    "Rebels reject every truce with the army, leader says",
    "Floods cut off three villages in the eastern hills",
    "Cup final goes to a second match after a late goal",
    "Governor admits that prisoners were beaten in jail",
)


def told(text: str) -> str:
    """What of a text may be taken for the report's own words."""
    parts = article_from_text(text).segments
    return "\n".join(text[s.start : s.end] for s in parts if s.role in {"body", "subhead", "caption"})


def test_other_headlines_between_headline_and_report_are_links() -> None:
    """A list of the day's stories under the headline is no standfirst, however near it stands."""
    text = "Guns fall silent in the besieged town\n\n" + "\n\n".join(OTHERS) + "\n\nMarch 7, 2014\n\n" + STORY
    assert not [title for title in OTHERS if title in told(text)]
    assert "stopped firing at noon" in told(text)


def test_teasers_above_the_report_are_links() -> None:
    """Headline and first sentence of other stories on one line each, with a dateline or in a headline's
    capitals.
    """
    capitals = [
        f"{title.title()} Two officials said on Thursday that more of this was to come." for title in OTHERS
    ]
    text = "Guns fall silent in the besieged town\n\n" + "\n".join(capitals) + "\n\nMarch 7, 2014\n\n" + STORY
    assert "Two officials" not in told(text)
    teasers = [
        f"{title} CAPITAL: {title.split()[0]} officials said on Thursday that more was to come."
        for title in OTHERS
    ]
    text = "Guns fall silent in the besieged town\n\n" + "\n".join(teasers) + "\n\nMarch 7, 2014\n\n" + STORY
    assert not [title for title in OTHERS if title in told(text)]


def test_teasers_under_a_label_within_the_report_are_links() -> None:
    """Each a title and a sentence of its own, after the label and until two paragraphs follow one another."""
    teasers = "\n".join(
        f"{title}\nAll that is known of it at {n + 6} o'clock was told by two officials on Thursday night."
        for n, title in enumerate(OTHERS)
    )
    paragraphs = STORY.split("\n\n")
    text = "\n\n".join(
        ["Guns fall silent in the besieged town", *paragraphs[:2], f"Top stories\n{teasers}", *paragraphs[2:]]
    )
    assert not [title for title in OTHERS if title in told(text)]
    assert "two officials on Thursday" not in told(text)
    assert "Talks on a longer one" in told(text)


def test_a_standfirst_stays_one() -> None:
    """One or two lines under the headline that sum the report up."""
    stand = "Army and rebels keep a truce of ten days so that the wounded can leave"
    text = f"Guns fall silent in the besieged town\n\n{stand}\n\nMarch 7, 2014\n\n{STORY}"
    assert stand in told(text)


def test_the_months_of_an_archive_are_furniture() -> None:
    """Names with the number of entries behind them."""
    months = "\n".join(
        f"{month} ({n})" for n, month in enumerate(("March", "Mars", "Maret", "Marzo", "Mart", "März"), 20)
    )
    assert "(2" not in told(f"Guns fall silent in the besieged town\n\n{STORY}\n{months}\n")
