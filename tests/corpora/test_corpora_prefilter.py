"""The prefilter skips pages that cannot hold a figure of the situation, and no page that holds one."""

import html
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.corpora import Prefilter
from concord.corpora.columns import page_schema
from concord.corpora.subject import general_words, number_words, subject_words
from concord.documents import find_documents, read_path
from concord.evidence import Document
from concord.reading import Reader
from concord.reading.lexicon import LANGUAGES, entries_for, lexicon_for
from concord.reading.numbers import find_numbers
from concord.reading.text import fold, prepare
from concord.situation import bundled

ROOT = Path(__file__).resolve().parents[2]
DEV = ROOT.parent / "shared" / "corpus" / "dev"
SITUATION = bundled("afghanistan-pakistan")
READER = Reader(SITUATION)
PREFILTER = Prefilter(SITUATION)
TIMES_FASTER = 20  # than reading


def pages(*rows: dict[str, Any]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist(
        [{"row": at, **row} for at, row in enumerate(rows)], schema=page_schema()
    )


def page(text: str, **facts: Any) -> Document:
    return Document("page", "", "text/plain", text, **facts)


def missed(documents: list[Document]) -> dict[str, int]:
    """Figures of the documents that either question would skip."""
    as_came = PREFILTER.may_hold(pages(*({"id": one.name, "text": one.text} for one in documents)))
    as_found = PREFILTER.may_be_in(documents)
    skipped = [one for one, *hopes in zip(documents, as_came, as_found, strict=True) if not all(hopes)]
    return {one.name: count for one in skipped if (count := len(READER.read(one).figures))}


def test_no_figure_of_the_examples_is_missed() -> None:
    documents = [read_path(path) for path in find_documents([ROOT / "examples" / "reports"])]
    assert sum(len(READER.read(one).figures) for one in documents) > 100
    assert missed(documents) == {}


@pytest.mark.shared
def test_no_figure_of_annotated_reports_is_missed() -> None:
    """Those of other countries too: people on the move are named by the same words everywhere."""
    if not DEV.is_dir():
        pytest.skip("no ../shared/corpus/dev beside the checkout")
    documents = [read_path(path) for path in find_documents([DEV])]
    assert sum(len(READER.read(one).figures) for one in documents) > 700
    assert missed(documents) == {}


def test_pages_that_hold_nothing_are_skipped(made: SimpleNamespace) -> None:
    rows = [row for row in made.mixed(40) if "publisher" not in row]
    assert PREFILTER.may_hold(pages(*rows)) == [False] * len(rows)


@pytest.mark.parametrize(
    "text",
    [
        "AFGHANS: 84,000",
        "84,000 af\u00adghans",  # a soft hyphen
        "۸۴ هزار افغـــان",  # a letter drawn out
        "84 ہزار افغانی",
        "84 هزار اَفغان",  # a vowel mark
        "پاكستان 84",  # Arabic letters for Persian ones
        "84 مهاجرين",
        "84 کډوالان",
        "84 مہاجروں",
        "84 deportees",
        "a migrant said that 84 were held",
        "84 crossed at Torkham",
        "84 seek asylum",
    ],
)
def test_every_spelling_of_the_subject_is_seen(text: str) -> None:
    assert PREFILTER.named([text]) == [True]
    assert PREFILTER.may_be_in([page(text)]) == [True]


@pytest.mark.parametrize(
    ("text", "hope"),
    [
        ("Afghans went home.", False),  # no number
        ("Afghans went home, ۱۲ of them.", True),
        ("Hundreds of Afghans went home.", True),
        ("Afghan families: three", True),
        ("درجنوں افغان", True),
        ("84 people went home.", False),  # nobody says whose home
    ],
)
def test_a_document_needs_a_number_and_the_subject(text: str, hope: bool) -> None:
    assert PREFILTER.may_be_in([page(text)]) == [hope]


def test_title_and_publisher_may_name_the_subject() -> None:
    named = [{"title": "Afghan returns"}, {"publisher": "Pakistan Observer"}, {"title": "Returns"}]
    assert PREFILTER.may_be_in([page("84 people went home.", **facts) for facts in named]) == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("row", "hope"),
    [
        ({"bytes": b"<p>84 Afghans</p>"}, True),
        ({"bytes": b"<p>84 fans</p>"}, False),
        ({"bytes": b"<title>Afghan returns</title><p>84 went home</p>"}, True),
        ({"bytes": "".join(f"&#{ord(letter)};" for letter in "افغان").encode()}, True),
        ({"bytes": b"&#x41;fghan"}, True),
        ({"bytes": b"Af&shy;ghan"}, True),
        ({"bytes": "84 ﻣﺴﺎﺑﻘﻪ".encode()}, False),
        ({"bytes": "84 افغان".encode("cp1256")}, True),  # another encoding cannot be looked into
        ({"bytes": "84 fans".encode("utf-16")}, True),
        ({"bytes": b"%PDF-1.7 84 fans"}, True),
        ({"bytes": b'{"text": "84 \\u0627"}', "media_type": "application/json"}, True),
        ({"text": "84 fans", "publisher": "Pakistan Observer"}, True),
        ({"text": "84 fans"}, False),
        ({}, False),
    ],
)
def test_a_page_that_cannot_be_looked_into_may_hold_anything(row: dict[str, Any], hope: bool) -> None:
    assert PREFILTER.may_hold(pages({"id": "a", **row})) == [hope]


WORDS = sorted(subject_words(SITUATION))
SPELLED: dict[str, list[str]] = {}
for code in (*range(0x20, 0x250), *range(0x600, 0x700), *range(0x2000, 0x2070)):
    SPELLED.setdefault(fold(chr(code)), []).append(chr(code))


@given(st.sampled_from(WORDS), st.data())
def test_what_the_reader_folds_into_a_word_is_that_word_here(word: str, data: st.DataObject) -> None:
    """Any letter in any spelling, with invisible marks between: as the reader's tokens have it."""
    spelling = "".join(
        data.draw(st.sampled_from(SPELLED.get(letter, [letter])))
        + data.draw(st.sampled_from(["", "", "", *SPELLED["\u200b"]]))
        for letter in word
    )
    if word in prepare(spelling).words:
        assert PREFILTER.named([f"x {spelling} x"]) == [True]


LEXICONS = {language: lexicon_for(language, SITUATION) for language in LANGUAGES}
PIECES = st.one_of(
    st.sampled_from([phrase for language in LANGUAGES for phrase, _, _ in entries_for(language, SITUATION)]),
    st.text(max_size=8),
)


@given(st.lists(PIECES, max_size=12), st.sampled_from(LANGUAGES))
def test_a_text_without_a_number_here_has_none_for_the_reader(pieces: list[str], language: str) -> None:
    text = " ".join(pieces)
    if not PREFILTER.counts(text):
        prepared = prepare(text)
        assert find_numbers(prepared, LEXICONS[language].find(prepared), language, set()) == []


def test_number_words_are_those_of_all_languages() -> None:
    assert {"twenty", "لاکه", "هزار", "زره", "dozens", "ساڑهی"} <= number_words(SITUATION)


def test_words_left_out_are_words_of_the_lexicon() -> None:
    """A word that the lexicon no longer has need not be left out."""
    phrases = [phrase for language in LANGUAGES for phrase, _, _ in entries_for(language, SITUATION)]
    known = {word for phrase in phrases for word in prepare(phrase).words}
    assert general_words() - known == set()
    assert not general_words() & subject_words(SITUATION)


def test_skipping_is_many_times_faster_than_reading(made: SimpleNamespace) -> None:
    """Both questions, asked of pages that hold figures, beside the reading that they would save."""
    forms = made.reports() * 5
    documents = [page(html.unescape(form["text"]), publisher=form["publisher"]) for form in forms]
    batch = pages(*forms)
    READER.read(documents[0])
    asking = min(timed(lambda: (PREFILTER.may_hold(batch), PREFILTER.may_be_in(documents))) for _ in range(3))
    reading = timed(lambda: [READER.read(one) for one in documents])
    assert reading / asking > TIMES_FASTER


def timed(work: Any) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
