"""What stands beside the figures, as blocks: sites against standards, conduct, days ahead, corrections."""

from collections.abc import Iterator, Sequence

from concord.evidence import PartialDate
from concord.publish import words
from concord.publish.balances import Interval
from concord.publish.beside import ConductNote, CorrectionNote, ExpectedPeople, SiteStanding
from concord.publish.corrections import CorrectionState
from concord.publish.print.sheet import Block, Heading, Listed, Run, Table
from concord.publish.print.writer import Writer

__all__ = ["conduct", "corrections", "expected", "expected_days", "sites"]

STATES = {
    CorrectionState.OPEN: "open",
    CorrectionState.REPORTED: "reported to who said it",
    CorrectionState.ACKNOWLEDGED: "acknowledged as wrong",
    CorrectionState.FIXED: "fixed in a later publication",
}
HEDGES = {">=": "at_least", "<=": "at_most", "<": "below"}


def sites(writer: Writer, most: int | None) -> Iterator[Block]:
    """Broken standards first, those broken longest ahead; a line where no site was told."""
    told = sorted(writer.briefing.sites, key=_longest)
    yield Heading(writer.say("sites"))
    if not told:
        yield Listed(((Run(writer.say("no_sites")),),))
        return
    head = tuple(writer.say(key) for key in ("place", "standard", "found", "asked", "since", "trend"))
    rows = [_site(one, writer) for one in told[:most]]
    if left := len(told) - len(rows):
        rows.append(_more(left, writer))
    yield Table(writer.say("sites"), head, tuple(rows), (4, 4, 2, 6, 3, 2))


def conduct(writer: Writer, most: int | None) -> tuple[tuple[Run, ...], ...]:
    """A line for each kind and month of reports, with what the authorities named have answered."""
    return tuple((Run(_reports(note, writer)),) for note in writer.briefing.conduct[:most])


def expected(writer: Writer, most: int | None) -> Iterator[Block]:
    """Sums over the days ahead, and that they are no target; nothing where no days were worked out."""
    sums = [one for one in writer.briefing.expected if one.start != one.end]
    if not sums:
        return
    yield Heading(writer.say("expected"))
    yield _expected(writer.say("expected"), sums[:most], writer)
    yield Listed(((Run(writer.say("no_target")),),))


def expected_days(writer: Writer) -> Iterator[Block]:
    """Every day ahead by itself."""
    days = [one for one in writer.briefing.expected if one.start == one.end]
    if days:
        yield Heading(f"{writer.say('expected')} · {writer.say('daily')}", 2)
        yield _expected(f"{writer.say('expected')} · {writer.say('daily')}", days, writer)


def corrections(writer: Writer, most: int | None) -> Iterator[Block]:
    """How many corrections stand where, and those with the newest step; nothing where none was handed in."""
    told = writer.briefing.corrections
    if not told:
        return
    states = [one.state for one in told]
    counts = (
        f"{writer.texts.term(STATES[state])}: {writer.texts.number(states.count(state))}"
        for state in CorrectionState
    )
    yield Heading(writer.say("corrections"))
    yield Listed(((Run(writer.say("semicolon").join(counts)),),))
    yield Listed(tuple(_correction(one, writer) for one in told[:most]))


def _correction(one: CorrectionNote, writer: Writer) -> tuple[Run, ...]:
    """The figure with its note, where it stands since when, and what is wrong with it."""
    texts = writer.texts
    claim = writer.claims.get(one.claim)
    figure = (Run(writer.say("figure_gone")),) if claim is None else writer.claim(claim)
    state = Run(texts.term(STATES[one.state]), link=writer.address("corrections", one.number))
    who = (texts.day(one.since), writer.isolated(texts.term(one.by)), writer.quoted(one.wrong))
    return (*figure, Run(writer.say("semicolon")), state, Run(" · " + " · ".join(who)))


def _longest(one: SiteStanding) -> tuple[bool, str, str, str]:
    return one.broken_since is None, str(one.broken_since), one.site, one.standard


def _site(one: SiteStanding, writer: Writer) -> tuple[tuple[Run, ...], ...]:
    texts = writer.texts
    found = writer.say("none_there") if one.value is None else texts.number(round(one.value, 1))
    threshold = texts.say(HEDGES[one.comparison], group="hedges", number=texts.number(one.threshold))
    asked = f"{threshold} {texts.term(one.unit)}"
    since = texts.day(one.broken_since) if one.broken_since else writer.say("met")
    place = Run(texts.term(one.place), link=writer.address("sites", one.site))
    value = Run(found, link=writer.address("sites", one.site))
    rest = writer.row((asked, since, texts.term(one.trend)))
    return (place,), (Run(texts.term(one.standard)),), (value,), *rest


def _reports(note: ConductNote, writer: Writer) -> str:
    texts = writer.texts
    told = {"kind": texts.term(note.kind), "month": writer.isolated(texts.day(PartialDate(note.month)))}
    one = note.reports == 1
    pieces = [writer.say("reports_one" if one else "reports", reports=texts.number(note.reports), **told)]
    if note.people is not None:
        pieces.append(writer.say("in_reports", people=texts.number(note.people)))
    if note.withheld:
        pieces.append(writer.say("few"))
    pieces += [f"{texts.term(answer)}: {texts.number(number)}" for answer, number in note.answers]
    return writer.say("semicolon").join(pieces)


def _expected(caption: str, rows: Sequence[ExpectedPeople], writer: Writer) -> Table:
    head = tuple(writer.say(key) for key in ("where", "may_come", "range"))
    return Table(caption, head, tuple(_ahead(row, writer) for row in rows), (6, 2, 3))


def _ahead(row: ExpectedPeople, writer: Writer) -> tuple[tuple[Run, ...], ...]:
    texts, day = writer.texts, writer.texts.day
    place = texts.term(row.where)
    days = {"start": day(row.start), "end": day(row.end)}
    where = day(row.start) if row.start == row.end else writer.say("over", place=place, **days)
    ends = [_rounded(end, row, writer) for end in (row.low80, row.high80)]
    link = f"{writer.briefing.address}ahead/" if writer.briefing.address else ""
    shown = _rounded(row.people, row, writer) if row.people is not None else texts.term("fewer than 10")
    return (Run(where),), (Run(shown, link=link),), (Run(" – ".join(ends)),)


def _rounded(number: float, row: ExpectedPeople, writer: Writer) -> str:
    return writer.texts.written(words.readable(number, Interval(row.low95, row.high95)))


def _more(left: int, writer: Writer) -> tuple[tuple[Run, ...], ...]:
    told = writer.texts.say("more", group="pictures", count=writer.texts.number(left))
    return writer.row((told, *[""] * 5))
