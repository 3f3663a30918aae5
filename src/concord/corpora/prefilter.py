"""Which pages cannot hold a figure of the situation, told many times faster than by reading them.

Asked twice. Of a page as it came: is any word of the subject in it? One automaton over all words (RE2,
through Arrow) answers for many pages at once before one is parsed; a page that it cannot look into (PDF,
another encoding) may hold anything. Of the document found in a page: has it, its title or its publisher a
word of the subject, menus and teasers left out, and has it a number?

Conservative where that can be shown: the reader begins a number only at a digit or a word of `number_words`,
and letters and marks are spelled here in every way that it folds into one. That the two stand near each
other is not asked for: the reader takes ``907,391 …`` for people beside words that it has never seen.
"""

import html
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from concord.corpora.subject import number_words, subject_words
from concord.evidence import Document
from concord.reading.text import HIDDEN, fold
from concord.situation import Situation

if TYPE_CHECKING:
    from pyarrow import RecordBatch

__all__ = ["Prefilter"]

_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_ENTITY = re.compile(r"&(?:#|zwn?j;|shy;|[lr]lm;)")  # letters as numbers, and what stands inside words
_SEALED = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"{\\rtf")  # no words in plain sight
_ESCAPED = "json"  # in media types of which the letters may be written as escapes
_ASKED = ("bytes", "text", "publisher", "media_type")  # columns of a page that are looked into
_SURROGATES = range(0xD800, 0xE000)


class Prefilter:
    """The words of one situation, ready to be looked for.

    >>> from concord.situation import bundled
    >>> prefilter = Prefilter(bundled("afghanistan-pakistan"))
    >>> prefilter.named(["Some 84,000 Afghans went home.", "Some 84,000 fans went home."])
    [True, False]
    """

    def __init__(self, situation: Situation) -> None:
        self._numbers = number_words(situation)
        spelled = _spellings()
        words = _without_longer(subject_words(situation))
        latin, other = ([word for word in words if word.isascii() is plain] for plain in (True, False))
        self._patterns = ["|".join(_pattern(word, spelled) for word in script) for script in (latin, other)]
        self._hidden = f"[{''.join(sorted(spelled[HIDDEN]))}]+"

    def may_hold(self, pages: "RecordBatch") -> list[bool]:
        """Of each page as it came, whether it may hold a figure; columns of `page_schema`."""
        columns = [pages.column(name).to_pylist() for name in _ASKED]
        told = [_characters(*page) for page in zip(*columns, strict=True)]
        found = iter(self.named([characters for characters in told if characters is not None]))
        return [characters is None or next(found) for characters in told]

    def may_be_in(self, documents: Sequence[Document]) -> list[bool]:
        """Of each document, whether it may hold a figure."""
        told = [f"{one.title or ''}\n{one.publisher or ''}\n{one.text}" for one in documents]
        named = self.named(told)
        return [has and self.counts(one.text) for has, one in zip(named, documents, strict=True)]

    def named(self, texts: Sequence[str]) -> list[bool]:
        """Whether each text has a word of the subject."""
        import pyarrow as pa
        from pyarrow import compute

        found = [False] * len(texts)
        left = compute.replace_substring_regex(pa.array(texts, pa.large_string()), self._hidden, "")
        places = list(range(len(texts)))
        for pattern in self._patterns:
            has = compute.match_substring_regex(left, pattern).to_pylist()
            for at, one in zip(places, has, strict=True):
                found[at] = one
            places = [at for at in places if not found[at]]
            left = left.filter(pa.array([not one for one in has], pa.bool_()))
        return found

    def counts(self, text: str) -> bool:
        """Whether a text has what a number can begin with: a digit of any script, or a number word."""
        return _DIGIT.search(text) is not None or not self._numbers.isdisjoint(_tokens(text))


def _characters(
    content: bytes | None, text: str | None, publisher: str | None, media_type: str | None
) -> str | None:
    """What of a page can be looked into; None where its words do not stand in plain sight."""
    if content is not None:
        if content.startswith(_SEALED) or b"\0" in content or _ESCAPED in (media_type or "").lower():
            return None
        try:
            text = content.decode()
        except UnicodeDecodeError:
            return None
        if _ENTITY.search(text):
            text = html.unescape(text)
    return f"{publisher or ''}\n{text or ''}"


def _tokens(text: str) -> list[str]:
    """The runs of letters of a text, folded as the reader folds them."""
    folded = fold(text)
    return _WORD.findall(folded.replace(HIDDEN, "") if HIDDEN in folded else folded)


def _spellings() -> dict[str, set[str]]:
    """All characters that the reader folds into one."""
    plane = "".join(chr(code) for code in range(0x10000) if code not in _SURROGATES)
    found: dict[str, set[str]] = {}
    for written, folded in zip(plane, fold(plane), strict=True):
        found.setdefault(folded, set()).add(written)
    return found


def _pattern(word: str, spelled: dict[str, set[str]]) -> str:
    """A word in all its spellings, for RE2."""
    classes = (sorted(spelled.get(letter, letter)) for letter in word)
    return "".join(found[0] if len(found) == 1 else f"[{''.join(found)}]" for found in classes)


def _without_longer(words: Iterable[str]) -> list[str]:
    """The words that hold no other: who finds *afghan* need not look for *afghanistan*."""
    kept: list[str] = []
    for word in sorted(words, key=lambda word: (len(word), word)):
        if not any(shorter in word for shorter in kept):
            kept.append(word)
    return kept
