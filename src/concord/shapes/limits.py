"""What a row says of its figures, and the vocabulary by which its cells say it.

Statuses, phases and units come in the codes of exports (POR, IFRP1, HH) as well as in the
situation's own; the situation has the last word on which of them exist.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from concord.evidence import Because, Kind, PartialDate, Precision, Unit
from concord.shapes.table import Cell

__all__ = [
    "ALL",
    "AREAS",
    "BOUNDS",
    "MANNERS",
    "PHASES",
    "RUNNING",
    "STATUSES",
    "UNITS",
    "NotUnderstood",
    "Scope",
    "known_word",
]

ALL = frozenset({"", "all", "_t", "_z", "total", "not available"})
STATUSES = {"POR": "por", "ACC": "acc", "UND": "undocumented", "ASY": "asylum_seeker", "VISA": "documented"}
STATUSES |= {"DOC": "documented", "REF": "refugee", "MIX": "mixed", "UNDOC": "undocumented"}
PHASES = {"IFRP1": "phase-1", "IFRP2": "phase-2", "IFRP3": "phase-3"}
RUNNING = {"flow": (Kind.FLOW, None), "cumulative": (Kind.FLOW, True), "stock": (Kind.STOCK, None)}
UNITS = {"ps": Unit.INDIVIDUALS, "hh": Unit.FAMILIES, "pt": Unit.PERCENT, "pc": Unit.PERCENT}
UNITS |= {"persons": Unit.INDIVIDUALS, "households": Unit.FAMILIES} | {unit.value: unit for unit in Unit}
BOUNDS = {"rounded": Precision.ABOUT, "approx": Precision.ABOUT} | {word.value: word for word in Precision}
MANNERS = frozenset(("voluntary", "facilitated", "forced"))
AREAS = {"r": "rural {}", "u": "urban {}", "v": "{}, kind of area not said"}


class NotUnderstood(ValueError):
    """Words of one cell that decide the meaning and are not known."""


@dataclass(slots=True)
class Scope:
    """What the dimension cells of one row say; ``words`` are the cells that decided each field."""

    nationality: str | None = None
    country: str | None = None
    place: str | None = None
    status: str | None = None
    manner: str | None = None
    phase: str | None = None
    sex_age: str | None = None
    group: str | None = None
    kind: Kind | None = None
    cumulative: bool | None = None
    unit: Unit | None = None
    precision: Precision = Precision.EXACT
    source: str | None = None
    party: str | None = None
    said: PartialDate | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    words: dict[str, Cell] = field(default_factory=dict)

    def because(self) -> tuple[Because, ...]:
        """The words of each decided field, in the order of the fields."""
        return tuple(Because(name, cell.start, cell.end) for name, cell in sorted(self.words.items()))


def known_word(word: str, vocabulary: Collection[str]) -> str:
    """The word, if it is in the vocabulary.

    Raises:
        NotUnderstood: it is not.
    """
    if word not in vocabulary:
        raise NotUnderstood(f"{word!r} is none of {', '.join(vocabulary)}")
    return word
