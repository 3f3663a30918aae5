"""JSON that any reader takes: one line of ASCII, dates as ISO 8601, texts as RDF can carry them."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import BinaryIO
from urllib.parse import quote

__all__ = ["address", "json_line", "plain", "unicode_text", "write_graph"]

_KEPT_IN_ADDRESS = ":/?#[]@!$&'()*+,;=%-._~"  # RFC 3986, section 2


def json_line(value: object) -> str:
    """A value as one line; ASCII only, so that control characters and lone surrogates survive as escapes."""
    return json.dumps(value, separators=(",", ":"), allow_nan=False)


def plain(value: object) -> object:
    """A value as JSON has it; dates and whatever else is no JSON as text.

    >>> plain(date(2025, 4, 18)), plain(("a", 1)), plain(None)
    ('2025-04-18', ['a', 1], None)
    """
    if value is None or type(value) in (str, int, float, bool):
        return value
    if isinstance(value, Mapping):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [plain(one) for one in value]
    return str(value)


def unicode_text(text: str) -> str:
    """The text without lone surrogates, which are no characters of Unicode and break readers of RDF."""
    return text.encode("utf-8", "replace").decode("utf-8")


def address(text: str) -> str:
    """An address that every reader takes: whatever RFC 3986 does not allow is percent-encoded."""
    return quote(unicode_text(text), safe=_KEPT_IN_ADDRESS)


def write_graph(context: object, nodes: Iterable[Mapping[str, object]], out: BinaryIO) -> int:
    """Write nodes as one JSON-LD document with its context inside, a node a line, and return how many."""
    out.write(f'{{"@context":{json_line(context)},"@graph":[\n'.encode())
    count = 0
    for node in nodes:
        out.write(((",\n" if count else "") + json_line(node)).encode())
        count += 1
    out.write(b"\n]}\n")
    return count
