"""Shards made of the bundled examples and of pages that hold nothing, and ways to read them."""

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from concord.corpora import Run, find_shards

SHARDS, PAGES = 5, 60
EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "reports"
NOTHING = (
    "The council put off its vote on the new bridge to 14 May, and 320 people signed a letter against it.",
    "Rovers won 3-1 away. The coach said that 12 of his players had come through the youth side.",
    "Mix 250 g of flour with two eggs and bake for 40 minutes at 180 degrees.",
    "وزیر تعلیم نے کہا کہ امتحان 12 مئی کو ہوگا اور 500 طلبہ شریک ہوں گے۔",
    "هوا در روز شنبه آفتابی است و دما به ۲۵ درجه می‌رسد.",
)
Row = Mapping[str, Any]


def reports() -> list[dict[str, Any]]:
    """The examples in the JSON document form as rows of a shard."""
    forms = [json.loads(path.read_text("utf-8")) for path in sorted(EXAMPLES.glob("*.json"))]
    return [
        {
            "id": form["id"],
            "address": form.get("url"),
            "text": form["text"],
            "published": form.get("published"),
            "publisher": form.get("publisher"),
            "media_type": "text/plain",
        }
        for form in forms
    ]


def mixed(pages: int, *, start: int = 0) -> list[dict[str, Any]]:
    """So many rows, every fourth a report, the others pages that hold nothing; ids tell the position."""
    told = reports()
    rows = []
    for at in range(start, start + pages):
        row = dict(told[at // 4 % len(told)]) if at % 4 == 0 else {"text": NOTHING[at % len(NOTHING)]}
        rows.append({**row, "id": f"page-{at:06d}"})
    return rows


def put(path: Path, rows: Sequence[Row], **options: Any) -> Path:
    """The rows as a Parquet shard."""
    names = dict.fromkeys(name for row in rows for name in row)
    parquet.write_table(
        pa.Table.from_pylist([{**dict.fromkeys(names), **row} for row in rows]), path, **options
    )
    return path


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """Five shards of 60 pages each, and what a run gives that nobody disturbs; not to be written to."""
    folder, out = tmp_path_factory.mktemp("undisturbed"), tmp_path_factory.mktemp("whole") / "out"
    for at in range(SHARDS):
        put(folder / f"shard-{at}.parquet", mixed(PAGES, start=PAGES * at))
    Run(find_shards([folder]), out).read(workers=1)
    return SimpleNamespace(corpus=folder, out=out, digests=digests(out))


@pytest.fixture
def corpus(undisturbed: SimpleNamespace, tmp_path: Path) -> Path:
    """Those shards, to do with as one likes."""
    return Path(shutil.copytree(undisturbed.corpus, tmp_path / "corpus"))


@pytest.fixture
def out(undisturbed: SimpleNamespace, tmp_path: Path) -> Path:
    """What the run gave, likewise."""
    return Path(shutil.copytree(undisturbed.out, tmp_path / "out"))


def digests(folder: Path) -> dict[str, str]:
    """Every visible file of a folder with the digest of its bytes."""
    files = {str(path.relative_to(folder)): path for path in sorted(folder.rglob("*")) if path.is_file()}
    seen = {name: path for name, path in files.items() if not name.startswith(".")}
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in seen.items()}


def table(folder: Path, kind: str) -> pa.Table:
    """All pages or claims of an output, in the order of its files."""
    return pa.concat_tables([parquet.read_table(path) for path in sorted((folder / kind).glob("*.parquet"))])


@pytest.fixture
def made() -> SimpleNamespace:
    """The functions above, for tests to call."""
    return SimpleNamespace(reports=reports, mixed=mixed, put=put, digests=digests, table=table)
