"""Answers of a form to a typed day: every mistake is told at once, and nothing is guessed.

Numbers may have the digits of any script, marks between thousands and a decimal point or comma of any script.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from concord.errors import ConcordError
from concord.sites.day import FIELDS, Field, SiteDay

__all__ = ["LONGEST_REASON", "UnclearDay", "day_of"]

LONGEST_REASON = 500  # characters
FIRST_DAY = date(2001, 1, 1)  # an entry for a day before it is a slip
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_SIGNS = {"٬": ",", "،": ",", "٫": ".", "\u2009": ",", "\u202f": ",", "\u00a0": ","}


class UnclearDay(ConcordError):
    """What a form says of a day cannot be kept; carries a code and the field of every mistake."""

    WORDS: ClassVar = {
        "missing": "is needed",
        "not a number": "is no number",
        "not whole": "must be a whole number",
        "too large": "is too large to be true",
        "not a day": "is no day, as in 2025-04-18",
        "to come": "has not come yet",
        "too early": "is too long ago",
        "parts": "women, men, girls and boys together differ from the people on the site",
        "parts above": "the groups together are more than the people on the site",
        "too long": f"has more than {LONGEST_REASON} characters",
    }  # fmt: skip

    def __init__(self, mistakes: Mapping[str, str]) -> None:
        self.mistakes = dict(mistakes)
        told = "; ".join(f"{field}: {self.WORDS[code]}" for field, code in self.mistakes.items())
        super().__init__(f"this day cannot be kept as it is told: {told}. Mend these and send it again")


def day_of(told: Mapping[str, str], today: date) -> SiteDay:
    """The day that a form tells, as of today.

    Raises:
        UnclearDay: with every mistake.
    """
    mistakes: dict[str, str] = {}
    values: dict[str, int | float | None] = {}
    when = _day(told.get("day", ""), today, mistakes)
    for field in FIELDS:
        values[field.name] = _value(field, told.get(field.name, ""), mistakes)
    reason = told.get("reason", "").strip()
    if len(reason) > LONGEST_REASON:
        mistakes["reason"] = "too long"
    _parts(values, mistakes)
    if mistakes or when is None:
        raise UnclearDay(mistakes)
    return SiteDay(day=when, reason=reason, **values)  # type: ignore[arg-type]  # FIELDS are its fields


def _day(told: str, today: date, mistakes: dict[str, str]) -> date | None:
    try:
        when = date.fromisoformat(_plain(told)[:10])
    except ValueError:
        mistakes["day"] = "not a day" if told.strip() else "missing"
        return None
    if when > today:
        mistakes["day"] = "to come"
    elif when < FIRST_DAY:
        mistakes["day"] = "too early"
    return when


def _value(field: Field, told: str, mistakes: dict[str, str]) -> int | float | None:
    text = _plain(told)
    if not text:
        if field.needed:
            mistakes[field.name] = "missing"
        return None
    if _NUMBER.fullmatch(text) is None:
        mistakes[field.name] = "not a number"
        return None
    value = float(text.replace(",", ""))
    if value > field.most:
        mistakes[field.name] = "too large"
    elif field.whole and value != int(value):
        mistakes[field.name] = "not whole"
    return int(value) if field.whole else value


def _parts(values: Mapping[str, int | float | None], mistakes: dict[str, str]) -> None:
    """Groups of sex and age must not be more than all; and together all, where each is told."""
    people = values["people"]
    groups = [values[name] for name in ("women", "men", "girls", "boys")]
    known = [group for group in groups if group is not None]
    if people is None or mistakes.keys() & {"people", "women", "men", "girls", "boys"}:
        return
    if len(known) == len(groups) and sum(known) != people:
        mistakes["people"] = "parts"
    elif sum(known) > people:
        mistakes["people"] = "parts above"


def _plain(text: str) -> str:
    digits = (str(unicodedata.decimal(c)) if c.isdecimal() else _SIGNS.get(c, c) for c in text.strip())
    return "".join(c for c in digits if unicodedata.category(c) != "Cf")
