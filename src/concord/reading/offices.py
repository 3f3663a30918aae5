"""The offices that a page names, joined where they speak together, with their words and their party.

Forms: "the interior ministry", "IOM and UNHCR" (the first one's party), "an official of the provincial
education department" (the department's), "Kamal Rahimi, the deputy commissioner," (with the name). The
party of a government's office is that of the country named beside it or at the head of its paragraph
("Kabul. A spokesman for ..."), else of the publisher's country, else of the document's.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from concord.reading.drafts import Scene
from concord.reading.lexicon import Cue

__all__ = ["Offices", "Voice"]

_MODIFIERS = frozenset({
    "the", "a", "an", "another", "one", "state", "deputy", "acting", "senior", "provincial", "federal",
    "caretaker", "additional", "chief", "former", "local", "general", "interior", "foreign", "prime",
    "border", "home", "refugees", "refugee", "national", "high", "district", "security", "police", "aid",
    "rights", "two", "both", "some", "joint", "same",
})  # fmt: skip
_PERSONS = frozenset({
    "spokesman", "spokesperson", "spokeswoman", "head", "director", "representative", "member", "clerk",
    "aide", "adviser", "office", "team", "teams",
})  # fmt: skip
_OF = frozenset({"of", "for", "at", "from"})
_LINKS = frozenset({"and", "/", "&", "the", "-"})
_PLACE_GAP = 4  # tokens between an office and the country named after it


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: the words that name the speaker, and the party code."""

    name: str
    party: str


class Offices:
    """Finds offices in a scene and tells in whose name they speak."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def named(self, sentence: int) -> Iterator[tuple[int, list[Cue]]]:
        """The offices that a sentence names, with the first word of each; joint ones together."""
        scene = self.scene
        named = scene.in_sentence("office", sentence)
        taken = {token for cue in named for token in range(cue.first - 1, cue.last + 1)}
        generic = [cue for cue in scene.in_sentence("generic_office", sentence) if cue.first not in taken]
        first, joint = 0, list[Cue]()
        for cue in sorted([*named, *generic], key=lambda cue: cue.first):
            between = set(scene.page.words[joint[-1].last : cue.first]) if joint else set()
            if joint and between <= _OF | _MODIFIERS and between & _OF:
                joint = [cue] if joint[-1].role == "generic_office" else joint
            elif joint and between <= _LINKS:
                joint.append(cue)
            else:
                if joint:
                    yield first, joint
                first, joint = self._first_word(cue), [cue]
        if joint:
            yield first, joint

    def _first_word(self, cue: Cue) -> int:
        """The first word of the name: the *acting head of the* directorate."""
        words, start = self.scene.page.words, cue.first
        low = self.scene.page.bounds[self.scene.page.sentence[cue.first]][0]
        while start > low:
            if words[start - 1] in _MODIFIERS or self._is_name_part(start):
                start -= 1
            elif start - 1 > low and words[start - 1] in _OF and words[start - 2] in _PERSONS:
                start -= 2
            else:
                break
        return start

    def _is_name_part(self, i: int) -> bool:
        roles = ("demonym", "office", "generic_office")
        return any(cue.role in roles for cue in self.scene.ending.get(i, ()))

    def voice(self, first: int, cues: list[Cue]) -> Voice:
        """The voice of one office or of several that speak together, whose party is the first one's."""
        name = self.scene.text(self._name_start(first), self._name_end(cues[-1].last))
        return Voice(name, self.party(cues[0], first))

    def _name_start(self, first: int) -> int:
        """The start of a name that opens a sentence: *Talal Rahimi*, the interior minister, said."""
        scene, words = self.scene, self.scene.page.words
        start = scene.page.bounds[scene.page.sentence[first]][0]
        named = range(start, first - 1)
        if not 2 <= len(named) <= 4 or words[first - 1] != ",":
            return first
        if any(scene.within(role, start, first) for role in ("place", "country", "when")):
            return first
        return start if all(scene.text(at, at + 1)[0].isupper() for at in named) else first

    def _name_end(self, last: int) -> int:
        """The end of a name in apposition: the interior minister, *Talal Rahimi*, said."""
        text, words = self.scene.text, self.scene.page.words
        at = last + 1 if last < len(words) and words[last] == "," else last
        end = at
        while end < len(words) and end - at < 3 and words[end].isalpha() and text(end, end + 1)[:1].isupper():
            end += 1
        return end if end - at >= 2 else last

    def party(self, cue: Cue, first: int) -> str:
        """The party of an office; of a government's, by the country named with it, else the document's."""
        if cue.code != "gov":
            return cue.code
        scene = self.scene
        near = [*scene.within("demonym", max(0, first - 2), cue.last)]
        for role in ("country", "place"):
            near += scene.within(role, max(0, first - 2), cue.last + _PLACE_GAP)
        paragraph = self._paragraph_place(first)
        for found in [*near, *paragraph]:
            countries = scene.gazetteer.countries(found.code) if found.role == "place" else (found.code,)
            if len(countries) == 1:
                return scene.gazetteer.government(countries[0])
        return scene.gazetteer.government(scene.published_in or scene.usual_country or "")

    def _paragraph_place(self, first: int) -> list[Cue]:
        """The place that opens its paragraph or sentence: "Kabul. A spokesman", "In Jalalabad, the head"."""
        page = self.scene.page
        start = first
        while start and page.paragraph[start - 1] == page.paragraph[first] and page.words[start - 1] != "\n":
            start -= 1
        low = page.bounds[page.sentence[first]][0]
        return [
            cue
            for at in (low, start)
            for role in ("place", "country")
            for cue in self.scene.within(role, at, min(at + 3, first))
        ]
