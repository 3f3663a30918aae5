"""The offices that a page names, joined where they speak together, with their words and their party.

Forms: "the interior ministry", "IOM and UNHCR" (the first one's party), "an official of the provincial
education department" (the department's), "Kamal Rahimi, the deputy commissioner," (with the name). The
party of a government's office is that of the country named beside it or at the head of its paragraph
("Kabul. A spokesman for ..."), else of the publisher's country, else of the document's.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from concord.reading.drafts import Scene
from concord.reading.lexicon import Cue

__all__ = ["Offices", "Voice"]

_MODIFIERS = frozenset({
    "the", "a", "an", "another", "one", "state", "deputy", "acting", "senior", "provincial", "federal",
    "caretaker", "additional", "chief", "former", "local", "general", "interior", "foreign", "prime",
    "border", "home", "refugees", "refugee", "national", "high", "district", "security", "police", "aid",
    "rights", "two", "both", "some", "joint", "same",
    "ایک", "نائب", "سینئر", "اعلی", "یو", "یوه", "یوې", "یک",
})  # fmt: skip
_PERSONS = frozenset({
    "spokesman", "spokesperson", "spokeswoman", "head", "director", "representative", "member", "clerk",
    "aide", "adviser", "office", "team", "teams",
})  # fmt: skip
_OF = frozenset({"of", "for", "at", "from", "د"})
_LINKS = frozenset({"and", "/", "&", "the", "-", "او", "اور", "و", "د"})
_CASES = frozenset({"in", "from", "to", "until", "by", "via", "او", "اور", "چې", "که"})
_ENDING = frozenset({".", ";", ":", '"', "\n", "۔", "؛", "from", "that", "که", "چې"})
_PARTS = ("demonym", "office", "generic_office", "place", "country")
_HEAD_LAST = frozenset({"ur", "ps"})  # languages in which an office follows its owner
_OF_HOME = frozenset({"fa", "ps"})  # languages of those who return; their reports mean offices at home
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
        self._parties: dict[int, str] = {}  # by the first token of an office
        self._told: dict[str, str] = {}  # by the words of an office, as last told

    def named(self, sentence: int) -> Iterator[tuple[int, list[Cue]]]:
        """The offices that a sentence names, with the first word of each; joint ones together.

        Of the cues of one office the first tells the party and the last ends the name.
        """
        scene = self.scene
        named = scene.in_sentence("office", sentence)
        taken = {token for cue in named for token in range(cue.first - 1, cue.last + 1)}
        generic = [cue for cue in scene.in_sentence("generic_office", sentence) if cue.first not in taken]
        first, joint = 0, list[Cue]()
        for cue in sorted([*named, *generic], key=lambda cue: cue.first):
            joined = self._joined(joint, cue) if joint else None
            if joined is None:
                if joint:
                    yield first, joint
                first = self._first_word(cue)
            joint = joined or [cue]
        if joint:
            yield first, joint

    def _joined(self, joint: list[Cue], cue: Cue) -> list[Cue] | None:
        """One office of two cues: an official of NADRA, یو این ایچ سی آر کے ایک اہلکار, IOM and UNHCR."""
        between = set(self.scene.page.words[joint[-1].last : cue.first])
        if not between and joint[-1].role == "generic_office" and cue.role == "office":
            return [cue]
        if self._head_last and self._is_owner(joint, cue):
            return [*joint, cue]
        if between <= _OF | _MODIFIERS and between & _OF:
            return [cue] if joint[-1].role == "generic_office" else joint
        return [*joint, cue] if between <= _LINKS else None

    def _is_owner(self, joint: list[Cue], cue: Cue) -> bool:
        """Whose office it is: وزارت *کے* ترجمان; in Pashto marked before, *د* ملګرو ملتونو د مرستو رییس."""
        words, last = self.scene.page.words, joint[-1].last
        between = words[last : cue.first]
        if self.scene.language == "ur":
            return set(between) <= _OF | _MODIFIERS
        owner = "د" in words[max(0, joint[0].first - 1) : joint[0].first + 1]
        return owner and len(between) <= 3 and all(word.isalpha() and word not in _CASES for word in between)

    def _first_word(self, cue: Cue) -> int:
        """The first word of the name: the *acting head of the* directorate, *ننګرهار د کډوالو چارو* رییس."""
        words, start = self.scene.page.words, cue.first
        low = self.scene.page.bounds[self.scene.page.sentence[cue.first]][0]
        while start > low:
            part = self._name_part(start)
            if part is not None:
                start = max(low, part)
            elif words[start - 1] in _MODIFIERS or (self._head_last and self._owned(start, low)):
                start -= 1
            elif start - 1 > low and words[start - 1] in _OF and words[start - 2] in _PERSONS:
                start -= 2
            else:
                break
        return start

    def _owned(self, start: int, low: int) -> bool:
        """Whether the word before belongs to the name: *محکمہ کے* ترجمان, *د کډوالو* رییس."""
        words = self.scene.page.words
        word = words[start - 1]
        if not word.isalpha() or word in _CASES or self.scene.ended(start, "speech"):
            return False
        if word in _OF or (words[start] in _OF and self.scene.language == "ur"):
            return True
        return self.scene.language == "ps" and any(w in _OF for w in words[max(low, start - 3) : start - 1])

    def _name_part(self, i: int) -> int | None:
        """The first token of a demonym, place or office that ends before a token."""
        roles = _PARTS if self._head_last else _PARTS[:3]
        return next((cue.first for cue in self.scene.ending.get(i, ()) if cue.role in roles), None)

    @property
    def _head_last(self) -> bool:
        return self.scene.language in _HEAD_LAST

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
        """The party of an office; of a government's, by the country that is nearest to say whose."""
        found = self._parties.get(cue.first)
        if found is None:
            found = self._parties[cue.first] = self._party(cue, first)
            if found.startswith("gov"):
                self._told.update(dict.fromkeys(self.scene.page.words[cue.first : cue.last], found))
        return found

    def _party(self, cue: Cue, first: int) -> str:
        """A governor is a government's by his title (والی, استاندار) unless another country is named."""
        if cue.code == "gov":
            return self._government(cue, first)
        if not cue.code.startswith("gov-"):
            return cue.code
        if cue.role == "office":
            near = self._country_of(self.scene.within("demonym", first, cue.first))
        else:
            near = self._country_of(c for c in self._beside(cue, first) if c.role != "place")
        return self.scene.gazetteer.government(near) if near else cue.code

    def _government(self, cue: Cue, first: int) -> str:
        """Named with it, told of the same office before, at the head of its paragraph, or the usual one."""
        scene, page = self.scene, self.scene.page
        country = self._country_of(self._beside(cue, first))
        if country is None and page.words[cue.last - 1] in self._told:
            return self._told[page.words[cue.last - 1]]
        country = country or self._country_of(self._paragraph_place(first))
        return scene.gazetteer.government(country or self.usual() or "")

    def usual(self) -> str | None:
        """The country whose offices a report means where it names none: its publisher's, its readers'."""
        scene = self.scene
        at_home = scene.language in _OF_HOME
        return scene.published_in or (scene.home if at_home else None) or scene.usual_country

    def _country_of(self, cues: Iterable[Cue]) -> str | None:
        """The one country that the first telling cue stands for."""
        for cue in cues:
            countries = self.scene.gazetteer.countries(cue.code) if cue.role == "place" else (cue.code,)
            if len(countries) == 1:
                return countries[0]
        return None

    def _beside(self, cue: Cue, first: int) -> Iterator[Cue]:
        """The countries and places of a name, and those right after it: the ministry in *Kabul*."""
        page = self.scene.page
        low, end = page.bounds[page.sentence[cue.first]]
        last = cue.last
        while last < min(end, cue.last + _PLACE_GAP) and not self._ends_name(last):
            last += 1
        for role in ("demonym", "country", "place"):
            yield from reversed(self.scene.within(role, max(low, first - 2), cue.last))
        for role in ("country", "place"):
            yield from self.scene.within(role, cue.last, last)

    def _ends_name(self, at: int) -> bool:
        word = self.scene.page.words[at]
        return word in _ENDING or word.isdecimal() or self.scene.starting(at, "speech") is not None

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
