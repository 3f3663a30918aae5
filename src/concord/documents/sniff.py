"""Of what kind a document is, told from its first bytes and the suffix of its name.

A PDF or a spreadsheet says so in its bytes, whatever it is called. Otherwise a known suffix is
believed; under any other name (``.aspx``, an address) a page opens as HTML does.
"""

import re
from enum import StrEnum
from pathlib import PurePath

from concord.documents.errors import EncryptedDocument, UnknownFormat

__all__ = ["Kind", "sniff", "stem"]


class Kind(StrEnum):
    """A kind of bytes that is read, by its media type."""

    TEXT = "text/plain"
    JSON = "application/json"
    HTML = "text/html"
    PDF = "application/pdf"
    CSV = "text/csv"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ODS = "application/vnd.oasis.opendocument.spreadsheet"


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
}
HTML_OPENING = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
HEAD = 4096  # bytes looked at
ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
LOCKED = "EncryptedPackage".encode("utf-16-le")  # the stream in which a locked XLSX lies, in an old container
KNOWN_BY_SIGN = (
    (ZIP, "a ZIP container (DOCX, EPUB, ...)"),
    (OLD_OFFICE, "an old Office file (DOC, XLS, ...)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a gzip file"),
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
    if head.startswith(OLD_OFFICE) and LOCKED in content:
        raise EncryptedDocument(name, "it opens only with a password")
    if head.startswith(ZIP) and (spreadsheet := _spreadsheet(content, name)) is not None:
        return spreadsheet
    for sign, looks_like in KNOWN_BY_SIGN:
        if head.startswith(sign):
            raise UnknownFormat(name, f"the bytes are {looks_like}")
    suffix = PurePath(name).suffix.lower()
    if suffix in BY_SUFFIX:
        return BY_SUFFIX[suffix]
    if HTML_OPENING.match(head):
        return Kind.HTML
    if suffix:
        raise UnknownFormat(name, f"files named *{suffix} are not read")
    return Kind.JSON if head.lstrip().startswith(b"{") else Kind.TEXT


def _spreadsheet(content: bytes, name: str) -> Kind | None:
    """The kind of spreadsheet in a ZIP container, by the names of its parts; they stand at its end too.

    A container of which the end is missing is taken for what its suffix says.
    """
    if Kind.ODS.encode() in content[:HEAD]:
        return Kind.ODS
    if b"xl/workbook.xml" in content:
        return Kind.XLSX
    claimed = BY_SUFFIX.get(PurePath(name).suffix.lower())
    return claimed if claimed in (Kind.XLSX, Kind.ODS) else None


def stem(name: str) -> str:
    """The short name for people: the last part, without the suffix of a kind that is read.

    >>> stem("reports/2025-04-18.html"), stem("www.unhcr.org")
    ('2025-04-18', 'www.unhcr.org')
    """
    path = PurePath(name)
    return path.stem if path.suffix.lower() in BY_SUFFIX else path.name
