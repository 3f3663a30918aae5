"""Which numbers count people: individuals, families, or a share of people.

A noun decides where there is one: "239 persons", "fam 204", "46 trucks". Where the noun is
left out ("55,768 of them", "Punjab for 86", "Police say 27") the number must stand among
people in its sentence or in a list that has begun with them. Money, distances, durations,
ages, pages, ratios and changes in per cent are never people.
"""

from collections.abc import Callable
from dataclasses import replace

from concord.evidence import Unit
from concord.reading.cells import counted_in_cell
from concord.reading.choose import Option
from concord.reading.counting import Verdict, people_options
from concord.reading.drafts import Draft, Scene
from concord.reading.lexicon import Cue
from concord.reading.nouns import MARKS, PREPOSITIONS, STOPS, counted_noun, label_end, segment
from concord.reading.numbers import Number
from concord.reading.things import other_than_people

__all__ = ["Decide", "count_people"]

Decide = Callable[[Number, list[Option]], Option]

_AUXILIARIES = frozenset({
    "were", "was", "are", "had", "have", "has", "never", "did", "went", "came", "died", "said", "say",
    "would", "will", "left",
})  # fmt: skip
_CERTAIN = frozenset({
    "money", "change", "ordinal", "clock", "age", "compound", "phone", "ratio", "section",
    "thing:money:after", "thing:measure:after",
})  # fmt: skip
_LARGE = 1000
_WHOLE = 100
_ELLIPSIS = 5  # tokens beside the number in a sentence that is nothing but its number
_LABELS = ("place", "country", "group", "status", "people", "total", "relative", "weekday")


def count_people(scene: Scene, decide: Decide) -> list[Draft]:
    """Drafts of the numbers that count people, in the order of the text.

    ``decide`` picks one of the two options of a number, of which the first is the verdict of the rules.
    """
    return _Counter(scene, decide).run()


class _Counter:
    """One pass over the numbers; remembers whether the last one counted people or things."""

    def __init__(self, scene: Scene, decide: Decide) -> None:
        self.scene, self.words, self.decide = scene, scene.page.words, decide
        self.drafts: list[Draft] = []
        self.since_last = 0  # numbers since the last figure
        self.things_in: int | None = None  # the sentence in which the last noun was a thing
        self.before: Verdict | None = None  # what the number before came to

    def run(self) -> list[Draft]:
        numbers = self.scene.numbers
        for i, number in enumerate(numbers):
            self.since_last += 1
            limit = numbers[i + 1].first if i + 1 < len(numbers) else len(self.words)
            draft = self._draft(number, limit)
            if draft is not None:
                self.drafts.append(draft)
                self.things_in, self.since_last = None, 0
        return self.drafts

    def _draft(self, number: Number, limit: int) -> Draft | None:
        if (told := counted_in_cell(self.scene, number)) is not None:  # its column and row say what it counts
            return Draft(number, self._sentence(number), told.unit, told.head) if told.people else None
        if number.value == 1 and number.high is None and not number.percent:
            return None
        verdict = self._verdict(number, limit)
        if verdict.rule in _CERTAIN:
            self.before = verdict
            return None
        options = people_options(self.scene, self.drafts, verdict, self.before)
        counts = bool(self.decide(number, options).value)
        self.before = replace(verdict, people=counts)
        head = verdict.head
        if head is not None and head.role == "thing":
            if not counts and head.code != "time":  # two days ago it was 9,040
                self._note_things(number)
            head = None
        span = (head.first, head.last) if head else None
        return Draft(number, self._sentence(number), self._unit(head, number), span) if counts else None

    def _verdict(self, number: Number, limit: int) -> Verdict:
        """What the rules say of a number, and which of them."""
        other = other_than_people(self.scene, number)
        if other is not None:
            return Verdict(number, people=False, rule=other)
        if self._goes_on_column(number):
            return Verdict(number, people=True, rule="column")
        head = counted_noun(self.scene, number, limit)
        if head is not None:
            side = "after" if head.first >= number.last else "before"
            kind = head.role if head.role == "demonym" else f"{head.role}:{head.code}"
            return Verdict(number, head.role != "thing", f"{kind}:{side}", head)
        reason = self._among_people(number)
        return Verdict(number, reason is not None, reason or "none")

    def _note_things(self, number: Number) -> None:
        """Remember a count of things, unless it is said by the way: *on 512 buses* and 37 trucks."""
        sentence, before = self._sentence(number), self._word(number.first - 1)
        if before not in PREPOSITIONS and not (before == "and" and self.things_in != sentence):
            self.things_in = sentence

    def _sentence(self, number: Number) -> int:
        return self.scene.page.sentence[number.first]

    def _unit(self, head: Cue | None, number: Number) -> Unit:
        """Families or individuals; a list without nouns keeps the unit it began with."""
        if number.percent:
            return Unit.PERCENT
        if head is not None:
            return Unit.FAMILIES if head.code == Unit.FAMILIES else Unit.INDIVIDUALS
        before, sentence = self._figure_before(number), self._sentence(number)
        if before is not None and not self.scene.starting(number.last, "anaphor"):
            listed = self._labelled(number) and (before.head is None or self._goes_on_line(number, before))
            under = self.scene.heading[sentence] == self.scene.heading[before.sentence]
            if before.unit != Unit.PERCENT and (before.sentence == sentence or (listed and under)):
                return before.unit
        return self._unit_of_heading(number)

    def _goes_on_line(self, number: Number, before: Draft) -> bool:
        """Whether places share out the figure of the sentence before: 274 left. Kabul 88, Laghman 41."""
        page = self.scene.page
        joined = page.paragraph[number.first] == page.paragraph[before.number.first]
        return (
            joined
            and self._sentence(number) - before.sentence == 1
            and bool(self.scene.ended(number.first, "place"))
        )

    def _figure_before(self, number: Number) -> Draft | None:
        """The last figure but those in brackets that have closed: 1,318 (fam 204), vol 1,274."""
        for draft in reversed(self.drafts[-2:]):
            between = self.words[draft.number.last : number.first]
            if ")" not in between or "(" in between[: between.index(")")]:
                return draft
        return None

    def _unit_of_heading(self, number: Number) -> Unit:
        """Families or a share where the heading of a row or the start of a list says so, else individuals."""
        sentence = self._sentence(number)
        heading = self.scene.heading[sentence]
        nouns = self._listed_nouns(number)
        if heading is not None and not nouns:
            nouns = self.scene.in_sentence("people", heading)
            if not nouns and number.value <= _WHOLE and self.scene.in_sentence("percent", heading):
                return Unit.PERCENT
        return Unit.FAMILIES if nouns and nouns[-1].code == Unit.FAMILIES else Unit.INDIVIDUALS

    def _listed_nouns(self, number: Number) -> list[Cue]:
        """The noun right before the colon that opens a list: Provinces (families): Kunar 210."""
        first, _ = self.scene.page.bounds[self._sentence(number)]
        colon = next((i for i in range(first, number.first) if self.words[i] == ":"), first)
        noun = self.scene.ended(colon - (self._word(colon - 1) == ")"), "people")
        return [noun] if noun else []

    def _word(self, i: int) -> str:
        return self.words[i] if 0 <= i < len(self.words) else ""

    # --- numbers without a noun ------------------------------------------

    def _among_people(self, number: Number) -> str | None:
        """Why a number without a noun counts people all the same."""
        if self._takes_up(number) or self._shares_out(number):
            return "part"
        if self.things_in == self._sentence(number) or not self._has_context(number):
            return None
        if number.percent or number.vague or number.value >= _LARGE:
            return "large"
        if self._opens_line(number):
            return "verb" if self._verb_follows(number) else None
        if self._labelled(number):
            return "labelled"
        if self._has_verb(number):
            return "verb"
        if self._is_elliptic(number):
            return "elliptic"
        same_sentence = bool(self.drafts) and self.drafts[-1].sentence == self._sentence(number)
        return "sentence" if same_sentence else None

    def _takes_up(self, number: Number) -> bool:
        """Whether it is said to be part, or the rest, of people named before: 55,768 of them; ان میں 640."""
        scene = self.scene
        led = any(scene.ended(number.first, role) for role in ("anaphor", "rest"))
        return scene.starting(number.last, "anaphor") is not None or (led and bool(self.drafts))

    def _shares_out(self, number: Number) -> bool:
        """A share of which the verb tells whose: 79 per cent are women."""
        at = number.last
        return (
            number.percent
            and self._word(at) in ("are", "were")
            and bool(self.scene.starting(at + 1, "group"))
        )

    def _opens_line(self, number: Number) -> bool:
        opens = self._word(number.first - 1) in ("\n", "")
        return opens and number.plain and number.value < 100

    def _has_context(self, number: Number) -> bool:
        """Whether the sentence, its heading or the figures before speak of people."""
        scene, sentence = self.scene, self._sentence(number)
        heading = scene.heading[sentence]
        for place in (sentence,) if heading is None else (sentence, heading):
            if scene.in_sentence("people", place) or scene.in_sentence("measure", place):
                return True
        if not self.drafts:
            return False
        paragraph = scene.page.paragraph
        near = paragraph[number.first] - paragraph[self.drafts[-1].number.first] <= 1
        return near or number.value >= _LARGE or self._listed(number)

    def _listed(self, number: Number) -> bool:
        """Whether the number stands in a table that began after the last figure."""
        return self.since_last <= 2 and self._labelled(number)

    def _labelled(self, number: Number) -> bool:
        """Whether a label names what the number belongs to: Punjab 143; unaccompanied or separated 187."""
        at = label_end(self.scene, number)
        case = self.scene.ended(at, "postposition")  # پنجاب سے 294
        if any(self.scene.ended(case.first if case else at, role) for role in _LABELS):
            return True
        if self._word(number.last) not in MARKS or self._word(at - 1) in STOPS:
            return False
        heading = self.scene.heading[self._sentence(number)]
        under = heading is not None and bool(self.scene.in_sentence("people", heading))
        first = segment(self.scene, at)
        return under or any(self.scene.within(role, first, at) for role in ("people", "group", "measure"))

    def _has_verb(self, number: Number) -> bool:
        return self._verb_follows(number) or self._verb_precedes(number)

    def _is_elliptic(self, number: Number) -> bool:
        """A sentence that is nothing but its number takes up the last noun: Perhaps five hundred."""
        first, last = self.scene.page.bounds[self._sentence(number)]
        hedged = self.scene.ended(number.first, "hedge_before") or self.scene.starting(
            number.last, "hedge_after"
        )
        return bool(hedged and self.drafts) and last - first - (number.last - number.first) <= _ELLIPSIS

    def _verb_follows(self, number: Number) -> bool:
        if self.scene.starting(number.last, "measure") or self._word(number.last) in _AUXILIARIES:
            return True
        return any(self.scene.starting(number.last, role) for role in ("status", "hedge_after"))

    def _verb_precedes(self, number: Number) -> bool:
        return any(self.scene.ended(i, "measure") for i in (number.first, number.first - 1)) or (
            self.scene.ended(number.first, "speech") is not None and bool(self.drafts)
        )

    # --- rows of a table -------------------------------------------------

    def _goes_on_column(self, number: Number) -> bool:
        """Whether the number is the last of its line, after a gap, right below a figure."""
        page, first = self.scene.page, number.first
        if not self.drafts or number.percent or self._word(number.last) not in ("\n", "|", ""):
            return False
        gap = page.text[page.ends[first - 1] : page.starts[first]] if first else ""
        below = self._sentence(number) - self.drafts[-1].sentence == 1
        return below and (len(gap) > 1 or "\t" in gap or self.words[first - 1] == "|")
