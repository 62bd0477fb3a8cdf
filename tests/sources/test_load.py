"""What a reader of files relies on: order, one reason per bad document, and nothing lost beside it."""

from __future__ import annotations

import io
import json
import os
import time
from pathlib import Path

import pytest

from truceline.model import Article, Failure
from truceline.sources import load

GOOD = "The truce began at dawn on Monday, the mayor of the border town said.\n"


def failure(path: Path | str) -> Failure:
    (found,) = load([path])
    assert isinstance(found, Failure)
    return found


def test_a_bad_document_is_set_aside_and_the_rest_is_read(tmp_path: Path) -> None:
    """The good ones come in the order of their names, before and after the bad ones."""
    (tmp_path / "a.txt").write_text(GOOD)
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "d.txt").write_text(GOOD.upper())
    found = list(load([tmp_path]))
    assert [type(item) for item in found] == [Article, Failure, Failure, Article]
    assert [Path(item.uri).name for item in found if isinstance(item, Failure)] == ["b.txt", "c.txt"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04rest", "zip"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (os.urandom(4096), "binary"),
    ],
)
def test_what_is_no_text_is_named_for_what_it_is(tmp_path: Path, content: bytes, told: str) -> None:
    """The reason says what was found and, after a semicolon, what to do."""
    path = tmp_path / "page.txt"
    path.write_bytes(content)
    found = failure(path)
    assert told in found.reason
    assert "; " in found.reason
    assert "\n" not in found.reason
    assert found.uri == str(path)


def test_one_path_needs_no_list(tmp_path: Path) -> None:
    """A single path is not taken for a row of letters, one of which may be the folder one is in."""
    (tmp_path / "a.txt").write_text(GOOD)
    for path in (tmp_path / "a.txt", str(tmp_path / "a.txt")):
        (found,) = load(path)
        assert isinstance(found, Article)


@pytest.mark.parametrize("text", [GOOD * 2, GOOD.strip() * 8, "a\0b"])
def test_a_text_in_place_of_a_path_is_told(text: str) -> None:
    """The reason says how a text is read."""
    assert "this is a text, not a path; " in failure(text).reason


def test_paths_that_lead_nowhere_say_so(tmp_path: Path) -> None:
    """A missing file, an unmatched pattern, a dead link and an empty folder are four different mistakes."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "dead.txt").symlink_to(tmp_path / "gone.txt")
    assert "no such file" in failure(tmp_path / "missing.txt").reason
    assert "pattern" in failure(str(tmp_path / "*.nothing")).reason
    assert "gone" in failure(tmp_path / "dead.txt").reason
    assert "no readable file" in failure(tmp_path / "empty").reason


def test_a_file_that_vanishes_while_the_folder_is_read_is_one_failure(tmp_path: Path) -> None:
    """Files are opened one by one, as they are asked for."""
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(GOOD)
    documents = load([tmp_path])
    first = next(documents)
    (tmp_path / "b.txt").unlink()
    second, third = documents
    assert isinstance(first, Article)
    assert isinstance(second, Failure)
    assert isinstance(third, Article)


def test_a_pipe_in_a_folder_does_not_hang_the_run(tmp_path: Path) -> None:
    """What is no regular file is named, not waited for."""
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_text(GOOD)
    assert [type(item) for item in load([tmp_path])] == [Failure, Article]


def test_hidden_files_and_the_assets_of_saved_pages_are_left_out(tmp_path: Path) -> None:
    """A browser's "complete" page has its pictures and scripts in a folder beside it."""
    (tmp_path / ".DS_Store").write_bytes(b"\x00")
    (tmp_path / "page.html").write_text(f"<html><body><article><p>{GOOD * 4}</p></article></body></html>")
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files" / "style.css").write_text("p { color: red }")
    assert [Path(item.source.uri).name for item in load([tmp_path]) if isinstance(item, Article)] == [
        "page.html"
    ]


def test_patterns_folders_and_standard_input_can_be_mixed(tmp_path: Path) -> None:
    """In the order in which they were named; each pattern in the order of names."""
    for name in ("z.txt", "y.txt", "inner/x.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(GOOD)
    found = list(load([str(tmp_path / "*.txt"), "-", tmp_path / "inner"], stdin=io.BytesIO(GOOD.encode())))
    names = [Path(item.source.uri).name for item in found if isinstance(item, Article)]
    assert names == ["y.txt", "z.txt", "-", "x.txt"]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8-sig", "The envoy spoke of a “truce”, not of peace, in the old café by the river.\n"),
        ("utf-16", "The envoy spoke of a “truce”, not of peace, in the old café by the river.\n"),
        ("cp1252", "The envoy spoke of a “truce”, not of peace, in the old café by the river.\n" * 8),
        ("cp1251", "Стороны договорились о прекращении огня с полуночи, сообщил посредник в Минске.\n" * 8),
    ],
)
def test_texts_in_other_encodings_are_read(tmp_path: Path, encoding: str, text: str) -> None:
    """By their byte-order mark, else by what fits."""
    path = tmp_path / "page.txt"
    path.write_bytes(text.encode(encoding))
    (found,) = load([path])
    assert isinstance(found, Article)
    assert found.text.split() == text.split()


def test_mojibake_is_mended_and_the_mending_noted(tmp_path: Path) -> None:
    """The text becomes what was meant, quotation marks and all, and the article says that it was touched."""
    meant = "“We agreed on a truce,” the Bogotá delegate said – and left for São Tomé.\n" * 3
    path = tmp_path / "page.txt"
    path.write_text(
        meant.encode("utf-8").decode("cp1252", "replace").replace("�", "\u009d"), encoding="utf-8"
    )
    (found,) = load([path])
    assert isinstance(found, Article)
    assert found.text == meant
    assert [datum.name for datum in found.metadata] == ["mended"]


def test_a_clean_text_is_not_touched(tmp_path: Path) -> None:
    """Accents, dashes and quotation marks are no mojibake."""
    text = "“Âge d’or”: la trêve de Noël – « un geste » – a tenu, selon l'envoyé à Paris.\n"
    path = tmp_path / "page.txt"
    path.write_text(text, encoding="utf-8")
    (found,) = load([path])
    assert isinstance(found, Article)
    assert found.text == text
    assert not found.metadata


@pytest.mark.parametrize("suffix", [".txt", ".jsonl"])
def test_a_line_of_fifty_megabytes_ends_in_seconds(tmp_path: Path, suffix: str) -> None:
    """One failure that says so, without reading it into memory many times over."""
    path = tmp_path / f"long{suffix}"
    path.write_bytes(b"truce " * (50 * 2**20 // 6))
    start = time.process_time()
    found = failure(path)
    assert "MB" in found.reason
    assert time.process_time() - start < 5


def test_a_long_line_inside_a_smaller_file_is_named_by_its_number(tmp_path: Path) -> None:
    """Where it stands is part of the message."""
    path = tmp_path / "mixed.txt"
    path.write_text(GOOD + "x" * (2 * 2**20))
    assert "line 2" in failure(path).reason


def test_each_line_of_json_is_an_article_or_a_reason(tmp_path: Path) -> None:
    """Broken lines, lines without text and lines of other shapes are numbered; the lines around them are
    read.
    """
    path = tmp_path / "corpus.jsonl"
    lines = [
        json.dumps(
            {
                "text": GOOD,
                "id": "first",
                "outlet": "Reuters",
                "title": "Truce begins",
                "published": "2014-09-05",
            }
        ),
        '{"text": "broken',
        "",
        json.dumps({"summary": GOOD}),
        "[1, 2]",
        json.dumps({"text": GOOD, "id": "first"}),
        json.dumps({"text": GOOD, "id": "no/../slashes"}),
    ]
    path.write_text("\n".join(lines))
    found = list(load([path]))
    assert [type(item) for item in found] == [Article, Failure, Failure, Failure, Article, Article]
    first, *_ = found
    assert isinstance(first, Article)
    assert (first.id, first.outlet, first.title) == ("first", "Reuters", "Truce begins")
    assert {(datum.name, datum.origin) for datum in first.metadata} == {
        ("published", "file"), ("outlet", "file"), ("title", "file"),
    }  # fmt: skip
    assert [Path(item.uri).name for item in found if isinstance(item, Failure)] == [
        "corpus.jsonl#2", "corpus.jsonl#4", "corpus.jsonl#5",
    ]  # fmt: skip
    assert "line 2" in found[1].reason if isinstance(found[1], Failure) else False
    assert all(item.id.startswith("a") for item in found[4:] if isinstance(item, Article))


def test_lists_tables_and_lines_hold_the_same_articles(tmp_path: Path) -> None:
    """The same text under the same names, whatever the file."""
    entry = {"text": GOOD.strip(), "title": "Truce begins", "outlet": "AFP"}
    (tmp_path / "a.json").write_text(json.dumps([entry]))
    (tmp_path / "b.jsonl").write_text(json.dumps(entry))
    (tmp_path / "c.csv").write_text('text,title,outlet\n"' + GOOD.strip() + '",Truce begins,AFP\n')
    found = [item for item in load([tmp_path]) if isinstance(item, Article)]
    assert len(found) == 3
    assert {(item.text, item.title, item.outlet, item.segments) for item in found} == {
        (found[0].text, "Truce begins", "AFP", found[0].segments)
    }


def test_what_the_user_knows_comes_before_what_the_file_says(tmp_path: Path) -> None:
    """Both are kept, each with its origin."""
    path = tmp_path / "one.json"
    path.write_text(json.dumps({"text": GOOD, "outlet": "Xinhua"}))
    (found,) = load([path], outlet="Kyodo News", published="2002-02-22")
    assert isinstance(found, Article)
    assert found.outlet == "Kyodo"
    assert [(d.name, d.value, d.origin) for d in found.metadata] == [
        ("published", "2002-02-22", "user"), ("outlet", "Kyodo News", "user"), ("outlet", "Xinhua", "file"),
    ]  # fmt: skip


def test_the_same_bytes_give_the_same_articles(tmp_path: Path) -> None:
    """Names, segments and identifiers do not change from run to run."""
    for index in range(5):
        (tmp_path / f"{index}.txt").write_text(GOOD * (index + 1))
    assert list(load([tmp_path])) == list(load([tmp_path]))


def test_two_reports_in_one_file_are_two_articles(tmp_path: Path) -> None:
    """Each with its own headline, dateline and place, so that days count from its own; nothing is lost."""
    text = (
        "Truce signed in the capital\nMarch 3, 2014\n\nJUBA, March 3 (Reuters) - The two sides signed a "
        "truce on Monday, the mediators said.\n\nIt begins at midnight, both delegations told reporters.\n\n"
        "Shots fired near the river\nMarch 5, 2014\n\nMALAKAL, March 5 (Reuters) - Each side accused the "
        "other on Wednesday of firing first.\n\nMonitors are on their way, the mediators said.\n"
    )
    path = tmp_path / "two.txt"
    path.write_text(text)
    found = [item for item in load([path]) if isinstance(item, Article)]
    assert [(item.title, item.place) for item in found] == [
        ("Truce signed in the capital", "JUBA"), ("Shots fired near the river", "MALAKAL"),
    ]  # fmt: skip
    assert [Path(item.source.uri).name for item in found] == ["two.txt#1", "two.txt#2"]
    assert "".join(item.text for item in found) == text


def test_an_export_of_an_archive_is_one_article_a_document(tmp_path: Path) -> None:
    """Each under its number, with its own byline and copyright."""
    body = "The ceasefire was extended by three months on Friday, officials said after the meeting.\n\n"
    known = [("1", "north", "Lim Wei", "Valley Post"), ("2", "south", "Ana Cruz", "Hill Times")]
    text = "".join(
        f"Document {number} of 2\n\nTruce extended in the {place}\nBYLINE: {name}\n\n{body}"
        f"Copyright 2014 {outlet}\n\n"
        for number, place, name, outlet in known
    )
    path = tmp_path / "export.txt"
    path.write_text(text)
    found = [item for item in load([path]) if isinstance(item, Article)]
    assert [(item.title, item.byline, item.outlet) for item in found] == [
        (f"Truce extended in the {place}", name, outlet) for _, place, name, outlet in known
    ]
