"""Known tables inside a document that was read already: the sheets of a workbook.

The text of a document has a table as lines of cells between bars. Where a row of HXL tags stands under
a header, or a header is one that is known, the rows below it up to an empty line are read as in a
file of their own; their figures lead into the document's own text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from concord.evidence import Document
from concord.shapes import hxl, known_tables
from concord.shapes.answer import Given, Parsed, Shape
from concord.shapes.building import answer_in
from concord.shapes.columns import Columns, Voice
from concord.shapes.hxl_tags import is_tag_row
from concord.shapes.table import Cell, Table, cells_of, table_in

__all__ = ["read_in_text"]

Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class _Found:
    """A known table in a text: what its columns mean and who speaks in it."""

    shape: Shape
    table: Table
    columns: Columns
    ignored: dict[str, str]
    voice: Voice


def read_in_text(document: Document, content: bytes, given: Given) -> Parsed | None:
    """The figures of all known tables in a document; None where there is none."""
    parsed = [
        answer_in(one.shape, content, document, one.table, one.columns, given, one.voice, one.ignored)
        for one in _tables(document.text)
    ]
    return _joined(parsed) if parsed else None


def _tables(text: str) -> Iterator[_Found]:
    rows = cells_of(text)
    for at, row in enumerate(rows):
        words = _words(row)
        if at and is_tag_row(words) and hxl.counts(hxl.tags_under(_words(rows[at - 1]), words)):
            columns, silent = hxl.columns_of(hxl.tags_under(_words(rows[at - 1]), words))
            table = table_in(text, rows[at - 1], _until_empty(rows[at + 1 :]))
            yield _Found(Shape.HXL, table, columns, dict(silent), hxl.VOICE)
        elif (known := known_tables.table_with(words)) is not None:
            table = table_in(text, row, _until_empty(rows[at + 1 :]))
            yield _Found(Shape.KNOWN_TABLE, table, known.columns, dict(known.ignored), known.voice)


def _words(row: Row) -> list[str]:
    return [cell.text for cell in row]


def _until_empty(rows: Sequence[Row]) -> Iterator[Row]:
    for row in rows:
        if not any(cell.text for cell in row):
            return
        yield row


def _joined(parsed: Sequence[Parsed]) -> Parsed:
    """Several tables of one document as one answer."""
    first = parsed[0]
    return Parsed(
        first.shape,
        first.content,
        first.documents,
        figures=tuple(figure for one in parsed for figure in one.figures),
        gaps=tuple(gap for one in parsed for gap in one.gaps),
        notes=tuple(note for one in parsed for note in one.notes),
        ignored={name: why for one in parsed for name, why in one.ignored.items()},
        unhandled=tuple(dict.fromkeys(name for one in parsed for name in one.unhandled)),
        tables=tuple(stretch for one in parsed for stretch in one.tables),
        rows=sum(one.rows for one in parsed),
    )
