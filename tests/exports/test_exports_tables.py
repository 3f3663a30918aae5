"""Tables read back by independent programs: every cell is the same in every format."""

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import duckdb
import openpyxl
import pyarrow.parquet
from frictionless import Package, system
from hypothesis import given
from hypothesis import strategies as st

from concord.publish.cells import as_meant, disarmed
from concord.publish.exports.about import About
from concord.publish.exports.columns import ACCOUNT, CLAIMS, Table, Type
from concord.publish.exports.formats import FORMATS

ABOUT = About("an example", "2025-05-01")
TAG = re.compile(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*")  # HXL 1.1, hashtag and attributes
SAMPLE = {
    Type.NUMBER: 12345.0,
    Type.INTEGER: 7,
    Type.BOOLEAN: True,
    Type.TEXT: "=1+1 \u0627\u0641\u063a\u0627\u0646",
    Type.PERIOD: "2025-04",
    Type.MOMENT: "2025-05-01T09:00:00+00:00",
}


def made(name: str, table: Table) -> bytes:
    out = io.BytesIO()
    row = tuple(SAMPLE[column.type] for column in table.columns)
    assert FORMATS[name].write(table, [row], out, ABOUT) == 1
    return out.getvalue()


def test_tags_follow_the_grammar_and_differ() -> None:
    for table in (CLAIMS, ACCOUNT):
        tags = [column.hxl for column in table.columns]
        assert all(TAG.fullmatch(tag) for tag in tags)
        assert len(set(tags)) == len(tags)


def test_parquet_keeps_every_cell(tmp_path: Path) -> None:
    read = pyarrow.parquet.read_table(io.BytesIO(made("parquet", CLAIMS)))
    assert list(read.to_pylist()[0].values()) == [SAMPLE[c.type] for c in CLAIMS.columns]
    (tmp_path / "x.parquet").write_bytes(made("parquet", ACCOUNT))
    total = duckdb.sql(f"SELECT sum(value) FROM '{tmp_path / 'x.parquet'}'").fetchall()
    assert total == [(12345.0,)]


def test_a_sheet_keeps_types_and_runs_nothing() -> None:
    book = openpyxl.load_workbook(io.BytesIO(made("xlsx", CLAIMS)))
    lines = list(book["CLAIMS"].iter_rows(values_only=True))
    expected = [disarmed(SAMPLE[c.type]) for c in CLAIMS.columns]
    assert list(lines[1]) == expected
    assert book["CLAIMS"].freeze_panes == "A2"


def test_a_package_is_valid_with_its_keys(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(made("package", CLAIMS))) as zipped:
        zipped.extractall(tmp_path)
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten()


def test_the_page_of_exports_has_every_column_and_format() -> None:
    tool = Path(__file__).parents[2] / "tools" / "document_exports.py"
    ran = subprocess.run([sys.executable, str(tool), "--check"], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


@given(st.text())
def test_text_that_was_disarmed_comes_back(text: str) -> None:
    assert as_meant(disarmed(text)) == text
