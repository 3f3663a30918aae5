"""The section of the page of benchmarks on the account: tables, and every bar with what was measured."""

from collections.abc import Callable, Sequence
from statistics import mean

import page
from accounts_runs import METHODS, Report, Results

__all__ = ["section"]

MEBI = 2**20
ERRORLOCATE = 3.07  # ms a table, measured once elsewhere with R's errorlocate on such tables
TYPES = ("month x status x kind", "week x crossing", "day total", "cell total")
WAPES = {"day total": "day WAPE", "week x crossing": "week × crossing WAPE"}
INTERVALS = {"cover80": "80 % hold", "cover95": "95 % hold", "width95": "width of 95 %, share of the value"}
PAIRS = ("", "CPU s", "sets", "that hold an error", "errors touched", "peak, MiB")
Bar = tuple[str, str, float, bool]  # name, asked, measured, met


def section(date: str, seeds: Sequence[int], limit: float, results: Results) -> str:
    """The section of the page."""
    return "\n\n".join(
        [
            "## The account, beside other methods",
            page.machine(date),
            f"{len(seeds)} cases of 10,000 reports, seeds {seeds[0]} to {seeds[-1]}: mean (least-greatest).",
            "### Errors and estimates (`real`)",
            page.table(["", "F1", "AP", *WAPES.values(), "CPU s", "peak, MiB"], method_rows(results)),
            *[f"{late}." for late in results.late],
            "### Concord's intervals",
            page.table(["", *INTERVALS.values()], interval_rows(results)),
            "### Contradictions (`clean`)",
            page.table(PAIRS, pair_rows(results, limit)),
            "### Complete tables, likely causes, one more claim",
            page.table(["", "measured"], own_rows(results)),
            "### Bars",
            page.table(["bar", "asked", "measured", ""], bar_rows(results, limit)),
        ]
    )


def method_rows(results: Results) -> list[list[str]]:
    """One row a method."""
    rows = []
    for method, title in METHODS.items():
        if runs := results.solved[method]:
            wapes = ["–"] * len(WAPES)  # the median estimates nothing
            if method != "median":
                wapes = [_spread(runs, _wape(name), 3) for name in WAPES]
            found = [_spread(runs, lambda r, k=key: r["errors"][k], 3) for key in ("F1", "AP")]
            rows.append([title, *found, *wapes, _spread(runs, lambda r: r["cpu_seconds"], 1), _peak(runs)])
    return rows


def interval_rows(results: Results) -> list[list[str]]:
    """One row a type of query."""
    runs = results.solved["Concord"]
    return [
        [name, *(_spread(runs, lambda r, n=name, k=key: r["estimates"][n][k], 3) for key in INTERVALS)]
        for name in (*TYPES, "all")
    ]


def pair_rows(results: Results, limit: float) -> list[list[str]]:
    """Concord, z3, and Concord at a million."""
    told = [("Concord, pairs", results.pairs), (f"z3, cores, stopped at {limit:.0f} s", results.cores)]
    if results.large:
        told.append(("Concord, pairs of 1,000,000 reports", [results.large]))
    return [
        [
            name,
            _spread(runs, lambda r: r["cpu_seconds"]),
            _spread(runs, lambda r: r["sets"], 0),
            _spread(runs, lambda r: r["holding"], 4),
            f"{sum(r['touched'] for r in runs):,} of {sum(r['wrong'] for r in runs):,}",
            _peak(runs),
        ]
        for name, runs in told
    ]


def own_rows(results: Results) -> list[list[str]]:
    """What has no peer in this run, or one inside it."""
    tables, causes = results.tables, results.causes
    told = [
        ("complete tables, ms a table", tables, "ms", 4),
        ("HiGHS on each table, ms", tables, "highs_ms", 2),
        ("tables exactly right", tables, "exact", 4),
        ("by HiGHS", tables, "highs_exact", 4),
        ("figures changed that were wrong", tables, "precision", 4),
        ("wrong figures that were changed", tables, "recall", 4),
        ("flagged slips whose number is among ten hypotheses", causes, "true_value", 3),
        ("flagged slips whose kind comes first", causes, "slip_first", 3),
        ("all flagged errors whose kind comes first", causes, "kind_first", 3),
        ("one claim arriving, CPU ms", [{"ms": 1000 * r["arrival_seconds"]} for r in causes], "ms", 1),
    ]
    return [[name, _spread(runs, lambda r, k=key: r[k], digits)] for name, runs, key, digits in told]


def bar_rows(results: Results, limit: float) -> list[list[str]]:
    """Every bar that this bench can tell of, as asked, as measured, and whether it is met."""
    bars = [*_of_fit(results), *_of_intervals(results.solved["Concord"]), *_of_pairs(results, limit)]
    bars += _of_own(results)
    return [
        [name, asked, f"{found:,.3f}", "met" if met else "**missed**"] for name, asked, found, met in bars
    ]


def _of_fit(results: Results) -> list[Bar]:
    mine = _means(results.solved["Concord"])
    rivals = {method: _means(runs) for method, runs in results.solved.items() if runs}
    bars = [_least("errors, F1", 0.9, mine["F1"]), _least("errors, AP", 0.9, mine["AP"])]
    bars.append(_most("CPU seconds of a full fit", 6, mine["CPU s"]))
    for method, name, least in (("piqp-rw", "PIQP", 1.12), ("median", "the median", 1.6)):
        for key in ("F1", "AP"):
            if method in rivals:
                bars.append(_least(f"{key} over that of {name}", least, mine[key] / rivals[method][key]))
    for method, name, wape, time in (("piqp-rw", "PIQP", 0.35, 0.10), ("clarabel", "Clarabel", 0.25, 0.2)):
        for key, most in (("day WAPE", wape), ("week × crossing WAPE", wape), ("CPU s", time)):
            if method in rivals:
                bars.append(_most(f"{key} over that of {name}", most, mine[key] / rivals[method][key]))
    return bars


def _of_intervals(runs: list[Report]) -> list[Bar]:
    cover80, cover95, width = (_by_type(runs, key) for key in INTERVALS)
    return [
        ("80 % intervals, all queries", ".76-.84", cover80["all"], 0.76 <= cover80["all"] <= 0.84),
        ("95 % intervals, all queries", ".92-.98", cover95["all"], 0.92 <= cover95["all"] <= 0.98),
        _least("80 % intervals, lowest type", 0.70, min(cover80.values())),
        _least("95 % intervals, lowest type", 0.86, min(cover95.values())),
        _most("width of a day's 95 % interval", 0.20, width["day total"]),
    ]


def _of_pairs(results: Results, limit: float) -> list[Bar]:
    large = [results.large] if results.large else []
    holding = min(report["holding"] for report in [*results.pairs, *large])
    faster = _mean(results.cores, "cpu_seconds") / _mean(results.pairs, "cpu_seconds")
    bars = [_least("share of pairs that hold an error", 1.0, holding)]
    bars.append(_least(f"z3's CPU time, stopped at {limit:.0f} s, over that of pairs", 200, faster))
    for report in large:
        bars.append(_most("pairs of 1,000,000 reports, CPU seconds", 60, report["cpu_seconds"]))
        bars.append(_most("the same, MiB", 1024, report["peak_bytes"] / MEBI))
    return bars


def _of_own(results: Results) -> list[Bar]:
    tables, causes = results.tables, results.causes
    arriving = _mean(causes, "arrival_seconds")
    return [
        _least(f"errorlocate's {ERRORLOCATE} ms a table over ours", 20, ERRORLOCATE / _mean(tables, "ms")),
        _least("HiGHS a table over ours", 80, _mean(tables, "highs_ms") / _mean(tables, "ms")),
        _least("tables exactly right", 0.998, _mean(tables, "exact")),
        _most("one claim arriving, CPU ms", 20, 1000 * arriving),
        _least("a fit over one claim arriving", 500, _mean(causes, "fit_seconds") / arriving),
        _least("slips with their number among ten", 0.95, _mean(causes, "true_value")),
        _least("slips with their kind first", 0.70, _mean(causes, "slip_first")),
    ]


def _least(name: str, least: float, found: float) -> Bar:
    return name, f"≥ {least:g}", found, found >= least


def _most(name: str, most: float, found: float) -> Bar:
    return name, f"≤ {most:g}", found, found <= most


def _means(runs: list[Report]) -> dict[str, float]:
    """What methods are compared by."""
    means = {key: mean(report["errors"][key] for report in runs) for key in ("F1", "AP")}
    means |= {title: mean(map(_wape(name), runs)) for name, title in WAPES.items()}
    return means | {"CPU s": _mean(runs, "cpu_seconds")}


def _wape(name: str) -> Callable[[Report], float]:
    return lambda report: float(report["estimates"][name]["WAPE"])


def _by_type(runs: list[Report], key: str) -> dict[str, float]:
    return {name: mean(report["estimates"][name][key] for report in runs) for name in (*TYPES, "all")}


def _mean(runs: list[Report], key: str) -> float:
    return mean(report[key] for report in runs)


def _peak(runs: list[Report]) -> str:
    return f"{max(report['peak_bytes'] for report in runs) / MEBI:,.0f}"


def _spread(runs: list[Report], value: Callable[[Report], float], digits: int = 2) -> str:
    """The mean with the least and the greatest."""
    values = [value(run) for run in runs]
    return f"{mean(values):,.{digits}f} ({min(values):,.{digits}f}-{max(values):,.{digits}f})"
