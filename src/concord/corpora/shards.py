"""A shard's pages, batch by batch, whatever the shard is: Parquet or WARC, told by its first bytes."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from concord.corpora.errors import UnreadableShard
from concord.corpora.parquet_shard import parquet_pages
from concord.corpora.warc_shard import warc_pages

if TYPE_CHECKING:
    from pyarrow import RecordBatch

__all__ = ["SLICE", "SUFFIXES", "pages_of"]

SLICE = 64  # pages read at once: few enough to hold in memory, many enough to ask of together
SUFFIXES = (".parquet", ".warc", ".warc.gz", ".wet", ".wet.gz")


def pages_of(shard: Path) -> Iterator["RecordBatch"]:
    """The pages of a shard in their order, SLICE at a time, in the columns of `page_schema`.

    Raises:
        UnreadableShard: there is no such file, it is of neither kind, or it breaks off.
    """
    try:
        with shard.open("rb") as file:
            head = file.read(5)
    except OSError as error:
        raise UnreadableShard(str(shard), error.strerror or str(error)) from None
    if head[:4] == b"PAR1":
        return parquet_pages(shard, SLICE)
    if head == b"WARC/" or head[:2] == b"\x1f\x8b":
        return warc_pages(shard, SLICE)
    raise UnreadableShard(str(shard), "its first bytes are neither those of Parquet nor of WARC")
