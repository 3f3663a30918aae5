"""Run Concord and the other methods on made-up cases, each alone in a process, and gather the reports."""

import csv
import gzip
import json
import pathlib
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

__all__ = ["METHODS", "PEERS", "Bench", "Report", "Results", "measured"]

HERE = pathlib.Path(__file__).parent
PEERS = HERE / ".venv-peers-accounts" / "bin" / "python"
METHODS = {
    "Concord": "Concord",
    "piqp-rw": "Huber fit, reweighted, PIQP",
    "piqp-level": "the same with Concord's level and mixture",
    "clarabel": "Huber fit, cvxpy + Clarabel",
    "clarabel-leaf": "the same, rough by leaf",
    "median": "median of each scope",
}
Report = dict[str, Any]


@dataclass
class Results:
    """What was measured, by seed: scores and reports of each method, pairs of each, and Concord's own."""

    solved: dict[str, list[Report]] = field(default_factory=dict)
    pairs: list[Report] = field(default_factory=list)
    cores: list[Report] = field(default_factory=list)
    causes: list[Report] = field(default_factory=list)
    tables: list[Report] = field(default_factory=list)
    large: Report = field(default_factory=dict)
    late: list[str] = field(default_factory=list)


class Bench:
    """Runs every method on the cases of some seeds, in a folder of its own.

    What other methods answered before in the same folder stands: they know nothing of Concord.
    """

    def __init__(self, shared: pathlib.Path, folder: pathlib.Path, limit: float) -> None:
        self.shared, self.folder, self.limit = shared, folder, limit
        self.cases = shared / "tools" / "accounts_case.py"

    def case(self, seed: int, regime: str, size: int = 10_000) -> pathlib.Path:
        """A case, made when it is asked for first."""
        folder = self.folder / f"{regime}-{size}-{seed}"
        if not folder.exists():
            told = ("--size", str(size), "--regime", regime, "--seed", str(seed))
            _run([PEERS, self.cases, "make", *told, folder])
        return folder

    def solved(self, method: str, seed: int) -> Report | None:
        """Scores and costs of one method on one case; none where it took longer than ten limits."""
        case, out = self.case(seed, "real"), self.folder / f"out-{method}-{seed}"
        command = [PEERS, HERE / "accounts_peers.py", method, case, out]
        if method == "Concord":
            command = [sys.executable, HERE / "accounts.py", "solve", case, out, "--processes", "1"]
        try:
            if method == "Concord" or not (out / "report.json").exists():
                _run(command, limit=10 * self.limit)
        except subprocess.TimeoutExpired:
            return None
        score = json.loads(_run([PEERS, self.cases, "score", "--json", case, out]))
        return _report(out) | score

    def pairs(self, seed: int, size: int = 10_000) -> Report:
        """The contradicting pairs of an exact case, and how many of them hold a planted error."""
        case, out = self.case(seed, "clean", size), self.folder / f"pairs-{size}-{seed}"
        _run([sys.executable, HERE / "accounts.py", "pairs", case, out])
        with (out / "pairs.csv").open() as file:
            sets = [[int(at) for at in row] for row in list(csv.reader(file))[1:]]
        return _report(out) | _judged(sets, case)

    def cores(self, seed: int) -> Report:
        """The same by z3's unsatisfiable cores, until the limit."""
        case, out = self.case(seed, "clean"), self.folder / f"z3-{seed}"
        if not (out / "report.json").exists():
            _run([PEERS, HERE / "accounts_peers.py", "z3", case, out, "--limit", str(self.limit)])
        return _report(out) | _judged(_report(out)["cores"], case)

    def own(self, what: str, seed: int) -> Report:
        """What needs more of a case than its files."""
        command = [sys.executable, HERE / "accounts_own.py", what, self.shared, str(seed)]
        lines = _run(command).splitlines()  # HiGHS may print lines of its own among them
        found: Report = json.loads(next(line for line in lines if line.startswith("{")))
        return found


def _run(command: Sequence[object], limit: float | None = None) -> str:
    done = subprocess.run(
        [str(part) for part in command], check=True, capture_output=True, text=True, timeout=limit
    )
    return done.stdout


def _report(out: pathlib.Path) -> Report:
    report: Report = json.loads((out / "report.json").read_text())
    return report


def _judged(sets: list[list[int]], case: pathlib.Path) -> Report:
    """How many sets of reports hold a material error, and how many such errors they touch."""
    with gzip.open(case / "hidden" / "labels.csv.gz", "rt") as file:
        wrong = {int(row["id"]) for row in csv.DictReader(file) if row["material"] == "1"}
    touched = {at for one in sets for at in one} & wrong
    holding = sum(not wrong.isdisjoint(one) for one in sets)
    return {
        "sets": len(sets),
        "holding": holding / max(len(sets), 1),
        "touched": len(touched),
        "wrong": len(wrong),
    }


def measured(bench: Bench, seeds: Sequence[int], at_once: int, *, large: bool) -> Results:
    """Everything, some processes at once."""
    results = Results(solved={method: [] for method in METHODS})
    for seed in seeds:
        bench.case(seed, "real"), bench.case(seed, "clean")
    with ThreadPoolExecutor(at_once) as pool:
        solved = {(m, seed): pool.submit(bench.solved, m, seed) for seed in seeds for m in METHODS}
        cores = [pool.submit(bench.cores, seed) for seed in seeds]
        pairs = [pool.submit(bench.pairs, seed) for seed in seeds]
        causes = [pool.submit(bench.own, "causes", seed) for seed in seeds]
        tables = [pool.submit(bench.own, "tables", seed) for seed in seeds]
        largest = [pool.submit(bench.pairs, seeds[0], 1_000_000)] if large else []
    for (method, seed), run in solved.items():
        if (report := run.result()) is None:
            results.late.append(f"{METHODS[method]}, seed {seed}: no answer in {10 * bench.limit:.0f} s")
        else:
            results.solved[method].append(report)
    for found, runs in ((results.cores, cores), (results.pairs, pairs), (results.causes, causes),
                        (results.tables, tables)):  # fmt: skip
        found += [run.result() for run in runs]
    for run in largest:
        results.large = run.result()
    return results
