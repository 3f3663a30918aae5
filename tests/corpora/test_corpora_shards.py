"""Shards of pages: Parquet of several makes and WARC, whole, broken and of other kinds."""

import datetime
import gzip
import uuid
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import pyarrow as pa
import pytest
from pyarrow import parquet

from concord.corpora import NoShards, UnreadableShard, find_shards, pages_of
from concord.corpora.columns import page_schema

HTML = b"<html><body><p>Some 84,000 Afghans were deported.</p></body></html>"


def warc(path: Path, pages: Sequence[tuple[str, str, bytes]], *, zipped: bool = True) -> Path:
    """A WARC file with a response for each address, status and body, written by the standard's own words."""
    records = [record("warcinfo", "application/warc-fields", b"software: tests\r\n")]
    for address, status, body in pages:
        http = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n".encode() + body
        records.append(record("response", "application/http; msgtype=response", http, address))
    path.write_bytes(b"".join(gzip.compress(one, mtime=0) if zipped else one for one in records))
    return path


def record(kind: str, media_type: str, block: bytes, address: str | None = None) -> bytes:
    """One record (ISO 28500): a line with the version, headers, an empty line, the block, two empty lines."""
    headers = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, address or kind)}>",
        "WARC-Date": "2025-04-18T10:00:00Z",
        **({"WARC-Target-URI": address} if address else {}),
        "Content-Type": media_type,
        "Content-Length": str(len(block)),
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"WARC/1.1\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"


def rows(shard: Path) -> list[dict[str, object]]:
    return [row for batch in pages_of(shard) for row in batch.to_pylist()]


def test_pages_come_in_their_order_with_their_positions(tmp_path: Path, made: SimpleNamespace) -> None:
    shard = made.put(tmp_path / "a.parquet", made.mixed(200), row_group_size=33)
    batches = list(pages_of(shard))
    assert max(map(len, batches)) <= 64
    assert all(batch.schema == page_schema() for batch in batches)
    found = rows(shard)
    assert [row["row"] for row in found] == list(range(200))
    assert [row["id"] for row in found] == [f"page-{at:06d}" for at in range(200)]


def test_columns_may_be_of_other_types_and_names(tmp_path: Path) -> None:
    shard = tmp_path / "a.parquet"
    columns = {
        "id": pa.array([7, 8]),
        "url": pa.array(["https://example.org/7", None]),
        "bytes": pa.array([HTML, None], pa.binary()),
        "published": pa.array([datetime.date(2025, 4, 18), None]),
        "media type": pa.array(["text/html"] * 2).dictionary_encode(),
        "fetch_status": pa.array([200, 404]),
    }
    parquet.write_table(pa.table(columns), shard)
    first, second = rows(shard)
    assert (first["id"], first["address"], first["published"]) == ("7", "https://example.org/7", "2025-04-18")
    assert (first["media_type"], first["bytes"], second["bytes"]) == ("text/html", HTML, None)


def test_a_shard_without_its_columns_says_what_it_has(tmp_path: Path, made: SimpleNamespace) -> None:
    shard = made.put(tmp_path / "a.parquet", [{"url": "https://example.org", "body": "text"}])
    with pytest.raises(UnreadableShard, match=r"no column id and no bytes or text; there are url, body"):
        rows(shard)


@pytest.mark.parametrize("zipped", [True, False])
def test_a_warc_gives_the_pages_that_were_found(tmp_path: Path, zipped: bool) -> None:
    pages = [
        ("https://example.org/a", "200 OK", HTML),
        ("https://example.org/b", "404 Not Found", b"gone"),
        ("https://example.org/c", "200 OK", HTML),
    ]
    first, second = rows(warc(tmp_path / "a.warc.gz", pages, zipped=zipped))
    assert (first["address"], second["address"]) == ("https://example.org/a", "https://example.org/c")
    assert (first["row"], second["row"], first["bytes"]) == (0, 1, HTML)
    assert first["media_type"] == "text/html; charset=utf-8"
    assert str(first["id"]).startswith("urn:uuid:")
    assert first["retrieved"]


def test_a_warc_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    pages = [(f"https://example.org/{at}", "200 OK", HTML) for at in range(100)]
    whole = warc(tmp_path / "whole.warc.gz", pages).read_bytes()
    broken = tmp_path / "broken.warc.gz"
    broken.write_bytes(whole[: len(whole) * 4 // 5])
    found: list[dict[str, object]] = []
    with pytest.raises(UnreadableShard, match="broken after record"):
        found.extend(row for batch in pages_of(broken) for row in batch.to_pylist())
    assert [row["address"] for row in found] == [address for address, _, _ in pages][: len(found)]
    assert len(found) >= 64


@pytest.mark.parametrize(
    "content",
    [b"", b"PAR1 and nothing after", b"id,text\n1,words\n", gzip.compress(b"no WARC at all\n" * 9, mtime=0)],
)
def test_other_files_are_no_shards(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.parquet").write_bytes(content)
    with pytest.raises(UnreadableShard, match=r"a\.parquet: "):
        rows(tmp_path / "a.parquet")


def test_shards_are_found_in_folders_in_sorted_order(tmp_path: Path) -> None:
    for name in ("b/2.warc.gz", "b/1.parquet", "a/3.warc", "a/notes.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    found = find_shards([tmp_path / "b", tmp_path])
    assert [str(path.relative_to(tmp_path)) for path in found] == [
        *("b/1.parquet", "b/2.warc.gz"),
        *("a/3.warc", "b/1.parquet", "b/2.warc.gz"),
    ]
    (tmp_path / "empty").mkdir()
    with pytest.raises(NoShards, match="name files"):
        find_shards([tmp_path / "empty"])
