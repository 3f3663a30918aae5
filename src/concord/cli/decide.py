"""concord decide: keep a party's word about claims."""

import json
from collections.abc import Mapping
from typing import Annotated

import typer

from concord.cli.options import Db, now
from concord.committee import State, corrected, positions, require_allowed
from concord.evidence import Decision, DecisionKind, Figure
from concord.ledger import Ledger

__all__ = ["decide"]


def decide(
    kind: Annotated[DecisionKind, typer.Argument(help="What is decided.", show_default=False)],
    claims: Annotated[
        list[str],
        typer.Argument(
            metavar="CLAIM...", help="Ids of the claims, or their first letters.", show_default=False
        ),
    ],
    party: Annotated[
        str, typer.Option(help="Code of the party that decides, as in unhcr.", show_default=False)
    ],
    by: Annotated[str, typer.Option(help="The office of the person, never a name.", show_default=False)],
    why: Annotated[str, typer.Option(help="The reason.", show_default=False)],
    correct: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="FIELD=VALUE",
            help="What a corrected reading says, as in status=acc; - for nothing. May be repeated.",
            show_default=False,
        ),
    ] = None,
    db: Db = "concord.db",
) -> None:
    """Keep a party's word about claims: agreed, disputed, read wrongly, set aside. It never alters them."""
    at = now().isoformat()
    with Ledger.open(db, create=False) as ledger:
        figures, statements = ledger.figures(), ledger.statements()
        known = [kept.id for kept in figures] + [kept.id for kept in statements]
        decision = Decision(
            kind=kind,
            claims=tuple(_full(claim, known) for claim in claims),
            party=party,
            by=by,
            at=at,
            why=why,
            correction=tuple(_field(text) for text in correct or ()),
        )
        _require_applicable(decision, {kept.id: kept.record for kept in figures})
        require_allowed(decision, _states(ledger))
        kept = ledger.decide(decision, at=at)
    typer.echo(
        f"Kept as {kept.id}: {party} says {kind.value.replace('_', ' ')} of {', '.join(decision.claims)}."
    )


def _field(text: str) -> tuple[str, str]:
    """A field and its value as JSON text: 84,871 is a number, what is no JSON a word, ``-`` nothing."""
    name, given, value = text.partition("=")
    if not given:
        raise typer.BadParameter(f"{text!r} is not FIELD=VALUE", param_hint="--set")
    for told in ("null" if value == "-" else value, value.replace(",", "")):
        try:
            return name, json.dumps(json.loads(told), ensure_ascii=False)
        except ValueError:
            continue
    return name, json.dumps(value, ensure_ascii=False)


def _require_applicable(decision: Decision, figures: Mapping[str, Figure]) -> None:
    """Refuse a correction now that would make no figure later.

    Raises:
        UnreadableCorrection
        typer.BadParameter: fields without a corrected reading.
    """
    if decision.correction and decision.kind is not DecisionKind.CORRECTED_READING:
        raise typer.BadParameter("only a corrected_reading sets fields", param_hint="--set")
    for claim in decision.claims:
        if claim in figures:
            corrected(figures[claim], dict(decision.correction))


def _states(ledger: Ledger) -> dict[str, State]:
    """The state of every claim that a party has spoken of."""
    return {
        claim: position.state
        for claim, position in positions(kept.record for kept in ledger.decisions()).items()
    }


def _full(short: str, known: list[str]) -> str:
    """The one claim whose id begins so."""
    found = [identity for identity in known if identity.startswith(short)]
    if len(found) != 1:
        raise typer.BadParameter(
            f"{'no claim' if not found else f'{len(found)} claims'} of this ledger begin with {short!r}"
        )
    return found[0]
