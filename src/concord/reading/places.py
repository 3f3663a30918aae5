"""The place, crossing or centre that a figure is limited to: options for it, as written.

Spoken for by the words of its own clause ("at Torkham", "Punjab 143"), by the place that opens its
paragraph or heads its list, by "this gate" and "here", by the figures before it, and by the place
that the document is about. What grammar says of them is a strong feature, not a verdict.
"""

from concord.reading.cells import place_label, sums_up_places
from concord.reading.choose import Option, bucket
from concord.reading.drafts import Draft, Scene
from concord.reading.lexicon import Cue
from concord.reading.toponyms import Mention, Toponyms, toponyms_of

__all__ = ["place_options"]

_MARKS = {
    ",": "comma",
    ";": "stop",
    ".": "stop",
    "\n": "stop",
    "(": "bracket",
    ":": "colon",
    "and": "and",
    "،": "comma",
}
_JOINING = frozenset({"and", "or", ",", "/", "&", "و", "اور", "او"})
_LABEL_MARKS = frozenset(":|-=(")
_HERE = frozenset({"here", "there", "locally"})
_POINTING = frozenset({"this", "the", "that", "our", "its", "his", "same", "my", "these"})
_BY_CELL = frozenset({"cell header", "cell row", "cell section", "cell sum"})  # rules that decide alone
_FIRM = frozenset({"label", "cell row", "cell header", "cell section", "cell sum", "whole"})
_BACK = 400  # tokens that a place is remembered
_AGAIN = 6  # tokens between a count of families and that of their members
_OF_PLACE = frozenset({
    "in", "at", "from", "to", "through", "via", "across", "into", "near", "outside", "inside", "by", "of",
    "for",
})  # fmt: skip


def place_options(scene: Scene, drafts: list[Draft], i: int) -> list[Option]:
    """The places of the sentence, of what stands above it, of the figures before, or none."""
    return _Choice(scene, drafts, i).options()


class _Choice:
    """The options for the place of one figure, by the name of the place."""

    def __init__(self, scene: Scene, drafts: list[Draft], i: int) -> None:
        self.scene, self.drafts, self.i = scene, drafts, i
        self.draft, self.places = drafts[i], toponyms_of(scene)
        self.measure = self.draft.get("measure")
        self.none = Option(None, None, [f"none|{self.measure}"])
        self.found: dict[str, Option] = {}

    def options(self) -> list[Option]:
        """All options; none is the first of them."""
        own = self._speak_of_sentence()
        self._speak_of_above(own)
        self._speak_of_figures(own)
        self._speak_of_document(own)
        rule, option = self._grammatical(own)
        option.features += [f"rule={rule}", f"rule={rule}|{self.measure}"]
        if rule in _FIRM:
            option.features.append("firm")
        self.none.features += self._of_none(own, rule)
        if rule in _BY_CELL:
            return [option]
        return [self.none, *self.found.values()]

    def _speak(self, mention: Mention, *features: str) -> Option:
        """Add features to the option of a place."""
        option = self.found.get(mention.name)
        if option is None:
            first, last = mention.full or (mention.first, _joined(self.scene, self.places, mention))
            value = self.scene.text(first, last), mention.code
            option = Option(value, (mention.first, mention.last), [f"form={mention.form}"])
            self.found[mention.name] = option
        option.features += features
        return option

    # --- the sentence ------------------------------------------------------

    def _speak_of_sentence(self) -> list[Mention]:
        """The places of the figure's own sentence, the nearest first."""
        number = self.draft.number
        mentions = [
            mention
            for mention in self.places.within(*self.scene.page.bounds[self.draft.sentence])
            if not _is_dateline(self.scene, mention)
        ]
        away = {
            mention.first: self.scene.distance(number.first, number.last, _cue(mention))
            for mention in mentions
        }
        near = sorted(mentions, key=lambda mention: away[mention.first])
        for rank, mention in enumerate(near[:5]):
            self._speak(mention, f"rank={min(rank, 2)}", *self._near_features(mention))
        return near

    def _near_features(self, mention: Mention) -> list[str]:
        scene, draft, cue = self.scene, self.draft, _cue(mention)
        side, cost = scene.side(draft, cue), scene.distance(draft.number.first, draft.number.last, cue)
        word = scene.case_word(cue)
        features = [
            f"{side}:{bucket(cost)}",
            f"word={word}",
            f"{side}:word={word}",
            f"kind={mention.kind}|{self.measure}",
            f"{side}:form={mention.form}",
            f"word={word}|{mention.kind}",
        ]
        if scene.labels_another(self.drafts, self.i, cue):
            features.append("labels another")
        if scene.beyond_another(self.drafts, self.i, cue):
            features.append(f"beyond:{side}")
        if _labels(scene, draft, mention):
            features.append("label")
        if scene.ended(cue.first - 1, "generic_office") or scene.ended(cue.first, "generic_office"):
            features.append("office")
        if scene.starting(cue.last, "generic_office") or scene.starting(cue.first, "generic_office"):
            features.append("office after")
        return features + [f"{side}:over {mark}" for mark in scene.marks_between(draft, cue, _MARKS)]

    def _speak_of_cell(self) -> tuple[str, Option] | None:
        """The places that label a cell, the closest first: across the header, down the row, above."""
        labels = self.scene.tables.cells.get(self.draft.number.first)
        named: list[tuple[str, Mention]] = []
        for how, span in labels.named() if labels is not None else ():
            named += [(how, mention) for mention in self.places.within(*span)]
        label = place_label(self.scene, self.draft)
        if label is not None and not any(how == "row" for how, _ in named):
            name = " ".join(self.scene.page.words[label[0] : label[1]])
            named.insert(0, ("row", Mention(*label, None, "place", "row label", name)))
        for rank, (how, mention) in enumerate(named[:3]):
            self._speak(mention, f"cell {min(rank, 1)}:{how}")
        if not named:
            return None
        how, mention = named[0]
        alone = labels is not None and (mention.first, mention.last) in labels.above
        return f"cell {'section' if alone else how}", self._speak(mention)

    # --- what stands above ---------------------------------------------------

    def _speak_of_above(self, own: list[Mention]) -> None:
        """The place of the heading, of the paragraph's opening, the last one named, and "this gate"."""
        near = "near" if own else "bare"
        heading = self._heading()
        if heading is not None:
            self._speak(heading, f"heading:{near}")
        lead = self._lead()
        if lead is not None:
            several = "several" if len(self.places.leads) > 2 else "few"
            self._speak(lead, f"lead:{near}:{several}", f"lead:{lead.kind}")
        for rank, last in enumerate(self._last_named()):
            way, kind = self._way_back(last), f"{last.kind}|{self.measure}"
            self._speak(last, f"last {rank}:{near}:{way}", f"last {rank}:{kind}")
            if not rank:
                self._speak(last, f"last:{near}:{self.scene.case_word(_cue(last))}")
        pointed = self._pointed()
        if pointed is not None:
            self._speak(pointed, "pointed", f"pointed:{near}")

    def _heading(self) -> Mention | None:
        heading = self.scene.heading[self.draft.sentence]
        named = self.places.within(*self.scene.page.bounds[heading]) if heading is not None else []
        return named[0] if named else None

    def _lead(self) -> Mention | None:
        """The place that opens the figure's paragraph, before the figure."""
        lead = self.places.leads.get(self.scene.page.paragraph[self.draft.number.first])
        return lead if lead is not None and lead.first < self.draft.number.first else None

    def _last_named(self) -> list[Mention]:
        """The last place named before the figure's sentence, and the last crossing if it is another."""
        first = self.scene.page.bounds[self.draft.sentence][0]
        named = self.places.within(max(first - _BACK, 0), first)[::-1]
        crossing = next((mention for mention in named if mention.kind == "crossing"), None)
        if crossing is None or crossing.name == named[0].name:
            return named[:1]
        return [named[0], crossing]

    def _way_back(self, mention: Mention) -> str:
        page, sentence = self.scene.page, self.scene.page.sentence[mention.first]
        if page.paragraph[mention.first] == page.paragraph[self.draft.number.first]:
            return "next" if self.draft.sentence - sentence == 1 else "paragraph"
        return "block" if self.scene.block[sentence] == self.scene.block[self.draft.sentence] else "farther"

    def _pointed(self) -> Mention | None:
        """The last place of the kind that "this gate" or "the province" points to; any for "here"."""
        scene, words = self.scene, self.scene.page.words
        first, last = scene.page.bounds[self.draft.sentence]
        for at in range(first, last):
            kind = scene.starting(at, "place_kind") if at and words[at - 1] in _POINTING else None
            if kind is None and words[at] not in _HERE:
                continue
            for mention in reversed(self.places.within(max(at - _BACK, 0), at)):
                if kind is None or mention.kind == kind.code:
                    return mention
        return None

    # --- the figures before and the document ----------------------------------

    def _speak_of_figures(self, own: list[Mention]) -> None:
        """The place of the figure before, and of the last that had one."""
        near = "near" if own else "bare"
        if not self.i:
            return
        before = self.drafts[self.i - 1]
        relation = self.scene.relation(self.draft, before)
        if before.get("place") is None:
            self.none.features.append(f"before none:{relation}:{near}")
        else:
            same = self.measure == before.get("measure")
            part = self.scene.of_which(before, self.draft)
            self._speak_of_figure(
                before, f"before:{relation}:{near}", f"before|{same}", f"before|part={part}"
            )
            return
        for farther in self.drafts[max(self.i - 6, 0) : self.i - 1][::-1]:
            if farther.get("place") is not None:
                relation = self.scene.relation(self.draft, farther)
                same = self.measure == farther.get("measure")
                self._speak_of_figure(farther, f"earlier:{relation}:{near}", f"earlier|{same}")
                return

    def _speak_of_figure(self, draft: Draft, *features: str) -> Option | None:
        """Add features to the option of an earlier figure's place, if it has one."""
        words = draft.why.get("place")
        mention = next(iter(self.places.within(*words)), None) if words else None
        return None if mention is None else self._speak(mention, *features)

    def _speak_of_document(self, own: list[Mention]) -> None:
        """The place that the report is about, as its opening says, and the first of all."""
        near = "near" if own else "bare"
        mentions, site = self.places.mentions, self.places.site
        if site is not None:
            held = "heading" if self._heading() else "lead" if self._lead() else "bare"
            self._speak(site, f"site:{near}:{site.kind}", f"site:{near}:{held}", f"site|{self.measure}")
        if mentions:
            share = self.places.counts[mentions[0].name] * 3 >= len(mentions)
            opening = self.scene.page.paragraph[mentions[0].first] == 0
            self._speak(mentions[0], f"first:{near}:{share}:{opening}", f"first:{mentions[0].kind}:{share}")

    # --- grammar -----------------------------------------------------------

    def _grammatical(self, own: list[Mention]) -> tuple[str, Option]:
        """The rule that grammar applies and the option it gives."""
        cell = self._speak_of_cell()
        if sums_up_places(self.scene, self.draft):
            return "cell sum", self.none if cell is None else cell[1]
        if cell is not None:
            return cell
        for mention in own:
            if _labels(self.scene, self.draft, mention):
                return "label", self._speak(mention)
        whole = self._whole()
        if whole is not None:
            option = self._speak_of_figure(whole)
            return "whole", self.none if option is None else option
        for mention in own:
            if self._follows(mention):
                return "follows", self._speak(mention)
        for mention in own:
            if self._fronts(mention):
                return "fronts", self._speak(mention)
        chain = None if own else self._chained()
        if chain is not None:
            return chain
        above = {
            "pointed": self._pointed(),
            "lead": self._lead(),
            "heading": self._heading(),
            "site": self.places.site,
        }
        for rule, over in above.items() if not own else ():
            if over is not None:
                return rule, self._speak(over)
        for mention in own:
            if not self.scene.beyond_another(self.drafts, self.i, _cue(mention)):
                return f"named {self.scene.side(self.draft, _cue(mention))}", self._speak(mention)
        return ("others named" if own else "none"), self.none

    def _chained(self) -> tuple[str, Option] | None:
        """The place of the figure before in the same paragraph, where no place is named since."""
        before = self.drafts[self.i - 1] if self.i else None
        if before is None or before.get("place") is None:
            return None
        relation = self.scene.relation(self.draft, before)
        if relation == "farther" or self.places.within(before.number.last, self.draft.number.first):
            return None
        option = self._speak_of_figure(before)
        same = "same" if before.get("measure") == self.measure else "other"
        return None if option is None else (f"chain {relation} {same}", option)

    def _whole(self) -> Draft | None:
        """The figure before, where this one counts its people again or a part of them.

        61 *of them* · 1,318 *(fam* 204) · 184 families *with* 1,071 members.
        """
        if not self.i:
            return None
        draft, before = self.draft, self.drafts[self.i - 1]
        first, last = before.number.last, draft.number.first
        persons = "percent" not in (draft.unit, before.unit)
        again = draft.unit != before.unit and persons and last - first <= _AGAIN
        if not (self.scene.of_which(before, draft) or again) or self.places.within(first, last):
            return None
        return before

    def _follows(self, mention: Mention) -> bool:
        """1,318 persons left *via* Torkham: in the clause after the number, no other figure between."""
        scene, number = self.scene, self.draft.number
        cue = _cue(mention)
        beside = self.draft.unit == "percent" and mention.first - number.last <= 1
        return (
            mention.first >= number.last
            and (beside or scene.case_word(cue) in _OF_PLACE)
            and not scene.beyond_another(self.drafts, self.i, cue)
            and not scene.marks_between(self.draft, cue, _MARKS) - {"bracket"}
        )

    def _fronts(self, mention: Mention) -> bool:
        """*In Punjab* police held 86; *Kandahar* has absorbed 412,000: it opens the clause."""
        scene, words = self.scene, self.scene.page.words
        first = scene.page.bounds[self.draft.sentence][0]
        opens = mention.first - first <= 1 or words[mention.first - 1] in (".", ";", "while", "and")
        opens = opens or words[mention.first - 2] in (";", ",", "\n", "while", "and")
        return (
            opens
            and mention.last <= self.draft.number.first
            and not scene.beyond_another(self.drafts, self.i, _cue(mention))
        )

    def _of_none(self, own: list[Mention], rule: str) -> list[str]:
        """What speaks for a figure that is limited to no place: its size, a country, the whole of it."""
        scene, draft = self.scene, self.draft
        size = len(str(int(draft.number.value))) if draft.unit != "percent" else 0
        features = [
            "something near" if own else "nothing near" if not self.found else "something above",
            f"size={min(size, 8)}",
            f"size={min(size, 8)}:{rule}",
        ]
        if scene.in_sentence("whole", draft.sentence):
            features.append("whole")
        for cue in scene.in_sentence("country", draft.sentence):
            if not scene.beyond_another(self.drafts, self.i, cue):
                side = scene.side(draft, cue)
                features.append(f"country:{scene.case_word(cue) in _OF_PLACE}:{side}")
                break
        return features


def _cue(mention: Mention) -> Cue:
    return Cue("place", mention.code or "", mention.first, mention.last)


def _is_dateline(scene: Scene, mention: Mention) -> bool:
    """ISLAMABAD: at the head of a paragraph tells where a report was filed, not where people are."""
    words = scene.page.words
    opens = mention.first == 0 or words[mention.first - 1] == "\n"
    filed = mention.last < len(words) and words[mention.last] in (":", ",", "(", "-")
    filed = filed and not scene.is_number(mention.last + 1)
    return opens and filed and scene.text(mention.first, mention.last).isupper()


def _labels(scene: Scene, draft: Draft, mention: Mention) -> bool:
    """Punjab 143; Nangarhar: 388: the place stands right before its number."""
    at = draft.number.first
    case = scene.ended(at, "postposition")
    at = case.first if case else at
    while at > mention.last and scene.page.words[at - 1] in _LABEL_MARKS:
        at -= 1
    return at == mention.last


def _joined(scene: Scene, places: Toponyms, mention: Mention) -> int:
    """Places joined by 'and' are one scope: Torkham and Spin Boldak."""
    last = mention.last
    while last + 1 < len(scene.page.words) and scene.page.words[last] in _JOINING:
        at = last + 2 if scene.page.words[last : last + 2] == [",", "and"] else last + 1
        following = places.within(at, at + 1)
        if not following:
            break
        last = following[0].last
    return last
