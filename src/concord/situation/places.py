"""Places: countries, provinces, districts, cities, border crossings, sites and camps."""

from typing import Literal

from pydantic import Field

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
