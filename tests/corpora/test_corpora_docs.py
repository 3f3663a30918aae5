"""The page on corpora names what there is."""

import doctest
from pathlib import Path

import pytest

from concord import corpora
from concord.corpora import Engine, Outcome, prefilter
from concord.corpora.columns import CLAIM_HEAD, PAGE_FACTS, result_schema
from concord.corpora.engines import QUIET
from concord.corpora.output import CLAIMS, PAGES, REPORTS
from concord.corpora.shards import SUFFIXES

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "corpora.md").read_text("utf-8")


@pytest.mark.parametrize(
    "name",
    [
        *Outcome,
        *Engine,
        *CLAIM_HEAD,
        *(name for name in PAGE_FACTS if name not in ("id", "text")),
        *result_schema(claims=False).names,
        *(name for name in QUIET if name != "DAFT_PROGRESS_BAR"),
    ],
)
def test_every_name_is_explained(name: str) -> None:
    assert f"`{name}`" in PAGE


def test_every_kind_of_file_is_named() -> None:
    assert [suffix for suffix in SUFFIXES if f"`*{suffix}`" not in PAGE] == []
    assert [folder for folder in (CLAIMS, PAGES, REPORTS) if f"FOLDER/{folder}/" not in PAGE] == []


def test_public_names_are_a_choice() -> None:
    assert set(corpora.__all__) == {
        *("Engine", "Outcome", "Prefilter", "Run", "Summary"),
        *("find_shards", "pages_of", "read_pages"),
        *("FolderHoldsAnotherRun", "FolderIsBeingWritten", "MissingEngine", "NoShards", "UnreadableShard"),
    }


def test_examples_in_the_code_hold() -> None:
    tried = doctest.testmod(prefilter)
    assert (tried.attempted, tried.failed) == (3, 0)
