"""Series that are published again and again: every edition is kept, and none overwrites another.

An edition is a document of its own: its bytes are its rows as CSV, its figures stand in the cells.
All editions share the address of the series, so the last one speaks for it, and each earlier one
still answers what it said.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from concord.accounts import ClaimTable, claims_from
from concord.errors import ConcordError
from concord.evidence import Document, Figure, PartialDate, Reading, digest
from concord.ledger import Ledger

__all__ = ["Edition", "Revision", "UnknownEdition", "editions", "keep_editions", "revisions"]

EDITION = "edition"  # the column that tells the editions of a table apart
READER = "concord table of claims 1"
_SCOPE = (
    "measure",
    "unit",
    "status",
    "sex_age",
    "nationality",
    "country",
    "place",
    "kind",
    "manner",
    "party",
)


class UnknownEdition(ConcordError):
    """There is no such edition; carries its name and those that there are."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        self.name, self.known = name, tuple(known)
        super().__init__(f"no edition {name} of this series; there are {', '.join(known) or 'none'}")


@dataclass(frozen=True, slots=True)
class Edition:
    """What one edition says, and when the ledger came to know it."""

    document: Document
    figures: tuple[Figure, ...]
    recorded_at: str

    @property
    def name(self) -> str:
        """As its publisher calls it."""
        return self.document.name


@dataclass(frozen=True, slots=True)
class Revision:
    """One count in two editions.

    Attributes:
        figure: tells whose count it is, in the later edition if that has it.
        before, after: None where an edition does not tell it.
    """

    figure: Figure
    before: Figure | None
    after: Figure | None


def keep_editions(
    rows: Iterable[Mapping[str, Any]], ledger: Ledger, *, address: str, publisher: str | None, at: str
) -> tuple[list[str], ClaimTable]:
    """Keep every edition of a table of claims, in the order of their days; their names, and the rows as read.

    Args:
        rows: columns as for `claims_from`, and ``edition``; ``said`` is the edition's day.
        address: what the series is known by.
        at: now, ISO 8601 with offset.
    Raises:
        MissingColumns: no row has a value, or none a measure.
    """
    told: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        told.setdefault(str(row.get(EDITION) or ""), []).append(dict(row))
    table = claims_from([row for group in told.values() for row in group])
    ordered = sorted(told, key=lambda name: (str(told[name][0].get("said") or ""), name))
    with ledger.batch():
        for name in ordered:
            document, figures = _edition(name, told[name], address, publisher)
            ledger.record(document, document.text.encode(), Reading(document.id, READER, figures), at=at)
    return ordered, table


def editions(ledger: Ledger, address: str) -> list[Edition]:
    """All editions of a series, in the order in which they were recorded."""
    kept = [one for one in ledger.documents() if one.record.address == address]
    wanted = {one.id for one in kept}
    figures: dict[str, list[Figure]] = {name: [] for name in wanted}
    for figure in ledger.figures():
        if figure.record.document in wanted:
            figures[figure.record.document].append(figure.record)
    return [Edition(one.record, tuple(figures[one.id]), one.recorded_at) for one in kept]


def revisions(before: Edition, after: Edition) -> list[Revision]:
    """Every count that the two editions tell differently, or that only one of them tells."""
    old = {_scope(figure): figure for figure in before.figures}
    new = {_scope(figure): figure for figure in after.figures}
    pairs = (Revision(told, old.get(scope), new.get(scope)) for scope, told in {**old, **new}.items())
    return [one for one in pairs if _number(one.before) != _number(one.after)]


def _edition(
    name: str, rows: Sequence[Mapping[str, Any]], address: str, publisher: str | None
) -> tuple[Document, tuple[Figure, ...]]:
    text, starts = _written(rows)
    said = str(rows[0].get("said") or "")
    document = Document(
        name=name,
        sha256=digest(text.encode()),
        media_type="text/csv",
        text=text,
        publisher=publisher,
        published=PartialDate(said) if said else None,
        address=address,
    )
    read = claims_from(
        [{**row, "document": document.id, "start": at} for row, at in zip(rows, starts, strict=True)]
    )
    figures = tuple(
        replace(figure, end=figure.start + len(figure.text), publisher=publisher) for figure in read.figures
    )
    return document, figures


def _written(rows: Sequence[Mapping[str, Any]]) -> tuple[str, list[int]]:
    """The rows as CSV, and for each where its value stands."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    text, starts = _line(columns), []
    for row in rows:
        cells = [row.get(name) for name in columns]
        place = columns.index("value") if "value" in columns else 0
        starts.append(len(text) + len(_line(cells[:place]).rstrip("\n")) + (place > 0))
        text += _line(cells)
    return text, starts


def _line(cells: Sequence[object]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


def _scope(figure: Figure) -> tuple[object, ...]:
    return (*(getattr(figure, name) for name in _SCOPE), figure.period_start, figure.period_end)


def _number(figure: Figure | None) -> object:
    return None if figure is None else (figure.value, figure.value_high, figure.precision)
