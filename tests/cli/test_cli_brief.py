"""concord brief: every option is told in the form that was asked for, or refused; none is ignored."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from concord.cli.brief import OnPaperOnly
from concord.cli.main import app
from concord.errors import ConcordError

REPORTS = Path(__file__).parents[2] / "examples" / "reports"


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("brief") / "ledger.db"
    CliRunner().invoke(app, ["ingest", str(REPORTS / "01-two-totals.json"), "--db", str(where)])
    return where


def _told(db: Path, *words: str) -> str:
    run = CliRunner().invoke(app, ["brief", "--db", str(db), "--as-of", "2100-01-01", *words])
    if isinstance(run.exception, ConcordError):
        raise run.exception
    assert run.exit_code == 0, run.output
    return run.output


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--language", "ur"),
        ("--annex", None),
        ("--since", "2025-01-01"),
        ("--ahead", "7"),
        ("--sites", "."),
        ("--address", "https://example.org"),
    ],
)
def test_what_is_told_on_paper_alone_is_refused_elsewhere(
    db: Path, form: str, option: str, value: str | None
) -> None:
    with pytest.raises(OnPaperOnly) as refused:
        _told(db, "--format", form, option, *([value] if value else []))
    assert str(refused.value).startswith(f"{option} is told in html, pdf and docx")


def test_a_page_with_an_address_links_its_numbers_there(db: Path) -> None:
    page = _told(db, "--format", "html", "--address", "https://example.org/")
    assert 'href="https://example.org/estimates/' in page or 'href="https://example.org/figures/' in page


def test_a_page_of_the_figures_alone_and_the_other_forms_stay(db: Path) -> None:
    assert "907,391" in _told(db)
    assert json.loads(_told(db, "--format", "json"))["claims"]
    assert "<mark" in _told(db, "--format", "html")
