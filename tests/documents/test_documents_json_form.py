"""The JSON document form: the text is the string, the facts stand beside it."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from concord.documents import BrokenDocument, read_document, read_path
from concord.evidence import PartialDate

FORM = {
    "id": "kp-17",
    "title": "Daily count",
    "url": "https://example.org/17",
    "publisher": "Home Department",
    "published": "2023-11",
    "lang": "en",
    "genre": "daily-tally",
    "situation": "af-pk",
    "text": "At Torkham 3,669 crossed.\n\nOf whom 25 by bus.",
}


def test_every_fact_of_the_form_is_kept() -> None:
    document = read_document(json.dumps(FORM).encode(), name="a/b/some.json")
    assert (document.name, document.title, document.text) == ("kp-17", "Daily count", FORM["text"])
    assert document.publisher == "Home Department"
    assert document.published == PartialDate("2023-11")
    assert document.address == "https://example.org/17"
    assert document.media_type == "application/json"


def test_an_address_told_by_the_caller_goes_before_that_of_the_form() -> None:
    document = read_document(json.dumps(FORM).encode(), name="x.json", address="https://example.org/copy")
    assert document.address == "https://example.org/copy"


def test_facts_not_known_stay_unfilled_and_other_keys_are_left_alone() -> None:
    form = {"text": "84,871", "published": None, "title": "", "publisher": None, "tags": [1, 2]}
    document = read_document(json.dumps(form).encode("utf-8-sig"), name="x.json")
    assert (document.name, document.title, document.publisher) == ("x", None, None)
    assert (document.published, document.language) == (None, None)


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b'{"text": "a"', "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'["text"]', "not the JSON document form; expected one object"),
        (b'{"type": "FeatureCollection", "features": []}', "not the JSON document form; expected one object"),
        (b'{"text": "caf\xe9"}', "JSON is written in UTF-8, and byte 13 is not"),
        (b'{"text": 907391}', "907391 where a string is expected @ $.text"),
        (b'{"text": "a", "published": "18 April"}', "'18 April' is not YYYY, YYYY-MM or YYYY-MM-DD @"),
        (b'{"text": "a", "published": "2025-02-30"}', "@ $.published"),
        (b'{"text": "a", "published": 2025}', "2025 where a string is expected @ $.published"),
        (b'{"text": "a", "title": ["b"], "lang": 5}', "@ $.title; 5 where a string is expected @ $.lang"),
        (rb'{"text": "a\u0000b"}', "a NUL stands at character 1"),
        (rb'{"text": "a\ud83d"}', "character 1 is half of a surrogate pair"),
    ],
)  # fmt: skip
def test_what_is_not_the_form_is_refused_with_every_mistake(content: bytes, cause: str) -> None:
    with pytest.raises(BrokenDocument) as caught:
        read_document(content, name="form.json")
    assert cause in str(caught.value)
    assert str(caught.value).startswith("form.json: ")


def test_json_and_text_are_read_without_the_libraries_of_other_formats() -> None:
    program = (
        "import sys; from concord.documents import read_document;"
        'read_document(b\'{"text": "84,871"}\', name="x.json"); read_document(b"84,871", name="x.txt");'
        'sys.exit(" ".join({"trafilatura", "lxml", "pypdfium2", "charset_normalizer"} & set(sys.modules)))'
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == ""


def test_a_form_of_common_length_is_read_in_less_than_a_millisecond() -> None:
    content = json.dumps({**FORM, "text": "Of these 25,320 held cards. " * 100}).encode()
    read_document(content, name="x.json")
    took = []
    for _ in range(50):
        start = time.perf_counter()
        read_document(content, name="x.json")
        took.append(time.perf_counter() - start)
    assert min(took) < 1e-3  # seconds; measured 0.1, the rest is room for a busy machine


@pytest.mark.shared
def test_every_report_of_the_corpus_is_read_unaltered() -> None:
    corpus = Path(__file__).resolve().parents[2].parent / "shared" / "corpus"
    if not corpus.is_dir():
        pytest.skip("no shared corpus beside the checkout")
    for path in corpus.rglob("*.json"):
        form = json.loads(path.read_text(encoding="utf-8"))
        assert read_path(path).text == form["text"]
        assert read_path(path).language == form["lang"], path
