"""From figures to entries: claims about a margin, each said once, and what is left out and why.

A part takes from its total what its own words do not say: the period, the place, the
phase. Acts of one voice that say the same of the same people are one claim.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from concord.accounts.entry import Entry
from concord.accounts.left_out import LeftOut, Reason
from concord.accounts.likelihood import likelihood_of, reached_by_then
from concord.accounts.margin import Margin
from concord.accounts.meaning import margin_of
from concord.accounts.moments import same_moments
from concord.accounts.scope import Nesting
from concord.evidence import Figure, Kind, MalformedRecord, Precision, Unit
from concord.situation import Situation

__all__ = ["entries_of"]

UNCOUNTED = "other"
INHERITED = (
    "phase",
    "place",
    "country",
    "nationality",
    "period_start",
    "period_end",
    "said",
    "party",
    "source",
)


@dataclass(frozen=True, slots=True)
class _Words:
    """What the figures of one question are read against."""

    situation: Situation
    nesting: Nesting
    placed: Mapping[tuple[str, int], Figure]
    split: frozenset[tuple[str, int]]


def entries_of(
    figures: Iterable[Figure], situation: Situation, nesting: Nesting, as_of: date | None = None
) -> tuple[tuple[Entry, ...], tuple[LeftOut, ...]]:
    """Claims ready for the balance in a fixed order, and every other figure with its reason."""
    acts = sorted(dict(map(_identified, figures)).items(), key=_order)
    words = _words([figure for _, figure in acts], situation, nesting)
    read = [(identifier, _entry(identifier, figure, words, as_of)) for identifier, figure in acts]
    left = [LeftOut(identifier, reason) for identifier, reason in read if isinstance(reason, Reason)]
    said: dict[tuple[object, ...], Entry] = {}
    for entry in same_moments([entry for _, entry in read if isinstance(entry, Entry)]):
        first = said.setdefault(_act(entry), entry)
        if first is not entry:
            left.append(LeftOut(entry.id, Reason.ECHO, first.id))
    return tuple(said.values()), tuple(left)


def _identified(figure: Figure) -> tuple[str, Figure]:
    """The figure behind its id; one whose number is not finite has none, and is told by its place."""
    try:
        return figure.id, figure
    except MalformedRecord as error:
        place = f"{figure.text!r} at {figure.start} of {figure.document!r}"
        raise MalformedRecord("Figure", [f"{mistake}: {place}" for mistake in error.mistakes]) from None


def _order(act: tuple[str, Figure]) -> tuple[str, str, int, str]:
    identifier, figure = act
    told = figure.said or figure.period_end
    return "" if told is None else told.text, figure.document, figure.start, identifier


def _words(figures: Sequence[Figure], situation: Situation, nesting: Nesting) -> _Words:
    placed = {(figure.document, figure.start): figure for figure in figures}
    split = frozenset((f.document, f.part_of) for f in figures if f.part_of is not None)
    return _Words(situation, nesting, placed, split)


def _act(entry: Entry) -> tuple[object, ...]:
    """Equal for two acts of one voice that say the same of the same people."""
    figure = entry.figure
    voice = figure.party or figure.source or figure.publisher
    return voice, entry.margin, figure.value, figure.value_high, figure.precision


def _entry(identifier: str, figure: Figure, words: _Words, as_of: date | None) -> Entry | Reason:
    full = _filled(figure, words)
    if (reason := _unfit(full, as_of)) is not None:
        return reason
    likelihood = likelihood_of(full)
    if likelihood is None:
        return Reason.NOT_A_COUNT
    margin = _margin(full, words)
    if isinstance(margin, Reason):
        return margin
    whole = _whole(figure, words)
    if whole is not None and _margin(_filled(whole, words), words) == margin:
        return Reason.PART_LIKE_WHOLE
    if _ends_somewhere_in(full, margin):
        likelihood = reached_by_then(likelihood)
    return Entry(identifier, full, margin, likelihood)


def _ends_somewhere_in(figure: Figure, margin: Margin) -> bool:
    """The end is told only as a month or year that is not itself the period."""
    told = figure.period_end or figure.said
    return told is not None and margin.kind is Kind.FLOW and told.first not in (told.last, margin.start)


def _whole(figure: Figure, words: _Words) -> Figure | None:
    return None if figure.part_of is None else words.placed.get((figure.document, figure.part_of))


def _filled(figure: Figure, words: _Words) -> Figure:
    """The figure with what only its totals say, and the party of a publisher that speaks for itself.

    A circle of parts ends where it began.
    """
    seen, above = {figure.start}, _whole(figure, words)
    while above is not None and above.start not in seen:
        seen.add(above.start)
        missing = {name: getattr(above, name) for name in INHERITED if getattr(figure, name) is None}
        figure = replace(figure, **missing)
        above = _whole(above, words)
    if figure.party is None and figure.source is None and figure.publisher is not None:
        return replace(figure, party=words.situation.party_of(figure.publisher))
    return figure


def _unfit(figure: Figure, as_of: date | None) -> Reason | None:
    """The first reason in the figure itself for which it cannot be balanced."""
    told = figure.said or figure.period_end
    unfit = {
        Reason.LATER: as_of is not None and told is not None and told.first > as_of,
        Reason.PROJECTED: figure.projected,
        Reason.FAMILIES: figure.unit is Unit.FAMILIES,
        Reason.PERCENT: figure.unit is Unit.PERCENT,
        Reason.VAGUE: figure.precision is Precision.VAGUE,
        Reason.OTHER_MEASURE: figure.measure == UNCOUNTED,
        Reason.SEX_OR_AGE: figure.sex_age is not None,
    }
    return next((reason for reason, holds in unfit.items() if holds), None)


def _margin(figure: Figure, words: _Words) -> Margin | Reason:
    split = figure.rest_status is not None or (figure.document, figure.start) in words.split
    return margin_of(figure, words.situation, words.nesting, split=split)
