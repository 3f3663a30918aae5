"""What was alleged, demanded and proposed, with what the other side answers.

A denial answers what it denies where the reading found that; otherwise what other
parties assure, commit to or deny in the same document answers nothing by itself and
stands as an opening of its own. No answer is ever made up.
"""

from collections.abc import Iterable, Mapping

from concord.evidence import Statement
from concord.publish.briefing import Exchange, Said
from concord.publish.words import party_name, speaker
from concord.situation import Situation

__all__ = ["exchanges"]


def exchanges(
    statements: Iterable[Statement], situation: Situation, order: Mapping[str, int]
) -> tuple[Exchange, ...]:
    """Every statement once: as an opening, or as the answer to the one that it denies.

    Args:
        order: rank of each document by its id; documents without a rank are not told.
    """
    known = sorted(
        (s for s in statements if s.document in order), key=lambda s: (order[s.document], s.start, s.id)
    )
    opened = {(s.document, s.start): s.id for s in known if s.denies is None}
    answers: dict[str, list[Said]] = {}
    for statement in known:
        denied = _denied(statement, opened)
        if denied is not None:
            answers.setdefault(denied, []).append(_said(statement, situation))
    return tuple(
        Exchange(_said(s, situation), tuple(answers.get(s.id, ())))
        for s in known
        if _denied(s, opened) is None
    )


def _denied(statement: Statement, opened: Mapping[tuple[str, int], str]) -> str | None:
    """Id of the opening that the statement denies."""
    return None if statement.denies is None else opened.get((statement.document, statement.denies))


def _said(statement: Statement, situation: Situation) -> Said:
    who = speaker(statement.source, statement.party, statement.publisher, situation)
    return Said(
        id=statement.id,
        document=statement.document,
        start=statement.start,
        end=statement.end,
        text=statement.text,
        kind=statement.kind,
        speaker=who,
        party=statement.party,
        party_label=party_name(statement.party, situation) if statement.party else who,
        about=statement.about,
        said=statement.said,
    )
