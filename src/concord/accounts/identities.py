"""Identities: which claimed margins are parts of which whole, and what they leave over.

A whole and the claims that cut it along one dimension give the rest by difference: all
phases less the second are the first, a total less its card holders are those without a
card. What no claim says may still follow from what claims say.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from concord.accounts.account import Along, Identity
from concord.accounts.cells import LIVING_THERE, Block, Marks
from concord.accounts.entry import Entry
from concord.accounts.margin import Margin
from concord.accounts.periods import phase_that_ends
from concord.evidence import Kind
from concord.situation import Situation

__all__ = ["Split", "splits_of"]

DAY = timedelta(days=1)
FIELDS = tuple(field.name for field in fields(Margin))
VALUES = attrgetter(*FIELDS)
MOST_UNLIKE = 2  # fields in which a part may differ from its whole to be one
CUTS = (Along.MEASURE, Along.MANNER, Along.STATUS, Along.PLACES, Along.PHASE)


@dataclass(frozen=True, slots=True)
class Split:
    """An identity, and (cells,) whether its rest counts each cell."""

    identity: Identity
    rest: Marks


def splits_of(
    block: Block, claims: Mapping[Margin, Sequence[Entry]], situation: Situation
) -> Iterator[Split]:
    """Every split of a claimed whole into claimed parts and a rest."""
    rows = [at for at, margin in enumerate(block.margins) if margin in claims]
    names, marks = [block.margins[at] for at in rows], block.counts[rows]
    number = marks.astype(np.float32)
    common: NDArray[np.float32] = number @ number.T  # cells that two margins share
    size = np.diag(common)
    inside = common == size[:, None]
    widest = np.array(sorted(range(len(names)), key=lambda at: (-size[at], str(names[at]))), dtype=int)
    told = _numbered(names)
    for at, whole in enumerate(names):
        narrower = inside[:, at] & ~inside[at] & ((told != told[at]).sum(axis=1) <= MOST_UNLIKE)
        parts: dict[str | None, list[int]] = defaultdict(list)
        for part in widest[narrower[widest]].tolist():
            parts[_apart(whole, names[part])].append(part)
        for along in CUTS:
            taken = _disjoint(parts[along.value], common)
            if taken:
                cut = tuple(names[part] for part in taken)
                rest = marks[at] & ~marks[taken].any(axis=0)
                yield _split(whole, cut, along, _named_rest(whole, cut, along, claims), rest)
        in_time = {names[part]: marks[part] for part in parts["time"]}
        yield from _in_time(whole, in_time, marks[at], claims, situation)


def _numbered(margins: Sequence[Margin]) -> NDArray[np.int64]:
    """(margins, fields) numbers that are the same where margins say the same."""
    numbers: dict[object, int] = {}
    return np.array([[numbers.setdefault(v, len(numbers)) for v in VALUES(m)] for m in margins], dtype=int)


def _split(whole: Margin, parts: tuple[Margin, ...], along: Along, name: Margin, rest: Marks) -> Split:
    return Split(Identity(whole, parts, along, name if rest.any() else None), rest)


def _apart(whole: Margin, part: Margin) -> str | None:
    """The one thing in which a part differs from its whole; None for several."""
    pairs = zip(FIELDS, VALUES(whole), VALUES(part), strict=True)
    unlike = {name for name, one, other in pairs if one != other}
    if whole.kind is Kind.STOCK and LIVING_THERE.get(part.measure) == whole.measure and "status" in unlike:
        unlike.discard("measure")  # holders of a card are those living there who hold it
    if unlike in ({"start"}, {"end"}, {"end", "undated"}):
        return "time"
    return unlike.pop() if len(unlike) == 1 else None


def _disjoint(widest: Sequence[int], common: NDArray[np.float32]) -> list[int]:
    """Widest parts first, each only if it shares nobody with those already taken."""
    taken: list[int] = []
    for part in widest:
        if not common[part, taken].any():
            taken.append(part)
    return taken


def _named_rest(
    whole: Margin, parts: Sequence[Margin], along: Along, claims: Mapping[Margin, Sequence[Entry]]
) -> Margin:
    """The rest under the name that the text gives it, else as the whole without its parts."""
    named = {entry.figure.rest_status for entry in claims[whole]} - {None}
    told = [replace(whole, status=status) for status in named] if along is Along.STATUS else []
    if len(told) == 1 and told[0] not in claims:
        return told[0]
    codes = {code for part in parts for code in _codes(part, along)}
    return whole.without(along.value, tuple(sorted(codes)))


def _codes(part: Margin, along: Along) -> tuple[str, ...]:
    found = getattr(part, along.value)
    return found if isinstance(found, tuple) else (str(found),)


def _in_time(
    whole: Margin,
    inside: Mapping[Margin, Marks],
    counted: Marks,
    claims: Mapping[Margin, Sequence[Entry]],
    situation: Situation,
) -> Iterator[Split]:
    """The whole period less its longest claimed beginning, and less its longest claimed end."""
    ending = next((m for m in inside if m.start != whole.start), None)
    if ending is not None and ending.start is not None:
        last = ending.start - DAY
        parties = {entry.figure.party for entry in claims[ending]}
        phase = phase_that_ends(last, parties.pop(), situation) if len(parties) == 1 else None
        name = replace(whole, end=last, undated=None)
        name = name if name in claims else replace(name, phase=whole.phase or phase)
        yield _split(whole, (ending,), Along.TIME, name, counted & ~inside[ending])
    beginning = next((m for m in inside if m.start == whole.start and m.end is not None), None)
    if beginning is not None and beginning.end is not None:
        name = replace(whole, start=beginning.end + DAY)
        yield _split(whole, (beginning,), Along.TIME, name, counted & ~inside[beginning])
