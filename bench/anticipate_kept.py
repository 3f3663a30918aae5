"""Run the back-test on published series and keep its rows for the pages, with the sources of the figures.

anticipate_kept.py [--shared ../shared]
"""

import argparse
import csv
import json
import pathlib
from datetime import UTC, datetime

from anticipate_real import real_rows

ROOT = pathlib.Path(__file__).parents[1]
KEPT = ROOT / "src/concord/anticipate/data/backtest.json"
COLUMNS = ("series", "figure", "period", "ahead", "told", "estimated", "interval", "inside")


def keep(rows: list[list[str]], shared: pathlib.Path, day: str) -> None:
    """Write the rows as the pages read them."""
    with (shared / "data" / "published_figures.tsv").open(encoding="utf-8", newline="") as lines:
        urls = {
            row["id"]: row.get("url") or row.get("source_url") or ""
            for row in csv.DictReader(lines, delimiter="\t")
        }
    told = [{**dict(zip(COLUMNS, row, strict=True)), "url": urls.get(row[1], "")} for row in rows]
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(json.dumps({"measured": day, "rows": told}, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--shared", type=pathlib.Path, default=ROOT.parent / "shared")
    shared = args.parse_args().shared
    keep(real_rows(shared), shared, datetime.now(UTC).date().isoformat())
