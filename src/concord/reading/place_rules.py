"""Where a figure stands among the places of a page, and the place that grammar and layout give it.

Covered: Punjab *143* · *61* of them · *1,318* left via Torkham · in Punjab police held *86* · the figures
that go on from one with a place · this gate · Chaman. *500* left · rows under TORKHAM · a report of one
site · 902 in Punjab, *384* elsewhere.
"""

from concord.reading.drafts import Draft, Scene
from concord.reading.lexicon import Cue
from concord.reading.surroundings import toponyms_of
from concord.reading.toponyms import Mention

__all__ = ["MARKS", "OF_PLACE", "Vicinity", "cue_of", "labels"]

MARKS = {
    ",": "comma",
    ";": "stop",
    ".": "stop",
    "\n": "stop",
    "(": "bracket",
    ":": "colon",
    "and": "and",
    "،": "comma",
}
OF_PLACE = frozenset({
    "in", "at", "from", "to", "through", "via", "across", "into", "near", "outside", "inside", "by", "of",
    "for",
})  # fmt: skip
_LABEL_MARKS = frozenset(":|-=(")
_ELSEWHERE = "elsewhere"
_OTHER_PLACES = frozenset(
    {"provinces", "districts", "cities", "towns", "places", "areas", "regions", "camps"}
)
_BACK = 400  # tokens that a place is remembered
_AGAIN = 6  # tokens between a count of families and that of their members

Ruling = tuple[str, Mention | None]


class Vicinity:
    """A figure among the places of its page: those above it, before it and beside it."""

    def __init__(self, scene: Scene, drafts: list[Draft], i: int) -> None:
        self.scene, self.drafts, self.i = scene, drafts, i
        self.draft, self.places = drafts[i], toponyms_of(scene)

    def ruled(self, own: list[Mention]) -> Ruling:
        """The first rule that applies and its place, None for none; ``own`` are those of the sentence."""
        return self._beside(own) or (self._beyond() if not own else None) or self._named(own)

    def _beside(self, own: list[Mention]) -> Ruling | None:
        """What the figure's own clause says, or the whole that it is a part of."""
        for mention in own:
            if labels(self.scene, self.draft, mention):
                return "label", mention
        if self._elsewhere():
            return "elsewhere", None
        whole = self.whole()
        if whole is not None:
            return "whole", self.place_of(whole)
        for rule, holds in (("follows", self.follows), ("fronts", self.fronts)):
            for mention in own:
                if holds(mention):
                    return rule, mention
        return None

    def _elsewhere(self) -> bool:
        """The rest of a list of places: 902 in Punjab, 384 *elsewhere*; 19 *other provinces* 255."""
        scene, words, number = self.scene, self.scene.page.words, self.draft.number
        at = number.first
        while at and words[at - 1] in _LABEL_MARKS:
            at -= 1
        last = self.draft.head[1] if self.draft.head else number.last
        if words[last : last + 1] == [_ELSEWHERE] or (at and words[at - 1] == _ELSEWHERE):
            return True
        if at > 1 and words[at - 1] in _OTHER_PLACES:
            return words[at - 2] == "other"
        kind = scene.ended(at, "place_kind")
        return kind is not None and scene.ended(kind.first, "rest") is not None

    def _beyond(self) -> Ruling | None:
        """What stands above a figure whose sentence names no place."""
        chain = self.chained()
        if chain is not None:
            return chain
        for rule, find in (("pointed", self.pointed), ("lead", self.lead), ("heading", self.heading)):
            mention = find()
            if mention is not None:
                return rule, mention
        return None if self.places.site is None else ("site", self.places.site)

    def _named(self, own: list[Mention]) -> Ruling:
        """The nearest place of the sentence that is not beyond another figure."""
        for mention in own:
            if not self.scene.beyond_another(self.drafts, self.i, cue_of(mention)):
                return f"named {self.scene.side(self.draft, cue_of(mention))}", mention
        return ("others named" if own else "none"), None

    def place_of(self, draft: Draft) -> Mention | None:
        """The place that an earlier figure was given, as it was named."""
        words = draft.why.get("place")
        return next(iter(self.places.within(*words)), None) if words else None

    def chained(self) -> tuple[str, Mention] | None:
        """The place of the figure before in the same paragraph, where no place is named since."""
        before = self.drafts[self.i - 1] if self.i else None
        if before is None or before.get("place") is None:
            return None
        relation = self.scene.relation(self.draft, before)
        if relation == "farther" or self._places_since(before):
            return None
        mention = self.place_of(before)
        same = "same" if before.get("measure") == self.draft.get("measure") else "other"
        return None if mention is None else (f"chain {relation} {same}", mention)

    def whole(self) -> Draft | None:
        """The figure before, where this one counts its people again or a part of them.

        61 *of them* · 1,318 *(fam* 204) · 184 families *with* 1,071 members.
        """
        if not self.i:
            return None
        draft, before = self.draft, self.drafts[self.i - 1]
        first, last = before.number.last, draft.number.first
        persons = "percent" not in (draft.unit, before.unit)
        again = draft.unit != before.unit and persons and last - first <= _AGAIN
        takes_up = again or self.scene.of_which(before, draft)
        return before if takes_up and not self._places_since(before) else None

    def _places_since(self, before: Draft) -> bool:
        """Whether another place than its own is named between a figure and this one."""
        between = self.places.within(before.number.last, self.draft.number.first)
        own = before.why.get("place")
        return any(own is None or not own[0] <= mention.first < own[1] for mention in between)

    def follows(self, mention: Mention) -> bool:
        """1,318 persons left *via* Torkham: in the clause after the number, no other figure between."""
        scene, number = self.scene, self.draft.number
        cue = cue_of(mention)
        beside = self.draft.unit == "percent" and mention.first - number.last <= 1
        return (
            mention.first >= number.last
            and (beside or scene.case_word(cue) in OF_PLACE)
            and not scene.beyond_another(self.drafts, self.i, cue)
            and not scene.marks_between(self.draft, cue, MARKS) - {"bracket"}
        )

    def fronts(self, mention: Mention) -> bool:
        """*In Punjab* police held 86; *Kandahar* has absorbed 412,000: it opens the clause."""
        scene, words = self.scene, self.scene.page.words
        first = scene.page.bounds[self.draft.sentence][0]
        opens = mention.first - first <= 1 or words[mention.first - 1] in (".", ";", "while", "and")
        opens = opens or words[mention.first - 2] in (";", ",", "\n", "while", "and")
        return (
            opens
            and mention.last <= self.draft.number.first
            and not scene.beyond_another(self.drafts, self.i, cue_of(mention))
        )

    def heading(self) -> Mention | None:
        """The place that the heading of the figure's list names first."""
        heading = self.scene.heading[self.draft.sentence]
        named = self.places.within(*self.scene.page.bounds[heading]) if heading is not None else []
        return named[0] if named else None

    def lead(self) -> Mention | None:
        """The place that opens the figure's paragraph, before the figure."""
        lead = self.places.leads.get(self.scene.page.paragraph[self.draft.number.first])
        return lead if lead is not None and lead.first < self.draft.number.first else None

    def last_named(self) -> list[Mention]:
        """The last place named before the figure's sentence, and the last crossing if it is another."""
        first = self.scene.page.bounds[self.draft.sentence][0]
        named = self.places.within(max(first - _BACK, 0), first)[::-1]
        crossing = next((mention for mention in named if mention.kind == "crossing"), None)
        if crossing is None or crossing.name == named[0].name:
            return named[:1]
        return [named[0], crossing]

    def way_back(self, mention: Mention) -> str:
        """How far before the figure a place is named: next sentence, paragraph, block or farther."""
        page, sentence = self.scene.page, self.scene.page.sentence[mention.first]
        if page.paragraph[mention.first] == page.paragraph[self.draft.number.first]:
            return "next" if self.draft.sentence - sentence == 1 else "paragraph"
        return "block" if self.scene.block[sentence] == self.scene.block[self.draft.sentence] else "farther"

    def pointed(self) -> Mention | None:
        """The last place of the kind that "this gate" or "the province" points to; any for "here"."""
        for word in self.scene.in_sentence("pointing", self.draft.sentence):
            kind = self.scene.starting(word.last, "place_kind") if word.code == "this" else None
            if kind is None and word.code == "this":
                continue
            for mention in reversed(self.places.within(max(word.first - _BACK, 0), word.first)):
                if kind is None or mention.kind == kind.code:
                    return mention
        return None


def cue_of(mention: Mention) -> Cue:
    """A place as a cue, for questions about nearness."""
    return Cue("place", mention.code or "", mention.first, mention.last)


def labels(scene: Scene, draft: Draft, mention: Mention) -> bool:
    """Punjab 143; Nangarhar: 388: the place stands right before its number."""
    at = draft.number.first
    case = scene.ended(at, "postposition")
    at = case.first if case else at
    while at > mention.last and scene.page.words[at - 1] in _LABEL_MARKS:
        at -= 1
    return at == mention.last
