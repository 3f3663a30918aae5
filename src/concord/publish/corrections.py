"""The register of corrections to what was published: open, reported, acknowledged, fixed.

States are the fold of steps, each with who, when and why; a step that the state does not
allow is refused. Steps are ordered by instant, not by the letters of their time, so that
offices in two time zones are told in the order in which they acted. A correction has an id
of its own: one figure can have several. It never alters what was published: the next
release does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from concord.errors import ConcordError

__all__ = [
    "NEXT",
    "AnotherFigure",
    "Correction",
    "CorrectionState",
    "MomentUnknown",
    "StepNotAllowed",
    "correction_counts",
    "corrections",
]


class CorrectionState(StrEnum):
    """Where a correction stands."""

    OPEN = "open"  # found, told to nobody yet
    REPORTED = "reported"  # told to the publisher or party
    ACKNOWLEDGED = "acknowledged"  # the publisher says that it is wrong
    FIXED = "fixed"  # a later publication has it right


NEXT: Mapping[CorrectionState | None, frozenset[CorrectionState]] = MappingProxyType(
    {
        None: frozenset({CorrectionState.OPEN}),
        CorrectionState.OPEN: frozenset({CorrectionState.REPORTED, CorrectionState.FIXED}),
        CorrectionState.REPORTED: frozenset({CorrectionState.ACKNOWLEDGED, CorrectionState.FIXED}),
        CorrectionState.ACKNOWLEDGED: frozenset({CorrectionState.FIXED}),
        CorrectionState.FIXED: frozenset({CorrectionState.OPEN}),
    }
)


class StepNotAllowed(ConcordError):
    """A step that the state of the correction does not allow; carries correction, state and step."""

    def __init__(self, correction: str, state: CorrectionState | None, step: CorrectionState) -> None:
        self.correction, self.state, self.step = correction, state, step
        allowed = ", ".join(one for one in CorrectionState if one in NEXT[state])
        super().__init__(
            f"correction {correction} is {state or 'not open'}; it may become {allowed}, not {step}"
        )


class AnotherFigure(ConcordError):
    """A step speaks of another figure than its correction; carries correction, figure and the other."""

    def __init__(self, correction: str, claim: str, other: str) -> None:
        self.correction, self.claim, self.other = correction, claim, other
        super().__init__(f"correction {correction} is about figure {claim}, not {other}; open one of its own")


class MomentUnknown(ConcordError):
    """The time of a step is not one instant; carries correction and the time as written."""

    def __init__(self, correction: str, at: str) -> None:
        self.correction, self.at = correction, at
        super().__init__(
            f"correction {correction}: {at!r} is no instant; write ISO 8601 with the offset, "
            "as 2026-01-31T14:00:00+05:00"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One step of one correction: ``at`` is ISO 8601 with offset, ``by`` an office, never a name."""

    id: str
    claim: str
    state: CorrectionState
    at: str
    by: str
    why: str

    @property
    def moment(self) -> datetime:
        """The instant of the step.

        Raises:
            MomentUnknown: not ISO 8601, or without offset.
        """
        try:
            moment = datetime.fromisoformat(self.at)
        except ValueError as error:
            raise MomentUnknown(self.id, self.at) from error
        if moment.tzinfo is None:
            raise MomentUnknown(self.id, self.at)
        return moment


def corrections(steps: Iterable[Correction]) -> dict[str, tuple[Correction, ...]]:
    """The steps of each correction by its id, in the order of their instants; the last tells its state.

    Steps of one instant stand in the order in which they can follow each other, so that the
    order of arrival does not matter.

    Raises:
        StepNotAllowed: a step does not follow from the one before.
        AnotherFigure: a step speaks of another figure than the one before.
        MomentUnknown: the time of a step is not one instant.
    """
    register: dict[str, tuple[Correction, ...]] = {}
    for step in sorted(steps, key=_order):
        before = register.get(step.id, ())
        _follows(before[-1] if before else None, step)
        register[step.id] = (*before, step)
    return register


def correction_counts(register: Mapping[str, tuple[Correction, ...]]) -> dict[CorrectionState, int]:
    """How many corrections stand in each state, zero told too.

    >>> state = CorrectionState.OPEN
    >>> one = Correction(id="1", claim="a", state=state, at="2026-01-01T00:00Z", by="office", why="typo")
    >>> correction_counts(corrections([one]))[CorrectionState.OPEN]
    1
    """
    standing = [steps[-1].state for steps in register.values()]
    return {state: standing.count(state) for state in CorrectionState}


def _order(step: Correction) -> tuple[datetime, str, int, str, str]:
    return (step.moment, step.id, list(CorrectionState).index(step.state), step.by, step.why)


def _follows(before: Correction | None, step: Correction) -> None:
    state = before.state if before is not None else None
    if before is not None and before.claim != step.claim:
        raise AnotherFigure(step.id, before.claim, step.claim)
    if step.state not in NEXT[state]:
        raise StepNotAllowed(step.id, state, step.state)
