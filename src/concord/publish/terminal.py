"""The briefing in the terminal: headline, then contradictions, then people by legal status.

Readable in 80 columns and without colour: weight and order carry the meaning, colour
only helps. Every claimed number stands beside its claimant and, in brackets, the first
letters of its id, by which ``concord`` finds its words.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from concord.publish import words
from concord.publish.balances import Balance
from concord.publish.briefing import Briefing, Claim, Dispute, StockRow

if TYPE_CHECKING:
    from rich.console import Group, RenderableType
    from rich.padding import Padding
    from rich.table import Table

__all__ = ["SHORT_ID", "terminal"]

SHORT_ID = 8  # letters of an id, enough to find a claim in a ledger of millions
DISPUTES = 12  # contradictions told in full; the page and JSON hold all


def terminal(briefing: Briefing) -> "Group":
    """The briefing as a renderable for a rich console."""
    from rich.console import Group

    return Group(*_parts(briefing))


def _parts(briefing: Briefing) -> Iterator["RenderableType"]:
    from rich.text import Text

    claims = {claim.id: claim for claim in briefing.claims}
    reach = f", claims reach to {words.day(briefing.until)}" if briefing.until else ""
    counts = f"{words.number(len(claims))} claims in {words.number(len(briefing.sources))} documents"
    yield Text(briefing.situation, style="bold")
    yield Text(f"As known on {words.day(briefing.as_of)}{reach}; {counts}; {briefing.version}", style="dim")
    if briefing.headlines:
        yield _heading("What the claims together imply")
        yield from (_balance(balance, claims) for balance in briefing.headlines)
    yield _heading("Where the claims contradict each other")
    if not briefing.disputes:
        yield Text("No contradiction was found among these claims.")
    yield from (_dispute(dispute, claims) for dispute in briefing.disputes[:DISPUTES])
    if len(briefing.disputes) > DISPUTES:
        yield Text(f"and {len(briefing.disputes) - DISPUTES} more, in the page and in JSON", style="dim")
    if briefing.stocks:
        yield _heading("People by legal status, as claimed")
        yield _stocks(briefing.stocks, claims)


def _heading(title: str) -> "RenderableType":
    from rich.text import Text

    return Text(f"\n{title.upper()}", style="bold cyan")


def _balance(balance: Balance, claims: dict[str, Claim]) -> "Group":
    from rich.console import Group
    from rich.text import Text

    value = words.readable(balance.value, balance.wide)
    likely = words.interval(balance.likely, balance.wide)
    head = Text.assemble((f"{value} people", "bold"), f" (80 %: {likely}), {balance.basis}")
    own = [o for o in balance.own if len(o.claims) > 1]
    lines = [_own(o.party, words.own_words(o), [claims[c] for c in o.claims]) for o in own]
    told = lines or [_named(claims[claim]) for claim in balance.claims]
    return Group(head, _indented(balance.what, style="dim"), *(_indented(line) for line in told))


def _own(party: str, value: str, behind: list[Claim]) -> str:
    """What a party's own figures come to: "822,520 = 907,391 [..] − 84,871 [..] · A"."""
    return f"{value} = {' − '.join(_number(claim) for claim in behind)} · {party}"


def _dispute(dispute: Dispute, claims: dict[str, Claim]) -> "Group":
    from rich.console import Group
    from rich.text import Text

    causes = "; ".join(dispute.causes)
    return Group(
        Text.assemble(("• ", "bold yellow"), words.sentence(dispute.words)),
        *([_indented(f"likely: {causes}", style="dim")] if causes else []),
        _indented("claims: " + ", ".join(_number(claims[claim]) for claim in dispute.claims), style="dim"),
    )


def _stocks(rows: tuple[StockRow, ...], claims: dict[str, Claim]) -> "Table":
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("Status", ratio=2)
    table.add_column("Newest claim", ratio=3)
    table.add_column("Others", justify="right")
    for row in rows:
        newest = _dated(claims[row.claims[0]]) if row.claims else "no claim in these documents"
        others = str(len(row.claims) - 1) if len(row.claims) > 1 else "–"
        table.add_row(Text(row.label), Text(newest), others)
    return table


def _number(claim: Claim) -> str:
    hedge, shown = words.claimed(claim)
    return f"{hedge}{shown} [{claim.id[:SHORT_ID]}]"


def _named(claim: Claim) -> str:
    return f"{_number(claim)} {words.voice(claim)}"


def _dated(claim: Claim) -> str:
    when = claim.period_end or claim.said
    return _named(claim) + (f", {words.day(when)}" if when else "")


def _indented(text: str, style: str = "") -> "Padding":
    from rich.padding import Padding
    from rich.text import Text

    return Padding(Text(text, style=style), (0, 0, 0, 4), expand=False)
