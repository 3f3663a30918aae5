"""Of what kind a document is, told from its first bytes and the suffix of its name.

A PDF says so in its first bytes, whatever it is called. Otherwise a known suffix is
believed; under any other name (``.aspx``, an address) a page opens as HTML does.
"""

import re
from enum import StrEnum
from pathlib import PurePath

from concord.documents.errors import UnknownFormat

__all__ = ["Kind", "sniff", "stem"]


class Kind(StrEnum):
    """A kind of bytes that is read, by its media type."""

    TEXT = "text/plain"
    JSON = "application/json"
    HTML = "text/html"
    PDF = "application/pdf"


BY_SUFFIX = {
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".md": Kind.TEXT,
    ".json": Kind.JSON,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".pdf": Kind.PDF,
}
HTML_OPENING = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
HEAD = 4096  # bytes looked at
KNOWN_BY_SIGN = (
    (b"PK\x03\x04", "a ZIP container (DOCX, XLSX, EPUB, ...)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (DOC, XLS, ...)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a gzip file"),
    (b"{\\rtf", "an RTF file"),
)


def sniff(content: bytes, name: str) -> Kind:
    """The kind of these bytes under this name.

    Raises:
        UnknownFormat: neither bytes nor name are of a kind that is read; says what they look like.
    """
    head = content[:HEAD]
    if head.startswith(b"%PDF-"):
        return Kind.PDF
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


def stem(name: str) -> str:
    """The short name for people: the last part, without the suffix of a kind that is read.

    >>> stem("reports/2025-04-18.html"), stem("www.unhcr.org")
    ('2025-04-18', 'www.unhcr.org')
    """
    path = PurePath(name)
    return path.stem if path.suffix.lower() in BY_SUFFIX else path.name
