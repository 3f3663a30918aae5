"""concord figures: a question about figures in one line."""

import csv
import dataclasses
import io
import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from concord.cli.options import AsOf, Db, day_of
from concord.cli.parquet import parquet, write
from concord.evidence import Figure, PartialDate, to_json
from concord.ledger import Filter, Kept, Ledger
from concord.publish.cells import disarmed

__all__ = ["Form", "figures"]

SHOWN = ("value", "precision", "measure", "status", "party", "place", "period_start", "period_end", "id")
ARROW = {
    **dict.fromkeys(("start", "end", "part_of"), "int64"),
    **dict.fromkeys(("value", "value_high"), "float64"),
    **dict.fromkeys(("projected", "cumulative"), "bool"),
}


class Form(StrEnum):
    """How the figures are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    PARQUET = "parquet"


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
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="Write to this file instead of printing.", show_default=False),
    ] = None,
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
    write(_told(found, form), out)


def _told(found: list[Kept[Figure]], form: Form) -> str | bytes:
    if form is Form.TABLE:
        return _table(found)
    records = [_record(kept) for kept in found]
    if form is Form.JSON:
        return json.dumps(records, ensure_ascii=False, indent=1) + "\n"
    if form is Form.JSONL:
        return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    rows = [{name: _cell(value) for name, value in record.items()} for record in records]
    return _csv(rows) if form is Form.CSV else parquet(rows, _types())


def _date(text: str | None) -> PartialDate | None:
    try:
        return None if text is None else PartialDate(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


def _record(kept: Kept[Figure]) -> dict[str, Any]:
    """Every field of the figure, with its id and when the ledger came to know it."""
    return {"id": kept.id, "recorded_at": kept.recorded_at, **to_json(kept.record)}


def _cell(value: Any) -> Any:
    """What is a list in the record is JSON in its cell."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def _types() -> dict[str, str]:
    """Arrow's type of every column; text where nothing else is said."""
    columns = ["id", "recorded_at", *(field.name for field in dataclasses.fields(Figure))]
    return {name: ARROW.get(name, "string") for name in columns}


def _csv(rows: list[dict[str, Any]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(_types()), lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: disarmed(value) for name, value in row.items()} for row in rows)
    return text.getvalue()


def _table(found: list[Kept[Figure]]) -> str:
    lines = [_cells(kept) for kept in found]
    widths = [max(map(len, column)) for column in zip(SHOWN, *lines, strict=True)]
    told = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in (SHOWN, *lines)
    ]
    return "\n".join([*told, f"{len(found)} figure{'' if len(found) == 1 else 's'}.", ""])


def _cells(kept: Kept[Figure]) -> tuple[str, ...]:
    record = {**to_json(kept.record), "id": kept.id[:10], "value": kept.record.text}
    return tuple("" if record[name] is None else str(record[name]) for name in SHOWN)
