"""A row of a shard as a document: its bytes read as their media type says, or the text it brings."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from concord.documents import EmptyDocument, Part, Taken, read_part
from concord.evidence import PartialDate

__all__ = ["page_of"]

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


def page_of(row: Mapping[str, Any]) -> Taken:
    """The document that a page is, and what is to be known about it.

    What it says of itself stands; the columns of the shard fill in what it leaves open.

    Raises:
        UnreadableDocument: one of its classes, by cause.
    """
    name = row["id"] or f"row {row['row']}"
    taken = read_part(_part(row, name))
    document = dataclasses.replace(
        taken.document,
        name=name,
        publisher=taken.document.publisher or row["publisher"],
        published=taken.document.published or _day(row["published"]),
    )
    return dataclasses.replace(taken, document=document)


def _part(row: Mapping[str, Any], name: str) -> Part:
    """The bytes of a page, or of its text, with a name by whose ending their kind is told."""
    if row["bytes"] is not None:
        media_type, _, said = (row["media_type"] or "").partition(";")
        charset = said.partition("charset=")[2].partition(";")[0].strip(" \"'") or None
        ending = _name(media_type.strip().lower(), row["address"] or "")
        return Part(name, ending, row["bytes"], row["address"], row["retrieved"], charset)
    if row["text"] is None:
        raise EmptyDocument(name, "the row has neither bytes nor text")
    return Part(name, "page.txt", row["text"].encode(), row["address"], row["retrieved"])


def _name(media_type: str, address: str) -> str:
    if media_type in _SUFFIX:
        return f"page{_SUFFIX[media_type]}"
    return address.partition("?")[0].partition("#")[0].rpartition("/")[2] or "page"


def _day(written: str | None) -> PartialDate | None:
    """The day of publication in a column; what is no date says nothing."""
    try:
        return PartialDate(written[_DAY]) if written else None
    except ValueError:
        return None
