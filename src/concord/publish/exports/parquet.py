"""Parquet: typed columns, a row group at a time; meaning, tag and concept stand with each column.

Columns come as columns, and a text that many rows share is handed over once, as codes into the values,
which is how Parquet keeps it anyway. For readers it is a column of text: the schema in the file says so.
While one group is compressed and written, beside the interpreter's lock, the rows of the next are made.
"""

import base64
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
SCHEMA = "ARROW:schema"  # the key under which Arrow looks for the schema that a file is to be read with


def write_parquet(table: Table, rows: Iterable[Row], out: BinaryIO, about: About) -> int:
    """Write the rows and return how many."""
    from pyarrow import parquet

    schema = _schema(table, about)
    groups = (_group(batch, schema) for batch in batched(rows))
    first = next(groups, schema.empty_table())
    with parquet.ParquetWriter(
        out, first.schema, compression="zstd", compression_level=1, store_schema=False
    ) as writer:
        writer.add_key_value_metadata({**_texts(schema.metadata), SCHEMA: _told_of(schema)})
        return _written(writer, _all(first, groups))


def _all(first: "pyarrow.Table", rest: "Iterator[pyarrow.Table]") -> "Iterator[pyarrow.Table]":
    """Every group in the form of the first: a column that came coded once and plain now is coded too."""
    yield first
    yield from (group if group.schema.equals(first.schema) else group.cast(first.schema) for group in rest)


def _texts(metadata: dict[bytes, bytes]) -> dict[str, str]:
    return {name.decode(): value.decode() for name, value in metadata.items()}


def _told_of(schema: "pyarrow.Schema") -> str:
    return base64.b64encode(schema.serialize().to_pybytes()).decode()


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
    return pyarrow.Table.from_arrays(arrays, names=schema.names)


def _array(cells: Cells, kind: "pyarrow.DataType", taken: "dict[int, pyarrow.Array]") -> "pyarrow.Array":
    """A column; codes that several columns share are turned once."""
    import pyarrow

    if not isinstance(cells, Coded):
        return _typed(cells, kind)
    if id(cells.codes) not in taken:
        taken[id(cells.codes)] = pyarrow.array(cells.codes, pyarrow.int32())
    codes = taken[id(cells.codes)]
    values = _typed(cells.values, kind)
    if kind != pyarrow.string():
        return values.take(codes)
    if values.null_count:  # Parquet knows no value that is nothing, only a row without one
        codes = pyarrow.compute.if_else(values.is_valid().take(codes), codes, None)
        values = values.fill_null("")
    return pyarrow.DictionaryArray.from_arrays(codes, values)


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
