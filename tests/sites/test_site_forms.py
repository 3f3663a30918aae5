"""The form for programs of surveys, as an independent reader takes it; and what those programs export."""

import csv
import io
import uuid
from datetime import date

import openpyxl
import pytest

from concord.sites import FIELDS, UnreadableSubmissions, form_workbook, submissions
from concord.sites.forms import FORM_ID

TODAY = date(2025, 5, 1)


def test_the_form_is_taken_by_pyxform(tmp_path: object) -> None:
    pyxform = pytest.importorskip("pyxform.xls2xform")
    content = form_workbook({"Dari (prs)": {"people": "مردم"}})
    made = pyxform.convert(io.BytesIO(content), validate=False, file_type=".xlsx")
    assert f'id="{FORM_ID}"' in made.xform
    assert all(f"<{field.name}/>" in made.xform for field in FIELDS)
    assert "مردم" in made.xform
    assert [told for told in made.warnings if "language" not in told.lower()] == []


def test_the_form_asks_for_no_person() -> None:
    book = openpyxl.load_workbook(io.BytesIO(form_workbook()))
    asked = {row[1].value for row in book["survey"].iter_rows(min_row=2)}
    assert asked == {"day", "reason", *(field.name for field in FIELDS)}


def written(*rows: dict[str, object]) -> bytes:
    out = io.StringIO(newline="")
    names = list({name: None for row in rows for name in row})
    writer = csv.DictWriter(out, names)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def workbook(*rows: dict[str, object]) -> bytes:
    names = list({name: None for row in rows for name in row})
    book = openpyxl.Workbook()
    book.active.append(names)
    for row in rows:
        book.active.append([row.get(name) for name in names])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


KOBO = {  # as KoboToolbox names them, with its own columns
    "start": "2025-04-18T20:01:02", "site/day": "2025-04-18", "site/people": "1204",
    "site/taps": "8", "__version__": "v1", "_id": "77", "_submitted_by": "team",
    "_uuid": "11111111-1111-4111-8111-111111111111",
}  # fmt: skip
ODK = {  # as ODK Central does
    "SubmissionDate": "2025-04-18T20:01:02Z", "data-day": "2025-04-19", "data-people": "1300",
    "meta-instanceID": "uuid:22222222-2222-4222-8222-222222222222", "KEY": "", "ReviewState": "",
}  # fmt: skip


@pytest.mark.parametrize("form", [written, workbook])
@pytest.mark.parametrize("row", [KOBO, ODK])
def test_exports_of_both_programs_are_read(form: object, row: dict[str, object]) -> None:
    (found,) = submissions(form(row), TODAY)  # type: ignore[operator]
    assert found.day is not None
    assert found.day.people in (1204, 1300)
    assert uuid.UUID(found.key)
    assert found.strange == ()


def test_a_row_that_cannot_be_kept_is_told_and_keeps_nobody_back() -> None:
    rows = [
        {"day": "2025-04-18", "people": "12"},
        {"day": "2025-13-18", "people": "many"},
        {"day": "2025-04-20", "people": "9"},
    ]
    found = submissions(written(*rows), TODAY)
    assert [one.row for one in found] == [2, 3, 4]
    assert found[1].mistakes == {"day": "not a day", "people": "not a number"}
    assert found[1].told == {"day": "2025-13-18", "people": "many"}
    assert [one.day is not None for one in found] == [True, False, True]


def test_a_column_that_nobody_knows_is_told() -> None:
    (found,) = submissions(written({"day": "2025-04-18", "people": "12", "blankets": "40"}), TODAY)
    assert (found.strange, found.strange_columns) == ((("blankets", "40"),), "blankets")


def test_days_and_numbers_of_a_workbook_are_values() -> None:
    (found,) = submissions(workbook({"day": date(2025, 4, 18), "people": 1204.0, "stay_days": 2.5}), TODAY)
    assert found.day is not None
    assert (found.day.day, found.day.people, found.day.stay_days) == (date(2025, 4, 18), 1204, 2.5)


def test_the_same_row_has_the_same_id_and_another_row_another() -> None:
    rows = [{"day": "2025-04-18", "people": "12"}, {"day": "2025-04-19", "people": "12"}]
    first, again = submissions(written(*rows), TODAY), submissions(written(*rows), TODAY)
    assert [one.key for one in first] == [one.key for one in again]
    assert first[0].key != first[1].key


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"PK\x03\x04broken",
        b"name,age\nx,1\n",
        b"day,people,people\n2025-04-18,1,2\n",
        b"\0\0",
    ],
)
def test_what_is_no_table_of_days_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(UnreadableSubmissions):
        submissions(content, TODAY)
