"""Exports of newspaper archives: each article by itself, with what its head says, whatever the layout."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import docx
import made_files as made
import pytest

from truceline.model import Article
from truceline.sources import load

STORIES = (
    ("Truce extended in the north", "Ana Cruz", "Hill Times", "4 March 2014", "March 4, 2014 Tuesday"),
    ("Guns fall silent at the bridge", "Lim Wei", "Valley Post", "17 May 2014", "May 17, 2014 Saturday"),
    ("Monitors count two breaches", "Omar Said", "Harbour News", "2 June 2014", "June 2, 2014 Monday"),
)
BODY = "\n\n".join(made.SENTENCES)


def counted_codes() -> str:
    """Headline, count of words, day, hour, paper, code, language, rights; the accession number below."""
    return "".join(
        f"{title}\n\nBy {name} \n{n + 312} words\n{day}\n14:05\n{paper}\nHTIM\nEnglish\n"
        f"(c) 2014 {paper}. All rights reserved.\n\n{BODY}\n\n{paper} Ltd.\n\n"
        f"Document HTIM0000201403{n}4ea3c0012x\n\n"
        for n, (title, name, paper, day, _) in enumerate(STORIES)
    )


def numbered_documents() -> str:
    """The older layout of legal archives: count, paper, day, headline, labelled lines."""
    return "".join(
        f"{n} of 3 DOCUMENTS\n\n\n{paper}\n\n{day}\n\n{title}\n\nBYLINE: {name}\n\nSECTION: WORLD; Pg. 4\n\n"
        f"LENGTH: 312 words\n\n{BODY}\n\nLOAD-DATE: December 1, 2019\n\nLANGUAGE: ENGLISH\n\n"
        f"PUBLICATION-TYPE: Newspaper\n\nCopyright 2014 {paper}\nAll Rights Reserved\n\n\n"
        for n, (title, name, paper, _, day) in enumerate(STORIES, 1)
    )


def ended_documents() -> str:
    """The newer one: headline, paper, day, labelled lines, "Body", "End of Document"."""
    return "".join(
        f"{title}\n{paper}\n{day}\nCopyright 2014 {paper} All Rights Reserved\nSection: WORLD\n"
        f"Length: 312 words\nByline: {name}\nBody\n\n{BODY}\n\n"
        "Load-Date: December 1, 2019\n\nEnd of Document\n\n\n"
        for title, name, paper, _, day in STORIES
    )


def two_letter_codes() -> str:
    """Fields named by codes of two letters, a new page between articles."""
    return "\f".join(
        f"HD  {title}\nBY  {name}\nWC  312 words\nPD  {day}\nET  14:05\n"
        f"SN  {paper}\nLA  English\nLP  \n\n{BODY}\n\n"
        f"AN  Document HTIM00002014030{n}ea3c0012x\n"
        for n, (title, name, paper, day, _) in enumerate(STORIES)
    )


def ruled_fields() -> str:
    """Labelled fields between lines of one sign."""
    return ("_" * 60 + "\n").join(
        f"\nTitle: {title}\n\nAuthor: {name}\n\nPublication title: {paper}\n\nPublication date: {day}\n\n"
        f"Full text:\n\n{BODY}\n\n"
        for title, name, paper, _, day in STORIES
    )


LAYOUTS = (counted_codes, numbered_documents, ended_documents, two_letter_codes, ruled_fields)


def as_page(text: str) -> bytes:
    """The same as a page: a paragraph per line."""
    lines = "".join(f"<p>{line}</p>" for line in text.splitlines() if line.strip())
    return f"<html><body>{lines}</body></html>".encode()


def as_word(text: str) -> bytes:
    """The same as a Word document, whose first headline is in the style of a title."""
    document = docx.Document()
    for number, line in enumerate(line for line in text.splitlines() if line.strip()):
        document.add_paragraph(line, style=None if number else "Title")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


FILES: dict[str, Callable[[str], bytes]] = {
    "a.txt": str.encode, "a.rtf": made.rtf, "a.html": as_page, "a.eml": lambda text: made.message(text=text),
    "a.docx": as_word,
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_each_article_is_read_with_its_head(tmp_path: Path, layout: Callable[[], str], name: str) -> None:
    """Title, byline, paper and day are the article's own; all of its text is reporting."""
    text = (
        layout().replace("\f", "\n" + "=" * 30 + "\n") if name in {"a.html", "a.eml", "a.docx"} else layout()
    )
    found = [
        item for item in load([made.write(tmp_path, name, FILES[name](text))]) if isinstance(item, Article)
    ]
    assert [item.title for item in found] == [title for title, *_ in STORIES]
    assert [item.byline for item in found] == [name for _, name, *_ in STORIES]
    assert [item.outlet for item in found] == [paper for _, _, paper, *_ in STORIES]
    for item, (*_, day, long_day) in zip(found, STORIES, strict=True):
        assert [d.value for d in item.metadata if d.name == "published"][-1:] in ([day], [long_day])
        body = " ".join(
            " ".join(item.text[s.start : s.end].split()) for s in item.segments if s.role == "body"
        )
        assert all(sentence in body for sentence in made.SENTENCES)
        assert "rights" not in body.lower()
    assert len({item.source.uri for item in found}) == len(found)


ORDINARY = {
    "rules between parts": f"Truce holds\n\n{BODY}\n\n{'=' * 40}\n\nMore to come as the day goes on.\n",
    "a questionnaire": "Title: Minister\nDate: 4 March 2014\n\n"
    + BODY
    + "\n"
    + "-" * 30
    + "\nQ: Is it over? A: No.\n",
    "one count": f"Document 1 of 1\n\nTruce holds\n\n{BODY}\n",
    "a resolution": f"Article 1 binds both.\n\n{BODY}\n\nArticle 2 is void.\n",
}


@pytest.mark.parametrize("name", ORDINARY)
def test_a_single_text_stays_one(tmp_path: Path, name: str) -> None:
    """Rules, labels and counts within a report part nothing."""
    assert len(list(load([made.write(tmp_path, "a.txt", ORDINARY[name].encode())]))) == 1


def test_lists_of_contents_are_no_articles(tmp_path: Path) -> None:
    """What an archive puts before and behind its articles is left out."""
    front = "Search results\n3 articles\n1. Truce extended\n2. Guns fall silent\n\n"
    back = "\nSearch summary\nText: truce\nDate: all\nResults: 3\n"
    text = front + counted_codes() + back
    found = list(load([made.write(tmp_path, "a.txt", text.encode())]))
    assert len(found) == 3
