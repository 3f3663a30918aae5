"""From a document to its reading: the steps in their order, each field one choice."""

from collections.abc import Callable, Mapping
from dataclasses import fields

from concord import __version__
from concord.evidence import Because, Candidates, Document, Figure, PartialDate, Reading
from concord.reading.choose import Option, Weights, choose, load_weights
from concord.reading.countries import country_options, usual_country, vantage
from concord.reading.dates import find_dates
from concord.reading.drafts import Draft, Scene
from concord.reading.gazetteer import Gazetteer
from concord.reading.hedges import read_precision
from concord.reading.houses import house_of
from concord.reading.kinds import kind_options
from concord.reading.lexicon import LANGUAGES, Cue, Lexicon, lexicon_for, with_prepositions
from concord.reading.measures import (
    measure_options,
    projected_options,
    read_manner,
    usual_measure,
)
from concord.reading.nationalities import read_nationality
from concord.reading.nesting import read_nesting
from concord.reading.numbers import Number, find_numbers
from concord.reading.people import Decide, count_people
from concord.reading.periods import launch_of, period_options
from concord.reading.places import place_options
from concord.reading.running import is_bulletin
from concord.reading.scope import group_options, status_options
from concord.reading.speakers import Voice, country_named, voice_options
from concord.reading.statements import read_statements
from concord.reading.text import prepare
from concord.situation import Situation

__all__ = ["Reader"]

_FIELDS = frozenset({field.name for field in fields(Figure)} - {"document", "start", "end", "text", "value"})
_ALWAYS = ("measure", "projected")  # fields that have no empty value
_HELD_IN = {"voice": "source", "period": "period_end"}  # the field that shows the candidates of a choice
Options = Callable[[Scene, list[Draft], int], list[Option]]


class Reader:
    """Reads documents about one situation; holds nothing but words and weights.

    >>> from concord.situation import bundled
    >>> from concord.evidence import Document
    >>> reader = Reader(bundled("afghanistan-pakistan"))
    >>> note = Document("note", "", "text/plain", "Some 84,000 Afghans were deported in March 2025.")
    >>> [(f.value, f.measure, f.precision.value) for f in reader.read(note).figures]
    [(84000, 'deported', 'about')]
    """

    name = f"concord {__version__}"

    def __init__(self, situation: Situation, weights: Mapping[str, Weights] | None = None) -> None:
        self.situation = situation
        self.weights = load_weights() if weights is None else weights
        self._gazetteer = Gazetteer(situation)
        self._launch = launch_of(situation)
        self._lexicons: dict[str, Lexicon] = {}
        self._publishers: dict[tuple[str, str], list[Cue]] = {}

    def taught(self, weights: Mapping[str, Weights]) -> "Reader":
        """The same reader with other weights."""
        reader = Reader(self.situation, weights)
        reader._lexicons = self._lexicons
        return reader

    def read(self, document: Document) -> Reading:
        """All figures and statements of a document, in the order of its text."""
        scene = self.scene(document)
        drafts = self.drafts(scene)
        for i, draft in enumerate(drafts):
            for name, options in self.choices(document.published).items():
                self._choose(draft, name, options(scene, drafts, i))
        read_manner(scene, drafts)
        read_nesting(scene, drafts, self._launch)
        identity = document.id  # once: it is a digest over the whole text
        figures = tuple(_figure(scene, draft, document, identity) for draft in drafts)
        return Reading(identity, self.name, figures, read_statements(scene, document))

    def scene(self, document: Document) -> Scene:
        """A document with all the words, dates and numbers found in it."""
        language = document.language if document.language in LANGUAGES else "en"
        lexicon = self._lexicon(str(language))
        page = prepare(document.text)
        cues = lexicon.find(page)
        whens = find_dates(page, cues, document.published)
        taken = {i for when in whens for i in range(when.first, when.last)}
        numbers = find_numbers(page, cues, str(language), taken)
        scene = Scene(with_prepositions(page, cues), cues, whens, numbers, self._gazetteer)
        title = prepare(document.title or "")
        titled, publisher = lexicon.find(title), self._named(str(language), document.publisher or "")
        scene.language = str(language)
        scene.titled = find_dates(title, titled, document.published)
        scene.issued_regularly = is_bulletin(scene, titled)
        scene.published_in = country_named(publisher, self._gazetteer)
        scene.house = house_of(document.publisher or "", publisher)
        scene.home = self.situation.nationality
        above = [cue for cue in (*titled, *publisher) if cue.role in ("country", "place", "demonym")]
        scene.usual_country = usual_country(scene, self.situation, above)
        scene.vantage = vantage(scene)
        scene.usual_measure = usual_measure(scene, titled)
        return scene

    def drafts(self, scene: Scene, decide: Decide | None = None) -> list[Draft]:
        """The numbers that count people, with precision and nationality; ``decide`` picks them instead."""
        drafts = count_people(scene, decide or self.counts_people)
        read_precision(scene, drafts)
        read_nationality(scene, drafts, self.situation)
        return drafts

    def counts_people(self, _: Number, options: list[Option]) -> Option:
        """Whether a number counts people, by the weights."""
        return choose(options, self.weights.get("people", {})).option

    def choices(self, published: PartialDate | None) -> dict[str, Options]:
        """How the options of each field are found, in the order of the fields."""
        return {
            "measure": measure_options,
            "kind": kind_options,
            "projected": projected_options,
            "status": status_options,
            "sex_age": group_options,
            "place": place_options,
            "country": country_options,
            "period": lambda scene, drafts, i: period_options(scene, drafts, i, published, self._launch),
            "voice": voice_options,
        }

    def _choose(self, draft: Draft, name: str, options: list[Option]) -> None:
        choice = choose(options, self.weights[name])
        if choice.decided or name in _ALWAYS:
            settle(draft, name, choice.option)
            draft.close[name] = choice.close
        else:
            draft.close[name] = (choice.option.value, *choice.close)

    def _named(self, language: str, publisher: str) -> list[Cue]:
        """The words of a publisher's name, remembered: few publishers publish many documents."""
        if (language, publisher) not in self._publishers:
            self._publishers[language, publisher] = self._lexicon(language).find(prepare(publisher))
        return self._publishers[language, publisher]

    def _lexicon(self, language: str) -> Lexicon:
        if language not in self._lexicons:
            self._lexicons[language] = lexicon_for(language, self.situation)
        return self._lexicons[language]


def settle(draft: Draft, name: str, option: Option) -> None:
    """Write a chosen option into the fields of a draft that it decides."""
    value, words = option.value, option.words
    if name == "place":
        text, code = value if isinstance(value, tuple) else (None, None)
        draft.set("place", text, words)
        draft.set("place_code", code)
    elif name == "period" and isinstance(value, tuple):
        draft.set("period_start", value[0], words)
        draft.set("period_end", value[1], words)
    elif name == "voice" and isinstance(value, Voice):
        draft.set("source", value.name, words)
        draft.set("party", value.party)
    elif name not in ("period", "voice"):
        draft.set(name, value, words)


def _figure(scene: Scene, draft: Draft, document: Document, identity: str) -> Figure:
    page, number = scene.page, draft.number
    start, end = page.starts[number.first], page.ends[number.last - 1]
    because = tuple(
        Because(name, page.starts[a], page.ends[b - 1])
        for name, (a, b) in draft.why.items()
        if name in _FIELDS
    )
    candidates = tuple(
        Candidates(_HELD_IN.get(name, name), tuple(dict.fromkeys(_plain(value) for value in values)))
        for name, values in draft.close.items()
        if values
    )
    chosen = {name: value for name, value in draft.values.items() if name in _FIELDS}
    return Figure(
        document=identity,
        start=start,
        end=end,
        text=page.text[start:end],
        value=number.value,
        value_high=number.high,
        unit=draft.unit,
        said=document.published,
        publisher=document.publisher,
        because=because,
        candidates=candidates,
        **chosen,
    )


def _plain(value: object) -> str:
    """A value of a choice as a candidate is written: 2025-04-01/2025-04-18; Torkham; IOM; none."""
    if isinstance(value, Voice):
        return value.name
    if isinstance(value, tuple) and isinstance(value[0] or value[-1], PartialDate):
        return "/".join(str(date) if date else "…" for date in value)
    first = value[0] if isinstance(value, tuple) else value
    return "none" if first is None else str(first)
