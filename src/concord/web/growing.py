"""What is worked out from tables that only grow: once, and again when one of them has a new row."""

from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

from django.db import connection

from concord.web.records.keeping import AddedOnly

__all__ = ["OfGrowing"]

Made = TypeVar("Made")
KEPT = 64  # answers; all are dropped when there are more


class OfGrowing(Generic[Made]):
    """Answers by key, each good for as long as none of the tables has grown.

    Rows are never changed or removed, so the number of rows that one can see, the newest of
    them and its moment tell whether there are new ones; all tables are asked in one question.
    """

    def __init__(self, *tables: type[AddedOnly]) -> None:
        self._question = " UNION ALL ".join(
            f"SELECT {number}, count(*), max(id), max(at) FROM {connection.ops.quote_name(_name(table))}"
            for number, table in enumerate(tables)
        )
        self._made: dict[Hashable, tuple[Any, Made]] = {}

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """The answer for a key; ``make`` is called where there is none that is still good."""
        grown, known = self._grown(), self._made.get(key)
        if known and known[0] == grown:
            return known[1]
        if len(self._made) >= KEPT:
            self._made.clear()
        made = make()
        self._made[key] = grown, made
        return made

    def _grown(self) -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(self._question)
            return sorted(cursor.fetchall())


def _name(table: type[AddedOnly]) -> str:
    return str(table._meta.db_table)
