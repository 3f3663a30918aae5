"""Cells of tables that leave for other programs: text that a spreadsheet would run is kept text.

A cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line break is a formula to many
spreadsheets. An apostrophe before it, the mark of text, disarms it; numbers stay numbers.
"""

from typing import Any

__all__ = ["as_meant", "disarmed"]

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def disarmed(value: Any) -> Any:
    """The value, or its text marked as text where a spreadsheet would take it for a formula.

    >>> disarmed('=HYPERLINK("x")'), disarmed(-5), disarmed("907,391")
    ('\\'=HYPERLINK("x")', -5, '907,391')
    """
    risky = isinstance(value, str) and value.lstrip("'").startswith(_STARTS)
    return f"'{value}" if risky else value


def as_meant(text: str) -> str:
    """The text of a cell before it was disarmed: one apostrophe less where one was put.

    >>> as_meant("'=1+1"), as_meant("'tis"), as_meant(disarmed("'=1"))
    ('=1+1', "'tis", "'=1")
    """
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(_STARTS) else text
