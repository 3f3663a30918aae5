"""From a document to its reading: the steps in their order, each filling what is still open."""

from concord import __version__
from concord.evidence import Because, Document, Figure, Reading
from concord.reading.dates import find_dates
from concord.reading.drafts import Draft, Scene
from concord.reading.hedges import read_precision
from concord.reading.lexicon import LANGUAGES, Cue, Lexicon, lexicon_for
from concord.reading.measures import read_kind, read_manner, read_measure, read_projected
from concord.reading.numbers import find_numbers
from concord.reading.people import count_people
from concord.reading.periods import read_period
from concord.reading.scope import read_country, read_group, read_nationality, read_place, read_status
from concord.reading.speakers import Voices, read_source
from concord.reading.text import prepare
from concord.situation import Situation

__all__ = ["Reader"]

_FIELDS = frozenset(
    "precision measure projected status sex_age nationality country place kind period_start period_end source party "
    "phase manner cumulative part_of rest_status".split()
)


class Reader:
    """Reads documents about one situation; holds nothing but the words of its languages.

    >>> from concord.situation import bundled
    >>> from concord.evidence import Document
    >>> reader = Reader(bundled("afghanistan-pakistan"))
    >>> note = Document("note", "", "text/plain", "Some 84,000 Afghans were deported in March 2025.")
    >>> [(f.value, f.measure, f.precision.value) for f in reader.read(note).figures]
    [(84000, 'deported', 'about')]
    """

    name = f"concord {__version__}"

    def __init__(self, situation: Situation) -> None:
        self.situation = situation
        self._lexicons: dict[str, Lexicon] = {}

    def read(self, document: Document) -> Reading:
        """All figures and statements of a document, in the order of its text."""
        scene = self._scene(document, _language(document))
        drafts = count_people(scene)
        self._fill(scene, drafts, document)
        return Reading(document.id, self.name, tuple(_figure(scene, draft, document) for draft in drafts))

    def _lexicon(self, language: str) -> Lexicon:
        if language not in self._lexicons:
            self._lexicons[language] = lexicon_for(language, self.situation)
        return self._lexicons[language]

    def _scene(self, document: Document, language: str) -> Scene:
        page = prepare(document.text)
        cues = self._lexicon(language).find(page)
        whens = find_dates(page, cues, document.published)
        taken = {i for when in whens for i in range(when.first, when.last)}
        return Scene(page, cues, whens, find_numbers(page, cues, language, taken))

    def _title(self, document: Document) -> list[Cue]:
        """Countries that the title and the publisher name."""
        lexicon = self._lexicon(_language(document))
        above = prepare(f"{document.title or ''}\n{document.publisher or ''}")
        return [cue for cue in lexicon.find(above) if cue.role in ("country", "demonym")]

    def _fill(self, scene: Scene, drafts: list[Draft], document: Document) -> None:
        read_precision(scene, drafts)
        read_measure(scene, drafts)
        read_manner(scene, drafts)
        read_projected(scene, drafts)
        read_kind(drafts, self.situation)
        read_status(scene, drafts)
        read_group(scene, drafts)
        read_nationality(scene, drafts, self.situation)
        read_place(scene, drafts)
        read_country(scene, drafts, self.situation, self._title(document))
        read_period(scene, drafts, document.published, self.situation)
        read_source(scene, drafts, Voices(scene, self.situation))


def _language(document: Document) -> str:
    return document.language if document.language in LANGUAGES else "en"


def _figure(scene: Scene, draft: Draft, document: Document) -> Figure:
    page, number = scene.page, draft.number
    start, end = page.starts[number.first], page.ends[number.last - 1]
    because = tuple(Because(name, page.starts[a], page.ends[b - 1]) for name, (a, b) in draft.why.items() if name in _FIELDS)
    fields = {name: value for name, value in draft.values.items() if name in _FIELDS}
    return Figure(
        document=document.id,
        start=start,
        end=end,
        text=page.text[start:end],
        value=number.value,
        value_high=number.high,
        unit=draft.unit,
        said=document.published,
        publisher=document.publisher,
        because=because,
        **fields,
    )
