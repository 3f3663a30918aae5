"""Numbers as reports write them, with the span of their own words and nothing else.

Covered: 907,391 · 4,35,152 · 18 800 · 1.3 million · 1.3m · 12 lakh · 7 lakh 43 thousand ·
5لاکھ27 ہزار516 · ساڑھے تین لاکھ · یک هزار و ۵۵ · ۱ عشاریه ۴ میلیونه · twenty-nine thousand ·
half a million · two dozen · hundreds of thousands · 2.74-3 million · six or seven thousand ·
between 4,000 and 5,000 ·
28% · 92 per cent · 54pc. Whether a number counts people is not decided here.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from concord.reading.lexicon import Cue
from concord.reading.number_words import NumberWords
from concord.reading.sums import Sum
from concord.reading.text import HIDDEN, Page

__all__ = ["Number", "find_numbers"]

_H = f"{HIDDEN}*"
_DIGITS = rf"\d(?:{_H}\d)*"
_LITERAL = re.compile(
    rf"\d{{1,3}}(?:{_H}[,٬،]{_H}\d{{2,3}})*{_H}[,٬،]{_H}\d{{3}}(?!\d)"  # 907,391 and 4,35,152
    r"|[1-9]\d{0,2}(?: \d{3})+(?![\d,.]\d|\d)"  # 18 800
    rf"|{_DIGITS}[.٫]\d+(?!\.?\d)"  # 1.3
    rf"|{_DIGITS}،\d{{1,2}}(?!\d)"  # ۲۷،۵
    rf"|{_DIGITS}"
)
_GARBLED = 1_000_000  # a grouped literal before this scale is a misprint: no report counts 10^9 people
_GLUED = frozenset({"m", "k", "bn", "mn"})
_BARE_SCALES = frozenset({"ur", "fa", "ps"})  # there the word alone is a number: هزار نفر, a thousand people
_RANGE_WORDS = frozenset({"-", "to", "or", "تا", "سی", "الی", "یا"})
_FILLERS = frozenset({"a", "an"})
_AND = frozenset({"and", "و", "او"})
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a page: tokens ``first`` to ``last - 1``, value, and how it is written.

    ``high`` is the upper end of a range; ``vague`` marks 'dozens' and 'thousands';
    ``digits`` says that it is written with digits, ``plain`` that it is nothing but
    a few digits, which may just as well be a date, an age or a page.
    """

    first: int
    last: int
    value: float
    high: float | None = None
    percent: bool = False
    vague: bool = False
    digits: bool = True
    plain: bool = False
    scale: float = 1.0


def find_numbers(page: Page, cues: Iterable[Cue], language: str, taken: set[int]) -> list[Number]:
    """Numbers in the order of the text, none over a token that is already taken by a date."""
    return _Finder(page, cues, language, taken).run()


class _Finder:
    """One pass over the tokens; the state is only what was found at each token."""

    def __init__(self, page: Page, cues: Iterable[Cue], language: str, taken: set[int]) -> None:
        self.page, self.words, self.taken = page, page.words, taken
        self.bare_scales = language in _BARE_SCALES
        known = NumberWords(self.words, cues)
        self.numerals, self.scales, self.vague = known.numerals, known.scales, known.vague
        self.shifts, self.points, self.percents = known.shifts, known.points, known.percents

    def run(self) -> list[Number]:
        found: list[Number] = []
        last = 0
        for i in self._openings():
            if i >= last and i not in self.taken and (number := self._number(i)) is not None:
                found.append(number)
                last = number.last
        return found

    def _openings(self) -> list[int]:
        """The tokens that a number can begin with, in order; most tokens are none."""
        words = self.numerals.keys() | self.scales.keys() | self.vague.keys() | self.shifts.keys()
        digits = (i for i, word in enumerate(self.words) if word[0].isdecimal() or word in _FILLERS)
        return sorted(words.union(digits))

    def _number(self, i: int) -> Number | None:
        number = self._compose(i)
        if number is None and i in self.vague:
            value, last = self.vague[i]
            return Number(i, last, value, vague=True, digits=False)
        if number is None:
            return None
        return self._with_percent(self._with_upper_end(number))

    def _with_percent(self, number: Number) -> Number:
        last = self.percents.get(number.last)
        return number if last is None else replace(number, last=last, percent=True, plain=False)

    def _with_upper_end(self, low: Number) -> Number:
        """The range that starts with this number, or the number itself."""
        i = low.last
        if i + 1 >= len(self.words):
            return low
        word = self.words[i]
        between = low.first > 0 and self.words[low.first - 1] == "between" and word in _AND
        after_from = low.first > 0 and self.words[low.first - 1] == "from"
        if (not between and (word not in _RANGE_WORDS or after_from)) or i + 1 in self.taken:
            return low
        high = self._compose(i + 1)
        if high is None:
            return low
        value = _same_scale(low, high)
        if not value < high.value or high.value > 100 * value:
            return low
        return replace(low, last=high.last, value=value, high=high.value, plain=low.plain and high.plain)

    def _compose(self, i: int) -> Number | None:
        """The longest number that starts at token i: literals, number words and scales."""
        total = Sum()
        j = end = i
        while j < len(self.words) and j not in self.taken:
            last = (
                self._literal(j, total)
                or self._numeral(j, total)
                or self._scale(j, total)
                or self._shift(j, total)
                or self._decimals(j, total)
            )
            if last:
                j = end = last
            elif self._joins(j, total):
                j += 1
            else:
                break
        if end == i or (total.value < 1 and not total.digits):
            return None
        return Number(i, end, total.value, digits=total.digits, plain=total.plain, scale=total.scale)

    def _literal(self, j: int, total: Sum) -> int | None:
        """Add digits at token j; the token after them, or None."""
        if not self.words[j][0].isdecimal() or not total.takes_literal:
            return None
        match = _LITERAL.match(self.page.folded, self.page.starts[j])
        if match is None:
            return None
        written = match.group().replace(HIDDEN, "")
        value = _value(written)
        if not total.empty and value >= total.scale:
            return None
        total.add(value, digits=True, plain=written.isdecimal())
        total.grouped = bool(re.fullmatch(r"\d{1,3}[,٬]\d{3}", written))
        return self.page.token_at(match.end() - 1) + 1

    def _numeral(self, j: int, total: Sum) -> int | None:
        """Add a number word at token j, as in twenty-nine."""
        found = self.numerals.get(j)
        if found is None:
            return None
        if found[0] == _HALF and self._adds_half(j - 1, total):
            total.add_half()
            return found[1]
        if not (total.takes_word(found[0]) or self._is_half(j, total)):
            return None
        total.add(found[0])
        return found[1]

    def _is_half(self, j: int, total: Sum) -> bool:
        """Whether token j adds a half to whole millions: سه و نیم میلیون, درې نیم زره."""
        value, last = self.numerals[j]
        whole = total.chunk is not None and total.chunk >= 1 and total.chunk % 1 == 0
        upper = last + 1 < len(self.words) and self.words[last] in _RANGE_WORDS and self._begins(last + 1)
        return value == _HALF and whole and (last in self.scales or upper)

    def _adds_half(self, j: int, total: Sum) -> bool:
        """Whether *a* of "and a half" stands at token j, after a whole number: a million and a half."""
        found = self.numerals.get(j + 1)
        if j < 1 or self.words[j - 1 : j + 1] != ["and", "a"] or found is None or found[0] != _HALF:
            return False
        return not total.empty and total.value % 1 == 0 and found[1] not in self.percents

    def _shift(self, j: int, total: Sum) -> int | None:
        """Keep a word that shifts the number after it: ساڑھے تین لاکھ is 350,000."""
        found = self.shifts.get(j)
        if found is None or total.chunk is not None or not self._begins(found[1]):
            return None
        total.shift = found[0]
        return found[1]

    def _begins(self, j: int) -> bool:
        return j < len(self.words) and (
            self.words[j][0].isdecimal() or j in self.numerals or j in self.scales
        )

    def _decimals(self, j: int, total: Sum) -> int | None:
        """Add the decimals after a point in words at token j: ۱ عشاریه ۴ میلیونه; ۴/۴ میلیون."""
        following = self.points.get(j)
        if following is None or total.chunk is None or total.chunk % 1 or not self._begins(following):
            return None
        if following in self.numerals:
            value, last = self.numerals[following]
            written = str(int(value))
        else:
            written, last = self.words[following], following + 1
        scaled = last in self.scales or last in self.percents
        if not written.isdecimal() or (self.words[j] == "/" and not scaled):
            return None
        total.add(int(written) / 10 ** len(written))
        return last

    def _scale(self, j: int, total: Sum) -> int | None:
        """Multiply by a scale word at token j, as in 12 lakh."""
        found = self.scales.get(j)
        below = total.chunk is None and found is not None and found[0] < total.scale
        bare = total.shift or (self.bare_scales and (total.empty or below))
        if found is None or (total.chunk is None and not bare):
            return None
        if total.grouped and found[0] >= _GARBLED:
            total.read_comma_as_point()
        if self.words[j] in _GLUED and (j == 0 or self.page.starts[j] != self.page.ends[j - 1]):
            return None
        return found[1] if total.multiply(found[0]) else None

    def _joins(self, j: int, total: Sum) -> bool:
        """Whether token j is a word that may stand inside a number: half *a* million, twenty*-*nine."""
        word, following = self.words[j], j + 1
        if following >= len(self.words) or following in self.taken:
            return False
        if word in _FILLERS:
            if self._adds_half(j, total):
                return True
            if total.empty and following in self.scales and not self.words[following].endswith("s"):
                total.add(1)
                return True
            after_dash = following + 1 if self.words[following] == "-" else following
            return total.fraction and after_dash in self.scales
        if word == "-" and total.fraction:
            return True
        if word == "-":
            return not total.digits and total.chunk is not None and self._continues(following, total)
        return word in _AND and not total.empty and self._continues(following, total)

    def _continues(self, j: int, total: Sum) -> bool:
        if self._adds_half(j, total):
            return True
        if self.bare_scales and total.chunk is None and j in self.scales:
            return self.scales[j][0] < total.scale  # یک میلیون و صد و چهل هزار
        if j in self.numerals:
            return total.takes_word(self.numerals[j][0]) or self._is_half(j, total)
        if self.words[j] in _FILLERS or j in self.scales:
            return total.fraction or (j in self.scales and not total.digits and self.words[j - 1] == "-")
        return self.words[j][0].isdecimal() and total.chunk is None and not total.empty


def _value(written: str) -> float:
    """The value of one literal: separators dropped, a decimal point or comma kept."""
    if re.fullmatch(r"\d+[.٫]\d+|\d+،\d{1,2}", written):
        return float(re.sub("[٫،]", ".", written))
    return float(re.sub(r"\D", "", written))


def _same_scale(low: Number, high: Number) -> float:
    """The lower end in the scale that is only written at the upper end: 2.74-3 million."""
    if low.scale == 1 and high.scale >= 1000 and low.value < high.scale:
        return round(low.value * high.scale, 6)
    if (
        low.plain
        and low.value < 1000
        and high.value >= 1000
        and high.value % 1000 == 0
        and low.value < high.value / 1000
    ):
        return low.value * 1000
    return low.value
