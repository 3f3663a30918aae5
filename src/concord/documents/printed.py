"""A cell's value as its sheet prints it: 84871 under ``#,##0`` is 84,871; a date is written ISO.

Covered are the formats of tables of figures: digits with or without groups of thousands
(`#,##0`) or of lakhs (`##\\,##\\,##0`), fixed decimals, per cent, scaling by trailing commas,
words in quotes. What is not covered is written out plainly, never rounded.
"""

import re
from datetime import date, datetime, time, timedelta

__all__ = ["printed"]

QUIET = re.compile(r"\[[^\]]*\]|_.|\*.")  # colours, conditions, locales; spaces and fillers
WORDS = re.compile(r'"([^"]*)"|\\(.)')
DIGITS = re.compile(r"[#0?][#0?,\\. ]*")
LAKHS = re.compile(r"#{1,2}\\?,##\\?,")
PLAIN = ("general", "@", "")
DIGITS_KEPT = 15  # significant, as sheets hold them


def printed(value: object, form: str) -> str:
    """The words of a value under a number format.

    >>> printed(84871, "#,##0"), printed(0.254, "0.0%"), printed(214990, r"##\\,##\\,##0")
    ('84,871', '25.4%', '2,14,990')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value, form)
    if isinstance(value, datetime | date):
        return _date(value, form)
    return value.isoformat("minutes") if isinstance(value, time) else _span(value)


def _span(value: object) -> str:
    return f"{value.total_seconds() / 3600:g} hours" if isinstance(value, timedelta) else str(value)


def _date(value: date, form: str) -> str:
    """As precise as it is printed: under ``mmm yyyy`` the first of October is October."""
    parts = QUIET.sub("", WORDS.sub("", form)).lower()
    if "d" not in parts and "y" in parts:
        return value.isoformat()[: 7 if "m" in parts else 4]
    if isinstance(value, datetime) and (value.hour or value.minute):
        return value.isoformat(" ", "minutes")
    return value.isoformat()[:10]


def _number(value: float, form: str) -> str:
    section = QUIET.sub("", _section(value, form))
    pattern = DIGITS.search(WORDS.sub(lambda match: match[0] if match[2] in (",", ".") else "", section))
    if section.strip().lower() in PLAIN or pattern is None or "e+" in section.lower():
        return f"{value:.{DIGITS_KEPT}g}" if isinstance(value, float) else str(value)
    before, after = _around(section, pattern[0])
    sign = "-" if value < 0 and not re.search(r"[-(]", before) else ""
    return f"{before}{sign}{_digits(abs(value), pattern[0], percent='%' in section)}{after}".strip()


def _section(value: float, form: str) -> str:
    """Of ``positive;negative;zero`` the one for the value; sections under conditions go by size."""
    sections = form.split(";")
    bounds = [re.search(r"\[>=?(\d+)\]", section) for section in sections]
    if any(bounds):
        fits = (
            s for s, bound in zip(sections, bounds, strict=True) if bound is None or value >= int(bound[1])
        )
        return next(fits, sections[-1])
    index = 1 if value < 0 else 2 if value == 0 else 0
    return sections[index] if index < len(sections) else sections[0]


def _around(section: str, pattern: str) -> tuple[str, str]:
    before, _, after = section.partition(pattern)
    return _words(before), _words(after)


def _words(part: str) -> str:
    return WORDS.sub(lambda match: match[1] if match[1] is not None else match[2], part)


def _digits(value: float, pattern: str, *, percent: bool) -> str:
    whole, _, decimals = pattern.strip().rstrip("\\").partition(".")
    scaled = len(pattern.rstrip()) - len(pattern.rstrip().rstrip(","))
    places = sum(sign in "#0?" for sign in decimals)
    shown = f"{value * (100 if percent else 1) / 1000**scaled:.{places}f}"
    if "#" in decimals and "." in shown:
        shown = shown.rstrip("0").rstrip(".")
    integer, dot, rest = shown.partition(".")
    if LAKHS.search(whole):
        return _in_lakhs(integer) + dot + rest
    return (f"{int(integer):,}" if "," in whole.rstrip(",") else integer) + dot + rest


def _in_lakhs(integer: str) -> str:
    head, tail = integer[:-3], integer[-3:]
    groups = [head[max(0, end - 2) : end] for end in range(len(head), 0, -2)]
    return ",".join([*reversed(groups), tail])
