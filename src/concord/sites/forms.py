"""The form for programs of surveys: an XLSForm with the questions of a day.

XLSForm is the table form of ODK and KoboToolbox: sheets ``survey``, ``choices`` and ``settings``. The
questions are those of ``FIELDS``, in four languages where labels are given; nothing asks for a name, a
number or an address.
"""

import io
from collections.abc import Mapping

from concord.sites.day import FIELDS
from concord.sites.reading import LONGEST_REASON

__all__ = ["FORM_ID", "form_workbook"]

FORM_ID = "concord_site_day"
ENGLISH = "English (en)"
STAMP = "2025010100"  # version of the questions; a change of FIELDS is a new one


def form_workbook(labels: Mapping[str, Mapping[str, str]] | None = None) -> bytes:
    """The workbook; ``labels`` gives further languages, each with a label by the name of a field.

    The names of languages are as XLSForm writes them, as in ``Dari (prs)``.
    """
    import openpyxl

    languages = {ENGLISH: _english(), **(labels or {})}
    book = openpyxl.Workbook()
    survey = book.active
    survey.title = "survey"
    survey.append(["type", "name", *(f"label::{name}" for name in languages), "required", "constraint"])
    for kind, name, needed, constraint in _questions():
        told = [words.get(name, _english()[name]) for words in languages.values()]
        survey.append([kind, name, *told, needed, constraint])
    book.create_sheet("choices").append(["list_name", "name", *(f"label::{name}" for name in languages)])
    settings = book.create_sheet("settings")
    settings.append(["form_title", "form_id", "version", "default_language"])
    settings.append(["Day of a site", FORM_ID, STAMP, ENGLISH])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _questions() -> list[tuple[str, str, str, str]]:
    rows = [("date", "day", "yes", ". <= today()")]
    for field in FIELDS:
        kind = "integer" if field.whole else "decimal"
        rows.append((kind, field.name, "yes" if field.needed else "", f". >= 0 and . <= {field.most:.0f}"))
    rows.append(("text", "reason", "", f"string-length(.) <= {LONGEST_REASON}"))
    return rows


def _english() -> dict[str, str]:
    asked = {field.name: f"{field.label} ({field.unit})" for field in FIELDS}
    return {"day": "Day", **asked, "reason": "If something is short: why (no names, numbers or addresses)"}
