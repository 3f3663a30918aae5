"""Corrections from a file, for a briefing without a server: the register as ``/api/v1/corrections`` gives it.

A JSON list of corrections, each with ``number``, ``figure`` and ``steps``; a step has ``state``, ``at``
(ISO 8601 with offset), ``party`` and ``why``.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from concord.errors import ConcordError
from concord.publish.corrections import Correction, CorrectionState

__all__ = ["UnclearRegister", "corrections_in"]


class UnclearRegister(ConcordError):
    """A file tells no register of corrections; carries its path and what is wrong."""

    def __init__(self, path: Path, what: str) -> None:
        self.path, self.what = path, what
        super().__init__(f"{path}: {what}; give the JSON list that /api/v1/corrections answers with")


def corrections_in(path: Path) -> tuple[Correction, ...]:
    """The steps of every correction of a file.

    Raises:
        UnclearRegister: there is no such file, or it holds something else.
    """
    try:
        told = json.loads(path.read_text("utf-8"))
        return tuple(step for one in told for step in _steps(one))
    except OSError as wrong:
        raise UnclearRegister(path, "it cannot be read") from wrong
    except KeyError as missing:
        raise UnclearRegister(path, f"{missing} is missing") from missing
    except (ValueError, TypeError, AttributeError) as wrong:
        raise UnclearRegister(path, str(wrong)) from wrong


def _steps(told: dict[str, Any]) -> Iterator[Correction]:
    for step in told["steps"]:
        yield Correction(
            id=str(told["number"]),
            claim=str(told["figure"]),
            state=CorrectionState(step["state"]),
            at=str(step["at"]),
            by=str(step["party"]),
            why=str(step["why"]),
        )
