"""Bad documents: each gets one clear line, the rest is read, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from truceline.cli._app import run
from truceline.model import Reading, load

GOOD = """Truce agreed in the highlands

KATHMANDU, September 3, 2005 (Hill Wire) - The Maoist rebels declared a unilateral ceasefire on Saturday.
"Our forces will hold their fire from today," a rebel commander said in a statement.
"""
PLAIN = "The trade fair opened on Monday. Visitors came from all over the valley, the mayor said.\n"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_text(GOOD, "utf-8")
    return path


def _run(capsys: pytest.CaptureFixture[bytes], *arguments: object) -> tuple[int, Reading | None, list[str]]:
    """The status, the reading on standard output, and the lines on standard error."""
    status = run(["read", *map(str, arguments), "--json"])
    out, err = capsys.readouterr()
    return status, load(out) if out else None, err.decode().splitlines()


BAD: dict[str, bytes] = {
    "empty.txt": b"",
    "blank.txt": b" \n\t \n",
    "picture.txt": bytes(range(256)) * 64,
    "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 16,
    "broken.jsonl": b'{"text": "The tru\n{"no": "text"}\n',
    "number.jsonl": b"17\n",
    "list.json": b'{"articles": "none"}',
    "empty.html": b"<html><head><title></title></head><body></body></html>",
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_document_beside_a_good_one(
    name: str, good: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The bad one is named with a reason, the good one is read, and the status says that something failed."""
    bad = tmp_path / name
    bad.write_bytes(BAD[name])
    status, reading, told = _run(capsysbinary, bad, good)
    assert status == 1
    assert reading is not None
    assert [a.source.uri for a in reading.articles if a.source.uri == str(good)] == [str(good)]
    assert reading.failures
    mine = [line for line in told if name in line]
    assert mine
    assert all(line.startswith("truceline: ") and len(line) < 400 for line in mine)


@pytest.mark.parametrize("name", [name for name in BAD if name not in {"broken.jsonl"}])
def test_a_bad_document_alone(name: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """Where nothing can be done the status is 2, and nothing is printed that could be taken for a result."""
    bad = tmp_path / name
    bad.write_bytes(BAD[name])
    status, reading, told = _run(capsysbinary, bad)
    assert (status, reading) == (2, None)
    assert told[-1] == "truceline: nothing could be read"


def test_a_line_of_fifty_megabytes(
    good: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """What is no report is set aside, not chewed on for an hour."""
    (tmp_path / "dump.txt").write_bytes(b"ceasefire " * 5_000_000)
    status, reading, told = _run(capsysbinary, tmp_path / "dump.txt", good)
    assert status == 1
    assert reading is not None
    assert len(reading.articles) == 1
    assert any("dump.txt: " in line for line in told)


def test_another_encoding_is_read(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """A text in an older encoding is read with its letters, not with question marks."""
    text = GOOD + "Café, Müller – “vía libre”.\n"
    path = tmp_path / "old.txt"
    path.write_bytes(text.encode("cp1252"))
    _, reading, _ = _run(capsysbinary, path)
    assert reading is not None
    assert "Café, Müller – “vía libre”." in reading.articles[0].text


def test_a_text_of_two_encodings_is_not_lost(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Half a page in another encoding: read as well as it can be, or set aside with a line; never passed
    over.
    """
    path = tmp_path / "mixed.txt"
    path.write_bytes(GOOD.encode() + "Überall".encode("latin-1") + "Überall — “so”".encode())
    status, reading, told = _run(capsysbinary, path)
    assert (status in {0, 1} and reading is not None and len(reading.articles) == 1) or (status == 2 and told)


def test_a_file_that_vanished(good: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """A name that leads nowhere is told, and the rest is read."""
    status, reading, told = _run(capsysbinary, tmp_path / "gone.txt", good)
    assert status == 1
    assert reading is not None
    assert len(reading.articles) == 1
    [line] = [line for line in told if "gone.txt" in line]
    assert "no such file" in line


def test_a_link_that_leads_nowhere(
    good: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """A file that is listed in a folder but cannot be opened is told, and the rest is read."""
    (tmp_path / "link.txt").symlink_to(tmp_path / "nowhere.txt")
    status, reading, told = _run(capsysbinary, tmp_path)
    assert status == 1
    assert reading is not None
    assert len(reading.articles) == 1
    assert any("link.txt" in line for line in told)


def test_a_folder_without_readable_files(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """An empty folder, or one of pictures, is told as such."""
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "a.png").write_bytes(b"\x89PNG")
    status, reading, told = _run(capsysbinary, tmp_path / "pictures")
    assert (status, reading) == (2, None)
    assert any("pictures" in line for line in told)


def test_no_ceasefire_in_it_at_all(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """A report on something else is read, told as such, and is no success."""
    path = tmp_path / "fair.txt"
    path.write_text(PLAIN, "utf-8")
    status, reading, told = _run(capsysbinary, path)
    assert status == 1
    assert reading is not None
    assert reading.ceasefires == ()
    assert told == [f"truceline: {path}: speaks of no ceasefire"]


def test_a_date_that_is_none(good: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """A wrong `--published` is wrong use, told before anything is read."""
    status, reading, told = _run(capsysbinary, good, "--published", "yesterweek")
    assert (status, reading) == (2, None)
    [line] = told
    assert "yesterweek" in line


def test_a_json_file_that_holds_no_article_says_what_it_holds(
    tmp_path: Path, good: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Who reads a folder in which other JSON lies sees what was taken for what."""
    (tmp_path / "settings.json").write_text('{"colour": "blue", "size": 3}', "utf-8")
    (tmp_path / "mute.json").write_text('{"text": "", "id": 3}', "utf-8")
    status, reading, told = _run(capsysbinary, tmp_path)
    assert status == 1
    assert reading is not None
    assert [a.source.uri for a in reading.articles] == [str(good)]
    [mute] = [line for line in told if "mute.json" in line]
    assert 'its "text" is empty' in mute
    [settings] = [line for line in told if "settings.json" in line]
    assert 'no "text" in it, only colour, size;' in settings
    assert "each line" not in settings
