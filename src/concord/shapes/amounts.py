"""The number in a cell, or why there is none.

Covered: 2311 · 2,311 · 2 311 · 1e+05 (R writes 100000 so) · 25.0 · - · .. · n/a · null · * · <5 · c.
"""

import re
from decimal import Decimal

from concord.shapes.answer import Missing

__all__ = ["amount"]

UNKNOWN = frozenset(
    {"", "-", "–", "—", "..", "...", "null", "none", "na", "n/a", "nan", "not available", "nd"}
)
WITHHELD = frozenset({"*", "**", "c", "s", "x", "suppressed", "redacted", "withheld", "confidential"})
SMALL = re.compile(r"(?:<|&lt;|≤|less than)\s*\d{1,2}", re.I)  # a count too small to print
PLAIN = re.compile(r"[+]?\d{1,15}(?:\.\d{1,6})?(?:e[+]?\d{1,2})?", re.I)
GROUPED = re.compile(r"\d{1,3}(?:([,' \u00a0\u202f])\d{2,3})(?:\1\d{2,3})*")
LARGEST = 10**12
LONGEST = 30  # characters of a number, marks between thousands among them


def amount(text: str) -> int | float | Missing | None:
    """The number that a cell gives, or that it gives none; None where the words are no number at all.

    >>> amount("1e+05"), amount("-"), amount("<5"), amount("many")
    (100000, <Missing.UNKNOWN: 'unknown'>, <Missing.WITHHELD: 'withheld'>, None)
    """
    words = text.strip().lower()
    if words in UNKNOWN:
        return Missing.UNKNOWN
    if words in WITHHELD or SMALL.fullmatch(words):
        return Missing.WITHHELD
    if len(words) > LONGEST:
        return None
    if GROUPED.fullmatch(words):
        value = int(re.sub(r"\D", "", words))
        return value if value <= LARGEST else None
    return _plain(words) if PLAIN.fullmatch(words) else None


def _plain(words: str) -> int | float | None:
    value = Decimal(words)
    if value > LARGEST:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
