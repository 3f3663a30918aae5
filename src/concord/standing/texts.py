"""Sentences and headings in four languages: one file a language, the same ids in each.

``tell`` makes a sentence into words. Days are written by a function that the caller may give, so that a
page can print them in the calendar and digits that its reader chose.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources

from concord.errors import ConcordError
from concord.situation import Told
from concord.standing.answer import Sentence

__all__ = ["LANGUAGES", "Texts", "UnknownLanguage", "texts_of"]

LANGUAGES = ("en", "ur", "fa-AF", "ps")
_DIGITS = {
    language: str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹") for language in ("fa-AF", "ps")
}  # Urdu uses ours
_OTHER_NAMES = {"fa": "fa-AF", "fa-af": "fa-AF", "prs": "fa-AF", "dari": "fa-AF"}


class UnknownLanguage(ConcordError):
    """Answers are told in four languages, and this is none of them; carries what was given."""

    def __init__(self, given: str) -> None:
        self.given = given
        super().__init__(f"no answer can be told in {given!r}: choose one of {', '.join(LANGUAGES)}")


@dataclass(frozen=True, slots=True)
class Texts:
    """All words of one language."""

    language: str
    sentences: Mapping[str, str]
    headings: Mapping[str, str]
    states: Mapping[str, str]
    months: tuple[str, ...]

    def tell(self, sentence: Sentence, day: Callable[[date], str] | None = None) -> str:
        """The sentence in words."""
        if sentence.told is not None:
            return self.digits(self.of(sentence.told))
        write = day or self.day
        days = {name: write(value) for name, value in sentence.days}
        return self.digits(self.sentences[sentence.id].format(**days, count=sentence.count))

    def of(self, told: Told) -> str:
        """What the situation tells, in this language."""
        words: str = getattr(told, "fa" if self.language == "fa-AF" else self.language)
        return words

    def day(self, when: date) -> str:
        """A day of the Gregorian calendar.

        >>> texts_of("en").day(date(2025, 6, 30))
        '30 June 2025'
        """
        return self.digits(f"{when.day} {self.months[when.month - 1]} {when.year}")

    def digits(self, text: str) -> str:
        """The text in the digits that readers of the language expect."""
        return text.translate(_DIGITS.get(self.language, {}))


def texts_of(language: str) -> Texts:
    """The words of a language; Dari answers to fa-AF, fa and prs.

    Raises:
        UnknownLanguage
    """
    code = _OTHER_NAMES.get(language.strip().lower(), language.strip().lower())
    if code not in LANGUAGES:
        raise UnknownLanguage(language)
    return _read(code)


@lru_cache(maxsize=len(LANGUAGES))
def _read(code: str) -> Texts:
    file = resources.files("concord.standing") / "texts" / f"{code}.toml"
    words = tomllib.loads(file.read_text(encoding="utf-8"))
    return Texts(code, words["sentences"], words["headings"], words["states"], tuple(words["months"]))
