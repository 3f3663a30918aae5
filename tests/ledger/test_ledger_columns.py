"""Columns follow the fields of the records, so no field is forgotten."""

import dataclasses

import pytest

from concord.evidence import Decision, Document, Figure, Reading, Statement
from concord.ledger.columns import columns
from concord.ledger.tables import CLAIMS, tables


@pytest.mark.parametrize("kind", [Document, Reading, Figure, Statement, Decision])
def test_every_field_of_a_record_is_kept(kind):
    """The text of a document by its digest, the claims of a reading in tables of their own."""
    fields = {field.name for field in dataclasses.fields(kind)}
    names = {column.name for column in tables()[kind.__name__.lower()].columns}
    assert {name.replace("text_sha256", "text") if kind is Document else name for name in names} == (
        fields - set(CLAIMS.values()) if kind is Reading else fields
    )


def test_the_database_has_the_columns_of_the_records(raw):
    for name, table in tables().items():
        found = [row[0] for row in raw.execute("SELECT name FROM pragma_table_info(?)", (name,))]
        assert found == ["seq", "position", "id", *[column.name for column in table.columns]]


def test_a_new_field_has_its_column_at_once():
    @dataclasses.dataclass(frozen=True, kw_only=True)
    class Wider(Figure):
        households: int | None = None

    assert [column.name for column in columns(Wider)][-1] == "households"
    assert columns(Wider)[-1].sql_type == "INTEGER"


def test_a_field_that_no_column_can_keep_is_refused():
    @dataclasses.dataclass
    class Odd:
        where: complex

    with pytest.raises(TypeError, match="where"):
        columns(Odd)
