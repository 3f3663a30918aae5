"""What the peers find, told in the fields of a figure of people; every doubt goes in their favour.

The peers know quantities, not people: money, metres and years are theirs to find and are left out
here, as far as the tool's own labels tell, so that they do not count as mistakes.
"""

import re
from typing import Any

__all__ = ["FIELDS", "PEERS", "figures"]

PEERS = ("CQE", "quantulum3", "spaCy")
FIELDS = {  # what each tool gives beyond span and value
    "CQE": frozenset({"value_high", "unit", "precision"}),
    "quantulum3": frozenset({"value_high", "unit"}),
    "spaCy": frozenset({"value_high"}),
}
BOUNDS = {"=": "exact", "~": "about", ">": "at_least", "<": "at_most"}
PERCENT = frozenset({"percentage", "percent", "per cent"})
FAMILIES = frozenset({"family", "families", "household", "households"})
YEAR = re.compile(r"(19|20)\d\d")
TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|[a-z]+")
SPACED = re.compile(r"(?<=\d)\s(?=\d{3}\b)")
SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "m": 1e6, "k": 1e3}
SMALL = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
WORDS = {word: n for n, word in enumerate(SMALL)} | {"dozen": 12}
VAGUE = {  # as the annotation guide values them, the longest first
    "hundreds of thousands": 200_000,
    "tens of thousands": 20_000,
    "millions": 2_000_000,
    "thousands": 2_000,
    "hundreds": 200,
    "dozens": 24,
}


def figures(peer: str, finds: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The finds of one document that may count people, in the fields of a figure."""
    return [_figure(peer, find) for find in finds if _may_count_people(peer, find)]


def _may_count_people(peer: str, find: dict[str, Any]) -> bool:
    if "error" in find or YEAR.fullmatch(find["text"].strip()):
        return False
    if peer == "spaCy":
        return find["label"] in ("CARDINAL", "QUANTITY", "PERCENT") or find["text"].endswith("per cent")
    return find["unit"] in PERCENT or find["label"] in ("noun", "dimensionless")


def _figure(peer: str, find: dict[str, Any]) -> dict[str, Any]:
    low, high = _said(find["text"]) if peer == "spaCy" else (find["value"], find.get("value_high"))
    figure = {"start": find["start"], "end": find["end"], "value": low, "value_high": high}
    if peer != "spaCy":
        figure["unit"] = _unit(find["unit"])
    if peer == "CQE":
        figure["precision"] = "range" if high is not None else BOUNDS.get(find["bound"])
    return figure


def _unit(words: str) -> str:
    """A unit that says nothing of families or shares counts as individuals."""
    last = words.split()[-1].casefold() if words.split() else ""
    return "percent" if words in PERCENT else "families" if last in FAMILIES else "individuals"


def _said(words: str) -> tuple[float | None, float | None]:
    """The value of an entity's words, and the upper end of a range: spaCy leaves that to its user.

    >>> _said("about 1.3 million"), _said("40 000"), _said("2.7-3 million"), _said("dozens")
    ((1300000.0, None), (40000.0, None), (2700000.0, 3000000.0), (24, None))
    """
    words = SPACED.sub("", words.casefold())
    for vague, value in VAGUE.items():
        if vague in words:
            return value, None
    values: list[float] = []
    for token in TOKEN.findall(words):
        if token[0].isdigit():
            values.append(float(token.replace(",", "")))
        elif token in WORDS:
            values.append(float(WORDS[token]))
        elif token in SCALES:
            values = [value * SCALES[token] if value < SCALES[token] / 100 else value for value in values]
    return (values[0] if values else None), (values[1] if len(values) == 2 else None)
