"""The tables that a text holds, as rows of cells: for telling lists of persons, not for reading figures.

Three forms: lines of cells (bars or tabs, as every format gives its tables), records of lines
``Name: …`` that repeat, and lines without any mark that hold a number, a name and more each.
"""

import re
from collections.abc import Iterator, Sequence

from concord.documents.persons_words import PersonWords

__all__ = ["divided_lines", "lines_without_cells", "records_in", "sampled", "tables_in"]

SLASH = " / "  # two or more in a line set cells apart
MARK = re.compile(r"\s*[|\t]\s*")
KEY = re.compile(r"\s*([^\d\W][^:：=]{0,40}?)\s*[:：=]\s*(\S.{0,80})$")
HEAD, SPREAD = 200, 300  # rows looked at: the first ones, and others evenly over the rest
LONGEST_CELL = 60  # characters; a longer line without cells is prose
LONGEST_RECORD = 130  # characters of a line of a form
DIVIDERS = (",", ";", "،")
FEWEST_PARTS, FEWEST_LINES = 2, 3
MOST_CONTACTS = 8  # lines with e-mail addresses; fewer are the contacts below a press release
LONGEST_LINE = 250  # characters; longer ones are prose
RECORD_KEYS = 2  # known keys that make a record of its lines


def tables_in(lines: Sequence[str]) -> Iterator[list[list[str]]]:
    """Runs of lines with cells, and short lines among them: of a row only the first cell may be filled."""
    run: list[list[str]] = []
    for line in lines:
        if "|" in line or "\t" in line:
            run.append([cell.strip() for cell in MARK.split(line)])
        elif line.count(SLASH) > 1:
            run.append([cell.strip() for cell in line.split(SLASH)])
        elif run and 0 < len(line.strip()) <= LONGEST_CELL:
            run.append([line.strip()])
        elif run:
            yield run
            run = []
    if run:
        yield run


def divided_lines(lines: Sequence[str]) -> Iterator[list[list[str]]]:
    """Short lines in a row that commas or semicolons divide equally often: a CSV that is called text."""
    for divider in DIVIDERS:
        run: list[list[str]] = []
        for line in [*lines, ""]:
            parts = line.split(divider) if len(line) <= LONGEST_LINE else []
            if len(parts) > FEWEST_PARTS and (not run or len(run[0]) == len(parts)):
                run.append([part.strip() for part in parts])
                continue
            mailed = any("@" in part for row in run for part in row)
            if len(run) >= (MOST_CONTACTS if mailed else FEWEST_LINES):
                yield run
            run = []


def records_in(lines: Sequence[str], words: PersonWords) -> list[list[str]]:
    """Lines ``key: value`` whose keys are known, as one table: a column a key, in their order."""
    values: dict[str, list[str]] = {}
    known: dict[str, bool] = {}
    for line in lines:
        found = KEY.match(line) if len(line) < LONGEST_RECORD and "|" not in line else None
        if found is None:
            continue
        key = found[1].casefold()
        if key not in known:
            known[key] = words.kind_of(found[1]) is not None
        if known[key]:
            values.setdefault(key, []).append(found[2])
    if len(values) < RECORD_KEYS:
        return []
    rows = max(map(len, values.values()))
    body = [[column[i] if i < len(column) else "" for column in values.values()] for i in range(rows)]
    return [list(values), *body]


def lines_without_cells(lines: Sequence[str]) -> list[str]:
    """The other lines that are not empty."""
    return [line for line in lines if line.strip() and "|" not in line and "\t" not in line]


def sampled(rows: list[list[str]]) -> list[list[str]]:
    """The first rows and as many over the rest as tell it: half a million cells cost no more than a page."""
    rest = rows[HEAD:]
    step = max(1, len(rest) // SPREAD)
    return rows[:HEAD] + rest[::step]
