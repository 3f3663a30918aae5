"""Claims and estimates as cells: what is one number, and what everybody knows to add up.

Claims of one scope and value are one cell, whoever says so and however often; an estimate is
the same cell as a claim of its own margin that it hardly differs from. Sums are: the parts of
a total in one document, the identities of the account, and the running totals of one party.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from concord.accounts import Account, Identity, Margin
from concord.evidence import Figure, Precision, Unit
from concord.evidence.codec import canonical
from concord.evidence.written import WrittenFigure
from concord.publish.disclosure.cells import CellTable, Sum
from concord.publish.disclosure.rules import Rules
from concord.publish.disclosure.small import points_at_someone, withheld

__all__ = ["FULL", "NEAR", "SCOPE", "Cells", "Making", "cells_of", "name_of"]

SCOPE = ("measure", "status", "sex_age", "nationality", "country", "place", "phase", "manner")
FULL = 100.0  # per cent
NEAR = 1e-6  # share of a total within which its parts come to it


@dataclass(frozen=True, slots=True)
class Cells:
    """The numbers of one release as cells, and which claim or estimate prints which of them.

    ``shares`` are claims of a share that would tell a small count.
    """

    table: CellTable
    of_claim: Mapping[str, str]
    of_estimate: Mapping[str, str]
    shares: frozenset[str]


@dataclass(slots=True)
class Making:
    """Cells and sums as they are found."""

    rules: Rules
    values: dict[str, float] = field(default_factory=dict)
    sums: list[Sum] = field(default_factory=list)
    derived: set[str] = field(default_factory=set)

    def add(self, name: str, value: float) -> str:
        """One cell, by its name."""
        self.values.setdefault(name, value)
        return name

    def total(self, whole: str, parts: Sequence[str]) -> None:
        """A sum, with what its parts leave over as a cell of its own where that points at someone."""
        rest = self.values[whole] - sum(self.values[part] for part in parts)
        if whole in parts or rest < -NEAR * abs(self.values[whole]):
            return  # the claims contradict each other, and nothing follows
        if abs(rest) <= NEAR * abs(self.values[whole]) + NEAR:
            self.sums.append(Sum(whole, tuple(parts)))
        elif self.rules.differences.rests and points_at_someone(rest, self.rules.small):
            self.sums.append(Sum(whole, (*parts, self.left_over(whole, parts, rest))))
        else:
            self.sums.append(Sum(whole, tuple(parts), exact=False))

    def table(self) -> CellTable:
        """What was found, each sum once."""
        return CellTable(self.values, tuple(dict.fromkeys(self.sums)), frozenset(self.derived))

    def left_over(self, whole: str, parts: Sequence[str], rest: float) -> str:
        """The cell of what parts leave over."""
        name = f"rest of {whole} less {' '.join(parts)}"
        self.derived.add(name)
        return self.add(name, rest)


def cells_of(claims: Mapping[str, Figure], account: Account, rules: Rules) -> Cells:
    """The cells of a release.

    Args:
        claims: figures by the ids under which they are told.
        account: the balanced account of them.
    """
    making = Making(rules)
    counts = {name: f for name, f in claims.items() if f.unit in rules.small.units}
    of_claim = {name: making.add(name_of(figure), figure.value) for name, figure in counts.items()}
    told = {figure.id: name for name, figure in claims.items()}
    of_estimate = dict(_estimates(account, claims, told, of_claim, making))
    if rules.differences.parts:
        for whole, parts in _parts(counts):
            making.total(of_claim[whole], list(dict.fromkeys(of_claim[part] for part in parts)))
        for identity in account.identities:
            _identity(identity, account, of_estimate, making)
    if rules.differences.running_totals:
        for earlier, later in _running(counts, of_claim):
            making.total(later, [earlier])
    shares = frozenset(_shares(claims, rules)) if rules.differences.shares else frozenset[str]()
    return Cells(making.table(), of_claim, of_estimate, shares)


def name_of(figure: Figure | WrittenFigure) -> str:
    """What makes a number of people one number: its whole scope, not who says so."""
    scope = [getattr(figure, field) for field in SCOPE]
    period = [str(figure.period_start), str(figure.period_end)]
    return canonical([figure.unit, figure.projected, *scope, *period, figure.value]).decode(
        "utf-8", "replace"
    )


def _estimates(
    account: Account,
    claims: Mapping[str, Figure],
    told: Mapping[str, str],
    of_claim: Mapping[str, str],
    making: Making,
) -> Iterator[tuple[str, str]]:
    width = making.rules.small.width
    for estimate in account.estimates:
        own = [p.figures[0] for p in estimate.positions if len(p.figures) == 1 and not estimate.implied]
        names = [told[one] for one in own if one in told and told[one] in of_claim]
        near = [name for name in names if abs(claims[name].value - estimate.value) < width]
        cell = of_claim[near[0]] if near else making.add(f"estimate {estimate.key}", estimate.value)
        yield estimate.key, cell


def _identity(identity: Identity, account: Account, of_estimate: Mapping[str, str], making: Making) -> None:
    """An identity as a sum of the estimates that are told; what is not told is left over."""
    cells = {margin: of_estimate.get(margin.key) for margin in _margins(identity)}
    whole = cells[identity.whole]
    parts = [cell for margin, cell in cells.items() if cell and margin != identity.whole]
    if whole is not None and parts:
        making.total(whole, list(dict.fromkeys(parts)))


def _margins(identity: Identity) -> tuple[Margin, ...]:
    rest = () if identity.rest is None else (identity.rest,)
    return (identity.whole, *identity.parts, *rest)


def _parts(claims: Mapping[str, Figure]) -> Iterator[tuple[str, list[str]]]:
    """Each total of a document with the parts that split it along one field, and each part by itself."""
    totals = {(figure.document, figure.start): name for name, figure in claims.items()}
    found: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for name, figure in claims.items():
        whole = totals.get((figure.document, -1 if figure.part_of is None else figure.part_of))
        if whole is not None and whole != name and claims[whole].unit == figure.unit:
            found[whole, _differing(claims[whole], figure)].append(name)
    for (whole, _), parts in found.items():
        if sum(claims[part].value for part in parts) > claims[whole].value:
            yield from ((whole, [part]) for part in parts)
        else:
            yield whole, parts


def _differing(whole: Figure, part: Figure) -> tuple[str, ...]:
    return tuple(name for name in SCOPE if getattr(whole, name) != getattr(part, name))


def _running(claims: Mapping[str, Figure], of_claim: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Running totals of one party, since one day and of one scope, each with the next later one."""
    runs: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for name, f in claims.items():
        if f.period_start and f.period_end and f.precision is Precision.EXACT and not f.projected:
            scope = tuple(getattr(f, field) for field in SCOPE)
            runs[f.unit, f.party or f.source, f.period_start.text, scope].append(name)
    for names in runs.values():
        ordered = sorted(names, key=lambda name: (str(claims[name].period_end), claims[name].value))
        for one, other in pairwise(ordered):
            if claims[one].period_end != claims[other].period_end and of_claim[one] != of_claim[other]:
                yield of_claim[one], of_claim[other]


def _shares(claims: Mapping[str, Figure], rules: Rules) -> Iterator[str]:
    """Claims of a share of a told total that would come to a small count."""
    totals = {(f.document, f.start): f for f in claims.values() if f.unit in rules.small.units}
    for name, figure in claims.items():
        if figure.unit is Unit.PERCENT and figure.part_of is not None:
            whole = totals.get((figure.document, figure.part_of))
            if whole and withheld(figure.value / FULL * whole.value, whole.unit, rules.small):
                yield name
