"""Files made to hurt whoever reads them: a folder of them, and what each may become."""

import base64
import io
import os
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from functools import cache
from pathlib import Path

READ = "read"  # or read in part: there are words in it
SEEDS = Path(__file__).parent / "seeds"
HUGE = 2_000_000_000  # bytes


def write_hostile(folder: Path) -> dict[str, set[str]]:
    """Write the files; for each name in the folder the outcomes that are sound."""
    for name, (make, _) in FILES.items():
        (folder / name).write_bytes(make())
    for name, cut in truncated():
        (folder / name).write_bytes(cut)
    _special(folder)
    allowed = {name: set(outcomes.split()) for name, (_, outcomes) in FILES.items()}
    allowed |= {name: {READ, "BrokenDocument", "EmptyDocument"} for name, _ in truncated()}
    return allowed | {name: set(outcomes.split()) for name, outcomes in SPECIAL.items()}


def _special(folder: Path) -> None:
    with (folder / "one-line-of-2-gb.txt").open("wb") as file:
        file.truncate(HUGE)  # a hole: the disk is not filled
    os.mkfifo(folder / "pipe.txt")
    (folder / "round").mkdir()
    (folder / "round" / "and-round").symlink_to(folder, target_is_directory=True)
    (folder / "self.txt").symlink_to(folder / "self.txt")
    (folder / "line\nend concord: 12 documents read\x1b[2J.txt").write_bytes(b"Some 3,669 Afghans returned.")
    Path(os.fsdecode(bytes(folder) + b"/not-\xff\xfe-utf8.txt")).write_bytes(b"Some 3,669 Afghans returned.")


SPECIAL = {
    "one-line-of-2-gb.txt": "OversizedDocument",
    "pipe.txt": "UnreadableDocument",
    "self.txt": "UnreadableDocument",
    "line\nend concord: 12 documents read\x1b[2J.txt": READ,
    os.fsdecode(b"not-\xff\xfe-utf8.txt"): READ,
}


def truncated() -> Iterator[tuple[str, bytes]]:
    """Every seed without its last third, and without its last byte."""
    for seed in sorted(SEEDS.glob("report.*")):
        content = seed.read_bytes()
        yield f"two-thirds-{seed.name}", content[: len(content) * 2 // 3]
        yield f"last-byte-gone-{seed.name}", content[:-1]


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as container:
        for name, content in parts.items():
            container.writestr(name, content)
    return out.getvalue()


@cache
def zip_bomb() -> bytes:
    return zipped({f"{number}.txt": b"0" * 45_000_000 for number in range(12)})


def lying_zip() -> bytes:
    """A part of 30 MB that says it has ten bytes."""
    content = zipped({"a.txt": b"0" * 30_000_000})
    return content.replace(struct.pack("<I", 30_000_000), struct.pack("<I", 10))


def nested_zips() -> bytes:
    content = zipped({"a.txt": b"Some 84,871 Afghans returned."})
    for _ in range(30):
        content = zipped({"inner.zip": content})
    return content


def many_files() -> bytes:
    return zipped({f"{number}.txt": b"" for number in range(10_500)})


def quine_of_overlaps() -> bytes:
    """Many entries of the directory that share one packed part."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packed.compress(b"0" * 40_000_000) + packed.flush()
    crc = zlib.crc32(b"0" * 40_000_000)
    local = (
        struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 0, crc, len(body), 40_000_000, 1, 0) + b"a" + body
    )
    entry = struct.pack(
        "<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 0, crc, len(body), 40_000_000, 1, 0, 0, 0, 0, 0, 0
    )
    directory = (entry + b"a") * 100
    return (
        local + directory + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 100, 100, len(directory), len(local), 0)
    )


def pdf(objects: list[bytes], root: int = 1) -> bytes:
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.7\n")
    for number, content in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, content))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, root, table))
    return out.getvalue()


def pdf_of_a_million_objects() -> bytes:
    pages = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>"]
    return pdf([*pages, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>", *[b"<<>>"] * 1_000_000])


def pdf_of_a_million_pages() -> bytes:
    kids = b" ".join([b"3 0 R"] * 1_000_000)
    pages = b"<</Type/Pages/Count 1000000/Kids[" + kids + b"]>>"
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", pages, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"])


def pdf_that_loops() -> bytes:
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 2/Kids[2 0 R 2 0 R]/Parent 2 0 R>>"])


def pdf_whose_form_draws_itself() -> bytes:
    form = b"/F Do /F Do /F Do"
    itself = b"/Resources<</XObject<</F 4 0 R>>>>"
    draws = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]" + itself + b"/Length %d>>stream\n%b\nendstream"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 5 0 R/Resources<</XObject<</F 4 0 R>>>>>>"
    contents = b"<</Length %d>>stream\n%b\nendstream" % (len(form), form)
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page,
                draws % (len(form), form), contents])  # fmt: skip


def pdf_bomb() -> bytes:
    """A page whose contents unpack to 400 MB of words."""
    packed = zlib.compressobj(9)
    words = b"BT /F 9 Tf (1204 ) Tj ET\n" * 400_000
    body = b"".join(packed.compress(words) for _ in range(40)) + packed.flush()
    font = b"<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources " + font + b">>"
    contents = b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(body), body)
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page, contents])


def xml_with(doctype: str, inside: str) -> bytes:
    names = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    return f'<?xml version="1.0"?>{doctype}<office:document {names}>{inside}</office:document>'.encode()


LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{level} '{f'&a{level - 1};' * 10}'>" for level in range(1, 12)
) + "]>"  # fmt: skip
XXE = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"


def office(part: str, content: bytes, **others: bytes) -> bytes:
    return zipped({part: content, **others})


def xlsx_bomb() -> bytes:
    row = "<row>" + "<c t='inlineStr'><is><t>0</t></is></c>" * 1_000 + "</row>"
    with zipfile.ZipFile(io.BytesIO((SEEDS / "report.xlsx").read_bytes())) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    parts[sheet] = f"<worksheet {space}><sheetData>{row * 2_000}</sheetData></worksheet>".encode()
    return zipped(parts)


def xlsx_with(cells: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO((SEEDS / "report.xlsx").read_bytes())) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    sheet = f"<worksheet {space}><sheetData><row>{cells}</row></sheetData></worksheet>"
    return zipped({**parts, "xl/worksheets/sheet1.xml": sheet.encode()})


def ods_of_repeats() -> bytes:
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    cell = '<table:table-cell table:number-columns-repeated="999999999"><text:p>1</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="999999999">{cell * 50}</table:table-row>'
    sheet = f'<table:table table:name="a">{row * 50}</table:table>'
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    return f"<office:document {names}>{body}</office:document>".encode()


def deep_message() -> bytes:
    head = b"From: a@b.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
    parts = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (level, level)
        for level in range(3_000)
    )
    return head + parts + b"Content-Type: text/plain\r\n\r\nSome 84,871 returned.\r\n"


def messages_within() -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"] = "inmost", "a@b.example"
    message.set_content("Some 84,871 Afghans returned.")
    for _ in range(8):
        outer = EmailMessage()
        outer["Subject"], outer["From"] = "outer", "a@b.example"
        outer.set_content("See below: 3,669 returned.")
        outer.add_attachment(
            message.as_bytes(), maintype="application", subtype="octet-stream", filename="in.eml"
        )
        message = outer
    return message.as_bytes()


def message_with_a_bomb() -> bytes:
    body = b"From: a@b.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    text = b"--b\r\nContent-Type: text/plain\r\n\r\nSome 84,871 Afghans returned.\r\n"
    bomb = base64.encodebytes(zip_bomb())
    head = b"--b\r\nContent-Type: application/zip\r\nContent-Transfer-Encoding: base64\r\n"
    named = b"Content-Disposition: attachment; filename=bomb.zip\r\n\r\n"
    return body + text + head + named + bomb + b"\r\n--b--\r\n"


def warc_of(length: str, block: bytes) -> bytes:
    headers = (
        "WARC/1.0",
        "WARC-Type: response",
        "WARC-Target-URI: http://a.example/",
        "WARC-Date: 2025-01-01T00:00:00Z",
        "WARC-Record-ID: <urn:uuid:0>",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {length}",
    )
    return "\r\n".join([*headers, "", ""]).encode() + block + b"\r\n\r\n"


@cache
def packed_page(times: int = 120_000_000) -> bytes:
    import gzip

    page = b"<html><body><p>" + b"0" * times + b"</p></body></html>"
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
    return head + gzip.compress(page)


def noise(size: int, seed: int) -> bytes:
    return random.Random(seed).randbytes(size)


PERSIAN = "حدود ۸۴٬۸۷۱ نفر از پاکستان بازگشتند و این آمار رسمی است. " * 20
DEEP = 100_000
GONE = "EmptyDocument BrokenDocument CrashedReader"
LIMITED = "OversizedDocument TooMuchTime TooMuchMemory CrashedReader"


def page_of(element: bytes, times: int) -> bytes:
    return b"<html><body>" + element * times + b"84,871 returned"


FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "good.txt": (lambda: b"Some 84,871 Afghans returned through Torkham in April 2025.", READ),
    "zip-bomb.zip": (zip_bomb, "OversizedDocument"),
    "lying.zip": (lying_zip, "BrokenDocument EmptyDocument OversizedDocument read"),
    "nested.zip": (nested_zips, "OversizedDocument"),
    "many-files.zip": (many_files, "EmptyDocument OversizedDocument"),
    "overlapping.zip": (quine_of_overlaps, "OversizedDocument BrokenDocument"),
    "million-objects.pdf": (pdf_of_a_million_objects, f"ScannedDocument BrokenDocument {LIMITED}"),
    "million-pages.pdf": (pdf_of_a_million_pages, LIMITED),
    "loop.pdf": (pdf_that_loops, "ScannedDocument BrokenDocument"),
    "form-in-itself.pdf": (pdf_whose_form_draws_itself, f"ScannedDocument BrokenDocument {LIMITED}"),
    "bomb.pdf": (pdf_bomb, f"BrokenDocument {LIMITED}"),
    "deep.html": (lambda: page_of(b"<div>", DEEP), f"read {GONE}"),
    "deep-inline.html": (lambda: page_of(b"<b>", DEEP), f"read {GONE}"),
    "deep-tables.html": (lambda: page_of(b"<table><tr><td>", 20_000), f"read {GONE}"),
    "wide-cells.html": (
        lambda: page_of(b"<table>" + b"<tr><td colspan=1000 rowspan=1000>1" * 5_000, 1),
        "BrokenDocument TooMuchTime",
    ),
    "many-attributes.html": (
        lambda: b"<p " + b" ".join(b"a%d=1" % n for n in range(200_000)) + b">84,871",
        "read BrokenDocument TooMuchTime EmptyDocument",
    ),
    "laughs.html": (lambda: LAUGHS.encode() + page_of(b"<p>&a9;", 1), "read BrokenDocument"),
    "one-line.txt": (lambda: b"84,871 returned " * 2_500_000, "OversizedDocument"),
    "one-line-of-digits.txt": (lambda: b"1" * 4_000_000, "OversizedDocument"),
    "one-line-of-numbers.txt": (lambda: b"1,204 " * 600_000, "OversizedDocument"),
    "number-of-100000-digits.txt": (lambda: b"1" * 100_000 + b" persons", "read CrashedReader"),
    "open-brackets.txt": (lambda: b"(" * 3_000_000, "OversizedDocument"),
    "one-line.csv": (lambda: b"1," * 3_000_000, "OversizedDocument BrokenDocument TooMuchTime read"),
    "quote-never-closed.csv": (lambda: b'a,b\n"' + b"1,2\n" * 1_000_000, "BrokenDocument"),
    "one-line.json": (lambda: b'{"text": "' + b"84,871 returned " * 400_000 + b'"}', "OversizedDocument"),
    "deep.json": (lambda: b'{"text":' + b"[" * DEEP + b"]" * DEEP + b"}", "BrokenDocument"),
    "huge-number.json": (lambda: b'{"text": ' + b"9" * 1_000_000 + b"}", "BrokenDocument"),
    "says-utf8.html": (lambda: b'<meta charset="utf-8"><p>' + PERSIAN.encode("cp1256", "replace"), READ),
    "says-latin.html": (lambda: b'<meta charset="iso-8859-1"><p>' + PERSIAN.encode(), READ),
    "says-utf16.html": (lambda: b'<meta charset="utf-16"><p>' + PERSIAN.encode(), READ),
    "says-utf7.html": (lambda: b'<meta charset="utf-7"><p>84,871 returned +ADw-script+AD4-</p>', READ),
    "no-such-charset.html": (lambda: b'<meta charset="x-\xff"><p>84,871 returned', READ),
    "half-utf16.txt": (
        lambda: b"\xff\xfe" + "84,871 returned".encode("utf-16-le") + b"\xd8",
        "BrokenDocument",
    ),
    "noise.txt": (lambda: noise(200_000, 1), "BrokenDocument"),
    "noise.pdf": (lambda: b"%PDF-1.7\n" + noise(200_000, 2), "BrokenDocument"),
    "noise.docx": (lambda: b"PK\x03\x04" + noise(200_000, 3), "BrokenDocument"),
    "override.txt": (lambda: "Some \u202e178,48\u202c Afghans returned.".encode(), READ),
    "isolates.txt": (lambda: ("\u2067" * 5_000 + "84,871 returned" + "\u2069" * 5_000).encode(), READ),
    "nul.txt": (lambda: b"84,871\x00 returned", "BrokenDocument"),
    "nul.csv": (lambda: b"a,b\n1,\x002\n", "BrokenDocument"),
    "nul.html": (lambda: b"<p>84,871\x00 returned</p>", "read BrokenDocument"),
    "nuls-only.txt": (lambda: bytes(1_000), "BrokenDocument EmptyDocument"),
    "formulas.csv": (lambda: b"Gate,Persons\n=cmd|'/c calc'!A1,3669\n@SUM(1),+1204\n", READ),
    "formulas.xlsx": (lambda: xlsx_with("<c><f>HYPERLINK(A1)</f></c><c><v>84871</v></c>"), READ),
    "formula-without-value.xlsx": (lambda: xlsx_with("<c><f>1+1</f></c>"), "EmptyDocument read"),
    "cells.xlsx": (xlsx_bomb, "OversizedDocument TooMuchTime TooMuchMemory"),
    "laughs.xlsx": (lambda: office("xl/workbook.xml", xml_with(LAUGHS, "&a9;")), "BrokenDocument"),
    "laughs.docx": (lambda: office("word/document.xml", xml_with(LAUGHS, "&a9;")), "BrokenDocument"),
    "xxe.docx": (lambda: office("word/document.xml", xml_with(XXE, "&a;")), "BrokenDocument"),
    "xxe.xlsx": (lambda: office("xl/workbook.xml", xml_with(XXE, "&a;")), "BrokenDocument"),
    "laughs.fods": (lambda: xml_with(LAUGHS, "&a9;"), "BrokenDocument"),
    "xxe.fodt": (lambda: xml_with(XXE, "&a;"), "BrokenDocument"),
    "deep.fodt": (lambda: xml_with("", "<a>" * DEEP + "</a>" * DEEP), "BrokenDocument CrashedReader"),
    "repeats.fods": (ods_of_repeats, "OversizedDocument TooMuchMemory TooMuchTime read"),
    "bomb.docx": (lambda: office("word/document.xml", b"<a>" + b" " * 150_000_000), "OversizedDocument"),
    "deep.eml": (deep_message, "read OversizedDocument BrokenDocument EmptyDocument CrashedReader"),
    "within.eml": (messages_within, "read OversizedDocument"),
    "bomb.eml": (message_with_a_bomb, "read OversizedDocument"),
    "headers.eml": (
        lambda: b"From: a@b.example\r\n" + b"X-A: b\r\n" * 300_000 + b"\r\n84,871 returned",
        "read TooMuchTime BrokenDocument",
    ),
    "encoded-words.eml": (
        lambda: b"From: a@b\r\nSubject: " + b"=?x?q?=41?= " * 50_000 + b"\r\n\r\n84",
        "read TooMuchTime",
    ),
    "lying-length.warc": (lambda: warc_of("9" * 12, b"HTTP/1.1 200 OK\r\n\r\n84,871"), "BrokenDocument"),
    "negative-length.warc": (
        lambda: warc_of("-5", b"HTTP/1.1 200 OK\r\n\r\n84,871"),
        "BrokenDocument EmptyDocument read",
    ),
    "packed-bomb.warc": (lambda: warc_of(str(len(packed_page())), packed_page()), "OversizedDocument"),
    "empty.pdf": (lambda: b"", "EmptyDocument"),
    "picture.docx": (lambda: b"\x89PNG\r\n\x1a\n", "UnknownFormat"),
}
