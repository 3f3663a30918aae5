"""Parties, and the offices, people and outlets by which reports name them.

No party's word is truth: the vocabulary only says on whose behalf a voice speaks.
"""

from typing import Literal

from pydantic import Field

from concord.situation.entry import Code, Entry, Names, Sourced

__all__ = ["Office", "Party"]


class Office(Entry):
    """An office, a person who holds one, an agency or an outlet that speaks for its party."""

    name: str
    names: Names = Field(default_factory=dict)


class Party(Sourced):
    """One side that claims figures.

    Attributes:
        names: what the party as a whole is called, by language ("Islamabad" for a government);
            it decides only where no office is named.
        country: ISO 3166-1 alpha-3 of a government, where it is one country's.
    """

    code: Code
    label: str
    kind: Literal["government", "agency", "ngo", "media", "individual", "other"]
    country: Code | None = None
    names: Names = Field(default_factory=dict)
    offices: tuple[Office, ...] = ()
