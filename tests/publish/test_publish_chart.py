"""The picture: parties by shape and colour, deadlines marked, every point a link, no fixed colour."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from concord.publish import Briefing
from concord.publish.chart import NARROW, WIDE, Size, courses_svg, specification

pytest.importorskip("vl_convert")


@pytest.fixture(params=[WIDE, NARROW], ids=["wide", "narrow"])
def size(request: pytest.FixtureRequest) -> Size:
    chosen: Size = request.param
    return chosen


@pytest.fixture
def svg(briefing: Briefing, size: Size) -> str:
    names = {point.claim: "<told>" for c in briefing.courses for line in c.lines for point in line.points}
    return courses_svg(briefing.courses, briefing.deadlines, names, size)


def test_every_point_is_a_link_to_its_words(briefing: Briefing, svg: str) -> None:
    points = {f"#f-{p.claim}" for c in briefing.courses for line in c.lines for p in line.points}
    assert set(re.findall(r'<a href="([^"]*)"><title>&lt;told&gt;</title>', svg)) == points


def test_colours_are_left_to_the_page(svg: str) -> None:
    assert not re.findall(r'(?:fill|stroke)="#', svg)
    assert {"var(--ink)", "var(--band)", "var(--party-0)", "var(--party-1)"} <= set(
        re.findall(r"var\(--[\w-]+\)", svg)
    )


def test_the_picture_has_no_fixed_size_and_no_address_to_fetch(svg: str, size: Size) -> None:
    root = svg[: svg.index(">")]
    assert f'class="{size.name}"' in root
    assert not re.search(r' (?:width|height)="', root)
    assert set(re.findall(r"https?://[^\"/]*", svg)) == {"http://www.w3.org"}


def test_parties_differ_in_shape_and_in_colour(briefing: Briefing) -> None:
    told = list(_encodings(specification(briefing.courses, briefing.deadlines, WIDE)))
    for channel in ("color", "shape"):
        (scale,) = {str(e[channel]["scale"]): e[channel]["scale"] for e in told if channel in e}.values()
        assert scale["domain"] == ["Government of Pakistan", "UNHCR"]
        assert len(set(scale["range"])) == 2


def test_a_deadline_inside_the_window_is_labelled(svg: str) -> None:
    assert "31 Mar 2025 ACC" in svg
    assert "1 Nov 2023" not in svg  # long before the first claim of the picture


def _encodings(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    return (layer["encoding"] for layer in spec["layer"])
