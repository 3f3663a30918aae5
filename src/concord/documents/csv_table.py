"""CSV and TSV: rows of cells, whatever character sets them apart.

The suffix does not tell it: files named ``.csv`` are divided by semicolons where the comma is
the decimal mark, and by tabs. Taken is the first divider by which most rows have equally many cells.
"""

import csv
import io
import re
from collections import Counter

from concord.documents.encoding import Undecodable, decode
from concord.documents.errors import BrokenDocument
from concord.documents.found import Found
from concord.documents.rows import lines_of_rows, within_limit

__all__ = ["read_csv"]

DIVIDERS = ("\t", ";", "|", ",")  # the comma last: it also stands within numbers
EVEN_SHARE = 0.6  # of the filled rows that have the usual number of cells; titles and notes have one
LOOKED_AT = 200  # rows
SAID = re.compile(r"\ufeff?sep=(.)\r?\n", re.I)  # what some spreadsheets write above a CSV
LONGEST_CELL = 1_000_000  # characters; a quotation mark that is never closed swallows the file


def read_csv(content: bytes, name: str, charset: str | None = None) -> Found:
    """The rows as lines, cells as they are printed.

    Raises:
        BrokenDocument: the bytes are no text, or no rows (a quotation mark is never closed).
        OversizedDocument: more than MAX_CELLS filled cells.
    """
    try:
        text = decode(content, charset)
    except Undecodable as error:
        raise BrokenDocument(name, str(error)) from None
    said = SAID.match(text)
    body = text[said.end() :] if said else text
    csv.field_size_limit(LONGEST_CELL)
    try:
        rows = csv.reader(io.StringIO(body, newline=""), delimiter=said[1] if said else _divider(body))
        return Found("\n".join(lines_of_rows(within_limit(rows, name))))
    except csv.Error as error:
        raise BrokenDocument(name, f"no rows could be told in it ({error})") from None


def _divider(text: str) -> str:
    return next((divider for divider in DIVIDERS if _divides(text, divider)), DIVIDERS[-1])


def _divides(text: str, divider: str) -> bool:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=divider)
    sizes = [len(row) for row, _ in zip(rows, range(LOOKED_AT), strict=False) if any(row)]
    usual, times = max(Counter(sizes).items(), key=lambda found: found[1], default=(0, 0))
    return usual > 1 and times >= EVEN_SHARE * len(sizes)
