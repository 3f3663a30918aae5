"""The general methods and solvers that Concord's balance is compared with, each alone in a process.

    accounts_peers.py METHOD CASE OUT [--limit SECONDS]

METHOD is one of
    median          each report against the median of its scope
    piqp-rw         Huber fit as a quadratic program, reweighted: spreads and one roughness estimated anew
    piqp-level      the same with Concord's level, weekly rhythm and mixture: more than the peer's own method
    clarabel        Huber fit in cvxpy, once, one roughness for all leaves
    clarabel-leaf   the same with a roughness for each leaf
    z3              sets of claims that cannot all hold
Answers go to OUT as a case's answers, times and memory to OUT/report.json. Runs by the Python of
bench/.venv-peers-accounts; knows nothing of Concord.
"""

import argparse
import json
import os
import pathlib
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("RAYON_NUM_THREADS", "1")

import numpy as np
import scipy.sparse as sp
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
from protocol import peak_bytes
from scipy.ndimage import gaussian_filter1d

PASSES = 4  # of the reweighted fit
HUBER = 1.5  # standard deviations where the loss turns linear
GROSS = 0.04  # prior of an error, and its number is flat over 2.5 times the scale, as Concord has it
MONTH = 30
SMOOTH = 3.0  # days over which the level is smoothed between passes
TOLERANT = 1.5  # factor on all sds when the mixture judges; the best for piqp-level on two other seeds
ROUGH = 0.5  # of the mean flow; one sd of a day's change before anything is estimated
FAR = 4.2  # sds of a residual from which a report is called wrong; good for piqp-rw on seeds 1 and 2
ARRIVING, UNSURE = 0.003, 0.01  # of the stock a month
Rows = tuple[Any, Vector]  # of a prior and what they come to, in standard deviations
Answers = tuple[Vector, Vector]  # (n,) probability of error and (queries,) estimates


@dataclass(frozen=True)
class Problem:
    """Reports as rows over unknowns: running totals by day and leaf, then first stocks, then arrivals."""

    rows: Any
    asked: Any
    centre: Vector
    rounding: Vector
    nominal: Vector
    party: Vector
    counted: Any  # (n, leaves) bool
    flows: Any  # (n,) bool
    days: Vector  # of each report
    shape: tuple[int, int]  # days, leaves
    differences: Any  # daily flows from running totals
    size: int

    @property
    def cells(self) -> int:
        """Running totals, which come first among the unknowns."""
        return self.shape[0] * self.shape[1]


def problem_of(case: Case) -> Problem:
    """The cumulative form: a report "since the start" touches one day, any other two."""
    reports, leaves = case.reports, int(np.prod(case.sizes))
    cells, months = case.days * leaves, -(-case.days // MONTH)
    statuses = case.sizes[0]
    size = cells + statuses * (1 + months)
    value, step, wording = reports["value"], reports["step"], reports["op"]
    half = np.select([wording == AT_LEAST, wording == AT_MOST], [step / 2, -step / 2], 0.0)
    rounding = np.select([wording == EXACTLY, wording == ABOUT], [0.0, step / np.sqrt(12)], step)
    days = sp.kron(sp.eye(case.days) - sp.eye(case.days, k=-1), sp.eye(leaves))
    return Problem(
        rows=_rows(case, reports, size), asked=_rows(case, case.queries, size),
        centre=np.maximum(value + half, 0.0), rounding=rounding, nominal=reports["nominal_sd"],
        party=reports["party"].astype(int), counted=_counted(case, reports), flows=reports["kindof"] != STOCK,
        days=reports["d1"] - reports["d0"] + 1, shape=(case.days, leaves),
        differences=sp.hstack([days, sp.csr_matrix((cells, size - cells))]).tocsr(), size=size,
    )  # fmt: skip


def _rows(case: Case, table: dict[str, Vector], size: int) -> Any:
    """(n, unknowns) with one row a report or query."""
    counted = _counted(case, table)
    leaves, stock = (
        counted.shape[1],
        table.get("kindof", np.zeros(len(counted))) == STOCK,
    )
    row, leaf = np.nonzero(counted)
    last, first = table["d1"].astype(int)[row], table["d0"].astype(int)[row]
    begun = (first > 0) & ~stock[row]
    parts = [(row, last * leaves + leaf, np.where(stock[row], -1.0, 1.0)),
             (row[begun], (first[begun] - 1) * leaves + leaf[begun], -np.ones(begun.sum()))]  # fmt: skip
    statuses, cells = case.sizes[0], case.days * leaves
    for at in np.flatnonzero(stock):
        mine = np.arange(statuses) if table["s"][at] == statuses else np.array([int(table["s"][at])])
        begins = cells + mine
        months = int(table["d1"][at]) // MONTH + 1
        come = (cells + statuses * (1 + np.arange(months))[:, None] + mine).ravel()
        columns = np.concatenate([begins, come])
        parts.append((np.full(columns.size, at), columns, np.ones(columns.size)))
    i, j, v = (np.concatenate(part) for part in zip(*parts, strict=True))
    return sp.csr_matrix((v, (i, j)), shape=(len(counted), size))


def _counted(case: Case, table: dict[str, Vector]) -> Any:
    """(n, leaves) whether each report or query counts a leaf."""
    codes = np.indices(case.sizes).reshape(len(case.sizes), -1)
    counted = np.ones((len(table["d0"]), codes.shape[1]), bool)
    for name, leaf, many in zip("sck", codes, case.sizes, strict=True):
        counted &= (table[name][:, None] == many) | (table[name][:, None] == leaf)
    return counted


def arrivals_prior(problem: Problem, size: float) -> Rows:
    """Rows that hold monthly arrivals near their usual share of the stock, in standard deviations."""
    rest = problem.size - problem.cells
    statuses = 3
    come = np.arange(statuses, rest) + problem.cells
    sd = max(UNSURE * size / statuses, 1.0)
    rows = sp.csr_matrix(
        (np.full(come.size, 1 / sd), (np.arange(come.size), come)),
        (come.size, problem.size),
    )
    return rows, np.full(come.size, ARRIVING * size / statuses / sd)


def first_prior(problem: Problem) -> Rows:
    """The same roughness for every leaf, in shares of the mean flow of all."""
    days, leaves = problem.shape
    return smooth(problem, ROUGH * np.full(leaves, _largest_total(problem) / (days * leaves)))


def first_prior_by_leaf(problem: Problem) -> Rows:
    """The roughness of each leaf in shares of its usual rate."""
    flows = problem.flows
    weight = problem.counted[flows] / problem.counted[flows].sum(axis=1, keepdims=True) ** 2
    rate = np.log(np.maximum(problem.centre / problem.days / problem.counted.sum(axis=1), 0.1))[flows]
    usual = np.exp((weight * rate[:, None]).sum(axis=0) / np.maximum(weight.sum(axis=0), 1e-9))
    return smooth(problem, ROUGH * usual)


def rough_prior(problem: Problem, x: Vector) -> Rows:
    """One roughness for all, as the estimate has it, in shares of each leaf's mean flow."""
    flows = np.maximum((problem.differences @ x).reshape(problem.shape), 0.0)
    mean, change = flows.mean(axis=0), np.diff(flows, axis=0)
    rough = np.sqrt((change**2).sum() / ((mean**2).sum() * len(change)))
    return smooth(problem, np.maximum(rough * mean, 0.3))


def smooth(problem: Problem, sd: Vector) -> Rows:
    """Rows that hold each day's flow of a leaf near that of the day before; sd is (leaves,) persons."""
    days, leaves = problem.shape
    change = sp.kron(sp.eye(days - 1, days, k=1) - sp.eye(days - 1, days), sp.diags(1 / sd)).tocsr()
    return change @ problem.differences, np.zeros((days - 1) * leaves)


def _largest_total(problem: Problem) -> float:
    return float(problem.centre[problem.flows & problem.counted.all(axis=1)].max())


def later_prior(problem: Problem, x: Vector) -> Rows:
    """Rows that hold flows near the smoothed estimate, as near as the estimate has them on the whole."""
    flows = np.maximum((problem.differences @ x).reshape(problem.shape), 0.0)
    total = np.maximum(flows.sum(axis=1, keepdims=True), 1.0)
    share = gaussian_filter1d(flows, 4 * SMOOTH, axis=0) / gaussian_filter1d(total, 4 * SMOOTH, axis=0)
    rhythm = np.array(
        [np.median((total / gaussian_filter1d(total, SMOOTH * 2, axis=0))[day::7]) for day in range(7)]
    )
    rhythm = rhythm[np.arange(len(total)) % 7][:, None]
    level = np.maximum(gaussian_filter1d(total / rhythm, SMOOTH, axis=0) * rhythm * share, 0.05)
    seen = level > 5
    spread = np.clip(1.4826 * np.median(np.abs(flows - level)[seen] / level[seen]), 0.05, 0.6)
    sd = np.sqrt((spread * level) ** 2 + level).ravel()
    return sp.diags(1 / sd) @ problem.differences, level.ravel() / sd


def nominal_spread(problem: Problem) -> Vector:
    """(parties,) share that a reader would guess."""
    return np.asarray(np.bincount(problem.party, problem.nominal) / np.maximum(np.bincount(problem.party), 1))


def party_spread(problem: Problem, fitted: Vector) -> Vector:
    """(parties,) share; the median deviation of exact reports, at least a third of the nominal."""
    scale = np.maximum(np.maximum(problem.centre, fitted), 1.0)
    share = np.abs(problem.centre - fitted) / scale
    nominal = nominal_spread(problem)
    telling = (problem.rounding < 0.005 * scale) & (scale > 200)
    found = nominal.copy()
    for party in range(len(nominal)):
        mine = share[telling & (problem.party == party)]
        if mine.size >= 12:
            found[party] = np.clip(1.4826 * np.median(mine), nominal[party] / 3, 0.08)
    return found


def spread_of(problem: Problem, fitted: Vector, share: Vector) -> Vector:
    """(n,) persons, one sd of a report."""
    scale = np.maximum(problem.centre, fitted)
    return np.sqrt((share[problem.party] * scale) ** 2 + problem.rounding**2 + 0.25)


def by_piqp_rw(problem: Problem) -> Answers:
    """The Huber fit as a quadratic program, PASSES times with spreads and one roughness estimated anew.

    The strongest peer of the trials of the method; reports are judged by their residual alone.
    """
    nominal = nominal_spread(problem)
    x, fitted = _reweighted(problem, first_prior(problem), rough_prior)
    scale = np.maximum(problem.centre, fitted)
    far = np.abs(problem.centre - fitted) / np.sqrt(spread_of(problem, fitted, nominal) ** 2 + scale)
    return far / (far + FAR), problem.asked @ x


def by_piqp_level(problem: Problem) -> Answers:
    """The same with what Concord thinks a day should be, and its judgement of reports."""
    x, fitted = _reweighted(problem, first_prior_by_leaf(problem), later_prior)
    return wrong_by_residual(problem, fitted), problem.asked @ x


def _reweighted(problem: Problem, prior: Rows, later: Callable[[Problem, Vector], Rows]) -> Answers:
    fitted, share = problem.centre, nominal_spread(problem)
    for _ in range(PASSES):
        x = _piqp(problem, spread_of(problem, fitted, share), prior)
        fitted, prior = problem.rows @ x, later(problem, x)
        share = party_spread(problem, fitted)
    return x, fitted


def _piqp(problem: Problem, sd: Vector, prior: Rows) -> Vector:
    """min ½|u|² + HUBER |p + n|₁ + ½|prior|²,  rows x / sd − u − p + n = centre / sd;  flows, p, n ≥ 0."""
    import piqp

    n = len(sd)
    held, wanted = _held(problem, prior)
    eye = sp.eye(n)
    quadratic = sp.block_diag(
        [
            held.T @ held + 1e-10 * sp.eye(problem.size),
            eye,
            sp.csr_matrix((2 * n, 2 * n)),
        ]
    )
    linear = np.concatenate([-(held.T @ wanted), np.zeros(n), np.full(2 * n, HUBER)])
    equal = sp.hstack([sp.diags(1 / sd) @ problem.rows, -eye, -eye, eye])
    flows = sp.hstack([problem.differences, sp.csr_matrix((problem.cells, 3 * n))])
    low = np.concatenate([np.full(problem.size + n, -np.inf), np.zeros(2 * n)])
    solver = piqp.SparseSolver()
    solver.settings.eps_abs, solver.settings.eps_rel = 1e-6, 1e-6
    args = (
        quadratic.tocsc(),
        linear,
        equal.tocsc(),
        problem.centre / sd,
        flows.tocsc(),
        np.zeros(problem.cells),
    )
    solver.setup(*args, None, low, None)
    solver.solve()
    return np.asarray(solver.result.x[: problem.size])


def _held(problem: Problem, prior: Rows) -> Rows:
    """The rows of the prior, arrivals included."""
    stock = float(problem.centre.max())
    more, wanted = arrivals_prior(problem, stock)
    return sp.vstack([prior[0], more]).tocsr(), np.concatenate([prior[1], wanted])


def by_clarabel(problem: Problem, prior: Rows) -> Answers:
    """One Huber fit with non-negative flows as anyone would write it in cvxpy."""
    import cvxpy as cp

    nominal = nominal_spread(problem)
    sd = spread_of(problem, problem.centre, nominal)
    held, wanted = _held(problem, prior)
    x = cp.Variable(problem.size)
    loss = 0.5 * cp.sum(cp.huber((problem.rows @ x - problem.centre) / sd, HUBER))
    smooth = 0.5 * cp.sum_squares(held @ x - wanted)
    cp.Problem(cp.Minimize(loss + smooth), [problem.differences @ x >= 0]).solve(solver=cp.CLARABEL)
    fitted = problem.rows @ x.value
    return wrong_by_residual(problem, fitted), problem.asked @ x.value


def wrong_by_residual(problem: Problem, fitted: Vector) -> Vector:
    """(n,) probability of error by the same mixture as Concord's, from the residual of the fit."""
    sd = TOLERANT * spread_of(problem, fitted, nominal_spread(problem))
    right = (1 - GROSS) * np.exp(-0.5 * ((problem.centre - fitted) / sd) ** 2) / (sd * np.sqrt(2 * np.pi))
    flat = GROSS / (2.5 * np.maximum(np.maximum(problem.centre, fitted), 1) + 10)
    return np.asarray(flat / (flat + right))


def by_median(case: Case) -> Answers:
    """Each report against the median of its scope, in sds of its party; no estimates."""
    reports = case.reports
    keys = np.stack([reports[name] for name in ("kindof", "s", "c", "k", "d0", "d1")], axis=1)
    _, scope = np.unique(keys, axis=0, return_inverse=True)
    scope, value = scope.ravel(), reports["value"]
    order = np.lexsort((value, scope))
    middle = np.empty(len(value))
    for rows in np.split(order, np.flatnonzero(np.diff(scope[order])) + 1):
        middle[rows] = np.median(value[rows])
    rounding = np.where(reports["op"] == EXACTLY, 0.0, reports["step"])
    far = np.abs(value - middle) / np.sqrt((reports["nominal_sd"] * middle) ** 2 + rounding**2 + 0.25)
    return far / (far + 4.0), np.full(len(case.queries["id"]), 0.0)  # four sd are as good as even


def by_z3(case: Case, limit: float) -> dict[str, Any]:
    """Disjoint sets of reports that cannot all hold, one core after the other, for so many CPU seconds."""
    import z3

    problem, reports = problem_of(case), case.reports
    low, high = wording_bounds(reports)
    cpu = time.process_time()
    solver = z3.SolverFor("QF_LRA")
    leaves = problem.shape[1]
    x = [z3.Real(f"x{at}") for at in range(problem.size)]
    for at in range(problem.cells):
        solver.add(x[at] >= (x[at - leaves] if at >= leaves else 0))
    said = [z3.Bool(f"r{at}") for at in range(len(low))]
    for at, name in enumerate(said):
        columns = slice(problem.rows.indptr[at], problem.rows.indptr[at + 1])
        terms = zip(problem.rows.indices[columns], problem.rows.data[columns], strict=True)
        total = z3.Sum([x[j] if v > 0 else -x[j] for j, v in terms])
        solver.add(z3.Implies(name, total >= z3.RealVal(low[at])))
        if np.isfinite(high[at]):
            solver.add(z3.Implies(name, total <= z3.RealVal(high[at])))
    built = time.process_time() - cpu
    cores: list[list[int]] = []
    left, ended = set(range(len(low))), False
    while not ended and (rest := limit - (time.process_time() - cpu)) > 1:
        solver.set("timeout", int(1000 * rest))  # on the clock: what CPU time is then left is used as well
        if (verdict := solver.check(*(said[at] for at in sorted(left)))) != z3.unsat:
            ended = verdict == z3.sat
            continue
        core = sorted(int(str(name)[1:]) for name in solver.unsat_core())
        cores.append(core)
        left -= set(core)
    return {"cores": cores, "built_seconds": built, "ended": ended}


def wording_bounds(reports: dict[str, Vector]) -> tuple[Vector, Vector]:
    """What the words allow."""
    value, half, op = reports["value"], reports["step"] / 2, reports["op"]
    low = np.select([op == ABOUT, op == AT_MOST], [value - half, 0.0], value)
    return low, np.select([op == ABOUT, op == AT_LEAST], [value + half, np.inf], value)


FITS: dict[str, Callable[[Problem], Answers]] = {
    "piqp-rw": by_piqp_rw,
    "piqp-level": by_piqp_level,
    "clarabel": lambda problem: by_clarabel(problem, first_prior(problem)),
    "clarabel-leaf": lambda problem: by_clarabel(problem, first_prior_by_leaf(problem)),
}


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("method", choices=["median", "z3", *FITS])
    args.add_argument("case", type=pathlib.Path)
    args.add_argument("out", type=pathlib.Path)
    args.add_argument("--limit", type=float, default=120.0, help="CPU seconds, of z3")
    a = args.parse_args()
    case, more = read_case(a.case), {}
    a.out.mkdir(parents=True, exist_ok=True)
    wall, cpu = time.perf_counter(), time.process_time()
    if a.method == "z3":
        more = by_z3(case, a.limit)
    elif a.method == "median":
        wrong, value = by_median(case)
    else:
        wrong, value = FITS[a.method](problem_of(case))
    times = {
        "wall_seconds": time.perf_counter() - wall,
        "cpu_seconds": time.process_time() - cpu,
    }
    if a.method != "z3":
        write_answers(case, wrong, [value] * 5, a.out)
    (a.out / "report.json").write_text(json.dumps(times | {"peak_bytes": peak_bytes()} | more))
    sys.stdout.write(f"{a.method}: {times['cpu_seconds']:.1f} CPU s\n")


if __name__ == "__main__":
    main()
