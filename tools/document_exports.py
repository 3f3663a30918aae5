"""Write the columns of every export into docs/reference/exports.md, between their markers.

document_exports.py [--check]
"""

import pathlib
import re
import sys

PAGE = pathlib.Path(__file__).parents[1] / "docs" / "reference" / "exports.md"
MARKER = re.compile(r"(<!-- columns: (\w+) -->\n).*?(<!-- end columns -->)", re.DOTALL)


def table(flow: str) -> str:
    """Each column of a flow: what it means, its type and unit, its HXL tag and its SDMX concept."""
    from concord.publish.exports.columns import FLOWS

    rows = [
        [f"`{one.name}`", one.meaning, f"{one.type.value} {one.unit}".strip(), f"`{one.hxl}`", one.concept]
        for one in FLOWS[flow].columns
    ]
    head = ["column", "meaning", "type", "HXL tag", "SDMX concept"]
    return "".join(f"| {' | '.join(line)} |\n" for line in [head, ["---"] * len(head), *rows])


def formats() -> str:
    """Each format by its name, ending and media type."""
    from concord.publish.exports.formats import FORMATS

    rows = [[f"`{one.name}`", one.label, one.ending, f"`{one.media_type}`"] for one in FORMATS.values()]
    head = ["name", "format", "ending", "media type"]
    return "".join(f"| {' | '.join(line)} |\n" for line in [head, ["---"] * len(head), *rows])


def main() -> None:
    page = PAGE.read_text("utf-8")
    fresh = MARKER.sub(lambda m: m[1] + (formats() if m[2] == "formats" else table(m[2])) + m[3], page)
    if "--check" in sys.argv:
        sys.exit(0 if fresh == page else f"{PAGE.name} is out of date: run tools/document_exports.py")
    PAGE.write_text(fresh, "utf-8")


if __name__ == "__main__":
    main()
