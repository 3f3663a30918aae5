"""Days that programs of surveys have collected: the CSV or XLSX that ODK and KoboToolbox export.

Columns are found by the last part of their names (``data-people``, ``group/people``, ``people``); what the
program adds of its own (``_id``, ``start``, ``deviceid``) is ignored by name, what nobody knows is told.
Each row is read for itself: one that cannot be kept does not keep back the others, and is told with its
number and every mistake.
"""

import csv
import io
import re
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from concord.errors import ConcordError
from concord.sites.day import FIELDS, SiteDay
from concord.sites.reading import UnclearDay, day_of

__all__ = ["MOST_ROWS", "Submission", "UnreadableSubmissions", "submissions"]

MOST_ROWS = 5_000
WIDEST = 300  # columns
KNOWN = {"day", "reason", *(field.name for field in FIELDS)}
ID_COLUMNS = ("key", "_uuid", "instanceid", "meta/instanceid", "meta-instanceid", "meta:instanceid")
IGNORED = re.compile(
    r"_.*|meta[/:-].*|start|end|today|deviceid|subscriberid|simserial|phonenumber|username|email|submissiondate"
    r"|submittername|submitterid|attachmentspresent|attachmentsexpected|status|reviewstate|devicenote|edits"
    r"|formversion|formhub/uuid|__version__|audit|instancename|key|instanceid"
)


class UnreadableSubmissions(ConcordError):
    """A file holds no table of days; carries what is wrong with it."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(
            f"{what}: give the CSV or XLSX that ODK or Kobo exports of the form of a site's day, "
            "with its columns day and people"
        )


@dataclass(frozen=True, slots=True)
class Submission:
    """One row of the file.

    Attributes:
        row: its number in the file, the header being 1.
        key: the id that the program gave it, or one worked out of its values; the same row has the same.
        told: its cells by field, as written. day: what they say, or None with ``mistakes`` by field.
        strange: columns that no question has, with what stands in them; it is not kept.
    """

    row: int
    key: str
    told: dict[str, str]
    day: SiteDay | None
    mistakes: dict[str, str]
    strange: tuple[tuple[str, str], ...] = ()

    @property
    def strange_columns(self) -> str:
        """The names of those columns, to be told."""
        return ", ".join(name for name, _ in self.strange)


def submissions(content: bytes, today: date) -> list[Submission]:
    """Every row of a file, in its order.

    Raises:
        UnreadableSubmissions
    """
    rows = _workbook(content) if content[:2] == b"PK" else _csv(content)
    header = next(rows, None)
    if header is None:
        raise UnreadableSubmissions("the file is empty")
    columns = [_field(name) for name in header]
    if not {"day", "people"} <= set(columns):
        raise UnreadableSubmissions("the file has no column day, or none of people")
    doubled = sorted({name for name in columns if name in KNOWN and columns.count(name) > 1})
    if doubled:
        raise UnreadableSubmissions(f"two columns are called {doubled[0]}")
    found = list(islice(rows, MOST_ROWS + 1))
    if len(found) > MOST_ROWS:
        raise UnreadableSubmissions(f"the file has more than {MOST_ROWS:,} rows; divide it")
    return [
        _submission(number, header, columns, cells, today)
        for number, cells in enumerate(found, 2)
        if any(cell.strip() for cell in cells)
    ]


def _submission(
    number: int, header: Sequence[str], columns: Sequence[str], cells: Sequence[str], today: date
) -> Submission:
    pairs = list(zip(header, columns, cells, strict=False))
    told = {field: cell for _, field, cell in pairs if field in KNOWN}
    strange = tuple((name, cell) for name, field, cell in pairs if field == "?" and cell.strip())
    key = next((cell.strip() for _, field, cell in pairs if field == "id" and cell.strip()), "")
    try:
        day, mistakes = day_of(told, today), dict[str, str]()
    except UnclearDay as unclear:
        day, mistakes = None, unclear.mistakes
    return Submission(number, _key(key, told), told, day, mistakes, strange)


def _key(key: str, told: dict[str, str]) -> str:
    """The id as one of 36 letters, whatever the program writes: uuid:…, a number, or nothing."""
    bare = key.removeprefix("uuid:")
    try:
        return str(uuid.UUID(bare))
    except ValueError:
        return str(uuid.uuid5(uuid.NAMESPACE_URL, bare or repr(sorted(told.items()))))


def _field(name: str) -> str:
    """What a column is: a field, "id", "" for what is ignored by name, "?" for what is strange."""
    told = name.strip().casefold()
    if told in ID_COLUMNS:
        return "id"
    last = re.split(r"[/:.-]", told)[-1]
    if last in KNOWN:
        return last
    return "" if not told or IGNORED.fullmatch(told) or IGNORED.fullmatch(last) else "?"


def _csv(content: bytes) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableSubmissions("the file is neither a workbook nor text in UTF-8") from None
    if "\0" in text:
        raise UnreadableSubmissions("the file is neither a workbook nor text in UTF-8")
    first = text.partition("\n")[0]
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count)):
            yield row[:WIDEST]
    except csv.Error as error:
        raise UnreadableSubmissions(f"the file is no CSV ({error})") from None


def _workbook(content: bytes) -> Iterator[list[str]]:
    import zipfile

    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for row in sheet.iter_rows(values_only=True, max_col=WIDEST, max_row=MOST_ROWS + 2):
            yield [_cell(value) for value in row]
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError, TypeError) as error:
        raise UnreadableSubmissions(f"the file is no workbook ({type(error).__name__})") from None


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value)
