"""SDMX-CSV 2.0: three columns that say what the row is of, then dimensions, value and attributes.

SDMX-CSV field guide 2.0.0 of the SDMX technical working group. A row is written and let go
before the next is asked for, so memory does not grow with the number of rows. Text that a
spreadsheet would run carries an apostrophe, as in every table that leaves.
"""

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO

from concord.publish.cells import disarmed
from concord.publish.exports.about import About
from concord.publish.exports.columns import Table
from concord.publish.exports.rows import Row
from concord.publish.exports.sdmx_components import AGENCY, VERSION
from concord.publish.exports.sdmx_flows import SDMX_FLOWS
from concord.publish.exports.sdmx_values import encoder

__all__ = ["write_sdmx_csv"]

INFORMATION = "I"  # the action: a report, which tells nobody to replace anything
NUMBERS = frozenset({"Decimal", "Integer"})  # a minus before digits is no formula


def write_sdmx_csv(table: Table, rows: Iterable[Row], out: BinaryIO, about: About) -> int:
    """Write the rows and return how many; the stream stays open."""
    flow = SDMX_FLOWS[table.name]
    components = (*flow.keys, flow.measure, *flow.attributes)
    cells = [(one.id, one.type in NUMBERS) for one in components]
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["STRUCTURE", "STRUCTURE_ID", "ACTION", *(name for name, _ in cells)])
    first = ["dataflow", f"{AGENCY}:{flow.id}({VERSION})", INFORMATION]
    count = 0
    for row in map(encoder(flow, table, about.vocabulary), rows):
        told = [row.get(name, "") if number else disarmed(row.get(name, "")) for name, number in cells]
        writer.writerow(first + told)
        count += 1
    text.flush()
    text.detach()
    return count
