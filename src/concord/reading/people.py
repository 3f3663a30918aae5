"""Which numbers count people: individuals, families, or a share of people.

A noun decides where there is one: "239 persons", "fam 204", "46 trucks". Where the noun is
left out ("55,768 of them", "Punjab for 86", "Police say 27") the number must stand among
people in its sentence or in a list that has begun with them. Money, distances, durations,
ages, pages, ratios and changes in per cent are never people.
"""

from concord.evidence import Unit
from concord.reading.drafts import Draft, Scene
from concord.reading.lexicon import Cue
from concord.reading.numbers import Number

__all__ = ["count_people"]

_REACH = 7  # tokens after a number in which its noun stands
_STOPS = frozenset(
    '.,;:()[]\n"!?،؛۔ in on at from by with for to during since were was are is had have has who which that and or but '
    "between among as per than did will would could can may while when if into through via within because".split(
        " "
    )
) | {"\n"}
_CURRENCIES = frozenset({"$", "€", "£", "rs", "afn", "usd", "pkr", "us$", "a$", "eur", "x", "+"})
_AUXILIARIES = frozenset(
    "were was are had have has never did went came died said say would will left".split()
)
_LABEL_MARKS = frozenset(":(=-|*")
_AGES = frozenset({"aged", "ages", "age"})
_LARGE = 1000
_PHONE = 10**10
_YEARS = range(1900, 2100)


def count_people(scene: Scene) -> list[Draft]:
    """Drafts of the numbers that count people, in the order of the text."""
    return _Counter(scene).run()


class _Counter:
    """One pass over the numbers; remembers whether the last one counted people or things."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.words = scene, scene.page.words
        self.drafts: list[Draft] = []
        self.things_in: int | None = None  # the sentence in which the last noun was a thing

    def run(self) -> list[Draft]:
        numbers = self.scene.numbers
        for i, number in enumerate(numbers):
            limit = numbers[i + 1].first if i + 1 < len(numbers) else len(self.words)
            draft = self._draft(number, limit)
            if draft is not None:
                self.drafts.append(draft)
                self.things_in = None
        return self.drafts

    def _draft(self, number: Number, limit: int) -> Draft | None:
        if (number.value == 1 and number.high is None and not number.percent) or self._is_marked(number):
            return None
        head = self._noun_after(number, limit) or self._noun_before(number)
        if head is not None and head.role == "thing":
            self.things_in = self._sentence(number)
            return None
        if head is None and not self._stands_among_people(number):
            return None
        span = (head.first, head.last) if head else None
        return Draft(number, self._sentence(number), self._unit(head, number), span)

    def _sentence(self, number: Number) -> int:
        return self.scene.page.sentence[number.first]

    def _unit(self, head: Cue | None, number: Number) -> str:
        """Families or individuals; a list without nouns keeps the unit it began with."""
        if number.percent:
            return Unit.PERCENT
        if head is not None:
            return Unit.FAMILIES if head.code == Unit.FAMILIES else Unit.INDIVIDUALS
        before = self.drafts[-1] if self.drafts else None
        if before is None or self.scene.starting(number.last, "anaphor"):
            return Unit.INDIVIDUALS
        listed = before.sentence == self._sentence(number) or (before.head is None and self._labelled(number))
        return before.unit if listed and before.unit != Unit.PERCENT else Unit.INDIVIDUALS

    # --- what is never people --------------------------------------------

    def _is_marked(self, number: Number) -> bool:
        """Money, a time, an ordinal, a label, an age, a ratio, a phone number or a change."""
        before, after = self._word(number.first - 1), self._word(number.last)
        if before in _CURRENCIES or (before == "." and self._word(number.first - 2) in _CURRENCIES):
            return True
        if number.percent:
            return self._is_change(number)
        if after in ("st", "nd", "rd", "th") or before in _AGES or self._is_time(number):
            return True
        if self._word(number.first - 2) in _AGES or (before in ("under", "below") and self._is_age(number)):
            return True
        if after == "-" and self._adjacent(number.last) and self._word(number.last + 1).isalpha():
            return self.scene.starting(number.last + 1, "people") is None
        if number.value > _PHONE or (before == "in" and self._number_ends(number.first - 1)):
            return True
        return number.plain and self._is_label_or_ratio(number, before, after)

    def _word(self, i: int) -> str:
        return self.words[i] if 0 <= i < len(self.words) else ""

    def _adjacent(self, i: int) -> bool:
        """Whether token i touches both its neighbours."""
        page = self.scene.page
        return (
            0 < i < len(self.words) - 1
            and page.starts[i] == page.ends[i - 1]
            and page.starts[i + 1] == page.ends[i]
        )

    def _number_ends(self, i: int) -> bool:
        return any(number.last == i for number in self.scene.numbers)

    def _is_time(self, number: Number) -> bool:
        """06:40 and 0900: hours and minutes."""
        if self.words[number.first].startswith("0") and number.plain:
            return True
        before = (
            self._word(number.first - 1) == ":"
            and self._adjacent(number.first - 1)
            and self._word(number.first - 2).isdigit()
        )
        return before or (
            self._word(number.last) == ":"
            and self._adjacent(number.last)
            and self._word(number.last + 1).isdigit()
        )

    def _is_age(self, number: Number) -> bool:
        return self.scene.ended(number.first - 1, "people") is not None and number.value < 100

    def _is_change(self, number: Number) -> bool:
        """A rise or fall, not a share."""
        after = any(self.scene.starting(i, "change") for i in range(number.last, number.last + 2))
        before = any(self.scene.ended(i, "change") for i in range(max(number.first - 2, 0), number.first + 1))
        return after or before

    def _is_label_or_ratio(self, number: Number, before: str, after: str) -> bool:
        scene = self.scene
        if scene.ended(number.first, "label") or (before == "." and scene.ended(number.first - 1, "label")):
            return True
        if (
            before in ("/", "#", "[")
            or after in ("/", "]")
            or (before == "-" and self._adjacent(number.first - 1))
        ):
            return True
        if number.value in _YEARS and len(self.words[number.first]) == 4:
            return scene.starting(number.last, "people") is None
        return after in ("in", "of") and self._word(number.last + 1).isdigit()

    # --- nouns -----------------------------------------------------------

    def _noun_after(self, number: Number, limit: int) -> Cue | None:
        """The noun that the number counts, after it: people or a thing."""
        scene = self.scene
        for j in range(number.last, min(number.last + _REACH, limit, len(self.words))):
            if self.words[j] in _STOPS:
                return None
            cue = self._people(j) or scene.starting(j, "thing")
            if cue is not None:
                following = self._people(cue.last)
                return self._last_noun(following) if following else cue
            if j > number.last and scene.starting(j, "measure"):
                return None
        return None

    def _people(self, j: int) -> Cue | None:
        cue = self.scene.starting(j, "people")
        if cue is not None:
            return cue
        plural = self.scene.starting(j, "demonym")
        return plural if plural is not None and self.words[plural.last - 1].endswith("s") else None

    def _last_noun(self, cue: Cue) -> Cue:
        """The last of several nouns in a row: Afghan refugee *families*."""
        following = self._people(cue.last)
        return self._last_noun(following) if following else cue

    def _noun_before(self, number: Number) -> Cue | None:
        """The noun of a label before the number: fam 204, Number of refugees: 5.4 million, toilets 112."""
        at = self._label_end(number)
        for back in range(at, max(at - 3, 0), -1):
            cue = self.scene.ended(back, "people") or self.scene.ended(back, "thing")
            if cue is not None:
                return cue if back == at or cue.role == "thing" else None
            if (
                self.words[back - 1] in _STOPS
                and self.words[back - 1] != "under"
                or self.words[back - 1][0].isdigit()
            ):
                return None
        return None

    def _label_end(self, number: Number) -> int:
        at = number.first
        while at > 0 and self.words[at - 1] in _LABEL_MARKS:
            at -= 1
        return at

    # --- numbers without a noun ------------------------------------------

    def _stands_among_people(self, number: Number) -> bool:
        """Whether a number without a noun counts people all the same."""
        if self.scene.starting(number.last, "anaphor"):
            return True
        if self.things_in == self._sentence(number) or not self._has_context(number):
            return False
        if number.percent or number.value >= _LARGE:
            return True
        if (
            number.plain
            and number.value < 100
            and self._word(number.first - 1) in ("\n", "")
            and not self._verb_follows(number)
        ):
            return False
        same_sentence = bool(self.drafts) and self.drafts[-1].sentence == self._sentence(number)
        return (
            same_sentence
            or self._labelled(number)
            or self._verb_follows(number)
            or self._verb_precedes(number)
        )

    def _has_context(self, number: Number) -> bool:
        scene, sentence = self.scene, self._sentence(number)
        if scene.in_sentence("people", sentence) or scene.in_sentence("measure", sentence):
            return True
        if not self.drafts:
            return False
        paragraph = scene.page.paragraph
        near = paragraph[number.first] - paragraph[self.drafts[-1].number.first] <= 1
        return near or number.value >= _LARGE or self._listed(number)

    def _listed(self, number: Number) -> bool:
        """Whether the number stands in a table that began after the last figure."""
        rows = [n for n in self.scene.numbers if self.drafts[-1].number.last <= n.first <= number.first]
        return len(rows) <= 2 and self._labelled(number)

    def _labelled(self, number: Number) -> bool:
        at = self._label_end(number)
        return any(
            self.scene.ended(at, role)
            for role in ("place", "country", "group", "status", "people", "total", "relative")
        )

    def _verb_follows(self, number: Number) -> bool:
        if self.scene.starting(number.last, "measure") or self._word(number.last) in _AUXILIARIES:
            return True
        return self.scene.starting(number.last, "status") is not None

    def _verb_precedes(self, number: Number) -> bool:
        return any(self.scene.ended(i, "measure") for i in (number.first, number.first - 1)) or (
            self.scene.ended(number.first, "speech") is not None and bool(self.drafts)
        )
