"""Solve cases of contradictory claims with known truth, and time it.

    accounts.py solve DIR OUT [--processes N]     read a case, write flags.csv and estimates.csv

DIR holds reports.csv.gz, meta.json and queries.csv as the maker of such cases describes them; columns
of that format are understood here and nowhere else in the project.
"""

import argparse
import csv
import gzip
import json
import os
import pathlib
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one thread a process; the blocks run side by side

import numpy as np
from numpy.typing import NDArray

from concord.accounts.grid import Claims, Country, Flows, fit_country

Vector = NDArray[np.float64]
EXACTLY, ABOUT, AT_LEAST, AT_MOST = range(4)
SLACK = 0.25  # share of the value by which the truth may lie beyond "more than", one sd
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
        reports = _columns(csv.DictReader(file))
    with (folder / "queries.csv").open() as file:
        queries = _columns(csv.DictReader(file))
    return Case(reports, queries, tuple(sizes), blocks, days)


def _columns(rows: Iterable[dict[str, str]]) -> dict[str, Vector]:
    """The numeric columns of a table."""
    found: dict[str, list[float]] = {}
    for row in rows:
        for name, value in row.items():
            if name != "name":
                found.setdefault(name, []).append(float(value))
    return {name: np.array(values) for name, values in found.items()}


def claims_of(reports: dict[str, Vector]) -> Claims:
    """The reports as claims of a grid."""
    value, step, wording = reports["value"], reports["step"], reports["op"]
    near = np.where(wording == EXACTLY, 0.0, step / np.sqrt(12))
    far, up, down = near + SLACK * value, wording == AT_LEAST, wording == AT_MOST
    half = np.where(up, step / 2, np.where(down, -step / 2, 0.0))
    counts = np.stack([reports[name] for name in ("kindof", "s", "c", "k", "d0", "d1", "party")], axis=1)
    _, count, said = np.unique(counts, axis=0, return_inverse=True, return_counts=True)
    return Claims(
        margin=_whole(reports, "s", "c", "k"),
        first=reports["d0"].astype(int),
        last=reports["d1"].astype(int),
        stock=reports["kindof"] == STOCK,
        centre=np.maximum(value + half, 0.0),
        below=np.where(down, far, near),
        above=np.where(up, far, near),
        party=reports["party"].astype(int),
        topic=reports["k"].astype(int),
        nominal=reports["nominal_sd"],
        said_again=said[count.ravel()].astype(float),
    )


def _whole(table: dict[str, Vector], *names: str) -> NDArray[np.int64]:
    return np.stack([table[name] for name in names], axis=1).astype(np.int64)


def flows_of(queries: dict[str, Vector]) -> Flows:
    """The queries as flows of a grid."""
    return Flows(_whole(queries, "s", "c", "k"), queries["d0"].astype(int), queries["d1"].astype(int))


def solve(case: Case, processes: int) -> Country:
    """Balance a case: the probability of each report to be good, and the answers to the queries."""
    reports, queries = case.reports, case.queries
    block, asked_of = (
        np.where(table["b"] == case.blocks, -1, table["b"]).astype(int) for table in (reports, queries)
    )
    if case.blocks == 1:  # then the country is its one block
        block, asked_of = np.zeros_like(block), np.zeros_like(asked_of)
    return fit_country(
        claims_of(reports), block, case.sizes, case.days, flows_of(queries), asked_of, processes=processes
    )


def write_answers(case: Case, country: Country, folder: pathlib.Path) -> None:
    """Write flags.csv and estimates.csv."""
    folder.mkdir(parents=True, exist_ok=True)
    wrong, found = 1 - country.good, country.answers
    flags = zip(case.reports["id"].astype(int), wrong, (wrong > 0.5).astype(int), strict=True)
    _write(folder / "flags.csv", ["id", "p_wrong", "flag"], flags)
    ends = (found.value, found.low80, found.high80, found.low95, found.high95)
    rows = zip(case.queries["id"].astype(int), *ends, strict=True)
    _write(folder / "estimates.csv", ["id", "mean", "lo80", "hi80", "lo95", "hi95"], rows)


def _write(path: pathlib.Path, names: Sequence[str], rows: Iterable[Sequence[float]]) -> None:
    with path.open("w", newline="") as file:
        table = csv.writer(file)
        table.writerow(names)
        table.writerows(rows)


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = args.add_subparsers(required=True)
    solving = commands.add_parser("solve", help="solve one case")
    solving.add_argument("case", type=pathlib.Path)
    solving.add_argument("out", type=pathlib.Path)
    solving.add_argument("--processes", type=int, default=2)
    a = args.parse_args()
    case = read_case(a.case)
    wall, cpu = time.perf_counter(), time.process_time()
    country = solve(case, a.processes)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    write_answers(case, country, a.out)
    sys.stdout.write(f"{len(case.reports['id'])} reports: {wall:.2f} s, {cpu:.2f} CPU s in this process\n")


if __name__ == "__main__":
    main()
