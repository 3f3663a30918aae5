"""A briefing as a sheet in one language: two pages of what matters, and an annex on request."""

from collections.abc import Iterable, Iterator, Sequence

from concord.publish.balances import Balance
from concord.publish.briefing import Briefing, Claim, Dispute, Exchange
from concord.publish.changes import Changes
from concord.publish.languages import Texts, in_language
from concord.publish.pictures import KINDS, Material, Picture, picture, svg
from concord.publish.pictures.picture import can_draw
from concord.publish.print.beside import conduct, corrections, expected, expected_days, sites
from concord.publish.print.by_scope import by_scope
from concord.publish.print.changed import changed, changed_in_full
from concord.publish.print.sheet import (
    Block,
    Drawn,
    Figures,
    Heading,
    Listed,
    PageBreak,
    Run,
    Sheet,
    Table,
)
from concord.publish.print.writer import QUOTE_WORDS, Writer

__all__ = ["QUOTE_WORDS", "sheet_of"]

HEADLINES, ROWS, DISPUTES, CONDUCT = 4, 3, 3, 3  # what two pages hold; the annex has all
TIMELINE = 5
AHEAD, SITES, CORRECTIONS, CHANGED = 3, 3, 2, 2
LINE_WIDTH, MAP_WIDTH = 60, 41  # per cent of the column, so that both pages hold in every script
SIDES = 3  # claims of a dispute, one of each party first


def sheet_of(
    briefing: Briefing,
    material: Material,
    texts: Texts,
    *,
    changes: Changes | None = None,
    annex: bool = False,
) -> Sheet:
    """The sheet of a briefing.

    Args:
        material: what its pictures are drawn from.
        changes: since the last release, where there was one.
        annex: whether all estimates, disputes, pictures and their tables follow.
    """
    writer = Writer.of(briefing, texts)
    blocks: list[Block] = [*_first_page(writer, material, changes), *_second_page(writer, material)]
    if annex:
        blocks += _annex(writer, material, changes)
    reach = [texts.say("reach", day=texts.day(briefing.until))] if briefing.until else []
    counted = {"claims": texts.number(len(briefing.claims)), "documents": texts.number(len(briefing.sources))}
    told = [texts.say("as_known", day=texts.day(briefing.as_of)), *reach, texts.say("counts", **counted)]
    if briefing.release is not None:
        told = [texts.say("release", number=texts.number(briefing.release.number)), *told]
    return Sheet(
        title=texts.term(briefing.situation),
        subtitle=" · ".join(told),
        kicker=texts.say("kicker"),
        made=" · ".join(_made(writer)),
        day=briefing.as_of.isoformat(),
        blocks=tuple(blocks),
        texts=texts,
    )


def _made(writer: Writer) -> Iterator[str]:
    """By which code, and of which release: enough to make it again, byte for byte."""
    yield writer.say("made", version=writer.briefing.version)
    if writer.briefing.release is not None:
        yield writer.isolated(f"SHA-256 {writer.briefing.release.digest}")


def _first_page(writer: Writer, material: Material, changes: Changes | None) -> Iterator[Block]:
    texts = writer.texts
    yield Heading(texts.say("headline"))
    leading = _spread(writer.briefing.headlines)
    yield Figures(tuple(_headline(balance, writer) for balance in leading))
    told = (
        *changed(writer, changes, CHANGED),
        *corrections(writer, CORRECTIONS),
    )
    yield _drawn("cumulative", material, texts, LINE_WIDTH, beside=len(told))
    yield from told
    yield from by_scope(writer, material, ROWS)
    yield from expected(writer, AHEAD)


def _second_page(writer: Writer, material: Material) -> Iterator[Block]:
    texts = writer.texts
    told = tuple(_timeline(writer))
    yield _drawn("map", material, texts, MAP_WIDTH, beside=len(told))
    yield from told
    yield from _conduct(writer, CONDUCT)
    yield from sites(writer, SITES)
    yield Heading(texts.say("disputed"))
    yield from _disputes(writer, _across(writer.briefing.disputes, writer)[:DISPUTES], SIDES)
    yield Heading(texts.say("how"))
    yield Listed(tuple((Run(paragraph),) for paragraph in texts.guide()))


def _annex(writer: Writer, material: Material, changes: Changes | None) -> Iterator[Block]:
    texts = writer.texts
    yield PageBreak()
    yield Heading(texts.say("annex"))
    for kind in KINDS:
        if kind not in ("cumulative", "map"):
            yield _drawn(kind, material, texts, 92)
        yield from _data(picture(kind, material, texts), texts)
    yield Heading(texts.say("disputed"), 2)
    yield from _disputes(writer, writer.briefing.disputes, None)
    yield from changed_in_full(writer, changes)
    yield from corrections(writer, None)
    yield from _conduct(writer, None)
    yield from sites(writer, None)
    yield from expected(writer, None)
    yield from expected_days(writer)
    yield from by_scope(writer, material, None)
    balances = (*writer.briefing.headlines, *writer.briefing.balances)
    yield Heading(texts.say("all_estimates"), 2)
    yield _estimates(texts.say("all_estimates"), balances, writer)
    yield Heading(texts.say("sources"), 2)
    yield Listed(tuple((Run(writer.where(source)),) for source in writer.briefing.sources))


def _spread(balances: Sequence[Balance]) -> list[Balance]:
    """The first of each measure in turn, until the page is full."""
    groups: dict[str, list[Balance]] = {}
    for balance in balances:
        groups.setdefault(balance.what.split(" · ")[0], []).append(balance)
    turns = [group[turn] for turn in range(len(balances)) for group in groups.values() if turn < len(group)]
    return turns[:HEADLINES]


def _headline(balance: Balance, writer: Writer) -> tuple[Run, str, tuple[Run, ...]]:
    texts = writer.texts
    value = f"{writer.value(balance, balance.value)} {texts.say('people')}"
    ends = {"low": balance.likely.low, "high": balance.likely.high}
    interval = texts.say("interval80", **{name: writer.value(balance, end) for name, end in ends.items()})
    what = Run(in_language(balance.what, texts), note=writer.behind(balance))
    return Run(value, bold=True, link=writer.address("estimates", balance.key)), interval, (what,)


def _row(balance: Balance, writer: Writer) -> tuple[tuple[Run, ...], ...]:
    texts = writer.texts
    ends = (writer.value(balance, end) for end in (balance.likely.low, balance.likely.high))
    what = Run(in_language(balance.what, texts), note=writer.behind(balance))
    value = Run(writer.value(balance, balance.value), link=writer.address("estimates", balance.key))
    basis = Run(texts.say(balance.basis, group="basis"))
    return (what,), (value,), (Run(" – ".join(ends)),), (basis,)


def _estimates(caption: str, balances: Iterable[Balance], writer: Writer) -> Table:
    head = tuple(writer.texts.say(key) for key in ("counted", "estimate", "range", "basis"))
    return Table(caption, head, tuple(_row(balance, writer) for balance in balances), (5, 2, 3, 2))


def _timeline(writer: Writer) -> Iterator[Block]:
    texts = writer.texts
    newest = writer.briefing.deadlines[-TIMELINE:]
    head = tuple(texts.say(key) for key in ("day", "concerns", "decided", "by"))
    rows = tuple(
        tuple(
            (Run(cell),)
            for cell in (texts.day(d.on), texts.term(d.status), texts.term(d.effect), texts.term(d.party))
        )
        for d in newest
    )
    yield Heading(texts.say("timeline"))
    yield Table(texts.say("timeline"), head, rows, (3, 4, 7, 4))


def _conduct(writer: Writer, most: int | None) -> Iterator[Block]:
    """The newest claims about arrests and what was alleged with its answer.

    Words about conduct are quoted as their publisher printed them, never from reports of persons.
    """
    texts, briefing = writer.texts, writer.briefing
    arrests = [c for c in briefing.claims if c.what.startswith("arrested") and c.value is not None]
    newest = sorted(arrests, key=lambda c: (str(c.period_end or ""), c.value or 0), reverse=True)[:most]
    items = [*conduct(writer, most), *(writer.claim(claim) for claim in newest)]
    for exchange in briefing.exchanges[:most]:
        opening = exchange.opening
        said = f"{texts.term(opening.kind)} · {writer.isolated(texts.term(opening.speaker))}"
        words = f"{said}: {writer.quoted(opening.text)} ({writer.where_of(opening)})"
        items.append((Run(words), *_answers(exchange, writer)))
    yield Heading(texts.say("conduct"))
    yield Listed(tuple(items) or ((Run(texts.say("no_conduct")),),))


def _answers(exchange: Exchange, writer: Writer) -> Iterator[Run]:
    for said in exchange.answers:
        who = f"{writer.texts.term(said.kind)} · {writer.isolated(writer.texts.term(said.speaker))}"
        where = writer.where_of(said)
        yield Run(f"{writer.say('semicolon')}{who}: {writer.quoted(said.text)} ({where})")


def _across(disputes: Sequence[Dispute], writer: Writer) -> list[Dispute]:
    """Those between parties first, otherwise in their order."""
    return sorted(disputes, key=lambda d: len({writer.claims[c].party for c in d.claims}) < 2)


def _disputes(writer: Writer, disputes: Iterable[Dispute], most: int | None) -> Iterator[Block]:
    texts = writer.texts
    items = []
    for dispute in disputes:
        kind = texts.term(dispute.code.replace("_", " "))
        apart = texts.say("apart", number=texts.number(dispute.apart))
        runs = [Run(f"{kind} ({apart}): ", bold=True)]
        told = _sides([writer.claims[claim] for claim in dispute.claims])[:most]
        for position, claim in enumerate(told):
            runs += [Run(writer.say("semicolon"))] if position else []
            runs += writer.claim(claim)
        if left := len(dispute.claims) - len(told):
            more = texts.say("more", group="pictures", count=texts.number(left))
            runs.append(Run(writer.say("semicolon") + more))
        if dispute.causes:
            causes = writer.say("semicolon").join(texts.term(cause) for cause in dispute.causes[:2])
            runs.append(Run(". " + texts.say("causes", causes=causes)))
        items.append(tuple(runs))
    yield Listed(tuple(items) or ((Run(texts.say("no_disputes")),),))


def _sides(claims: Sequence[Claim]) -> list[Claim]:
    """The claims with the first of each party ahead of its others."""
    first = {claim.party_label: claim for claim in reversed(claims)}
    return sorted(claims, key=lambda claim: first[claim.party_label] is not claim)


def _drawn(kind: str, material: Material, texts: Texts, width: int, *, beside: int = 0) -> Drawn:
    made = picture(kind, material, texts)
    return Drawn(made, svg(made) if can_draw() and made.specification else None, width, beside)


def _data(made: Picture, texts: Texts) -> Iterator[Block]:
    if made.rows:
        rows = tuple(tuple((Run(cell),) for cell in row) for row in made.rows)
        caption = f"{texts.say('data')}: {made.title}"
        yield Table(caption, made.columns, rows, (4, *[2] * (len(made.columns) - 1)))
