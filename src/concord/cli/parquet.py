"""Rows as Parquet, and output that is text or bytes, into a file or onto the screen."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import typer

__all__ = ["parquet", "write"]

Row = Mapping[str, Any]


def parquet(rows: Sequence[Row], types: Mapping[str, str] | None = None) -> bytes:
    """A table of rows; ``types`` names Arrow's type of each column, so that an empty column has one too.

    Raises:
        MissingLibrary: the optional part of Concord for Parquet is not there.
    """
    from concord.pipeline.account import MissingLibrary

    try:
        import pyarrow
        from pyarrow import parquet as files
    except ImportError:
        raise MissingLibrary from None
    schema = None
    if types is not None:
        schema = pyarrow.schema([(name, pyarrow.type_for_alias(alias)) for name, alias in types.items()])
    sink = io.BytesIO()
    files.write_table(pyarrow.Table.from_pylist(list(rows), schema), sink)
    return sink.getvalue()


def write(told: str | bytes, out: Path | None) -> None:
    """Into the file, or onto standard output where it is text.

    Raises:
        typer.BadParameter: bytes, and no file is named.
    """
    if out is not None:
        out.write_bytes(told if isinstance(told, bytes) else told.encode("utf-8"))
    elif isinstance(told, bytes):
        raise typer.BadParameter("Parquet is no text: name a file with --out")
    else:
        typer.echo(told, nl=False)
