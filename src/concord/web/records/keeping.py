"""Rows that are only ever added: the base of everything that parties rely on."""

from typing import Any, NoReturn

from django.db import models

from concord.errors import ConcordError

__all__ = ["AddedOnly", "RowsStay"]


class RowsStay(ConcordError):
    """Somebody tried to change or delete a row that is only ever added; carries the table."""

    def __init__(self, table: str) -> None:
        self.table = table
        super().__init__(f"rows of {table} are added and never changed: add what corrects them")


class _Rows(models.QuerySet[Any]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise RowsStay(self.model._meta.db_table)

    def delete(self) -> NoReturn:
        raise RowsStay(self.model._meta.db_table)


class AddedOnly(models.Model):
    """A row that stays as it was written; the database refuses changes as well (migration 0002)."""

    at = models.DateTimeField(db_index=True)

    objects = _Rows.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row.

        Raises:
            RowsStay: it is there already.
        """
        if self.pk is not None:
            raise RowsStay(self._meta.db_table)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Never.

        Raises:
            RowsStay
        """
        raise RowsStay(self._meta.db_table)
