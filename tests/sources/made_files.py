"""Files of every format that is read, made from a few sentences."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import docx
from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas

TITLE = "Truce holds along the river"
SENTENCES = (
    "The ceasefire along the river held through its first night, the governor said on Tuesday.",
    "Monitors counted two shots near the bridge and none anywhere else, their spokeswoman told reporters.",
    "Both armies have until Friday noon to pull back their guns, according to the text of the agreement.",
)
TEXT = "\n\n".join(SENTENCES) + "\n"
PAGE = (
    f"<!DOCTYPE html><html lang='en'><head><title>{TITLE}</title></head><body><nav>Home World</nav>"
    f"<article><h1>{TITLE}</h1>{''.join(f'<p>{s}</p>' for s in SENTENCES)}</article></body></html>"
)


def pdf(
    *, password: str = "", blank: bool = False, pages: int = 1, text: tuple[str, ...] = SENTENCES
) -> bytes:
    """A PDF of one paragraph per sentence, with the same head and a number on every page."""
    target = io.BytesIO()
    lock = pdfencrypt.StandardEncryption(password) if password else None
    canvas = Canvas(target, encrypt=lock)
    for page in range(pages):
        if blank:
            canvas.rect(100, 100, 300, 300, fill=1)
        else:
            canvas.drawString(72, 800, "Gazette of the province")
            for line, sentence in enumerate(text):
                canvas.drawString(72, 760 - 30 * line, "Then. " * page + sentence)
            canvas.drawString(290, 30, f"Page {page + 1} of {pages}")
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def word() -> bytes:
    """A Word document with a title, paragraphs and a table."""
    document = docx.Document()
    document.add_heading(TITLE, 0)
    for sentence in SENTENCES:
        document.add_paragraph(sentence)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Signed at the bridge", "by both commanders"
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def open_text() -> bytes:
    """An OpenDocument text with a title, paragraphs, a table, a reader's note and something deleted."""
    from odfdo import Document, Element, Header, Paragraph, Table  # noqa: PLC0415 - used here alone

    document = Document("text")
    document.body.clear()
    deleted = Paragraph("The general had denied all of it.")
    changes = Element.from_tag("text:tracked-changes")
    region = Element.from_tag("text:changed-region")
    deletion = Element.from_tag("text:deletion")
    deletion.append(deleted)
    region.append(deletion)
    changes.append(region)
    document.body.append(changes)
    document.body.append(Header(1, TITLE))
    for sentence in SENTENCES:
        document.body.append(Paragraph(sentence))
    noted = Paragraph("The bridge stays shut.")
    noted.insert_annotation(after="bridge", body="Is that so?", creator="reader")
    document.body.append(noted)
    table = Table("T", width=2, height=1)
    table.set_values([["Signed at the bridge", "by both commanders"]])
    document.body.append(table)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def workbook(rows: list[list[Any]], *, before: list[list[Any]] | None = None) -> bytes:
    """A workbook with a sheet of these rows, behind another one if that is given."""
    import xlsxwriter  # noqa: PLC0415

    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "default_date_format": "d mmm yyyy"}) as book:
        for name, held in (("Notes", before), ("Reports", rows)):
            sheet = book.add_worksheet(name) if held is not None else None
            for number, row in enumerate(held or ()):
                sheet.write_row(number, 0, row)
    return target.getvalue()


def open_sheet(rows: list[list[Any]]) -> bytes:
    """An OpenDocument spreadsheet with a sheet of these rows."""
    from odfdo import Document, Row, Table  # noqa: PLC0415

    document = Document("spreadsheet")
    document.body.clear()
    sheet = Table("Reports")
    for values in rows:
        row = Row()
        row.set_values(values)
        sheet.append_row(row)
    document.body.append(sheet)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def old_sheet(rows: list[list[Any]]) -> bytes:
    """A spreadsheet as Excel wrote them before 2007, with a sheet of these rows: BIFF8 records ([MS-XLS])
    as the only stream of a compound file ([MS-CFB]).
    """

    def record(kind: int, form: str = "", *values: Any, rest: bytes = b"") -> bytes:
        held = struct.pack("<" + form, *values) + rest
        return struct.pack("<HH", kind, len(held)) + held

    def cell(row: int, column: int, value: Any) -> bytes:
        if isinstance(value, datetime):
            days = (value - datetime(1899, 12, 30)) / timedelta(days=1)
            return record(0x0203, "HHHd", row, column, 1, days)
        if isinstance(value, str):
            return record(0x0204, "HHHHB", row, column, 0, len(value), 0, rest=value.encode("latin-1"))
        return record(0x0203, "HHHd", row, column, 0, value)

    def begin(kind: int) -> bytes:
        return record(0x0809, "HHHHII", 0x0600, kind, 0, 0, 0, 0)

    plain, day = (record(0xE0, "HH16x", 0, form) for form in (0, 14))
    end, name = record(0x0A), b"Reports"
    length = len(begin(5) + plain + day + record(0x85, "IBBBB", 0, 0, 0, 0, 0, rest=name) + end)
    book = begin(5) + plain + day
    book += record(0x85, "IBBBB", length, 0, 0, len(name), 0, rest=name) + end
    book += (
        begin(0x10) + b"".join(cell(r, c, v) for r, row in enumerate(rows) for c, v in enumerate(row)) + end
    )
    sectors = max(8, -(-len(book) // 512))  # shorter streams are kept in another way
    none, last, table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    head = struct.pack(
        "<8s16x5H6x118I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 62, 3, 0xFFFE, 9, 6,
        0, 1, 1, 0, 4096, last, 0, last, 0, 0, *[none] * 108,
    )  # fmt: skip
    chain = [table, last, *range(3, sectors + 2), last]
    chains = struct.pack("<128I", *chain, *[none] * (128 - len(chain)))

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        letters = name.encode("utf-16-le")
        ids = struct.pack("<HBBIII36xIQ", len(letters) + 2, kind, 1, none, none, child, start, size)
        return letters.ljust(64, b"\0") + ids

    folder = entry("Root Entry", 5, 1, last, 0) + entry("Workbook", 2, none, 2, sectors * 512)
    return head + chains + folder.ljust(512, b"\0") + book.ljust(sectors * 512, b"\0")


def rtf(text: str = TEXT) -> bytes:
    """A rich-text file."""
    body = text.replace("\\", r"\\").replace("{", r"\{").replace("}", r"\}").replace("\n", "\\par\n")
    return ("{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}\\f0\\fs24 " + body + "}").encode("ascii", "replace")


def message(*, html: bool = False, attach: bytes | None = None, text: str = TEXT) -> bytes:
    """A mail message."""
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = TITLE, "desk@example.org", "reader@example.org"
    mail["Date"], mail["Message-ID"] = "Tue, 04 Mar 2014 09:30:00 +0300", "<1@example.org>"
    if html:
        mail.set_content("This message is in HTML.")
        mail.add_alternative(PAGE, subtype="html")
    else:
        mail.set_content(text)
    if attach is not None:
        mail.add_attachment(attach, maintype="application", subtype="pdf", filename="agreement.pdf")
    return mail.as_bytes()


def mailbox(*texts: bytes) -> bytes:
    """An mbox of these messages."""
    return b"".join(
        b"From desk@example.org Tue Mar  4 09:30:00 2014\n" + t.replace(b"\nFrom ", b"\n>From ") + b"\n"
        for t in texts
    )


def mhtml() -> bytes:
    """A page as Chromium saves it into one file."""
    boundary = "----MultipartBoundary--x"
    return (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://news.example.org/truce\r\n"
        f"Subject: {TITLE}\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="{boundary}"\r\n\r\n'
        f"--{boundary}\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        f"Content-Location: https://news.example.org/truce\r\n\r\n{PAGE.replace('=', '=3D')}\r\n"
        f"--{boundary}\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0K\r\n"
        f"--{boundary}--\r\n"
    ).encode()


def rss(*titles: str) -> bytes:
    """An RSS feed with an entry per title."""
    items = "".join(
        f"<item><title>{t}</title><link>https://news.example.org/{i}</link>"
        f"<pubDate>Tue, 04 Mar 2014 06:30:00 GMT</pubDate><author>Ana Cruz</author>"
        f"<description>&lt;p&gt;{SENTENCES[0]}&lt;/p&gt;&lt;p&gt;{SENTENCES[1]}&lt;/p&gt;</description></item>"
        for i, t in enumerate(titles)
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Hill Times</title><language>en</language>'
        f"{items}</channel></rss>"
    ).encode()


def atom(*titles: str) -> bytes:
    """An Atom feed with an entry per title."""
    entries = "".join(
        f"<entry><title>{t}</title><id>urn:{i}</id><updated>2014-03-04T06:30:00Z</updated>"
        f'<content type="html">&lt;p&gt;{SENTENCES[2]}&lt;/p&gt;</content></entry>'
        for i, t in enumerate(titles)
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Hill Times</title>{entries}</feed>'.encode()


def warc_record(
    kind: str, block: bytes, *, url: str = "https://news.example.org/truce", type_: str = ""
) -> bytes:
    """One record of a web archive."""
    content = type_ or "application/http; msgtype=response"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2020-10-11T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{len(block):012d}>\r\n"
        f"Content-Type: {content}\r\nContent-Length: {len(block)}\r\n\r\n"
    ).encode()
    return head + block + b"\r\n\r\n"


def http(body: bytes, *, status: str = "200 OK", type_: str = "text/html; charset=utf-8") -> bytes:
    """An HTTP answer."""
    return (
        f"HTTP/1.1 {status}\r\nContent-Type: {type_}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    )


def page(number: int) -> bytes:
    """A page of its own."""
    return PAGE.replace("river", f"river {number}").encode()


def warc(count: int = 3) -> list[bytes]:
    """The records of a web archive of `count` pages, between records that are no pages."""
    records = [warc_record("warcinfo", b"software: test\r\n", type_="application/warc-fields")]
    for number in range(count):
        records.append(
            warc_record("request", b"GET / HTTP/1.1\r\n\r\n", type_="application/http; msgtype=request")
        )
        records.append(warc_record("response", http(page(number)), url=f"https://news.example.org/{number}"))
    records.append(warc_record("response", http(b"<p>Not here</p>", status="404 Not Found")))
    records.append(warc_record("response", http(b"\x89PNG\r\n\x1a\n", type_="image/png")))
    return records


def zipped(**members: bytes) -> bytes:
    """A zip archive; `__` in a name stands for a dot."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
    return target.getvalue()


def write(folder: Path, name: str, data: bytes) -> Path:
    """A file in a folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path
