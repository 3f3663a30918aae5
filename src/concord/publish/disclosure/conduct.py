"""Records whose words never leave: what is told of a conduct report are its codes."""

from collections.abc import Mapping
from typing import Any

from concord.publish.disclosure.rules import Rules, rules_of

__all__ = ["without_free_text"]

CODE = 40  # letters; a longer text is prose, whatever its field is called


def without_free_text(what: str, record: Mapping[str, Any], rules: Rules | None = None) -> dict[str, Any]:
    """The record without the fields that the rules forbid, and without any prose in other fields.

    >>> without_free_text("conduct report", {"kind": "beating", "month": "2025-04", "words": "At the gate …"})
    {'kind': 'beating', 'month': '2025-04'}
    """
    never = {name for rule in (rules or rules_of()).never if rule.what == what for name in rule.fields}
    return {name: value for name, value in record.items() if name not in never and _coded(value)}


def _coded(value: Any) -> bool:
    """Whether a value is a code, a number or a day; text with a line or a clause is prose."""
    if isinstance(value, str):
        return len(value) <= CODE and value.count(" ") < 4 and "\n" not in value
    return value is None or isinstance(value, int | float)
