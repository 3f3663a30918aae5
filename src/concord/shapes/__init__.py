"""Known shapes: answers of interfaces and tables whose every column has a known meaning.

Asking and reading are apart. ``fetch`` of a shape's module makes a typed query into a
``Request``, which is data; ``parse`` makes bytes into documents and figures whose spans
lead to exactly their cells. Reading is strict: a column is handled, ignored by name with the
reason, or reported.
"""

from concord.shapes.answer import Gap, Given, Lead, Missing, Note, Parsed, Shape
from concord.shapes.errors import (
    BrokenAnswer,
    LooksLikePersons,
    MissingCredential,
    MissingLibrary,
    OversizedAnswer,
    RefusedByServer,
    ShapeError,
    UnknownShape,
)
from concord.shapes.in_text import read_in_text
from concord.shapes.recognise import KNOWN, Known, parse, read_known, recognise
from concord.shapes.request import Credential, Paging, Request, Sent, follow, sent

__all__ = [
    "KNOWN",
    "BrokenAnswer",
    "Credential",
    "Gap",
    "Given",
    "Known",
    "Lead",
    "LooksLikePersons",
    "Missing",
    "MissingCredential",
    "MissingLibrary",
    "Note",
    "OversizedAnswer",
    "Paging",
    "Parsed",
    "RefusedByServer",
    "Request",
    "Sent",
    "Shape",
    "ShapeError",
    "UnknownShape",
    "follow",
    "parse",
    "read_in_text",
    "read_known",
    "recognise",
    "sent",
]
