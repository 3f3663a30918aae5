"""Rows a second and peak memory of every format, beside programs that only write what they are given.

    exports.py --date YYYY-MM-DD [--rows 1000000]

A hundred thousand figures stand in memory, those of the bundled reports again and again, each with an id
and a place of its own; a million rows come of going round them ten times. The clock runs over making the
rows and writing them, never over making the figures. "from a ledger" asks a ledger file for its figures
first. Peers get rows that are made already: ``csv.writer`` line by line, pandas and pyarrow from one table
of a tenth of the rows, which is as much as they are asked to hold. Every run has a process of its own. The
section "exports" of docs/benchmarks.md is written anew.
"""

import argparse
import csv
import io
import json
import resource
import subprocess
import sys
import time
import weakref
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import page

SLOW = 100_000  # rows for formats that have no bar
BARS = {"parquet": 100_000, "csv": 30_000}  # rows a second
MEMORY = 500  # MB
KNOWN = "2026-11-23"
OWN = ("csv", "parquet", "package", "xlsx", "sdmx-csv", "sdmx-ml", "geojson", "prov")
LEDGER = "parquet, from a ledger"
PEERS = ("csv.writer", "pandas to_csv", "pyarrow write_table")


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--date", required=True, help="of the measurement, as it is to stand in the page")
    args.add_argument("--rows", type=int, default=1_000_000)
    args.add_argument("--one", help="measure one writer in this process and print it as JSON")
    a = args.parse_args()
    if a.one:
        print(json.dumps(measured(a.one, a.rows)))
        return
    told = {name: alone(name, a.rows if name in BARS else min(a.rows, SLOW)) for name in OWN}
    told |= {name: alone(name, min(a.rows, SLOW)) for name in (LEDGER, *PEERS)}
    text = section(a.date, told)
    page.put("exports", text)
    print(text)


def alone(name: str, rows: int) -> dict[str, float]:
    """One writer in a process of its own."""
    command = [sys.executable, __file__, "--date=-", f"--rows={rows}", f"--one={name}"]
    told: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return told


def measured(name: str, count: int) -> dict[str, float]:
    """Rows, rows a second of wall and of processor time, and the peak of the process in MB."""
    run = own(name) if name in OWN else ledger(count) if name == LEDGER else peer(name, count)
    with open("/dev/null", "wb") as out:
        run(10, out)  # imports and first calls
        wall, cpu = time.perf_counter(), time.process_time()
        run(count, out)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return {"rows": count, "wall": count / wall, "cpu": count / cpu, "peak": peak}


def own(name: str) -> Callable[[int, Any], object]:
    """A writer of Concord over rows that are made as it asks for them."""
    said = claims()
    ready = [replace(said[n % len(said)], id=f"{n:032x}", rank=n) for n in range(SLOW)]
    return lambda rows, out: exported(name, islice(cycle(ready), rows), out)


def exported(name: str, said: Iterable[Any], out: Any) -> object:
    from concord.publish.exports.about import About
    from concord.publish.exports.columns import FLOWS
    from concord.publish.exports.formats import FORMATS
    from concord.publish.exports.rows import claim_rows
    from concord.situation import bundled

    situation = bundled("afghanistan-pakistan")
    about = About(situation.name, KNOWN, "", "", site="https://example.org", vocabulary=situation)
    made = claim_rows(said, situation, site="https://example.org")
    return FORMATS[name].write(FLOWS["claims"], made, out, about)


def ledger(count: int) -> Callable[[int, Any], object]:
    """Figures asked of a ledger file, whose reports are those of bench/ledger.py, and written."""
    from concord.ledger import Filter, Ledger
    from concord.publish.exports.rows import Said
    from ledger import EACH, filled

    folder = TemporaryDirectory()
    where = str(Path(folder.name) / "concord.db")
    filled(where, count // EACH, 1)

    def write(rows: int, out: Any) -> object:
        with Ledger.open(where) as kept:
            documents = {one.id: one.record for one in kept.documents()}
            found = kept.figures(None, Filter(limit=rows))
            said = (Said(f.id, f.record, documents[f.record.document], f.recorded_at) for f in found)
            return exported("parquet", said, out)

    weakref.finalize(write, folder.cleanup)
    return write


def peer(name: str, count: int) -> Callable[[int, Any], object]:
    """A writer that gets its rows ready made."""
    from concord.publish.exports.columns import FLOWS
    from concord.publish.exports.rows import claim_rows
    from concord.situation import bundled

    table, said = FLOWS["claims"], claims()
    few = list(claim_rows(said, bundled("afghanistan-pakistan")))
    rows = list(islice((row for _ in range(count) for row in few), count))
    if name == "csv.writer":
        return lambda some, out: _lines(rows[:some], out)
    import pandas

    frame = pandas.DataFrame(rows, columns=list(table.names))
    if name == "pandas to_csv":
        return lambda some, out: frame[:some].to_csv(out, index=False)
    import pyarrow
    from pyarrow import parquet

    return lambda some, out: parquet.write_table(
        pyarrow.Table.from_pandas(frame[:some]), pyarrow.PythonFile(out)
    )


def _lines(rows: list[Any], out: Any) -> None:
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    csv.writer(text).writerows(rows)
    text.detach()


def claims() -> list[Any]:
    """The claims of the bundled reports as the ledger of the demo holds them."""
    from concord.cli.demo import reports
    from concord.cli.ingest import fill
    from concord.documents import find_documents
    from concord.ledger import Filter, Ledger
    from concord.pipeline.check import check
    from concord.pipeline.exports import said_of
    from concord.reading import Reader
    from concord.situation import bundled

    situation = bundled("afghanistan-pakistan")
    with TemporaryDirectory() as folder, Ledger.open(str(Path(folder) / "concord.db")) as ledger:
        fill(list(find_documents([reports()])), ledger, Reader(situation))
        checked = check(ledger, situation)
        return list(said_of(ledger.figures(None, Filter()), checked))


def section(day: str, told: dict[str, dict[str, float]]) -> str:
    rows = [
        (
            f"{name}, rows made before" if name in PEERS else name,
            f"{one['rows']:,.0f}",
            f"{one['wall']:,.0f}",
            f"{one['cpu']:,.0f}",
            f"{one['peak']:,.0f}",
        )
        for name, one in told.items()
    ]
    missed = [
        f"{name} writes {told[name]['cpu']:,.0f} of {bar:,} rows a CPU second"
        for name, bar in BARS.items()
        if told[name]["cpu"] < bar
    ]
    heavy = [name for name in BARS if told[name]["peak"] > MEMORY]
    said = "; ".join(missed + [f"{name} takes more than {MEMORY} MB" for name in heavy]) or "no bar is missed"
    return "\n".join(
        [
            "## Exports",
            "",
            page.machine(day),
            "",
            f"Claims with all their columns, from figures in memory to bytes, as a stream: {said}.",
            "The bars are " + " and ".join(f"{bar:,} rows a second to {name}" for name, bar in BARS.items()),
            f"in less than {MEMORY} MB. Peers write rows that are made already, no time of "
            "their making is counted. From a ledger, most time goes into reading its figures "
            "as records, which stand in memory together; the peak of that line also has the filling "
            "of the ledger in it.",
            "",
            page.table(("writer", "rows", "a second", "a CPU second", "peak, MB"), rows),
        ]
    )


if __name__ == "__main__":
    main()
