"""A figure under way: a number that counts people, and the fields decided so far.

The idea is bookkeeping in one place: every field is set once, together with the words
that decided it, and later steps only fill what is still open.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from concord.reading.dates import When
from concord.reading.lexicon import Cue
from concord.reading.numbers import Number
from concord.reading.text import Page

__all__ = ["Draft", "Scene"]

# What it costs a cue to lie beyond these tokens, in tokens of distance; set by reading reports.
_BARRIERS = {
    ",": 2,
    ";": 8,
    ":": 2,
    "(": 3,
    ")": 3,
    "-": 1,
    "\n": 12,
    ".": 10,
    "،": 2,
    "؛": 8,
    "while": 6,
    "but": 5,
    "whereas": 6,
    "although": 5,
    "and": 1,
    "when": 4,
    "though": 5,
    "who": 1,
    "which": 2,
    "after": 3,
    "before": 3,
    "because": 5,
    "as": 2,
}


_HEADING_WORDS = 14  # tokens; a longer line is a sentence


@dataclass(slots=True)
class Draft:
    """A number that counts people, with the value and the deciding tokens of each field set so far."""

    number: Number
    sentence: int
    unit: str
    head: tuple[int, int] | None
    values: dict[str, object] = field(default_factory=dict)
    why: dict[str, tuple[int, int]] = field(default_factory=dict)

    def set(self, name: str, value: object, words: tuple[int, int] | None = None) -> None:
        """Decide a field that is still open."""
        if name in self.values or value is None:
            return
        self.values[name] = value
        if words is not None:
            self.why[name] = words

    def get(self, name: str) -> object:
        """The value of a field, None while it is open."""
        return self.values.get(name)


class Scene:
    """A page with everything found in it, and questions about nearness.

    Attributes:
        cues: by role, in the order of the text.
        at, ending: the cues that begin at, or end before, a token.
    """

    def __init__(self, page: Page, cues: Iterable[Cue], whens: list[When], numbers: list[Number]) -> None:
        self.page, self.whens, self.numbers = page, whens, numbers
        self.cues: dict[str, list[Cue]] = {}
        self.at: dict[int, list[Cue]] = {}
        self.ending: dict[int, list[Cue]] = {}
        dated = {i for when in whens for i in range(when.first, when.last)}
        for cue in cues:
            if cue.first in dated and cue.role in ("thing", "measure", "people"):
                continue
            self.cues.setdefault(cue.role, []).append(cue)
            self.at.setdefault(cue.first, []).append(cue)
            self.ending.setdefault(cue.last, []).append(cue)
        self._firsts = {role: [cue.first for cue in found] for role, found in self.cues.items()}
        self.toll = self._tolls()
        self.block, self.heading = self._layout()

    def _layout(self) -> tuple[list[int], list[int | None]]:
        """For each sentence, the block between blank lines it stands in and the heading above it."""
        words = self.page.words
        blocks: list[int] = []
        headings: list[int | None] = []
        block, heading = 0, None
        numbered = {self.page.sentence[number.first] for number in self.numbers}
        for sentence, (first, last) in enumerate(self.page.bounds):
            blank = last - first == 1 and words[first] == "\n"
            if blank:
                block, heading = block + 1, heading if sentence and headings[-1] is None else None
            blocks.append(block)
            headings.append(heading)
            line = 1 < last - first <= _HEADING_WORDS and words[last - 1] == "\n"
            if line and sentence not in numbered:
                heading = sentence
        return blocks, headings

    def _tolls(self) -> list[int]:
        """Running sum of the barriers before each token; the difference is the toll between two."""
        toll, total = [], 0
        for word in self.page.words:
            toll.append(total)
            total += 1 + _BARRIERS.get(word, 0)
        toll.append(total)
        return toll

    def within(self, role: str, first: int, last: int) -> list[Cue]:
        """Cues of a role that begin at tokens first to last - 1."""
        firsts = self._firsts.get(role)
        if not firsts:
            return []
        return self.cues[role][bisect_left(firsts, first) : bisect_left(firsts, last)]

    def in_sentence(self, role: str, sentence: int) -> list[Cue]:
        """Cues of a role in a sentence."""
        return self.within(role, *self.page.bounds[sentence])

    def starting(self, token: int, role: str) -> Cue | None:
        """The cue of a role that begins at a token."""
        return next((cue for cue in self.at.get(token, ()) if cue.role == role), None)

    def ended(self, token: int, role: str) -> Cue | None:
        """The cue of a role that ends right before a token."""
        return next((cue for cue in self.ending.get(token, ()) if cue.role == role), None)

    def distance(self, first: int, last: int, cue: Cue | When) -> int:
        """Tokens and barriers between the span first..last and a cue, either side."""
        if cue.first >= last:
            return self.toll[cue.first] - self.toll[last]
        return self.toll[first] - self.toll[min(cue.last, first)]

    def nearest(
        self,
        draft: Draft,
        cues: Iterable[Cue],
        extra: Mapping[str, int] | None = None,
        *,
        limit: int = 40,
        before: int = 2,
    ) -> Cue | None:
        """The cue that is cheapest to reach from a draft's number.

        ``extra`` is added for cues of a code, ``before`` for cues that stand before the number.
        """
        best, least = None, limit
        number = draft.number
        for cue in cues:
            cost = self.distance(number.first, number.last, cue) + (extra or {}).get(cue.code, 0)
            cost += before if cue.first < number.first else 0
            if cost < least:
                best, least = cue, cost
        return best

    def text(self, first: int, last: int) -> str:
        """The words of the untouched text from token first to last - 1."""
        return self.page.text[self.page.starts[first] : self.page.ends[last - 1]]
