"""A claim as one row, cell by cell: the plain form, which decides what a withheld figure still tells.

Here, and nowhere else, what disclosure control withholds is taken out of a claim: the number, its words
and offsets, and the content id, which a reader who knows all other fields could guess a small number from.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from concord import __version__
from concord.evidence import Document, Figure, PartialDate, Precision
from concord.publish.disclosure import Held, Mark, alias, withheld
from concord.publish.exports.streams import Row

__all__ = [
    "BAR", "METHOD", "Quoting", "Said", "Spans", "bounds", "claim_row", "date_text", "mark_of", "open_fields",
    "quoting", "unsaid_spans",
]  # fmt: skip

AROUND = 40  # code points on each side of the number: a quote of about fifteen words
METHOD = f"concord {__version__}"
BAR = " | "
DOT = "\u2026"  # in the place of a number that may not be told
Spans = Mapping[str, Sequence[tuple[int, int]]]
Quoting = Callable[[Document | None, Figure], str | None]


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
    figure: Figure
    document: Document | None
    known: str = ""
    state: str = "unreviewed"
    positions: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()
    repeats: str | None = None
    corrected: tuple[str, ...] = ()
    part_of: str | None = None
    rank: int = 0


def mark_of(identity: str, figure: Figure, held: Held) -> Mark:
    """What may be told of it; a small count is withheld whether or not a rule names it."""
    high = figure.value_high
    small = withheld(figure.value, figure.unit) or (high is not None and withheld(high, figure.unit))
    return Mark.SMALL if small else held.claims.get(identity, Mark.OK)


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

    def quoted(document: Document | None, figure: Figure) -> str | None:
        if document is None or figure.document not in unsaid:
            return None if document is None else quote(document.text, figure)
        if figure.document not in texts:
            texts[figure.document] = _dotted(document.text, unsaid[figure.document])
        dotted, start, end = texts[figure.document], figure.start, figure.end
        own = f"{dotted[:start]}{document.text[start:end]}{dotted[end:]}"  # it tells its own number anyway
        return re.sub(f"{DOT}+", DOT, quote(own, figure))

    return quoted


def _dotted(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + DOT * (min(end, len(text)) - start) + text[end:]
    return text


def claim_row(
    one: Said,
    mark: Mark,
    places: Mapping[str, str | None],
    scope: Callable[[Figure], str],
    quoted: Quoting,
    site: str,
) -> Row:
    """The row of CLAIMS for one figure."""
    figure, document = one.figure, one.document
    told = mark in (Mark.OK, Mark.COARSE)
    open_words = mark is Mark.OK
    identity = one.id if open_words else alias("claim", figure.document, one.rank)
    where = figure.place if mark is not Mark.COARSE else places.get(one.id)
    low, high = bounds(figure) if told else (None, None)
    return (
        identity,
        f"{site}/figures/{one.id}/" if open_words else f"{site}/documents/{figure.document}/",
        figure.value if told else None, low, high, figure.precision.value,
        figure.unit.value, figure.measure, figure.kind.value if figure.kind else None,
        date_text(figure.period_start), date_text(figure.period_end), figure.nationality, figure.country,
        where, figure.status, figure.phase, figure.manner, figure.sex_age, figure.cumulative,
        figure.projected, one.part_of, figure.rest_status, date_text(figure.said), figure.source,
        figure.party, figure.publisher, quoted(document, figure) if open_words else None,
        figure.text if open_words else None,
        figure.start if open_words else None, figure.end if open_words else None, figure.document,
        document.sha256 if document else None, document.address if document else None,
        document.retrieved if document else None, one.known,
        date_text(document.published) if document else None,
        BAR.join(one.replaced_by) or None, one.repeats, BAR.join(one.corrected) or None,
        open_fields(figure) if open_words else None,
        scope(figure) if mark is not Mark.COARSE else None, one.state,
        BAR.join(one.positions) or None, METHOD, mark.value,
    )  # fmt: skip


def bounds(figure: Figure) -> tuple[float | None, float | None]:
    """What the words give as the least and the most."""
    if figure.precision is Precision.EXACT:
        return figure.value, figure.value
    if figure.precision is Precision.AT_LEAST:
        return figure.value, None
    if figure.precision is Precision.AT_MOST:
        return None, figure.value
    if figure.precision is Precision.RANGE:
        return figure.value, figure.value_high
    return None, figure.value_high


def date_text(date: PartialDate | None) -> str | None:
    """A date as it was said."""
    return None if date is None else date.text


def quote(text: str, figure: Figure) -> str:
    """The number with the words of its line around it."""
    start, end = figure.start, figure.end
    right = text[end : end + AROUND]
    if end + AROUND < len(text):
        right = right.rpartition(" ")[0]
    if start <= AROUND:
        return " ".join(f"{text[:end]}{right}".split())
    left = text[start - AROUND : start].partition(" ")[2]
    return " ".join(f"{left}{text[start:end]}{right}".split())


def open_fields(figure: Figure) -> str | None:
    """The fields that the words leave open, with their candidates."""
    return BAR.join(f"{one.field}: {', '.join(one.values)}" for one in figure.candidates) or None
