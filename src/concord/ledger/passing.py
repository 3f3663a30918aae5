"""Figures on their way out, a portion at a time, so that memory does not grow with the ledger.

What ``query.figures`` answers, as the ledger writes it: no typed record is made of a figure that is only
passed on. A portion ends where a reading ends, and brings the documents that its figures stand in.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

import msgspec

from concord.evidence import Document, PartialDate
from concord.evidence.written import WrittenFigure, read_figure
from concord.ledger.engine import Engine
from concord.ledger.query import STANDS, Filter, conditions_of, portion_of

__all__ = ["Portion", "beside", "newest", "pages", "passing", "scopes", "standing"]

AT_ONCE = 16_384  # figures; twice as many cost 60 MB more and gain nothing
NAMED = 1_000  # ids in one question


@dataclass(frozen=True, slots=True)
class Portion:
    """Some figures in the order of the log.

    Attributes:
        figures: each under the id by which it was recorded.
        entries: of each, the entry of the log with its reading.
        known: when an entry was recorded, by its number.
        documents: where they stand, by id; none where none were asked for.
    """

    figures: list[WrittenFigure]
    entries: list[int]
    known: Mapping[int, str]
    documents: Mapping[str, Document]


def passing(engine: Engine, last: int, asked: Filter, *, documents: bool) -> Iterator[Portion]:
    """The figures of newest readings up to an entry that answer a question; within a snapshot."""
    conditions, parameters = conditions_of(asked)
    stands, twice = (STANDS, [last]) if _read_again(engine, last) else ("", [])
    query = (
        f"SELECT kept.seq, kept.body FROM figure kept WHERE kept.seq <= ?{conditions}{stands}"
        f" ORDER BY kept.seq, kept.position{portion_of(asked)}"
    )
    for rows in _whole_readings(engine.stream(query, [last, *parameters, *twice])):
        figures = [read_figure(body) for _, body in rows]
        entries = [seq for seq, _ in rows]
        rows.clear()
        found = _documents(engine, dict.fromkeys(one.document for one in figures)) if documents else {}
        yield Portion(figures, entries, _known(engine, entries[0], entries[-1]) if documents else {}, found)


def beside(engine: Engine, entries: Iterable[int]) -> Iterator[tuple[int, WrittenFigure]]:
    """All figures of some readings, each with its entry, in the order of the log."""
    for some in _some(list(entries)):
        marks = ", ".join("?" * len(some))
        query = f"SELECT seq, body FROM figure WHERE seq IN ({marks}) ORDER BY seq, position"
        for seq, body in engine.rows(query, some):
            yield seq, read_figure(body)


def standing(engine: Engine, ids: Collection[str], last: int) -> Iterator[tuple[int, WrittenFigure]]:
    """Those of these figures that the newest readings up to an entry hold, each with its entry."""
    found = []
    for some in _some(list(ids)):
        query = (
            f"SELECT kept.seq, kept.position, kept.body FROM figure kept"
            f" WHERE kept.id IN ({', '.join('?' * len(some))}) AND kept.seq <= ?{STANDS}"
        )
        found += engine.rows(query, [*some, last, last])
    for seq, _, body in sorted(found):
        yield seq, read_figure(body)


def newest(engine: Engine, documents: Iterable[str], last: int) -> Iterator[int]:
    """The entries with the newest readings of some documents, up to an entry."""
    for document in documents:
        query = "SELECT max(seq) FROM reading WHERE document = ? AND seq <= ?"
        for (seq,) in engine.rows(query, [document, last]):
            if seq is not None:
                yield seq


def pages(engine: Engine, last: int) -> Iterator[tuple[str, str | None]]:
    """Each document's id and address up to an entry, in the order of the log."""
    head = msgspec.json.Decoder(_Head)
    for identity, body in engine.stream("SELECT id, body FROM document WHERE seq <= ? ORDER BY seq", [last]):
        yield identity, head.decode(body).address


def scopes(engine: Engine, last: int, most: int) -> int:
    """How many scopes the figures have that the columns tell apart, counted no further than ``most``."""
    each = "SELECT DISTINCT measure, status, place, period_start, period_end FROM figure WHERE seq <= ?"
    ((found,),) = engine.rows(f"SELECT count(*) FROM ({each} LIMIT ?) AS scope", [last, most])
    return int(found)


class _Head(msgspec.Struct):
    address: str | None = None


def _read_again(engine: Engine, last: int) -> bool:
    """Whether any document has several readings; else every figure stands, and none is asked."""
    query = "SELECT document FROM reading WHERE seq <= ? GROUP BY document HAVING count(*) > 1 LIMIT 1"
    return bool(engine.rows(query, [last]))


def _whole_readings(rows: Iterator[Any]) -> Iterator[list[Any]]:
    """So many rows at a time, and those of the reading that is begun."""
    waiting: list[Any] = []
    while some := list(islice(rows, AT_ONCE)):
        waiting += some
        cut = len(waiting)
        while cut and waiting[cut - 1][0] == waiting[-1][0]:
            cut -= 1
        if cut:
            left = waiting[cut:]
            del waiting[cut:]
            yield waiting
            waiting = left
    if waiting:
        yield waiting


def _known(engine: Engine, first: int, last: int) -> dict[int, str]:
    query = "SELECT seq, recorded_at FROM entry WHERE seq >= ? AND seq <= ? AND kind = 'reading'"
    return dict(engine.rows(query, [first, last]))


def _documents(engine: Engine, ids: Collection[str]) -> dict[str, Document]:
    found = {}
    for some in _some(list(ids)):
        query = (
            "SELECT kept.id, kept.body, content.bytes FROM document kept"
            " JOIN content ON content.sha256 = kept.text_sha256"
            f" WHERE kept.id IN ({', '.join('?' * len(some))})"
        )
        for identity, body, text in engine.rows(query, some):
            found[identity] = _document(msgspec.json.decode(body), text)
    return found


def _document(values: dict[str, Any], text: bytes) -> Document:
    del values["text_sha256"]
    published = values.pop("published", None)
    return Document(
        **values, text=text.decode(), published=None if published is None else PartialDate(published)
    )


def _some(ids: list[Any]) -> Iterator[list[Any]]:
    return (ids[at : at + NAMED] for at in range(0, len(ids), NAMED))
