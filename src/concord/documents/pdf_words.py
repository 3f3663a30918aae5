"""Characters of a PDF page with their boxes to words with theirs.

Within a word of right-to-left letters the library's order is kept, which is the order
of speech; a word without such letters runs from left to right whatever order it came in.
"""

import ctypes
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

__all__ = ["Box", "Word", "is_rtl", "words_of"]

WORD_GAP = 0.2  # of the height of a character; a space is 0.22 and more, letters stand closer
SAME_LINE = 0.5  # of the smaller height must overlap
RAISED = 0.12  # of the height before it, by which the foot of a note mark stands above the foot of its word
LINE_END_HYPHENS = "\x02\ufffe\u00ad"  # what the library makes of a hyphen at a line's end


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points; up is larger, as on the page seen upright."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """Points."""
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        """Points, half way up."""
        return (self.top + self.bottom) / 2

    def joined(self, other: "Box") -> "Box":
        """The smallest rectangle around both."""
        return Box(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without a space between them, in the order of speech."""

    text: str
    box: Box

    @property
    def has_letters(self) -> bool:
        """Whether it is a word of a language, not a number or a mark."""
        return any(letter.isalpha() for letter in self.text)


def is_rtl(text: str) -> bool:
    """Whether letters of a right-to-left script are in it; digits have no part in this."""
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


def words_of(textpage: Any, *, rotation: int = 0) -> list[Word]:
    """The words of a page in the order of the file; ``rotation`` in degrees as the page declares it."""
    words: list[Word] = []
    for letters in _runs(_characters(textpage, rotation)):
        word = _word(letters)
        words.append(_note_mark(word) if words and _is_note_mark(word, words[-1]) else word)
    return words


def _characters(textpage: Any, rotation: int) -> Iterator[Word | None]:
    """Each character with its box; None for a space or a line's end."""
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    reference = ctypes.byref(box)
    for index in range(textpage.count_chars()):
        letter = _letter(pdfium.FPDFText_GetUnicode(textpage, index))
        if not letter or letter.isspace() or not pdfium.FPDFText_GetLooseCharBox(textpage, index, reference):
            yield None
        else:
            yield Word(letter, _upright(Box(box.left, box.bottom, box.right, box.top), rotation))


def _letter(code: int) -> str:
    """The character of a code; a glyph's own form (ﻼ, ﬁ) becomes the letters it stands for."""
    letter = chr(code) if code else ""
    if letter and letter in LINE_END_HYPHENS:
        return "-"
    if "\ufb00" <= letter <= "\ufdff" or "\ufe70" <= letter <= "\ufefc":
        return unicodedata.normalize("NFKC", letter)
    return "" if letter and unicodedata.category(letter) == "Cc" else letter


def _upright(box: Box, rotation: int) -> Box:
    if rotation == 90:
        return Box(box.bottom, -box.right, box.top, -box.left)
    if rotation == 180:
        return Box(-box.right, -box.top, -box.left, -box.bottom)
    if rotation == 270:
        return Box(-box.top, box.left, -box.bottom, box.right)
    return box


def _runs(characters: Iterator[Word | None]) -> Iterator[list[Word]]:
    run: list[Word] = []
    for character in characters:
        if run and (character is None or not _touch(run[-1].box, character.box)):
            yield run
            run = []
        if character is not None:
            run.append(character)
    if run:
        yield run


def _touch(one: Box, other: Box) -> bool:
    gap = max(other.left - one.right, one.left - other.right)
    overlap = min(one.top, other.top) - max(one.bottom, other.bottom)
    close = gap <= WORD_GAP * max(one.height, other.height)
    return close and overlap >= SAME_LINE * min(one.height, other.height) and not _is_raised(other, one)


def _is_raised(box: Box, before: Box) -> bool:
    return box.height < before.height and box.bottom - before.bottom > RAISED * before.height


def _word(letters: list[Word]) -> Word:
    box = letters[0].box
    for letter in letters[1:]:
        box = box.joined(letter.box)
    text = "".join(letter.text for letter in letters)
    if not is_rtl(text) and letters[-1].box.left < letters[0].box.left:
        text = "".join(letter.text for letter in reversed(letters))
    return Word(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"), box)


def _is_note_mark(word: Word, before: Word) -> bool:
    close = abs(word.box.left - before.box.right) < WORD_GAP * before.box.height
    return close and word.text.isdigit() and _is_raised(word.box, before.box)


def _note_mark(word: Word) -> Word:
    """Set apart: 907,391 with note 1 is not 9,073,911."""
    return replace(word, text=f"[{word.text}]")
