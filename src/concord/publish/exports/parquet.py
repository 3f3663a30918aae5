"""Parquet: typed columns, a row group at a time; meaning, tag and concept stand with each column.

Columns come as columns, and a value that many rows share is turned into Arrow's form once. While one
group is compressed and written, beside the interpreter's lock, the rows of the next are made.
"""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, BinaryIO

from concord.publish.exports.about import About
from concord.publish.exports.columns import Column, Table, Type
from concord.publish.exports.streams import Batch, Cells, Coded, Row, batched

if TYPE_CHECKING:
    import pyarrow
    from pyarrow import parquet

__all__ = ["write_parquet"]

ARROW = {Type.NUMBER: "float64", Type.INTEGER: "int64", Type.BOOLEAN: "bool"}


def write_parquet(table: Table, rows: Iterable[Row], out: BinaryIO, about: About) -> int:
    """Write the rows and return how many."""
    from pyarrow import parquet

    schema = _schema(table, about)
    groups = (_group(batch, schema) for batch in batched(rows))
    with parquet.ParquetWriter(out, schema, compression="zstd", compression_level=1) as writer:
        return _written(writer, groups)


def _written(writer: "parquet.ParquetWriter", groups: "Iterator[pyarrow.Table]") -> int:
    """Write group by group, one behind the making; no more than two stand in memory."""
    count, before = 0, None
    with ThreadPoolExecutor(1) as beside:
        for group in groups:
            if before is not None:
                before.result()
            before = beside.submit(writer.write_table, group, row_group_size=max(1, group.num_rows))
            count += group.num_rows
        if before is not None:
            before.result()
    return count


def _group(batch: Batch, schema: "pyarrow.Schema") -> "pyarrow.Table":
    import pyarrow

    taken: dict[int, pyarrow.Array] = {}
    arrays = [_array(cells, kind.type, taken) for cells, kind in zip(batch, schema, strict=True)]
    return pyarrow.Table.from_arrays(arrays, schema=schema)


def _array(cells: Cells, kind: "pyarrow.DataType", taken: "dict[int, pyarrow.Array]") -> "pyarrow.Array":
    """A column; codes that several columns share are turned once."""
    import pyarrow

    if not isinstance(cells, Coded):
        return _typed(cells, kind)
    if id(cells.codes) not in taken:
        taken[id(cells.codes)] = pyarrow.array(cells.codes, pyarrow.int32())
    return _typed(cells.values, kind).take(taken[id(cells.codes)])


def _typed(values: "Iterable[object]", kind: "pyarrow.DataType") -> "pyarrow.Array":
    """Values of one type; text that is no Unicode, and numbers finer than a double, in their nearest form."""
    import pyarrow

    try:
        return pyarrow.array(values, kind)
    except (UnicodeEncodeError, pyarrow.ArrowInvalid):
        return pyarrow.array([_nearest(one) for one in values], kind)


def _nearest(value: object) -> object:
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _schema(table: Table, about: About) -> "pyarrow.Schema":
    import pyarrow

    fields = [
        pyarrow.field(one.name, pyarrow.type_for_alias(ARROW.get(one.type, "string")), metadata=_told(one))
        for one in table.columns
    ]
    return pyarrow.schema(fields, metadata={"flow": table.name, **dict(about.pairs())})


def _told(column: Column) -> dict[str, str]:
    return {"meaning": column.meaning, "hxl": column.hxl, "concept": column.concept, "unit": column.unit}
