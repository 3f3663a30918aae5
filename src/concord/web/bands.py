"""A band through time as SVG shapes: days behind and ahead with both intervals, for a template to draw."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["Band", "Mark", "band"]

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 900, 320, 70, 36, 14
MARKS = 5


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark on an axis: where, and what it says."""

    at: float
    says: Any


@dataclass(frozen=True, slots=True)
class Band:
    """Shapes in a box of ``width`` by ``height``; ``now`` is where the days ahead begin."""

    wide: str
    narrow: str
    line: str
    now: float | None
    across: tuple[Mark, ...]
    up: tuple[Mark, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    floor: int = HEIGHT - BOTTOM


def band(rows: Sequence[dict[str, Any]]) -> Band | None:
    """The rows of `day_rows` as shapes; nothing where there are fewer than two days."""
    if len(rows) < 2:
        return None
    top = _round_up(max(max(row["high95"], row["persons"] or 0) for row in rows))

    def x(day: int) -> float:
        return round(LEFT + (WIDTH - LEFT - 10) * day / (len(rows) - 1), 1)

    def y(persons: float | None) -> float:
        return round(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * min((persons or 0) / top, 1.0), 1)

    def area(low: str, high: str) -> str:
        there = [f"{x(day)},{y(row[high])}" for day, row in enumerate(rows)]
        back = [f"{x(day)},{y(row[low])}" for day, row in reversed(list(enumerate(rows)))]
        return " ".join([*there, *back])

    first = next((day for day, row in enumerate(rows) if row["kind"] == "forecast"), None)
    step = max(len(rows) // 4, 1)
    return Band(
        area("low95", "high95"),
        area("low80", "high80"),
        " ".join(f"{x(day)},{y(row['persons'])}" for day, row in enumerate(rows)),
        None if not first else (x(first - 1) + x(first)) / 2,
        tuple(Mark(x(day), rows[day]["date"]) for day in range(0, len(rows), step) if x(day) < WIDTH - 50),
        tuple(Mark(y(top * n / (MARKS - 1)), round(top * n / (MARKS - 1))) for n in range(MARKS)),
    )


def _round_up(most: float) -> float:
    size = 10.0 ** max(len(str(int(max(most, 1)))) - 1, 0)
    return next(size * many for many in (1, 2, 4, 6, 8, 10, 20) if size * many >= max(most, 4))
