"""Paste the help of every command into docs/reference/commands.md, between its markers.

    document_commands.py [--check]

With --check nothing is written and the exit code tells whether the page is up to date.
"""

import pathlib
import re
import sys

from typer.testing import CliRunner

from concord.cli.main import app

PAGE = pathlib.Path(__file__).parents[1] / "docs" / "reference" / "commands.md"
PLAIN = {"COLUMNS": "90", "NO_COLOR": "1", "TERM": "dumb"}
MARKER = re.compile(r"(<!-- help: (?P<command>\w+) -->\n```text\n).*?(```\n<!-- end -->)", re.DOTALL)


def documented(page: str) -> str:
    """The page with the present help of each command between its markers."""
    return MARKER.sub(lambda m: m[1] + help_of(m["command"]) + m[3], page)


def help_of(command: str) -> str:
    """What the command prints with --help."""
    printed = CliRunner(env=PLAIN).invoke(app, [command, "--help"], prog_name="concord").output
    return "\n".join(line.rstrip() for line in printed.strip().splitlines()) + "\n"


def main() -> None:
    page = PAGE.read_text("utf-8")
    fresh = documented(page)
    if "--check" in sys.argv:
        sys.exit(
            0
            if fresh == page
            else "docs/reference/commands.md is out of date: run tools/document_commands.py"
        )
    PAGE.write_text(fresh, "utf-8")


if __name__ == "__main__":
    main()
