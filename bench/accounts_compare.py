"""Concord's account beside general methods and solvers, on the same made-up cases in one run.

    accounts_compare.py SHARED --date YYYY-MM-DD [--seeds 5] [--first-seed 41] [--limit 120] ...

SHARED/tools makes and scores the cases. Every method runs alone in a process on one thread; the peers by
the Python of bench/.venv-peers-accounts, which ``make bench-accounts`` sets up. The section "accounts" of
docs/benchmarks.md is written anew. The exit code is 2 where something needed is missing.
"""

import argparse
import pathlib
import sys
import tempfile

import page
from accounts_runs import PEERS, Bench, measured
from accounts_section import section


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("shared", type=pathlib.Path)
    args.add_argument("--date", required=True, help="of the measurement, as it is to stand in the page")
    args.add_argument("--seeds", type=int, default=5)
    args.add_argument("--first-seed", type=int, default=41)
    args.add_argument(
        "--limit", type=float, default=120.0, help="CPU seconds of z3; fits have ten times that"
    )
    args.add_argument("--at-once", type=int, default=1, help="processes")
    args.add_argument("--keep", type=pathlib.Path, help="folder of cases and answers; peers' answers stand")
    args.add_argument("--large", action="store_true", help="pairs of 1,000,000 reports as well")
    a = args.parse_args()
    if missing := [str(path) for path in (a.shared / "tools", PEERS) if not path.exists()]:
        print("The comparison needs, and does not find: " + ", ".join(missing), file=sys.stderr)
        sys.exit(2)
    seeds = range(a.first_seed, a.first_seed + a.seeds)
    with tempfile.TemporaryDirectory() as passing:
        folder = a.keep or pathlib.Path(passing)
        results = measured(Bench(a.shared, folder, a.limit), seeds, a.at_once, large=a.large)
    text = section(a.date, seeds, a.limit, results)
    page.put("accounts", text)
    print(text)


if __name__ == "__main__":
    main()
