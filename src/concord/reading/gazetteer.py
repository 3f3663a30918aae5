"""What the reader needs to know of a situation's places, looked up once."""

from concord.reading.text import prepare
from concord.situation import Situation

__all__ = ["Gazetteer"]


class Gazetteer:
    """Kinds and countries of places by code; a crossing lies in the countries on its sides."""

    def __init__(self, situation: Situation) -> None:
        countries = [place.code for place in situation.places if place.kind == "country"]
        self._kinds = {place.code: place.kind for place in situation.places}
        self._countries = {
            place.code: tuple(country for country in countries if situation.within(place.code, country))
            for place in situation.places
        }
        self._names = {
            tuple(prepare(name).words): place.code
            for place in situation.places
            if place.kind != "country"
            for name in (place.name, *place.names.get("en", ()))
        }
        self._governments = {country: situation.government_of(country) for country in countries}

    def kind(self, code: str) -> str:
        """province, city, crossing, site, ..."""
        return self._kinds.get(code, "unknown")

    def named(self, words: tuple[str, ...]) -> str | None:
        """The code of the place that these folded words name in English."""
        return self._names.get(words)

    def countries(self, code: str) -> tuple[str, ...]:
        """The countries that a place lies in."""
        return self._countries.get(code, ())

    def government(self, country: str) -> str:
        """Party code of a country's government."""
        return self._governments.get(country) or "gov-other"
