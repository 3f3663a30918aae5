"""Time of the whole briefing: four languages as page, PDF and DOCX, in one process, from one ledger.

    briefings.py --date YYYY-MM-DD [--passes 3]

The ledger is that of ``concord demo``, made anew in a folder that is thrown away. The clock runs over the
check of the ledger, the days ahead and every form; the section "briefings" of docs/benchmarks.md is
written anew.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command does: the matrices are small

import argparse
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import page

from concord.cli.check import load
from concord.cli.demo import reports
from concord.cli.ingest import fill
from concord.documents import find_documents
from concord.ledger import Ledger
from concord.pipeline.brief import brief, material
from concord.pipeline.brief_beside import with_beside
from concord.pipeline.read import Reader
from concord.publish.languages import LANGUAGES, texts_of
from concord.publish.print import docx, pdf, sheet_of, sheet_page
from concord.publish.print.pixels import pixels
from concord.situation import bundled

BAR = 20.0  # seconds for all
SITUATION, DAY = "afghanistan-pakistan", date(2026, 11, 23)
FORMS: dict[str, Callable] = {"HTML": sheet_page, "PDF": pdf, "DOCX": docx}


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--date", required=True, help="of the measurement, as it is to stand in the page")
    args.add_argument("--passes", type=int, default=3)
    a = args.parse_args()
    with TemporaryDirectory() as folder:
        ledger = str(Path(folder) / "concord.db")
        with Ledger.open(ledger) as opened:
            fill(list(find_documents([reports()])), opened, Reader(bundled(SITUATION)))
        passes = [measured(ledger) for _ in range(a.passes)]
    text = section(a.date, passes)
    page.put("briefings", text)
    print(text)


def measured(ledger: str) -> dict[str, float]:
    """Seconds of each step, and of all."""
    told: dict[str, float] = {}
    pixels.cache_clear()
    start, of_process = time.perf_counter(), time.process_time()
    known, checked = bundled(SITUATION), load(ledger, SITUATION, None)
    composed = with_beside(brief(checked, known, as_of=DAY), checked, known, ahead=14)
    drawn = material(checked, composed, known)
    told["check, account, days ahead"] = time.perf_counter() - start
    for code in LANGUAGES:
        began = time.perf_counter()
        sheet = sheet_of(composed, drawn, texts_of(code), annex=True)
        told[f"sheet with its pictures, {code}"] = time.perf_counter() - began
        for name, form in FORMS.items():
            began = time.perf_counter()
            form(sheet)
            told[f"{name}, {code}"] = time.perf_counter() - began
    used = time.process_time() - of_process
    return {**told, "all": time.perf_counter() - start, "all, CPU": used}


def section(when: str, passes: list[dict[str, float]]) -> str:
    """The section of the page."""
    rows = [[step, page.spread([one[step] for one in passes])] for step in passes[0]]
    worst, used = (max(one[step] for one in passes) for step in ("all", "all, CPU"))
    return "\n\n".join(
        [
            "## The briefing in every form and language",
            page.machine(when),
            f"Two pages and the annex from the ledger of the demo, one process, seconds, median "
            f"(least-greatest) of {len(passes)} passes. The bar is {BAR:.0f} s for all; the slowest took "
            f"{worst:.1f} s{', above it' if worst > BAR else ''}. The process computed for at most "
            f"{used:.1f} s of that, all threads together; otherwise it waited for what else the machine did.",
            page.table(["step", "seconds"], rows),
        ]
    )


if __name__ == "__main__":
    main()
