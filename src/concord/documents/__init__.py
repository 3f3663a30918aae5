"""Bytes to documents: plain text, the JSON document form, HTML, PDF with a text layer, CSV, XLSX and ODS.

The text of a document is found once and never altered; every offset of every claim
counts its code points. What cannot be read is refused with the file's name, the
cause and what to do next.
"""

from concord.documents.errors import (
    BrokenDocument,
    EmptyDocument,
    EncryptedDocument,
    MissingLibrary,
    NoTextLayer,
    OversizedDocument,
    UnknownFormat,
    UnreadableDocument,
)
from concord.documents.files import find_documents, read_all, read_path
from concord.documents.persons import PersonList
from concord.documents.read import MAX_BYTES, read_document

__all__ = [
    "MAX_BYTES",
    "BrokenDocument",
    "EmptyDocument",
    "EncryptedDocument",
    "MissingLibrary",
    "NoTextLayer",
    "OversizedDocument",
    "PersonList",
    "UnknownFormat",
    "UnreadableDocument",
    "find_documents",
    "read_all",
    "read_document",
    "read_path",
]
