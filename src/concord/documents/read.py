"""Bytes to a Document: tell the kind, let its reader find the text, check and seal."""

from collections.abc import Callable
from importlib import import_module

from concord.documents.errors import BrokenDocument, EmptyDocument, OversizedDocument, SeveralDocuments
from concord.documents.found import Caveat, Doubt, Found, Taken
from concord.documents.language import language_of
from concord.documents.names import shown
from concord.documents.part import MAX_BYTES, Part
from concord.documents.persons import refuse_persons
from concord.documents.sniff import CONTAINERS, Kind, sniff, stem
from concord.evidence import Document, digest

__all__ = ["MAX_BYTES", "MAX_TEXT", "RECOGNISED", "is_recognised", "read_document", "read_part"]

MAX_TEXT = 5_000_000  # characters; the longest reports of this field have some 2,000,000
LONGEST_LINE = 200_000  # characters; no sentence and no row of a table has as many
RECOGNISED = "; text=recognised"  # on the media type of a document whose text a program told from pictures
OVERRIDES = "\u202d\u202e"  # show what follows in the other order: a person sees other digits than are read

# One line a format. Named, not imported: a reader of plain text must not pay for the PDF library.
READERS = {
    Kind.TEXT: "concord.documents.text:read_text",
    Kind.JSON: "concord.documents.json_form:read_json_form",
    Kind.HTML: "concord.documents.html:read_html",
    Kind.PDF: "concord.documents.pdf:read_pdf",
    Kind.CSV: "concord.documents.csv_table:read_csv",
    Kind.XLSX: "concord.documents.workbook:read_workbook",
    Kind.ODS: "concord.documents.ods:read_ods",
    Kind.DOCX: "concord.documents.docx:read_docx",
    Kind.ODT: "concord.documents.odt:read_odt",
    Kind.MAIL: "concord.documents.mail:read_mail",
}
TOLD_CHARSET = (Kind.TEXT, Kind.HTML, Kind.CSV)  # whose readers want to know what a server said of it


def read_document(
    content: bytes, *, name: str, address: str | None = None, retrieved: str | None = None
) -> Document:
    """The document that these bytes are; of a message its body, without what is attached.

    Args:
        content: the bytes as got.
        name: file name or address; its suffix helps to tell the kind, its stem names the document.
        address: where the bytes were got; else what the document says of itself.
        retrieved: when they were got, ISO 8601 with offset.
    Raises:
        UnreadableDocument: one of its classes, by cause.
    """
    return read_part(Part(name, name, content, address, retrieved)).document


def read_part(part: Part) -> Taken:
    """The document that a part of the input is, with what is to be known about it.

    Raises:
        UnreadableDocument: one of its classes, by cause, naming the path of the part.
    """
    if not part.content:
        raise EmptyDocument(part.path, "the file has no bytes")
    if len(part.content) > MAX_BYTES:
        raise OversizedDocument(part.path, f"{len(part.content):,} bytes, and {MAX_BYTES:,} are the limit")
    kind = sniff(part.content, part.name)
    if kind in CONTAINERS:
        raise SeveralDocuments(part.path, "it is a container of documents")
    found = _found(part, kind)
    _check(found.text, part.path)
    refuse_persons(found.text, part.path)
    return Taken(part.path, part.content, _sealed(part, kind, found), found.byline, _caveats(found))


def is_recognised(document: Document) -> bool:
    """Whether a program told the text from pictures, so that every figure in it waits for a person."""
    return document.media_type.endswith(RECOGNISED)


def _found(part: Part, kind: Kind) -> Found:
    module, _, function = READERS[kind].partition(":")
    reader: Callable[..., Found] = getattr(import_module(module), function)
    if kind in TOLD_CHARSET:
        return reader(part.content, part.path, part.charset)
    return reader(part.content, part.path)


def _sealed(part: Part, kind: Kind, found: Found) -> Document:
    return Document(
        name=shown(found.name or stem(part.name)),
        sha256=digest(part.content),
        media_type=kind.value + (RECOGNISED if found.recognised else ""),
        text=found.text,
        title=found.title,
        publisher=found.publisher,
        published=found.published,
        language=language_of(found.text, found.language),
        address=part.address if part.address is not None else found.address,
        retrieved=part.retrieved,
    )


def _caveats(found: Found) -> tuple[Caveat, ...]:
    if not any(letter in found.text for letter in OVERRIDES):
        return found.caveats
    words = "its characters are shown in another order than they are kept in: hold figures against the page"
    return (*found.caveats, Caveat(Doubt.TO_CONFIRM, words))


def _check(text: str, name: str) -> None:
    """What no store and no other program could give back unchanged is refused here."""
    if not text.strip():
        raise EmptyDocument(name, "there are no words in it")
    if len(text) > MAX_TEXT:
        raise OversizedDocument(name, f"{len(text):,} characters of text, and {MAX_TEXT:,} are the limit")
    if (longest := max(map(len, text.split("\n")))) > LONGEST_LINE:
        raise OversizedDocument(name, f"a line of {longest:,} characters, and {LONGEST_LINE:,} are the limit")
    if "\0" in text:
        raise BrokenDocument(name, f"a NUL stands at character {text.index(chr(0))}, which no text has")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise BrokenDocument(name, f"character {error.start} is half of a surrogate pair") from None
