"""The table of people on the move by phase, legal status, and crossing or province.

A row an estimate. On the two pages the largest that tell a phase, a status and a place; in the annex
all of them. Parts are never added up here: rows overlap, as the scopes of the claims do.
"""

from collections.abc import Iterator, Sequence

from concord.accounts import Margin
from concord.publish.balances import Balance
from concord.publish.languages import in_language
from concord.publish.pictures import Material
from concord.publish.print.sheet import Block, Heading, Listed, Run, Table
from concord.publish.print.writer import Writer

__all__ = ["by_scope"]

MOVING = ("returned", "deported")
HEAD = ("counted", "phase_told", "status_told", "place_told", "estimate", "range")
SHARES = (7, 2, 3, 3, 2, 3)

Told = tuple[Balance, Margin]


def by_scope(writer: Writer, material: Material, most: int | None) -> Iterator[Block]:
    """The table; a line in its place where no claim tells phase, status or place of people on the move."""
    known = {estimate.key: estimate.margin for estimate in material.account.estimates}
    balances = (*writer.briefing.headlines, *writer.briefing.balances)
    moved = [(b, known[b.key]) for b in balances if b.key in known and known[b.key].measure in MOVING]
    rows = tuple(_row(balance, margin, material, writer) for balance, margin in _chosen(moved, most))
    yield Heading(writer.say("table"))
    if not rows:
        yield Listed(((Run(writer.say("nothing")),),))
        return
    yield Table(writer.say("table"), tuple(writer.say(key) for key in HEAD), rows, SHARES)


def _chosen(moved: Sequence[Told], most: int | None) -> list[Told]:
    """The largest by phase, by status and by place, each once."""
    groups = (
        [told for told in moved if told[1].phase and not told[1].places and not told[1].status],
        [told for told in moved if told[1].status and not told[1].places],
        [told for told in moved if told[1].places],
    )
    largest = (sorted(group, key=lambda told: (-told[0].value, told[0].key))[:most] for group in groups)
    return list({told[0].key: told for group in largest for told in group}.values())


def _row(balance: Balance, margin: Margin, material: Material, writer: Writer) -> tuple[tuple[Run, ...], ...]:
    """What is counted, phase, status and place (all where none is told), the estimate and its interval."""
    texts = writer.texts
    columns = _columns(margin, material)
    rest = [part for part in balance.what.split(" · ") if part not in columns]
    ends = (writer.value(balance, end) for end in (balance.likely.low, balance.likely.high))
    return (
        (Run(in_language(" · ".join(rest), texts), note=writer.behind(balance)),),
        *((Run(in_language(told or "all", texts)),) for told in columns),
        (Run(writer.value(balance, balance.value), link=writer.address("estimates", balance.key)),),
        (Run(" – ".join(ends)),),
    )


def _columns(margin: Margin, material: Material) -> tuple[str, str, str]:
    """Phase, legal status and places as `concord.publish.scopes` names them, empty where not told."""
    known = material.situation
    phase, status = known.phase(margin.phase or ""), known.status(margin.status or "")
    places = (known.place(code) for code in margin.places)
    named = (place.name if place else code for place, code in zip(places, margin.places, strict=True))
    return (
        phase.label if phase else margin.phase or "",
        status.label if status else margin.status or "",
        ", ".join(named),
    )
