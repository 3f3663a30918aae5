"""Brief: what was checked, as one publication."""

from collections.abc import Mapping
from datetime import date

from concord import __version__
from concord.committee import Position
from concord.pipeline.check import Checked
from concord.publish.briefing import Briefing, Standing
from concord.publish.briefing import Position as Stance
from concord.publish.compose import compose
from concord.situation import Situation

__all__ = ["brief"]


def brief(checked: Checked, situation: Situation, *, as_of: date) -> Briefing:
    """The briefing of a day, with every party's position beside the claims it speaks of."""
    return compose(
        checked.documents,
        checked.figures,
        checked.statements,
        checked.account,
        checked.findings,
        situation,
        as_of=as_of,
        version=f"concord {__version__}",
        states=_standings(checked.positions),
    )


def _standings(positions: Mapping[str, Position]) -> dict[str, Standing]:
    return {claim: _standing(position) for claim, position in positions.items()}


def _standing(position: Position) -> Standing:
    stances = tuple(
        Stance(party=word.party, word=word.kind, by=word.by, at=word.at, why=word.why)
        for word in position.by_party
    )
    return Standing(position.state, stances)
