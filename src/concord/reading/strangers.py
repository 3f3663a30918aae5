"""Names without an office that only their grammar makes voices.

Surface forms: "Gul Jan said", '"...", says Gul Jan', گل جان نے کہا, ګل جان وايي speak for themselves;
"Islamabad says", "according to Kabul", به حساب پاکستان speak for a government.
"""

from bisect import bisect_left

from concord.reading.drafts import Scene
from concord.reading.lexicon import Cue
from concord.reading.offices import Voice

__all__ = ["Strangers"]

_REACH = 9  # tokens between the mark of a subject and its verb
_NAME = 6  # tokens of a name
_NO_NAME = ("pronoun", "month", "when", "taken_up", "numeral", "scale", "percent", "people", "speech")
_CASES = frozenset({"in", "from", "to", "until", "via", "by"})
_MARKS = frozenset({"of", "by", "نی", "کا", "کی"})  # of an Urdu subject, folded, in its verb's phrase
_STATES = ("country", "place")

Found = tuple[Voice, int, int]


class Strangers:
    """Finds the names in a scene that a verb of saying alone makes voices."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.words, self.english = scene, scene.page.words, scene.language == "en"
        self.numbers = [number.first for number in scene.numbers if number.value != 1]

    def speaking(self, verb: Cue, sentence: int, offices: list[tuple[int, list[Cue]]]) -> Found | None:
        """The subject of a verb of saying, with its tokens, unless it is an office or no name at all."""
        first, last = self._inverted(verb, sentence)
        if first == last:
            last = self._end_of_subject(verb)
            first = self._start_of_subject(last, sentence)
        taken = any(start < max(last, verb.last) and first < cues[-1].last for start, cues in offices)
        if taken or first >= last or any(self.scene.within(role, first, last) for role in _NO_NAME):
            return None
        return Voice(self.scene.text(first, last), self._party(first, last)), first, last

    def quoted(self, by: Cue) -> Found | None:
        """The state that follows "according to" or به حساب خود."""
        for at in (by.last, by.last + 1):
            cue = next((cue for role in _STATES if (cue := self.scene.starting(at, role))), None)
            if cue is not None:
                name = self.scene.text(cue.first, cue.last)
                return Voice(name, self._party(cue.first, cue.last)), cue.first, cue.last
        return None

    def _party(self, first: int, last: int) -> str:
        """The government of a state or of the place that owns the name; else the person himself."""
        for role in _STATES:
            for cue in self.scene.within(role, first, last):
                countries = self.scene.gazetteer.countries(cue.code) if role == "place" else (cue.code,)
                whole = cue.last - cue.first == last - first
                if len(countries) == 1 and (whole or not self.english):
                    return self.scene.gazetteer.government(countries[0])
        return "individual"

    def _inverted(self, verb: Cue, sentence: int) -> tuple[int, int]:
        """The name that follows a verb after a quotation or a comma: "...", says *Gul Jan*."""
        first = last = verb.last
        if not self.english or not verb.first or self.words[verb.first - 1] not in ('"', ","):
            return first, last
        end = min(self.scene.page.bounds[sentence][1], first + _NAME)
        while last < end and self._is_capital(last):
            last += 1
        return first, last

    def _end_of_subject(self, verb: Cue) -> int:
        """The verb itself; in Urdu its case: گل جان *نے* پیر کو کہا, گل جان *کے* مطابق."""
        if self.scene.language != "ur" or self.words[verb.first] in _MARKS:
            return verb.first
        back = range(verb.first, max(0, verb.first - _REACH), -1)
        return next((at for at in back if self.words[at] == "by"), 0)

    def _start_of_subject(self, last: int, sentence: int) -> int:
        """Back to the start of the clause, in English over capitalised words; ``last`` where no name is."""
        start, first = self.scene.page.bounds[sentence][0], last
        while first > start and (self._is_capital if self.english else self._is_word)(first - 1):
            first -= 1
        if self.english:
            return first if self._is_full_name(first, last) else last
        number = bisect_left(self.numbers, first)
        numbered = number < len(self.numbers) and self.numbers[number] < last
        parted = numbered or _CASES & set(self.words[first:last])
        return last if parted or last - first > _NAME else first

    def _is_full_name(self, first: int, last: int) -> bool:
        """Whether capitalised words are a name: two or more, or one that is a state's."""
        if last - first == 1:
            return any(self.scene.starting(first, role) for role in _STATES)
        return 2 <= last - first <= _NAME and self.words[last - 1] != "i"

    def _is_word(self, at: int) -> bool:
        return self.words[at].isalpha()

    def _is_capital(self, at: int) -> bool:
        return self.words[at].isalpha() and self.scene.text(at, at + 1)[0].isupper()
