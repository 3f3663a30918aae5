"""What the headers and row labels of a number cell say of it.

Covered: Persons · Families · Returned | Deported · On 20 Oct | Since the beginning · Women | Men ·
Torkham | Chaman across, or down under Province. Free beds, Cost and Trucks count no people; Room for
does. The nearest header decides, then those above it, then the labels of the row, then the lines above.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from concord.evidence import PartialDate, Unit
from concord.reading.choose import Option
from concord.reading.dates import When
from concord.reading.drafts import Draft, Scene
from concord.reading.lexicon import Cue
from concord.reading.numbers import Number
from concord.reading.rows import Span
from concord.reading.tables import Labels

__all__ = [
    "Told",
    "add_labels",
    "cell_dates",
    "counted_in_cell",
    "is_cumulative",
    "label_cues",
    "named_alone",
    "only_named",
    "place_label",
    "runs_over_time",
    "sums_up_places",
]

_OWN_WORDS = 3  # tokens after a number in its cell in which it may have a noun of its own
_CURRENCIES = frozenset({"$", "€", "£", "rs", "usd", "pkr", "afn"})
_WITHOUT = frozenset({"without", "بدون", "بغیر", "بے", "بې"})
_SUMS = frozenset({"total", "totals", "grand", "sum", "all", "in", "altogether", "combined", "aggregate"})
_YEARS = range(1990, 2040)
_DAY = 10  # characters of a date that is as precise as a day
_SPEAKING = ("measure", "status", "group", "demonym")


@dataclass(frozen=True, slots=True)
class Told:
    """Whether a number of a table counts people, in which unit, and the noun that says so."""

    people: bool
    unit: Unit = Unit.INDIVIDUALS
    head: Span | None = None


def counted_in_cell(scene: Scene, number: Number) -> Told | None:
    """What labels say that a number counts; None in no table, or where it has a noun of its own."""
    if number.first in scene.tables.labelling:
        return Told(people=False)
    labels = scene.tables.cells.get(number.first)
    if labels is None or _names_own(scene, number):
        return None
    if _is_amount(scene, number):
        return Told(people=False)
    noun = _noun(scene, labels)
    if noun is None:
        return Told(_is_about_people(scene, labels), _unit(None, scene, labels, number))
    people = noun.role == "people"
    return Told(people, _unit(noun, scene, labels, number), (noun.first, noun.last) if people else None)


def label_cues(scene: Scene, draft: Draft, role: str) -> Iterator[tuple[str, Cue]]:
    """The cues of a role in the labels of a figure's cell, with where they stand, the closest first."""
    labels = scene.tables.cells.get(draft.number.first)
    if labels is not None:
        for how, span in labels.named():
            yield from ((how, cue) for cue in scene.within(role, *span))


def add_labels(
    scene: Scene, draft: Draft, role: str, options: Mapping[str, Option], none: Option | None = None
) -> None:
    """Let the labels of a figure's cell speak for options; the closest of all has the grammar's word."""
    if none is not None and draft.number.first in scene.tables.cells:
        silent = next(label_cues(scene, draft, role), None) is None
        summed = any(label_cues(scene, draft, "total"))
        none.features.append(f"cell {'silent' if silent else 'told'}:{'total' if summed else 'part'}")
    for rank, (how, cue) in enumerate(label_cues(scene, draft, role)):
        option = options.get(cue.code)
        if option is not None:
            option.features += [f"cell:{how}", f"rule=cell:{how}" if rank == 0 else f"cell too:{how}"]
            option.words = (cue.first, cue.last) if rank == 0 else option.words or (cue.first, cue.last)


def named_alone(scene: Scene, draft: Draft, role: str) -> Cue | None:
    """The cue by which a header or a row label alone decides a field; None for none or several."""
    labels = scene.tables.cells.get(draft.number.first)
    for span in (*labels.header, *labels.row) if labels is not None else ():
        whole = scene.within(role, *span)
        cues = [cue for cue in whole if (cue.first, cue.last) == span or not _is_weak(scene, cue)]
        if cues:
            return cues[0] if len({cue.code for cue in cues}) == 1 else None
    return None


def _is_weak(scene: Scene, cue: Cue) -> bool:
    return cue.role == "measure" and scene.starting(cue.first, "weak") is not None


def only_named(scene: Scene, draft: Draft, role: str, options: Mapping[str, Option]) -> list[Option]:
    """The one option that a header or a row label decides; nothing where they leave it open."""
    cue = named_alone(scene, draft, role)
    return [options[cue.code]] if cue is not None and cue.code in options else []


def cell_dates(scene: Scene, draft: Draft) -> list[tuple[str, When]]:
    """The dates in the labels of a figure's cell, the closest first: one in a header governs its column."""
    labels = scene.tables.cells.get(draft.number.first)
    if labels is None:
        return []
    return [
        (how, when)
        for how, span in labels.named()
        for when in scene.dates_within(*span) or _year(scene, span)
        if not is_sum(scene, span)
    ]


def is_sum(scene: Scene, span: Span) -> bool:
    """Whether a label says that it sums up the others: Total, and کل, which is no day there."""
    return scene.text(*span) == "کل" or any(cue.first == span[0] for cue in scene.within("total", *span))


def sums_up_places(scene: Scene, draft: Draft) -> bool:
    """Whether a cell stands in the row that sums up rows of places."""
    labels = scene.tables.cells.get(draft.number.first)
    return labels is not None and _are_places(scene, labels) and is_sum(scene, labels.row[0])


def _are_places(scene: Scene, labels: Labels) -> bool:
    return bool(labels.row) and any(_kind(scene, span) == "place" for span in labels.about)


def runs_over_time(scene: Scene, draft: Draft) -> bool:
    """Whether the header of a cell gives it a stretch of time: since 1 April, 3 to 9 May, October."""
    whens = [when for how, when in cell_dates(scene, draft) if how == "header"]
    return any(when.role == "since" or when.span or len(when.end.text) < _DAY for when in whens)


def _year(scene: Scene, span: Span) -> list[When]:
    """A cell that is nothing but a year: 2023 | 2024."""
    word, year = scene.page.words[span[0]], span[1] - span[0] == 1
    if not (year and word.isdecimal() and int(word) in _YEARS):
        return []
    return [When(*span, PartialDate(word), PartialDate(word))]


def is_cumulative(scene: Scene, draft: Draft) -> bool:
    """Whether the header of a figure's cell counts from a beginning: since the start, to date; not a sum."""
    labels = scene.tables.cells.get(draft.number.first)
    for first, last in labels.header if labels is not None else ():
        running = (
            cue for cue in scene.within("total", first, last) if scene.page.words[cue.first] not in _SUMS
        )
        if any(running) or any(cue.code == "since" for cue in scene.within("when", first, last)):
            return True
    return False


def place_label(scene: Scene, draft: Draft) -> Span | None:
    """The row label that names a place because its column is one of places: Camp | Persons."""
    labels = scene.tables.cells.get(draft.number.first)
    if labels is None or not _are_places(scene, labels) or is_sum(scene, labels.row[0]):
        return None
    return labels.row[0]


def _names_own(scene: Scene, number: Number) -> bool:
    words = scene.page.words
    for at in range(number.last, min(number.last + _OWN_WORDS, len(words))):
        if words[at] in ("|", "\n"):
            return False
        if scene.starting(at, "people") or scene.starting(at, "thing"):
            return True
    return False


def _is_amount(scene: Scene, number: Number) -> bool:
    words = scene.page.words
    around = words[max(0, number.first - 1) : number.first] + words[number.last : number.last + 1]
    return bool(_CURRENCIES.intersection(around)) or ":" in words[number.last : number.last + 1]


def _noun(scene: Scene, labels: Labels) -> Cue | None:
    """The noun that the column or the row counts: people or a thing."""
    for how, span in labels.named():
        if how == "header" and _kind(scene, span) == "things":
            return Cue("thing", "thing", *span)
        nouns = [cue for role in ("people", "thing") for cue in scene.within(role, *span)]
        counted = [cue for cue in nouns if not _is_idle(scene, cue, how)]
        if counted:
            return max(counted, key=lambda cue: cue.first)
    return None


def _is_idle(scene: Scene, cue: Cue, how: str) -> bool:
    """Whether a noun says nothing of what is counted: last 24 *hours*, Panian *camp*, without *family*."""
    if cue.first and scene.page.words[cue.first - 1] in _WITHOUT:
        return True
    column = scene.starting(cue.first, "column")
    return cue.role == "thing" and (cue.code == "time" or column is not None or how == "above")


def _kind(scene: Scene, span: Span) -> str | None:
    return next((cue.code for cue in scene.within("column", *span)), None)


def _is_about_people(scene: Scene, labels: Labels) -> bool:
    """Without a noun: labels or lines above that speak of people, or a text that does."""
    spoken = any(scene.within(role, *span) for _, span in labels.named() for role in _SPEAKING)
    return spoken or bool(scene.cues.get("people") or scene.cues.get("measure"))


def _unit(noun: Cue | None, scene: Scene, labels: Labels, number: Number) -> Unit:
    if number.percent or any(scene.within("percent", *span) for span in labels.header):
        return Unit.PERCENT
    return Unit.FAMILIES if noun is not None and noun.code == Unit.FAMILIES else Unit.INDIVIDUALS
