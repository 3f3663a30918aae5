"""A batch of pages becomes a batch of what became of them: a row a page, whatever the page is."""

from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.corpora import Outcome, Prefilter, read_pages
from concord.corpora.columns import claim_schema, page_schema, result_schema
from concord.corpora.pages import page_of
from concord.evidence import Document, Figure, Statement, from_json
from concord.reading import Reader
from concord.situation import bundled

SITUATION = bundled("afghanistan-pakistan")
READER = Reader(SITUATION)
PREFILTER = Prefilter(SITUATION)
TOLD = "Some 84,000 Afghans were deported through Torkham in March 2025, IOM said."
PAGE = f"<html><head><title>Returns</title></head><body><p>{TOLD}</p></body></html>".encode()
PERSONS = (
    "Name;Father's name;CNIC;Phone\n"
    + "".join(
        f"Person {letter};Parent {letter};17301-55012{at}-{at % 10};0300 55510{at}\n"
        for at, letter in enumerate("ABCDEFGHIJ", 10)
    )
).encode()


def batch(*rows: dict[str, Any]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist(
        [{"row": at, **row} for at, row in enumerate(rows)], schema=page_schema()
    )


def results(*rows: dict[str, Any], prefilter: Prefilter | None = None) -> list[dict[str, Any]]:
    found = read_pages(batch(*rows), READER, prefilter)
    assert found.schema == result_schema()
    told: list[dict[str, Any]] = found.to_pylist()
    return told


def test_a_page_is_a_row_with_its_claims_in_the_order_of_the_text() -> None:
    (page,) = results(
        {"id": "a", "address": "https://example.org/a", "text": TOLD, "published": "2025-04-02"}
    )
    assert (page["outcome"], page["figures"], page["language"]) == ("read", 1, "en")
    (claim,) = page["claims"]
    assert (claim["value"], claim["measure"], claim["party"], claim["place"]) == (
        84000,
        "deported",
        "iom",
        "Torkham",
    )
    assert claim["said"] == "2025-04-02"
    assert page["document"] == claim["document"]


def test_claims_are_those_of_the_reader(made: SimpleNamespace) -> None:
    for form in made.reports():
        document = page_of({**dict.fromkeys(page_schema().names), **form}).document
        (page,) = results(form)
        reading = READER.read(document)
        assert reading.figures
        assert [claim["claim"] for claim in page["claims"]] == [
            claim.id for claim in (*reading.figures, *reading.statements)
        ]


def test_a_claim_comes_back_from_its_row_as_it_was(made: SimpleNamespace) -> None:
    """No column is lost on the way: the record made of a row has the id that the row tells."""
    kinds: dict[str, type[Any]] = {"figure": Figure, "statement": Statement}
    rows = [claim for form in made.reports() for claim in results(form)[0]["claims"]]
    assert {row["act"] for row in rows} == set(kinds)
    for row in rows:
        kind = kinds[row["act"]]
        record = from_json(kind, {name: whole(row[name]) for name in kind.__dataclass_fields__})
        assert record.id == row["claim"]


def whole(value: Any) -> Any:
    """A number as the record has it: Arrow has one kind, and a record tells 84000 from 84000.5."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


@pytest.mark.parametrize(
    ("row", "outcome", "why"),
    [
        ({"id": "a", "bytes": b"%PDF-1.7 nothing more"}, "unreadable", "Document"),
        ({"id": "a", "bytes": b""}, "unreadable", "EmptyDocument"),
        ({"id": "a", "bytes": b"\x89PNG\r\n\x1a\n"}, "unreadable", "UnknownFormat"),
        ({"id": "a", "text": " \n "}, "unreadable", "EmptyDocument"),
        ({"id": "a", "text": "7 Afghans\0"}, "unreadable", "BrokenDocument"),
        ({"id": "a"}, "unreadable", "EmptyDocument: the row has neither bytes nor text"),
        ({"id": None, "text": TOLD}, "read", None),
        ({"id": "a", "bytes": PAGE, "media_type": "text/html; charset=utf-8"}, "read", None),
        ({"id": "a", "bytes": PAGE}, "read", None),
        ({"id": "a", "bytes": TOLD.encode(), "address": "https://example.org/"}, "read", None),
        ({"id": "a", "text": TOLD, "published": "last Tuesday"}, "read", None),
        ({"id": "a", "text": f"\u202e{TOLD}"}, "to_confirm", "another order"),
        ({"id": "a", "bytes": PERSONS, "media_type": "text/csv"}, "unreadable", "PersonList"),
    ],
)
def test_every_page_is_one_row_with_its_outcome(row: dict[str, Any], outcome: str, why: str | None) -> None:
    before, page, after = results({"id": "x", "text": TOLD}, row, {"id": "z", "text": TOLD})
    assert page["outcome"] == outcome
    assert why is None or why in page["why"]
    assert before["outcome"] == after["outcome"] == "read"
    assert page["page"] == row["id"]


def test_an_error_that_nobody_foresaw_stands_in_its_row() -> None:
    """A reader that raises on one page costs that page; only want of memory is passed on."""

    class Fragile(Reader):
        def read(self, document: Document) -> Any:
            if "fragile" in document.name:
                raise ZeroDivisionError("of all things")
            if "greedy" in document.name:
                raise MemoryError
            return super().read(document)

    reader = Fragile(SITUATION)
    found = read_pages(batch({"id": "fragile", "text": TOLD}, {"id": "b", "text": TOLD}), reader).to_pylist()
    assert [page["outcome"] for page in found] == [Outcome.FAILED, Outcome.READ]
    assert found[0]["why"] == "ZeroDivisionError: of all things"
    with pytest.raises(MemoryError):
        read_pages(batch({"id": "greedy", "text": TOLD}), reader)


def test_what_a_page_says_of_itself_stands_and_the_columns_fill_in_the_rest() -> None:
    declared = b'<html><head><meta property="og:site_name" content="Dawn"></head>' + PAGE[6:]
    row = {"id": "a", "publisher": "crawl", "published": "2025-04-05T10:00:00Z"}
    ours, theirs = results({**row, "bytes": declared}, {**row, "bytes": PAGE})
    assert [page["claims"][0]["publisher"] for page in (ours, theirs)] == ["Dawn", "crawl"]
    assert ours["claims"][0]["said"] == "2025-04-05"


def test_slices_of_any_size_give_the_same_rows(made: SimpleNamespace) -> None:
    """The result of a page does not depend on the pages around it: the ground of everything else."""
    pages = batch(*made.mixed(24))
    whole = read_pages(pages, READER, PREFILTER)
    for size in (1, 5, 7):
        parts = [read_pages(pages.slice(at, size), READER, PREFILTER) for at in range(0, 24, size)]
        assert pa.Table.from_batches(parts).combine_chunks() == pa.Table.from_batches([whole])


@given(st.lists(st.one_of(st.none(), st.binary(max_size=60)), max_size=4))
def test_no_bytes_cost_more_than_their_row(contents: list[bytes | None]) -> None:
    found = results(*({"id": str(at), "bytes": content} for at, content in enumerate(contents)))
    assert [page["page"] for page in found] == [str(at) for at in range(len(contents))]
    assert all(page["why"] for page in found if page["outcome"] != "read")


def test_columns_of_claims_are_the_fields_of_the_records() -> None:
    names = set(claim_schema().names)
    assert names >= set(Figure.__dataclass_fields__) | set(Statement.__dataclass_fields__)
    assert claim_schema().field("value").type == pa.float64()
    assert claim_schema().field("cumulative").type == pa.bool_()
    assert claim_schema().field("because").type.value_type.names == ["field", "start", "end"]
