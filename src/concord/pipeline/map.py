"""Map: a table of unknown form gets its rules once; every later one with the same header is read by them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from concord.documents import read_path
from concord.evidence import Document, Figure, Reading
from concord.mapping import (
    ColumnRule,
    Mapped,
    NoTable,
    Proposal,
    Table,
    TableMapping,
    UnmappedColumns,
    apply_mapping,
    check_mapping,
    fingerprint,
    load_mappings,
    propose,
    propose_fixed,
    tables_of,
)
from concord.reading import Reader
from concord.reading.choose import Weights
from concord.situation import Situation

__all__ = ["FOLDER", "MappedReader", "Unmapped", "folder_beside", "made", "open_tables", "try_mapping"]

FOLDER = "mappings"  # beside the ledger


@dataclass(frozen=True, slots=True)
class Unmapped:
    """A table as a person is shown it: with proposals for its columns and for the whole of it."""

    document: Document
    table: Table
    proposals: tuple[Proposal, ...]
    fixed: Mapping[str, str]


def open_tables(path: Path, situation: Situation) -> list[Unmapped]:
    """The tables of a file, the one with most rows first.

    Raises:
        UnreadableDocument: the file is no document, or a list of persons.
        NoTable: it holds no table with a header.
    """
    document = read_path(path)
    tables = sorted(tables_of(document.text), key=lambda table: -len(table.rows))
    if not tables:
        raise NoTable(document.name, "no table with a header and numbers below it was found")
    opened = []
    for table in tables:
        proposals = propose(table, situation)
        opened.append(Unmapped(document, table, tuple(proposals), propose_fixed(table, proposals, situation)))
    return opened


def made(
    shown: Unmapped,
    rules: Sequence[ColumnRule],
    fixed: Mapping[str, str],
    situation: Situation,
    *,
    name: str,
) -> TableMapping:
    """The mapping that these rules are, in the order of the columns.

    Raises:
        UnmappedColumns, UnfitMapping
    """
    by_column = {rule.column: rule for rule in rules}
    if missing := [column for column in shown.table.columns if column not in by_column]:
        raise UnmappedColumns(missing)
    mapping = TableMapping(name, situation.id, tuple(rules), dict(fixed))
    check_mapping(mapping, shown.table.columns, situation)
    ordered = tuple(by_column[column] for column in shown.table.columns)
    return TableMapping(name, situation.id, ordered, dict(fixed))


def try_mapping(mapping: TableMapping, shown: Unmapped, situation: Situation) -> Mapped:
    """What the mapping makes of the table that it was made on."""
    return apply_mapping(mapping, shown.table, shown.document, situation)


def folder_beside(db: str) -> Path:
    """Where the mappings of a ledger are: beside its file, in the present folder for one on a server."""
    bare = db.removeprefix("sqlite:///")
    return Path(FOLDER) if "://" in bare else Path(bare).parent / FOLDER


class MappedReader(Reader):
    """A reader that reads tables with a mapped header by their mapping, and everything else as always.

    The name of a reading names the mappings that had a part in it, so that a document is read anew when
    its mapping is.
    """

    def __init__(
        self,
        situation: Situation,
        mappings: Mapping[str, TableMapping],
        weights: Mapping[str, Weights] | None = None,
    ) -> None:
        super().__init__(situation, weights)
        self.mappings = {key: known for key, known in mappings.items() if known.situation == situation.id}

    @classmethod
    def beside(cls, folder: Path, situation: Situation) -> "MappedReader":
        """A reader with the mappings of a folder.

        Raises:
            BrokenMapping: a file of the folder is no mapping.
        """
        return cls(situation, load_mappings(folder))

    def read(self, document: Document) -> Reading:
        """All figures and statements of a document, in the order of its text."""
        reading = super().read(document)
        known = self._known(document)
        if not known:
            return reading
        figures = [figure for figure in reading.figures if not any(_inside(figure, t) for _, t in known)]
        for mapping, table in known:
            figures += apply_mapping(mapping, table, document, self.situation).figures
        name = f"{reading.reader}, mapping {' '.join(sorted({mapping.id[:8] for mapping, _ in known}))}"
        ordered = tuple(sorted(figures, key=lambda figure: figure.start))
        return Reading(reading.document, name, ordered, reading.statements)

    def doubts(self, document: Document) -> tuple[str, ...]:
        """Sums in mapped tables that do not come out, and cells that could not be read, a sentence each."""
        return tuple(
            told
            for mapping, table in self._known(document)
            for told in apply_mapping(mapping, table, document, self.situation).told
        )

    def _known(self, document: Document) -> list[tuple[TableMapping, Table]]:
        return [
            (self.mappings[key], table)
            for table in (tables_of(document.text) if self.mappings else [])
            if (key := fingerprint(table.columns)) in self.mappings
        ]


def _inside(figure: Figure, table: Table) -> bool:
    return table.start <= figure.start < table.end
