"""A briefing as a sheet in one language: two pages of what matters, and an annex on request."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from concord.publish import words
from concord.publish.balances import Balance
from concord.publish.briefing import Briefing, Claim, Dispute, SourceText
from concord.publish.changes import ChangeKind, Changes
from concord.publish.languages import Texts, amount, in_language
from concord.publish.pictures import KINDS, Material, Picture, picture, svg
from concord.publish.pictures.picture import can_draw
from concord.publish.print.sheet import (
    Block,
    Drawn,
    Figures,
    Heading,
    Listed,
    Note,
    PageBreak,
    Run,
    Sheet,
    Table,
)

__all__ = ["QUOTE_WORDS", "sheet_of"]

QUOTE_WORDS = 15  # of a source, so that the words are a quotation and no reprint
HEADLINES, ROWS, DISPUTES, CONDUCT = 4, 3, 3, 3  # what two pages hold; the annex has all
TIMELINE = 5
SIDES = 3  # claims of a dispute, one of each party first
AROUND = 6  # words before the number in a quote


@dataclass(frozen=True, slots=True)
class _Writer:
    """What every part of the sheet needs: the briefing, the language, claims and sources by id."""

    briefing: Briefing
    texts: Texts
    claims: dict[str, Claim]
    sources: dict[str, SourceText]


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
    writer = _Writer(briefing, texts, {c.id: c for c in briefing.claims}, {s.id: s for s in briefing.sources})
    blocks: list[Block] = [*_first_page(writer, material, changes), *_second_page(writer, material)]
    if annex:
        blocks += _annex(writer, material)
    reach = [texts.say("reach", day=texts.day(briefing.until))] if briefing.until else []
    counted = {"claims": texts.number(len(briefing.claims)), "documents": texts.number(len(briefing.sources))}
    told = [texts.say("as_known", day=texts.day(briefing.as_of)), *reach, texts.say("counts", **counted)]
    return Sheet(
        title=texts.term(briefing.situation),
        subtitle=" · ".join(told),
        kicker=texts.say("kicker"),
        made=texts.say("made", version=briefing.version),
        day=briefing.as_of.isoformat(),
        blocks=tuple(blocks),
        texts=texts,
    )


def _first_page(writer: _Writer, material: Material, changes: Changes | None) -> Iterator[Block]:
    texts = writer.texts
    yield Heading(texts.say("headline"))
    leading = _spread(writer.briefing.headlines)
    yield Figures(tuple(_headline(balance, writer) for balance in leading))
    yield Heading(texts.say("changed"))
    yield Listed(((Run(_changed(changes, texts)),),))
    yield _drawn("cumulative", material, texts, 88)
    yield from _tables(writer, material)


def _second_page(writer: _Writer, material: Material) -> Iterator[Block]:
    texts = writer.texts
    yield _drawn("map", material, texts, 52)
    yield from _timeline(writer)
    yield from _conduct(writer, CONDUCT)
    yield Heading(texts.say("disputed"))
    yield from _disputes(writer, _across(writer.briefing.disputes, writer)[:DISPUTES], SIDES)
    yield Heading(texts.say("how"))
    yield Listed(tuple((Run(paragraph),) for paragraph in texts.guide()))


def _annex(writer: _Writer, material: Material) -> Iterator[Block]:
    texts = writer.texts
    yield PageBreak()
    yield Heading(texts.say("annex"))
    for kind in KINDS:
        if kind not in ("cumulative", "map"):
            yield _drawn(kind, material, texts, 92)
        yield from _data(picture(kind, material, texts), texts)
    yield Heading(texts.say("disputed"), 2)
    yield from _disputes(writer, writer.briefing.disputes, None)
    yield from _conduct(writer, None)
    balances = (*writer.briefing.headlines, *writer.briefing.balances)
    yield _estimates(texts.say("all_estimates"), balances, writer)
    yield Heading(texts.say("sources"), 2)
    yield Listed(tuple((Run(_where(source, texts)),) for source in writer.briefing.sources))


def _spread(balances: Sequence[Balance]) -> list[Balance]:
    """The first of each measure in turn, until the page is full."""
    groups: dict[str, list[Balance]] = {}
    for balance in balances:
        groups.setdefault(balance.what.split(" · ")[0], []).append(balance)
    turns = [group[turn] for turn in range(len(balances)) for group in groups.values() if turn < len(group)]
    return turns[:HEADLINES]


def _headline(balance: Balance, writer: _Writer) -> tuple[str, str, tuple[Run, ...]]:
    texts = writer.texts
    value = texts.written(words.readable(balance.value, balance.wide))
    behind = next((writer.claims[c] for c in balance.claims if writer.claims[c].start is not None), None)
    what = Run(in_language(balance.what, texts), note=_note(behind, writer) if behind else None)
    return f"{value} {texts.say('people')}", _interval(balance, texts), (what,)


def _interval(balance: Balance, texts: Texts) -> str:
    ends = [
        texts.written(words.readable(end, balance.wide)) for end in (balance.likely.low, balance.likely.high)
    ]
    return texts.say("interval80", low=ends[0], high=ends[1])


def _changed(changes: Changes | None, texts: Texts) -> str:
    if changes is None:
        return texts.say("first")
    day = texts.day(changes.since)
    if not changes.changes:
        return texts.say("unchanged", day=day)
    counted = {str(kind): texts.number(changes.count(kind)) for kind in ChangeKind}
    return texts.say("changes", day=day, **counted)


def _tables(writer: _Writer, material: Material) -> Iterator[Block]:
    """Estimates of the flows by phase, by status and by crossing or province, the largest of each."""
    texts, known = writer.texts, {e.key: e.margin for e in material.account.estimates}
    told = [b for b in (*writer.briefing.headlines, *writer.briefing.balances) if b.key in known]
    moved = [b for b in told if known[b.key].measure in ("returned", "deported")]
    tests = {
        "phase": [
            b for b in moved if known[b.key].phase and not known[b.key].places and not known[b.key].status
        ],
        "status": [b for b in moved if known[b.key].status and not known[b.key].places],
        "crossing": [b for b in moved if known[b.key].places],
    }
    yield Heading(texts.say("table"))
    rows: list[tuple[tuple[Run, ...], ...]] = []
    for key, balances in tests.items():
        rows.append(((Run(texts.say(key), bold=True),), (), ()))
        widest = sorted(balances, key=lambda b: (-b.value, b.key))[:ROWS]
        rows += [_row(balance, writer)[:3] for balance in widest]
        rows += [] if widest else [((Run(texts.say("nothing")),), (), ())]
    head = tuple(texts.say(key) for key in ("counted", "estimate", "range"))
    yield Table(texts.say("table"), head, tuple(rows), (6, 2, 3))


def _row(balance: Balance, writer: _Writer) -> tuple[tuple[Run, ...], ...]:
    texts = writer.texts
    ends = (balance.likely.low, balance.likely.high)
    shown = " – ".join(texts.written(words.readable(end, balance.wide)) for end in ends)
    value = texts.written(words.readable(balance.value, balance.wide))
    basis = texts.say(balance.basis, group="basis")
    return (Run(in_language(balance.what, texts)),), (Run(value),), (Run(shown),), (Run(basis),)


def _estimates(caption: str, balances: Iterable[Balance], writer: _Writer) -> Table:
    head = tuple(writer.texts.say(key) for key in ("counted", "estimate", "range", "basis"))
    return Table(caption, head, tuple(_row(balance, writer) for balance in balances), (5, 2, 3, 2))


def _timeline(writer: _Writer) -> Iterator[Block]:
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
    yield Table(texts.say("timeline"), head, rows, (2, 3, 5, 2))


def _conduct(writer: _Writer, most: int | None) -> Iterator[Block]:
    """The newest claims about arrests and what was alleged with its answer.

    Words about conduct are quoted as their publisher printed them, never from reports of persons.
    """
    texts, briefing = writer.texts, writer.briefing
    arrests = [c for c in briefing.claims if c.what.startswith("arrested") and c.value is not None]
    newest = sorted(arrests, key=lambda c: (str(c.period_end or ""), c.value or 0), reverse=True)[:most]
    items = [_told(claim, writer) for claim in newest]
    for exchange in briefing.exchanges[:most]:
        opening = exchange.opening
        words = f"\u2068“{_short(opening.text)}”\u2069"
        items.append((Run(f"{texts.term(opening.kind)} · {texts.term(opening.speaker)}: {words}"),))
    yield Heading(texts.say("conduct"))
    yield Listed(tuple(items) or ((Run(texts.say("no_conduct")),),))


def _across(disputes: Sequence[Dispute], writer: _Writer) -> list[Dispute]:
    """Those between parties first, otherwise in their order."""
    return sorted(disputes, key=lambda d: len({writer.claims[c].party for c in d.claims}) < 2)


def _disputes(writer: _Writer, disputes: Iterable[Dispute], most: int | None) -> Iterator[Block]:
    texts = writer.texts
    items = []
    for dispute in disputes:
        kind = texts.term(dispute.code.replace("_", " "))
        apart = texts.say("apart", number=texts.number(dispute.apart))
        runs = [Run(f"{kind} ({apart}): ", bold=True)]
        told = _sides([writer.claims[claim] for claim in dispute.claims])[:most]
        for position, claim in enumerate(told):
            runs += [Run("; ")] if position else []
            runs += _told(claim, writer)
        if left := len(dispute.claims) - len(told):
            runs.append(Run("; " + texts.say("more", group="pictures", count=texts.number(left))))
        if dispute.causes:
            causes = "; ".join(texts.term(cause) for cause in dispute.causes[:2])
            runs.append(Run(". " + texts.say("causes", causes=causes)))
        items.append(tuple(runs))
    yield Listed(tuple(items) or ((Run(texts.say("no_disputes")),),))


def _sides(claims: Sequence[Claim]) -> list[Claim]:
    """The claims with the first of each party ahead of its others."""
    first = {claim.party_label: claim for claim in reversed(claims)}
    return sorted(claims, key=lambda claim: first[claim.party_label] is not claim)


def _told(claim: Claim, writer: _Writer) -> tuple[Run, ...]:
    """A claim with its number, claimant, scope, and the note that leads to its words."""
    texts = writer.texts
    who = texts.term(claim.party_label if claim.party else claim.claimant)
    return (
        Run(amount(claim, texts), bold=True),
        Run(f" {who}, {in_language(claim.what, texts)}", note=_note(claim, writer)),
    )


def _note(claim: Claim, writer: _Writer) -> Note | None:
    source = writer.sources.get(claim.document)
    if source is None or claim.start is None or claim.end is None:
        return None
    passage = next((p for p in source.passages if p.start <= claim.start < p.start + len(p.text)), None)
    if passage is None:
        return None
    at = claim.start - passage.start
    before = passage.text[:at].split()[-AROUND:]
    quote = " ".join([*before, *passage.text[at:].split()][:QUOTE_WORDS])
    return Note(quote, _where(source, writer.texts))


def _short(text: str) -> str:
    pieces = text.split()
    return " ".join(pieces[:QUOTE_WORDS]) + (" …" if len(pieces) > QUOTE_WORDS else "")


def _where(source: SourceText, texts: Texts) -> str:
    when = [texts.day(source.published)] if source.published else []
    return ", ".join([source.publisher or source.title or source.name, *when])


def _drawn(kind: str, material: Material, texts: Texts, width: int) -> Drawn:
    made = picture(kind, material, texts)
    return Drawn(made, svg(made) if can_draw() and made.specification else None, width)


def _data(made: Picture, texts: Texts) -> Iterator[Block]:
    if made.rows:
        rows = tuple(tuple((Run(cell),) for cell in row) for row in made.rows)
        caption = f"{texts.say('data')}: {made.title}"
        yield Table(caption, made.columns, rows, (4, *[2] * (len(made.columns) - 1)))
