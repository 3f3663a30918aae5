"""What an entry says, twice: as its body, which is the truth, and as rows to ask questions of.

The body is canonical JSON and enters the chain. A row holds the same text again, or the
part of it that is one claim, and the database itself derives the columns for questions
from that text. So rows follow from the bodies alone: they can be thrown away and made
again, a field that evidence gains tomorrow is kept the same day, and to see that nothing
was changed it is enough to put the texts together again and compare (``assembled``).
Three kinds of act are entries: a document was got, a reading was made, a decision was
taken. A figure is recorded with the reading that found it, because another reader may
find the same claim for other reasons.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from concord.evidence.codec import canonical

__all__ = ["CLAIMS", "TABLES", "Question", "Row", "Table", "assembled", "rows_of"]

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A column that the database derives from the body: its name, and the fields it takes the first of.

    ``pad`` completes a date that names no day, so that text sorts as time does; ``longest``
    cuts free words, because an index keeps no page-long key.
    """

    name: str
    fields: tuple[str, ...]
    pad: str = ""
    longest: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table of records of one kind: which columns are asked, and by which it is searched.

    ``part_of`` names the list of a reading whose claims these are; such a body carries its id.
    """

    name: str
    questions: tuple[Question, ...]
    indexes: tuple[tuple[str, ...], ...]
    part_of: str | None = None

    @property
    def written(self) -> tuple[str, ...]:
        """The columns that a writer fills."""
        return ("seq", "position", "body") if self.part_of else ("seq", "position", "id", "body")


def _plain(*names: str) -> tuple[Question, ...]:
    return tuple(Question(name, (name,)) for name in names)


# A month sorts before its first day and after its last one: "2025-04-00" to "2025-04-99".
FIRST_DAY = Question("first_day", ("period_start", "period_end"), pad="0000-00-00")
LAST_DAY = Question("last_day", ("period_end", "period_start"), pad="9999-99-99")

TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        Table(
            "document",
            _plain("sha256", "text_sha256"),
            (("id",), ("sha256",), ("text_sha256",)),
        ),
        Table("reading", _plain("document", "reader"), (("id",), ("document", "seq"))),
        Table(
            "figure",
            (
                *_plain("id", "document", "measure", "status", "party"),
                Question("place", ("place",), longest=200),
                FIRST_DAY,
                LAST_DAY,
            ),
            (
                ("id",),
                ("document",),
                ("measure", "status", "party", "last_day"),
                ("party", "last_day"),
                ("place", "last_day"),
                ("last_day",),
            ),
            part_of="figures",
        ),
        Table("statement", _plain("id", "document"), (("id",), ("document",)), part_of="statements"),
        Table("decision", (), (("id",),)),
    )
}
CLAIMS: Mapping[str, str] = {table.name: table.part_of for table in TABLES.values() if table.part_of}


def assembled(head: str, claims: Mapping[str, Sequence[str]]) -> str:
    """The body of a reading, out of what stands before its claims and the text of each claim.

    >>> assembled('{"document":"d","reader":"r"}', {"figures": ["{}", "{}"], "statements": []})
    '{"document":"d","figures":[{},{}],"reader":"r","statements":[]}'
    """
    parts = {name: canonical(value).decode() for name, value in json.loads(head).items()}
    parts |= {CLAIMS[table]: f"[{','.join(texts)}]" for table, texts in claims.items()}
    return "{" + ",".join(f'"{name}":{parts[name]}' for name in sorted(parts)) + "}"


def rows_of(seq: int, kind: str, identity: str, body: str) -> Iterator[tuple[str, list[Row]]]:
    """The rows of one entry by table, from its body alone."""
    if kind != "reading":
        yield kind, [(seq, 0, identity, body)]
        return
    head = json.loads(body)
    for table, field in CLAIMS.items():
        yield table, [(seq, place, canonical(said).decode()) for place, said in enumerate(head.pop(field))]
    yield kind, [(seq, 0, identity, canonical(head).decode())]
