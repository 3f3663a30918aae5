"""By what form a named office is a voice: its verb, a preposition, a possessive, a label.

Surface forms: the ministry *said*; *according to* the ministry; the ministry's *tally*; Ministry: ...; at
the end of a line: ... - the ministry. Where the verb ends its clause the name that opens it is its
subject, however far: ریاست مهاجرین ... ۷۰۰ خانواده را *ثبت کرد*.
"""

from bisect import bisect_left

from concord.reading.drafts import Scene
from concord.reading.lexicon import Cue

__all__ = ["Forms"]

_VERB_GAP = 9  # tokens between a subject and its verb of saying
_LATE_VERB_GAP = 22  # the same where the verb ends its clause
_LABEL = 7  # tokens either side of an office within the label of a speech
_NUMBER_GAP = 5  # tokens between a verb of having and the number it gives
_STOPS = frozenset('.;:"\n؛')
_COUNTS = frozenset({
    "count", "counts", "tally", "reckoning", "figures", "estimate", "sheet", "books", "records", "register",
    "ledger", "data", "figure", "total", "totals", "number", "numbers", "estimates", "statistics", "survey",
    "bulletin", "update", "report", "tracker", "dashboard", "database",
})  # fmt: skip
_ADDRESSING = frozenset({"told", "tells", "tell", "informed", "briefed", "assured", "asked"})
_OPENING_TAIL = frozenset({":", "-", ",", "،"})
_CLOSING_TAIL = frozenset({"\n", ".", "۔", "+", ";", "؛", "|"})
_PUTTING = frozenset({"put", "puts"})  # UNHCR puts the number of those who left by Torkham at 700
_SPOKEN = {"after": "subject", "weak": "weak"}


class Forms:
    """Tells the forms of the voices in a scene."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.numbers = [number.first for number in scene.numbers if number.value != 1]

    def number_after(self, token: int) -> int | None:
        """The first token of the next number from a token on."""
        at = bisect_left(self.numbers, token)
        return self.numbers[at] if at < len(self.numbers) else None

    def verb_after(self, first: int, last: int, sentence: int) -> Cue | None:
        """The verb of saying that follows a name in its clause."""
        words, end = self.scene.page.words, self.scene.page.bounds[sentence][1]
        leads = self._leads(first, last, sentence)
        reach = min(end, last + (_LATE_VERB_GAP if leads else _VERB_GAP))
        for verb in self.scene.within("speech", last, reach):
            if verb.code not in ("after", "weak") or _STOPS & set(words[last : verb.first]):
                return None
            if self._is_parted(last, verb.first):
                return verb if leads else None
            if (
                verb.code == "weak"
                and "," in words[last : verb.first]
                and not self._in_apposition(last, verb)
            ):
                return None
            return verb if verb.code == "after" or self.gives_number(verb) else None
        return None

    def _in_apposition(self, last: int, verb: Cue) -> bool:
        """UNHCR, the refugee agency, counted: commas that only fence in what explains the name."""
        words = self.scene.page.words
        return words[last] == "," == words[verb.first - 1] and words[last : verb.first].count(",") == 2

    def _leads(self, first: int, last: int, sentence: int) -> bool:
        """Whether a name is its clause's subject though the verb is far: it opens it, or نے marks it."""
        words = self.scene.page.words
        if self.scene.language == "en":
            return False
        opens = first == self.scene.page.bounds[sentence][0] or words[first - 1] in _STOPS | {"،", ",", "-"}
        return opens or (last < len(words) and words[last] in ("by", "نی"))

    def _is_parted(self, last: int, first: int) -> bool:
        """Whether a number other than a date stands between a name and its verb."""
        if self.scene.language == "en":
            return any(word.isdecimal() for word in self.scene.page.words[last:first])
        number = self.number_after(last)
        return number is not None and number < first

    def gives_number(self, verb: Cue) -> bool:
        """The sheet *has 4,100*: a verb of having speaks only of a number."""
        number = self.number_after(verb.last)
        wide = self.scene.page.words[verb.first] in _PUTTING
        if number is None or number - verb.last > _NUMBER_GAP * (1 + 2 * wide):
            return False
        return not any(word.endswith("ed") for word in self.scene.page.words[verb.last : number])

    def form(self, first: int, last: int, sentence: int, verb: Cue | None) -> str | None:
        """The form that makes a name a voice, with the verb after it if any; None where it says nothing."""
        words, start = self.scene.page.words, self.scene.page.bounds[sentence][0]
        if set(words[max(start, first - 2) : first]) & _ADDRESSING or self._is_told(first, last):
            return None
        before = self.scene.ended(first, "speech")
        if before is not None and before.code in ("by", "after"):
            return "by" if before.code == "by" else "inverted"
        if verb is not None:
            return "bracket" if self._is_parted(last, verb.first) else _SPOKEN.get(verb.code)
        return self._verbless(first, last, sentence)

    def _verbless(self, first: int, last: int, sentence: int) -> str | None:
        """UNHCR's count; Source: UNHCR; UNHCR: ...; ...: UNHCR."""
        words, start = self.scene.page.words, self.scene.page.bounds[sentence][0]
        if last < len(words) and words[last] in ("'s", "'") and _COUNTS & set(words[last : last + 4]):
            return "count"
        if first - start >= 2 and words[first - 2 : first] in (["source", ":"], ["sources", ":"]):
            return "source line"
        if self._labels_speech(first, last, start):
            return "colon"
        return "tail" if self._closes_line(first, last, sentence) else None

    def _is_told(self, first: int, last: int) -> bool:
        """Whether a name is whom somebody tells: *به* خبرنگاران گفت, صحافیوں *کو* بتایا, راډیو *ته* وویل."""
        words, language = self.scene.page.words, self.scene.language
        if language == "fa":
            return first > 0 and words[first - 1] == "to"
        return language in ("ur", "ps") and last < len(words) and words[last] in ("to", "from")

    def _labels_speech(self, first: int, last: int, start: int) -> bool:
        """The interior minister (Mr Rahimi): ... - a label of few words that opens a line or a sentence."""
        words = self.scene.page.words
        end = next((at for at in range(last, min(last + _LABEL, len(words))) if words[at] == ":"), None)
        if end is None or first - start > _LABEL:
            return False
        if any(word in _STOPS or word.isdecimal() for word in words[first:end]):
            return False
        return not any(word.isalpha() and len(word) > 1 for word in words[start:first])

    def _closes_line(self, first: int, last: int, sentence: int) -> bool:
        """700 held in a raid: police; 90 families wait - the commissioner; 700 returned (UNHCR)."""
        words, (start, end) = self.scene.page.words, self.scene.page.bounds[sentence]
        before = words[first - 1] if first > start else "\n"
        after = words[last] if last < end else "\n"
        if before == "(":
            return after == ")"
        return before in _OPENING_TAIL and after in _CLOSING_TAIL
