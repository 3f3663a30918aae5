"""Options that several commands share, and what they stand for."""

from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from concord.situation import Situation, bundled, load_situation

__all__ = ["AsOf", "Db", "Files", "Format", "SituationName", "Table", "day_of", "now", "situation_of"]


class Table(StrEnum):
    """How a command prints: for people, or one of the forms for machines."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"


Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATH...", help="Files, or folders that are searched for files.", show_default=False
    ),
]
Db = Annotated[
    str,
    typer.Option(
        "--db",
        metavar="ADDRESS",
        envvar="CONCORD_DATABASE_URL",
        help="The ledger: a file, or postgresql://USER@HOST/DATABASE.",
        show_default=True,
    ),
]
SituationName = Annotated[
    str, typer.Option("--situation", help="A bundled situation, or a folder with one.", show_default=True)
]
Format = Annotated[Table, typer.Option("--format", help="For people, or for machines.")]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DAY",
        help="What was known at the end of this day (YYYY-MM-DD).",
        show_default=False,
    ),
]


def situation_of(name: str) -> Situation:
    """The bundled situation of that name, or the one in that folder."""
    return load_situation(Path(name)) if Path(name).is_dir() else bundled(name)


def day_of(text: str | None) -> date | None:
    """The day that an option names.

    Raises:
        typer.BadParameter: not a day.
    """
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day such as 2025-04-18") from None


def now() -> datetime:
    """The clock, asked once at the border."""
    return datetime.now(UTC)
