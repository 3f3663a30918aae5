"""Brief: what was checked, as one publication."""

from collections.abc import Iterable
from datetime import date

from concord import __version__
from concord.anticipate import NothingToGoOn
from concord.committee import State, View
from concord.pipeline.anticipate_account import asked_of, nowcast_account
from concord.pipeline.check import Checked
from concord.publish.briefing import Briefing, Position, Standing
from concord.publish.compose import compose
from concord.publish.pictures import Material, Week, first_weekday, material_of, weeks_of
from concord.situation import Situation

__all__ = ["brief", "material", "picture_material", "weeks"]

RETURNED = "returned"


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
        states=_standings(checked.views),
    )


def material(checked: Checked, briefing: Briefing, situation: Situation) -> Material:
    """What the pictures of that briefing are drawn from."""
    return material_of(checked.figures, checked.account, briefing, situation)


def picture_material(
    checked: Checked, briefing: Briefing, situation: Situation, *, kind: str, measure: str | None = None
) -> Material:
    """What one picture is drawn from; weeks, which take a second or two, only where it shows them."""
    found = weeks(checked, situation, measure or RETURNED) if kind == "flows" else None
    return material_of(checked.figures, checked.account, briefing, situation, measure=measure, weeks=found)


def weeks(checked: Checked, situation: Situation, measure: str = RETURNED) -> tuple[Week, ...]:
    """Estimates week by week of one measure; none where too little is claimed for days."""
    try:
        asked = asked_of(checked.figures, situation, measure=measure)
        made = nowcast_account(checked.figures, checked.account, situation, asked).nowcast
    except NothingToGoOn:
        return ()
    return weeks_of(made, begins=first_weekday(checked.figures))


def _standings(views: Iterable[View]) -> dict[str, Standing]:
    """The standing of every figure that a party has spoken of."""
    return {view.figure.id: _standing(view) for view in views if view.position.state is not State.UNREVIEWED}


def _standing(view: View) -> Standing:
    said = [word.decision for word in view.position.by_party]
    return Standing(
        view.position.state,
        tuple(Position(party=d.party, word=d.kind, by=d.by, at=d.at, why=d.why) for d in said),
    )
