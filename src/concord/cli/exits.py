"""Exit codes, as documented in docs/reference/commands.md."""

__all__ = ["BROKEN", "FAILED", "SOME_UNREAD"]

SOME_UNREAD = 1
BROKEN = 3
FAILED = 4
