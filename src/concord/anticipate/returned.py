"""Where refugees returned to in a year past, as published: shares to begin with where no intentions are told.

UNHCR, Refugee Population Statistics Database (CC BY 4.0): 1,947,183 refugees returned to Afghanistan
in 2025 from all countries of asylum, by province. That is no intention of anybody who comes now.
"""

import csv
from functools import cache
from importlib.resources import files

__all__ = ["CREDIT", "returned", "shares"]

CREDIT = "UNHCR Refugee Population Statistics Database, end of 2025, CC BY 4.0"
KEPT = "returned_2025.tsv"


@cache
def returned() -> dict[str, int]:
    """Persons by province, the most first; an empty name for those of no province."""
    text = (files("concord.anticipate") / "data" / KEPT).read_text("utf-8")
    return {row["province"]: int(row["persons"]) for row in csv.DictReader(text.splitlines(), delimiter="\t")}


def shares() -> dict[str, float]:
    """Share of everybody who returned, by province; they come to a little less than one.

    >>> list(shares())[:2], round(shares()["Kunduz"], 3)
    (['Kunduz', 'Kabul'], 0.113)
    """
    persons = returned()
    whole = sum(persons.values())
    return {name: count / whole for name, count in persons.items() if name}
