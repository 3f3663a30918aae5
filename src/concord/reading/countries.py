"""The country of a figure: that people return from or are deported from, else that they are in.

The grammar of the sentence speaks first (``country_rules``), then the places of the sentence and above
it, the section ("Syria" alone on a line), the last country named, whose police and whose schools
are spoken of, and the country that the document is about. That refugees are never in their own
country, and people displaced within it are, is left to the weights.
"""

from collections import Counter

from concord.reading.cells import label_cues, named_alone
from concord.reading.choose import Option, bucket
from concord.reading.country_rules import AT_HOME, LEAVING, is_joined, near_countries, ruled_country
from concord.reading.drafts import Draft, Scene
from concord.reading.lexicon import Cue
from concord.reading.place_rules import Vicinity
from concord.reading.surroundings import toponyms_of
from concord.situation import Situation

__all__ = ["country_options", "usual_country", "vantage"]

_ARRIVING = frozenset({"from", "سے", "از", "څخه", "نه"})
_GOING = frozenset({"in", "inside", "within"})
_GROUPS = {  # where people of a measure are by its sense; those of the others are there, where it happens
    **dict.fromkeys(LEAVING, "leaving"),
    **dict.fromkeys(AT_HOME, "at home"),
    **dict.fromkeys(("hosted", "registered", "fled"), "abroad"),
}
_NEAREST = 3  # countries of a sentence that are considered
_BLOCK_REACH = 30  # sentences
_DATELINE = 4  # tokens at the top of a report among which its dateline names a place


def country_options(scene: Scene, drafts: list[Draft], i: int) -> list[Option]:
    """The countries of the sentence, the place, the section, the document, the people's own, or none."""
    return _Choice(scene, drafts, i).options()


class _Choice:
    """The options for the country of one figure, by its code."""

    def __init__(self, scene: Scene, drafts: list[Draft], i: int) -> None:
        self.scene, self.drafts, self.i, self.draft = scene, drafts, i, drafts[i]
        self.measure, self.home = self.draft.get("measure"), self.draft.get("nationality")
        self.moves = "leaving" if self.measure in LEAVING else str(self.measure)
        self.group = _GROUPS.get(str(self.measure), "there")
        self.near = near_countries(scene, self.draft)
        self.found: dict[object, Option] = {None: Option(None)}

    def options(self) -> list[Option]:
        """All options, none the first; or the one that the labels of a table decide."""
        self._speak_of_sentence()
        rule, code, words = ruled_country(self.scene, self.drafts, self.i, self.near)
        self._speak(code, words, f"rule={rule}", f"rule={rule}|{self.measure}")
        self._speak_of_cell()
        self._speak_of_place()
        self._speak_of_institutions()
        self._speak_of_document()
        self._speak_of_vantage()
        self._speak_of_figure_before()
        alone = named_alone(self.scene, self.draft, "country")
        if alone is not None and (alone.code != self.home or self.measure in AT_HOME):
            return [self.found[None if is_joined(self.scene, alone) else alone.code]]
        self._speak_of_people()
        return list(self.found.values())

    def _kind(self, code: object) -> str:
        """Whether a country is the people's own."""
        return "none" if code is None else "home" if code == self.home else "away"

    def _speak(self, code: object, words: tuple[int, int] | None, *features: str) -> None:
        """Add features to the option of a country."""
        option = self.found.setdefault(code, Option(code))
        option.words = option.words or words
        option.features += features

    def _speak_of_sentence(self) -> None:
        """The countries of the figure's own sentence."""
        for rank, (cost, cue) in enumerate(self.near[:_NEAREST]):
            kind = self._kind(cue.code)
            if is_joined(self.scene, cue):
                self._speak(None, (cue.first, cue.last), f"joined:{rank}:{kind}:{self.moves}")
                self._speak(cue.code, None, f"one of several:{kind}")
                continue
            features = [
                f"near:{kind}:{bucket(cost)}",
                f"word={self.scene.case_word(cue)}:{kind}:{self.moves}",
                f"rank={rank}:{kind}:{self.moves}",
            ]
            if self.scene.beyond_another(self.drafts, self.i, cue):
                features.append(f"beyond:{self.scene.side(self.draft, cue)}")
            self._speak(cue.code, (cue.first, cue.last), *features)

    def _speak_of_cell(self) -> None:
        """The countries in the labels of a cell."""
        for rank, (how, cue) in enumerate(label_cues(self.scene, self.draft, "country")):
            kind = f"{self._kind(cue.code)}:{self.moves}"
            code = None if is_joined(self.scene, cue) else cue.code
            self._speak(
                code, (cue.first, cue.last), f"cell {min(rank, 1)}:{how}:{kind}", f"cell {min(rank, 1)}:{how}"
            )

    def _speak_of_place(self) -> None:
        """The countries of the figure's place, else of the places above; a crossing lies in both."""
        code = self.draft.get("place_code")
        if code is not None:
            self._speak_of_sides("place", str(code), self.draft.why.get("place"))
            return
        around, site = Vicinity(self.scene, self.drafts, self.i), toponyms_of(self.scene).site
        above = around.last_named()[:1]
        if above and above[0].code is not None:
            way = around.way_back(above[0])
            self._speak_of_sides(f"above {way}", above[0].code, (above[0].first, above[0].last))
        if site is not None and site.code is not None:
            self._speak_of_sides("site", site.code, (site.first, site.last))

    def _speak_of_sides(
        self, how: str, code: str, words: tuple[int, int] | None, moves: str | None = None
    ) -> None:
        """The countries on the sides of a place."""
        sides = self.scene.gazetteer.countries(code)
        for country in sides:
            self._speak(country, words, f"{how}:{moves or self.moves}:{self._kind(country)}:{len(sides)}")

    def _speak_of_institutions(self) -> None:
        """Whose police, schools or clinics the sentence speaks of: the *Turkish* coast guard."""
        for cue in self.scene.in_sentence("demonym", self.draft.sentence):
            if cue.code != self.home:
                side = self.scene.side(self.draft, cue)
                self._speak(cue.code, (cue.first, cue.last), f"demonym:{side}", f"demonym:{self.moves}")

    def _speak_of_document(self) -> None:
        """What the section, the last country named, and the document as a whole are about."""
        scene = self.scene
        self._speak(scene.usual_country, None, f"usual:{self._kind(scene.usual_country)}:{self.group}")
        if self.home is not None:
            self._speak(self.home, self.draft.why.get("nationality"), f"own:{self.group}")
        section = scene.section_country[self.draft.sentence]
        if section is not None:
            self._speak(section, None, f"section:{self._kind(section)}:{self.group}")
        named = scene.within("country", self._block_start(), self.draft.number.first)
        before = [cue for cue in named if cue.code != self.home]
        if before:
            last = before[-1]
            self._speak(last.code, (last.first, last.last), "last named", f"last named|{self.moves}")

    def _speak_of_vantage(self) -> None:
        """The side that a report is written from: of its publisher, its dateline, its paragraph's place."""
        scene, found = self.scene, toponyms_of(self.scene)
        if scene.published_in is not None:
            self._speak(scene.published_in, None, f"publisher:{self.group}:{self._kind(scene.published_in)}")
        first = found.mentions[0] if found.mentions else None
        if first is not None and first.code is not None and first.first < _DATELINE:
            self._speak_of_sides("dateline", first.code, None, self.group)
        lead = found.leads.get(scene.page.paragraph[self.draft.number.first])
        if lead is not None and lead.code is not None:
            self._speak_of_sides("lead", lead.code, (lead.first, lead.last), self.group)
        for code, option in self.found.items():
            if code is not None:
                option.features.append(f"seen from {self.scene.vantage}:{self.group}:{self._kind(code)}")

    def _block_start(self) -> int:
        """The first token of the figure's block, but no farther back than some sentences."""
        scene, sentence = self.scene, self.draft.sentence
        farthest = max(0, sentence - _BLOCK_REACH)
        while sentence > farthest and scene.block[sentence - 1] == scene.block[sentence]:
            sentence -= 1
        return scene.page.bounds[sentence][0]

    def _speak_of_figure_before(self) -> None:
        """The country of the figure before, by how it precedes."""
        if not self.i:
            return
        before = self.drafts[self.i - 1]
        same = before.get("measure") == self.measure
        how = f"{self.scene.relation(self.draft, before)}:{same}:{'near' if self.near else 'bare'}"
        self._speak(before.get("country"), before.why.get("country"), f"before:{how}")

    def _speak_of_people(self) -> None:
        """Whether a country is the people's own, for each option: people in need are at home."""
        for code, option in self.found.items():
            kind = self._kind(code)
            option.features.append(kind if kind == "away" else f"{kind}|{self.measure}")


def usual_country(scene: Scene, situation: Situation, named_above: list[Cue]) -> str | None:
    """The country that the document is about: the host it names most, unless it names another more often."""
    hosts = (situation.host, *situation.other_hosts)
    named: Counter[str] = Counter()
    for cue in named_above:
        named.update(dict.fromkeys(_countries(scene, cue), 3))
    for role in ("country", "demonym", "place"):
        for cue in scene.cues.get(role, ()):
            named.update(_countries(scene, cue))
    here, away = max((named[host], host) for host in hosts)
    known = {*hosts, situation.nationality}
    most, other = max(((n, code) for code, n in named.items() if code not in known), default=(0, None))
    if most > here:
        return other
    return away if here or named[situation.nationality] or not named else None


def vantage(scene: Scene) -> str:
    """The side that countries are spoken of from: home, where people come *from* hosts; or away."""
    sides: Counter[str] = Counter()
    for cue in scene.cues.get("country", ()):
        word = scene.case_word(cue)
        if word in _ARRIVING:
            sides["away" if cue.code == scene.home else "home"] += 1
        elif word in _GOING:
            sides["away" if cue.code == scene.home else "home"] -= 1
    side, lead = max(sides.items(), key=lambda item: item[1], default=("neither", 0))
    return side if lead > 0 else "neither"


def _countries(scene: Scene, cue: Cue) -> tuple[str, ...]:
    return scene.gazetteer.countries(cue.code) if cue.role == "place" else (cue.code,)
