"""Every assumption of a nowcast or forecast: a number with a name, a unit and what it rests on.

All are arguments. None of them is a fact about people, and none is a target.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

__all__ = ["NO_TARGET", "Assumptions", "told"]

NO_TARGET = (
    "A forecast says what may come so that people can be received with dignity. "
    "It is no target, no quota and no plan to return anyone."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    """What is taken as given until the claims say otherwise.

    Attributes with ``learned`` in their note are only where learning starts.
    """

    daily_step: float = field(
        default=0.12,
        metadata={"unit": "log persons a day", "note": "learned: how much the common level moves in a day"},
    )
    crossing_step: float = field(
        default=0.05,
        metadata={"unit": "log persons a day", "note": "learned: how much one crossing moves by itself"},
    )
    status_step: float = field(
        default=0.08,
        metadata={"unit": "log persons a day", "note": "learned: how much one legal status moves by itself"},
    )
    mix_step: float = field(
        default=0.10,
        metadata={
            "unit": "log persons a fortnight",
            "note": "learned: how the mix of statuses at a crossing drifts",
        },
    )
    day_spread: float = field(
        default=0.20,
        metadata={
            "unit": "share of a day's count",
            "note": "learned: spread of a day around its level beyond chance",
        },
    )
    weekday_spread: float = field(
        default=0.5,
        metadata={"unit": "log persons", "note": "how much weekdays may differ; their effects are learned"},
    )
    own_weekday_spread: float = field(
        default=0.15,
        metadata={"unit": "log persons", "note": "how much a crossing's weekdays may differ from all"},
    )
    deadline_widening: float = field(
        default=2.5, metadata={"unit": "factor", "note": "the level moves so much faster around a deadline"}
    )
    deadline_jump: float = field(
        default=0.5,
        metadata={
            "unit": "log persons",
            "note": "and may jump so far on the day itself, each crossing and status by itself",
        },
    )
    deadline_before: int = field(
        default=14, metadata={"unit": "days", "note": "a deadline is felt from so many days before"}
    )
    deadline_after: int = field(default=14, metadata={"unit": "days", "note": "and so many days after"})
    closed_share: float = field(
        default=0.01, metadata={"unit": "share of an open day", "note": "who crosses on a day of closure"}
    )
    party_bias: Mapping[str, float] = field(
        default_factory=dict,
        metadata={
            "unit": "share of its figures",
            "note": "one sd of how far a party's counts may lie apart from the account, by party",
        },
    )
    other_bias: float = field(
        default=0.03, metadata={"unit": "share of its figures", "note": "the same for parties not named"}
    )
    party_noise: float = field(
        default=0.01,
        metadata={"unit": "share of a figure", "note": "learned by party: spread of single figures"},
    )
    gross: float = field(
        default=0.04, metadata={"unit": "share of claims", "note": "gross slips, before one has looked"}
    )

    def bias(self, party: str) -> float:
        """One standard deviation of a party's common error, as a share."""
        return self.party_bias.get(party, self.other_bias)


def told(assumptions: Any) -> list[dict[str, Any]]:
    """Every assumption as a row: name, value, unit and note."""
    return [
        {
            "name": one.name,
            "value": _plain(getattr(assumptions, one.name)),
            "unit": one.metadata["unit"],
            "note": one.metadata["note"],
        }
        for one in fields(assumptions)
    ]


def _plain(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else value
