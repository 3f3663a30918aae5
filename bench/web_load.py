"""The pages under load: 20 people at once on a ledger of 100,000 figures on PostgreSQL.

    web_load.py --date YYYY-MM-DD --server ADDRESS [--figures 100000] [--users 20] [--minutes 10]

A server with two processes answers on loopback. Every user is signed in and goes from page to page without
pausing to read, so the load is harder than 20 people are. Waiting times, weights and errors of every page go
into the section "web" of docs/benchmarks.md.
"""

import argparse
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median, quantiles

import page

import ledger as ledger_bench

PASSWORD = "a password of the bench"
REPORTS = Path(__file__).parents[1] / "examples" / "reports"
PAGES = (
    "/",
    "/evidence/",
    "/evidence/?measure=deported&party=gov-pk",
    "/evidence/?status=acc&since=2025-04&offset=50",
    "/documents/",
    "/findings/",
    "/accounts/",
    "/agreement/",
    "/releases/",
    "/own/",
    "/pictures/",
    "/meetings/",
    "/actions/",
    "/notices/",
    "/calendar/",
    "/sites/",
    "/conduct/",
    "/dignity/",
    "/stand/",
    "/ahead/",
    "site",
    "meeting",
    "figure",
    "document",
    "estimate",
    "finding",
)
WEIGHT = 200_000  # bytes; the bar for one page
BAR = 0.3  # seconds; the bar for the 95th percentile


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--date", required=True, help="of the measurement, as it is to stand in the page")
    args.add_argument("--server", required=True, help="a PostgreSQL database for the bench alone")
    args.add_argument("--figures", type=int, default=100_000)
    args.add_argument("--users", type=int, default=20)
    args.add_argument("--minutes", type=float, default=10)
    a = args.parse_args()
    fill(a.server, a.figures)
    with serving(a.server) as address:
        waits, weights, errors = under_load(address, a.users, a.minutes * 60)
        shown = interactive(address)
    told = section(a.date, waits, weights, errors, shown, a)
    page.put("web", told)
    print(told)


def fill(server: str, figures: int) -> None:
    """The ledger: reports by number, and the bundled ones, so that there is an account to show."""
    from concord.ledger import Ledger
    from concord.pipeline.ingest import ingest
    from concord.reading import Reader
    from concord.situation import bundled

    ledger_bench.filled(server, figures // ledger_bench.EACH, ledger_bench.WRITERS)
    files = sorted(file for file in REPORTS.iterdir() if file.suffix != ".toml")
    with Ledger.open(server) as ledger:
        list(ingest(files, ledger, Reader(bundled("afghanistan-pakistan")), at=ledger_bench.NOW))
    furnish(server)


def furnish(server: str) -> None:
    """Meetings, actions, ninety days of sites, conduct: what the demo shows beside its reports."""
    os.environ["CONCORD_DATABASE_URL"] = server
    from concord.cli.serve import prepare

    prepare()
    from concord.web.seating import fill_examples, seat_everybody

    seat_everybody(PASSWORD)
    fill_examples(server)


@contextmanager
def serving(server: str) -> Iterator[str]:
    """The address of a server with two processes and a seat for the bench."""
    concord = str(Path(sys.executable).with_name("concord"))
    seat = ["seat", "bench", "--party=unhcr", "--role=delegate", "--office=Bench", f"--password={PASSWORD}"]
    subprocess.run([concord, *seat, f"--db={server}"], check=True, stdout=subprocess.DEVNULL)
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [concord, "serve", f"--db={server}", f"--port={port}", "--workers=2"]
    process = subprocess.Popen(command, env=os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


def signed_in(address: str) -> tuple["object", dict[str, str]]:
    """A client with a session, and an object of every kind to look at."""
    import httpx

    client = httpx.Client(base_url=address, follow_redirects=True, timeout=180, trust_env=False)
    until = time.monotonic() + 120
    while True:
        try:
            form = client.get("/seat/login/")
            break
        except httpx.TransportError:
            if time.monotonic() > until:
                raise
            time.sleep(0.5)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form.text)
    assert token
    said = {"login": "bench", "password": PASSWORD, "csrfmiddlewaretoken": token[1]}
    client.post(
        "/seat/login/", data=said, headers={"Referer": f"{address}/seat/login/"}, follow_redirects=False
    )
    ready = 0
    while ready < 12:  # each process makes its first board before anybody is counted
        ready = ready + 1 if client.get("/").status_code == 200 else 0
    listed = {
        "figure": "/evidence/",
        "document": "/documents/",
        "estimate": "/accounts/",
        "finding": "/findings/",
        "site": "/sites/",
        "meeting": "/meetings/",
    }
    found = {}
    for name, where in listed.items():
        link = re.search(rf'href="(/{name}s/[0-9a-f-]+/)', client.get(where).text)
        found[name] = link[1] if link else where
    return client, found


def under_load(
    address: str, users: int, seconds: float
) -> tuple[dict[str, list[float]], dict[str, int], list[str]]:
    """Seconds of every answer by page, the weight of each page in bytes, and what went wrong."""
    client, objects = signed_in(address)
    waits, weights, errors = defaultdict[str, list[float]](list), dict[str, int](), list[str]()
    until, lock = time.monotonic() + seconds, threading.Lock()
    cookies = dict(client.cookies)  # type: ignore[attr-defined]
    people = [
        threading.Thread(
            target=_person, args=(address, cookies, objects, until, waits, weights, errors, lock, n)
        )
        for n in range(users)
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()
    return waits, weights, errors


def _person(
    address: str,
    cookies: dict[str, str],
    objects: dict[str, str],
    until: float,
    waits: dict[str, list[float]],
    weights: dict[str, int],
    errors: list[str],
    lock: threading.Lock,
    number: int,
) -> None:
    import httpx

    chosen = random.Random(number)
    with httpx.Client(base_url=address, cookies=cookies, timeout=60, trust_env=False) as client:
        while time.monotonic() < until:
            name = chosen.choice(PAGES)
            began = time.perf_counter()
            try:
                answer = client.get(objects.get(name, name))
                wait, trouble = (
                    time.perf_counter() - began,
                    "" if answer.status_code == 200 else answer.status_code,
                )
                weight = len(answer.content)
            except httpx.HTTPError as error:
                wait, trouble, weight = time.perf_counter() - began, repr(error), 0
            with lock:
                waits[name].append(wait)
                weights[name] = max(weights.get(name, 0), weight)
                if trouble:
                    errors.append(f"{name}: {trouble}")


def interactive(address: str) -> dict[str, float]:
    """Seconds until a fresh Chromium can act on the first page, the slowest of five visits by language."""
    from playwright.sync_api import sync_playwright

    slowest = dict[str, float]()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for language in ("en", "ur", "fa-af", "ps") * 5:
            tab = browser.new_context().new_page()
            tab.goto(f"{address}/?language={language}", wait_until="load")
            ready = tab.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
            slowest[language] = max(slowest.get(language, 0), ready / 1000)
            tab.context.close()
        browser.close()
    return slowest


def section(
    date: str,
    waits: dict[str, list[float]],
    weights: dict[str, int],
    errors: list[str],
    shown: dict[str, float],
    asked: argparse.Namespace,
) -> str:
    """The section of the page."""
    lines = [
        [
            name,
            f"{len(found):,}",
            f"{median(found) * 1000:.0f}",
            f"{_p95(found) * 1000:.0f}",
            f"{weights[name]:,}",
        ]
        for name, found in sorted(waits.items())
    ]
    together = [wait for found in waits.values() for wait in found]
    number = len(together)
    lines.append(["all", f"{number:,}", f"{median(together) * 1000:.0f}", f"{_p95(together) * 1000:.0f}", ""])
    slow = [name for name, found in waits.items() if _p95(found) > BAR]
    heavy = [name for name, weight in weights.items() if weight > WEIGHT]
    told = (
        f"{asked.figures:,} figures on PostgreSQL, {asked.users} users without a pause for {asked.minutes:g} "
        f"minutes, two processes on the same two cores as the users: {number / asked.minutes / 60:.0f} pages "
        f"a second, {len(errors)} errors. Pages slower than {BAR * 1000:.0f} ms at the 95th percentile: "
        f"{', '.join(slow) or 'none'}; heavier than {WEIGHT // 1000} kB: {', '.join(heavy) or 'none'}. "
        f"The first page is interactive in Chromium after {max(shown.values()):.2f} s at most "
        f"({', '.join(f'{language} {seconds:.2f}' for language, seconds in shown.items())})."
    )
    head = ["page", "answers", "median ms", "95th percentile ms", "bytes"]
    return "\n\n".join(["## The pages under load", page.machine(date), told, page.table(head, lines)])


def _p95(found: list[float]) -> float:
    return quantiles(found, n=20)[-1] if len(found) > 1 else found[0]


if __name__ == "__main__":
    main()
