"""Reading the ledger, now or as of a moment.

Entries never go back in time, so what was known at a moment is a beginning of the
log: every question is asked up to one ``seq``. Of each document only the newest
reading up to there speaks.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from concord.evidence import Document, Figure, PartialDate, Reading, from_json
from concord.ledger.engine import Engine
from concord.ledger.errors import NotInLedger
from concord.ledger.tables import CLAIMS, LONGEST, TABLES
from concord.ledger.times import AsOf, last_moment

__all__ = [
    "STANDS",
    "UNFILLED",
    "Filter",
    "Kept",
    "conditions_of",
    "content",
    "figure",
    "figures",
    "kept",
    "portion_of",
    "readings",
    "until",
]

Record = TypeVar("Record")

UNFILLED: Final = "-"  # asks for figures that leave the field open

STANDS = """ AND NOT EXISTS (SELECT 1 FROM reading newer
 WHERE newer.document = kept.document AND newer.seq > kept.seq AND newer.seq <= ?)"""


@dataclass(frozen=True, slots=True)
class Kept(Generic[Record]):
    """A record as the ledger keeps it.

    Attributes:
        record: the document, figure, statement, reading or decision.
        id: its content id, as recorded.
        recorded_at: when the ledger came to know it, ISO 8601 in UTC.
        seq: the entry of the log that holds it.
    """

    record: Record
    id: str
    recorded_at: str
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which figures are asked for; every condition must hold, an empty one asks nothing.

    Attributes:
        measure, status, party, place: any one of these codes, or of these places as written;
            UNFILLED among them finds figures that leave the field open.
        since, until: the period that the figure speaks of ends not before the one, and begins
            not after the other. A date that is a month or a year means the whole of it. A figure
            whose period has no end is not found by ``since``, one without any period by neither.
        limit, offset: at most so many figures, the first of the log after leaving out ``offset``.
    """

    measure: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    since: PartialDate | None = None
    until: PartialDate | None = None
    limit: int | None = None
    offset: int = 0


def until(engine: Engine, as_of: AsOf | None) -> int:
    """The last entry that was known as of a day (its whole length) or a moment."""
    query = "SELECT coalesce(max(seq), 0) FROM entry"
    found = (
        engine.rows(query)
        if as_of is None
        else engine.rows(f"{query} WHERE recorded_at <= ?", (last_moment(as_of),))
    )
    last: int = found[0][0]
    return last


def figures(engine: Engine, last: int, asked: Filter) -> Iterator[Kept[Figure]]:
    """The figures of newest readings up to an entry that answer a question, in the order of the log."""
    conditions, parameters = conditions_of(asked)
    limit = portion_of(asked)
    return _kept(engine, Figure, last, conditions, parameters, limit)


def portion_of(asked: Filter) -> str:
    if asked.limit is None and not asked.offset:
        return ""
    most = 2**62 if asked.limit is None else int(asked.limit)  # SQLite takes no OFFSET without a LIMIT
    return f" LIMIT {most} OFFSET {int(asked.offset)}"


def kept(
    engine: Engine, kind: type[Record], last: int, identity: str | None = None
) -> Iterator[Kept[Record]]:
    """The records of one kind up to an entry, or the one with that id, in the order of the log."""
    if identity is None:
        return _kept(engine, kind, last)
    return _kept(engine, kind, last, " AND kept.id = ?", [identity])


def figure(engine: Engine, identity: str) -> Kept[Figure] | None:
    """A figure of any reading, also of one that speaks no longer, as first recorded."""
    query = """SELECT figure.body, figure.id, entry.recorded_at, entry.seq
        FROM figure JOIN entry ON entry.seq = figure.seq WHERE figure.id = ? ORDER BY entry.seq LIMIT 1"""
    for body, *where in engine.rows(query, (identity,)):
        return Kept(from_json(Figure, _values("figure", json.loads(body), None)), *where)
    return None


def readings(engine: Engine, document: str, last: int) -> Iterator[Kept[Reading]]:
    """Every reading of a document up to an entry, the newest last, from the bodies of the log."""
    query = """SELECT entry.body, entry.id, entry.recorded_at, entry.seq
        FROM reading JOIN entry ON entry.seq = reading.seq
        WHERE reading.document = ? AND reading.seq <= ? ORDER BY entry.seq"""
    for body, *where in engine.rows(query, (document, last)):
        yield Kept(_reading(json.loads(body)), *where)


def content(engine: Engine, sha256: str) -> bytes:
    """The bytes with this digest.

    Raises:
        NotInLedger: no document brought such bytes.
    """
    found = engine.rows("SELECT bytes FROM content WHERE sha256 = ?", (sha256,))
    if not found:
        raise NotInLedger("content with SHA-256", sha256)
    kept_bytes: bytes = found[0][0]
    return kept_bytes


def conditions_of(asked: Filter) -> tuple[str, list[object]]:
    """What a question means in SQL, and its parameters."""
    conditions, parameters = "", list[object]()
    for column in ("measure", "status", "party", "place"):
        values: tuple[str, ...] = getattr(asked, column)
        if values:
            conditions += f" AND {_any_of(column, values)}"
            parameters += [value[:LONGEST] for value in values if value != UNFILLED]
    if asked.since is not None:
        # "2025-04" sorts before "2025-04-18" and may mean any later day of its month.
        wholes = sorted({asked.since.text[:4], asked.since.text[:7], asked.since.text})
        among = ", ".join("?" * len(wholes))
        conditions += f" AND kept.period_end >= ? AND (kept.period_end >= ? OR kept.period_end IN ({among}))"
        parameters += [wholes[0], asked.since.text, *wholes]
    if asked.until is not None:
        conditions += " AND coalesce(kept.period_start, kept.period_end) <= ?"
        parameters.append(asked.until.last.isoformat())
    return conditions, parameters


def _any_of(column: str, values: tuple[str, ...]) -> str:
    codes = [value for value in values if value != UNFILLED]
    among = f"kept.{column} IN ({', '.join('?' * len(codes))})"
    if len(codes) == len(values):
        return among
    return f"(kept.{column} IS NULL OR {among})" if codes else f"kept.{column} IS NULL"


def _kept(
    engine: Engine,
    kind: type[Record],
    last: int,
    conditions: str = "",
    parameters: list[object] | None = None,
    limit: str = "",
) -> Iterator[Kept[Record]]:
    name = kind.__name__.lower()
    stands, twice = (STANDS, [last]) if name in CLAIMS else ("", [])
    text, join = ", NULL", ""
    if kind is Document:
        text, join = ", content.bytes", " JOIN content ON content.sha256 = kept.text_sha256"
    query = (
        f"SELECT kept.seq, kept.id, kept.body, entry.recorded_at{text}"
        f" FROM {name} kept JOIN entry ON entry.seq = kept.seq{join}"
        f" WHERE kept.seq <= ?{conditions}{stands} ORDER BY kept.seq, kept.position{limit}"
    )
    for seq, identity, body, recorded_at, found_text in engine.rows(
        query, [last, *(parameters or []), *twice]
    ):
        record = from_json(kind, _values(name, json.loads(body), found_text))
        yield Kept(record, identity, recorded_at, seq)


def _values(table: str, body: dict[str, Any], text: bytes | None) -> dict[str, Any]:
    """The fields of the record: without the id that a claim carries, with the text of a document."""
    if TABLES[table].part_of:
        del body["id"]
    if text is not None:
        del body["text_sha256"]
        body["text"] = text.decode()
    return body


def _reading(body: dict[str, Any]) -> Reading:
    claims = {
        field: [{name: value for name, value in said.items() if name != "id"} for said in body[field]]
        for field in CLAIMS.values()
    }
    return from_json(Reading, {**body, **claims})
