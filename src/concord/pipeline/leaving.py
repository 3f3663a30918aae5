"""What of the evidence may leave in an export: disclosure control asked once, before any row is made.

Small counts and what would give them away carry a mark, late ones wait. Claims for which a rule
asks for a wider place are told for no place at all, and estimates of such places not told: the
careful side of the rule, so that no export says more of a place than a page does.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from concord.accounts import Account, Margin
from concord.evidence import Figure
from concord.pipeline.check import Checked
from concord.publish.disclosure import Held, Mark, Release, Rules, Treatment, hold, rules_of
from concord.publish.disclosure.coarse import applies, delayed_until
from concord.situation import Situation

__all__ = ["leaving", "treatment"]


def leaving(checked: Checked, situation: Situation, day: date) -> Held:
    """What disclosure control makes of all claims, by the ids under which they are told, and estimates."""
    rules = rules_of()
    claims = {view.id: view.figure for view in checked.views}
    placed = {one for one, figure in claims.items() if _coarse(figure, situation, rules)}
    cells = {e.key for e in checked.account.estimates if _wide(e.margin, situation, rules)}
    account = replace(
        checked.account, estimates=tuple(e for e in checked.account.estimates if e.key not in cells)
    )
    return _marked(claims, account, placed, cells, situation, rules, day)


def treatment(situation: Situation, rules: Rules) -> Callable[[str, str | None], Treatment]:
    """What the rules ask for claims of a measure at a place as written, the same as ``leaving`` does."""

    def treated(measure: str, place: str | None) -> Treatment:
        where = [situation.place_named(place)] if place else []
        wide = bool(where) and any(applies(rule, measure, where) for rule in rules.coarse)
        days = (rule.days for rule in rules.delayed if applies(rule, measure, where))
        return Treatment(wide, max(days, default=0))

    return treated


def _marked(
    claims: Mapping[str, Figure],
    account: Account,
    placed: set[str],
    cells: set[str],
    situation: Situation,
    rules: Rules,
    day: date,
) -> Held:
    unplaced = {n: replace(f, place=None) if n in placed else f for n, f in claims.items()}
    held, _, _ = hold(Release(unplaced, account, day), situation, rules)
    late = {one for one in placed if _late(claims[one], situation, rules, day)}
    return Held(
        claims=dict.fromkeys(placed, Mark.COARSE) | dict(held.claims),
        estimates={**held.estimates, **dict.fromkeys(cells, Mark.COVER)},
        places=dict.fromkeys(placed),
        waiting=held.waiting | late,
        exposed=held.exposed,
    )


def _coarse(figure: Figure, situation: Situation, rules: Rules) -> bool:
    where = [situation.place_named(figure.place)] if figure.place else []
    return bool(where) and any(applies(rule, figure.measure, where) for rule in rules.coarse)


def _wide(margin: Margin, situation: Situation, rules: Rules) -> bool:
    where = [situation.place(code) or situation.place_named(code) for code in margin.places]
    return bool(where) and any(applies(rule, margin.measure, where) for rule in rules.coarse)


def _late(figure: Figure, situation: Situation, rules: Rules, day: date) -> bool:
    ends = figure.period_end or figure.said
    where = [situation.place_named(figure.place or "")]
    last = min(ends.last, day) if ends else None
    return last is not None and delayed_until(rules.delayed, figure.measure, where, last) > day
