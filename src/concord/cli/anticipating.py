"""What the commands that look ahead share: days, scenarios, and tables for machines."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from concord.cli.options import day_of

__all__ = ["Deadlines", "Form", "Out", "ScenarioFile", "as_csv", "as_json", "days_of"]


class Form(StrEnum):
    """For people, or for machines."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


Deadlines = Annotated[
    list[str] | None,
    typer.Option(
        "--deadline", metavar="DAY", help="A deadline, besides those of the situation.", show_default=False
    ),
]
ScenarioFile = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="What is assumed of deadlines, closures and phases (TOML).",
        show_default=False,
    ),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", help="Write to this file instead of printing.", show_default=False),
]


def days_of(texts: Sequence[str] | None) -> list[date]:
    """The days that options name."""
    return [day for day in map(day_of, texts or ()) if day is not None]


def as_csv(rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows under the names of the first one's fields."""
    rows = list(rows)
    text = io.StringIO()
    if rows:
        writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return text.getvalue()


def as_json(told: Mapping[str, Any]) -> str:
    """One object, numbers that are none as null."""
    return json.dumps(_plain(told), ensure_ascii=False, indent=1) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return None if isinstance(value, float) and value != value else value
