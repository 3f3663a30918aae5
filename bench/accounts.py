"""Solve cases of contradictory claims with known truth, and time it.

    accounts.py solve DIR OUT [--processes N]     read a case, write flags.csv and estimates.csv
    accounts.py pairs DIR OUT                     write pairs.csv, the claims that cannot both hold

DIR holds reports.csv.gz, meta.json and queries.csv as the maker of such cases describes them. Times and
memory go to OUT/report.json. `accounts_compare.py` sets these beside other methods.
"""

import argparse
import json
import os
import pathlib
import sys
import time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one thread a process; the blocks run side by side

import numpy as np
from accounts_cases import (
    ABOUT,
    AT_LEAST,
    AT_MOST,
    EXACTLY,
    STOCK,
    Case,
    Vector,
    read_case,
    write_answers,
)
from numpy.typing import NDArray
from protocol import peak_bytes

from concord.accounts.grid import Bounds, Claims, Country, Flows, contradicting_pairs, fit_country

SLACK = 0.25  # share of the value by which the truth may lie beyond "more than", one sd


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


def bounds_of(reports: dict[str, Vector]) -> Bounds:
    """What the words of the reports allow; the block is a dimension of the margin."""
    value, half, wording = reports["value"], reports["step"] / 2, reports["op"]
    return Bounds(
        margin=_whole(reports, "b", "s", "c", "k"),
        first=reports["d0"].astype(int),
        last=reports["d1"].astype(int),
        stock=reports["kindof"] == STOCK,
        lowest=np.select([wording == ABOUT, wording == AT_MOST], [value - half, 0.0], value),
        highest=np.select([wording == ABOUT, wording == AT_LEAST], [value + half, np.inf], value),
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


def solve_and_write(case: Case, out: pathlib.Path, processes: int) -> dict[str, float]:
    """Solve a case and write its answers; the times of the solving."""
    wall, cpu = time.perf_counter(), time.process_time()
    country = solve(case, processes)
    times = {"wall_seconds": time.perf_counter() - wall, "cpu_seconds": time.process_time() - cpu}
    found = country.answers
    ends = (found.value, found.low80, found.high80, found.low95, found.high95)
    write_answers(case, 1 - country.good, ends, out)
    return times


def pair_and_write(case: Case, out: pathlib.Path) -> dict[str, float]:
    """Find the contradicting pairs of a case and write them; the times of the finding."""
    wall, cpu = time.perf_counter(), time.process_time()
    pairs = contradicting_pairs(bounds_of(case.reports), (case.blocks, *case.sizes))
    times = {"wall_seconds": time.perf_counter() - wall, "cpu_seconds": time.process_time() - cpu}
    rows = np.stack([pairs.inner, pairs.outer], axis=1)
    np.savetxt(out / "pairs.csv", rows, "%d", ",", header="inner,outer", comments="")
    return times


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = args.add_subparsers(dest="command", required=True)
    solving = commands.add_parser("solve", help="solve one case")
    pairing = commands.add_parser("pairs", help="find the claims of one case that cannot both hold")
    for command in (solving, pairing):
        command.add_argument("case", type=pathlib.Path)
        command.add_argument("out", type=pathlib.Path)
    solving.add_argument("--processes", type=int, default=2)
    a = args.parse_args()
    case = read_case(a.case)
    a.out.mkdir(parents=True, exist_ok=True)
    times = pair_and_write(case, a.out) if a.command == "pairs" else solve_and_write(case, a.out, a.processes)
    (a.out / "report.json").write_text(json.dumps(times | {"peak_bytes": peak_bytes()}))
    sys.stdout.write(
        f"{len(case.reports['id'])} reports: {times['wall_seconds']:.2f} s, "
        f"{times['cpu_seconds']:.2f} CPU s in this process\n"
    )


if __name__ == "__main__":
    main()
