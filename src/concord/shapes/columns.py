"""What a column says of a figure, and who speaks in a table.

A shape declares each of its columns once: by a role here, or ignored by name with the reason.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from concord.evidence import Unit

__all__ = ["Column", "Columns", "Role", "Voice", "count", "unhandled"]


class Role(StrEnum):
    """The part a column plays in the scope of its row's figures."""

    COUNT = "count"
    YEAR = "year"
    PERIOD = "period"
    START = "start"
    END = "end"
    AS_OF = "as of"
    SAID = "said"
    NATIONALITY = "nationality"
    COUNTRY = "country"
    PLACE_CODE = "place code"
    PLACE_NAME = "place name"
    AREA_KIND = "urban or rural"
    GROUP = "group"
    RUNNING = "stock, flow or cumulative"
    SEX = "sex"
    AGE = "age"
    STATUS = "legal status"
    MANNER = "manner"
    PHASE = "phase"
    SOURCE = "source"
    UNIT = "unit"
    BOUND = "bound"
    OBSERVED = "observation status"
    CONFIDENTIAL = "confidentiality"
    LIMIT = "a limit that no field of a figure can say"
    VOID = "a word here sets the row aside"


@dataclass(frozen=True, slots=True)
class Column:
    """A column's role, and of a count what it counts.

    Attributes:
        group: code of ``groups.GROUPS`` or of a measure; None where the row's group column says it.
        sex_age, status, unit: of the people counted.
        level: of a place, 0 country, 1 province, ...; the finest filled one counts.
        zero_unknown: the publisher writes 0 where it does not know.
        codes: what this column's own codes mean.
    """

    role: Role
    group: str | None = None
    sex_age: str | None = None
    status: str | None = None
    unit: Unit = Unit.INDIVIDUALS
    level: int = 1
    zero_unknown: bool = False
    codes: Mapping[str, str] = field(default_factory=dict)


Columns = Mapping[str, Column]


@dataclass(frozen=True, slots=True)
class Voice:
    """Who prints a table and who speaks in it where no column says so."""

    publisher: str | None = None
    source: str | None = None
    party: str | None = None
    licence: str | None = None


def count(group: str | None = None, sex_age: str | None = None, *, zero_unknown: bool = False) -> Column:
    """A column of persons."""
    return Column(Role.COUNT, group, sex_age, zero_unknown=zero_unknown)


def unhandled(names: Iterable[str], columns: Columns, ignored: Mapping[str, str]) -> tuple[str, ...]:
    """The columns that are neither declared nor ignored by name."""
    return tuple(name for name in names if name not in columns and name not in ignored)
