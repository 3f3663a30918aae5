"""The chart of a briefing: claims by party over time, the balanced band, the deadlines.

One Vega-Lite specification is the source of the picture and is drawn offline to SVG.
Party is told by shape and by colour (both hold for colour-blind readers), every point
leads to its words, and colours are CSS variables, so that the page's light, dark and
print rules reach into the picture. Without the extra ``charts`` there is no picture and
the page shows the table alone.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from importlib.util import find_spec
from typing import Any

from concord.publish.balances import Course
from concord.publish.briefing import DeadlineNote
from concord.publish.labels import Label, labels_of
from concord.publish.words import UNTOLD, day, number

__all__ = ["NARROW", "WIDE", "Size", "can_draw", "courses_svg", "point_name", "specification"]

VEGA_LITE = "6.1"
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")

# Colours are placeholders that become CSS variables: Vega accepts no var(), a browser does.
VARIABLES = {
    "#000001": "--ink",
    "#000002": "--soft",
    "#000003": "--rule",
    "#000004": "--band",
    "#000005": "--accent",
    **{f"#00001{slot}": f"--party-{slot}" for slot in range(len(SHAPES))},
}
INK, SOFT, RULE, BAND, ACCENT, *PARTIES = VARIABLES

DAYS_BY_MONTH = 150  # a longer picture names months on its axis, a shorter one days
ROW = 15  # pixels between rows of labels


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height of the plot in pixels; ``name`` is the class by which the page shows it."""

    name: str
    width: int
    height: int


WIDE = Size("wide", 800, 360)
NARROW = Size("narrow", 290, 300)


def can_draw() -> bool:
    """Whether the extra ``charts`` is installed."""
    return find_spec("vl_convert") is not None


def courses_svg(
    courses: Sequence[Course], deadlines: Iterable[DeadlineNote], names: Mapping[str, str], size: Size = WIDE
) -> str:
    """The running totals in one picture, as an SVG element without fixed size.

    Args:
        names: what a reader is told of each point, by the id of its claim.
    """
    import vl_convert

    drawn: str = vl_convert.vegalite_to_svg(specification(courses, deadlines, size), vl_version=VEGA_LITE)
    return _fit(drawn, names, size)


def specification(courses: Sequence[Course], deadlines: Iterable[DeadlineNote], size: Size) -> dict[str, Any]:
    """The Vega-Lite specification of the picture."""
    first, last = _window(courses)
    points = [
        {"on": str(p.on), "value": p.value, "party": line.party, "of": course.name, "href": f"#f-{p.claim}"}
        for course in courses
        for line in course.lines
        for p in line.points
    ]
    followed = [p for p in points if p["of"] in _with_band(courses) and p["party"] != UNTOLD]
    axes, coding = _axes(courses, first, last, size), _coding(courses, size)
    return {
        "$schema": f"https://vega.github.io/schema/vega-lite/v{VEGA_LITE[0]}.json",
        "width": size.width,
        "height": size.height,
        "background": None,
        "layer": [
            *(layer for course in courses for layer in _band_layers(course)),
            *_deadline_layers(labels_of(deadlines, first, last, size.width)),
            {
                "data": {"values": followed},
                "mark": {"type": "line", "interpolate": "step-after", "strokeWidth": 1.2, "opacity": 0.5},
                "encoding": {**axes, "color": coding["color"], "detail": {"field": "of"}},
            },
            {
                "data": {"values": points},
                "mark": {"type": "point", "size": 70, "filled": True, "opacity": 1},
                "encoding": {**axes, **coding, "href": {"field": "href"}},
            },
            *_name_layers(courses),
        ],
        "config": _manner(),
    }


def _with_band(courses: Iterable[Course]) -> set[str]:
    """Names of the courses that are one total: only their points may be joined by a line."""
    return {course.name for course in courses if course.band}


def _window(courses: Iterable[Course]) -> tuple[date, date]:
    """First and last day shown, with a margin so that no point sits on the frame."""
    days = [point.on for course in courses for line in course.lines for point in line.points]
    days += [point.on for course in courses for point in course.band]
    margin = max((max(days) - min(days)) // 20, timedelta(days=3))
    return min(days) - margin, max(days) + margin


def _axes(courses: Iterable[Course], first: date, last: date, size: Size) -> dict[str, Any]:
    form = "%b %Y" if (last - first).days > DAYS_BY_MONTH else "%-d %b"
    ticks = {"tickCount": 8 if size.width > 500 else 4, "format": form, "labelOverlap": True}
    return {
        "x": {
            "field": "on",
            "type": "temporal",
            "title": None,
            "scale": {"type": "utc", "domain": [str(first), str(last)], "nice": False},
            "axis": {**ticks, "grid": False},
        },
        "y": {
            "field": "value",
            "type": "quantitative",
            "title": None,
            "scale": {"zero": not _all_high(courses)},
            "axis": {"format": ",d", "tickCount": 5, "domain": False, "ticks": False},
        },
    }


def _all_high(courses: Iterable[Course]) -> bool:
    """No value is below half of the largest: an axis from zero would only flatten the picture."""
    shown = list(courses)
    values = [point.value for course in shown for line in course.lines for point in line.points]
    values += [end for course in shown for point in course.band for end in (point.wide.low, point.wide.high)]
    return min(values) > max(values) / 2


def _band_layers(course: Course) -> list[dict[str, Any]]:
    """The 95 % and the 80 % interval as areas and the estimate as a line."""
    rows = [
        {
            "on": str(point.on),
            "value": point.value,
            "low95": point.wide.low,
            "high95": point.wide.high,
            "low80": point.likely.low,
            "high80": point.likely.high,
        }
        for point in course.band
    ]
    x = {"field": "on", "type": "temporal", "scale": {"type": "utc"}}
    areas = [
        {
            "data": {"values": rows},
            "mark": {"type": "area", "color": BAND, "opacity": opacity},
            "encoding": {
                "x": x,
                "y": {"field": f"low{level}", "type": "quantitative"},
                "y2": {"field": f"high{level}"},
            },
        }
        for level, opacity in ((95, 0.16), (80, 0.28))
    ]
    line = {
        "data": {"values": rows},
        "mark": {"type": "line", "color": ACCENT, "strokeWidth": 1.5},
        "encoding": {"x": x, "y": {"field": "value", "type": "quantitative"}},
    }
    return [*areas, line] if rows else []


def _name_layers(courses: Sequence[Course]) -> list[dict[str, Any]]:
    """What each band counts, written at its end; a single band is named by the heading."""
    ends = [(course.name, course.band[-1]) for course in courses if course.band]
    if len(ends) < 2:
        return []
    rows = [{"on": str(end.on), "value": end.wide.low, "name": name} for name, end in ends]
    return [
        {
            "data": {"values": rows},
            "mark": {"type": "text", "align": "right", "dy": 14, "fontSize": 12, "color": ACCENT},
            "encoding": {
                "x": {"field": "on", "type": "temporal", "scale": {"type": "utc"}},
                "y": {"field": "value", "type": "quantitative"},
                "text": {"field": "name"},
            },
        }
    ]


def _deadline_layers(labels: Sequence[Label]) -> list[dict[str, Any]]:
    """A dashed rule for each deadline, its label above the plot."""
    x = {"field": "on", "type": "temporal", "scale": {"type": "utc"}}
    rules = [
        {
            "data": {"values": [{"on": str(label.on)}]},
            "mark": {"type": "rule", "color": SOFT, "strokeDash": [3, 3], "y": -ROW * label.row - 8},
            "encoding": {"x": x, "y2": {"value": "height"}},
        }
        for label in labels
    ]
    texts = [
        {
            "data": {"values": [{"on": str(label.on), "text": label.text}]},
            "mark": {
                "type": "text",
                "align": "left",
                "dx": 4,
                "y": -ROW * label.row - 8,
                "color": INK,
            },
            "encoding": {"x": x, "text": {"field": "text"}},
        }
        for label in labels
    ]
    return rules + texts


def _coding(courses: Iterable[Course], size: Size) -> dict[str, Any]:
    """Colour and shape of each party in one legend; past six parties a colour returns with another shape."""
    parties = sorted({line.party for course in courses for line in course.lines})
    legend = {"title": None, "orient": "bottom", "columns": 3 if size.width > 500 else 1, "symbolOpacity": 1}
    common = {"field": "party", "type": "nominal", "legend": legend}
    slots = [
        (slot % len(PARTIES), (slot + slot // len(PARTIES)) % len(SHAPES)) for slot in range(len(parties))
    ]
    return {
        "color": {**common, "scale": {"domain": parties, "range": [PARTIES[colour] for colour, _ in slots]}},
        "shape": {**common, "scale": {"domain": parties, "range": [SHAPES[shape] for _, shape in slots]}},
    }


def _manner() -> dict[str, Any]:
    text = {"labelColor": INK, "labelFontSize": 12, "labelLimit": 260}
    return {
        "font": "sans-serif",
        "view": {"stroke": None},
        "axis": {**text, "gridColor": RULE, "domainColor": SOFT, "tickColor": SOFT},
        "legend": {**text, "symbolSize": 90},
    }


def _fit(svg: str, names: Mapping[str, str], size: Size) -> str:
    """The SVG with CSS variables for colours, names on its links and no fixed size."""
    for placeholder, variable in VARIABLES.items():
        svg = svg.replace(f'"{placeholder}"', f'"var({variable})"')
    svg = re.sub(r'<a xlink:href="[^"#]*#f-(\w+)"[^>]*>', lambda link: _link(link[1], names), svg)
    head = f'class="{size.name}" role="group" aria-labelledby="h-course"'
    return re.sub(r'class="marks" width="\d+" height="\d+"', head, svg, count=1)


def _link(claim: str, names: Mapping[str, str]) -> str:
    """The link of a point: Vega puts an address before every target, a page needs the target alone."""
    return f'<a href="#f-{claim}"><title>{escape(names.get(claim, ""))}</title>'


def point_name(value: float, on: date, claimant: str) -> str:
    """What a reader is told of a point: "907,391 up to 18 Apr 2025, Talal Chaudhry"."""
    return f"{number(value)} up to {day(on)}, {claimant}"
