"""What a day is against each standard: people over things, or things over people, in exact fractions."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from concord.sites.day import Site, SiteDay, SiteKind

__all__ = ["MEASURES", "Measure"]

Number = int | float | Fraction | None


@dataclass(frozen=True, slots=True)
class Measure:
    """How the indicator of one standard is worked out.

    Attributes:
        supply: the things there were; the measured value itself where ``per`` is "".
        per: "thing" for people on each thing, "person" for so much for each, "" for a value as told.
        must: none of them at all breaks the standard; else it has nothing to say then.
    """

    code: str
    supply: Callable[[Site, SiteDay], Number]
    per: str = ""
    must: bool = False
    applies: Callable[[Site], bool] = lambda site: True

    def value(self, site: Site, day: SiteDay) -> Fraction | None:
        """The indicator of a day; None where it is not told, or is over nothing."""
        supply = self.supply(site, day)
        if supply is None:
            return None
        if not self.per:
            return _exact(supply)
        if day.people is None:
            return None
        above, below = (day.people, _exact(supply)) if self.per == "thing" else (_exact(supply), day.people)
        return Fraction(above) / below if below else None

    def lacking(self, site: Site, day: SiteDay) -> bool:
        """Whether people were there and none of what the standard asks for."""
        return self.must and self.supply(site, day) == 0 and bool(day.people)


def _exact(told: float | Fraction) -> Fraction:
    """The number as it was written: 0.1 is a tenth."""
    return told if isinstance(told, Fraction) else Fraction(str(told))


def _toilets(site: Site, day: SiteDay) -> Number:
    """All of them, where both those for women and those for men are told, or only common ones."""
    if day.toilets_women is not None and day.toilets_men is not None:
        return day.toilets_women + day.toilets_men + (day.toilets_shared or 0)
    return day.toilets_shared if day.toilets_women is None and day.toilets_men is None else None


def _for_women(site: Site, day: SiteDay) -> Number:
    if day.toilets_women is None or not day.toilets_men:
        return None
    return Fraction(day.toilets_women, day.toilets_men)


MEASURES = (
    Measure("living-space", lambda s, d: d.covered_area, "person", True, lambda s: not s.cold),
    Measure("living-space-cold", lambda s, d: d.covered_area, "person", True, lambda s: s.cold),
    Measure(
        "settlement-area",
        lambda s, d: s.settlement_area,
        "person",
        applies=lambda s: s.settlement_area is not None and not s.services_outside,
    ),
    Measure(
        "settlement-area-shared",
        lambda s, d: s.settlement_area,
        "person",
        applies=lambda s: s.settlement_area is not None and s.services_outside,
    ),
    Measure("water", lambda s, d: d.water_litres, "person", True),
    Measure("water-survival", lambda s, d: d.water_litres, "person", True),
    Measure("tap", lambda s, d: d.taps, "thing"),
    Measure("handpump", lambda s, d: d.handpumps, "thing"),
    Measure("open-well", lambda s, d: d.wells, "thing"),
    Measure("water-distance", lambda s, d: d.water_distance),
    Measure("water-queue", lambda s, d: d.water_queue),
    Measure("toilets-first", _toilets, "thing", True),
    Measure("toilets", _toilets, "thing", True),
    Measure("toilets-for-women", _for_women),
    Measure("bathing", lambda s, d: d.bathing, "thing", True),
    Measure("laundry", lambda s, d: d.laundry, "thing", True),
    Measure("transit-stay", lambda s, d: d.stay_days, applies=lambda s: s.kind is SiteKind.TRANSIT),
    Measure("transit-content", lambda s, d: d.services, applies=lambda s: s.kind is SiteKind.TRANSIT),
)
