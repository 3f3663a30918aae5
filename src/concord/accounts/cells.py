"""Cells: the coarsest pieces of people and time that tell all margins apart.

Every dimension is cut where a margin names a code or a day, and pieces that the same
margins count are one cell again. A margin is then a sum of whole cells, so every sum
that holds between margins holds between their estimates, and nobody is counted twice.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from concord.accounts.margin import Margin
from concord.accounts.scope import Nesting
from concord.evidence import Kind

__all__ = ["Block", "blocks_of"]

Marks = NDArray[np.bool_]

# Whoever is registered in a country, or awaits return from it, is one of those who live there.
LIVING_THERE: Mapping[str, str] = {"registered": "hosted", "awaiting": "hosted"}
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Block:
    """Margins that share people, and the cells they are made of.

    Attributes:
        margins: as asked for, each once.
        counts: (margins, cells) whether the margin counts the cell.
        days: (cells,) length of the cell's period; one for a stock.
    """

    margins: tuple[Margin, ...]
    counts: Marks
    days: NDArray[np.float64]


def blocks_of(margins: Iterable[Margin], nesting: Nesting) -> tuple[Block, ...]:
    """The margins in blocks that share no people, each cut into its cells."""
    grouped: dict[tuple[str, ...], dict[Margin, None]] = {}
    for margin in margins:
        grouped.setdefault(_family(margin, nesting), {})[margin] = None
    return tuple(_block(tuple(group), nesting) for _, group in sorted(grouped.items()))


def _family(margin: Margin, nesting: Nesting) -> tuple[str, ...]:
    """Margins of different families can have nobody and no moment in common."""
    apart = margin.counted_by is not None or (margin.country is None and margin.kind is Kind.STOCK)
    widest = margin.measure if apart else _widest(margin.measure, nesting)
    rest = (margin.kind.value, margin.nationality, margin.country, margin.counted_by, margin.undated)
    return widest, *(part or "" for part in rest)


def _block(margins: tuple[Margin, ...], nesting: Nesting) -> Block:
    series = _series(margins, nesting)
    spans, days = _times(margins)
    columns: list[Marks] = []
    lengths: list[float] = []
    for running, length in zip(spans, days, strict=True):
        pieces = _distinct(series[:, running])
        columns.extend(_spread(piece, running) for piece in pieces)
        lengths.extend([length] * len(pieces))
    counts = np.array(columns, dtype=bool).T.reshape(len(margins), len(columns))
    return Block(margins, counts, np.array(lengths))


def _distinct(marks: Marks) -> Marks:
    """Each row once and in order, rows that no margin counts left out."""
    rows = {row.tobytes() for row in np.ascontiguousarray(marks[marks.any(axis=1)])}
    return np.frombuffer(b"".join(sorted(rows)), dtype=bool).reshape(len(rows), marks.shape[1])


def _spread(piece: Marks, running: Marks) -> Marks:
    column = np.zeros(len(running), dtype=bool)
    column[running] = piece
    return column


def _series(margins: Sequence[Margin], nesting: Nesting) -> Marks:
    """(series, margins) kinds of people regardless of time, and the margins that count them."""
    found = np.ones((1, len(margins)), dtype=bool)
    for marks in (
        _marks([(_action(m),) for m in margins], lambda inner, outer: _among(inner, outer, nesting)),
        _marks(
            [_told(m.status) for m in margins], lambda inner, outer: outer in nesting.statuses.get(inner, ())
        ),
        _marks([m.places for m in margins], lambda inner, outer: outer in nesting.places.get(inner, ())),
        _marks([_told(m.phase) for m in margins], lambda inner, outer: False),
    ):
        crossed = found[:, None, :] & marks[None, :, :]
        found = _distinct(crossed.reshape(-1, len(margins)))
    return found


def _marks(named: Sequence[tuple[str, ...]], lies_in: Callable[[str, str], bool]) -> Marks:
    """(codes, margins) for each code that a margin names, and for all others, who counts it."""
    codes = sorted({code for codes in named for code in codes})
    rows = [[not c or code in c or any(lies_in(code, o) for o in c) for c in named] for code in codes]
    return np.array([*rows, [not c for c in named]], dtype=bool)


def _told(code: str | None) -> tuple[str, ...]:
    return () if code is None else (code,)


def _action(margin: Margin) -> str:
    return margin.measure if margin.manner is None else f"{margin.measure}/{margin.manner}"


def _among(inner: str, outer: str, nesting: Nesting) -> bool:
    """Those counted by one measure, perhaps of one manner, are among those of a wider one."""
    measure, _, manner = inner.partition("/")
    return outer in _wider(measure, nesting) or (bool(manner) and outer == measure)


def _wider(measure: str, nesting: Nesting) -> frozenset[str]:
    wider = nesting.measures.get(measure, frozenset())
    return wider | {LIVING_THERE[measure]} if measure in LIVING_THERE else wider


def _widest(measure: str, nesting: Nesting) -> str:
    """The measure around this one that lies in no other."""
    around = sorted(_wider(measure, nesting))
    return next((one for one in around if not _wider(one, nesting)), measure)


def _times(margins: Sequence[Margin]) -> tuple[Marks, list[float]]:
    """(times, margins) which margins run at which time, and the length of each time in days.

    A flow's time is cut at every first day and after every last day; levels of different
    days have nobody in common that could be counted on. The moment of a document without
    a day comes after every day that it names.
    """
    if margins[0].kind is Kind.STOCK:
        moments = sorted({m.end for m in margins}, key=str)
        return np.array([[m.end == moment for m in margins] for moment in moments]), [1.0] * len(moments)
    last = max(day for m in margins for day in (m.start, m.end) if day is not None) + DAY
    spans = [(m.start or last, m.end + DAY if m.end else last + DAY) for m in margins]
    cuts = sorted({day for span in spans for day in span})
    times = list(pairwise(cuts))
    running = [[start <= a and b <= end for start, end in spans] for a, b in times]
    return np.array(running, dtype=bool), [float((b - a).days) for a, b in times]
