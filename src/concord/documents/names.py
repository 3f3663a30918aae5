"""Names of files as they may be shown: on one line, in the order in which they are written.

A name may hold a line end, an escape of the terminal or an override of direction; printed as
it is, it would forge a line of the log or hide its ending. Such characters are written as escapes.
"""

import unicodedata

__all__ = ["shown"]

HIDING = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # categories that print nothing, or something else
JOINERS = "\u200c\u200d"  # which Persian and Urdu names need


def shown(name: str) -> str:
    """The name with every character that does not print as itself written as an escape.

    >>> shown("count\\n2025.csv"), shown("آمار.pdf")
    ('count\\\\n2025.csv', 'آمار.pdf')
    """
    return "".join(map(_plain, name)) if not name.isprintable() else name


def _plain(letter: str) -> str:
    if unicodedata.category(letter) not in HIDING or letter in JOINERS:
        return letter
    return letter.encode("unicode_escape").decode("ascii")
