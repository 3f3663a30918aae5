"""The place, crossing or centre that a figure is limited to: options for it, as written.

Spoken for by the words of its own clause ("at Torkham", "Punjab 143"), by the place that opens its
paragraph or heads its list, by "this gate" and "here", by the figures before it, and by the place
that the document is about. What grammar says of them is a strong feature, not a verdict.
"""

from concord.reading.cells import place_label, sums_up_places
from concord.reading.choose import Option, bucket
from concord.reading.drafts import Draft, Scene
from concord.reading.place_rules import MARKS, OF_PLACE, Vicinity, cue_of, labels
from concord.reading.surroundings import Toponyms, toponyms_of
from concord.reading.toponyms import Mention

__all__ = ["place_options"]

_JOINING = frozenset({"and", "or", ",", "/", "&", "و", "اور", "او"})
_DECIDING = frozenset({"cell header", "cell row", "cell section", "cell sum", "elsewhere"})
_FIRM = frozenset({"label", "cell row", "cell header", "cell section", "cell sum", "whole"})


def place_options(scene: Scene, drafts: list[Draft], i: int) -> list[Option]:
    """The places of the sentence, of what stands above it, of the figures before, or none."""
    return _Choice(scene, drafts, i).options()


class _Choice:
    """The options for the place of one figure, by the name of the place."""

    def __init__(self, scene: Scene, drafts: list[Draft], i: int) -> None:
        self.scene, self.drafts, self.i = scene, drafts, i
        self.draft, self.places = drafts[i], toponyms_of(scene)
        self.around = Vicinity(scene, drafts, i)
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
        if rule in _DECIDING:
            return [option]
        return [self.none, *self.found.values()]

    def _speak(self, mention: Mention, *features: str) -> Option:
        """Add features to the option of a place."""
        option = self.found.get(mention.name)
        if option is None:
            first, last = mention.full or (mention.first, _joined(self.scene, self.places, mention))
            value = self.scene.text(first, last), mention.code
            option = Option(value, (mention.first, mention.last))
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
            mention.first: self.scene.distance(number.first, number.last, cue_of(mention))
            for mention in mentions
        }
        near = sorted(mentions, key=lambda mention: away[mention.first])
        for rank, mention in enumerate(near[:5]):
            self._speak(mention, f"rank={min(rank, 2)}", *self._near_features(mention))
        return near

    def _near_features(self, mention: Mention) -> list[str]:
        scene, draft, cue = self.scene, self.draft, cue_of(mention)
        side, cost = scene.side(draft, cue), scene.distance(draft.number.first, draft.number.last, cue)
        word = scene.case_word(cue)
        features = [
            f"{side}:{bucket(cost)}",
            f"{side}:word={word}",
            f"kind={mention.kind}|{self.measure}",
        ]
        if scene.labels_another(self.drafts, self.i, cue):
            features.append("labels another")
        if scene.beyond_another(self.drafts, self.i, cue):
            features.append(f"beyond:{side}")
        if labels(scene, draft, mention):
            features.append("label")
        if scene.ended(cue.first - 1, "generic_office") or scene.ended(cue.first, "generic_office"):
            features.append("office")
        if scene.starting(cue.last, "generic_office") or scene.starting(cue.first, "generic_office"):
            features.append("office after")
        return features + [f"{side}:over {mark}" for mark in scene.marks_between(draft, cue, MARKS)]

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
        heading = self.around.heading()
        if heading is not None:
            self._speak(heading, f"heading:{near}")
        lead = self.around.lead()
        if lead is not None:
            several = "several" if len(self.places.leads) > 2 else "few"
            self._speak(lead, f"lead:{near}:{several}", f"lead:{lead.kind}")
        for rank, last in enumerate(self.around.last_named()):
            way, kind = self.around.way_back(last), f"{last.kind}|{self.measure}"
            self._speak(last, f"last {rank}:{near}:{way}", f"last {rank}:{kind}")
            if not rank:
                self._speak(last, f"last:{near}:{self.scene.case_word(cue_of(last))}")
        pointed = self.around.pointed()
        if pointed is not None:
            self._speak(pointed, "pointed", f"pointed:{near}")

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

    def _speak_of_figure(self, draft: Draft, *features: str) -> None:
        """Add features to the option of an earlier figure's place."""
        mention = self.around.place_of(draft)
        if mention is not None:
            self._speak(mention, *features)

    def _speak_of_document(self, own: list[Mention]) -> None:
        """The place that the report is about, as its opening says, and the first of all."""
        near = "near" if own else "bare"
        mentions, site = self.places.mentions, self.places.site
        if site is not None:
            held = "heading" if self.around.heading() else "lead" if self.around.lead() else "bare"
            self._speak(site, f"site:{near}:{site.kind}", f"site:{near}:{held}", f"site|{self.measure}")
        if mentions:
            share = self.places.counts[mentions[0].name] * 3 >= len(mentions)
            opening = self.scene.page.paragraph[mentions[0].first] == 0
            self._speak(mentions[0], f"first:{near}:{share}:{opening}", f"first:{mentions[0].kind}:{share}")

    def _grammatical(self, own: list[Mention]) -> tuple[str, Option]:
        """The rule that grammar applies and the option it gives."""
        cell = self._speak_of_cell()
        if sums_up_places(self.scene, self.draft):
            return "cell sum", self.none if cell is None else cell[1]
        if cell is not None:
            return cell
        rule, mention = self.around.ruled(own)
        return rule, self.none if mention is None else self._speak(mention)

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
                features.append(f"country:{scene.case_word(cue) in OF_PLACE}:{side}")
                break
        return features


def _is_dateline(scene: Scene, mention: Mention) -> bool:
    """ISLAMABAD: at the head of a paragraph tells where a report was filed, not where people are."""
    words = scene.page.words
    opens = mention.first == 0 or words[mention.first - 1] == "\n"
    filed = mention.last < len(words) and words[mention.last] in (":", ",", "(", "-")
    filed = filed and not scene.is_number(mention.last + 1)
    return opens and filed and scene.text(mention.first, mention.last).isupper()


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
