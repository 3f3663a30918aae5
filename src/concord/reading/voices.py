"""Who speaks in each sentence of a document, told by form and independent of figures.

Forms: "the ministry said ..." (subject), "..., says a tailor" (inverted), "according to the agency"
(by), "Spokesman: ..." (colon), "the ministry's sheet has ..." (weak), "he told reporters" (pronoun),
"the agency said", "the same bulletin has ..." (taken up), "Rahimi added" (surname). The last four lean
on a voice before. A voice holds to the end of its paragraph unless another enters.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from concord.reading.drafts import Draft, Scene
from concord.reading.lexicon import Cue
from concord.reading.offices import Offices, Voice

__all__ = ["Said", "Voice", "Voices"]

_VERB_GAP = 9  # tokens between a subject and its verb of saying
_LATE_VERB_GAP = 22  # the same where the verb ends its clause
_NAME = 6  # tokens of a name that only its verb of saying makes a voice
_LABEL = 7  # tokens either side of an office within the label of a speech
_NUMBER_GAP = 5  # tokens between a verb of having and the number it gives
_STOPS = frozenset('.;:"\n')
_TITLES = frozenset({
    "mr", "mrs", "ms", "miss", "dr", "senator", "hon", "honourable", "syed", "begum", "sir", "member",
})  # fmt: skip
_COUNTS = frozenset({
    "count", "counts", "tally", "reckoning", "figures", "estimate", "sheet", "books", "records", "register",
    "ledger", "data",
})  # fmt: skip
_AGENCIES = frozenset({"unhcr", "iom", "un-other", "ngo"})
_ADDRESSING = frozenset({"told", "tells", "tell", "informed", "briefed", "assured", "asked"})
_OPENING_TAIL = frozenset({":", "-", ",", "،"})
_CLOSING_TAIL = frozenset({"\n", ".", "۔", "+", ";", "؛", "|"})
_NO_NAME = ("pronoun", "month", "when", "taken_up", "numeral", "scale", "percent", "people", "speech")
_PUTTING = frozenset({"put", "puts"})  # UNHCR puts the number of those who left by Torkham at 700
_CASES = frozenset({"in", "from", "to", "until", "via", "by"})
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
        self.scene, self.offices = scene, Offices(scene)
        self.numbers = [number.first for number in scene.numbers if number.value != 1]
        self.known: list[Voice] = []
        self.said: list[list[Said]] = []
        for sentence in range(len(scene.page.bounds)):
            found = sorted(self._of_sentence(sentence), key=lambda said: said.first)
            self.said.append(found)
            self.known += [said.voice for said in found]

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
        return self._from_afar(draft) if scene.page.words else ("silent", None)

    def _labelled_anew(self, draft: Draft) -> bool:
        """Whether the line of a figure has a label of its own: 14:45 Torkham: 38 families."""
        first = self.scene.page.bounds[draft.sentence][0]
        return ":" in self.scene.page.words[first : min(first + _LABEL, draft.number.first)]

    def _closing(self, draft: Draft, after: list[Said]) -> Said:
        """Of the voices after a figure the one that closes its clause, before the next number."""
        following = self._number_after(draft.number.last)
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
        if before is not None and self.scene.language != "en" and self._is_sole(draft.sentence):
            return "sole", before
        return "silent", None

    def _is_sole(self, sentence: int) -> bool:
        """Whether all that spoke up to a sentence speak for one party; English reports repeat it instead."""
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

    def _number_after(self, token: int) -> int | None:
        at = bisect_left(self.numbers, token)
        return self.numbers[at] if at < len(self.numbers) else None

    # --- the voices of one sentence ------------------------------------------

    def _of_sentence(self, sentence: int) -> Iterator[Said]:
        scene = self.scene
        offices = list(self.offices.named(sentence))
        spoken: set[int] = set()
        for first, cues in offices:
            verb = self._verb_after(first, cues[-1].last, sentence)
            form = self._form(first, cues[-1].last, sentence, verb)
            if form is None or (form in ("weak", "tail") and cues[0].code == "individual"):
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
            leaning = self._leaning(verb, sentence) or self._stranger(verb, sentence, offices)
            if leaning is not None:
                yield leaning

    def _stranger(self, verb: Cue, sentence: int, offices: list[tuple[int, list[Cue]]]) -> Said | None:
        """A name without an office that only its verb of saying makes a voice: Gul Jan said, ګل جان وايي."""
        if verb.code != "after":
            return None
        first, last = self._inverted(verb, sentence)
        if first == last:
            last = self._end_of_subject(verb)
            first = self._start_of_subject(last, sentence)
        taken = any(start < max(last, verb.last) and first < cues[-1].last for start, cues in offices)
        if taken or first >= last or any(self.scene.within(role, first, last) for role in _NO_NAME):
            return None
        return Said(
            Voice(self.scene.text(first, last), self._party_of_stranger(first, last)), first, last, "stranger"
        )

    def _inverted(self, verb: Cue, sentence: int) -> tuple[int, int]:
        """The name that follows a verb after a quotation or a comma: "...", says *Gul Jan*."""
        words, end = self.scene.page.words, self.scene.page.bounds[sentence][1]
        first = last = verb.last
        if self.scene.language != "en" or not verb.first or words[verb.first - 1] not in ('"', ","):
            return first, last
        while (
            last < min(end, first + _NAME)
            and words[last].isalpha()
            and self.scene.text(last, last + 1)[0].isupper()
        ):
            last += 1
        return first, last

    def _party_of_stranger(self, first: int, last: int) -> str:
        """Islamabad says: a state that speaks itself; else somebody who speaks for himself."""
        for role in ("country", "place"):
            for cue in self.scene.within(role, first, last):
                countries = self.scene.gazetteer.countries(cue.code) if role == "place" else (cue.code,)
                if len(countries) == 1 and (
                    cue.last - cue.first == last - first or self.scene.language != "en"
                ):
                    return self.scene.gazetteer.government(countries[0])
        return "individual"

    def _end_of_subject(self, verb: Cue) -> int:
        """The verb itself; in Urdu its case: گل جان *نے* پیر کو کہا, گل جان *کے* مطابق."""
        if self.scene.language != "ur":
            return verb.first
        words = self.scene.page.words
        if words[verb.first] == "of":
            return verb.first
        marked = (at for at in range(verb.first, max(0, verb.first - _VERB_GAP), -1) if words[at] == "by")
        return next(marked, 0)

    def _start_of_subject(self, last: int, sentence: int) -> int:
        """Back to the start of the clause; in English over capitalised words alone."""
        words, start = self.scene.page.words, self.scene.page.bounds[sentence][0]
        first = last
        if self.scene.language == "en":
            while (
                first > start
                and words[first - 1].isalpha()
                and self.scene.text(first - 1, first)[0].isupper()
            ):
                first -= 1
            named = (2 <= last - first <= _NAME and words[last - 1] != "i") or (
                last - first == 1 and self._is_state(first)
            )
            return first if named else last
        while first > start and words[first - 1].isalpha():
            first -= 1
        number = self._number_after(first)
        parted = (number is not None and number < last) or _CASES & set(words[first:last])
        return last if parted or last - first > _NAME else first

    def _is_state(self, token: int) -> bool:
        return any(self.scene.starting(token, role) for role in ("country", "place"))

    def _labelled(self, sentence: int, offices: list[tuple[int, list[Cue]]]) -> Iterator[Said]:
        """Mr Rahimi: a person without an office who has the floor."""
        first, end = self.scene.page.bounds[sentence]
        words = self.scene.page.words
        if first >= end or words[first] not in _TITLES:
            return
        colon = next((at for at in range(first, min(first + _LABEL, end)) if words[at] == ":"), None)
        if colon is not None and not any(start < colon for start, _ in offices):
            yield Said(Voice(self.scene.text(first, colon), "other"), first, colon, "colon")

    def _verb_after(self, first: int, last: int, sentence: int) -> Cue | None:
        """The verb of saying that follows a name in its clause."""
        words, end = self.scene.page.words, self.scene.page.bounds[sentence][1]
        gap = _LATE_VERB_GAP if self._leads(first, last, sentence) else _VERB_GAP
        for verb in self.scene.within("speech", last, min(end, last + gap)):
            if verb.code not in ("after", "weak"):
                return None
            if self._is_parted(last, verb.first) or (verb.code == "weak" and "," in words[last : verb.first]):
                return None
            return verb if verb.code == "after" or self._gives_number(verb) else None
        return None

    def _leads(self, first: int, last: int, sentence: int) -> bool:
        """Whether a name is its clause's subject though the verb is far: it opens it, or نے marks it."""
        words = self.scene.page.words
        if self.scene.language == "en":
            return False
        opens = first == self.scene.page.bounds[sentence][0] or words[first - 1] in _STOPS | {"،", ",", "-"}
        return opens or (last < len(words) and words[last] == "by")

    def _is_parted(self, last: int, first: int) -> bool:
        """Whether a stop or a number other than a date stands between a name and its verb."""
        words = self.scene.page.words[last:first]
        if self.scene.language == "en":
            return any(word in _STOPS or word.isdecimal() for word in words)
        number = self._number_after(last)
        return any(word in _STOPS for word in words) or (number is not None and number < first)

    def _gives_number(self, verb: Cue) -> bool:
        """The sheet *has 4,100*: a verb of having speaks only of a number."""
        number = self._number_after(verb.last)
        wide = self.scene.page.words[verb.first] in _PUTTING
        if number is None or number - verb.last > _NUMBER_GAP * (1 + 2 * wide):
            return False
        return not any(word.endswith("ed") for word in self.scene.page.words[verb.last : number])

    def _form(self, first: int, last: int, sentence: int, verb: Cue | None) -> str | None:
        words, start = self.scene.page.words, self.scene.page.bounds[sentence][0]
        if set(words[max(start, first - 2) : first]) & _ADDRESSING or self._is_told(first, last):
            return None
        before = self.scene.ended(first, "speech")
        if before is not None and before.code in ("by", "after"):
            return "by" if before.code == "by" else "inverted"
        if verb is not None:
            return "subject" if verb.code == "after" else "weak"
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

    def _leaning(self, verb: Cue, sentence: int) -> Said | None:
        """A voice that takes up an earlier one: he said, the agency added, the sheet gives, Rahimi told."""
        scene, start = self.scene, self.scene.page.bounds[sentence][0]
        if not self.known or verb.code == "by":
            return self._by_taken_up(verb)
        if scene.ended(verb.first, "pronoun") and verb.code == "after":
            return Said(self.known[-1], verb.first - 1, verb.last, "pronoun")
        for cue in reversed(scene.within("taken_up", max(start, verb.first - _VERB_GAP), verb.first)):
            voice = self._taken_up(cue)
            if voice is not None and (verb.code == "after" or self._gives_number(verb)):
                return Said(voice, cue.first, cue.last, "taken up")
        return self._surname(verb, start)

    def _by_taken_up(self, verb: Cue) -> Said | None:
        if self.known and self.scene.language == "ps":  # its cues hold what is taken up: د دې شمېرو له مخې
            return Said(self.known[-1], verb.first, verb.last, "by")
        cue = self.scene.starting(verb.last, "taken_up") if self.known else None
        voice = self._taken_up(cue) if cue is not None else None
        return Said(voice, cue.first, cue.last, "by") if cue is not None and voice is not None else None

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
