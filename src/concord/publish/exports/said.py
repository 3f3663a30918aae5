"""A claim as one row, cell by cell: the plain form, which decides what a withheld figure still tells.

Here, and nowhere else, what disclosure control withholds is taken out of a claim: the number, its words
and offsets, and the content id, which a reader who knows all other fields could guess a small number from.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from concord import __version__
from concord.evidence import Document, Figure, PartialDate, Precision
from concord.evidence.written import WrittenFigure, as_written
from concord.publish.disclosure import Held, Mark, alias, withheld
from concord.publish.exports.streams import Row

__all__ = [
    "BAR", "METHOD", "Note", "Portion", "Quoting", "Said", "Spans", "bounds", "claim_row", "date_text",
    "mark_of", "open_fields", "portion_of", "quoting", "told_of", "unsaid_spans",
]  # fmt: skip

AROUND = 40  # code points on each side of the number: a quote of about fifteen words
METHOD = f"concord {__version__}"
BAR = " | "
DOT = "\u2026"  # in the place of a number that may not be told
Spans = Mapping[str, Sequence[tuple[int, int]]]
Quoting = Callable[[Document | None, WrittenFigure], str | None]
Scope = Callable[[WrittenFigure], str]


@dataclass(frozen=True, slots=True)
class Note:
    """What the parties said of a figure; of most they say nothing.

    Attributes:
        state, positions: where the parties stand, and each party with its word.
    """

    state: str = "unreviewed"
    positions: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()
    repeats: str | None = None
    corrected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A figure with what others said of it.

    Attributes:
        id: of the figure as read, by which its address stays.
        figure: with corrections applied; document: where it stands, if known.
        known: when the ledger came to know it.
        rank: its place among the figures of its document.
        state, positions: where the parties stand, and each party with its word.
    """

    id: str
    figure: Figure | WrittenFigure
    document: Document | None
    known: str = ""
    state: str = "unreviewed"
    positions: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()
    repeats: str | None = None
    corrected: tuple[str, ...] = ()
    part_of: str | None = None
    rank: int = 0


@dataclass(slots=True)
class Portion:
    """Some figures with what is said of them, as columns of ``Said``; ``notes`` are by place."""

    figures: list[WrittenFigure] = field(default_factory=list)
    documents: list[Document | None] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    parts: list[str | None] = field(default_factory=list)
    ranks: list[int] = field(default_factory=list)
    notes: dict[int, Note] = field(default_factory=dict)

    def add(self, one: Said) -> None:
        """One more figure."""
        note = Note(one.state, one.positions, one.replaced_by, one.repeats, one.corrected)
        if note != SILENT:
            self.notes[len(self.figures)] = note
        self.figures.append(as_written(one.figure, one.id))
        self.documents.append(one.document)
        self.known.append(one.known)
        self.parts.append(one.part_of)
        self.ranks.append(one.rank)


SILENT = Note()
TEXTS_KEPT = 64  # documents with dots in them; figures of one document come together


def portion_of(said: Iterable[Said]) -> Portion:
    """The same figures as columns."""
    portion = Portion()
    for one in said:
        portion.add(one)
    return portion


def mark_of(identity: str, figure: Figure | WrittenFigure, held: Held) -> Mark:
    """What may be told of it; a small count is withheld whether or not a rule names it.

    One whose mark alone would tell too much has lost it and is withheld like any other.
    """
    value, high = figure.value, figure.value_high
    mark = held.claims.get(identity, Mark.OK)
    small = any(one is not None and withheld(one, figure.unit) for one in (value, high))
    return Mark.SMALL if small and mark is not Mark.COVER else mark


def told_of(figure: WrittenFigure, mark: Mark, rank: int, place: str | None) -> WrittenFigure:
    """What is left of a figure under its mark: the one place where anything is taken out.

    Args:
        rank: its place among the figures of its document, which names it instead of its id.
        place: that is told where its own may not be.
    """
    if mark is Mark.OK:
        return figure
    name = alias("claim", figure.document, rank)
    bare = replace(figure, id=name, text=None, start=None, end=None, candidates=())
    if mark is Mark.COARSE:
        return replace(bare, place=place)
    return replace(bare, value=None, value_high=None)


def unsaid_spans(figures: Mapping[str, Figure], held: Held) -> Spans:
    """Where numbers stand that may not be told, by document: no other figure's quote may tell them."""
    found: dict[str, list[tuple[int, int]]] = {}
    for identity, figure in figures.items():
        hidden = mark_of(identity, figure, held) in (Mark.SMALL, Mark.COVER)
        if hidden or identity in held.waiting:
            found.setdefault(figure.document, []).append((figure.start, figure.end))
    return found


def quoting(unsaid: Spans) -> Quoting:
    """A function from a figure and its document to its quote, in which numbers that may not be told are dots.

    The dots are as many as the characters, so that offsets stay until the words are cut out.
    """
    texts: dict[str, str] = {}

    def quoted(document: Document | None, figure: WrittenFigure) -> str | None:
        start, end = figure.start, figure.end
        if document is None or start is None or end is None:
            return None
        if figure.document not in unsaid:
            return quote(document.text, start, end)
        if figure.document not in texts:
            if len(texts) >= TEXTS_KEPT:
                texts.clear()
            texts[figure.document] = _dotted(document.text, unsaid[figure.document])
        dotted = texts[figure.document]
        own = f"{dotted[:start]}{document.text[start:end]}{dotted[end:]}"  # it tells its own number anyway
        return re.sub(f"{DOT}+", DOT, quote(own, start, end))

    return quoted


def _dotted(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + DOT * (min(end, len(text)) - start) + text[end:]
    return text


def claim_row(
    one: Said,
    mark: Mark,
    places: Mapping[str, str | None],
    scope: Scope,
    quoted: Quoting,
    site: str,
) -> Row:
    """The row of CLAIMS for one figure."""
    open_words, document = mark is Mark.OK, one.document
    figure = told_of(as_written(one.figure, one.id), mark, one.rank, places.get(one.id))
    low, high = bounds(figure)
    return (
        figure.id,
        f"{site}/figures/{one.id}/" if open_words else f"{site}/documents/{figure.document}/",
        figure.value, low, high, figure.precision, figure.unit, figure.measure, figure.kind,
        figure.period_start, figure.period_end, figure.nationality, figure.country,
        figure.place, figure.status, figure.phase, figure.manner, figure.sex_age, figure.cumulative,
        figure.projected, one.part_of, figure.rest_status, figure.said, figure.source,
        figure.party, figure.publisher, quoted(document, figure),
        figure.text, figure.start, figure.end, figure.document,
        document.sha256 if document else None, document.address if document else None,
        document.retrieved if document else None, one.known,
        date_text(document.published) if document else None,
        BAR.join(one.replaced_by) or None, one.repeats, BAR.join(one.corrected) or None,
        open_fields(figure),
        scope(figure) if mark is not Mark.COARSE else None, one.state,
        BAR.join(one.positions) or None, METHOD, mark.value,
    )  # fmt: skip


def bounds(figure: WrittenFigure) -> tuple[float | None, float | None]:
    """What the words give as the least and the most."""
    value, high = figure.value, figure.value_high
    match figure.precision:
        case Precision.EXACT:
            return value, value
        case Precision.AT_LEAST:
            return value, None
        case Precision.AT_MOST:
            return None, value
        case Precision.RANGE:
            return value, high
    return None, high


def date_text(date: PartialDate | None) -> str | None:
    """A date as it was said."""
    return None if date is None else date.text


def quote(text: str, start: int, end: int) -> str:
    """The number with the words of its line around it."""
    right = text[end : end + AROUND]
    if end + AROUND < len(text):
        right = right.rpartition(" ")[0]
    if start <= AROUND:
        return " ".join(f"{text[:end]}{right}".split())
    left = text[start - AROUND : start].partition(" ")[2]
    return " ".join(f"{left}{text[start:end]}{right}".split())


def open_fields(figure: WrittenFigure) -> str | None:
    """The fields that the words leave open, with their candidates."""
    return BAR.join(f"{one.field}: {', '.join(one.values)}" for one in figure.candidates) or None
