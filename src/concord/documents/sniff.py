"""Of what kind a document is, told from its first bytes and the suffix of its name.

A PDF or a spreadsheet says so in its bytes, whatever it is called. Otherwise a known suffix is
believed; under any other name (``.aspx``, an address) a page opens as HTML does.
"""

import re
from enum import StrEnum
from pathlib import PurePath

from concord.documents.errors import EncryptedDocument, UnknownFormat
from concord.documents.names import shown

__all__ = ["CONTAINERS", "Kind", "is_warc", "sniff", "stem", "suffix"]


class Kind(StrEnum):
    """A kind of bytes that is read, by its media type."""

    TEXT = "text/plain"
    JSON = "application/json"
    HTML = "text/html"
    PDF = "application/pdf"
    CSV = "text/csv"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ODS = "application/vnd.oasis.opendocument.spreadsheet"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ODT = "application/vnd.oasis.opendocument.text"
    MAIL = "message/rfc822"
    ZIP = "application/zip"
    WARC = "application/warc"


CONTAINERS = (Kind.ZIP, Kind.WARC)  # hold documents and are none
BY_SUFFIX = {
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".md": Kind.TEXT,
    ".json": Kind.JSON,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".pdf": Kind.PDF,
    ".csv": Kind.CSV,
    ".tsv": Kind.CSV,
    ".tab": Kind.CSV,
    ".xlsx": Kind.XLSX,
    ".xlsm": Kind.XLSX,
    ".ods": Kind.ODS,
    ".fods": Kind.ODS,
    ".docx": Kind.DOCX,
    ".docm": Kind.DOCX,
    ".odt": Kind.ODT,
    ".fodt": Kind.ODT,
    ".eml": Kind.MAIL,
    ".zip": Kind.ZIP,
    ".warc": Kind.WARC,
    ".warc.gz": Kind.WARC,
}
HTML_OPENING = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
HEAD = 4096  # bytes looked at
MAIL_OPENING = re.compile(
    rb"(?:From [^\n]*\n)?(?:Return-Path|Received|Delivered-To|MIME-Version|Message-ID|X-[\w-]+|From|Date)"
    rb":[^\n]*\r?\n(?:[\w-]+:|[ \t])",
    re.I,
)
ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
LOCKED = "EncryptedPackage".encode("utf-16-le")  # the stream in which a locked XLSX lies, in an old container
GZIP, WARC = b"\x1f\x8b", b"WARC/1."
OTHER_CONTAINERS = (
    (b"ppt/presentation.xml", "slides (PPTX)"),
    (b"mimetypeapplication/epub+zip", "a book (EPUB)"),
    (b"mimetypeapplication/vnd.oasis.opendocument", "an OpenDocument file that is neither text nor sheet"),
)
KNOWN_BY_SIGN = (
    (OLD_OFFICE, "an old Office file (DOC, XLS, ...)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a gzip file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z container"),
    (b"Rar!\x1a\x07", "a RAR container"),
    (b"{\\rtf", "an RTF file"),
)


def sniff(content: bytes, name: str) -> Kind:
    """The kind of these bytes under this name.

    Raises:
        UnknownFormat: neither bytes nor name are of a kind that is read; says what they look like.
        EncryptedDocument: a workbook that opens only with a password.
    """
    head = content[:HEAD]
    if head.startswith(b"%PDF-"):
        return Kind.PDF
    if is_warc(head, name):
        return Kind.WARC
    if head.startswith(OLD_OFFICE) and LOCKED in content:
        raise EncryptedDocument(name, "it opens only with a password")
    if head.startswith(ZIP):
        return _in_container(content, name)
    for sign, looks_like in KNOWN_BY_SIGN:
        if head.startswith(sign):
            raise UnknownFormat(name, f"the bytes are {looks_like}")
    return _by_name(head, name)


def is_warc(head: bytes, name: str) -> bool:
    """Whether the first bytes are those of an archive of web pages, packed or not."""
    return head.startswith(WARC) or (head.startswith(GZIP) and suffix(name) == ".warc.gz")


def suffix(name: str) -> str:
    """The suffix of a name in small letters, ``.warc.gz`` being one.

    >>> suffix("Counts.CSV"), suffix("crawl.warc.gz"), suffix("notes")
    ('.csv', '.warc.gz', '')
    """
    path = PurePath(name)
    return ".warc.gz" if path.name.lower().endswith(".warc.gz") else path.suffix.lower()


def _by_name(head: bytes, name: str) -> Kind:
    named = suffix(name)
    if named in BY_SUFFIX:
        return BY_SUFFIX[named]
    if HTML_OPENING.match(head):
        return Kind.HTML
    if MAIL_OPENING.match(head):
        return Kind.MAIL
    if named:
        raise UnknownFormat(name, f"files named *{shown(named)} are not read")
    return Kind.JSON if head.lstrip().startswith(b"{") else Kind.TEXT


def _in_container(content: bytes, name: str) -> Kind:
    """What a ZIP container holds, by the names of its parts; they stand at its end too.

    A container of which the end is missing is taken for what its suffix says.
    """
    head = content[:HEAD]
    for kind in (Kind.ODS, Kind.ODT):
        if b"mimetype" + kind.encode() in head:
            return kind
    for part, kind in ((b"xl/workbook.xml", Kind.XLSX), (b"word/document.xml", Kind.DOCX)):
        if part in content:
            return kind
    for sign, looks_like in OTHER_CONTAINERS:
        if sign in content:
            raise UnknownFormat(name, f"the bytes are {looks_like}")
    claimed = BY_SUFFIX.get(suffix(name))
    return claimed if claimed in (Kind.XLSX, Kind.ODS, Kind.DOCX, Kind.ODT) else Kind.ZIP


def stem(name: str) -> str:
    """The short name for people: the last part, without the suffix of a kind that is read.

    >>> stem("reports/2025-04-18.html"), stem("www.unhcr.org")
    ('2025-04-18', 'www.unhcr.org')
    """
    last, named = PurePath(name).name, suffix(name)
    return last[: -len(named)] if named in BY_SUFFIX and len(last) > len(named) else last
