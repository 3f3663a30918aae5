"""As what a column counts: its cells decide, its header says how much they must show."""

import re
from collections.abc import Sequence
from itertools import pairwise

from concord.documents.persons_values import Looks, birth_year
from concord.documents.persons_words import folded, person_words

__all__ = ["role_of"]

MOST = 0.5  # of the filled cells; lists are filled in by hand and have holes
NEARLY_ALL = 0.8  # of them, where no header says what they are
NAMES = 0.6  # of the cells of a column without a telling header; districts are named after people too
PERHAPS = 0.3  # of them: enough where nothing in the table is counted
NAMES_UNDER_HEADER = 0.25  # under a bare "Name"; the names known here are not all there are
SPREAD_YEARS = 10  # between the youngest and the oldest of a list; daily and weekly tables span less
SHORTEST_ID, LONGEST_COUNT = 4, 6  # digits
NUMBERED = re.compile(r"\b(no|number|num|id|nr|نمبر|شماره|شمیره)\b")
LONGEST_ID = 40  # characters
SHORTEST_PHONE, SHORTEST_LONG = 7, 10  # digits; nobody counts milliards of people
LANDLINES = ("0800", "091", "051", "021", "042", "081", "020", "92", "0092")
DECADE = re.compile(r"\d{4}\s*[-–/]\s*\d{2,4}")  # of births, no day
LIVED = (range(1300, 1420), range(1920, 2040))  # years in which people alive were born, solar and common
LARGEST_FAMILY = 20  # persons; a column of such numbers may count the family of each
LARGE = 150  # persons; no age and no size of a family
LONGEST_NUMBER = 100  # digits; more are no number of anything, and Python refuses to read them


def role_of(kind: str | None, header: str, values: Sequence[str], looks: Sequence[Looks]) -> str | None:
    """The role of a column with at least one filled cell; None where it tells nothing here."""

    def share(look: Looks) -> float:
        return sum(look in found for found in looks) / len(values)

    if share(Looks.DOCUMENT) >= MOST and kind != "place" and _distinct(values):
        return "document"
    if share(Looks.KIN) >= MOST:
        return "kin"
    if share(Looks.PHONE) >= MOST and kind not in ("official", "hotline"):
        return "phone"
    if kind == "person" and share(Looks.SEX) >= MOST:
        return "sex"  # Head of household: female
    if kind in ("kin", "person"):
        return kind if _are_words(values) else "counted"  # Returnee girls: 210
    if kind == "name" and _are_words(values):
        if share(Looks.NAME) >= NAMES_UNDER_HEADER:
            return "name"
        return "called" if person_words().names_only(header) else None  # not the name of a category
    if kind == "sex":
        return "sex" if _repeats(values) and share(Looks.SEX) >= MOST else None
    if kind == "age":
        return "age" if share(Looks.AGE) >= MOST and not _rise(values) else None
    if kind == "count" and share(Looks.NUMBER) >= MOST:
        return (
            "counted"
            if any(int(_digits(v)[:LONGEST_NUMBER] or 0) > LARGEST_FAMILY for v in values)
            else "few"
        )
    if kind in (None, "serial", "address", "place"):
        return _untold(kind, values, looks)
    return kind if kind in _BY_HEADER and _BY_HEADER[kind](values, header) else None


def _untold(kind: str | None, values: Sequence[str], looks: Sequence[Looks]) -> str | None:
    """A column whose header tells nothing of persons."""

    def share(look: Looks) -> float:
        return sum(look in found for found in looks) / len(values)

    if kind is None and share(Looks.NAME) >= NAMES and len(values) > 1:
        return "name"
    if kind is None and share(Looks.NAME) >= PERHAPS and len(values) > 1:
        return "perhaps"
    if kind is None and share(Looks.DATE) >= MOST and _are_scattered_days(values):
        return "birth"
    if share(Looks.SEX) >= NEARLY_ALL and _repeats(values):
        return "sex"
    if share(Looks.RELATION) >= NEARLY_ALL:
        return "relation"
    if kind == "serial" or _are_serials(values):
        return "serial"
    if kind is None and share(Looks.NUMBER) >= MOST:
        return "large" if _are_counts(values) else "number"
    return None


def _digits(value: str) -> str:
    return "".join(c for c in value if c.isdecimal())


def _distinct(values: Sequence[str]) -> bool:
    return len(set(values)) >= NAMES * len(values)


def _repeats(values: Sequence[str]) -> bool:
    return len(set(values)) < len(values) or len(values) <= 2


def _are_words(values: Sequence[str], _: str = "") -> bool:
    return sum(any(c.isalpha() for c in value) for value in values) >= MOST * len(values)


def _are_ids(values: Sequence[str], header: str) -> bool:
    """Distinct, not written as counts; longer than a count where the header says PoR card, not its number."""
    least = SHORTEST_ID if NUMBERED.search(folded(header)) else LONGEST_COUNT + 1
    ids = [v for v in values if "," not in v and len(v) < LONGEST_ID]
    long = sum(len(_digits(v)) >= (SHORTEST_ID if v[0].isalpha() else least) for v in ids)
    return long >= MOST * len(values) and _distinct(values)


def _are_phones(values: Sequence[str], _: str) -> bool:
    """Long numbers that are not those of offices: 091 921 1234, 0800-12345."""
    long = [_digits(v) for v in values if len(_digits(v)) >= SHORTEST_PHONE and "," not in v]
    offices = sum(number.startswith(LANDLINES) for number in long)
    return len(long) >= MOST * len(values) and offices < MOST * len(values)


def _are_births(values: Sequence[str], _: str) -> bool:
    days = [v for v in values if len(_digits(v)) >= 4 and "," not in v and not DECADE.fullmatch(v)]
    return len(days) >= MOST * len(values)


def _are_scattered_days(values: Sequence[str]) -> bool:
    """Days over many years that neither only rise nor only fall, as those of a series do."""
    years = [year for v in values if (year := birth_year(v)) is not None]
    if len(years) < 2 or max(years) - min(years) < SPREAD_YEARS:
        return False
    return years not in (sorted(years), sorted(years, reverse=True))


def _rise(values: Sequence[str]) -> bool:
    """0, 1, 2: each age once, as a table by single years has them."""
    ages = [int(_digits(v)[:3] or 0) for v in values]
    return len(ages) > 2 and all(before < after for before, after in pairwise(ages))


def _are_serials(values: Sequence[str]) -> bool:
    """1, 2, 3 or 88101, 88102, 88103."""
    numbers = [int(value) for value in values if value.isdecimal() and len(value) < LONGEST_NUMBER]
    return len(numbers) == len(values) > 1 and all(after - before == 1 for before, after in pairwise(numbers))


def _are_counts(values: Sequence[str]) -> bool:
    """Some are larger than any age, and they are neither all years nor all of one length, as ids are."""
    numbers = [digits for v in values if 0 < len(digits := _digits(v)) < SHORTEST_LONG]
    if all(any(int(number) in years for years in LIVED) for number in numbers):
        return False
    lengths = {len(number) for number in numbers}
    large = any(int(number) >= LARGE for number in numbers)
    return large and (len(lengths) > 1 or max(lengths) <= LONGEST_COUNT)


def _always(_: Sequence[str], __: str) -> bool:
    return True


_BY_HEADER = {
    "document": _are_ids,
    "record": _are_ids,
    "phone": _are_phones,
    "birth": _are_births,
    "official": _are_words,
    "relation": _are_words,
    "mark": _always,
    "designation": _always,
}
