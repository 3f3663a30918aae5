"""Figures as claims that may be printed: named, worded and held to the disclosure rule."""

from collections.abc import Iterable, Mapping

from concord.evidence import Figure
from concord.publish.briefing import Claim, Standing
from concord.publish.disclosure import small_shown, withheld
from concord.publish.scopes import figure_scope
from concord.publish.words import party_name, speaker
from concord.situation import Situation

__all__ = ["claims_of"]


def claims_of(
    figures: Iterable[Figure],
    situation: Situation,
    order: Mapping[str, int],
    states: Mapping[str, Standing],
) -> tuple[Claim, ...]:
    """One claim a figure, by document and then as they stand in its text.

    Args:
        order: rank of each document by its id; figures of other documents are not told.
        states: what the parties' positions make of a figure, by its id.
    """
    known = sorted(
        (f for f in figures if f.document in order), key=lambda f: (order[f.document], f.start, f.id)
    )
    return tuple(_claim(figure, situation, states.get(figure.id)) for figure in known)


def _claim(figure: Figure, situation: Situation, standing: Standing | None) -> Claim:
    small = withheld(figure.value, figure.unit)
    claimant = speaker(figure.source, figure.party, figure.publisher, situation)
    return Claim(
        id=figure.id,
        document=figure.document,
        start=None if small else figure.start,
        end=None if small else figure.end,
        text=small_shown() if small else figure.text,
        value=None if small else figure.value,
        value_high=None if small else figure.value_high,
        unit=figure.unit,
        precision=figure.precision,
        what=figure_scope(figure, situation),
        claimant=claimant,
        party=figure.party,
        party_label=party_name(figure.party, situation) if figure.party else claimant,
        publisher=figure.publisher,
        said=figure.said,
        status=figure.status,
        period_start=figure.period_start,
        period_end=figure.period_end,
        standing=standing,
    )
