"""A figure as its JSON writes it: dates and kinds as text, for who passes on a million of them.

The ledger keeps a figure as JSON, and most of what leaves it is text again. Between the two nothing
needs the typed record, which takes ten times as long to make. The fields are those of ``Figure``, but
``because``, and a property holds both to say the same.
"""

from functools import cache

import msgspec

from concord.evidence.codec import MalformedRecord
from concord.evidence.dates import PartialDate
from concord.evidence.figure import Candidates, Figure, Kind, Precision, Unit

__all__ = ["Open", "WrittenFigure", "as_written", "read_figure"]


class Open(msgspec.Struct, frozen=True, gc=False):
    """A field that the words leave open, with the values that it might have."""

    field: str
    values: tuple[str, ...]


class WrittenFigure(msgspec.Struct, kw_only=True, gc=False):
    """The fields of a ``Figure`` with its id; None where it says nothing, or where a number is withheld."""

    candidates: tuple[Open, ...] = ()
    country: str | None = None
    cumulative: bool | None = None
    document: str
    end: int | None
    id: str = ""
    kind: str | None = None
    manner: str | None = None
    measure: str = "other"
    nationality: str | None = None
    part_of: int | None = None
    party: str | None = None
    period_end: str | None = None
    period_start: str | None = None
    phase: str | None = None
    place: str | None = None
    precision: str = "exact"
    projected: bool = False
    publisher: str | None = None
    rest_status: str | None = None
    said: str | None = None
    sex_age: str | None = None
    source: str | None = None
    start: int | None
    status: str | None = None
    text: str | None
    unit: str = "individuals"
    value: int | float | None
    value_high: int | float | None = None

    def figure(self) -> Figure:
        """The typed record, of one whose number is told.

        Raises:
            ValueError: a number, a date or a kind that no figure has.
        """
        if self.value is None or self.start is None or self.end is None or self.text is None:
            raise ValueError(f"the number of {self.id} is withheld")
        return Figure(
            document=self.document, start=self.start, end=self.end, text=self.text, value=self.value,
            value_high=self.value_high, precision=Precision(self.precision), unit=Unit(self.unit),
            measure=self.measure, projected=self.projected, status=self.status, sex_age=self.sex_age,
            nationality=self.nationality, country=self.country, place=self.place,
            kind=None if self.kind is None else Kind(self.kind), period_start=_date(self.period_start),
            period_end=_date(self.period_end), source=self.source, party=self.party, phase=self.phase,
            manner=self.manner, cumulative=self.cumulative, part_of=self.part_of,
            rest_status=self.rest_status, said=_date(self.said), publisher=self.publisher,
            candidates=tuple(Candidates(one.field, one.values) for one in self.candidates),
        )  # fmt: skip


def read_figure(body: str | bytes) -> WrittenFigure:
    """The figure that a JSON text describes.

    Raises:
        MalformedRecord: it is no figure.
    """
    try:
        return _decoder().decode(body)
    except msgspec.MsgspecError as error:
        raise MalformedRecord("Figure", [str(error)]) from None


def as_written(figure: Figure | WrittenFigure, identity: str | None = None) -> WrittenFigure:
    """The same figure with dates and kinds as text, under its own id or another."""
    if isinstance(figure, WrittenFigure):
        return figure if identity in (None, figure.id) else msgspec.structs.replace(figure, id=identity)
    candidates = tuple(Open(one.field, one.values) for one in figure.candidates)
    kind, start, end, said = figure.kind, figure.period_start, figure.period_end, figure.said
    return WrittenFigure(
        id=figure.id if identity is None else identity, document=figure.document, start=figure.start,
        end=figure.end, text=figure.text, value=figure.value, value_high=figure.value_high,
        precision=figure.precision.value, unit=figure.unit.value, measure=figure.measure,
        projected=figure.projected, status=figure.status, sex_age=figure.sex_age,
        nationality=figure.nationality, country=figure.country, place=figure.place,
        kind=kind and kind.value, period_start=_said(start), period_end=_said(end),
        source=figure.source, party=figure.party, phase=figure.phase, manner=figure.manner,
        cumulative=figure.cumulative, part_of=figure.part_of, rest_status=figure.rest_status,
        said=_said(said), publisher=figure.publisher, candidates=candidates,
    )  # fmt: skip


@cache
def _decoder() -> "msgspec.json.Decoder[WrittenFigure]":
    return msgspec.json.Decoder(WrittenFigure)


def _said(date: PartialDate | None) -> str | None:
    return None if date is None else date.text


def _date(text: str | None) -> PartialDate | None:
    return None if text is None else PartialDate(text)
