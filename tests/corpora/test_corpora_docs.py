"""The page on corpora names what there is."""

from pathlib import Path

import pytest

from concord.corpora import Engine, Outcome
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
