"""Writing: one act, one entry, its rows and its bytes, in one transaction or not at all.

What costs time - dumping, hashing, checking - is done before the right to write is
taken (``prepared``). Within the transaction entries are chained in memory and handed to
the database many at a time (``Writer``).
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from concord.evidence import Decision, Document, Figure, Reading, Statement, digest
from concord.evidence.codec import fields_told, id_told, told_with_id
from concord.ledger.chain import START, entry_hash
from concord.ledger.engine import Engine
from concord.ledger.errors import BrokenChain, ContentDiffers, ReadingOfAnotherDocument, UnknownClaim
from concord.ledger.tables import CLAIMS, TABLES, Row, rows_of, told

__all__ = [
    "ENTRY",
    "Act",
    "Recorded",
    "Writer",
    "act_of",
    "prepared",
    "record_decision",
    "record_document",
]

ENTRY = ("seq", "kind", "id", "recorded_at", "body", "previous", "hash")
CONTENT = ("sha256", "bytes")
AT_ONCE = 5_000  # rows waiting to be written; some megabytes, and more gains no speed


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of a document and its reading: the ids, and which of them the ledger had not had."""

    document_id: str
    reading_id: str
    new_document: bool
    new_reading: bool

    @property
    def new(self) -> bool:
        """Whether anything was added."""
        return self.new_document or self.new_reading


@dataclass(frozen=True, slots=True)
class Act:
    """One entry to be: everything about it but its place in the chain.

    Attributes:
        digest: SHA-256 of the body.
        row: its own row, without its place; claims: those of its claims, by table.
        contents: bytes that must stand beside it.
    """

    kind: str
    id: str
    body: str
    digest: str
    row: Row
    claims: dict[str, list[Row]]
    contents: tuple[bytes, ...] = ()


class Writer:
    """The end of the chain while it grows within one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        last = engine.rows("SELECT seq, recorded_at, hash FROM entry ORDER BY seq DESC LIMIT 1")
        self._seq: int = last[0][0] if last else 0
        self._at: str = last[0][1] if last else ""
        self._hash: str = last[0][2] if last else START
        self._acts: set[tuple[str, str]] = set()
        self._contents: dict[str, bytes] = {}
        self._rows: dict[str, list[Row]] = {"entry": [], **{table: [] for table in TABLES}}
        self._waiting = 0

    @property
    def head(self) -> str:
        """The hash of the last entry so far."""
        return self._hash

    def new(self, *acts: Act) -> list[bool]:
        """Which of the acts have no entry yet."""
        either = " OR ".join("(kind = ? AND id = ?)" for _ in acts)
        keys = [key for act in acts for key in (act.kind, act.id)]
        found = {tuple(row) for row in self._engine.rows(f"SELECT kind, id FROM entry WHERE {either}", keys)}
        return [(act.kind, act.id) not in found and (act.kind, act.id) not in self._acts for act in acts]

    def append(self, act: Act, at: str) -> None:
        """Add one entry after the last.

        A clock that runs behind the last entry's does not take us back: as of an earlier
        moment, nothing may appear that was not known then. The entry takes the later time.
        """
        seq, at = self._seq + 1, max(at, self._at)
        hashed = entry_hash(self._hash, seq, act.kind, act.id, at, act.digest)
        self._rows["entry"].append((seq, act.kind, act.id, at, act.body, self._hash, hashed))
        self._rows[act.kind].append((seq, 0, *act.row))
        for table, claims in act.claims.items():
            self._rows[table] += [(seq, place, *cells) for place, cells in enumerate(claims)]
            self._waiting += len(claims)
        self._contents |= {digest(content): content for content in act.contents}
        self._acts.add((act.kind, act.id))
        self._seq, self._at, self._hash = seq, at, hashed
        self._waiting += 2
        if self._waiting >= AT_ONCE:
            self._hand_over()

    def flush(self) -> None:
        """Hand over to the database what waits; from then on it can be asked for."""
        self._hand_over()
        self._engine.settle()

    def _hand_over(self) -> None:
        for name, content in self._contents.items():
            if not self._engine.rows("SELECT 1 FROM content WHERE sha256 = ?", (name,)):
                self._engine.insert("content", CONTENT, [(name, content)])
        for table, rows in self._rows.items():
            if rows:
                self._engine.insert(table, ENTRY if table == "entry" else TABLES[table].written, rows)
        self._contents = {}
        self._rows = {table: [] for table in self._rows}
        self._waiting = 0


def act_of(kind: str, identity: str, body: str, content: Callable[[str], bytes]) -> Act:
    """The act behind an entry that was recorded before, from its body and the bytes that it names.

    Raises:
        BrokenChain: no ledger writes such an entry.
    """
    try:
        tables = {table: [row[2:] for row in rows] for table, rows in rows_of(0, kind, identity, body)}
        named = json.loads(body) if kind == "document" else {}
        contents = tuple(content(named[name]) for name in ("sha256", "text_sha256") if named)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BrokenChain(None, f"an entry of kind {kind} cannot be read: {body[:60]}") from None
    (row,) = tables.pop(kind)
    return Act(kind, identity, body, digest(body.encode()), row, tables, contents)


def prepared(document: Document, content: bytes, reading: Reading) -> tuple[Act, Act]:
    """The acts of getting a document and of reading it.

    Raises:
        ContentDiffers, ReadingOfAnotherDocument
        ValueError: a text that is no Unicode, or a number that is not finite.
    """
    _check_content(document, content)
    _check_reading(document.id, reading)
    text = document.text.encode()
    fields = fields_told(replace(document, text=""))
    del fields["text"]
    text_sha256 = digest(text)
    body = told(fields | {"text_sha256": f'"{text_sha256}"'})
    row = TABLES["document"].cells(document.id, (document.sha256, text_sha256), body)
    got = Act("document", document.id, body, digest(body.encode()), row, {}, (content, text))
    return got, _prepared_reading(reading)


def record_document(writer: Writer, document: Act, reading: Act, at: str) -> Recorded:
    """Add the document, its bytes and its reading, whichever of them is new."""
    new_document, new_reading = writer.new(document, reading)
    if new_document:
        writer.append(document, at)
    if new_reading:
        writer.append(reading, at)
    return Recorded(document.id, reading.id, new_document, new_reading)


def record_decision(engine: Engine, writer: Writer, decision: Decision, at: str) -> str:
    """Add the decision unless the ledger has it; its id.

    Raises:
        UnknownClaim: it speaks of claims that no reading here holds.
    """
    unknown = [claim for claim in decision.claims if not _has_claim(engine, claim)]
    if unknown:
        raise UnknownClaim(unknown)
    body = told(fields_told(decision))
    row = TABLES["decision"].cells(decision.id, (), body)
    act = Act("decision", decision.id, body, digest(body.encode()), row, {})
    if writer.new(act) == [True]:
        writer.append(act, at)
    return act.id


def _prepared_reading(reading: Reading) -> Act:
    """The id stands in each claim because decisions point at it.

    It must hold even when a later version of Concord, with more fields, would compute another.
    """
    claims = {
        table: [_claim(table, one) for one in getattr(reading, field)] for table, field in CLAIMS.items()
    }
    fields = fields_told(replace(reading, figures=(), statements=()))
    told_bare = fields | {CLAIMS[table]: _listed(map(_without_id, rows)) for table, rows in claims.items()}
    reading_id = id_told(Reading, told_bare)
    body = told(fields | {CLAIMS[table]: _listed(row[-1] for row in rows) for table, rows in claims.items()})
    head = told({name: text for name, text in fields.items() if name not in CLAIMS.values()})
    row = TABLES["reading"].cells(reading_id, (reading.document, reading.reader), head)
    return Act("reading", reading_id, body, digest(body.encode()), row, claims)


def _claim(table: str, claim: Figure | Statement) -> Row:
    identity, text = told_with_id(claim)
    return TABLES[table].cells(identity, [getattr(claim, name) for name in TABLES[table].fields], text)


def _without_id(row: Row) -> str:
    """The text of a claim as it enters the id of its reading."""
    return str(row[-1]).replace(f'"id":"{row[0]}",', "", 1)


def _listed(texts: Iterable[object]) -> str:
    return f"[{','.join(map(str, texts))}]"


def _check_content(document: Document, content: bytes) -> None:
    found = digest(content)
    if found != document.sha256:
        raise ContentDiffers(document.id, document.sha256, found)


def _check_reading(document_id: str, reading: Reading) -> None:
    for named in _documents_named(reading):
        if named != document_id:
            raise ReadingOfAnotherDocument(document_id, named)


def _documents_named(reading: Reading) -> Iterator[str]:
    yield reading.document
    yield from (figure.document for figure in reading.figures)
    yield from (statement.document for statement in reading.statements)


def _has_claim(engine: Engine, claim: str) -> bool:
    either = "SELECT 1 FROM figure WHERE id = ? UNION ALL SELECT 1 FROM statement WHERE id = ?"
    return bool(engine.rows(either, (claim, claim)))
