"""Hold back: of one release, what may leave as it is, what carries a mark, what waits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from concord.accounts import Account, Margin
from concord.evidence import Figure
from concord.publish.disclosure.cells import CellTable, Pattern
from concord.publish.disclosure.coarse import applies, delayed_until, wider
from concord.publish.disclosure.figures import Cells, cells_of
from concord.publish.disclosure.protect import protect
from concord.publish.disclosure.rules import Rules
from concord.situation import Place, Situation

__all__ = ["Held", "Mark", "Release", "alias", "hold", "hold_all"]


class Mark(StrEnum):
    """What disclosure control did to a number."""

    OK = "ok"  # told as it is
    SMALL = "small"  # withheld: few enough to point at someone
    COVER = "cover"  # withheld: a small one would follow from it
    COARSE = "coarse"  # told, for a wider place


@dataclass(frozen=True, slots=True)
class Release:
    """What was known on a day: claims by the ids under which they are told, and their account."""

    claims: Mapping[str, Figure]
    account: Account
    as_of: date


@dataclass(frozen=True, slots=True)
class Held:
    """What disclosure control makes of a release; claims and estimates that are not named are told.

    Attributes:
        claims, estimates: the marks of numbers that are not told as they are.
        places: code of the wider place, by claim or estimate; None where no place may be told.
        waiting: claims and estimates that leave later.
        exposed: small counts that earlier releases give away, whatever is withheld now.
    """

    claims: Mapping[str, Mark] = field(default_factory=dict)
    estimates: Mapping[str, Mark] = field(default_factory=dict)
    places: Mapping[str, str | None] = field(default_factory=dict)
    waiting: frozenset[str] = frozenset()
    exposed: int = 0


def alias(prefix: str, document: str, rank: int) -> str:
    """A name for a claim or estimate that is not told as it is.

    Its own id is a digest of all its fields: whoever knows the others could try every small
    number, or every place, until the digest fits.
    """
    return f"{prefix}-{document}-{rank}"


def hold(
    release: Release,
    situation: Situation,
    rules: Rules,
    earlier: Sequence[tuple[CellTable, Pattern]] = (),
) -> tuple[Held, CellTable, Pattern]:
    """What of a release may leave, with its cells and pattern for the releases after it."""
    cells = cells_of(release.claims, release.account, rules)
    pattern = protect(cells.table, rules.small, earlier if rules.differences.releases else ())
    marks = _marks(cells, pattern)
    places = dict(_places(release, situation, rules))
    claims = {name: marks.get(cells.of_claim.get(name, ""), Mark.OK) for name in release.claims}
    claims |= dict.fromkeys(cells.shares, Mark.COVER)
    estimates = {key: marks.get(cell, Mark.OK) for key, cell in cells.of_estimate.items()}
    return (
        Held(
            claims=_told(claims, places),
            estimates=_told(estimates, places),
            places=places,
            waiting=frozenset(_waiting(release, situation, rules)),
            exposed=len(pattern.exposed),
        ),
        cells.table,
        pattern,
    )


def hold_all(releases: Iterable[Release], situation: Situation, rules: Rules) -> Held:
    """What of the last release may leave, after all those before it."""
    done: list[tuple[CellTable, Pattern]] = []
    held = Held()
    for release in releases:
        held, table, pattern = hold(release, situation, rules, done)
        done.append((table, pattern))
    return held


def _marks(cells: Cells, pattern: Pattern) -> dict[str, Mark]:
    return dict.fromkeys(pattern.cover, Mark.COVER) | dict.fromkeys(pattern.small, Mark.SMALL)


def _told(marks: Mapping[str, Mark], places: Mapping[str, str | None]) -> dict[str, Mark]:
    """The marks that say something; a number that is told for a wider place says so."""
    found = {
        name: Mark.COARSE if mark is Mark.OK and name in places else mark for name, mark in marks.items()
    }
    return {name: mark for name, mark in found.items() if mark is not Mark.OK}


def _places(release: Release, situation: Situation, rules: Rules) -> Iterable[tuple[str, str | None]]:
    """The wider places of what the rules coarsen, where they differ from the place itself."""
    for name, figure in release.claims.items():
        if figure.place:
            where = situation.place_named(figure.place)
            yield from _coarsened(name, figure.measure, [where], figure.country, situation, rules)
    for estimate in release.account.estimates:
        margin = estimate.margin
        if margin.places:
            known = _known(margin, situation)
            yield from _coarsened(estimate.key, margin.measure, known, margin.country, situation, rules)


def _coarsened(
    name: str,
    measure: str,
    places: Sequence[Place | None],
    country: str | None,
    situation: Situation,
    rules: Rules,
) -> Iterable[tuple[str, str | None]]:
    for rule in rules.coarse:
        if applies(rule, measure, places):
            around = {_code(wider(place, country, rule.to, situation)) for place in places}
            if around != {_code(place) for place in places}:
                country_wide = _code(situation.place(country or ""))
                yield name, around.pop() if len(around) == 1 else country_wide


def _code(place: Place | None) -> str | None:
    return None if place is None else place.code


def _waiting(release: Release, situation: Situation, rules: Rules) -> Iterable[str]:
    for name, figure in release.claims.items():
        places = [situation.place_named(figure.place)] if figure.place else []
        ends = figure.period_end or figure.said
        if (
            ends
            and delayed_until(rules.delayed, figure.measure, places, _by(ends.last, release)) > release.as_of
        ):
            yield name
    for estimate in release.account.estimates:
        margin = estimate.margin
        ends_on = margin.end or release.as_of
        if (
            delayed_until(rules.delayed, margin.measure, _known(margin, situation), _by(ends_on, release))
            > release.as_of
        ):
            yield estimate.key


def _by(ends: date, release: Release) -> date:
    """The end of a period as far as it has come: a month that runs on ends today."""
    return min(ends, release.as_of)


def _known(margin: Margin, situation: Situation) -> list[Place | None]:
    return [situation.place(code) or situation.place_named(code) for code in margin.places]
