"""Names as people type them, folded so that spellings of one name meet.

Urdu, Dari and Pashto keyboards give different letters for one sound (``ي ی ې``,
``ك ک``, ``ہ ه``), Arabic ones a third set, and a half-space may stand or not.
Folding is for comparing only; what was written is never replaced by it.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

__all__ = ["Match", "fold", "matches"]

_LETTERS = str.maketrans(
    {
        **dict.fromkeys("يىېۍےۓ", "ی"),
        **dict.fromkeys("ك", "ک"),
        **dict.fromkeys("ګڰ", "گ"),
        **dict.fromkeys("ہھەةۃ", "ه"),
        **dict.fromkeys("ڼ", "ن"),
        "ـ": "",  # tatweel only stretches a word
    }
)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Match:
    """A name found in a folded text, words first to last (exclusive)."""

    name: str
    first: int
    last: int


def fold(text: str) -> str:
    """The text as single-spaced comparable words: case, marks and letter variants levelled.

    >>> fold("Wesh-Chaman"), fold("كندهار") == fold("کندھار")
    ('wesh chaman', True)
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(_WORD.findall(bare.casefold().translate(_LETTERS)))


def matches(text: str, names: Iterable[str]) -> list[Match]:
    """Folded names that stand in the text as whole words, in its order; a longer name claims its words."""
    words = fold(text).split()
    known = set(names)
    longest = max((name.count(" ") + 1 for name in known), default=0)
    found: list[Match] = []
    for candidate in _runs(words, min(longest, len(words))):
        free = all(candidate.last <= match.first or match.last <= candidate.first for match in found)
        if free and candidate.name in known:
            found.append(candidate)
    return sorted(found, key=lambda match: match.first)


def _runs(words: list[str], longest: int) -> Iterator[Match]:
    """Every run of up to so many words, the longest first."""
    for length in range(longest, 0, -1):
        for first in range(len(words) - length + 1):
            yield Match(" ".join(words[first : first + length]), first, first + length)
