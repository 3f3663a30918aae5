"""concord demo: the whole path on the bundled reports."""

from pathlib import Path
from typing import Annotated

import typer

from concord.cli.brief import show, write_page
from concord.cli.ingest import fill, tell
from concord.cli.options import now, situation_of
from concord.documents import find_documents
from concord.errors import ConcordError
from concord.ledger import Ledger
from concord.reading import Reader

__all__ = ["NoExamples", "demo", "reports"]

SITUATION = "afghanistan-pakistan"


class NoExamples(ConcordError):
    """The example reports are neither in the package nor beside it."""

    def __init__(self, looked: list[Path]) -> None:
        super().__init__("the example reports are in none of " + ", ".join(map(str, looked)))


def demo(
    folder: Annotated[
        Path, typer.Option("--folder", help="Where the demo's ledger and page are written.")
    ] = Path("demo"),
) -> None:
    """Read the bundled reports, fill a ledger, print findings and headline, write the briefing."""
    from concord.pipeline.brief import brief
    from concord.pipeline.check import check

    folder.mkdir(parents=True, exist_ok=True)
    db, page = folder / "concord.db", folder / "briefing.html"
    situation = situation_of(SITUATION)
    with Ledger.open(db) as ledger:
        outcome = fill(list(find_documents([reports()])), ledger, Reader(situation))
        checked = check(ledger, situation)
    briefing = brief(checked, situation, as_of=now().date())
    show(briefing)
    write_page(briefing, page)
    typer.echo(f"\n{tell(outcome, str(db))}")
    typer.echo(f"The briefing is in {page.resolve().as_uri()}. Every number on it leads to its words.")


def reports() -> Path:
    """The example reports: inside an installed package, or in the checkout beside the sources."""
    package = Path(__file__).resolve().parents[1]
    looked = [package / "examples", package.parents[1] / "examples" / "reports"]
    for folder in looked:
        if folder.is_dir():
            return folder
    raise NoExamples(looked)
