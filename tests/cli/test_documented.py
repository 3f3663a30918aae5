"""The page of commands shows what the commands say of themselves."""

import subprocess
import sys
from pathlib import Path

from concord.cli.main import app

ROOT = Path(__file__).resolve().parents[2]


def test_the_help_on_the_page_is_the_help_that_is_printed() -> None:
    ran = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "document_commands.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr


def test_every_command_is_documented() -> None:
    page = (ROOT / "docs" / "reference" / "commands.md").read_text("utf-8")
    names = [
        command.name or command.callback.__name__ for command in app.registered_commands if command.callback
    ]
    assert names
    assert [name for name in names if f"## concord {name}\n" not in page] == []
