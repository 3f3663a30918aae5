"""Places: countries, provinces, districts, cities, border crossings, sites and camps."""

from typing import Literal, Self

from pydantic import Field, model_validator

from concord.situation.entry import Code, Names, Sourced

__all__ = ["Place"]


class Place(Sourced):
    """A place that figures are limited to.

    Attributes:
        code: ISO 3166-1 alpha-3 for a country, the p-code where there is one, else a word.
        within: the next wider place that contains it; None for countries and crossings.
        sides: of a crossing, the places that meet there, one a country.
        lat, lon: degrees, WGS 84; of a label point for areas, approximate for crossings.
        names: further spellings by language; ``name`` itself is a name too.
    """

    code: Code
    name: str
    kind: Literal["country", "province", "district", "city", "crossing", "site", "camp"]
    pcode: Code | None = None
    within: Code | None = None
    sides: tuple[Code, ...] = ()
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)
    names: Names = Field(default_factory=dict)

    @model_validator(mode="after")
    def _lies_somewhere(self) -> Self:
        """A crossing has two sides or more and no single container; any other place but a country has one."""
        expected = {"country": (False, False), "crossing": (False, True)}.get(self.kind, (True, False))
        if (self.within is not None, len(self.sides) > 1) != expected:
            raise ValueError("a country stands alone, a crossing has sides, any other place is within one")
        return self
