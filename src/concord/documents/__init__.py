"""Bytes to documents: text, HTML, PDF, DOCX, ODT, e-mail, CSV, XLSX, ODS, JSON, and containers of these.

The text of a document is found once and never altered; every offset of every claim
counts its code points. What cannot be read is refused with the file's name, the
cause and what to do next.
"""

from concord.documents.errors import (
    BrokenDocument,
    CrashedReader,
    EmptyDocument,
    EncryptedDocument,
    MissingLibrary,
    NoTextLayer,
    OversizedDocument,
    ScannedDocument,
    SeveralDocuments,
    TooMuchMemory,
    TooMuchTime,
    UnknownFormat,
    UnreadableDocument,
)
from concord.documents.files import find_documents, read_all, read_path
from concord.documents.found import Caveat, Doubt, Taken
from concord.documents.guard import LIMITS, Limits
from concord.documents.guarded import Source, guarded, read_guarded
from concord.documents.language import Passage, passages_of
from concord.documents.names import shown
from concord.documents.pace import tick
from concord.documents.part import MAX_BYTES, Part
from concord.documents.parts import parts_of
from concord.documents.persons import PersonList
from concord.documents.pool import Pool
from concord.documents.read import MAX_TEXT, is_recognised, read_document, read_part

__all__ = [
    "LIMITS",
    "MAX_BYTES",
    "MAX_TEXT",
    "BrokenDocument",
    "Caveat",
    "CrashedReader",
    "Doubt",
    "EmptyDocument",
    "EncryptedDocument",
    "Limits",
    "MissingLibrary",
    "NoTextLayer",
    "OversizedDocument",
    "Part",
    "Passage",
    "PersonList",
    "Pool",
    "ScannedDocument",
    "SeveralDocuments",
    "Source",
    "Taken",
    "TooMuchMemory",
    "TooMuchTime",
    "UnknownFormat",
    "UnreadableDocument",
    "find_documents",
    "guarded",
    "is_recognised",
    "parts_of",
    "passages_of",
    "read_all",
    "read_document",
    "read_guarded",
    "read_part",
    "read_path",
    "shown",
    "tick",
]
