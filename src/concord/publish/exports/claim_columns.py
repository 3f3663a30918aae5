"""Claims as columns: what depends on document, scope or claimant is worked out once for all that share it.

Equal, cell for cell, to the plain rows of ``said``, which also give every row of which something is
withheld: that decision stands in one place. About a third of the time of the rows.
"""

from collections.abc import Callable, Sequence
from operator import attrgetter

from concord.evidence import Document, Figure
from concord.publish.disclosure import Held, Mark
from concord.publish.exports.columns import CLAIMS
from concord.publish.exports.said import (
    BAR,
    METHOD,
    Quoting,
    Said,
    bounds,
    claim_row,
    date_text,
    mark_of,
    open_fields,
)  # fmt: skip
from concord.publish.exports.streams import Batch, Cells, Coded, coded, plain_cells

__all__ = ["claim_columns"]

Scope = Callable[[Figure], str]
_SCOPE = ("measure", "nationality", "country", "place", "status", "phase", "manner", "sex_age", "cumulative",
          "projected", "rest_status")  # fmt: skip
_CLAIMANT = ("source", "party", "publisher")
_WORDS = ("bound", "unit", "said")
_COLUMN = {"sex_age": "group", "source": "claimant"}  # fields whose column has another name
_scope_of, _claimant_of = attrgetter(*_SCOPE), attrgetter(*_CLAIMANT)


def claim_columns(said: Sequence[Said], held: Held, scope: Scope, quoted: Quoting, site: str) -> Batch:
    """The columns of CLAIMS for some figures, in their order."""
    marks = [mark_of(one.id, one.figure, held) for one in said]
    figures = [one.figure for one in said]
    told = _own(said, figures, quoted, site) | _of_document(said, figures) | _of_claimant(figures)
    told |= _of_scope(figures, scope) | _of_ledger(said, marks)
    columns = [told[name] for name in CLAIMS.names]
    for index, mark in enumerate(marks):
        if mark is not Mark.OK:
            _put(columns, index, claim_row(said[index], mark, held.places, scope, quoted, site))
    return columns


def _own(said: Sequence[Said], figures: Sequence[Figure], quoted: Quoting, site: str) -> dict[str, Cells]:
    """What every figure has for itself."""
    ends = [bounds(figure) for figure in figures]
    begin = f"{site}/figures/"
    return {
        "figure_id": [one.id for one in said],
        "address": [f"{begin}{one.id}/" for one in said],
        "value": [figure.value for figure in figures],
        "low": [low for low, _ in ends],
        "high": [high for _, high in ends],
        "quote": [quoted(one.document, one.figure) for one in said],
        "written": [figure.text for figure in figures],
        "start": [figure.start for figure in figures],
        "end": [figure.end for figure in figures],
        "open": [open_fields(figure) if figure.candidates else None for figure in figures],
    }


def _of_document(said: Sequence[Said], figures: Sequence[Figure]) -> dict[str, Cells]:
    held: dict[int, Document | None] = {id(one.document): one.document for one in said}
    codes, keys = coded((one.figure.document, id(one.document)) for one in said)
    documents = [held[key] for _, key in keys]
    return {
        "source_id": Coded(codes, [name for name, _ in keys]),
        "sha256": Coded(codes, [one and one.sha256 for one in documents]),
        "source_url": Coded(codes, [one and one.address for one in documents]),
        "captured": Coded(codes, [one and one.retrieved for one in documents]),
        "edition": Coded(codes, [one and date_text(one.published) for one in documents]),
    }


def _of_claimant(figures: Sequence[Figure]) -> dict[str, Cells]:
    codes, keys = coded(map(_claimant_of, figures))
    words, pairs = coded((one.precision._value_, one.unit._value_, date_text(one.said)) for one in figures)
    told: dict[str, Cells] = {
        _COLUMN.get(name, name): Coded(codes, [key[at] for key in keys]) for at, name in enumerate(_CLAIMANT)
    }
    told |= {name: Coded(words, [pair[at] for pair in pairs]) for at, name in enumerate(_WORDS)}
    return told


def _of_scope(figures: Sequence[Figure], scope: Scope) -> dict[str, Cells]:
    """The scope with its definition; the first figure of a scope words it for all."""
    starts = [date_text(figure.period_start) for figure in figures]
    ends = [date_text(figure.period_end) for figure in figures]
    kinds = [None if figure.kind is None else figure.kind._value_ for figure in figures]
    codes, keys = coded(zip(map(_scope_of, figures), starts, ends, kinds, strict=True))
    first = dict(zip(reversed(codes), reversed(figures), strict=True))
    told: dict[str, Cells] = {
        _COLUMN.get(name, name): Coded(codes, [key[0][at] for key in keys]) for at, name in enumerate(_SCOPE)
    }
    return told | {
        "period_start": Coded(codes, [key[1] for key in keys]),
        "period_end": Coded(codes, [key[2] for key in keys]),
        "aggregation": Coded(codes, [key[3] for key in keys]),
        "definition": Coded(codes, [scope(first[code]) for code in range(len(keys))]),
    }


def _of_ledger(said: Sequence[Said], marks: Sequence[Mark]) -> dict[str, Cells]:
    """What the ledger and the parties add."""
    words = (
        (one.known, one.state, one.positions, mark._value_) for one, mark in zip(said, marks, strict=True)
    )
    codes, keys = coded(words)
    return {
        "known": Coded(codes, [known for known, *_ in keys]),
        "state": Coded(codes, [state for _, state, *_ in keys]),
        "positions": Coded(codes, [BAR.join(positions) or None for _, _, positions, _ in keys]),
        "disclosure": Coded(codes, [mark for *_, mark in keys]),
        "method": Coded(codes, [METHOD] * len(keys)),
        "part_of": [one.part_of for one in said],
        "repeats": [one.repeats for one in said],
        "replaced_by": [BAR.join(one.replaced_by) if one.replaced_by else None for one in said],
        "corrected": [BAR.join(one.corrected) if one.corrected else None for one in said],
    }


def _put(columns: Batch, index: int, row: Sequence[object]) -> None:
    """A whole row in the place of another; a shared column that it differs from becomes its own."""
    for at, cell in enumerate(row):
        cells = columns[at]
        if isinstance(cells, Coded):
            if cells.values[cells.codes[index]] == cell:
                continue
            cells = columns[at] = plain_cells(cells)
        cells[index] = cell
