"""How figures lie inside each other: parts, rests, phases and running totals."""

import pytest

from concord.evidence import Document
from concord.reading.drafts import Draft
from concord.reading.nesting import read_nesting
from concord.reading.reader import Reader
from concord.situation import bundled

READER = Reader(bundled("afghanistan-pakistan"))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Some 900 people left, of which 300 were ACC holders.", {300: 900}),
        ("Some 900 people left, including 300 children.", {300: 900}),
        ("Of the 900 returnees, 300 were women.", {300: 900}),
        ("Of 900 returnees 300 were women and 200 were girls.", {300: 900, 200: 900}),
        ("Some 900 people left. Of them, 300 were women.", {300: 900}),
        # Two counts side by side are no part of each other.
        ("Some 900 people left on Monday and 300 people left on Tuesday.", {}),
        # A part is never larger than its whole.
        ("Some 300 people left, including 900 children.", {}),
    ],
)
def test_a_part_points_at_its_whole(text: str, parts: dict[int, int]) -> None:
    drafts = read(text)
    found = {d.number.value: d.get("part_of") for d in drafts if d.get("part_of") is not None}
    assert found == {part: text.index(str(whole)) for part, whole in parts.items()}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (
            "Some 900 people left, of which 300 were ACC holders, and the rest were undocumented.",
            "undocumented",
        ),
        ("Some 900 people left, of whom 300 were undocumented; the remainder held PoR cards.", "por"),
        ("Some 900 people left, of which 300 were ACC holders, and the rest came by bus.", None),
        ("Some 900 people left and the rest were undocumented.", None),
    ],
)
def test_the_rest_has_the_status_named_with_it(text: str, status: str | None) -> None:
    assert read(text)[0].get("rest_status") == status


@pytest.mark.parametrize(
    ("text", "phases"),
    [
        ("In the second phase 900 people were deported.", ["phase-2"]),
        ("In the first phase 900 people were deported, of which 300 were women.", ["phase-1", "phase-1"]),
        ("In all, 900 people were deported in both the first and second phases.", ["all"]),
        ("On Monday 900 people were deported.", [None]),
    ],
)
def test_a_phase_holds_for_a_figure_and_its_parts(text: str, phases: list[str | None]) -> None:
    assert [draft.get("phase") for draft in read(text)] == phases


@pytest.mark.parametrize(
    ("text", "cumulative"),
    [
        ("Since April 900 people were deported.", True),
        ("So far 900 people were deported.", True),
        ("As of today, 900 people have been deported.", True),
        ("On Monday 900 people were deported.", None),
    ],
)
def test_a_running_total_is_told_by_its_base(text: str, cumulative: bool | None) -> None:
    assert read(text)[0].get("cumulative") is cumulative


def read(text: str) -> list[Draft]:
    """The drafts of a text with their measures, all taken as flows, and how they nest."""
    scene = READER.scene(Document("note", "", "text/plain", text))
    drafts = READER.drafts(scene)
    for draft in drafts:
        draft.set("measure", "deported")
        draft.set("kind", "flow")
    read_nesting(scene, drafts, None)
    return drafts
