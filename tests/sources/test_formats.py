"""Every format that users have becomes the same articles, whatever it is called and wherever it lies."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import made_files as made
import polars as pl
import pytest
import zstandard

from truceline.model import Article, Failure
from truceline.sources import load


def articles(path: Path, **options: object) -> list[Article]:
    """The articles of a path, of which nothing may fail."""
    found = list(load([path], **options))  # type: ignore[arg-type]
    failed = [item for item in found if isinstance(item, Failure)]
    assert not failed
    return [item for item in found if isinstance(item, Article)]


def reporting(article: Article) -> str:
    """The words of an article's reporting, white space folded."""
    return " ".join(
        " ".join(article.text[s.start : s.end].split()) for s in article.segments if s.role == "body"
    )


SINGLE: dict[str, Callable[[], bytes]] = {
    "plain.txt": made.TEXT.encode, "page.html": made.PAGE.encode, "text.pdf": made.pdf,
    "text.docx": made.word, "text.odt": made.open_text, "text.rtf": made.rtf, "mail.eml": made.message,
    "mail-html.eml": lambda: made.message(html=True), "saved.mhtml": made.mhtml,
}  # fmt: skip


@pytest.mark.parametrize("name", SINGLE)
@pytest.mark.parametrize("packing", ["", ".gz", ".zst", ".bz2", ".xz", ".zip", ".tar"])
def test_a_report_is_read_from_any_file(tmp_path: Path, name: str, packing: str) -> None:
    """Whatever the format and the packing, all sentences are reporting, in their order."""
    path = made.write(tmp_path, name + packing, packed(SINGLE[name](), name, packing))
    (found,) = articles(path)
    assert all(sentence in reporting(found) for sentence in made.SENTENCES)


@pytest.mark.parametrize("name", [name for name in SINGLE if name != "plain.txt"])
def test_a_wrong_name_does_no_harm(tmp_path: Path, name: str) -> None:
    """What a file is, is told by how it begins."""
    (found,) = articles(made.write(tmp_path, "report.txt", SINGLE[name]()))
    assert made.SENTENCES[2] in reporting(found)


def packed(data: bytes, name: str, packing: str) -> bytes:
    """A file in a packing."""
    if packing == ".zip":
        return made.zipped(**{name.replace(".", "__"): data})
    if packing == ".tar":
        target = io.BytesIO()
        with tarfile.open(fileobj=target, mode="w") as archive:
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
        return target.getvalue()
    how: dict[str, Callable[[bytes], bytes]] = {
        "": bytes, ".gz": gzip.compress, ".zst": zstandard.ZstdCompressor().compress, ".bz2": bz2.compress,
        ".xz": lzma.compress,
    }  # fmt: skip
    return how[packing](data)


def test_a_pdf_loses_the_heads_and_numbers_of_its_pages(tmp_path: Path) -> None:
    """What every page has at its edge is no reporting."""
    (found,) = articles(made.write(tmp_path, "a.pdf", made.pdf(pages=4)))
    assert "Gazette" not in found.text
    assert "Page 2" not in found.text
    assert found.source.media_type == "application/pdf"


def test_a_word_document_has_a_title_and_its_tables(tmp_path: Path) -> None:
    """A paragraph in the style of a title is the title; the rows of tables are text."""
    (found,) = articles(made.write(tmp_path, "a.docx", made.word()))
    assert found.title == made.TITLE
    assert "Signed at the bridge by both commanders" in found.text


def test_an_opendocument_text_has_a_title_and_its_tables(tmp_path: Path) -> None:
    """What was deleted, and what a reader noted beside it, is no text of it."""
    (found,) = articles(made.write(tmp_path, "a.odt", made.open_text()))
    assert found.title == made.TITLE
    assert "Signed at the bridge by both commanders" in found.text
    assert "The bridge stays shut." in found.text
    assert "denied" not in found.text
    assert "Is that so" not in found.text


@pytest.mark.parametrize(
    ("kind", "make"), [("xlsx", made.workbook), ("ods", made.open_sheet), ("xls", made.old_sheet)]
)
def test_a_spreadsheet_is_one_article_a_row(
    tmp_path: Path, kind: str, make: Callable[[list[list[Any]]], bytes]
) -> None:
    """With what its columns say; a date is a day and not a number."""
    rows = [
        ["Headline", "Body", "Published", "Newspaper", "id"],
        ["Guns fall silent", made.TEXT, datetime(2014, 3, 4), "Hill Times", 7],
        [],
        ["Truce holds", made.TEXT + "It held.", datetime(2014, 3, 5, 6, 30), "Vale Post", 8],
    ]
    one, two = articles(made.write(tmp_path, f"a.{kind}", make(rows)))
    assert (one.title, one.outlet, one.id) == ("Guns fall silent", "Hill Times", "7")
    assert [item.source.uri.rpartition("#")[2] for item in (one, two)] == ["2", "4"]
    told = [d.value for item in (one, two) for d in item.metadata if d.name == "published"]
    assert [day[:10] for day in told] == ["2014-03-04", "2014-03-05"]
    assert "06:30" in told[1]


def test_the_sheets_that_hold_articles_are_found(tmp_path: Path) -> None:
    """Others are passed over, and columns of any name can be told."""
    notes, rows = [["who", "when"], ["Ana", "May"]], [["Cuerpo"], [made.TEXT]]
    path = made.write(tmp_path, "a.xlsx", made.workbook(rows, before=notes))
    (failed,) = load([path])
    assert isinstance(failed, Failure)
    assert "--column text=NAME" in failed.reason
    (found,) = articles(path, columns={"text": "Cuerpo"})
    assert found.source.uri.endswith("#Reports#2")


def test_an_old_word_document_is_told_with_its_cure(tmp_path: Path) -> None:
    """Nothing but an office program reads it."""
    (failed,) = load([made.write(tmp_path, "a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0\1" * 500)])
    assert isinstance(failed, Failure)
    assert "soffice --headless --convert-to docx" in failed.reason


@pytest.mark.parametrize("feed", [made.rss, made.atom])
def test_a_feed_is_one_article_an_entry(tmp_path: Path, feed: Callable[..., bytes]) -> None:
    """With title, outlet and time of its own."""
    found = articles(
        made.write(
            tmp_path, "feed.xml", feed("Truce begins & holds".replace("&", "&amp;"), "Guns fall silent")
        )
    )
    assert [item.title for item in found] == ["Truce begins & holds", "Guns fall silent"]
    assert {item.outlet for item in found} == {"Hill Times"}
    assert {d.value for item in found for d in item.metadata if d.name == "published"} == {
        "2014-03-04T06:30:00Z"
    }
    assert found[0].segments[0].role == "headline"


@pytest.mark.parametrize("packing", ["plain", "whole", "records", "zstd"])
def test_a_web_archive_is_its_pages(tmp_path: Path, packing: str) -> None:
    """Pages only: no requests, errors or pictures; each with its address; the crawl is no publication."""
    records = made.warc()
    data = {
        "plain": b"".join(records), "whole": gzip.compress(b"".join(records)),
        "records": b"".join(map(gzip.compress, records)),
        "zstd": b"".join(map(zstandard.ZstdCompressor().compress, records)),
    }[packing]  # fmt: skip
    name = {"plain": "a.warc", "zstd": "a.warc.zst"}.get(packing, "a.warc.gz")
    found = articles(made.write(tmp_path, name, data))
    assert [item.title for item in found] == [f"Truce holds along the river {n}" for n in range(3)]
    assert [d.value for item in found for d in item.metadata if d.name == "url"] == [
        f"https://news.example.org/{n}" for n in range(3)
    ]
    assert not any(d.name == "published" for item in found for d in item.metadata)


def test_the_text_of_a_web_archive_is_read(tmp_path: Path) -> None:
    """WET files hold plain text."""
    records = [made.warc_record("conversion", made.TEXT.encode(), type_="text/plain") for _ in range(2)]
    found = articles(made.write(tmp_path, "a.warc.wet.gz", b"".join(map(gzip.compress, records))))
    assert len(found) == 2
    assert made.SENTENCES[0] in reporting(found[1])


@pytest.mark.parametrize("suffix", ["jsonl", "csv", "tsv", "parquet", "json", "semicolons.csv"])
def test_a_corpus_is_read_under_its_own_names(tmp_path: Path, suffix: str) -> None:
    """The usual names are known, others are told; every row is an article with what its columns say."""
    rows = [
        {
            "Headline": f"Truce {n}",
            "story": made.TEXT + str(n),
            "date_publish": "2014-03-04 06:30:00",
            "key": f"k{n}",
        }
        for n in range(3)
    ]
    path = tmp_path / f"corpus.{suffix}"
    table = pl.DataFrame(rows)
    if suffix == "jsonl":
        path.write_text("\n".join(map(json.dumps, rows)))
    elif suffix == "json":
        path.write_text(json.dumps(rows))
    elif suffix == "parquet":
        table.with_columns(date_publish=datetime(2014, 3, 4, 6, 30, tzinfo=UTC)).write_parquet(path)
    else:
        table.write_csv(path, separator={"csv": ",", "tsv": "\t"}.get(suffix, ";"))
    found = articles(path, columns={"text": "story", "id": "key"})
    assert [item.id for item in found] == ["k0", "k1", "k2"]
    assert [item.title for item in found] == ["Truce 0", "Truce 1", "Truce 2"]
    assert all("2014-03-04" in d.value for item in found for d in item.metadata if d.name == "published")


def test_a_column_of_markup_is_read_as_text(tmp_path: Path) -> None:
    """Exports of publishing systems hold pieces of pages."""
    markup = "".join(f"<p>{sentence}</p>" for sentence in made.SENTENCES).replace(
        "ceasefire", "<b>ceasefire</b>"
    )
    path = tmp_path / "corpus.csv"
    pl.DataFrame({"content": [f"{markup}<br/>a &amp; b"]}).write_csv(path)
    (found,) = articles(path)
    assert "<" not in found.text
    assert "a & b" in found.text
    assert all(sentence in reporting(found) for sentence in made.SENTENCES)


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_a_column_that_is_not_there_is_named_with_those_that_are(tmp_path: Path, suffix: str) -> None:
    """The message lists the columns and says how to name one."""
    path = tmp_path / f"corpus.{suffix}"
    table = pl.DataFrame({"story": [made.TEXT], "date": ["2014"]})
    table.write_parquet(path) if suffix == "parquet" else table.write_csv(path)
    (found,) = load([path])
    assert isinstance(found, Failure)
    assert "story" in found.reason
    assert "--column text=NAME" in found.reason


def test_a_message_is_dated_by_its_head_and_its_attachment_is_read(tmp_path: Path) -> None:
    """The text was published when it was sent; the attached agreement is a document of its own."""
    first, second = articles(made.write(tmp_path, "a.eml", made.message(attach=made.pdf())))
    assert [d.value for d in first.metadata if d.name == "published"] == ["2014-03-04T09:30:00+03:00"]
    assert second.source.media_type == "application/pdf"
    assert second.source.uri == f"{tmp_path / 'a.eml'}#1"


def test_a_mailbox_is_its_messages(tmp_path: Path) -> None:
    """Each under its number; a line of text that begins with "From" parts nothing."""
    texts = [made.TEXT, f"From the bridge came no sound.\n\n{made.TEXT}", made.TEXT * 2]
    data = made.mailbox(*(made.message(text=text) for text in texts))
    found = articles(made.write(tmp_path, "alerts.mbox", data))
    assert [item.source.uri.rsplit("#", 1)[1] for item in found] == ["1", "2", "3"]
    assert "\nFrom the bridge" in "\n" + found[1].text


def test_a_folder_may_mix_everything(tmp_path: Path) -> None:
    """In the order of names, archives within archives included."""
    inner = made.zipped(b__txt=made.TEXT.encode(), a__html=made.PAGE.encode())
    made.write(tmp_path, "1.zip", made.zipped(inner__zip=inner, z__rtf=made.rtf()))
    made.write(tmp_path, "2/feed.xml", made.rss("One", "Two"))
    made.write(tmp_path, "3.pdf", made.pdf())
    made.write(tmp_path, "4.eml", made.message())
    made.write(tmp_path, "5.html", made.PAGE.encode())
    made.write(tmp_path, "5-Dateien/ad.html", made.PAGE.encode())
    names = [item.source.uri.removeprefix(f"{tmp_path}/") for item in articles(tmp_path)]
    assert names == [
        "1.zip#inner.zip#a.html", "1.zip#inner.zip#b.txt", "1.zip#z.rtf", "3.pdf", "4.eml", "5.html",
        "2/feed.xml#1", "2/feed.xml#2",
    ]  # fmt: skip
