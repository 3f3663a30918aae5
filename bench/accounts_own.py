"""What needs more of a made-up case than its files: likely causes, a claim that arrives, complete tables.

    accounts_own.py causes SHARED SEED      likely causes of flagged errors, and one more claim
    accounts_own.py tables SHARED SEED      complete tables with slips, by Concord and by HiGHS

SHARED/tools has the generator. Results are one JSON object on standard output.
"""

import argparse
import json
import os
import pathlib
import sys
import time
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from accounts import claims_of
from concord.accounts.grid import (
    Flows,
    estimate_flows,
    fit_grid,
    locate_errors,
    sums_of_table,
    suspect,
    updated_by,
)

KINDS = {1: "swapped", 2: "mistaken", 3: "dropped", 4: "extra", 5: "inflated", 6: "stale", 7: "other_scope"}
COLUMNS = ("kindof", "b", "s", "c", "k", "d0", "d1", "op", "value", "step", "party", "nominal_sd")
SLIPS = 4  # the first so many kinds
SIZE, TABLES, BY_HIGHS = 10_000, 10_000, 500
WRONG = 0.03  # of the figures of complete tables
ARRIVALS = 30
Vector = NDArray[np.float64]


def causes(generator: Any, seed: int) -> dict[str, float]:
    """How often the number meant is among the hypotheses of a flagged slip, and its kind the first."""
    account, told = generator.generate(SIZE, "real", seed)
    claims = claims_of({name: getattr(told, name).astype(float) for name in COLUMNS})
    started = time.process_time()
    fit = fit_grid(claims, account.shape[1:4], account.shape[4])
    fitted = time.process_time()
    rows = np.flatnonzero(fit.good < 0.5)
    found = suspect(fit, rows, told.value[rows].astype(float), told.step[rows].astype(float))
    ended = time.process_time()
    flagged = [(row, ways) for row, ways in zip(rows, found, strict=True) if told.material[row]]
    slips = [(row, ways) for row, ways in flagged if told.err[row] <= SLIPS]
    first = [KINDS[told.err[row]] == ways[0].suspicion for row, ways in flagged if ways]
    return {
        "slips": len(slips),
        "flagged": len(flagged),
        "true_value": float(np.mean([told.clean[row] in [way.value for way in ways] for row, ways in slips])),
        "slip_first": float(
            np.mean([bool(w) and w[0].suspicion == KINDS[told.err[row]] for row, w in slips])
        ),
        "kind_first": sum(first) / len(flagged),
        "seconds": ended - fitted,
        "fit_seconds": fitted - started,
        "arrival_seconds": _arrivals(fit, claims),
    }


def _arrivals(fit: Any, claims: Any) -> float:
    """Median CPU seconds until one estimate has moved with one claim that arrives."""
    flows, taken = claims.take(~claims.stock), []
    for at in np.linspace(0, len(flows) - 1, ARRIVALS).astype(int):
        asked = Flows(flows.margin[[at]], flows.first[[at]], flows.last[[at]])
        value = float(estimate_flows(fit, asked).value[0])
        started = time.process_time()
        updated_by(fit, asked, 1.01 * value, 0.01 * value + 1, asked)
        taken.append(time.process_time() - started)
    return float(np.median(taken))


def tables(generator: Any, seed: int) -> dict[str, float]:
    """Complete tables of statuses by kinds, one a day and crossing, three in a hundred figures wrong."""
    rng = np.random.default_rng([seed, 16])
    true = _tables(generator, rng)
    told = true.copy()
    for at in zip(*np.nonzero(rng.random(true.shape) < WRONG), strict=True):
        told[at] = _slip(int(true[at]), rng)
    started = time.process_time()
    located = locate_errors(told)
    mine = time.process_time() - started
    started = time.process_time()
    theirs = np.array([_fewest(table) for table in told[:BY_HIGHS]])
    highs = time.process_time() - started
    wrong = told != true
    return {
        "ms": 1000 * mine / TABLES,
        "exact": float((located.changed == wrong).all(axis=(1, 2)).mean()),
        "precision": float((located.changed & wrong).sum() / located.changed.sum()),
        "recall": float((located.changed & wrong).sum() / wrong.sum()),
        "highs_ms": 1000 * highs / BY_HIGHS,
        "highs_exact": float((theirs == wrong[:BY_HIGHS]).all(axis=(1, 2)).mean()),
    }


def _tables(generator: Any, rng: np.random.Generator) -> Vector:
    """(tables, statuses + 1, kinds + 1) persons of days on which there are some."""
    account = generator.make_account((8, 3, 6, 3, 400), rng)
    daily = np.diff(account.M[:-1, :, :-1], axis=-1)
    every = np.moveaxis(daily, (0, 2, 4), (0, 1, 2)).reshape(-1, 4, 4)
    full = every[every[:, -1, -1] > 200]
    return full[rng.choice(len(full), TABLES, replace=False)].astype(float)


def _slip(value: int, rng: np.random.Generator) -> int:
    """The number with digits swapped, mistaken, dropped or one too many; at least another number."""
    digits, kind = str(value), rng.integers(4)
    at = int(rng.integers(len(digits)))
    digit = str(rng.integers(10))
    swapped = digits[:at] + digits[at : at + 2][::-1] + digits[at + 2 :]
    edits = (swapped, digits[:at] + digit + digits[at + 1 :], digits[:at] + digits[at + 1 :],
             digits[: at + 1] + digit + digits[at + 1 :])  # fmt: skip
    printed = int(edits[kind] or 0)
    return printed if printed != value else value + 9


def _fewest(table: Vector) -> NDArray[np.bool_]:
    """The figures that HiGHS changes: the fewest, each by no more than four times the largest figure."""
    figures, sums = table.ravel(), sums_of_table([size - 1 for size in table.shape])
    n, large, eye = figures.size, 4 * float(table.max()) + 1, np.eye(table.size)
    held = [
        LinearConstraint(np.hstack([sums, np.zeros_like(sums)]), 0, 0),
        LinearConstraint(np.hstack([eye, -large * eye]), -np.inf, figures),
        LinearConstraint(np.hstack([eye, large * eye]), figures, np.inf),
    ]
    ends = Bounds(np.zeros(2 * n), np.r_[np.full(n, large), np.ones(n)])
    cost, whole = np.r_[np.zeros(n), np.ones(n)], np.r_[np.zeros(n), np.ones(n)]
    found = milp(cost, integrality=whole, bounds=ends, constraints=held)
    return np.asarray(np.abs(found.x[:n] - figures) > 0.5).reshape(table.shape)


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("what", choices=["causes", "tables"])
    args.add_argument("shared", type=pathlib.Path)
    args.add_argument("seed", type=int)
    a = args.parse_args()
    sys.path.append(str(a.shared / "tools"))
    import reconcile_gen

    found = {"causes": causes, "tables": tables}[a.what](reconcile_gen, a.seed)
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
