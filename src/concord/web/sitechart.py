"""Lines of a site's days as coordinates: the chart of its page and the small ones of its tables."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from concord.committee.site_view import SiteView
from concord.sites import Standing

__all__ = ["SHOWN", "Chart", "Spark", "chart_of", "spark_of", "spark_of_standing"]

SHOWN = 90  # days
STEPS = (1.0, 2.0, 2.5, 5.0)
LINES = 5  # of the axis, at most
Points = Sequence[tuple[date, float]]


@dataclass(frozen=True, slots=True)
class Spark:
    """A small line, perhaps with the line of a threshold."""

    width: int
    height: int
    line: str
    limit: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """People and capacity over the last days: paths, and where the words of the axes stand."""

    width: int
    height: int
    people: str
    capacity: str
    dots: tuple[tuple[float, float], ...]
    rows: tuple[tuple[float, float], ...]  # height, persons
    days: tuple[tuple[float, date], ...]
    left: int
    right: int
    bottom: int


def chart_of(view: SiteView, *, width: int, height: int, ticks: int) -> Chart | None:
    """The chart of the last 90 days up to the last one told; None where no day is."""
    if view.latest is None:
        return None
    last = view.latest.day
    first = max(view.days[0].day, last - timedelta(days=SHOWN - 1))
    shown = [one for one in view.days if one.day >= first]
    people = [(one.day, float(one.people)) for one in shown if one.people is not None]
    capacity = [(one.day, float(one.capacity)) for one in shown if one.capacity is not None]
    top, step = _scale(max((value for _, value in (*people, *capacity)), default=1.0))
    left, right, bottom = 52, width - 14, height - 30
    span = max(1, (last - first).days)

    def x(day: date) -> float:
        return round(left + (right - left) * (day - first).days / span, 1)

    def y(value: float) -> float:
        return round(bottom - (bottom - 12) * value / top, 1)

    return Chart(
        width=width,
        height=height,
        people=_path([(x(day), y(v)) for day, v in people], [day for day, _ in people]),
        capacity=_path([(x(day), y(v)) for day, v in capacity], [day for day, _ in capacity]),
        dots=tuple((x(day), y(v)) for day, v in people),
        rows=tuple((y(step * i), step * i) for i in range(int(top / step) + 1)),
        days=tuple((x(day), day) for day in _days(first, last, ticks)),
        left=left,
        right=right,
        bottom=bottom,
    )


def spark_of(view: SiteView) -> Spark | None:
    """The people of the last 90 days."""
    return _spark([(one.day, float(one.people)) for one in view.days if one.people is not None], None)


def spark_of_standing(standing: Standing) -> Spark | None:
    """An indicator of the last 90 days with its threshold."""
    return _spark(standing.series, standing.standard.threshold)


def _spark(points: Points, limit: float | None, width: int = 120, height: int = 28) -> Spark | None:
    if len(points) < 2:
        return None
    last = points[-1][0]
    shown = [(day, value) for day, value in points if (last - day).days < SHOWN]
    first, values = shown[0][0], [value for _, value in shown]
    high = max(*values, limit or 0.0) or 1.0
    span = max(1, (last - first).days)
    line = [
        (
            round(2 + (width - 4) * (day - first).days / span, 1),
            round(height - 3 - (height - 6) * v / high, 1),
        )
        for day, v in shown
    ]
    at = round(height - 3 - (height - 6) * (limit or 0.0) / high, 1)
    return Spark(
        width, height, _path(line, [day for day, _ in shown]), f"M2 {at}H{width - 2}" if limit else ""
    )


def _path(points: Sequence[tuple[float, float]], days: Iterable[date]) -> str:
    """A line that is broken where days are missing."""
    told, before = [], None
    for (x, y), day in zip(points, days, strict=True):
        told.append(f"{'L' if before is not None and (day - before).days == 1 else 'M'}{x} {y}")
        before = day
    return "".join(told)


def _scale(most: float) -> tuple[float, float]:
    """The top of the axis and its step: at most five lines, at round numbers."""
    size = 1.0
    while True:
        for step in STEPS:
            if step * size * LINES >= most:
                return step * size * max(1, ceil(most / (step * size))), step * size
        size *= 10


def _days(first: date, last: date, ticks: int) -> list[date]:
    span = (last - first).days
    if not span:
        return [first]
    return sorted({first + timedelta(days=round(span * i / (ticks - 1))) for i in range(ticks)})
