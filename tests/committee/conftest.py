"""Figures and decisions made for the committee's tests."""

from collections.abc import Callable

import pytest

from concord.evidence import Decision, DecisionKind, Figure


def _figure(value: int, party: str | None = "gov-pk") -> Figure:
    return Figure(document="d", start=0, end=4, text=str(value), value=value, measure="deported", party=party)


def _decision(
    party: str, kind: DecisionKind, *claims: str, correction: dict[str, str] | None = None
) -> Decision:
    pairs = tuple((correction or {}).items())
    at = "2025-04-19T10:00:00+00:00"
    return Decision(
        kind=kind, claims=claims, party=party, by="spokesperson", at=at, why="as discussed", correction=pairs
    )


@pytest.fixture(scope="session")
def figure() -> Callable[..., Figure]:
    return _figure


@pytest.fixture(scope="session")
def decision() -> Callable[..., Decision]:
    return _decision
