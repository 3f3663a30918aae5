"""Cases of contradictory reports as files: read them, and write what a solver answers.

A case is a folder with reports.csv.gz, queries.csv and meta.json; columns of that format are understood
here and in the two solvers' adapters, nowhere else in the project. numpy only: peers read cases too.
"""

import csv
import gzip
import json
import pathlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["ABOUT", "AT_LEAST", "AT_MOST", "EXACTLY", "STOCK", "Case", "read_case", "write_answers"]

Vector = NDArray[np.float64]
EXACTLY, ABOUT, AT_LEAST, AT_MOST = range(4)
STOCK = 1


@dataclass(frozen=True)
class Case:
    """One case: a table of reports and of queries, each a dict of columns."""

    reports: dict[str, Vector]
    queries: dict[str, Vector]
    sizes: tuple[int, ...]
    blocks: int
    days: int


def read_case(folder: pathlib.Path) -> Case:
    """Read the files of a case."""
    meta = json.loads((folder / "meta.json").read_text())
    blocks, *sizes, days = meta["shape"]
    with gzip.open(folder / "reports.csv.gz", "rt") as file:
        reports = _columns(file)
    with (folder / "queries.csv").open() as file:
        queries = _columns(file)
    return Case(reports, queries, tuple(sizes), blocks, days)


def _columns(file: Iterable[str]) -> dict[str, Vector]:
    """The numeric columns of a table."""
    lines = iter(file)
    names = next(lines).strip().split(",")
    kept = [at for at, name in enumerate(names) if name != "name"]
    values = np.loadtxt(lines, delimiter=",", usecols=kept, ndmin=2)
    return {names[at]: column for at, column in zip(kept, np.ascontiguousarray(values.T), strict=True)}


def write_answers(case: Case, wrong: Vector, ends: Sequence[Vector], folder: pathlib.Path) -> None:
    """Write flags.csv and estimates.csv.

    Args:
        wrong: (n,) probability that each report is in error.
        ends: mean, lo80, hi80, lo95 and hi95 of each query.
    """
    folder.mkdir(parents=True, exist_ok=True)
    flags = zip(case.reports["id"].astype(int), wrong, (wrong > 0.5).astype(int), strict=True)
    _write(folder / "flags.csv", ["id", "p_wrong", "flag"], flags)
    rows = zip(case.queries["id"].astype(int), *ends, strict=True)
    _write(folder / "estimates.csv", ["id", "mean", "lo80", "hi80", "lo95", "hi95"], rows)


def _write(path: pathlib.Path, names: Sequence[str], rows: Iterable[Sequence[float]]) -> None:
    with path.open("w", newline="") as file:
        table = csv.writer(file)
        table.writerow(names)
        table.writerows(rows)
