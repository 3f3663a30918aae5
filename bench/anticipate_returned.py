"""Keep by province where refugees returned in a year, as published, for the first shares of the pages.

anticipate_returned.py [--shared ../shared]

From the demographics of UNHCR's Refugee Population Statistics Database (CC BY 4.0): refugees who
returned to Afghanistan in 2025, from all countries of asylum, by province of return. Names of
provinces as in the shared list of places.
"""

import argparse
import csv
import pathlib
from collections import Counter

ROOT = pathlib.Path(__file__).parents[1]
KEPT = ROOT / "src/concord/anticipate/data/returned_2025.tsv"
PUBLISHED = "data/real/unhcr-refdata/demographics_afg_2025.csv"
PLACES = "data/geo/places_admin1.csv"


def keep(shared: pathlib.Path) -> None:
    """Write a row for every province, the most first; those of no province last."""
    names = _names(shared / PLACES)
    persons: Counter[tuple[str, str]] = Counter()
    with (shared / PUBLISHED).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["pop_type"] == "RET":
                place = row["location"].removesuffix(" [Admin 1]")
                persons[names.get(place, ("", ""))] += int(row["total"])
    ordered = sorted(persons.items(), key=lambda pair: (not pair[0][0], -pair[1]))
    rows = [f"{code}\t{name}\t{count}" for (code, name), count in ordered]
    KEPT.write_text("\n".join(["pcode\tprovince\tpersons", *rows]) + "\n", "utf-8")


def _names(places: pathlib.Path) -> dict[str, tuple[str, str]]:
    with places.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["iso3"] == "AFG"]
    told = ((alias, row) for row in rows for alias in (row["name"], *row["aliases"].split("|")))
    return {alias: (row["pcode"], row["name"]) for alias, row in told}


if __name__ == "__main__":
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--shared", type=pathlib.Path, default=ROOT.parent / "shared")
    keep(args.parse_args().shared)
