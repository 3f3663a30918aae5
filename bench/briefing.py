"""Time of the whole briefing: four languages as page, PDF and DOCX from one ledger.

Usage: python bench/briefing.py LEDGER
"""

import sys
from datetime import date
from time import perf_counter

from concord.cli.check import load
from concord.pipeline.brief import brief, material
from concord.publish.languages import LANGUAGES, texts_of
from concord.publish.print import docx, pdf, sheet_of, sheet_page
from concord.situation import bundled

SITUATION = "afghanistan-pakistan"


def main(ledger: str) -> None:
    """Print seconds for each language and for all, the check of the ledger included."""
    start = perf_counter()
    known = bundled(SITUATION)
    checked = load(ledger, SITUATION, None)
    briefing = brief(checked, known, as_of=date(2026, 11, 23))
    drawn_from = material(checked, briefing, known)
    print(f"composed: {perf_counter() - start:.1f} s")
    for code in LANGUAGES:
        began = perf_counter()
        sheet = sheet_of(briefing, drawn_from, texts_of(code))
        sizes = [len(pdf(sheet)), len(docx(sheet)), len(sheet_page(sheet))]
        print(f"{code}: {perf_counter() - began:.1f} s, bytes {sizes}")
    print(f"all: {perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main(sys.argv[1])
