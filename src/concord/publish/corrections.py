"""The register of corrections to what was published: open, reported, acknowledged, fixed.

States are the fold of steps, each with who, when and why; a step that the state does not
allow is refused. A correction never alters what was published: the next release does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from concord.errors import ConcordError

__all__ = ["Correction", "CorrectionState", "StepNotAllowed", "corrections"]


class CorrectionState(StrEnum):
    """Where a correction stands."""

    OPEN = "open"  # found, told to nobody yet
    REPORTED = "reported"  # told to the publisher
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
    """A step that the state of the correction does not allow; carries claim, state and step."""

    def __init__(self, claim: str, state: CorrectionState | None, step: CorrectionState) -> None:
        self.claim, self.state, self.step = claim, state, step
        allowed = ", ".join(sorted(NEXT[state]))
        super().__init__(
            f"correction of {claim} is {state or 'not open'}; it may become {allowed}, not {step}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One step of one correction: ``at`` is ISO 8601 with offset, ``by`` an office, never a name."""

    claim: str
    state: CorrectionState
    at: str
    by: str
    why: str


def corrections(steps: Iterable[Correction]) -> dict[str, tuple[Correction, ...]]:
    """The steps of each correction in their order; the last one tells its state.

    Raises:
        StepNotAllowed: a step does not follow from the one before.
    """
    register: dict[str, tuple[Correction, ...]] = {}
    for step in sorted(steps, key=lambda one: (one.at, one.claim)):
        before = register.get(step.claim, ())
        state = before[-1].state if before else None
        if step.state not in NEXT[state]:
            raise StepNotAllowed(step.claim, state, step.state)
        register[step.claim] = (*before, step)
    return register
