"""WARC shards: pages as a crawler captured them (ISO 28500), responses and the texts made of them.

Taken are responses with status 200, ``resource`` and ``conversion`` records; the id is that of the
record, the address its target. A broken record ends the shard: those before it have been read.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from concord.corpora.columns import page_schema
from concord.corpora.errors import MissingEngine, UnreadableShard

if TYPE_CHECKING:
    from pyarrow import RecordBatch

__all__ = ["warc_pages"]

_TAKEN = frozenset({"response", "resource", "conversion"})
_FOUND = "200"


def warc_pages(shard: Path, size: int) -> Iterator["RecordBatch"]:
    """The pages of a WARC file, `size` at a time.

    Raises:
        UnreadableShard: the file breaks off, or is no WARC.
        MissingEngine: warcio is not installed.
    """
    import pyarrow as pa

    held: list[dict[str, Any]] = []
    for row, page in enumerate(_pages(shard)):
        held.append({"row": row, **page})
        if len(held) == size:
            yield pa.RecordBatch.from_pylist(held, schema=page_schema())
            held = []
    if held:
        yield pa.RecordBatch.from_pylist(held, schema=page_schema())


def _pages(shard: Path) -> Iterator[dict[str, Any]]:
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError:
        raise MissingEngine("warcio, which reads WARC files,", "feeds") from None
    last = "none"
    try:
        with shard.open("rb") as stream:
            for record in ArchiveIterator(stream):
                page = _page(record)
                if record.rec_type in _TAKEN and _is_found(record):
                    yield page
                last = page["id"]
    except MemoryError:
        raise
    except Exception as error:  # the library raises whatever its parsers meet on broken records
        raise UnreadableShard(str(shard), f"broken after record {last} ({error})") from None


def _is_found(record: Any) -> bool:
    return record.http_headers is None or record.http_headers.get_statuscode() == _FOUND


def _page(record: Any) -> dict[str, Any]:
    headers, http = record.rec_headers, record.http_headers
    content = record.content_stream().read()
    if getattr(record.raw_stream, "limit", 0) and not record.raw_stream.read(1):
        # warcio (1.8) takes the end of a file for that of a record
        raise EOFError(f"{record.raw_stream.limit} bytes of the next are missing")
    declared = http.get_header("Content-Type") if http is not None else headers.get_header("Content-Type")
    return {
        "id": (headers.get_header("WARC-Record-ID") or "").strip("<>"),
        "address": headers.get_header("WARC-Target-URI"),
        "media_type": declared,
        "retrieved": headers.get_header("WARC-Date"),
        "bytes": content,
    }
