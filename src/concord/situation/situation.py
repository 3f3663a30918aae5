"""A situation: all its vocabulary in one frozen value, with the questions one asks of it.

Every answer is a pure function of the data. Where the words leave several answers open,
there is none: a candidate list is a separate question.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Annotated

from concord.situation.acts import Advice, Gap, Paper, PolicyAct
from concord.situation.entry import Code, Entry, NotEmpty, Source
from concord.situation.measures import FamilySize, Identity, Measure
from concord.situation.names import fold, matches
from concord.situation.parties import Office, Party
from concord.situation.phases import BaseDate, Phase
from concord.situation.places import Place
from concord.situation.standards import Standard
from concord.situation.statuses import Deadline, LegalStatus, Validity

__all__ = ["Situation"]


class Situation(Entry):
    """What the words mean in one situation.

    Attributes:
        nationality: of the people concerned, ISO 3166-1 alpha-3.
        host: the country they leave; other_hosts: further countries they return from.
        languages: that its reports are written in, BCP 47.
    """

    id: Code
    name: str
    nationality: Code
    host: Code
    other_hosts: tuple[Code, ...] = ()
    languages: Annotated[tuple[Code, ...], NotEmpty]
    sources: tuple[Source, ...] = ()
    measures: tuple[Measure, ...] = ()
    identities: tuple[Identity, ...] = ()
    family_sizes: tuple[FamilySize, ...] = ()
    statuses: tuple[LegalStatus, ...] = ()
    places: tuple[Place, ...] = ()
    parties: tuple[Party, ...] = ()
    phases: tuple[Phase, ...] = ()
    base_dates: tuple[BaseDate, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    validities: tuple[Validity, ...] = ()
    standards: tuple[Standard, ...] = ()
    acts: tuple[PolicyAct, ...] = ()
    papers: tuple[Paper, ...] = ()
    gaps: tuple[Gap, ...] = ()
    advice: tuple[Advice, ...] = ()

    def place(self, code: str) -> Place | None:
        """The place with that code."""
        return self._place_by_code.get(code)

    def places_named(self, text: str) -> tuple[Place, ...]:
        """Every place that goes by exactly this name, in the order of the data."""
        return self._places_by_name.get(fold(text), ())

    def place_named(self, text: str) -> Place | None:
        """The one place that goes by this name.

        Where a city and its province share a name, the wider one is meant: it is right
        in both cases. Otherwise a shared name has no answer.
        """
        named = self.places_named(text)
        widest = [place for place in named if all(self.within(other.code, place.code) for other in named)]
        return widest[0] if len(widest) == 1 else None

    def within(self, code: str, container: str) -> bool:
        """Whether the place lies in the container or is it; a crossing lies on all its sides."""
        if code == container:
            return True
        place = self.place(code)
        if place is None:
            return False
        around = (place.within, *place.sides)
        return any(self.within(wider, container) for wider in around if wider is not None)

    def country_of(self, code: str) -> str | None:
        """The country that the place lies in; None for a crossing, which lies in two."""
        countries = {place.code for place in self.places if place.kind == "country"}
        around = [country for country in countries if self.within(code, country)]
        return around[0] if len(around) == 1 else None

    def party(self, code: str) -> Party | None:
        """The party with that code."""
        return self._party_by_code.get(code)

    def government_of(self, country: str) -> str | None:
        """Code of the party that governs the country."""
        ruling = [p.code for p in self.parties if p.kind == "government" and p.country == country]
        return ruling[0] if len(ruling) == 1 else None

    def parties_in(self, text: str, *, language: str | None = None) -> tuple[str, ...]:
        """Codes of the parties whose offices the words name, in their order, each once.

        A longer name claims its words ("Afghan embassy in Islamabad" does not name
        Islamabad). Only where no office is named do the parties' own names decide.
        With a language, names of that language and of English count.
        """
        for known in self._parties_by_name(language):
            found = [known[match.name] for match in matches(text, known)]
            if found:
                return tuple(dict.fromkeys(code for codes in found if len(codes) == 1 for code in codes))
        return ()

    def party_of(self, text: str, *, language: str | None = None) -> str | None:
        """Code of the one party that the words name; None for none or several."""
        found = self.parties_in(text, language=language)
        return found[0] if len(found) == 1 else None

    def measure(self, code: str) -> Measure | None:
        """The measure with that code."""
        return next((measure for measure in self.measures if measure.code == code), None)

    def is_part_of(self, measure: str, whole: str) -> bool:
        """Whether people counted under the measure are counted inside the whole as well."""
        inner = self.measure(measure)
        while inner is not None and inner.part_of is not None:
            if inner.part_of == whole:
                return True
            inner = self.measure(inner.part_of)
        return False

    def status(self, code: str) -> LegalStatus | None:
        """The legal status with that code."""
        return next((status for status in self.statuses if status.code == code), None)

    def phase(self, code: str) -> Phase | None:
        """The phase with that code."""
        return next((phase for phase in self.phases if phase.code == code), None)

    def standard(self, code: str) -> Standard | None:
        """The standard with that code."""
        return next((standard for standard in self.standards if standard.code == code), None)

    def paper(self, code: str) -> Paper | None:
        """The paper with that code."""
        return next((paper for paper in self.papers if paper.code == code), None)

    def source(self, identifier: str) -> Source | None:
        """The source with that id."""
        return next((source for source in self.sources if source.id == identifier), None)

    def base_dates_of(self, party: str) -> tuple[BaseDate, ...]:
        """Every base date in use by the party, the earliest first."""
        return tuple(sorted((b for b in self.base_dates if b.party == party), key=lambda base: base.date))

    def base_date(self, party: str) -> BaseDate | None:
        """The party's base date, where it has only one."""
        known = self.base_dates_of(party)
        return known[0] if len(known) == 1 else None

    def valid_until(self, status: str, known_on: date) -> date | None:
        """The last day on which documents of the status are valid, as known on a day.

        None where no decision was known by then.
        """
        known = [act for act in self.validities if act.status == status and act.decided <= known_on]
        return max(known, key=lambda act: (act.decided, act.until)).until if known else None

    @cached_property
    def _place_by_code(self) -> dict[str, Place]:
        return {place.code: place for place in self.places}

    @cached_property
    def _party_by_code(self) -> dict[str, Party]:
        return {party.code: party for party in self.parties}

    @cached_property
    def _places_by_name(self) -> dict[str, tuple[Place, ...]]:
        named: dict[str, dict[str, Place]] = {}
        for place in self.places:
            for name in _all_names(place, None):
                named.setdefault(name, {})[place.code] = place
        return {name: tuple(places.values()) for name, places in named.items()}

    def _parties_by_name(self, language: str | None) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
        """Folded names of offices, and of whole parties, to the codes of those they speak for."""
        if language not in self._party_names:
            offices = [(office, party.code) for party in self.parties for office in party.offices]
            wholes = [(party, party.code) for party in self.parties]
            self._party_names[language] = (_by_name(offices, language), _by_name(wholes, language))
        return self._party_names[language]

    @cached_property
    def _party_names(self) -> dict[str | None, tuple[dict[str, set[str]], dict[str, set[str]]]]:
        return {}


def _by_name(voices: Sequence[tuple[Office | Party, str]], language: str | None) -> dict[str, set[str]]:
    named: dict[str, set[str]] = {}
    for voice, code in voices:
        for name in _all_names(voice, language):
            named.setdefault(name, set()).add(code)
    return named


def _all_names(entry: Place | Office | Party, language: str | None) -> Iterator[str]:
    """Folded names of an entry, in all languages or in one and English."""
    if not isinstance(entry, Party):
        yield fold(entry.name)
    for tongue, names in entry.names.items():
        if language is None or tongue in (language, "en"):
            yield from map(fold, names)
