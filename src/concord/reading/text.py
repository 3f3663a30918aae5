"""A text made ready for reading: folded letters, tokens, sentences and paragraphs.

Everything here keeps its distance: folding replaces one code point by one code
point, so an offset into the folded text is an offset into the untouched text.
"""

import itertools
import re
from bisect import bisect_right
from dataclasses import dataclass

__all__ = ["HIDDEN", "Page", "fold", "prepare"]

HIDDEN = "\u200b"  # every invisible character folds to this one

_DIGITS = {ord(c): str(i % 10) for i, c in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")}
_LETTERS = str.maketrans("يىكۀةأإٱؤګۃہھێےؔ", "ییکههاااوگههههیی")
_MARKS = dict.fromkeys(
    [
        *range(0x064B, 0x0653),
        0x0654,
        0x0670,
        0x0640,
        *range(0x200B, 0x2010),
        0x00AD,
        *range(0x202A, 0x202F),
        *range(0x2060, 0x206A),
        0xFEFF,
    ],
    HIDDEN,
)
_QUOTES = str.maketrans("’‘ʼ“”«»„–—−\u00a0\u202f\u2009", '\'\'\'"""""---   ')
_JOINER = {0x200C: " "}  # Persian writes it inside words; as a space both spellings meet
_FOLD: dict[int, int | str | None] = {**_DIGITS, **_LETTERS, **_MARKS, **_QUOTES, **_JOINER}

_TOKEN = re.compile(rf"\d+|[^\W\d_](?:{HIDDEN}*[^\W\d_])*(?:'(?!s\b)[^\W\d_]+)?|'s\b|\n|[^\w\s{HIDDEN}]")
_ENDS = frozenset(".!?۔؟")
_ABBREVIATIONS = frozenset({
    "mr", "mrs", "ms", "dr", "gen", "col", "lt", "no", "nos", "st", "dist", "mar", "feb", "jan", "apr",
    "aug", "sept", "sep", "oct", "nov", "dec", "rs", "gov", "u.n", "e.g", "i.e", "approx", "h.e", "u",
    "s",
})  # fmt: skip
_WRAPPED = 45  # code points; a paragraph narrower than this is a list, not wrapped prose
_MOSTLY = 0.5  # share of the breaks within paragraphs that wrap in a text set to a width
_WIDEST = 120  # code points; a longer line is a whole paragraph


@dataclass(frozen=True, slots=True)
class Page:
    """A document's text with its tokens.

    ``words[i]`` stands at ``text[starts[i]:ends[i]]``; ``sentence[i]`` and
    ``paragraph[i]`` number the sentence and paragraph that token i belongs to;
    ``bounds[s]`` gives the first token of sentence s and the one after its last.
    """

    text: str
    folded: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    sentence: list[int]
    paragraph: list[int]
    bounds: list[tuple[int, int]]

    def token_at(self, offset: int) -> int:
        """The token that stands at an offset of the text, or the last one before it."""
        return max(0, bisect_right(self.starts, offset) - 1)


def fold(text: str) -> str:
    """Lower case, ASCII digits, one letter for look-alikes; as long as the text itself.

    >>> fold("۹۰۷٬۳۹۱ Afghans")
    '907٬391 afghans'
    """
    if text.isascii():
        return text.lower()
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lowered.translate(_FOLD)


def prepare(text: str) -> Page:
    """Fold a text and cut it into tokens, sentences and paragraphs.

    A line break that only wraps a running sentence is no token; one that ends a
    line of a list or table, a heading or a paragraph is.
    """
    folded = fold(text)
    wrapping = _wrapping_breaks(text)
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(folded):
        if match.start() not in wrapping:
            words.append(match.group())
            starts.append(match.start())
            ends.append(match.end())
    if HIDDEN in folded:
        words = [word.replace(HIDDEN, "") for word in words]
    sentence, paragraph, bounds = _segments(text, words, ends)
    return Page(text, folded, words, starts, ends, sentence, paragraph, bounds)


def _wrapping_breaks(text: str) -> set[int]:
    """Offsets of the line breaks that only wrap a running sentence.

    A break wraps when the next word would not have fitted on the line, the width
    being that of the longest line of the paragraph, in a text that most often breaks so.
    """
    breaks: set[int] = set()
    offset = told = 0
    for block in re.split(r"(\n[^\S\n]*\n+)", text):
        lines = block.split("\n")
        width = max(map(len, lines))
        for line, following in itertools.pairwise(lines):
            offset += len(line)
            if _WRAPPED <= width <= _WIDEST and line.strip() and following.strip():
                told += 1
                if _wraps(line, following, width):
                    breaks.add(offset)
            offset += 1
        offset += len(lines[-1])
    if len(breaks) >= told * _MOSTLY:
        return breaks
    return {at for at in breaks if text[at - 1] == "-"}  # a word cut in two


def _wraps(line: str, following: str, width: int) -> bool:
    line, next_word = line.rstrip(), following.split(" ", 1)[0]
    if not line or not next_word or line[-1] in ".!?:;۔؟" or next_word[0] in "-*•–":
        return False
    if any(mark in row for mark in "|\t" for row in (line, following)):  # a row of a table
        return False
    if line.isupper() and not following.isupper():  # a heading
        return False
    return len(line) + 1 + len(next_word) > width or (next_word[0].islower() and len(line) >= _WRAPPED)


def _segments(
    text: str, words: list[str], ends: list[int]
) -> tuple[list[int], list[int], list[tuple[int, int]]]:
    """Number the sentence and the paragraph of each token."""
    sentence: list[int] = []
    paragraph: list[int] = []
    bounds: list[tuple[int, int]] = []
    first = block = 0
    for i, word in enumerate(words):
        sentence.append(len(bounds))
        paragraph.append(block)
        if word == "\n":
            block += not (i and words[i - 1] == "\n")
        elif word not in _ENDS or not _ends_sentence(text, words, i, ends):
            continue
        bounds.append((first, i + 1))
        first = i + 1
    bounds.append((first, len(words)))
    return sentence, paragraph, bounds


def _ends_sentence(text: str, words: list[str], i: int, ends: list[int]) -> bool:
    """Whether the stop at token i ends a sentence rather than an abbreviation or a decimal."""
    after = text[ends[i] : ends[i] + 1]
    if not after or words[i] != ".":
        return True
    if not after.isspace() and after not in "\"”’'»)":
        return False
    previous = words[i - 1] if i else ""
    return previous not in _ABBREVIATIONS and not (len(previous) == 1 and previous.isalpha())
