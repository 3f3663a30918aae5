"""Bytes to a Document: tell the kind, let its reader find the text, check and seal."""

from collections.abc import Callable
from importlib import import_module

from concord.documents.errors import BrokenDocument, EmptyDocument, OversizedDocument
from concord.documents.found import Found
from concord.documents.language import language_of
from concord.documents.persons import refuse_persons
from concord.documents.sniff import Kind, sniff, stem
from concord.evidence import Document, digest

__all__ = ["MAX_BYTES", "read_document"]

MAX_BYTES = 50_000_000  # bytes of one document; the longest reports of this field have some 20 MB of pictures

# One line a format. Named, not imported: a reader of plain text must not pay for the PDF library.
READERS = {
    Kind.TEXT: "concord.documents.text:read_text",
    Kind.JSON: "concord.documents.json_form:read_json_form",
    Kind.HTML: "concord.documents.html:read_html",
    Kind.PDF: "concord.documents.pdf:read_pdf",
    Kind.CSV: "concord.documents.csv_table:read_csv",
    Kind.XLSX: "concord.documents.workbook:read_workbook",
    Kind.ODS: "concord.documents.ods:read_ods",
}


def read_document(
    content: bytes, *, name: str, address: str | None = None, retrieved: str | None = None
) -> Document:
    """The document that these bytes are.

    Args:
        content: the bytes as got.
        name: file name or address; its suffix helps to tell the kind, its stem names the document.
        address: where the bytes were got; else what the document says of itself.
        retrieved: when they were got, ISO 8601 with offset.
    Raises:
        UnreadableDocument: one of its classes, by cause.
    """
    if not content:
        raise EmptyDocument(name, "the file has no bytes")
    if len(content) > MAX_BYTES:
        raise OversizedDocument(name, f"{len(content):,} bytes, and {MAX_BYTES:,} are the limit")
    kind = sniff(content, name)
    found = _reader(kind)(content, name)
    _check(found.text, name)
    refuse_persons(found.text, name)
    return Document(
        name=found.name or stem(name),
        sha256=digest(content),
        media_type=kind.value,
        text=found.text,
        title=found.title,
        publisher=found.publisher,
        published=found.published,
        language=language_of(found.text, found.language),
        address=address if address is not None else found.address,
        retrieved=retrieved,
    )


def _reader(kind: Kind) -> Callable[[bytes, str], Found]:
    module, _, function = READERS[kind].partition(":")
    reader: Callable[[bytes, str], Found] = getattr(import_module(module), function)
    return reader


def _check(text: str, name: str) -> None:
    """What no store and no other program could give back unchanged is refused here."""
    if not text.strip():
        raise EmptyDocument(name, "there are no words in it")
    if "\0" in text:
        raise BrokenDocument(name, f"a NUL stands at character {text.index(chr(0))}, which no text has")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise BrokenDocument(name, f"character {error.start} is half of a surrogate pair") from None
