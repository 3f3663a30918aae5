"""Sex and age of a column or cell in one word: women, girls_0_to_4, men_and_boys.

A band that no single word names keeps its bounds: five columns that all said ``other`` would
read as five values of one quantity.
"""

import re

__all__ = ["group_of", "group_of_codes"]

ADULT = 18  # years; the bands of UNHCR and HAPI divide there
OLDER = 60
_BAND = re.compile(r"(\d{1,3})(?:\s*[-_T]\s*|\s+to\s+)(\d{1,3})")
_OPEN = re.compile(r"(\d{1,3})\s*(?:\+|and over|and above|plus)?")
_WHOLE = {"f": "women_and_girls", "m": "men_and_boys", "": None, "o": "other_sex"}
_SEXES = {
    **dict.fromkeys(("f", "female", "females", "women and girls"), "f"),
    **dict.fromkeys(("m", "male", "males", "men and boys"), "m"),
    **dict.fromkeys(("", "all", "_t", "t", "total", "_z"), ""),
    **dict.fromkeys(("x", "o", "u", "other", "unknown", "_u", "_o"), "o"),
}
_AGES = {"y_lt18": (0, 17), "y_ge18": (18, None), "y_ge60": (60, None), "children": (0, 17)}


def group_of(sex: str, low: int | None, high: int | None) -> str | None:
    """The word for a sex (f, m or empty) between two ages; None for everybody.

    >>> group_of("f", 0, 4), group_of("", 0, 17), group_of("m", 18, None), group_of("", None, None)
    ('girls_0_to_4', 'children', 'men', None)
    """
    if low is None and high is None:
        return _WHOLE[sex]
    young = high is not None and high < ADULT
    noun = _noun(sex, young=young, low=low or 0)
    whole = (low in (None, 0) and high == ADULT - 1) or (low == ADULT and high is None)
    if whole or (low == OLDER and high is None and sex == ""):
        return noun
    return f"{noun}_{low or 0}_and_over" if high is None else f"{noun}_{low or 0}_to_{high}"


def group_of_codes(sex: str, age: str) -> str | None:
    """The word for a code of sex and one of age, as HAPI and SDMX write them.

    Raises:
        ValueError: a code that is not known.
    """
    plain = sex.strip().lower()
    if plain not in _SEXES:
        raise ValueError(f"unknown sex {sex!r}")
    return group_of(_SEXES[plain], *_ages(age.strip().lower()))


def _ages(age: str) -> tuple[int | None, int | None]:
    if age in ("", "all", "_t", "total", "all ages", "_z"):
        return None, None
    if age in _AGES:
        return _AGES[age]
    plain = age.removeprefix("y")
    if band := _BAND.fullmatch(plain.replace("t", "-")):
        return int(band[1]), int(band[2])
    if least := _OPEN.fullmatch(plain.removeprefix("_ge")):
        return int(least[1]), None
    raise ValueError(f"unknown age {age!r}")


def _noun(sex: str, *, young: bool, low: int) -> str:
    if young:
        return {"f": "girls", "m": "boys"}.get(sex, "children")
    if low >= ADULT:
        return {"f": "women", "m": "men"}.get(sex, "elderly" if low >= OLDER else "adults")
    return {"f": "women_and_girls", "m": "men_and_boys"}.get(sex, "persons")
