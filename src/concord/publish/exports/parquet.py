"""Parquet: typed columns, a row group at a time; meaning, tag and concept stand with each column.

While one group is compressed and written, beside the interpreter's lock, the rows of the next are made.
"""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, BinaryIO

from concord.publish.exports.about import About
from concord.publish.exports.columns import Column, Table, Type
from concord.publish.exports.rows import Row, batches

if TYPE_CHECKING:
    import pyarrow
    from pyarrow import parquet

__all__ = ["write_parquet"]

GROUP = 65_536  # rows; measured by bench/exports.py, larger groups cost memory and gain nothing
ARROW = {Type.NUMBER: "float64", Type.INTEGER: "int64", Type.BOOLEAN: "bool"}


def write_parquet(table: Table, rows: Iterable[Row], out: BinaryIO, about: About) -> int:
    """Write the rows and return how many."""
    from pyarrow import parquet

    schema = _schema(table, about)
    with parquet.ParquetWriter(out, schema, compression="zstd", compression_level=1) as writer:
        return _written(writer, _groups(schema, rows))


def _groups(schema: "pyarrow.Schema", rows: Iterable[Row]) -> "Iterator[pyarrow.Table]":
    import pyarrow

    for batch in batches(rows, GROUP):
        cells = zip(*batch, strict=True)
        arrays = [pyarrow.array(one, kind.type) for one, kind in zip(cells, schema, strict=True)]
        yield pyarrow.Table.from_arrays(arrays, schema=schema)


def _written(writer: "parquet.ParquetWriter", groups: "Iterator[pyarrow.Table]") -> int:
    """Write group by group, one behind the making; no more than two stand in memory."""
    count, before = 0, None
    with ThreadPoolExecutor(1) as beside:
        for group in groups:
            if before is not None:
                before.result()
            before = beside.submit(writer.write_table, group, row_group_size=GROUP)
            count += group.num_rows
        if before is not None:
            before.result()
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
