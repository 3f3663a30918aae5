"""A figure under way: a number that counts people, and the fields decided so far.

The idea is bookkeeping in one place: every field is set once, together with the words
that decided it, and later steps only fill what is still open.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from concord.evidence import Unit
from concord.reading.dates import When
from concord.reading.gazetteer import Gazetteer
from concord.reading.lexicon import Cue
from concord.reading.numbers import Number
from concord.reading.tables import find_tables
from concord.reading.text import Page

if TYPE_CHECKING:
    from concord.reading.running import Running
    from concord.reading.surroundings import Toponyms
    from concord.reading.voices import Voices

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


_CUTS = frozenset(".,;:()\n،؛۔")
_FAR = 40  # tokens; barriers are not counted past this
_JOINED = 4  # tokens between two figures of one enumeration
_HEADING_WORDS = 14  # tokens; a longer line is a sentence


@dataclass(slots=True)
class Draft:
    """A number that counts people; of each field so far the value, the deciding tokens, the rivals."""

    number: Number
    sentence: int
    unit: Unit
    head: tuple[int, int] | None
    values: dict[str, Any] = field(default_factory=dict)
    why: dict[str, tuple[int, int]] = field(default_factory=dict)
    close: dict[str, tuple[object, ...]] = field(default_factory=dict)

    def set(self, name: str, value: object, words: tuple[int, int] | None = None) -> None:
        """Decide a field that is still open."""
        if name in self.values or value is None:
            return
        self.values[name] = value
        if words is not None:
            self.why[name] = words

    def get(self, name: str) -> Any:
        """The value of a field, None while it is open."""
        return self.values.get(name)


class Scene:
    """A page with everything found in it, and questions about nearness.

    Attributes:
        cues: by role, in the order of the text.
        at, ending: the cues that begin at, or end before, a token.
        block, heading: for each sentence, the block between blank lines that it stands in,
            and the sentence that heads its list or table, if any.
        usual_measure, usual_country, home: what the document is about as a whole.
        published_in: the country that its publisher's name tells, if any; language: of its words.
        house: whether its publisher is press, official or unknown.
        tables: the number cells of its tables with their headers and row labels.
        titled: the dates of its title; issued_regularly: whether title or top call it a bulletin.
        running, voices: the periods and speakers that hold beyond their sentence, once asked for.
        toponyms: the places named, once asked for.
    """

    def __init__(
        self, page: Page, cues: Iterable[Cue], whens: list[When], numbers: list[Number], gazetteer: Gazetteer
    ) -> None:
        self.page, self.whens, self.numbers, self.gazetteer = page, whens, numbers, gazetteer
        self.usual_measure: str | None = None
        self.usual_country: str | None = None
        self.vantage = "neither"
        self.home: str | None = None
        self.section_country: list[str | None] = []
        self.titled: list[When] = []
        self.running: Running | None = None
        self.voices: Voices | None = None
        self.toponyms: Toponyms | None = None
        self.issued_regularly = False
        self.published_in: str | None = None
        self.house = "unknown"
        self.language = "en"
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
        self._when_firsts = [when.first for when in whens]
        self._numbered = {number.first for number in numbers}
        self.number_starting = {number.first: number for number in numbers}
        self.number_ending = {number.last: number for number in numbers}
        self.tables = find_tables(page, numbers, {cue.first: cue for cue in self.cues.get("column", ())})
        self.toll = self._tolls()
        self.block, self.heading = self._layout()

    def _tolls(self) -> list[int]:
        """Running sum of the barriers before each token; the difference is the toll between two."""
        toll, total = [], 0
        for word in self.page.words:
            toll.append(total)
            total += 1 + _BARRIERS.get(word, 0)
        toll.append(total)
        return toll

    def _layout(self) -> tuple[list[int], list[int | None]]:
        words = self.page.words
        blocks: list[int] = []
        headings: list[int | None] = []
        block, heading = 0, None
        numbered = {self.page.sentence[number.first] for number in self.numbers}
        for sentence, (first, last) in enumerate(self.page.bounds):
            if last - first == 1 and words[first] == "\n":
                block, heading = block + 1, heading if sentence and headings[-1] is None else None
            blocks.append(block)
            headings.append(heading)
            capitals = sentence in numbered and self._in_capitals(first, last)
            line = 1 < last - first <= _HEADING_WORDS * (1 + capitals) and words[last - 1] == "\n"
            if line and (sentence not in numbered or capitals):
                heading = sentence
        return blocks, headings

    def _in_capitals(self, first: int, last: int) -> bool:
        """Whether a line in capitals has none but small numbers: 2 OCCUPANCY; HELD, LAST 24 HRS."""
        words = self.page.words[first:last]
        small = not any(word.isdecimal() and len(word) > 2 and word[:2] not in ("19", "20") for word in words)
        return small and self.text(first, last).isupper()

    # --- cues --------------------------------------------------------------

    def within(self, role: str, first: int, last: int) -> list[Cue]:
        """Cues of a role that begin at tokens first to last - 1."""
        firsts = self._firsts.get(role)
        if not firsts:
            return []
        return self.cues[role][bisect_left(firsts, first) : bisect_left(firsts, last)]

    def in_sentence(self, role: str, sentence: int) -> list[Cue]:
        """Cues of a role in a sentence."""
        return self.within(role, *self.page.bounds[sentence])

    def dates_within(self, first: int, last: int) -> list[When]:
        """Dates that begin at tokens first to last - 1."""
        firsts = self._when_firsts
        return self.whens[bisect_left(firsts, first) : bisect_left(firsts, last)]

    def starting(self, token: int, role: str) -> Cue | None:
        """The cue of a role that begins at a token."""
        return next((cue for cue in self.at.get(token, ()) if cue.role == role), None)

    def ended(self, token: int, role: str) -> Cue | None:
        """The cue of a role that ends right before a token."""
        return next((cue for cue in self.ending.get(token, ()) if cue.role == role), None)

    def case_word(self, cue: Cue) -> str:
        """The word that ties a name to its sentence: *from* Pakistan, and after the name پاکستان *سے*."""
        after = self.starting(cue.last, "postposition")
        if after is not None:
            return after.code
        return self.page.words[cue.first - 1] if cue.first else "\n"

    def is_number(self, token: int) -> bool:
        """Whether a number begins at a token."""
        return token in self._numbered

    # --- nearness ----------------------------------------------------------

    def distance(self, first: int, last: int, cue: Cue | When) -> int:
        """Tokens and barriers between the span first..last and a cue, either side."""
        if cue.first >= last:
            return self.toll[cue.first] - self.toll[last]
        return self.toll[first] - self.toll[min(cue.last, first)]

    def nearest(self, draft: Draft, cues: Iterable[Cue], *, limit: int, before: int = 2) -> Cue | None:
        """The cue cheapest to reach from a number; one that stands before it costs ``before`` more."""
        best, least = None, limit
        number = draft.number
        for cue in cues:
            cost = self.distance(number.first, number.last, cue) + (before if cue.first < number.first else 0)
            if cost < least:
                best, least = cue, cost
        return best

    def side(self, draft: Draft, cue: Cue | When) -> str:
        """Whether a cue stands before or after a number."""
        return "before" if cue.first < draft.number.first else "after"

    def labels_another(self, drafts: list[Draft], i: int, cue: Cue | When) -> bool:
        """Whether a cue stands right before another number, as its label: vol 1,274 + *dep* 44."""
        case = self.starting(cue.last, "postposition")
        at = case.last if case else cue.last
        at += at < len(self.page.words) and self.page.words[at] == ":"
        return at in self._numbered and at != drafts[i].number.first

    def beyond_another(self, drafts: list[Draft], i: int, cue: Cue | When) -> bool:
        """Whether another figure stands between a number and a cue."""
        number = drafts[i].number
        if cue.first >= number.last:
            return i + 1 < len(drafts) and drafts[i + 1].number.first < cue.first
        return i > 0 and drafts[i - 1].number.first >= cue.last

    def marks_between(self, draft: Draft, cue: Cue | When, marks: Mapping[str, str]) -> set[str]:
        """The kinds of barrier between a number and a cue."""
        first, last = (
            (draft.number.last, cue.first)
            if cue.first >= draft.number.last
            else (cue.last, draft.number.first)
        )
        return {marks[word] for word in self.page.words[first : max(first, last)][:_FAR] if word in marks}

    def is_cut(self, first: int, last: int) -> bool:
        """Whether a stop stands between two tokens."""
        return any(word in _CUTS for word in self.page.words[first:last])

    def near_words(self, draft: Draft, reach: int) -> list[str]:
        """The words either side of a number with their side, as features."""
        words, number = self.page.words, draft.number
        before = [
            f"b:{word}" for word in words[max(0, number.first - reach) : number.first] if word.isalpha()
        ]
        return before + [f"a:{word}" for word in words[number.last : number.last + reach] if word.isalpha()]

    def relation(self, draft: Draft, before: Draft) -> str:
        """How a figure follows the one before: joined, in the sentence, paragraph, block or farther."""
        if draft.sentence == before.sentence:
            return "joined" if draft.number.first - before.number.last <= _JOINED else "sentence"
        page = self.page
        if page.paragraph[draft.number.first] == page.paragraph[before.number.first]:
            return "paragraph"
        return "block" if self.block[draft.sentence] == self.block[before.sentence] else "farther"

    def of_which(self, whole: Draft, part: Draft) -> bool:
        """Whether a figure is introduced as a part of the one before it: of which only 25,320."""
        page = self.page
        if page.sentence[part.number.first] - whole.sentence > 1:
            return False
        first = whole.number.last
        return any(
            cue.first < part.number.last + 1 for cue in self.within("anaphor", first, part.number.last + 1)
        )

    # --- the document as a whole ---------------------------------------------

    def text(self, first: int, last: int) -> str:
        """The words of the untouched text from token first to last - 1."""
        return self.page.text[self.page.starts[first] : self.page.ends[last - 1]]
