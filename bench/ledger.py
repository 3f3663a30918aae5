"""How fast the ledger takes figures, answers questions and verifies, on both databases.

    ledger.py --date YYYY-MM-DD [--figures 100000] [--large 1000000] [--server ADDRESS]

Reports are made here from their number. With ``--large`` the same questions, for the same
number of results, are asked of a ledger of that size as well. Without ``--server`` only the embedded
file is measured. The section "ledger" of docs/benchmarks.md is written anew.
"""

import argparse
import gc
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from statistics import quantiles

import page

from concord.evidence import (
    Because,
    Decision,
    DecisionKind,
    Document,
    Figure,
    Kind,
    PartialDate,
    Reading,
    digest,
)
from concord.ledger import Filter, Ledger
from concord.ledger.embedded import CACHE, LOG
from concord.ledger.record import CONTENT, ENTRY
from concord.ledger.tables import TABLES

NOW = "2025-04-18T10:00:00+00:00"
EACH, BATCH, WRITERS, ASKED = 20, 100, 8, 40
A_PARTY = 2_500  # figures of each party, however large the ledger: the same question has as many results
MEASURES, STATUSES = ("returned", "deported", "arrested"), (None, "acc", "por", "undocumented")
AT_HAND = 10_000  # reports made at once; they take memory
WRITTEN = {"entry": ENTRY, "content": CONTENT, **{table.name: table.written for table in TABLES.values()}}
Report = tuple[Document, bytes, Reading]


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--date", help="of the measurement, as it is to stand in the page")
    args.add_argument("--figures", type=int, default=100_000)
    args.add_argument("--large", type=int, default=0)
    args.add_argument("--server", help="a schema for the bench alone")
    args.add_argument(
        "--write", nargs=4, metavar=("ADDRESS", "FIRST", "LAST", "COUNT"), help=argparse.SUPPRESS
    )
    args.add_argument("--verify", metavar="ADDRESS", help=argparse.SUPPRESS)
    a = args.parse_args()
    if a.write:
        write(a.write[0], reports(*map(int, a.write[1:])), BATCH)
        return
    if a.verify:
        print(*verified_here(a.verify))
        return
    text = section(a.date, a.figures // EACH, a.server, a.large // EACH)
    page.put("ledger", text) if a.date else None
    print(text)


def section(date: str, count: int, server: str | None, large: int) -> str:
    """The section of the page."""
    with tempfile.TemporaryDirectory() as folder:
        lines = embedded(Path(folder), count)
        if server:
            lines += on_server(schema(server, "small"), count)
        if large:
            filled(f"{folder}/large.db", large, 1, AT_HAND)
            lines += of_large(f"{folder}/large.db", "embedded file", large)
        if large and server:
            address = schema(server, "large")
            filled(address, large, WRITERS)
            lines += of_large(address, "server", large)
    head = ["database", "what", "a second", "a CPU second"]
    return "\n\n".join(["## The ledger", page.machine(date), page.table(head, lines), NOTES])


NOTES = f"""A report is a document of {EACH} figures, or of one, and its reading: two entries; a decision is
one entry. *Plain executemany* writes the very same rows, those of all tables that taking the figures filled,
column by column and byte by byte, into SQLite tables without key, index or trigger, in as many transactions,
with the same settings, in the same run; its rows were made before. What the ledger takes are records: their
ids, their JSON, the chain and the indexes are part of its work. A party has as many figures in a large ledger
as in a small one, so that the same questions have as many results."""


def embedded(folder: Path, count: int) -> list[list[str]]:
    """Rates of the embedded file: taking figures beside plain rows, verifying, questions."""
    lines, name = [], "embedded file"
    for batch, told in ((BATCH, f"{BATCH * EACH:,} a transaction"), (count, "one transaction")):
        where = folder / f"ledger-{batch}.db"
        taken, rows = filled(str(where), count, 1, batch), plain(where, count, batch)
        lines += [
            [name, f"figures taken, {told}", *rates(count * EACH, *taken)],
            [name, f"the same rows by plain executemany, {told}", *rates(count * EACH, *rows)],
            [
                name,
                "the one as a share of the other",
                *(f"{b / a:.0%}" for a, b in zip(taken, rows, strict=True)),
            ],
        ]
    small = str(folder / "small.db")
    filled(small, count * 4, 1, count, each=1)
    lines += verified(decided(str(folder / "decided.db"), count * 4), name, "decisions", 0)
    lines += verified(small, name, "reports of one figure", 1)
    lines += verified(str(folder / f"ledger-{BATCH}.db"), name)
    return [*lines, questions(str(folder / f"ledger-{BATCH}.db"), name, count)]


def on_server(where: str, count: int) -> list[list[str]]:
    """Rates of a server that several writers fill."""
    name = f"server, {WRITERS} writers"
    taken = filled(where, count, WRITERS)
    lines = [[name, "figures taken", *rates(count * EACH, *taken)]]
    return [*lines, *verified(where, "server"), questions(where, "server", count)]


def of_large(where: str, name: str, count: int) -> list[list[str]]:
    """The same of a ledger of which only growth is asked."""
    return [*verified(where, name), questions(where, name, count)]


def decided(where: str, count: int) -> str:
    """A ledger of one report and so many decisions about its figures."""
    with Ledger.open(where) as ledger, ledger.batch():
        document, content, reading = next(reports(0, 1, 1))
        ledger.record(document, content, reading, at=NOW)
        for number in range(count):
            claim = reading.figures[number % EACH].id
            ledger.decide(
                Decision(
                    kind=DecisionKind.DISPUTED,
                    claims=(claim,),
                    party=f"party-{number % 40}",
                    by="spokesperson",
                    at=NOW,
                    why=f"counted twice, as letter {number} says",
                ),
                at=NOW,
            )
    return where


def verified(where: str, name: str, what: str = f"reports of {EACH}", each: int = EACH) -> list[list[str]]:
    """How fast a ledger is verified by a process that does nothing else, and in how much memory."""
    ran = subprocess.run(
        [sys.executable, __file__, "--verify", where], capture_output=True, text=True, check=True
    )
    entries, wall, cpu, peak = (float(word) for word in ran.stdout.split())
    told = f"{entries:,.0f} entries verified, of {what}; peak {peak:.0f} MiB"
    lines = [[name, told, *rates(int(entries), wall, cpu)]]
    if each:
        lines.append([name, "their figures", *rates(int(entries) // 2 * each, wall, cpu)])
    return lines


def verified_here(where: str) -> tuple[int, float, float, float]:
    """Entries, wall and CPU seconds, and the most memory in MiB that this process ever had."""
    with Ledger.open(where) as ledger:
        began, spent = time.perf_counter(), time.process_time()
        entries = ledger.verify().entries
        wall, cpu = time.perf_counter() - began, time.process_time() - spent
    peak = Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]
    return entries, wall, cpu, int(peak) / 1024


def schema(server: str, name: str) -> str:
    """The address of a fresh schema on the server."""
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}".encode())
    return f"{server}{'&' if '?' in server else '?'}options=-csearch_path%3D{name}"


def questions(where: str, name: str, count: int) -> list[str]:
    """How long many questions take, the same of a small ledger and a large one."""
    with Ledger.open(where) as ledger:
        list(asked(ledger))  # once to warm up
        told = list(asked(ledger))
    p95 = quantiles(sorted(seconds for seconds, _ in told), n=20)[-1] * 1e3
    most = max(found for _, found in told)
    results = sum(found for _, found in told) / len(told)
    return [
        name,
        f"question over {count * EACH:,} figures, {results:.0f} results (most {most}), p95",
        f"{p95:.1f} ms",
        "",
    ]


def filled(where: str, count: int, writers: int, batch: int = BATCH, each: int = EACH) -> tuple[float, float]:
    """Wall and CPU seconds of taking so many reports, by one or several writers."""
    Ledger.open(where).close()
    if writers == 1:
        spent = [0.0, 0.0]
        for first in range(0, count, AT_HAND):
            made = list(reports(first, min(first + AT_HAND, count), count, each))
            gc.freeze()  # what was there before is no work of the ledger's
            began, used = time.perf_counter(), time.process_time()
            write(where, iter(made), batch)
            spent = [spent[0] + time.perf_counter() - began, spent[1] + time.process_time() - used]
        return spent[0], spent[1]
    began, share = time.perf_counter(), count // writers
    command = [sys.executable, __file__, "--write", where]
    running = [
        subprocess.Popen([*command, str(part * share), str((part + 1) * share), str(count)])
        for part in range(writers)
    ]
    if any(process.wait() for process in running):
        raise SystemExit("a writer failed")
    return time.perf_counter() - began, float("nan")


def write(where: str, made: Iterator[Report], batch: int) -> None:
    """Keep reports, so many a transaction."""
    with Ledger.open(where) as ledger:
        while some := list(islice(made, batch)):
            with ledger.batch():
                for report in some:
                    ledger.record(*report, at=NOW)


def plain(ledger: Path, count: int, batch: int) -> tuple[float, float]:
    """Wall and CPU seconds of writing the rows of a ledger into tables without key or index."""
    connection = sqlite3.connect(ledger.with_name(f"plain-{batch}.db"), isolation_level=None)
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        f"cache_size = -{CACHE}",
        f"wal_autocheckpoint = {LOG}",
    ):
        connection.execute(f"PRAGMA {pragma}")
    rows = {}
    with closing(sqlite3.connect(ledger)) as source:
        for table, columns in WRITTEN.items():
            rows[table] = source.execute(
                f"SELECT {', '.join(columns)} FROM {table} ORDER BY rowid"
            ).fetchall()
            connection.execute(f"CREATE TABLE {table} ({', '.join(columns)})")
    gc.freeze()
    began, spent = time.perf_counter(), time.process_time()
    for first in range(0, count, batch):
        connection.execute("BEGIN")
        for table, all_rows in rows.items():
            a_report = len(all_rows) // count
            some = all_rows[first * a_report : (first + batch) * a_report]
            marks = ", ".join("?" * len(WRITTEN[table]))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", some)
        connection.execute("COMMIT")
    done = time.perf_counter() - began, time.process_time() - spent
    connection.close()
    return done


def asked(ledger: Ledger) -> Iterator[tuple[float, int]]:
    """Seconds that each of many questions takes, and the number of its results."""
    for number in range(ASKED):
        question = Filter(
            measure=(MEASURES[number % 3],),
            status=("acc",),
            party=(f"party-{number}",),
            since=PartialDate("2025-04"),
            until=PartialDate("2025-12"),
        )
        began = time.perf_counter()
        found = len(ledger.figures(asked=question))
        yield time.perf_counter() - began, found


def rates(number: int, wall: float, cpu: float) -> list[str]:
    return [f"{number / wall:,.0f}", f"{number / cpu:,.0f}" if cpu == cpu else "–"]


def reports(first: int, last: int, count: int, each: int = EACH) -> Iterator[Report]:
    """Some of so many reports, by number, each with so many figures and a quote for every one."""
    parties = max(1, count * each // A_PARTY)
    for number in range(first, last):
        text = f"Report {number}. " + "1,200 people returned. " * each
        content = text.encode()
        document = Document(f"report-{number}", digest(content), "text/plain", text)
        figures = tuple(figure(document.id, number, place, parties) for place in range(each))
        yield document, content, Reading(document.id, "bench", figures)


def figure(document: str, number: int, place: int, parties: int) -> Figure:
    day = f"20{20 + number % 6}-{1 + place % 12:02}"
    return Figure(
        document=document,
        start=place * 23,
        end=place * 23 + 5,
        text="1,200",
        value=1200 + number,
        measure=MEASURES[place % 3],
        status=STATUSES[number % 4],
        party=f"party-{(number // 4 + place) % parties}",
        place="Torkham" if place % 5 == 0 else None,
        kind=Kind.FLOW,
        period_end=PartialDate(day),
        because=(Because("measure", place * 23 + 13, place * 23 + 21),),
    )


if __name__ == "__main__":
    main()
