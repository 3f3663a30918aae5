"""Columns of a table: what their headers say, what their cells look like, and whether rows are persons.

A row of a table of counts is a place, a day or a group; a row of a list of persons is somebody. The
list is told by what only a single person has: the number of a card, a father, a date of birth, a
mobile phone. A name alone tells less, since camps and officials have names too; it counts together
with an age, a sex or a phone, or where nothing in the table is counted.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from concord.documents.persons_roles import role_of
from concord.documents.persons_values import Looks, looks_of, plain
from concord.documents.persons_words import PersonWords

__all__ = ["Column", "columns_of", "is_person_table"]

HEADER_ROWS = 8  # in which the header is looked for, below titles
LONGEST_CELL = 300  # characters that are looked at; nobody's record is longer
MOST_COLUMNS = 400  # that are looked at
FEW = 3  # rows; two names beside each other are a remark
PERSONAL = frozenset({"person", "kin", "document", "birth", "relation", "phone", "mark"})
NO_PERSON_LIST = ("few", "large", "number", "designation", "official")
BESIDE_A_NAME = ("phone", "age", "sex", "relation", "mark", "record")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what its header calls it, what its cells are, and as what it counts here.

    ``role`` is one of document, record, phone, birth, kin, person, name, called (by a word not known as a
    name), perhaps (a name), official, age, sex, relation, mark, designation, counted, few (counted, but of
    the size of a family), large, number, serial, or None.
    """

    index: int
    header: str
    kind: str | None
    filled: int
    role: str | None


def columns_of(rows: Sequence[Sequence[str]], words: PersonWords) -> tuple[list[Column], int]:
    """The columns of a table and the number of rows below its header."""
    cells = [[plain(cell[:LONGEST_CELL]) for cell in row[:MOST_COLUMNS]] for row in rows]
    head = _header_row(cells, words)
    body = [row for row in cells[head + 1 :] if any(row) and not _is_rule(row)]
    width = max((len(row) for row in cells), default=0)
    columns = []
    for index in range(width):
        header = _header(cells[: head + 1], index)
        values = [row[index] for row in body if index < len(row) and row[index]]
        columns.append(_column(index, header, values, words))
    return columns, len(body)


def is_person_table(columns: Sequence[Column], rows: int) -> bool:
    """Whether each row of these columns is a person; a table of rules, the strongest first."""
    has = Counter(column.role for column in columns)
    kinds = {column.kind for column in columns}
    told = bool(kinds & PERSONAL) or len(kinds & {"name", "sex", "age"}) > 1
    counted = has["counted"] > 0 or (has["large"] > 0 and not told and not has["phone"])
    named = has["person"] + has["name"] > 0
    if has["document"] or has["kin"] or has["person"]:
        return True
    if has["birth"] and (not counted or named or has["sex"]):
        return True
    if counted or rows < (1 if named and (told or has["name"] + has["called"] > 1) else FEW):
        return False
    if has["few"] and not (named and has["phone"] + has["mark"] + has["record"]):
        return False
    if has["name"]:
        alone = (rows >= FEW or has["name"] + has["called"] > 1) and not has["designation"]
        return alone or any(has[role] for role in BESIDE_A_NAME)
    if has["called"] + has["perhaps"] and (has["called"] > 1 or any(has[role] for role in BESIDE_A_NAME)):
        return True
    if has["perhaps"] and not any(has[role] for role in NO_PERSON_LIST):
        return rows >= FEW
    if has["phone"]:
        return has["official"] > 0 or not has["designation"]
    family = has["relation"] > 0 and has["number"] + has["sex"] > 0
    return has["age"] > 0 or family or (has["sex"] > 0 and has["number"] > 0)


def _column(index: int, header: str, values: list[str], words: PersonWords) -> Column:
    kind = words.kind_of(header)
    if kind in ("person", "kin") and any(words.heads(value) for value in values):
        return Column(index, header, kind, len(values), None)  # headers: a table looked at sideways
    looks = [looks_of(value, words) for value in values]
    empty = "mark" if kind == "mark" else None  # signatures are still to be given
    return Column(index, header, kind, len(values), role_of(kind, header, values, looks) if values else empty)


def _header_row(cells: list[list[str]], words: PersonWords) -> int:
    """The row with most known headers among the first; -1 where the table begins with its rows."""
    best, most = -1, 0
    for index, row in enumerate(cells[:HEADER_ROWS]):
        if sum(map(bool, row)) < 2 and len(cells[0]) > 1 and max(map(len, cells)) > 1:
            continue
        if any(Looks.DOCUMENT in (look := looks_of(cell, words)) or Looks.PHONE in look for cell in row):
            break
        below = cells[index + 1] if index + 1 < len(cells) else cells[index - 1]
        known = sum(words.kind_of(cell) is not None for cell in row if not cell.isdigit())
        # Female below Male is somebody's sex; it heads a column of counts only above numbers.
        known -= sum(
            Looks.SEX in looks_of(a, words) & looks_of(b, words) for a, b in zip(row, below, strict=False)
        )
        if known > most:
            best, most = index, known
    return best


def _header(rows: list[list[str]], index: int) -> str:
    return " ".join(row[index] for row in rows[-2:] if index < len(row) and row[index])


def _is_rule(row: list[str]) -> bool:
    return all(set(cell) <= set("-=:+ ") or cell.startswith("#") for cell in row)
