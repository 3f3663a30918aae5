"""From rows and declared columns to a finished answer: the steps that all tabular shapes share."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from concord.evidence import Document, PartialDate, digest
from concord.shapes.answer import Given, Parsed, Shape
from concord.shapes.columns import Column, Columns, Role, Voice, unhandled
from concord.shapes.errors import BrokenAnswer
from concord.shapes.interpret import interpret
from concord.shapes.table import Table, table_of

__all__ = ["answer_in", "answer_of", "document_of", "item_of", "parsed_table"]


def document_of(
    content: bytes,
    given: Given,
    text: str,
    media_type: str,
    *,
    title: str | None = None,
    publisher: str | None = None,
    published: PartialDate | None = None,
) -> Document:
    """The document of an answer.

    Raises:
        BrokenAnswer: characters that no store could give back unchanged.
    """
    _check(given.name, text, title, publisher)
    return Document(
        name=given.name,
        sha256=digest(content),
        media_type=media_type,
        text=text,
        title=title,
        publisher=publisher,
        published=published,
        address=given.address,
        retrieved=given.retrieved,
    )


def item_of(
    given: Given, text: str, media_type: str, *, name: str, address: str | None, **told: Any
) -> Document:
    """The document of one item of an answer: its bytes are its own words, whatever stands around it.

    So the item that a feed still holds at the next poll is the same document and adds nothing.
    """
    there = address if address is not None or given.address is None else f"{given.address}#{name}"
    _check(given.name, text, name, there, *told.values())
    return Document(
        name, digest(text.encode()), media_type, text, address=there, retrieved=given.retrieved, **told
    )


def parsed_table(
    shape: Shape,
    content: bytes,
    rows: Sequence[Sequence[str]],
    columns: Columns,
    given: Given,
    voice: Voice,
    *,
    ignored: Mapping[str, str],
    media_type: str,
    header: int = 0,
    skip: int = 0,
    dividing: bool = False,
    more: bool | None = None,
    next_address: str | None = None,
) -> Parsed:
    """Rows under declared columns, read strictly."""
    table = table_of(rows, given.name, header=header, skip=skip)
    return answer_of(
        shape, content, table, columns, given, voice,
        ignored=ignored, media_type=media_type, dividing=dividing, more=more, next_address=next_address,
    )  # fmt: skip


def answer_of(
    shape: Shape,
    content: bytes,
    table: Table,
    columns: Columns,
    given: Given,
    voice: Voice,
    *,
    ignored: Mapping[str, str],
    media_type: str,
    dividing: bool = False,
    more: bool | None = None,
    next_address: str | None = None,
) -> Parsed:
    """A table under declared columns as a document of its own, read strictly."""
    document = document_of(content, given, table.text, media_type, publisher=voice.publisher)
    parsed = answer_in(shape, content, document, table, columns, given, voice, ignored, dividing=dividing)
    return replace(parsed, more=more, next_address=next_address)


def answer_in(
    shape: Shape,
    content: bytes,
    document: Document,
    table: Table,
    columns: Columns,
    given: Given,
    voice: Voice,
    ignored: Mapping[str, str],
    *,
    dividing: bool = True,
) -> Parsed:
    """A table of a document, read strictly: each column handled, ignored by name, or reported.

    ``dividing``: a column that is reported may divide the people, so that rows which differ only
    in it are parts. An interface with a fixed set of columns adds counts, not divisions.
    """
    unknown = unhandled(table.columns, columns, ignored)
    limits = {name: Column(Role.LIMIT) for name in unknown} if dividing else {}
    taken = interpret(table, {**columns, **limits}, document, given, voice)
    return Parsed(
        shape,
        content,
        (document,),
        figures=tuple(taken.figures),
        gaps=tuple(taken.gaps),
        notes=tuple(taken.notes),
        ignored={name: why for name, why in ignored.items() if name in table.header},
        unhandled=unknown,
        tables=(table.stretch,),
        licence=voice.licence,
        rows=len(table.rows),
    )


def _check(name: str, *said: object) -> None:
    """What no store could give back unchanged is refused here."""
    words = "\n".join(one for one in said if isinstance(one, str))
    if "\0" in words:
        raise BrokenAnswer(name, "there is a NUL in its words")
    try:
        words.encode()
    except UnicodeEncodeError:
        raise BrokenAnswer(name, "there is half of a surrogate pair in its words") from None
