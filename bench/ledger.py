"""How fast the ledger takes figures, answers questions and verifies, on both databases.

    ledger.py --date YYYY-MM-DD [--figures 100000] [--large 1000000] [--server ADDRESS]

Reports of 20 figures are made here from their number. With ``--large`` the same questions, for the same
number of results, are asked of a ledger of that size as well. Without ``--server`` only the embedded
file is measured. The section "ledger" of docs/benchmarks.md is written anew.
"""

import argparse
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import quantiles

import page

from concord.evidence import Because, Document, Figure, Kind, PartialDate, Reading, digest
from concord.ledger import Filter, Ledger
from concord.ledger.record import prepared
from concord.ledger.tables import TABLES

NOW = "2025-04-18T10:00:00+00:00"
EACH, BATCH, WRITERS, ASKED, MANY = 20, 100, 8, 40, 200_000
MEASURES, STATUSES = ("returned", "deported", "arrested"), (None, "acc", "por", "undocumented")
PARTIES = tuple(f"party-{number}" for number in range(40))
Report = tuple[Document, bytes, Reading]


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--date", help="of the measurement, as it is to stand in the page")
    args.add_argument("--figures", type=int, default=100_000)
    args.add_argument("--large", type=int, default=0)
    args.add_argument("--server", help="a schema for the bench alone")
    args.add_argument("--write", nargs=3, metavar=("ADDRESS", "FIRST", "LAST"), help=argparse.SUPPRESS)
    a = args.parse_args()
    if a.write:
        write(a.write[0], reports(int(a.write[1]), int(a.write[2])))
        return
    text = section(a.date, a.figures // EACH, a.server, a.large // EACH)
    page.put("ledger", text)
    print(text)


def section(date: str, count: int, server: str | None, large: int) -> str:
    """The section of the page."""
    with tempfile.TemporaryDirectory() as folder:
        lines = measured(f"{folder}/ledger.db", "embedded file", count, 1)
        lines.append(["embedded file", *plain(Path(folder), count)])
        if server:
            lines += measured(schema(server, "small"), f"server, {WRITERS} writers", count, WRITERS)
        if large:
            filled(f"{folder}/large.db", large, 1)
            lines.append(questions(f"{folder}/large.db", "embedded file", large))
        if large and server:
            address = schema(server, "large")
            filled(address, large, WRITERS)
            lines.append(questions(address, "server", large))
    head = ["database", "what", "a second", "a CPU second"]
    return "\n\n".join(["## The ledger", page.machine(date), page.table(head, lines)])


def schema(server: str, name: str) -> str:
    """The address of a fresh schema on the server."""
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}".encode())
    return f"{server}{'&' if '?' in server else '?'}options=-csearch_path%3D{name}"


def measured(where: str, name: str, count: int, writers: int) -> list[list[str]]:
    """Rates of one database: taking figures, verifying, and how long questions take."""
    wall, cpu = filled(where, count, writers)
    lines = [[name, "figures taken", *rates(count * EACH, wall, cpu)]]
    with Ledger.open(where) as ledger:
        began, spent = time.perf_counter(), time.process_time()
        entries = ledger.verify().entries
        wall, cpu = time.perf_counter() - began, time.process_time() - spent
        lines.append([name, "entries verified", *rates(entries, wall, cpu)])
        lines.append([name, "figures verified", *rates(count * EACH, wall, cpu)])
    return [*lines, questions(where, name, count)]


def questions(where: str, name: str, count: int) -> list[str]:
    """How long many questions take; of a large ledger they ask one month, so that as many figures answer."""
    last = PartialDate("2025-12" if count * EACH <= MANY else "2025-04")
    with Ledger.open(where) as ledger:
        list(asked(ledger, last))  # once to warm up
        told = list(asked(ledger, last))
    p95 = quantiles(sorted(seconds for seconds, _ in told), n=20)[-1] * 1e3
    results = sum(found for _, found in told) / len(told)
    return [name, f"question over {count * EACH:,} figures, {results:.0f} results, p95", f"{p95:.1f} ms", ""]


def filled(where: str, count: int, writers: int) -> tuple[float, float]:
    """Wall and CPU seconds of taking so many reports, by one or several writers."""
    Ledger.open(where).close()
    if writers == 1:
        made = list(reports(0, count))
        began, spent = time.perf_counter(), time.process_time()
        write(where, iter(made))
        return time.perf_counter() - began, time.process_time() - spent
    began, share = time.perf_counter(), count // writers
    command = [sys.executable, __file__, "--write", where]
    running = [
        subprocess.Popen([*command, str(part * share), str((part + 1) * share)]) for part in range(writers)
    ]
    if any(process.wait() for process in running):
        raise SystemExit("a writer failed")
    return time.perf_counter() - began, float("nan")


def write(where: str, made: Iterator[Report]) -> None:
    """Keep reports, many a transaction."""
    with Ledger.open(where) as ledger:
        while batch := [report for report, _ in zip(made, range(BATCH), strict=False)]:
            with ledger.batch():
                for report in batch:
                    ledger.record(*report, at=NOW)


def plain(folder: Path, count: int) -> list[str]:
    """The same rows by plain executemany into a table without index or key."""
    columns = TABLES["figure"].written
    rows = [(1, 0, *row) for report in reports(0, count) for row in prepared(*report)[1].claims["figure"]]
    connection = sqlite3.connect(folder / "plain.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(f"CREATE TABLE figure ({', '.join(columns)})")
    began, spent = time.perf_counter(), time.process_time()
    for first in range(0, len(rows), BATCH * EACH):
        connection.execute("BEGIN")
        marks = ", ".join("?" * len(columns))
        connection.executemany(f"INSERT INTO figure VALUES ({marks})", rows[first : first + BATCH * EACH])
        connection.execute("COMMIT")
    done = time.perf_counter() - began, time.process_time() - spent
    return ["rows by plain executemany, made before", *rates(len(rows), *done)]


def asked(ledger: Ledger, last: PartialDate) -> Iterator[tuple[float, int]]:
    """Seconds that each of many questions takes, and the number of its results."""
    for number in range(ASKED):
        question = Filter(
            measure=(MEASURES[number % 3],),
            status=("acc",),
            party=(PARTIES[number],),
            since=PartialDate("2025-04"),
            until=last,
        )
        began = time.perf_counter()
        found = len(ledger.figures(asked=question))
        yield time.perf_counter() - began, found


def rates(number: int, wall: float, cpu: float) -> list[str]:
    return [f"{number / wall:,.0f}", f"{number / cpu:,.0f}" if cpu == cpu else "–"]


def reports(first: int, last: int) -> Iterator[Report]:
    """Reports by number, each with EACH figures and a quote for every one."""
    for number in range(first, last):
        text = f"Report {number}. " + "1,200 people returned. " * EACH
        content = text.encode()
        document = Document(f"report-{number}", digest(content), "text/plain", text)
        figures = tuple(figure(document.id, number, place) for place in range(EACH))
        yield document, content, Reading(document.id, "bench", figures)


def figure(document: str, number: int, place: int) -> Figure:
    day = f"20{20 + number % 6}-{1 + place % 12:02}"
    return Figure(
        document=document,
        start=place * 23,
        end=place * 23 + 5,
        text="1,200",
        value=1200 + number,
        measure=MEASURES[place % 3],
        status=STATUSES[number % 4],
        party=PARTIES[(number // 4 + place) % len(PARTIES)],
        place="Torkham" if place % 5 == 0 else None,
        kind=Kind.FLOW,
        period_end=PartialDate(day),
        because=(Because("measure", place * 23 + 13, place * 23 + 21),),
    )


if __name__ == "__main__":
    main()
