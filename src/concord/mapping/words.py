"""Words of headers and cells, read once from ``words.toml`` and folded; names come from the situation."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from concord.situation.names import fold

__all__ = ["TableWords", "header_words", "table_words"]


@dataclass(frozen=True, slots=True)
class TableWords:
    """Folded words to what they name: a field by the header, a reason to ignore, a code by the cell."""

    header: Mapping[str, str]
    ignore: Mapping[str, str]
    codes: Mapping[str, Mapping[str, str]]
    total: frozenset[str]


@cache
def table_words() -> TableWords:
    """The bundled words."""
    data = tomllib.loads(files("concord.mapping").joinpath("words.toml").read_text("utf-8"))
    return TableWords(
        header=_reversed(data["header"]),
        ignore=_reversed(data["ignore"]),
        codes={field: _reversed(data[field]) for field in ("measure", "manner", "sex_age", "unit")},
        total=frozenset(map(fold, data["total"]["words"])),
    )


def header_words(text: str) -> str:
    """A header as comparable words: underscores part them, a note in brackets stays.

    >>> header_words("ADM1_EN / Returnees (ind.)")
    'adm1 en returnees ind'
    """
    return fold(text.replace("_", " "))


def _reversed(codes: Mapping[str, list[str]]) -> dict[str, str]:
    return {fold(word): code for code, words in codes.items() for word in words}
