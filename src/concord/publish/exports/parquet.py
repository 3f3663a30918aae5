"""Parquet: typed columns, a row group at a time; meaning, tag and concept stand with each column."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO

from concord.publish.exports.about import About
from concord.publish.exports.columns import Column, Table, Type
from concord.publish.exports.rows import Row, batches

if TYPE_CHECKING:
    import pyarrow

__all__ = ["write_parquet"]

GROUP = 65_536  # rows; measured by bench/exports.py, larger groups cost memory and gain nothing
ARROW = {Type.NUMBER: "float64", Type.INTEGER: "int64", Type.BOOLEAN: "bool"}


def write_parquet(table: Table, rows: Iterable[Row], out: BinaryIO, about: About) -> int:
    """Write the rows and return how many."""
    import pyarrow
    from pyarrow import parquet

    schema = _schema(table, about)
    count = 0
    with parquet.ParquetWriter(out, schema, compression="zstd", compression_level=1) as writer:
        for batch in batches(rows, GROUP):
            cells = zip(*batch, strict=True)
            arrays = [pyarrow.array(one, kind.type) for one, kind in zip(cells, schema, strict=True)]
            writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema), row_group_size=GROUP)
            count += len(batch)
    return count


def _schema(table: Table, about: About) -> "pyarrow.Schema":
    import pyarrow

    fields = [
        pyarrow.field(one.name, pyarrow.type_for_alias(ARROW.get(one.type, "string")), metadata=_told(one))
        for one in table.columns
    ]
    return pyarrow.schema(fields, metadata={"flow": table.name, **dict(about.pairs())})


def _told(column: Column) -> dict[str, str]:
    return {"meaning": column.meaning, "hxl": column.hxl, "concept": column.concept, "unit": column.unit}
