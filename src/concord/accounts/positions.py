"""Positions: what each party's own words come to, read plainly and without balancing."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product

from concord.accounts.account import Identity, Position
from concord.accounts.entry import Entry
from concord.accounts.margin import Margin

__all__ = ["implied_positions", "plain_position"]

MOST = 8  # readings told of one estimate


def plain_position(entry: Entry) -> Position:
    """The claim as it stands."""
    figure = entry.figure
    return Position(figure.party, float(figure.value), (entry.id,), figure.precision)


def implied_positions(identity: Identity, claims: Mapping[Margin, Sequence[Entry]]) -> tuple[Position, ...]:
    """A party's whole less its parts, for every combination of its rival claims, each value once.

    Claims of one document are taken together where it names all of them; figures of
    different parties never are. Parts that exceed their whole come to no number of people.
    """
    found: dict[tuple[str | None, float], Position] = {}
    for position in islice(_differences(identity, claims), 100):
        if position.value >= 0:
            found.setdefault((position.party, position.value), position)
    return tuple(found.values())[:MOST]


def _differences(identity: Identity, claims: Mapping[Margin, Sequence[Entry]]) -> Iterator[Position]:
    for whole in claims[identity.whole]:
        rivals = [_of_one_voice(whole, claims[part]) for part in identity.parts]
        for parts in product(*rivals):
            value = float(whole.figure.value) - sum(float(part.figure.value) for part in parts)
            ids = (whole.id, *(part.id for part in parts))
            yield Position(whole.figure.party, value, ids, whole.figure.precision)


def _of_one_voice(whole: Entry, parts: Sequence[Entry]) -> Sequence[Entry]:
    own = [part for part in parts if part.figure.party == whole.figure.party]
    beside = [part for part in own if part.figure.document == whole.figure.document]
    return beside or own
