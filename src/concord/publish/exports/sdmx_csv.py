"""SDMX-CSV 2.0: three columns that say what the row is of, then dimensions, value and attributes.

SDMX-CSV field guide 2.0.0 of the SDMX technical working group. A row is written and let go
before the next is asked for, so memory does not grow with the number of rows.
"""

import csv
from collections.abc import Iterable, Mapping
from typing import TextIO

from concord.publish.exports.sdmx_components import AGENCY, VERSION, Flow

__all__ = ["write_sdmx_csv"]

INFORMATION = "I"  # the action: a report, which tells nobody to replace anything


def write_sdmx_csv(flow: Flow, rows: Iterable[Mapping[str, str]], out: TextIO) -> int:
    """Write encoded rows and return how many.

    Args:
        rows: values by component, as ``sdmx_values.encoder`` makes them.
        out: a text stream opened with ``newline=""``.
    """
    components = [*flow.keys, flow.measure, *flow.attributes]
    names = [one.id for one in components]
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["STRUCTURE", "STRUCTURE_ID", "ACTION", *names])
    first = ["dataflow", f"{AGENCY}:{flow.id}({VERSION})", INFORMATION]
    count = 0
    for row in rows:
        writer.writerow([*first, *(row.get(name, "") for name in names)])
        count += 1
    return count
