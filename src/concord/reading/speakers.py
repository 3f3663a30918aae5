"""Who says so: the voice behind each sentence, and its party.

Three forms carry a voice: a subject before a verb of saying ("the ministry said"), one after
it ("says a tailor") and a phrase ("according to IOM", "by the home department's count").
A voice holds to the end of its paragraph unless another enters; a pronoun takes up the last
one. A sentence without a voice is the document's own word: its publisher is never its source.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from concord.reading.drafts import Draft, Scene
from concord.reading.lexicon import Cue
from concord.situation import Situation

__all__ = ["Voice", "Voices", "read_source"]

_BACK = 16  # tokens before a verb of saying in which its subject stands
_AHEAD = 9  # tokens after it
_BREAKS = frozenset({";", "\n", "!", "?", "that"})
_MODIFIERS = frozenset({"the", "a", "an", "another", "one", "state", "deputy", "acting", "senior", "provincial", "federal", "caretaker",
                        "additional", "chief", "former", "local", "general", "interior", "foreign", "prime", "border", "home", "refugees",
                        "refugee", "national", "high", "district", "security", "police", "aid", "rights", "two", "both", "some"})
_OF = frozenset({"of", "for", "in", "at", "on", "working"})


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: the tokens that name the speaker, and the party code."""

    first: int
    last: int
    party: str


class Voices:
    """The voice of every sentence of a page."""

    def __init__(self, scene: Scene, situation: Situation) -> None:
        self.scene, self.words, self.situation = scene, scene.page.words, situation
        self.by_sentence: dict[int, Voice] = {}
        self._find()

    def at(self, draft_sentence: int) -> Voice | None:
        """The voice of a sentence."""
        return self.by_sentence.get(draft_sentence)

    def _find(self) -> None:
        """Read the sentences in order; what a paragraph has heard holds to its end."""
        page = self.scene.page
        current: Voice | None = None
        last: Voice | None = None
        paragraph = -1
        for sentence, (first, end) in enumerate(page.bounds):
            if first >= end:
                continue
            if page.paragraph[first] != paragraph:
                paragraph, current = page.paragraph[first], None
            heard = self._in_sentence(first, end, last)
            if heard is not None:
                current = last = heard
            if current is not None:
                self.by_sentence[sentence] = current

    def _in_sentence(self, first: int, end: int, last: Voice | None) -> Voice | None:
        cited = self._cited(first, end)
        return cited if cited is not None else self._subject(first, end, last)

    def _cited(self, first: int, end: int) -> Voice | None:
        """According to IOM; citing the ministry."""
        for cue in self.scene.within("speech", first, end):
            if cue.code == "by":
                voice = self._best(cue.last, min(cue.last + _AHEAD, end), prefer_last=False)
                if voice is not None:
                    return voice
        return None

    def _subject(self, first: int, end: int, last: Voice | None) -> Voice | None:
        """The ministry said; says a tailor; he added."""
        for cue in self.scene.within("speech", first, end):
            if cue.code != "after":
                continue
            if last is not None and self._is_pronoun(cue.first - 1):
                return last
            start = self._clause_start(first, cue.first)
            voice = self._best(start, cue.first, prefer_last=True) or self._after(cue, end)
            if voice is not None:
                return voice
        return None

    def _is_pronoun(self, i: int) -> bool:
        return i >= 0 and (self.scene.starting(i, "pronoun") is not None)

    def _clause_start(self, first: int, verb: int) -> int:
        start = max(first, verb - _BACK)
        for i in range(verb - 1, start - 1, -1):
            if self.words[i] in _BREAKS:
                return i + 1
        return start

    def _after(self, cue: Cue, end: int) -> Voice | None:
        """A subject after its verb stands right behind it, as after a quotation."""
        before = self.words[cue.first - 1] if cue.first else ""
        if before not in ('"', ",", "'", "”"):
            return None
        return self._best(cue.last, min(cue.last + _AHEAD, end), prefer_last=False)

    def _best(self, first: int, last: int, *, prefer_last: bool) -> Voice | None:
        """The office named between two tokens; a named one before a generic one."""
        for role in ("office", "generic_office"):
            found = [cue for cue in self.scene.within(role, first, last) if cue.last <= last]
            if found:
                cue = found[-1] if prefer_last else found[0]
                return self._voice(cue, first)
        return None

    def _voice(self, cue: Cue, first: int) -> Voice:
        start, end = cue.first, cue.last
        while start > first and (self.words[start - 1] in _MODIFIERS or self._is_name_part(start - 1)):
            start -= 1
        return Voice(start, end, self._party(cue, start))

    def _is_name_part(self, i: int) -> bool:
        return any(cue.role in ("demonym", "office", "generic_office", "country") for cue in self.scene.ending.get(i + 1, ()))

    def _party(self, cue: Cue, start: int) -> str:
        if cue.role == "office" or cue.code != "gov":
            return cue.code
        near = [c for c in self._countries(max(0, start - 3), cue.last + 6) if c is not None]
        country = near[0] if near else self.situation.host
        return self.situation.government_of(country) or "gov-other"

    def _countries(self, first: int, last: int) -> Iterable[str | None]:
        for role in ("demonym", "country"):
            yield from (cue.code for cue in self.scene.within(role, first, last))
        for cue in self.scene.within("place", first, last):
            yield self.situation.country_of(cue.code)


def read_source(scene: Scene, drafts: list[Draft], voices: Voices) -> None:
    """Set source and party of every draft."""
    for draft in drafts:
        voice = voices.at(draft.sentence)
        if voice is not None:
            draft.set("source", scene.text(voice.first, voice.last), (voice.first, voice.last))
            draft.set("party", voice.party)
