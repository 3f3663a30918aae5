"""What is written of a shard: pages and claims as Parquet, then its report; whole or not at all.

Each file is written under a name of its own, forced to disk and renamed; the report comes last,
so a shard with a report has everything. Row groups end at fixed pages, however the pages came
in, and the files hold no time and no host: the same shard gives the same bytes.
"""

import json
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from concord.corpora.columns import CLAIM_HEAD, claim_schema, result_schema
from concord.corpora.records import Report

if TYPE_CHECKING:
    from pyarrow import RecordBatch, Schema, Table

__all__ = ["CLAIMS", "PAGES", "PARTIAL", "REPORTS", "ShardFiles", "digest_of", "put", "report_of"]

CLAIMS, PAGES, REPORTS = "claims", "pages", "reports"  # folders of the output
PARTIAL = (
    ".partial"  # folder of unfinished files, on the same disk and out of the way of who reads the others
)
GROUP = 1024  # pages of a row group


class ShardFiles:
    """The two files of a shard while it is read; results come in as batches of any size."""

    def __init__(self, folder: Path, name: str) -> None:
        self._pages = _Sink(folder, f"{PAGES}/{name}.parquet", result_schema(claims=False))
        self._claims = _Sink(folder, f"{CLAIMS}/{name}.parquet", claim_schema())
        self._held: list[RecordBatch] = []
        self._count = 0
        self.claims = 0

    def add(self, results: "RecordBatch") -> None:
        """Take in results; whole row groups are written."""
        at = 0
        while at < len(results):
            taken = results.slice(at, GROUP - self._count)
            self._held.append(taken)
            self._count += len(taken)
            at += len(taken)
            if self._count == GROUP:
                self._write()

    def close(self) -> dict[str, str]:
        """Put both files in their places; their digests by folder."""
        self._write()
        return {PAGES: self._pages.close(), CLAIMS: self._claims.close()}

    def drop(self) -> None:
        """Leave nothing behind."""
        self._pages.drop()
        self._claims.drop()

    def _write(self) -> None:
        import pyarrow as pa

        if self._held:
            results = pa.Table.from_batches(self._held).combine_chunks()
            claims = _claims(results)
            self._pages.write(results.drop_columns(["claims"]))
            self._claims.write(claims)
            self.claims += len(claims)
            self._held, self._count = [], 0


def _claims(results: "Table") -> "Table":
    """The claims of results, a row a claim, in the order of pages and text."""
    import pyarrow as pa
    from pyarrow import compute

    lists = results.column("claims").combine_chunks()
    owners = compute.list_parent_indices(lists)
    fields = pa.Table.from_struct_array(compute.list_flatten(lists))
    whole = results.select(list(CLAIM_HEAD[:3])).take(owners)
    for name in fields.column_names:
        whole = whole.append_column(fields.schema.field(name), fields.column(name))
    return whole.select(claim_schema().names)


class _Sink:
    """A Parquet file that gets its name only when it is whole."""

    def __init__(self, folder: Path, name: str, schema: "Schema") -> None:
        from pyarrow import parquet

        self._path, self._partial = folder / name, _partial(folder)
        self._writer: Any = parquet.ParquetWriter(self._partial, schema, compression="zstd")

    def write(self, table: "Table") -> None:
        if len(table):
            self._writer.write_table(table, row_group_size=len(table))

    def close(self) -> str:
        self._writer.close()
        return _settle(self._partial, self._path)

    def drop(self) -> None:
        self._writer.close()
        with suppress(FileNotFoundError):
            self._partial.unlink()


def put(folder: Path, name: str, values: Any) -> None:
    """A JSON file of a folder, whole or not at all."""
    partial = _partial(folder)
    partial.write_text(json.dumps(values, ensure_ascii=False, indent=1) + "\n", "utf-8")
    _settle(partial, folder / name)


def report_of(folder: Path, name: str) -> Report | None:
    """The report of a shard, if it was read to the end and its files are there."""
    try:
        report = Report.of(json.loads((folder / REPORTS / f"{name}.json").read_text("utf-8")))
    except (OSError, ValueError, TypeError, KeyError):
        return None
    whole = all((folder / kind / f"{name}.parquet").is_file() for kind in (PAGES, CLAIMS))
    return report if whole else None


def _partial(folder: Path) -> Path:
    (folder / PARTIAL).mkdir(parents=True, exist_ok=True)
    return folder / PARTIAL / uuid.uuid4().hex


def _settle(partial: Path, path: Path) -> str:
    """Force a file to disk, give it its name, and tell its digest."""
    digest = digest_of(partial)
    path.parent.mkdir(exist_ok=True)
    with _opened(partial) as file:
        os.fsync(file)
    partial.replace(path)
    with _opened(path.parent) as folder:
        os.fsync(folder)
    return digest


def digest_of(path: Path) -> str:
    """SHA-256 of a file in hexadecimal."""
    import hashlib

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
