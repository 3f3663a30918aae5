"""Who speaks in each sentence of a document, told by form and independent of figures.

Forms: "the ministry said ..." (subject), "..., says a tailor" (inverted), "according to the agency"
(by), "Spokesman: ..." (colon), "700 held: police" (tail), "the ministry's sheet has ..." (weak),
ریاست ۷۰۰ خانواده را ثبت کرد (bracket: the number stands between a name and its verb), "Gul Jan says"
(stranger: a name without an office); leaning on a voice before: "he told reporters" (pronoun), "the
agency said", "the same bulletin has ..." (taken up), "Rahimi added" (surname). A voice holds to the
end of its paragraph unless another enters.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from concord.reading.drafts import Draft, Scene
from concord.reading.forms import Forms
from concord.reading.lexicon import Cue
from concord.reading.offices import Offices, Voice
from concord.reading.strangers import Strangers
from concord.reading.turns import Turns

__all__ = ["Said", "Voice", "Voices"]

_VERB_GAP = 9  # tokens between a subject and its verb of saying
_LABEL = 7  # tokens either side of an office within the label of a speech
_TITLES = frozenset({
    "mr", "mrs", "ms", "miss", "dr", "senator", "hon", "honourable", "syed", "begum", "sir", "member",
})  # fmt: skip
_AGENCIES = frozenset({"unhcr", "iom", "un-other", "ngo"})
_REMEMBERED = 80  # sentences back in which a voice is still remembered
_HEAD = 60  # tokens at the top in which a report states its source


@dataclass(frozen=True, slots=True)
class Said:
    """A voice of a sentence: the tokens that name it or take it up, and the form that makes it one."""

    voice: Voice
    first: int
    last: int
    form: str


class Voices:
    """The voices of a document, sentence by sentence.

    Attributes:
        said: for each sentence, its own voices in the order of its text.
    """

    def __init__(self, scene: Scene) -> None:
        self.scene, self.forms = scene, Forms(scene)
        self.offices, self.strangers = Offices(scene), Strangers(scene)
        self.turns = Turns(scene)
        self.known: list[Voice] = []
        self.said: list[list[Said]] = []
        for sentence in range(len(scene.page.bounds)):
            found = sorted(self._of_sentence(sentence), key=lambda said: said.first)
            self.said.append(found)
            self.known += [said.voice for said in found]
        self._asked, self._declared = self._who_is_asked(), self._source_of_all()

    def in_force(self, draft: Draft) -> tuple[str, Said | None]:
        """The voice behind a figure by grammar alone, and the rule that found it."""
        own = self.said[draft.sentence]
        if own:
            before = [said for said in own if said.first < draft.number.first]
            chosen = before[-1] if before else self._closing(draft, own)
            return f"own {chosen.form} {'before' if before else 'after'}", chosen
        scene, page = self.scene, self.scene.page
        for sentence in range(draft.sentence - 1, -1, -1):
            if page.paragraph[page.bounds[sentence][0]] != page.paragraph[page.bounds[draft.sentence][0]]:
                break
            if self.said[sentence]:
                return "paragraph", self.said[sentence][-1]
        if self._declared is not None:
            return "declared", self._declared
        if self._asked is not None and self.turns.answers(draft.sentence):
            return "answer", self._asked
        return self._from_afar(draft) if scene.page.words else ("silent", None)

    def _who_is_asked(self) -> Said | None:
        """The first office that an interview names before its first answer; it need not speak there."""
        if self.turns.opening is None:
            return None
        page = self.scene.page
        for sentence in range(page.sentence[self.turns.opening] + 1):
            for first, cues in self.offices.named(sentence):
                if cues[0].code not in ("media", "individual"):
                    return Said(self._voice(first, cues), first, cues[-1].last, "asked")
        return None

    def _source_of_all(self) -> Said | None:
        """All figures in this update were reported by UNHCR: the office beside such words."""
        for cue in self.scene.cues.get("sourced", ()):
            for first, cues in self.offices.named(self.scene.page.sentence[cue.first]):
                if first > cue.first and cues[0].code != "individual":
                    return Said(self._voice(first, cues), first, cues[-1].last, "declared")
        return None

    def _labelled_anew(self, draft: Draft) -> bool:
        """Whether the line of a figure has a label of its own: 14:45 Torkham: 38 families."""
        first = self.scene.page.bounds[draft.sentence][0]
        return ":" in self.scene.page.words[first : min(first + _LABEL, draft.number.first)]

    def _closing(self, draft: Draft, after: list[Said]) -> Said:
        """Of the voices after a figure the one that closes its clause, before the next number."""
        following = self.forms.number_after(draft.number.last)
        own = [said for said in after if following is None or said.first < following]
        return own[-1] if own else after[0]

    def _from_afar(self, draft: Draft) -> tuple[str, Said | None]:
        """A quotation by the last speaker; a report that states its source once at the top."""
        page = self.scene.page
        before = self.last_before(draft.sentence)
        if before is not None and before.form in ("colon", "source line") and not self._labelled_anew(draft):
            return f"after {before.form}", before
        if before is not None and page.words[page.bounds[draft.sentence][0]] in ('"', "'"):
            return "quotation", before
        lead = self.lead()
        if lead is not None and self.scene.issued_regularly:
            return "report", lead
        if before is not None and self._is_sole(draft.sentence):
            return "sole", before
        return "silent", None

    def _is_sole(self, sentence: int) -> bool:
        """Whether all that spoke up to a sentence speak for one party; English reports repeat it instead."""
        if (
            self.scene.language == "en"
            or self.scene.page.words[self.scene.page.bounds[sentence][0]].isdecimal()
        ):
            return False
        parties = {said.voice.party for found in self.said[:sentence] for said in found}
        return len(parties) == 1 and "individual" not in parties

    def last_before(self, sentence: int) -> Said | None:
        """The last voice before a sentence, as far back as a reader would remember."""
        back = range(sentence - 1, max(-1, sentence - 1 - _REMEMBERED), -1)
        return next((self.said[at][-1] for at in back if self.said[at]), None)

    def next_after(self, sentence: int) -> Said | None:
        """The voice of the following sentence of the paragraph: "700 were deported. So the agency said"."""
        page, following = self.scene.page, sentence + 1
        if following >= len(self.said) or not self.said[following]:
            return None
        same = page.paragraph[page.bounds[following][0]] == page.paragraph[page.bounds[sentence][0]]
        return self.said[following][0] if same else None

    def lead(self) -> Said | None:
        """The first voice of the document, where its head names one."""
        first = next((found[0] for found in self.said[:_HEAD] if found), None)
        return first if first is not None and first.first < _HEAD else None

    # --- the voices of one sentence ------------------------------------------

    def _of_sentence(self, sentence: int) -> Iterator[Said]:
        scene = self.scene
        offices = list(self.offices.named(sentence))
        spoken: set[int] = set()
        for first, cues in offices:
            verb = self.forms.verb_after(first, cues[-1].last, sentence)
            form = self.forms.form(first, cues[-1].last, sentence, verb)
            if form is None or (form in ("weak", "tail", "bracket") and cues[0].code == "individual"):
                continue
            if form in ("colon", "tail") and scene.starting(cues[0].first, "place"):
                continue  # ISLAMABAD: a dateline
            if verb is not None:
                spoken.add(verb.first)
            yield Said(self._voice(first, cues), first, cues[-1].last, form)
        yield from self._labelled(sentence, offices)
        for verb in scene.in_sentence("speech", sentence):
            if verb.first in spoken or verb.code not in ("after", "weak", "by"):
                continue
            leaning = self._leaning(verb, sentence)
            stranger = self.strangers.speaking(verb, sentence, offices) if verb.code == "after" else None
            if leaning is not None:
                yield leaning
            elif stranger is not None:
                yield Said(*stranger, "stranger")

    def _labelled(self, sentence: int, offices: list[tuple[int, list[Cue]]]) -> Iterator[Said]:
        """Mr Rahimi: a person without an office who has the floor."""
        first, end = self.scene.page.bounds[sentence]
        words = self.scene.page.words
        if first >= end or words[first] not in _TITLES:
            return
        colon = next((at for at in range(first, min(first + _LABEL, end)) if words[at] == ":"), None)
        if colon is not None and not any(start < colon for start, _ in offices):
            yield Said(Voice(self.scene.text(first, colon), "other"), first, colon, "colon")

    def _leaning(self, verb: Cue, sentence: int) -> Said | None:
        """A voice that takes up an earlier one: he said, the agency added, the sheet gives, Rahimi told."""
        scene, start = self.scene, self.scene.page.bounds[sentence][0]
        if not self.known or verb.code == "by":
            return self._by_taken_up(verb)
        if scene.ended(verb.first, "pronoun") and verb.code == "after":
            return Said(
                self._subject_before(sentence) or self.known[-1], verb.first - 1, verb.last, "pronoun"
            )
        for cue in reversed(scene.within("taken_up", max(start, verb.first - _VERB_GAP), verb.first)):
            voice = self._taken_up(cue)
            if voice is not None and (verb.code == "after" or self.forms.gives_number(verb)):
                return Said(voice, cue.first, cue.last, "taken up")
        return self._surname(verb, start)

    def _subject_before(self, sentence: int) -> Voice | None:
        """The office that opens the sentence before and says nothing there: the ministry came out lower."""
        page = self.scene.page
        if sentence == 0 or self.said[sentence - 1]:
            return None
        first = page.bounds[sentence - 1][0]
        if page.paragraph[first] != page.paragraph[page.bounds[sentence][0]]:
            return None
        for start, cues in self.offices.named(sentence - 1):
            if start <= first + 1 and cues[0].code != "individual":
                return self._voice(start, cues)
        return None

    def _by_taken_up(self, verb: Cue) -> Said | None:
        if self.known and self.scene.language == "ps":  # its cues hold what is taken up: د دې شمېرو له مخې
            return Said(self.known[-1], verb.first, verb.last, "by")
        cue = self.scene.starting(verb.last, "taken_up") if self.known else None
        voice = self._taken_up(cue) if cue is not None else None
        if cue is not None and voice is not None:
            return Said(voice, cue.first, cue.last, "by")
        quoted = self.strangers.quoted(verb) if verb.code == "by" else None
        return Said(*quoted, "by") if quoted else None

    def _taken_up(self, cue: Cue) -> Voice | None:
        """The last voice that such a word may stand for: an agency, or any that issues papers."""
        if cue.code == "agency":
            return next((voice for voice in reversed(self.known) if voice.party in _AGENCIES), None)
        return self.known[-1] if self.known else None

    def _surname(self, verb: Cue, start: int) -> Said | None:
        """Rahimi said: a capitalised word before the verb that is part of an earlier speaker's name."""
        name = self.scene.text(verb.first - 1, verb.first) if verb.first > start else ""
        if len(name) < 4 or not name[0].isupper():
            return None
        voice = next((voice for voice in reversed(self.known) if name in voice.name.split()), None)
        return Said(voice, verb.first - 1, verb.first, "surname") if voice is not None else None

    def _voice(self, first: int, cues: list[Cue]) -> Voice:
        """The voice of an office; "the two agencies" are those that spoke together before."""
        voice = self.offices.voice(first, cues)
        if voice.party == "un-other" and "agencies" in voice.name:
            party = next((v.party for v in reversed(self.known) if " and " in v.name), voice.party)
            return Voice(voice.name, party)
        return voice
