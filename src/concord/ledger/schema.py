"""What both databases have in common: the layout, the two tables that are the truth, the names."""

from collections.abc import Iterator

from concord.ledger.tables import TABLES, Question, Table

__all__ = ["GROWING", "LAYOUT", "index_names", "index_statements", "question_columns"]

LAYOUT = 2  # raised whenever a table changes; 1 had a column for every field of every record
GROWING = ("entry", "content", *TABLES)  # every table, none of which ever loses or changes a row


def index_names(table: Table) -> Iterator[tuple[str, str]]:
    """The name of each index of a table, and its columns."""
    for columns in table.indexes:
        yield f"{table.name}_by_{'_'.join(columns)}", ", ".join(columns)


def index_statements() -> Iterator[str]:
    """The statements that make the indexes, the same on both databases."""
    # One act is one entry, however often it arrives; the index also finds it.
    yield "CREATE UNIQUE INDEX entry_once ON entry (kind, id)"
    yield "CREATE INDEX entry_by_recorded_at ON entry (recorded_at)"
    for table in TABLES.values():
        for name, columns in index_names(table):
            yield f"CREATE INDEX {name} ON {table.name} ({columns})"


def question_columns(table: Table, field: str, kind: str) -> Iterator[str]:
    """The derived columns of a table; ``field`` is how the database takes a field ``{}`` out of the body."""
    for question in table.questions:
        yield f"{question.name} TEXT GENERATED ALWAYS AS ({_derived(question, field)}) {kind}"


def _derived(question: Question, field: str) -> str:
    taken = [field.format(name) for name in question.fields]
    value = f"coalesce({', '.join(taken)})" if len(taken) > 1 else taken[0]
    if question.longest:
        return f"substr({value}, 1, {question.longest})"
    if question.pad:
        return f"{value} || substr('{question.pad}', length({value}) + 1)"
    return value
