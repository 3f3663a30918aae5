"""concord decide: keep a party's word about claims."""

from typing import Annotated

import typer

from concord.cli.options import Db, now
from concord.committee import State, positions, require_allowed
from concord.evidence import Decision, DecisionKind
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
    db: Db = "concord.db",
) -> None:
    """Keep a party's word about claims: agreed, disputed, out of scope. It never alters them."""
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
        )
        require_allowed(decision, _states(ledger))
        kept = ledger.decide(decision, at=at)
    typer.echo(
        f"Kept as {kept.id}: {party} says {kind.value.replace('_', ' ')} of {', '.join(decision.claims)}."
    )


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
