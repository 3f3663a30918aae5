"""Parquet shards: a row a page; columns id, address, bytes or text, published, publisher, media type.

Only ``id`` and one of ``bytes`` and ``text`` must be there. Dates may be typed or written; columns
of other names are left alone, for crawls carry many.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from concord.corpora.columns import PAGE_FACTS, page_schema
from concord.corpora.errors import UnreadableShard

if TYPE_CHECKING:
    from pyarrow import RecordBatch

__all__ = ["parquet_pages"]

_ALSO = {"media type": "media_type", "url": "address"}  # other spellings of the columns
_BUFFER = 1 << 20  # bytes read ahead of a column; whole row groups of pages would not fit in memory


def parquet_pages(shard: Path, size: int) -> Iterator["RecordBatch"]:
    """The pages of a Parquet file, `size` at a time.

    Raises:
        UnreadableShard: not Parquet, broken, or without a column that must be there.
    """
    import pyarrow as pa
    from pyarrow import parquet

    row = 0
    try:
        with parquet.ParquetFile(shard, pre_buffer=False, buffer_size=_BUFFER) as file:
            columns = _columns(shard, file.schema_arrow.names)
            for batch in file.iter_batches(size, columns=list(columns), use_threads=False):
                yield _page_batch(batch.rename_columns([columns[name] for name in batch.schema.names]), row)
                row += len(batch)
    except (pa.ArrowException, OSError) as error:
        if isinstance(error, MemoryError):
            raise
        raise UnreadableShard(str(shard), f"broken after page {row} ({error})") from None


def _columns(shard: Path, names: list[str]) -> dict[str, str]:
    """The columns that are taken, with the names they go by here."""
    known = {name: _ALSO.get(name, name) for name in names}
    taken = {name: own for name, own in known.items() if own in (*PAGE_FACTS, "bytes")}
    missing = [] if "id" in taken.values() else ["id"]
    missing += [] if {"bytes", "text"} & set(taken.values()) else ["bytes or text"]
    if missing:
        raise UnreadableShard(
            str(shard), f"no column {' and no '.join(missing)}; there are {', '.join(names)}"
        )
    return taken


def _page_batch(batch: "RecordBatch", row: int) -> "RecordBatch":
    import pyarrow as pa

    given: dict[str, Any] = {name: batch.column(name) for name in batch.schema.names}
    given["row"] = pa.array(range(row, row + len(batch)), pa.int64())
    arrays = [
        given[field.name].cast(field.type) if field.name in given else pa.nulls(len(batch), field.type)
        for field in page_schema()
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=page_schema())
