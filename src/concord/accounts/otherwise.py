"""Another identity: the same vocabulary with other nestings, to see what an account hangs on.

Whether deportations are among returns, or card holders among the undocumented, is a matter of
definition on which parties differ. The situation holds what its sources say; this changes a copy.
"""

from collections.abc import Iterable

from concord.errors import ConcordError
from concord.situation import Situation

__all__ = ["CannotNest", "nested_otherwise"]

Pair = tuple[str, str]  # codes of a part and of its whole, both measures or both statuses


class CannotNest(ConcordError):
    """Two codes that are not both measures or both statuses, or that would hold each other."""

    def __init__(self, part: str, whole: str, why: str) -> None:
        self.part, self.whole = part, whole
        super().__init__(f"{part} cannot be taken as part of {whole}: {why}")


def nested_otherwise(
    situation: Situation, *, among: Iterable[Pair] = (), apart: Iterable[Pair] = ()
) -> Situation:
    """The situation with some measures or statuses taken as part of others, and some no longer.

    Args:
        among: pairs of part and whole that hold; a measure has one whole at a time.
        apart: pairs that do not hold; one that does not hold anyway changes nothing.
    Raises:
        CannotNest: a code is unknown, the two are of different kinds, or they would hold each other.
    """
    for part, whole in apart:
        situation = _nested(situation, part, whole, holds=False)
    for part, whole in among:
        situation = _nested(situation, part, whole, holds=True)
    return situation


def _nested(situation: Situation, part: str, whole: str, *, holds: bool) -> Situation:
    measures = {measure.code: measure for measure in situation.measures}
    statuses = {status.code: status for status in situation.statuses}
    if part in measures and whole in measures:
        if holds and part in _around(whole, {code: one.part_of for code, one in measures.items()}):
            raise CannotNest(part, whole, f"{whole} is part of {part}")
        if not holds and measures[part].part_of != whole:
            return situation
        measures[part] = measures[part].model_copy(update={"part_of": whole if holds else None})
        return situation.model_copy(update={"measures": tuple(measures.values())})
    if part in statuses and whole in statuses:
        if holds and whole in (part, *statuses[part].parts):
            raise CannotNest(part, whole, f"{whole} is part of {part}")
        parts = [code for code in statuses[whole].parts if code != part]
        statuses[whole] = statuses[whole].model_copy(update={"parts": (*parts, *([part] if holds else ()))})
        return situation.model_copy(update={"statuses": tuple(statuses.values())})
    raise CannotNest(part, whole, "name two measures, or two legal statuses, by their codes")


def _around(code: str | None, wholes: dict[str, str | None]) -> list[str]:
    """The code and everything that holds it."""
    found: list[str] = []
    while code is not None and code not in found:
        found.append(code)
        code = wholes.get(code)
    return found
