"""Writing: one act, one entry, its rows and its bytes, in one transaction or not at all.

What costs time - dumping, hashing, checking - is done before the right to write is
taken (``prepared``). Within the transaction entries are chained in memory and handed to
the database many at a time (``Writer``).
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from concord.evidence import Decision, Document, Figure, Reading, Statement, digest, to_json
from concord.evidence.codec import ID_LENGTH, canonical, identity
from concord.ledger.chain import START, entry_hash
from concord.ledger.engine import Engine
from concord.ledger.errors import BrokenChain, ContentDiffers, ReadingOfAnotherDocument, UnknownClaim
from concord.ledger.tables import CLAIMS, TABLES, Row, assembled, rows_of

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
_KINDS = {"figure": Figure, "statement": Statement}


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
        row: its own row, without its place; claims: those of its claims, by table.
        contents: bytes that must stand beside it.
    """

    kind: str
    id: str
    body: str
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
        return [(act.kind, act.id) not in found | self._acts for act in acts]

    def append(self, act: Act, at: str) -> None:
        """Add one entry after the last.

        A clock that runs behind the last entry's does not take us back: as of an earlier
        moment, nothing may appear that was not known then. The entry takes the later time.
        """
        seq, at = self._seq + 1, max(at, self._at)
        hashed = entry_hash(self._hash, seq, act.kind, act.id, at, act.body)
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
            self.flush()

    def flush(self) -> None:
        """Hand over to the database what waits."""
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
    return Act(kind, identity, body, row, tables, contents)


def prepared(document: Document, content: bytes, reading: Reading) -> tuple[Act, Act]:
    """The acts of getting a document and of reading it.

    Raises:
        ContentDiffers, ReadingOfAnotherDocument
        ValueError: a text that is no Unicode, or a number that is not finite.
    """
    body = to_json(document)
    document_id = identity(Document, body)
    _check_content(document_id, document, content)
    _check_reading(document_id, reading)
    text = body.pop("text").encode()
    body["text_sha256"] = digest(text)
    told = canonical(body).decode()
    row = TABLES["document"].cells(document_id, body, told)
    got = Act("document", document_id, told, row, {}, (content, text))
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
    values = to_json(decision)
    body = canonical(values).decode()
    decision_id = identity(Decision, values)
    act = Act("decision", decision_id, body, TABLES["decision"].cells(decision_id, values, body), {})
    if writer.new(act) == [True]:
        writer.append(act, at)
    return act.id


def _prepared_reading(reading: Reading) -> Act:
    """The id stands in each claim because decisions point at it.

    It must hold even when a later version of Concord, with more fields, would compute another.
    """
    values = to_json(reading)
    claims = {table: [_claim(table, said) for said in values[field]] for table, field in CLAIMS.items()}
    texts = {table: [str(row[-1]) for row in rows] for table, rows in claims.items()}
    reading_id = _identity_of_reading(values, claims)
    head = canonical({name: value for name, value in values.items() if name not in CLAIMS.values()}).decode()
    row = TABLES["reading"].cells(reading_id, values, head)
    return Act("reading", reading_id, assembled(head, texts), row, claims)


def _claim(table: str, said: dict[str, Any]) -> Row:
    said["id"] = identity(_KINDS[table], said)
    return TABLES[table].cells(said["id"], said, canonical(said).decode())


def _identity_of_reading(values: Mapping[str, Any], claims: Mapping[str, list[Row]]) -> str:
    """The id of a reading, from the texts of its claims instead of writing each of them again."""
    bare = {
        CLAIMS[table]: ",".join(str(row[-1]).replace(f'"id":"{row[0]}",', "", 1) for row in rows)
        for table, rows in claims.items()
    }
    parts = [
        f"[{bare[name]}]" if name in bare else canonical(value).decode() for name, value in values.items()
    ]
    return digest(f'["Reading",{",".join(parts)}]'.encode())[:ID_LENGTH]


def _check_content(document_id: str, document: Document, content: bytes) -> None:
    found = digest(content)
    if found != document.sha256:
        raise ContentDiffers(document_id, document.sha256, found)


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
