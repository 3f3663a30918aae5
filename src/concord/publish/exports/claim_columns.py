"""Claims as columns: what depends on document, scope or claimant is worked out once for all that share it.

Equal, cell for cell, to the plain rows of ``said``, which decides what a withheld figure still tells
(``told_of``). About a third of the time of the rows.
"""

from collections.abc import Sequence
from operator import attrgetter

from concord.evidence import Document, Precision
from concord.evidence.written import WrittenFigure
from concord.publish.disclosure import Held, Mark, rules_of
from concord.publish.exports.columns import CLAIMS
from concord.publish.exports.said import (
    BAR,
    METHOD,
    SILENT,
    Portion,
    Quoting,
    Scope,
    date_text,
    mark_of,
    open_fields,
    told_of,
)  # fmt: skip
from concord.publish.exports.streams import Batch, Cells, Coded, coded

__all__ = ["claim_columns"]

_SCOPE = ("measure", "nationality", "country", "place", "status", "phase", "manner", "sex_age", "cumulative",
          "projected", "rest_status", "period_start", "period_end", "kind")  # fmt: skip
_CLAIMANT = ("source", "party", "publisher", "precision", "unit", "said")
_COLUMN = {"sex_age": "group", "source": "claimant", "precision": "bound", "kind": "aggregation"}
_scope_of, _claimant_of = attrgetter(*_SCOPE), attrgetter(*_CLAIMANT)
_LOWER = frozenset((Precision.EXACT, Precision.AT_LEAST, Precision.RANGE))  # whose value is the least
_UPPER = frozenset((Precision.EXACT, Precision.AT_MOST))  # whose value is the most


def claim_columns(portion: Portion, held: Held, scope: Scope, quoted: Quoting, site: str) -> Batch:
    """The columns of CLAIMS for some figures, in their order."""
    marks = _marks(portion.figures, held)
    marked = [at for at, mark in enumerate(marks) if mark is not Mark.OK]
    figures = portion.figures.copy()
    for at in marked:
        one = figures[at]
        figures[at] = told_of(one, marks[at], portion.ranks[at], held.places.get(one.id))
    told = _own(figures, marked, portion.documents, quoted, site)
    told |= _of_document(figures, portion.documents) | _of_claimant(figures)
    told |= _of_scope(figures, {at for at in marked if marks[at] is Mark.COARSE}, scope)
    told |= _of_ledger(portion, marks)
    return [told[name] for name in CLAIMS.names]


def _marks(figures: Sequence[WrittenFigure], held: Held) -> list[Mark]:
    """``mark_of`` of each; of a large number without an upper end it asks no more than the rules' answer."""
    large, answer, ok = rules_of().small.cover + 1, held.claims.get, Mark.OK
    return [
        answer(one.id, ok)
        if one.value_high is None and one.value is not None and one.value >= large
        else mark_of(one.id, one, held)
        for one in figures
    ]


def _own(
    figures: Sequence[WrittenFigure],
    marked: Sequence[int],
    documents: Sequence[Document | None],
    quoted: Quoting,
    site: str,
) -> dict[str, Cells]:
    """What every figure has for itself."""
    begin = f"{site}/figures/"
    addresses: list[object] = [f"{begin}{one.id}/" for one in figures]
    for at in marked:
        addresses[at] = f"{site}/documents/{figures[at].document}/"
    return {
        "figure_id": [one.id for one in figures],
        "address": addresses,
        "value": [one.value for one in figures],
        "low": [one.value if one.precision in _LOWER else None for one in figures],
        "high": [
            one.value
            if one.precision in _UPPER
            else None
            if one.precision == Precision.AT_LEAST
            else one.value_high
            for one in figures
        ],
        "quote": list(map(quoted, documents, figures)),
        "written": [one.text for one in figures],
        "start": [one.start for one in figures],
        "end": [one.end for one in figures],
        "open": [open_fields(one) if one.candidates else None for one in figures],
    }


def _of_document(figures: Sequence[WrittenFigure], documents: Sequence[Document | None]) -> dict[str, Cells]:
    held = dict(zip(map(id, documents), documents, strict=True))
    codes, keys = coded(zip([one.document for one in figures], map(id, documents), strict=True))
    found = [held[key] for _, key in keys]
    return {
        "source_id": Coded(codes, [name for name, _ in keys]),
        "sha256": Coded(codes, [one and one.sha256 for one in found]),
        "source_url": Coded(codes, [one and one.address for one in found]),
        "captured": Coded(codes, [one and one.retrieved for one in found]),
        "edition": Coded(codes, [one and date_text(one.published) for one in found]),
    }


def _of_claimant(figures: Sequence[WrittenFigure]) -> dict[str, Cells]:
    codes, keys = coded(map(_claimant_of, figures))
    return {_COLUMN.get(name, name): Coded(codes, cells) for name, cells in _turned(_CLAIMANT, keys)}


def _of_scope(figures: Sequence[WrittenFigure], coarse: set[int], scope: Scope) -> dict[str, Cells]:
    """The scope with its definition, which the first figure of a scope words for all but coarse ones."""
    scopes: list[tuple[object, ...]] = list(map(_scope_of, figures))
    for at in coarse:
        scopes[at] += (Mark.COARSE,)
    codes, keys = coded(scopes)
    first = dict(zip(reversed(codes), reversed(figures), strict=True))
    told: dict[str, Cells] = {
        _COLUMN.get(name, name): Coded(codes, cells) for name, cells in _turned(_SCOPE, keys)
    }
    plain = [len(key) == len(_SCOPE) for key in keys]
    words = [scope(first[code]) if told else None for code, told in enumerate(plain)]
    return told | {"definition": Coded(codes, words)}


def _turned(names: Sequence[str], keys: Sequence[tuple[object, ...]]) -> list[tuple[str, list[object]]]:
    return [(name, [key[at] for key in keys]) for at, name in enumerate(names)]


def _of_ledger(portion: Portion, marks: Sequence[Mark]) -> dict[str, Cells]:
    """What the ledger and the parties add; most figures share what nobody has said."""
    notes = [SILENT] * len(marks)
    for at, note in portion.notes.items():
        notes[at] = note
    codes, keys = coded(zip(portion.known, map(id, notes), map(id, marks), strict=True))
    first = dict(zip(reversed(codes), reversed(range(len(codes))), strict=True))
    told = [notes[first[code]] for code in range(len(keys))]
    return {
        "known": Coded(codes, [known for known, *_ in keys]),
        "state": Coded(codes, [note.state for note in told]),
        "positions": Coded(codes, [BAR.join(note.positions) or None for note in told]),
        "repeats": Coded(codes, [note.repeats for note in told]),
        "replaced_by": Coded(codes, [BAR.join(note.replaced_by) or None for note in told]),
        "corrected": Coded(codes, [BAR.join(note.corrected) or None for note in told]),
        "disclosure": Coded(codes, [marks[first[code]].value for code in range(len(keys))]),
        "method": Coded(codes, [METHOD] * len(keys)),
        "part_of": list(portion.parts),
    }
