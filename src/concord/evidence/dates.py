"""Dates whose length is their precision: ``2023`` is a year, ``2023-11`` a month.

Reports say "in November 2023" as often as "on 18 April 2025". Filling in a day
that nobody said would be a false claim, so the text of the date is the value and
``first`` and ``last`` give the days it may mean.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from pydantic_core import core_schema

__all__ = ["PartialDate"]

_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month or a year of the Gregorian calendar, as ISO 8601 text.

    Raises:
        ValueError: the text is no such date, or names a day that does not exist.

    >>> PartialDate("2024-02").last
    datetime.date(2024, 2, 29)
    """

    text: str

    def __post_init__(self) -> None:
        shape = _SHAPE.fullmatch(self.text)
        if shape is None:
            raise ValueError(f"{self.text!r} is not YYYY, YYYY-MM or YYYY-MM-DD")
        year, month, day = (int(part) if part else 1 for part in shape.groups())
        date(year, month, day)

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        """The date that names exactly this day."""
        return cls(day.isoformat())

    @property
    def first(self) -> date:
        """The earliest day that the text may mean."""
        return _first(self.text)

    @property
    def last(self) -> date:
        """The latest day that the text may mean."""
        return _last(self.text)

    def __str__(self) -> str:
        return self.text

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> core_schema.CoreSchema:
        """Written as its text; read from its text or from a date already typed."""
        return core_schema.no_info_plain_validator_function(
            cls._typed, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )

    @classmethod
    def _typed(cls, value: Any) -> "PartialDate":
        if isinstance(value, cls):
            return value
        if not isinstance(value, str):
            raise ValueError(f"{value!r} is no date text")
        return cls(value)


@lru_cache(maxsize=65_536)  # reports name the same few thousand days over and over
def _first(text: str) -> date:
    return date.fromisoformat(f"{text}-01-01"[:10])


@lru_cache(maxsize=65_536)
def _last(text: str) -> date:
    first = _first(text)
    if len(text) == 10:
        return first
    month = first.month if len(text) == 7 else 12
    return date(first.year, month, calendar.monthrange(first.year, month)[1])
