"""The words of a page that numbers are made of, by the token at which they stand.

Some words are numbers only in company: Urdu اسی is eighty or "this very", Persian نه nine or "no",
Pashto لکه a hundred thousand or "such as". A lexicon lists them as doubtful: they count only
beside another number (needs_number), or before people as well (needs_company).
"""

from collections.abc import Iterable, Sequence

from concord.reading.lexicon import Cue

__all__ = ["NumberWords"]

_AND = frozenset({"و", "او"})
_ROLES = frozenset({"numeral", "scale", "vague", "numeral_shift"})


class NumberWords:
    """Value and next token of each number word, by its first token.

    Attributes:
        numerals: nine, twenty; half, ڈیڑھ; scales: thousand, lakh; vague: dozens, ہزاروں.
        shifts: what a word adds to the number after it: ساڑھے 0.5, سوا 0.25, پونے -0.25.
        points: words for a decimal point; percents: words for per cent: the token after them.
    """

    def __init__(self, words: Sequence[str], cues: Iterable[Cue]) -> None:
        self.numerals: dict[int, tuple[float, int]] = {}
        self.scales: dict[int, tuple[float, int]] = {}
        self.vague: dict[int, tuple[float, int]] = {}
        self.shifts: dict[int, tuple[float, int]] = {}
        self.points: dict[int, int] = {}
        self.percents: dict[int, int] = {}
        tables = {
            "numeral": self.numerals, "scale": self.scales, "vague": self.vague, "numeral_shift": self.shifts,
        }  # fmt: skip
        people, doubtful = set(), []
        for cue in cues:
            if cue.role in _ROLES:
                tables[cue.role][cue.first] = float(cue.code), cue.last
            elif cue.role == "percent":
                self.percents[cue.first] = cue.last
            elif cue.role == "decimal_point":
                self.points[cue.first] = cue.last
            elif cue.role == "people":
                people.add(cue.first)
            elif cue.role == "doubtful":
                doubtful.append(cue)
        for cue in doubtful:
            if not self._in_company(words, cue, people):
                self.numerals.pop(cue.first, None)
                self.scales.pop(cue.first, None)

    def _in_company(self, words: Sequence[str], cue: Cue, people: set[int]) -> bool:
        """Whether a doubtful word stands beside a number, a scale only after one."""
        before, after = cue.first - 1, cue.last
        if self._is_number(words, before - (before > 0 and words[before] in _AND)):
            return True
        if cue.first in self.scales:
            return False
        after += after < len(words) and words[after] in _AND
        counts = cue.code == "needs_company" and cue.last in people
        return counts or self._is_number(words, after)

    def _is_number(self, words: Sequence[str], i: int) -> bool:
        if not 0 <= i < len(words):
            return False
        return words[i].isdecimal() or i in self.numerals or i in self.scales or i in self.percents
