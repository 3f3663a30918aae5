"""Dataflows as data: which column is which component of SDMX, in which role and with which codes.

A flow is made from the columns of the row model, so that a column added there is carried here:
columns that are no dimension become attributes, and none is left out.
"""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["AGENCY", "TIME", "VALUE", "VERSION", "Component", "Flow", "Role"]

AGENCY = "CONCORD"
VERSION = "1.0"
TIME, VALUE = "TIME_PERIOD", "OBS_VALUE"


class Role(StrEnum):
    """What a component does in an observation."""

    DIMENSION = "dimension"
    TIME = "time"
    MEASURE = "measure"
    ATTRIBUTE = "attribute"


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """One component of a flow.

    Attributes:
        id: of the component and of its concept.
        name, meaning: for people.
        column: of the row model; empty where the writer makes the value.
        codes: id of its code list; None where it is free.
        type: SDMX text type where it is free.
        always: an attribute that every observation has.
    """

    id: str
    name: str
    meaning: str
    role: Role
    column: str = ""
    codes: str | None = None
    type: str = "String"
    always: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """A dataflow with its structure.

    ``id`` names the flow, ``structure`` its data structure definition.
    """

    id: str
    name: str
    meaning: str
    components: tuple[Component, ...]

    @property
    def structure(self) -> str:
        """Id of the data structure definition."""
        return f"DSD_{self.id}"

    @property
    def keys(self) -> tuple[Component, ...]:
        """The dimensions in their order, time last."""
        dimensions = [one for one in self.components if one.role is Role.DIMENSION]
        return (*dimensions, *(one for one in self.components if one.role is Role.TIME))

    @property
    def measure(self) -> Component:
        """The one measure, OBS_VALUE."""
        return next(one for one in self.components if one.role is Role.MEASURE)

    @property
    def attributes(self) -> tuple[Component, ...]:
        """The attributes in their order."""
        return tuple(one for one in self.components if one.role is Role.ATTRIBUTE)
