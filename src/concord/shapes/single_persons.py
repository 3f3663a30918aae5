"""Signs that a row of answers is one person and no count: told by questions and values, never shown.

Signs: a question for a name, a document number, a phone or a date of birth; answers that are written
like one; age and sex of one; counts that are one in every row. What is returned names questions only.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

__all__ = ["seen_of_persons"]

IDENTIFYING = re.compile(
    r"(?:^|_)(?:first|last|full|given|family|sur|father|mother|husband|head|respondent|person|returnee|child)s?_?name"
    r"|^names?$|name_of_(?:the_)?(?:head|person|respondent|returnee|father|child)"
    r"|(?:^|_)(?:phone|mobile|telephone|whatsapp|e_?mail)(?:_|$)"
    r"|cnic|tazkira|tazkera|taskera|passport|biometric|fingerprint|iris"
    r"|(?:id|card|document|por|acc|registration)_?(?:card_?)?(?:no|num|number|nr)(?:_|$)"
    r"|date_of_birth|birth_?date|(?:^|_)dob(?:_|$)|year_of_birth"
    r"|نام_?(?:پدر|خانوادگی|و_?نام|کامل)|^نام$|^نوم$|^تخلص$|ولدیت|تذکر|شناختی|پاسپورٹ|پاسپورت|تلفن|موبائل|تاریخ_?(?:تولد|پیدائش)"
)
OF_PLACES = re.compile(
    r"^(?:site|camp|centre|center|crossing|border|province|district|village|place|location|org)"
)
PHONE = re.compile(r"(?:\+|00)?(?:92|93|98|0)[ -]?\d{2,3}[ -]?\d{3}[ -]?\d{3,4}")
CARD = re.compile(r"\d{5}-\d{7}-\d|\d{4}-\d{4}-\d{5}|[A-Z]{1,2}\d{7,8}")
ONE = re.compile(r"(?:^|_)(?:age|سن|عمر)(?:_in_years)?$")
SEX = re.compile(r"(?:^|_)(?:sex|gender|جنس|جنسیت)$")
FEW_ROWS = 3  # below, a count of one in every row is no sign


def seen_of_persons(rows: Sequence[Mapping[str, Any]], tags: Mapping[str, str]) -> list[str]:
    """What was seen, in words; empty where the rows look like counts."""
    names = list(dict.fromkeys(_all_names(rows)))
    seen = [f"{name!r} asks for a person" for name in names if _identifies(name)]
    ages, sexes = ([name for name in names if kind.search(_last(name))] for kind in (ONE, SEX))
    if ages and sexes:
        seen.append(f"{ages[0]!r} and {sexes[0]!r} tell of one")
    for name, shape in (("a phone number", PHONE), ("a document number", CARD)):
        seen += [f"{question!r} is answered with {name}" for question in _answered(rows, shape)]
    if _all_ones(rows, tags):
        seen.append("every count is one")
    return seen


def _all_names(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for row in rows:
        for name, value in row.items():
            if not name.startswith("_"):
                yield name
                if isinstance(value, list):
                    yield from _all_names([one for one in value if isinstance(one, dict)])


def _last(name: str) -> str:
    return name.rpartition("/")[2].lower().replace("-", "_").replace(" ", "_")


def _identifies(name: str) -> bool:
    part = _last(name)
    return IDENTIFYING.search(part) is not None and OF_PLACES.match(part) is None


def _answered(rows: Sequence[Mapping[str, Any]], shape: re.Pattern[str]) -> list[str]:
    found = (
        name
        for row in rows
        for name, value in row.items()
        if not name.startswith("_") and isinstance(value, str) and shape.fullmatch(value.strip())
    )
    return list(dict.fromkeys(found))


def _all_ones(rows: Sequence[Mapping[str, Any]], tags: Mapping[str, str]) -> bool:
    counts = [name for name, tag in tags.items() if tag.startswith("#affected") and "+hh" not in tag]
    totals = [sum(row.get(name) == "1" for name in counts) for row in rows]
    larger = any(str(row.get(name, "0")) not in ("0", "1", "None", "") for row in rows for name in counts)
    return bool(counts) and len(rows) >= FEW_ROWS and not larger and all(totals)
