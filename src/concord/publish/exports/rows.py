"""Records to rows: one tuple a figure or estimate, made when it is asked for.

A row is a plain tuple in the order of its table's columns: a million of them pass through
without ever standing in memory together. Here, and nowhere else, what disclosure control
withholds is taken out of a row: the number, its words and offsets, and the content id, which
a reader who knows all other fields could guess a small number from.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from concord import __version__
from concord.accounts import Estimate
from concord.evidence import Document, Figure, PartialDate, Precision, Unit
from concord.publish.disclosure import Held, Mark, alias, withheld
from concord.publish.exports.columns import Table
from concord.publish.scopes import figure_scope, margin_scope
from concord.situation import Situation

__all__ = ["BAR", "Row", "Said", "account_rows", "batches", "claim_rows", "mapped"]

Row = tuple[object, ...]
AROUND = 40  # code points on each side of the number: a quote of about fifteen words
BATCH = 8_192  # rows that a columnar format takes at once
METHOD = f"concord {__version__}"
BAR = " | "


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


def claim_rows(
    said: Iterable[Said], situation: Situation, *, held: Held | None = None, site: str = ""
) -> Iterator[Row]:
    """Rows of CLAIMS.

    Args:
        held: what disclosure control makes of the figures, by their ids.
        site: what comes before the path of an address, as in ``https://example.org``.
    """
    held = held if held is not None else Held()
    scope = _scopes(situation)
    for one in said:
        if one.id not in held.waiting:
            yield _claim(one, _mark(one, held), held.places, scope, site)


def account_rows(
    estimates: Iterable[Estimate],
    situation: Situation,
    *,
    known: str,
    held: Held | None = None,
    site: str = "",
) -> Iterator[Row]:
    """Rows of ACCOUNT, as of the day up to which claims were known."""
    held = held if held is not None else Held()
    for estimate in estimates:
        if estimate.key not in held.waiting:
            yield _cell(estimate, situation, known, held, site)


def mapped(rows: Iterable[Row], table: Table) -> Iterator[Mapping[str, object]]:
    """The same rows by the names of their columns."""
    names = table.names
    return (dict(zip(names, row, strict=True)) for row in rows)


def batches(rows: Iterable[Row], size: int = BATCH) -> Iterator[list[Row]]:
    """So many rows at a time."""
    left = iter(rows)
    while batch := list(islice(left, size)):
        yield batch


def _mark(one: Said, held: Held) -> Mark:
    figure, high = one.figure, one.figure.value_high
    small = withheld(figure.value, figure.unit) or (high is not None and withheld(high, figure.unit))
    return Mark.SMALL if small else held.claims.get(one.id, Mark.OK)


def _claim(
    one: Said, mark: Mark, places: Mapping[str, str | None], scope: Callable[[Figure], str], site: str
) -> Row:
    figure, document = one.figure, one.document
    told = mark in (Mark.OK, Mark.COARSE)
    open_words = mark is Mark.OK
    identity = one.id if open_words else alias("claim", figure.document, one.rank)
    where = figure.place if mark is not Mark.COARSE else places.get(one.id)
    low, high = _bounds(figure) if told else (None, None)
    return (
        identity,
        f"{site}/figures/{one.id}/" if open_words else f"{site}/documents/{figure.document}/",
        figure.value if told else None, low, high, figure.precision.value,
        figure.unit.value, figure.measure, figure.kind.value if figure.kind else None,
        _date(figure.period_start), _date(figure.period_end), figure.nationality, figure.country,
        where, figure.status, figure.phase, figure.manner, figure.sex_age, figure.cumulative,
        figure.projected, one.part_of, figure.rest_status, _date(figure.said), figure.source, figure.party,
        figure.publisher, _quote(document, figure) if open_words else None,
        figure.text if open_words else None,
        figure.start if open_words else None, figure.end if open_words else None, figure.document,
        document.sha256 if document else None, document.address if document else None,
        document.retrieved if document else None, one.known, _date(document.published) if document else None,
        BAR.join(one.replaced_by) or None, one.repeats, BAR.join(one.corrected) or None,
        _open(figure) if open_words else None, scope(figure) if mark is not Mark.COARSE else None, one.state,
        BAR.join(one.positions) or None, METHOD, mark.value,
    )  # fmt: skip


def _cell(estimate: Estimate, situation: Situation, known: str, held: Held, site: str) -> Row:
    margin = estimate.margin
    small = withheld(estimate.value, Unit.INDIVIDUALS)
    mark = Mark.SMALL if small else held.estimates.get(estimate.key, Mark.OK)
    told, whole = mark in (Mark.OK, Mark.COARSE), mark is Mark.OK
    numbers = (estimate.value, estimate.low80, estimate.high80, estimate.low95, estimate.high95)
    place = BAR.join(margin.places) or None
    return (
        estimate.key, f"{site}/estimates/{estimate.key}/" if whole else f"{site}/accounts/",
        *(numbers if told else (None,) * 5),
        Unit.INDIVIDUALS.value, margin.measure, margin.kind.value,
        margin.start.isoformat() if margin.start else None, margin.end.isoformat() if margin.end else None,
        margin.nationality, margin.country, held.places.get(estimate.key) if mark is Mark.COARSE else place,
        margin.status, margin.phase, margin.manner,
        BAR.join(f"{name} {code}" for name, code in margin.besides) or None, margin.counted_by,
        margin.undated, "implied" if estimate.implied else "claimed", BAR.join(estimate.claims) or None,
        known, margin_scope(margin, situation) if mark is not Mark.COARSE else None, "balanced",
        _own(estimate) if whole else None, METHOD, mark.value,
    )  # fmt: skip


def _own(estimate: Estimate) -> str | None:
    """Each party with what its own claims come to; a small count keeps its place without the number."""
    return BAR.join(f"{one.party or 'unnamed'} {_shown(one.value)}" for one in estimate.positions) or None


def _shown(value: float) -> str:
    if withheld(value, Unit.INDIVIDUALS):
        return "withheld"
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def _bounds(figure: Figure) -> tuple[float | None, float | None]:
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


def _date(date: PartialDate | None) -> str | None:
    return None if date is None else date.text


def _quote(document: Document | None, figure: Figure) -> str | None:
    """The number with the words of its line around it."""
    if document is None:
        return None
    text = document.text
    left, right = text[max(0, figure.start - AROUND) : figure.start], text[figure.end : figure.end + AROUND]
    if figure.start > AROUND:
        left = left.partition(" ")[2]
    if figure.end + AROUND < len(text):
        right = right.rpartition(" ")[0]
    return " ".join(f"{left}{text[figure.start : figure.end]}{right}".split())


def _open(figure: Figure) -> str | None:
    return BAR.join(f"{one.field}: {', '.join(one.values)}" for one in figure.candidates) or None


def _scopes(situation: Situation) -> Callable[[Figure], str]:
    """Scopes in words; as many figures share few scopes, each is worded once."""
    worded = lru_cache(maxsize=65_536)(lambda _key, figure: figure_scope(figure.value, situation))

    def scope(figure: Figure) -> str:
        key = (
            figure.projected, figure.measure, figure.manner, figure.status, figure.sex_age, figure.phase,
            figure.place, figure.country, _date(figure.period_start), _date(figure.period_end), figure.kind,
        )  # fmt: skip
        return worded(key, _Same(figure))

    return scope


@dataclass(frozen=True, slots=True, eq=True)
class _Same:
    """A figure that is no part of the key it travels with."""

    value: Figure = field(compare=False, hash=False)
