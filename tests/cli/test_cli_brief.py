"""concord brief: every option is told in the form that was asked for, or refused; none is ignored."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from concord.cli.brief import OnPaperOnly
from concord.cli.main import app
from concord.errors import ConcordError
from concord.pipeline.brief_corrections import UnclearRegister

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
        ("--corrections", "register.json"),
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


def _register(folder: Path, figure: str, **other: object) -> str:
    steps = [
        {
            "state": "open",
            "at": "2026-01-01T09:00:00+05:00",
            "party": "unhcr",
            "why": "Two totals of one day.",
        },
        {"state": "reported", "at": "2026-01-02T09:00:00+05:00", "party": "iom", "why": "Told by letter."},
    ]
    path = folder / "register.json"
    path.write_text(
        json.dumps([{"number": 7, "figure": figure, "state": "reported", "steps": steps} | other])
    )
    return str(path)


def test_corrections_of_a_file_are_told_with_their_figure_state_and_words(db: Path, tmp_path: Path) -> None:
    claims = json.loads(_told(db, "--format", "json"))["claims"]
    figure = next(claim["id"] for claim in claims if claim["value"] == 907_391)
    page = _told(db, "--format", "html", "--corrections", _register(tmp_path, figure))
    section = page.split("<h2>Corrections</h2>")[1].split("<h2>")[0]
    assert "open: 0; reported to who said it: 1" in section
    assert "907,391" in section
    assert "2 Jan 2026 · IOM · “Two totals of one day.”" in section


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"steps": [{"state": "open"}]}, "'at' is missing"),
        ({"steps": [{"state": "closed"}]}, "'closed' is not a valid CorrectionState"),
        ({"steps": 3}, "not iterable"),
    ],
)
def test_a_file_that_is_no_register_is_refused_with_what_is_wrong(
    db: Path, tmp_path: Path, other: dict[str, object], why: str
) -> None:
    with pytest.raises(UnclearRegister, match=why):
        _told(db, "--format", "html", "--corrections", _register(tmp_path, "f", **other))


def test_a_register_that_is_not_there_is_said_to_be_unreadable(db: Path, tmp_path: Path) -> None:
    with pytest.raises(UnclearRegister, match="cannot be read"):
        _told(db, "--format", "html", "--corrections", str(tmp_path / "none.json"))
