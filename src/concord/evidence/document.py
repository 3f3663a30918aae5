"""A document: bytes that somebody published, and the text that was found in them.

The text is never altered after it is found: every offset of every claim counts its
Unicode code points, and cutting there gives the words back.
"""

import hashlib
from dataclasses import dataclass, field

from concord.evidence.codec import DESCRIPTIVE
from concord.evidence.dates import PartialDate
from concord.evidence.identified import Identified

__all__ = ["Document", "digest"]


@dataclass(frozen=True, slots=True)
class Document(Identified):
    """One published text with where it came from.

    Attributes:
        name: short name for people, the file's stem or the id its publisher gave.
        sha256: digest of the bytes as got, in hexadecimal.
        media_type: kind of the bytes, as in ``text/html``.
        text: the text found in the bytes; offsets count its code points.
        title, publisher, language: as the document says; None where it does not.
        published: the day, month or year of publication.
        address: where the bytes were got, an address or a path.
        retrieved: when they were got, ISO 8601 with offset; told, not part of the id.
    """

    name: str
    sha256: str
    media_type: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: PartialDate | None = None
    language: str | None = None
    address: str | None = None
    retrieved: str | None = field(default=None, metadata=DESCRIPTIVE)


def digest(content: bytes) -> str:
    """SHA-256 of bytes in hexadecimal, the name by which stored bytes are found again."""
    return hashlib.sha256(content).hexdigest()
