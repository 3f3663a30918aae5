"""The terminal: headline first, readable in 80 columns and without colour."""

import io
from collections.abc import Callable

from rich.console import Console

from concord.publish import SHORT_ID, Briefing, terminal


def printed(briefing: Briefing, width: int = 80) -> str:
    console = Console(file=io.StringIO(), width=width, color_system=None)
    console.print(terminal(briefing))
    text: str = console.file.getvalue()  # type: ignore[attr-defined]
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def test_the_briefing_in_eighty_columns(briefing: Briefing, golden: Callable[[str, str], None]) -> None:
    golden("briefing.txt", printed(briefing))


def test_no_line_is_longer_than_the_terminal(briefing: Briefing) -> None:
    assert all(len(line) <= 60 for line in printed(briefing, width=60).splitlines())


def test_the_headline_comes_before_findings_and_findings_before_stocks(briefing: Briefing) -> None:
    text = printed(briefing)
    parts = ("WHAT THE CLAIMS TOGETHER IMPLY", "WHERE THE CLAIMS CONTRADICT", "PEOPLE BY LEGAL STATUS")
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_every_claim_of_a_finding_can_be_looked_up(briefing: Briefing) -> None:
    text = printed(briefing)
    assert all(f"[{claim[:SHORT_ID]}]" in text for dispute in briefing.disputes for claim in dispute.claims)
