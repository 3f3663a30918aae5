"""Rows of a site as files: CSV, JSON and XLSX of the same values that the page shows and the API answers."""

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from concord.publish.cells import disarmed

__all__ = ["FORMS", "written"]

FORMS = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def written(rows: Sequence[dict[str, Any]], columns: Sequence[str], form: str, title: str) -> bytes:
    """The rows in a form; cells that a spreadsheet would run are disarmed, unknown cells stay empty."""
    if form == "json":
        return json.dumps(list(rows), ensure_ascii=False, indent=1).encode()
    cells = [[disarmed(row[name]) for name in columns] for row in rows]
    return _csv(cells, columns) if form == "csv" else _xlsx(cells, columns, title)


def _csv(cells: Sequence[Sequence[Any]], columns: Sequence[str]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows(cells)
    return ("\ufeff" + out.getvalue()).encode()


def _xlsx(cells: Sequence[Sequence[Any]], columns: Sequence[str], title: str) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    sheet.append(list(columns))
    for row in cells:
        sheet.append(list(row))
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
