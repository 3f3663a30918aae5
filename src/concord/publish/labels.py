"""Labels of the deadlines in the picture, laid out so that all can be read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from concord.publish.briefing import DeadlineNote
from concord.publish.words import day

__all__ = ["Label", "labels_of"]

LETTER = 6.3  # pixels, the width of a letter of an 11 px label, generously
LONGEST = 14  # letters of a status in a label of the picture; the table has the whole
SAME_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Label:
    """The words at a deadline's rule; row 0 is next to the plot."""

    on: date
    text: str
    row: int


def labels_of(deadlines: Iterable[DeadlineNote], first: date, last: date, width: int) -> list[Label]:
    """Labels of the deadlines inside the window, in rows so that none covers another or its rule.

    From the last to the first: a label lies above every rule that it would cross.

    Args:
        width: of the plot, pixels, from the first day to the last.
    """
    scale = width / (last - first).days
    labels: list[Label] = []
    for on, status in reversed(_merged([note for note in deadlines if first < note.on < last])):
        text = f"{day(on)} {_short(status)}".rstrip()
        end = on + timedelta(days=(len(text) * LETTER + 8) / scale)
        row = max((label.row + 1 for label in labels if label.on <= end), default=0)
        labels.append(Label(on, text, row))
    return labels


def _merged(deadlines: Iterable[DeadlineNote]) -> list[tuple[date, str]]:
    """Days and statuses in order; an act within a week of another about the same people is shown once."""
    merged: list[tuple[date, str]] = []
    for on, status in sorted({(note.on, note.status) for note in deadlines}):
        if not any(status == known and on - before <= SAME_WEEK for before, known in merged):
            merged.append((on, status))
    return merged


def _short(status: str) -> str:
    """The abbreviation that the label gives, the label if short: "ACC" of "Afghan Citizen Card (ACC)"."""
    inside = re.search(r"\(([^)]+)\)", status)
    short = inside[1] if inside else status
    return short if len(short) <= LONGEST else ""
