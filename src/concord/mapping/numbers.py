"""Numbers as cells print them: 1,204 · 4,35,152 · ۱٬۲۰۴ · 1.204 · 12.5% · ~600 · 2.4 million · 3 lakh.

A cell is read whole or not at all. Empty, a dash and "n/a" are not known, which is not zero.
"""

import re
import unicodedata
from dataclasses import dataclass

from concord.evidence import Precision

__all__ = ["Number", "ascii_digits", "is_unknown", "number_of"]

SCALES = {
    "k": 1_000,
    "thousand": 1_000,
    "ہزار": 1_000,
    "هزار": 1_000,
    "زره": 1_000,
    "lakh": 100_000,
    "لاکھ": 100_000,
    "لک": 100_000,
    "m": 1_000_000,
    "million": 1_000_000,
    "ملین": 1_000_000,
    "میلیون": 1_000_000,
    "میلیونه": 1_000_000,
}
UNKNOWN = frozenset(
    {"", "?", "x", "unknown", "not available", "نامعلوم", "معلوم نہیں", "نامشخص"}
) | frozenset({"-", "--", "–", "—", "n/a", "na", "n.a.", "n.a", "..", "...", "…"})
PRECISIONS = {
    "~": Precision.ABOUT,
    "≈": Precision.ABOUT,
    "about": Precision.ABOUT,
    "approx": Precision.ABOUT,
    "c": Precision.ABOUT,
    "تقریبا": Precision.ABOUT,
    ">": Precision.AT_LEAST,
    "≥": Precision.AT_LEAST,
    "over": Precision.AT_LEAST,
    "<": Precision.AT_MOST,
    "≤": Precision.AT_MOST,
    "up to": Precision.AT_MOST,
}
LONGEST = 40  # characters of a cell that may be a number; a float holds 15 digits exactly
MOST_DIGITS = 15
_SEPARATORS = "  '’٬،"  # besides comma and dot, which also stand for a fraction
_SHAPE = re.compile(
    r"(?P<mark>~|≈|>=?|≥|<=?|≤|about|approx\.?|c\.|over|up to|تقریبا)?\s*"
    r"(?P<digits>\d[\d,.٫   '’٬،]*\d|\d)\s*(?P<plus>\+)?\s*"
    r"(?P<scale>[^\W\d_]+)?\s*(?P<percent>%|٪)?",
    re.I,
)
_GROUPED = re.compile(r"\d{1,3}(?:([,.])\d{3})(?:\1\d{3})*|\d{1,2}(?:,\d{2})+,\d{3}")
_PLAIN = re.compile(r"\d+(?:[.٫,]\d+)?")


@dataclass(frozen=True, slots=True)
class Number:
    """What a cell says; ``text`` is the number as written, without marks, at text[start:end] of the cell."""

    value: int | float
    text: str
    start: int
    end: int
    percent: bool = False
    precision: Precision = Precision.EXACT


def number_of(cell: str) -> Number | None:
    """The number that a cell is; None for anything else, an unknown included.

    >>> number_of("4,35,152").value, number_of("~۶۰۰").precision.value, number_of("2.4 million").value
    (435152, 'about', 2400000)
    >>> number_of("2027-05-01"), number_of("n/a"), number_of("12 buses")
    (None, None, None)
    """
    found = _SHAPE.fullmatch(ascii_digits(cell.strip())) if len(cell) < LONGEST else None
    if found is None:
        return None
    scale = SCALES.get(found["scale"].casefold()) if found["scale"] else 1
    value = _value(found["digits"])
    if scale is None or value is None:
        return None
    scaled = round(value * scale, 6)
    start, end = found.start("digits"), found.end("scale" if found["scale"] else "digits")
    mark = (found["mark"] or (">" if found["plus"] else "")).casefold().rstrip(".=")
    return Number(
        int(scaled) if scaled == int(scaled) else scaled,
        cell.strip()[start:end],
        start,
        end,
        bool(found["percent"]),
        PRECISIONS.get(mark, Precision.EXACT),
    )


def is_unknown(cell: str) -> bool:
    """Whether a cell says that nothing is known: empty, a dash, n/a."""
    return cell.strip().casefold() in UNKNOWN


def ascii_digits(text: str) -> str:
    """The text with every decimal digit as 0-9, letter for letter."""
    return text if text.isascii() else "".join(str(unicodedata.decimal(c, c)) for c in text)


def _value(digits: str) -> float | None:
    bare = digits
    if sum(c.isdigit() for c in digits) > MOST_DIGITS:
        return None
    for separator in _SEPARATORS:
        if separator in bare and not re.fullmatch(rf"\d{{1,3}}(?:{separator}\d{{2,3}})+(?:[.٫]\d+)?", bare):
            return None
        bare = bare.replace(separator, "")
    if _GROUPED.fullmatch(bare):
        return float(bare.replace(",", "").replace(".", ""))
    if "," in bare and "." in bare:
        head, _, tail = bare.rpartition("." if bare.rindex(".") > bare.rindex(",") else ",")
        return float(f"{head}.{tail}".replace(",", "")) if _GROUPED.fullmatch(head) else None
    return float(re.sub("[٫,]", ".", bare)) if _PLAIN.fullmatch(bare) else None
