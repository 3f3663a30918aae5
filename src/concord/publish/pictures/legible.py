"""What keeps a picture of very many claims legible: few series, and few marks that lie on each other.

Beyond seven colours nobody tells series apart, so the rarest are drawn as "other" (Few 2012,
Show Me the Numbers). Of marks crowded into the same week of one series only the highest and the
lowest are drawn, as envelopes of long series are. The table of the picture keeps every claim.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from concord.publish.languages import Texts

__all__ = ["MARKS", "SERIES", "folded", "thinned"]

SERIES = 7  # as many as the palette has colours
MARKS = 400  # more points than this in one panel are a blot
Row = dict[str, Any]


def folded(rows: Iterable[Row], field: str, texts: Texts) -> list[Row]:
    """The rows with all but the most frequent names of that field called "other"."""
    given = list(rows)
    seen = Counter(str(row[field]) for row in given)
    if len(seen) <= SERIES:
        return given
    kept = {name for name, _ in sorted(seen.items(), key=lambda one: (-one[1], one[0]))[: SERIES - 1]}
    return [row if row[field] in kept else {**row, field: texts.term("other")} for row in given]


def thinned(rows: Sequence[Row], *series: str) -> list[Row]:
    """The rows, or of too many the highest and lowest of each week and series, in their order."""
    if len(rows) <= MARKS:
        return list(rows)
    weeks: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in rows:
        week = date.fromisoformat(row["on"]).isocalendar()[:2]
        weeks[(*week, *(row[name] for name in series))].append(row)
    ends = {id(end(each, key=_value)) for each in weeks.values() for end in (max, min)}
    return [row for row in rows if id(row) in ends]


def _value(row: Row) -> float:
    return float(row["value"])
