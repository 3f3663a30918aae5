"""The reader as a whole: spans, determinism, any text at all, and the bundled reports."""

import tomllib
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.documents import read_path
from concord.evidence import Document, Figure, PartialDate
from concord.reading import Reader
from concord.situation import bundled

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
# Shares of the figures of the bundled English reports, which the weights have never seen.
FLOORS = {"precision": 0.98, "unit": 0.98, "measure": 0.80, "status": 0.87, "kind": 0.90, "country": 0.92}
NUMBER_FLOOR = 0.95

PIECES = (
    "907,391", "۹۰۷٬۳۹۱", "5لاکھ27 ہزار516", "half a million", "1,668 million", "2.74-3 million", "ڈھائی ",
    " Afghans ", " deported ", " of whom ", " per cent", "٪", "%", "between ", " and ", "since 1 April",
    "on Friday", " Torkham ", "according to IOM ", "\n", "\n\n", ". ", ", ", "(", ")", "|", "“", "”",
    "\u200f", "\u202e", "\x00", "و",
)  # fmt: skip
pieces = st.sampled_from(PIECES)
texts = st.lists(pieces | st.text(max_size=6), max_size=40).map("".join)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(bundled("afghanistan-pakistan"))


def document(text: str, language: str | None = "en") -> Document:
    published = PartialDate("2025-04-18")
    return Document("note", "0", "text/plain", text, "Note", "Example", published, language)


@given(text=texts, language=st.sampled_from(["en", "ur", "fa", "ps", "de", None]))
def test_any_text_is_read_and_every_span_cuts_it(reader: Reader, text: str, language: str | None) -> None:
    reading = reader.read(document(text, language))
    for claim in (*reading.figures, *reading.statements):
        assert claim.text == text[claim.start : claim.end] != ""
    for figure in reading.figures:
        assert all(0 <= words.start < words.end <= len(text) for words in figure.because)
        assert figure.value_high is None or figure.value_high > figure.value


@given(text=texts)
def test_the_same_text_gives_the_same_reading(reader: Reader, text: str) -> None:
    assert reader.read(document(text)) == reader.read(document(text))


def test_figures_come_in_the_order_of_the_text_and_do_not_overlap(reader: Reader) -> None:
    text = (
        "Torkham let out 6,018, Chaman 3,104. Of the 9,122 Afghans, 2,305 were deported; "
        "92 per cent feared arrest."
    )
    figures = reader.read(document(text)).figures
    assert [figure.text for figure in figures] == ["6,018", "3,104", "9,122", "2,305", "92 per cent"]
    assert all(a.end <= b.start for a, b in pairwise(figures))


def test_who_printed_a_figure_is_never_taken_for_who_says_so(reader: Reader) -> None:
    (figure,) = reader.read(
        document("Some 84,000 Afghans were deported from Pakistan in March 2025.")
    ).figures
    assert figure.publisher == "Example"
    assert figure.source is None
    assert figure.party is None


def test_an_empty_text_holds_nothing(reader: Reader) -> None:
    reading = reader.read(document(""))
    assert (reading.figures, reading.statements) == ((), ())


def test_the_bundled_reports_are_read_as_annotated(reader: Reader) -> None:
    expected = tomllib.loads((EXAMPLES / "expected.toml").read_text("utf-8"))["report"]
    right: Counter[str] = Counter()
    annotated = found = matched = 0
    for report in expected:
        page = read_path(EXAMPLES / "reports" / report["file"])
        figures = reader.read(page).figures
        annotated, found = annotated + len(report["figure"]), found + len(figures)
        for gold in report["figure"]:
            figure = _matching(page.text, figures, gold)
            if figure is not None:
                matched += 1
                right.update(name for name in FLOORS if getattr(figure, name) == gold.get(name))
    assert 2 * matched / (annotated + found) >= NUMBER_FLOOR
    assert {name: right[name] / matched for name in FLOORS if right[name] / matched < FLOORS[name]} == {}


def _matching(text: str, figures: tuple[Figure, ...], gold: dict[str, Any]) -> Figure | None:
    start = -1
    for _ in range(gold.get("nth", 1)):
        start = text.index(gold["text"], start + 1)
    end = start + len(gold["text"])
    return next((f for f in figures if f.start < end and start < f.end and f.value == gold["value"]), None)
