"""A Frictionless data package: a zip of datapackage.json and plain tables with keys.

Claims point at the table of their sources by a foreign key, so that a program can check that
every number has its document. Data Package 1.0, Table Schema.
"""

import json
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from concord.publish.exports.about import About
from concord.publish.exports.columns import CLAIMS, Table, Type
from concord.publish.exports.hxl_csv import LINE_END, write_lines
from concord.publish.exports.rows import Row

__all__ = ["SOURCES", "write_package"]

_OF_SOURCES = ("source_id", "sha256", "source_url", "captured", "edition")
SOURCES = Table(
    "SOURCES",
    "one row a document that claims stand in",
    tuple(next(c for c in CLAIMS.columns if c.name == name) for name in _OF_SOURCES),
    "source_id",
)
NATURE = {Type.NUMBER: "number", Type.INTEGER: "integer", Type.BOOLEAN: "boolean"}
MADE = (1980, 1, 1, 0, 0, 0)  # a zip without a clock: the same rows make the same bytes


def write_package(table: Table, rows: Iterable[Row], out: BinaryIO, about: About) -> int:
    """Write the zip and return the number of rows of its main table."""
    sources: dict[object, Row] = {}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as zipped:
        kept = _noting(table, rows, sources) if table is CLAIMS else rows
        count = _table(zipped, table, kept)
        tables = [table]
        if table is CLAIMS:
            _table(zipped, SOURCES, sources.values())
            tables.append(SOURCES)
        told = json.dumps(_descriptor(tables, about), ensure_ascii=False, indent=1)
        zipped.writestr(zipfile.ZipInfo("datapackage.json", MADE), told)
    return count


def _table(zipped: zipfile.ZipFile, table: Table, rows: Iterable[Row]) -> int:
    entry = zipfile.ZipInfo(f"{table.name.lower()}.csv", MADE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    with zipped.open(entry, "w", force_zip64=True) as out:
        return write_lines(table, rows, out)  # type: ignore[arg-type]


def _noting(table: Table, rows: Iterable[Row], sources: dict[object, Row]) -> Iterator[Row]:
    """The rows as they are, their documents noted on the way; those are few beside the claims."""
    places = [table.names.index(name) for name in _OF_SOURCES]
    for row in rows:
        if row[places[0]] not in sources:
            sources[row[places[0]]] = tuple(row[place] for place in places)
        yield row


def _descriptor(tables: Iterable[Table], about: About) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": "concord",
        "title": about.situation,
        "description": "; ".join(f"{name}: {value}" for name, value in about.pairs()),
        "resources": [_resource(table) for table in tables],
    }


def _resource(table: Table) -> dict[str, Any]:
    fields = [
        {"name": c.name, "type": NATURE.get(c.type, "string"), "description": c.meaning, "hxl": c.hxl}
        for c in table.columns
    ]
    schema: dict[str, Any] = {"fields": fields, "primaryKey": [table.key], "missingValues": [""]}
    if table is CLAIMS:
        reference = {"resource": SOURCES.name.lower(), "fields": ["source_id"]}
        schema["foreignKeys"] = [{"fields": ["source_id"], "reference": reference}]
    name = table.name.lower()
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "format": "csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": LINE_END},
        "schema": schema,
    }
