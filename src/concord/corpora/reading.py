"""The unit of work: a batch of pages to a batch of what became of them, a row a page, in their order.

A pure function of the batch and the reader. One page can fail in every way it likes and is still
one row: skipped (it cannot hold a figure of the situation), unreadable (its bytes are no document),
failed (an error that nobody foresaw). Only running out of memory is passed on: what is found
then depends on what was read before, so the page is read again by a fresh process.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from concord.corpora.columns import result_schema
from concord.corpora.pages import page_of
from concord.corpora.prefilter import Prefilter
from concord.documents import Doubt, Taken, UnreadableDocument
from concord.evidence import Figure, Reading, Statement, to_json
from concord.evidence.codec import identity
from concord.reading import Reader

if TYPE_CHECKING:
    from pyarrow import RecordBatch

__all__ = ["Outcome", "fatal", "read_pages"]

_WHY = 300  # characters kept of a foreign message


class Outcome(StrEnum):
    """What became of a page."""

    READ = "read"
    TO_CONFIRM = "to_confirm"  # read, and its figures must be held against the original
    PARTIAL = "partial"  # read, but for something in it that could not be
    SKIPPED = "skipped"  # cannot hold a figure of the situation
    UNREADABLE = "unreadable"  # the bytes are no document that is read
    FAILED = "failed"  # an error in reading that nobody foresaw
    FATAL = "fatal"  # ended the process that read it, twice, alone


def read_pages(pages: "RecordBatch", reader: Reader, prefilter: Prefilter | None = None) -> "RecordBatch":
    """What became of each page, with its claims.

    Args:
        pages: columns of `page_schema`.
        prefilter: pages that it rules out are not read; without one all are.
    Returns:
        columns of `result_schema`, a row a page.
    """
    import pyarrow as pa

    return pa.RecordBatch.from_pylist(list(_results(pages, reader, prefilter)), schema=result_schema())


def fatal(page: "RecordBatch", why: str) -> "RecordBatch":
    """The result of a page that ends every process that reads it."""
    import pyarrow as pa

    row = page.select(["row", "id", "address"]).to_pylist()[0]
    return pa.RecordBatch.from_pylist([_result(row, Outcome.FATAL, why)], schema=result_schema())


def _results(pages: "RecordBatch", reader: Reader, prefilter: Prefilter | None) -> Iterator[dict[str, Any]]:
    told = pages.select(["row", "id", "address"]).to_pylist()
    found = list(_opened(pages, told, prefilter))
    documents = [one.document for one in found if isinstance(one, Taken)]
    hopes = iter(prefilter.may_be_in(documents) if prefilter is not None else [True] * len(documents))
    for row, one in zip(told, found, strict=True):
        if not isinstance(one, Taken):
            yield one
        elif next(hopes):
            yield _read(row, one, reader)
        else:
            yield _result(row, Outcome.SKIPPED)


def _opened(
    pages: "RecordBatch", told: Sequence[Mapping[str, Any]], prefilter: Prefilter | None
) -> Iterator[Taken | dict[str, Any]]:
    """The document in each page, or the result of a page that has none or need not be opened."""
    hopes = prefilter.may_hold(pages) if prefilter is not None else [True] * len(told)
    for at, (row, hope) in enumerate(zip(told, hopes, strict=True)):
        if not hope:
            yield _result(row, Outcome.SKIPPED)
            continue
        try:
            yield page_of(pages.slice(at, 1).to_pylist()[0])
        except UnreadableDocument as error:
            yield _result(row, Outcome.UNREADABLE, f"{type(error).__name__}: {error.cause}")
        except MemoryError:
            raise
        except Exception as error:  # foreign parsers on hostile pages
            yield _result(row, Outcome.FAILED, f"{type(error).__name__}: {error}")


def _read(row: Mapping[str, Any], page: Taken, reader: Reader) -> dict[str, Any]:
    try:
        reading = reader.read(page.document)
    except MemoryError:
        raise
    except Exception as error:  # one page never costs its shard: whatever it raises stands in its row
        return _result(row, Outcome.FAILED, f"{type(error).__name__}: {error}")
    why = "; ".join(caveat.words for caveat in page.caveats)
    return _result(row, _outcome(page), why) | {
        "document": reading.document,
        "language": page.document.language,
        "figures": len(reading.figures),
        "statements": len(reading.statements),
        "claims": list(_claims(reading)),
    }


def _outcome(page: Taken) -> Outcome:
    """How well a page could be read: what must be confirmed comes before what is missing."""
    doubts = {caveat.doubt for caveat in page.caveats}
    if Doubt.TO_CONFIRM in doubts:
        return Outcome.TO_CONFIRM
    return Outcome.PARTIAL if doubts else Outcome.READ


def _result(row: Mapping[str, Any], outcome: Outcome, why: str | None = None) -> dict[str, Any]:
    return {
        "row": row["row"],
        "page": row["id"],
        "address": row["address"],
        "outcome": outcome.value,
        "why": why[:_WHY] if why else None,
        "figures": 0,
        "statements": 0,
        "claims": [],
    }


def _claims(reading: Reading) -> Iterator[dict[str, Any]]:
    for claim in (*reading.figures, *reading.statements):
        values = to_json(claim)
        act = "figure" if isinstance(claim, Figure) else "statement"
        yield {"act": act, "claim": identity(Figure if act == "figure" else Statement, values), **values}
