"""concord figures: a question about figures in one line."""

import csv
import dataclasses
import json
import sys
from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Any

import typer

from concord.cli.options import AsOf, Db, day_of
from concord.evidence import Figure, PartialDate, to_json
from concord.ledger import Filter, Kept, Ledger

__all__ = ["Form", "figures"]

SHOWN = ("value", "precision", "measure", "status", "party", "place", "period_start", "period_end", "id")


class Form(StrEnum):
    """How the figures are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"


def _any_of(*names: str, words: str) -> Any:
    return typer.Option(*names, help=f"{words}; may be repeated, - for none given.", show_default=False)


def figures(
    measure: Annotated[list[str] | None, _any_of("--measure", words="What was counted")] = None,
    status: Annotated[list[str] | None, _any_of("--status", words="Legal status")] = None,
    source: Annotated[list[str] | None, _any_of("--source", "--party", words="Who claims it")] = None,
    place: Annotated[list[str] | None, _any_of("--place", words="The place, as written")] = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Of a period that ends then or later.", show_default=False),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Of a period that begins then or earlier.", show_default=False),
    ] = None,
    limit: Annotated[int | None, typer.Option(help="At most so many.", min=0, show_default=False)] = None,
    as_of: AsOf = None,
    db: Db = "concord.db",
    form: Annotated[Form, typer.Option("--format", help="For people, or for machines.")] = Form.TABLE,
) -> None:
    """Print the figures of the ledger that answer a question, one a line."""
    asked = Filter(
        measure=tuple(measure or ()),
        status=tuple(status or ()),
        party=tuple(source or ()),
        place=tuple(place or ()),
        since=_date(since),
        until=_date(until),
        limit=limit,
    )
    with Ledger.open(db, create=False) as ledger:
        found = ledger.figures(day_of(as_of), asked)
    if form is Form.TABLE:
        _tell(found)
    elif form is Form.CSV:
        _write_csv(found)
    elif form is Form.JSON:
        sys.stdout.write(json.dumps([_record(kept) for kept in found], ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.writelines(json.dumps(_record(kept), ensure_ascii=False) + "\n" for kept in found)


def _date(text: str | None) -> PartialDate | None:
    try:
        return None if text is None else PartialDate(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


def _record(kept: Kept[Figure]) -> dict[str, Any]:
    """Every field of the figure, with its id and when the ledger came to know it."""
    return {"id": kept.id, "recorded_at": kept.recorded_at, **to_json(kept.record)}


def _write_csv(found: Iterable[Kept[Figure]]) -> None:
    """One column a field; what is a list in the record is JSON in its cell."""
    names = ["id", "recorded_at", *(field.name for field in dataclasses.fields(Figure))]
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(names)
    for kept in found:
        record = _record(kept)
        writer.writerow(
            json.dumps(record[name], ensure_ascii=False) if isinstance(record[name], list) else record[name]
            for name in names
        )


def _tell(found: list[Kept[Figure]]) -> None:
    lines = [_cells(kept) for kept in found]
    widths = [max(map(len, column)) for column in zip(SHOWN, *lines, strict=True)]
    for line in (SHOWN, *lines):
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        typer.echo("  ".join(cells).rstrip())
    typer.echo(f"{len(found)} figure{'' if len(found) == 1 else 's'}.")


def _cells(kept: Kept[Figure]) -> tuple[str, ...]:
    record = {**to_json(kept.record), "id": kept.id[:10], "value": kept.record.text}
    return tuple("" if record[name] is None else str(record[name]) for name in SHOWN)
