"""No persons: an input that looks like a list of persons is refused before anything of it is kept.

Concord records what parties say about how many people moved; it never holds a record of one of them.
A table or text in which each row is somebody (names with numbers of documents, phones, dates of birth)
is therefore no document. What is told is which columns and how many rows looked so, never a value.

The judgement errs to one side: a list let through does harm, a table of counts refused can be sent
again without its contact column. Measured in tests/persons on tables written for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from concord.documents.errors import UnreadableDocument
from concord.documents.persons_columns import columns_of, is_person_table
from concord.documents.persons_tables import (
    divided_lines,
    lines_without_cells,
    records_in,
    sampled,
    tables_in,
)
from concord.documents.persons_values import Looks, document_numbers, looks_of, plain
from concord.documents.persons_words import PersonWords, person_words

__all__ = [
    "PersonList",
    "Seen",
    "persons_in_rows",
    "persons_in_text",
    "refuse_person_rows",
    "refuse_persons",
]

CALLED = {
    "document": "numbers of identity documents",
    "phone": "mobile phone numbers",
    "birth": "dates of birth",
    "kin": "fathers or husbands",
    "person": "names of persons",
    "name": "names of persons",
    "official": "names of persons",
    "called": "names of persons",
    "record": "numbers of cards or files",
    "age": "ages",
    "sex": "sex of one person a row",
    "relation": "relations within a family",
    "mark": "signatures or thumb prints",
}
WIDEST = 60  # columns of a table that may have its persons side by side
NUMBERS = 3  # of documents, wherever they stand: fewer are a report about somebody
LINES = 3  # with a name and a father, or a phone
LINE_SHARE = 0.5  # of the lines of a text, where only names and phones tell: press offices give both
LONGEST_LINE = 250  # characters; longer ones are prose
NAMES_ALONE = 3  # lines that are nothing but a name, perhaps with an age
NAMES_SHARE = 0.7  # of the lines


@dataclass(frozen=True, slots=True)
class Seen:
    """What looked like persons: a phrase for each column (``column 3: dates of birth``), and the rows."""

    columns: tuple[str, ...]
    rows: int

    def __str__(self) -> str:
        return f"{'; '.join(self.columns)} in {self.rows} row{'s' if self.rows != 1 else ''}"


class PersonList(UnreadableDocument):
    """It is a list of persons, which Concord never keeps; carries what was seen, no value of it."""

    advice = (
        "nothing of it was kept. Count the people in it by day, place and group (legal status, men, women, "
        "boys, girls), leave out groups of fewer than ten, and give that table of counts"
    )

    def __init__(self, name: str, seen: Seen) -> None:
        super().__init__(name, f"it looks like a list of persons ({seen})")
        self.args = (name, seen)
        self.seen = seen


def refuse_persons(text: str, name: str) -> None:
    """Stop here if the text of a document is a list of persons.

    Raises:
        PersonList: it is; the error tells what was seen and how to give counts instead.
    """
    seen = persons_in_text(text)
    if seen is not None:
        raise PersonList(name, seen)


def refuse_person_rows(rows: Sequence[Sequence[str]], name: str) -> None:
    """Stop here if a table that was not read as a document is a list of persons.

    Raises:
        PersonList: it is.
    """
    seen = persons_in_rows(rows)
    if seen is not None:
        raise PersonList(name, seen)


def persons_in_rows(rows: Sequence[Sequence[str]]) -> Seen | None:
    """What of a table looks like persons, a row or a column each.

    >>> listed = [["Name", "CNIC"], ["Gul Khan", "10000-0000000-0"], ["Zar Gul", "10000-0000001-0"]]
    >>> str(persons_in_rows(listed))
    'column 1: names of persons; column 2: numbers of identity documents in 2 rows'
    >>> persons_in_rows([["Gate", "Persons"], ["Torkham", "1,204"], ["Chaman", "988"]])
    """
    words = person_words()
    table = sampled([list(row) for row in rows])
    seen = _seen(table, words, "column", len(rows))
    if seen is None and table and max(map(len, table)) <= WIDEST and len(table) <= WIDEST:
        width = max(map(len, table))
        turned = [[row[i] if i < len(row) else "" for row in table] for i in range(width)]
        seen = _seen(turned, words, "row", width)
        if seen is not None and len({phrase.partition(": ")[2] for phrase in seen.columns}) < 2:
            return None  # sideways, one row of words is no person yet
    return seen


def persons_in_text(text: str) -> Seen | None:
    """What of a text looks like persons: a table in it, repeated records, or lines of a list."""
    lines, words = text.splitlines(), person_words()
    for table in (*tables_in(lines), *divided_lines(lines)):
        if (seen := persons_in_rows(table)) is not None:
            return seen
    records = records_in(lines, words)
    if records and (seen := _of_record(records, words)) is not None:
        return seen
    certain = document_numbers(text)
    if certain >= NUMBERS:
        return Seen(("numbers of identity documents",), certain)
    return _persons_in_lines(lines, words)


def _seen(table: list[list[str]], words: PersonWords, called: str, rows: int) -> Seen | None:
    columns, body = columns_of(table, words)
    if not is_person_table(columns, body):
        return None
    told = tuple(
        f"{called} {column.index + 1}: {CALLED[column.role]}" for column in columns if column.role in CALLED
    )
    return Seen(told, max(1, rows - (len(table) - body)))


def _of_record(records: list[list[str]], words: PersonWords) -> Seen | None:
    """A form filled in for somebody: two things that a person has, at least one of them its own."""
    columns, rows = columns_of(records, words)
    roles = {column.role for column in columns} & CALLED.keys()
    own = roles & {"document", "kin", "birth"}
    if not (own and len(roles) > 1):
        return None
    return Seen(tuple(f"{CALLED[c.role]} after a key" for c in columns if c.role in CALLED), rows)


def _persons_in_lines(lines: Sequence[str], words: PersonWords) -> Seen | None:
    prose = lines_without_cells(lines)
    looks = [_line_looks(line, words) for line in prose]
    kin = sum(Looks.KIN in look for look in looks)
    named = sum(look & Looks.NAME == Looks.NAME for look in looks)
    phones = sum(Looks.PHONE in look for look in looks)
    if kin >= LINES and kin >= LINE_SHARE * len(prose):
        return Seen(("lines with names and fathers or husbands",), kin)
    if phones >= LINES and phones >= LINE_SHARE * len(prose):
        return Seen(("lines with mobile phone numbers",), phones)
    if named >= NAMES_ALONE and named >= NAMES_SHARE * len(prose):
        return Seen(("lines that are names of persons",), named)
    return None


def _line_looks(line: str, words: PersonWords) -> Looks:
    if len(line) > LONGEST_LINE or "@" in line:
        return Looks.NOTHING
    return looks_of(plain(line), words)
