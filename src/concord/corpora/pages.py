"""A row of a shard as a document: its bytes read as their media type says, or the text it brings."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from concord.documents import EmptyDocument, read_document
from concord.evidence import Document, PartialDate

__all__ = ["document_of"]

# What tells the kind of bytes to the readers of documents; under any other type the bytes and the address do.
_SUFFIX = {
    "text/plain": ".txt",
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
}
_DAY = slice(10)  # of a moment in ISO 8601


def document_of(row: Mapping[str, Any]) -> Document:
    """The document that a page is; what it says of itself stands, the columns fill in what it leaves open.

    Raises:
        UnreadableDocument: one of its classes, by cause.
    """
    content, name = row["bytes"], row["id"] or f"row {row['row']}"
    if content is None:
        if row["text"] is None:
            raise EmptyDocument(name, "the row has neither bytes nor text")
        document = read_document(row["text"].encode(), name="page.txt", address=row["address"])
    else:
        document = read_document(content, name=_name(row), address=row["address"], retrieved=row["retrieved"])
    return dataclasses.replace(
        document,
        name=name,
        publisher=document.publisher or row["publisher"],
        published=document.published or _day(row["published"]),
    )


def _name(row: Mapping[str, Any]) -> str:
    """A name by whose ending the readers of documents tell the kind."""
    media_type = (row["media_type"] or "").partition(";")[0].strip().lower()
    if media_type in _SUFFIX:
        return f"page{_SUFFIX[media_type]}"
    address = (row["address"] or "").partition("?")[0].partition("#")[0]
    return address.rpartition("/")[2] or "page"


def _day(written: str | None) -> PartialDate | None:
    """The day of publication in a column; what is no date says nothing."""
    try:
        return PartialDate(written[_DAY]) if written else None
    except ValueError:
        return None
