"""The tokens of a page as dates see them: one letter a token, and what a date is once found.

Letters: d a day number, y a year, z a solar year, n another number, m a month, s a solar month,
w a weekday, r a relative date ("yesterday"), p a word that gives a role ("since"), q a part of a
year ("mid"), o an ordinal ending or article, ~ a word that joins two dates, h "past", u a unit of
time, k a number word, a "the same week", i a word of role that may stand between month and day
(Pashto په), f a word of role after its date (Urdu سے), . the stop of an abbreviation, c a comma without
a space, x anything else; the second and later tokens of a phrase are _.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from concord.evidence import PartialDate
from concord.reading.calendars import SOLAR_YEARS
from concord.reading.lexicon import Cue
from concord.reading.text import Page

__all__ = ["Tagged", "When"]

_GROUP = 3  # digits in a group of a large number: 50,000 may be carried
_YEARS = range(1947, 2100)
_TAGS = {
    "month": "m",
    "solar": "s",
    "weekday": "w",
    "relative": "r",
    "when": "p",
    "part_of_year": "q",
    "ordinal": "o",
    "connector": "~",
    "back": "h",
    "span_unit": "u",
    "numeral": "k",
    "same": "a",
    "day_word": "d",
    "when_inside": "i",
    "when_after": "f",
}
_NAMES = frozenset("msw")
_LABEL_MARKS = frozenset("-:(|")
_ENDINGS = frozenset({"st", "nd", "rd", "th"})
_LEADS = frozenset({"د", "له", "تر", "په"})  # د زمري په میاشت, له وري تر, په تله کې: names of months,
_FOLLOWS = frozenset({"په", "له", "تر", "کې", "پورې", "میاشت", "میاشتې"})  # not a lion or a lamb
_COUNTED = frozenset({"people", "thing", "group", "scale", "percent", "hedge_after"})


@dataclass(frozen=True, slots=True)
class When:
    """A date in a page: tokens ``first`` to ``last - 1``, the first and last date it names, its role.

    ``role`` is 'since', 'until' or 'in', from the word before it; ``span`` tells
    that it names an interval with two ends of its own.
    """

    first: int
    last: int
    start: PartialDate
    end: PartialDate
    role: str = "in"
    span: bool = False


class Tagged:
    """A page with the letter of each token and the cues that dates are made of.

    Attributes:
        tags: one letter a token.
        cues: the cue that gave a token its letter, by its first token.
        roles: the word of role ("since") that ends right before a token.
        roles_after: the word of role that follows a date (Urdu سے, تک), by its first token.
        counted: tokens at which people, things or a hedge begin: what stands before is no year.
    """

    def __init__(self, page: Page, cues: Iterable[Cue]) -> None:
        self.page, self.words = page, page.words
        self.cues: dict[int, Cue] = {}
        self.roles: dict[int, Cue] = {}
        self.roles_after: dict[int, Cue] = {}
        cues = list(cues)
        self.counted = {cue.first for cue in cues if cue.role in _COUNTED}
        self._inside = {cue.first for cue in cues if cue.role == "when_inside"}
        self._after_day_words = {cue.last for cue in cues if cue.role == "day_word"}
        self._doubtful = {cue.first: cue.code for cue in cues if cue.role == "doubtful"}
        tags = [_digit_tag(word) for word in page.words]
        for i, word in enumerate(page.words):
            if word in ",،" and 0 < i < len(tags) - 1 and page.ends[i - 1] == page.starts[i + 1] - 1:
                tags[i] = "c"
        for cue in cues:
            tag = _TAGS.get(cue.role)
            if tag is None or (tag in _NAMES and not self._is_name(cue)) or self._is_total(cue):
                continue
            if self._joins_day(cue) or self._counts_on(cue):
                continue
            if tag in "pi":
                self.roles[cue.last] = cue
            elif tag == "f":
                self.roles_after[cue.first] = cue
            self.cues[cue.first] = cue
            tags[cue.first : cue.last] = tag + "_" * (cue.last - cue.first - 1)
        for _, last in page.bounds:
            if last and tags[last - 1] == ".":
                tags[last - 1] = "x"
        self.tags = "".join(tags)

    def word(self, i: int) -> str:
        """A token, a line's end before the first and after the last."""
        return self.words[i] if 0 <= i < len(self.words) else "\n"

    def number(self, i: int) -> int:
        """The day or year that a token names, in digits or as a word: یکم, لومړۍ."""
        word = self.words[i]
        return int(word) if word.isdecimal() else int(self.cues[i].code)

    def letters(self, first: int, last: int, letters: str) -> list[int]:
        """The tokens of a stretch that have one of these letters."""
        return [i for i in range(first, last) if self.tags[i] in letters]

    def _labels_number(self, i: int) -> bool:
        """Whether a number follows a mark or a word of role: وری — 4,102; د کب تر ۲۷مې."""
        marked = self.word(i) in _LABEL_MARKS or i in self._inside
        return marked and self.word(i + 1)[0].isdecimal()

    def _joins_day(self, cue: Cue) -> bool:
        """Whether "of" stands between a day and its month, and gives no role: the 3rd *of* November."""
        after_day = self.word(cue.first - 1) in _ENDINGS or cue.first in self._after_day_words
        return after_day and cue.role == "when" and self.words[cue.first : cue.last] == ["of"]

    def _counts_on(self, cue: Cue) -> bool:
        """Whether an ordinal in Latin letters is no day of a month: the first week, the third crossing."""
        if cue.role != "day_word" or not self.word(cue.first).isascii():
            return False
        following = self.words[cue.last : cue.last + 4]
        return following[:1] != ["of"] and not (following[:1] in (["and"], ["to"]) and "of" in following)

    def _is_total(self, cue: Cue) -> bool:
        """Whether Urdu کل is "total", before a number, rather than "yesterday"."""
        shuns = self._doubtful.get(cue.first) == "shuns_number" and cue.role == "relative"
        return shuns and self.word(cue.last)[0].isdecimal()

    def _is_name(self, cue: Cue) -> bool:
        """Whether 'sat', 'march' or 'may' is a date: its capital, or a number beside it, tells."""
        letter = self.page.text[self.page.starts[cue.first]]
        before, after = self.word(cue.first - 1), self.word(cue.last)
        if (before.isdecimal() and len(before) != _GROUP) or after.isdecimal():
            return True
        if cue.first in self._doubtful:
            return self._labels_number(cue.last) or (before in _LEADS and after in _FOLLOWS)
        if self.words[cue.first] == "may":
            return letter.isupper() and (before.isalnum() or before in "|(")
        return not letter.islower()


def _digit_tag(word: str) -> str:
    """The letter of a token that is no cue."""
    if not word[0].isdecimal():
        return word if word in "-,./" else "," if word == "،" else "x"
    value = int(word)
    if len(word) <= 2:
        return "d" if 1 <= value <= 31 else "n"
    if len(word) == 4:
        return "y" if value in _YEARS else "z" if value in SOLAR_YEARS else "n"
    return "n"
