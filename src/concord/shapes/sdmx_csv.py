"""SDMX-CSV 2.0 and 1.0: a header of concept ids, an observation a row, codes and no labels.

Source: the SDMX-CSV field guide. A row with action D takes observations back and is set aside.
"""

from concord.shapes.answer import Given, Parsed, Shape
from concord.shapes.opening import Opened
from concord.shapes.sdmx import read_observations

__all__ = ["is_this", "parse"]


def is_this(opened: Opened) -> bool:
    """Whether the header is that of an SDMX-CSV message."""
    names = [cell.strip() for cell in opened.head[0]] if opened.head else []
    if len(names) < 2:
        return False
    newer = names[0].partition("[")[0] == "STRUCTURE" and names[1] == "STRUCTURE_ID"
    return newer or (names[0] == "DATAFLOW" and any(name.startswith("OBS_VALUE") for name in names))


def parse(opened: Opened, given: Given) -> Parsed:
    """The figures of a message."""
    rows = list(opened.rows())
    rows[0] = [cell.partition("[")[0] if cell.startswith("STRUCTURE[") else cell for cell in rows[0]]
    return read_observations(Shape.SDMX_CSV, opened.content, rows, given, media_type="text/csv")
