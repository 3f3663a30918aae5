"""Texts of one language: sentences by key, terms by English words, numbers and days as it writes them."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from concord.errors import ConcordError
from concord.evidence import PartialDate
from concord.publish.languages.calendars import solar_hijri
from concord.publish.words import number

__all__ = ["LANGUAGES", "MissingText", "Texts", "UnknownLanguage", "texts_of"]

LANGUAGES = ("en", "ur", "fa-AF", "ps")


class UnknownLanguage(ConcordError):
    """Nothing is published in that language; carries its code."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(f"no texts in language {code!r}; there are {', '.join(LANGUAGES)}")


class MissingText(ConcordError):
    """A language lacks a sentence that is printed; carries language, group and key."""

    def __init__(self, language: str, group: str, key: str) -> None:
        self.language, self.group, self.key = language, group, key
        super().__init__(f"{language}.toml lacks {key!r} in [{group}]; add it there")


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """One language as it is printed.

    Attributes:
        direction: of writing, 'ltr' or 'rtl'. fonts: families, the script's own first.
        digits, thousands, decimal: how numbers are written.
        calendar: 'gregorian' or 'solar-hijri'; months: its month names.
        groups: sentences by group and key.
        once: particles that are said once where a sentence and its value both bring one.
    """

    code: str
    name: str
    direction: str
    digits: str
    thousands: str
    decimal: str
    calendar: str
    fonts: tuple[str, ...]
    months: tuple[str, ...]
    groups: Mapping[str, Mapping[str, str]]
    once: tuple[str, ...] = ()

    def say(self, key: str, *, group: str = "texts", **values: object) -> str:
        """The sentence of that key with its values filled in.

        Raises:
            MissingText: the language has no such sentence.
        """
        try:
            return self.joined(self.groups[group][key].format(**values))
        except KeyError:
            raise MissingText(self.code, group, key) from None

    def joined(self, sentence: str) -> str:
        """The sentence with each such particle once: Pashto says the 'of' of two nouns one time."""
        for particle in self.once:
            sentence = re.sub(rf"(?<!\w){particle}(?: {particle})+(?!\w)", particle, sentence)
        return sentence

    def term(self, english: str) -> str:
        """A term of the vocabulary; a name that no vocabulary knows stays as it is written."""
        terms = self.groups["terms"]
        return terms.get(english) or terms.get(english.lower()) or english

    def guide(self) -> tuple[str, ...]:
        """How to read what is printed."""
        return tuple(self.groups["guide"].values())

    def written(self, latin: str) -> str:
        """A number in Latin digits as this language writes it."""
        marks = {",": self.thousands, ".": self.decimal}
        return "".join(self.digits[int(c)] if c.isdecimal() else marks.get(c, c) for c in latin)

    def number(self, value: float) -> str:
        """The number with grouped thousands, in the digits of the language."""
        return self.written(number(value))

    def day(self, when: PartialDate | date) -> str:
        """A day, month or year as precise as it is known, in the calendar of the language.

        A month or year alone stays Gregorian in ISO form where calendars differ: it covers two of the other.
        """
        partial = PartialDate.of(when) if isinstance(when, date) else when
        year, *rest = map(int, str(partial).split("-"))
        if self.calendar == "solar-hijri":
            if len(rest) < 2:
                return self._digits(str(partial))
            year, *rest = solar_hijri(partial.first)
        pieces = [str(rest[1])] if len(rest) == 2 else []
        pieces += [self.months[rest[0] - 1]] if rest else []
        return " ".join(self._digits(piece) for piece in [*pieces, str(year)])

    def _digits(self, latin: str) -> str:
        return "".join(self.digits[int(c)] if c in "0123456789" else c for c in latin)


@cache
def texts_of(code: str) -> Texts:
    """The texts of that language.

    Raises:
        UnknownLanguage: there is no such file.
    """
    if code not in LANGUAGES:
        raise UnknownLanguage(code)
    told = tomllib.loads(
        (resources.files("concord.publish") / "languages" / f"{code}.toml").read_text("utf-8")
    )
    return _typed(told)


def _typed(told: dict[str, Any]) -> Texts:
    groups = {
        name: told.pop(name) for name in [key for key, value in told.items() if isinstance(value, dict)]
    }
    fonts, months = tuple(told.pop("fonts")), tuple(told.pop("months"))
    once = tuple(told.pop("once", ()))
    return Texts(groups=groups, fonts=fonts, months=months, once=once, **told)
