"""The page of benchmarks: each bench writes its own section, between its markers."""

import os
import pathlib
import platform
import re
from collections.abc import Iterable, Sequence

__all__ = ["machine", "put", "spread", "table"]

PAGE = pathlib.Path(__file__).parents[1] / "docs" / "benchmarks.md"


def put(section: str, text: str, page: pathlib.Path = PAGE) -> None:
    """Write the text between the markers of a section, at the end of the page if it has none yet."""
    opening, closing = f"<!-- bench: {section} -->", "<!-- end -->"
    fresh = f"{opening}\n{text.strip()}\n{closing}"
    old = page.read_text("utf-8") if page.exists() else "# Benchmarks\n"
    standing = re.compile(re.escape(opening) + ".*?" + re.escape(closing), re.DOTALL)
    new, found = standing.subn(lambda _: fresh, old)
    page.write_text(new if found else f"{old.rstrip()}\n\n{fresh}\n", "utf-8")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; the first column is text, the others are numbers."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def spread(values: Sequence[float], digits: int = 2) -> str:
    """The median with the least and the greatest, as in ``0.21 (0.20-0.25)``.

    >>> spread([3, 1, 2], digits=0)
    '2 (1-3)'
    """
    ordered = sorted(values)
    middle, least, most = ordered[len(ordered) // 2], ordered[0], ordered[-1]
    return f"{middle:,.{digits}f} ({least:,.{digits}f}-{most:,.{digits}f})"


def machine(date: str) -> str:
    """What the figures were measured on, and how busy it was."""
    cores, load = os.cpu_count(), os.getloadavg()[0]
    return (
        f"Measured {date} on {platform.machine()}, {cores} cores, Python {platform.python_version()}, "
        f"{platform.system()}; load average at the end {load:.1f}."
    )
