"""Measures: what is counted, and the sums that hold between counts.

A measure that is ``part_of`` another is counted inside it wherever both are told of
the same people: returns include deportations, so the two are never added up.
"""

from typing import Annotated, Literal

from pydantic import Field

from concord.situation.entry import Code, NotEmpty, Sourced

__all__ = ["FamilySize", "Identity", "Measure"]


class Measure(Sourced):
    """One thing that is counted.

    ``kind`` is how it is counted unless a text says otherwise: a level at a moment
    (stock) or events over a period (flow); None where only the text can say.
    """

    code: Code
    label: str
    kind: Literal["stock", "flow"] | None = None
    definition: str
    part_of: Code | None = None


class Identity(Sourced):
    """A sum that holds by definition: the whole is its parts along one dimension.

    Attributes:
        whole: the measure that is split; None where any measure splits this way.
        over: the field of a figure that tells the parts apart.
        parts: values of that field. They do not overlap; a party may leave some unsaid.
        holds_for: the parties that define it so; empty for all.
    """

    code: Code
    label: str
    whole: Code | None = None
    over: Literal["measure", "manner", "status", "phase", "sex_age"]
    parts: Annotated[tuple[Code, ...], NotEmpty]
    holds_for: tuple[Code, ...] = ()


class FamilySize(Sourced):
    """Persons per family as found in published counts of both; a family count converts within it."""

    party: Code
    low: float = Field(gt=0)
    high: float = Field(gt=0)
    label: str
