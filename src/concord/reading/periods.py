"""The period of a figure: of a flow its first and last date, of a stock its as-of date.

Options are the dates of the sentence by their role ("since" gives a start and runs to the as-of
date or to publication; "by" gives an end), the periods that hold beyond their sentence
(``running``), the launch of the campaign as the situation dates it, the document's own date, and
none. A deadline, and the day on which somebody speaks, are no periods.
"""

from collections.abc import Iterator

from concord.evidence import Kind, PartialDate
from concord.reading.asides import is_rate, without_launches
from concord.reading.cells import cell_dates, is_cumulative
from concord.reading.choose import Option
from concord.reading.datelines import is_dateline, is_day_of_speech, is_of_comparison, is_quoted, opens_item
from concord.reading.dates import When
from concord.reading.drafts import Draft, Scene
from concord.reading.governing import cell_period, grammatical_period
from concord.reading.period_sources import base_periods, earlier_periods, stated_periods
from concord.reading.running import Found, Period, Running
from concord.situation import Situation

__all__ = ["launch_of", "period_options"]

_LAUNCH_REACH = 14
_NEAREST = 4  # dates of a sentence that are considered
_TOTAL_REACH = 6  # tokens between a number and a word that calls it a total
_LENGTHS = ((3, "day"), (17, "week"), (80, "month"), (370, "year"))  # fewer days than, and the name


def launch_of(situation: Situation) -> PartialDate | None:
    """The month in which the first phase began, as the host's government claims it."""
    government = situation.government_of(situation.host)
    starts = [
        claim.start for phase in situation.phases for claim in phase.claims if claim.party == government
    ]
    return PartialDate(min(starts)[:7]) if starts else None


def period_options(
    scene: Scene, drafts: list[Draft], i: int, published: PartialDate | None, launch: PartialDate | None
) -> list[Option]:
    """All periods that the words make possible for a figure; one option a period, all that speaks for it."""
    running = _running(scene, published)
    pool = _Pool(scene, drafts[i], running)
    pool.add((None, None), None, ["none"])
    ordered = without_launches(scene, running.within(*scene.page.bounds[drafts[i].sentence]))
    whens = _nearest_first(scene, drafts[i], ordered)
    if drafts[i].number.first in scene.tables.cells:
        pool.total = "total" if is_cumulative(scene, drafts[i]) else "plain"
    rule, period = cell_period(scene, drafts, i, running) or grammatical_period(
        scene, drafts, i, _events(scene, drafts[i], ordered, running), running, total=pool.total == "total"
    )
    pool.rule = rule
    pool.add(period, None, [f"rule:{rule}", "rule"])
    for when in whens[:_NEAREST]:
        for found in _dated(scene, drafts, i, when, whens, running):
            pool.add(*found)
    for finder in (
        _labelled(scene, drafts, i, running),
        earlier_periods(scene, drafts, i),
        stated_periods(scene, running, drafts[i]),
        base_periods(scene, running, drafts[i]),
        _launched(scene, drafts[i], running, launch),
        _of_publication(scene, drafts[i], running),
    ):
        for found in finder:
            pool.add(*found)
    alone = pool.found.get(pool.kept(period))
    captioned = rule.startswith("cell above") and all(period) and pool.kind == Kind.FLOW
    decided = captioned or rule.startswith(("cell header", "cell row"))
    return [alone] if alone is not None and decided else pool.options()


def _running(scene: Scene, published: PartialDate | None) -> Running:
    if scene.running is None:
        scene.running = Running(scene, published)
    return scene.running


class _Pool:
    """Options by their period; a stock keeps no start."""

    def __init__(self, scene: Scene, draft: Draft, running: Running) -> None:
        self.kind, self.measure, self.shape = draft.get("kind"), draft.get("measure"), running.shape
        number = draft.number
        first, last = scene.page.bounds[draft.sentence]
        reach = (max(first, number.first - _TOTAL_REACH), min(last, number.last + 3))
        self.total = "total" if scene.within("total", *reach) else "plain"
        self.rule = ""
        self.sense = "planned" if draft.get("projected") else "rate" if is_rate(scene, draft) else "told"
        self.size = "share" if draft.unit == "percent" else f"1e{min(6, len(str(int(number.value))))}"
        self.found: dict[Period, Option] = {}

    def kept(self, period: Period) -> Period:
        """A period as the figure keeps it: a stock has no start."""
        return (None, period[1]) if self.kind == Kind.STOCK else period

    def add(self, period: Period, words: tuple[int, int] | None, features: list[str]) -> None:
        """Let these features speak for a period, each alone and with what the figure is."""
        period = self.kept(period)
        option = self.found.get(period)
        if option is None:
            option = self.found[period] = Option(period, words)
        option.words = option.words or words
        first = features[0]
        option.features += features
        option.features += [
            f"{first}|{self.sense}",
            *([f"{first}~{self.rule}"] if self.rule and first[:4] != "rule" else []),
        ]

    def options(self) -> list[Option]:
        """The options, each with the shape and the length of its period."""
        for (start, end), option in self.found.items():
            shape = f"{'start' if start else 'open'}-{'end' if end else 'open'}"
            option.features += [
                f"{shape}|{self.sense}",
                f"{shape}|{self.kind}:{self.measure}",
                f"{shape}|{self.kind}:{self.total}",
                f"{shape}|{self.shape}|{self.kind}",
            ]
            if start and end:
                length = _length(start, end)
                option.features += [
                    f"{length}|{self.size}",
                    f"{length}:{self.total}",
                    f"{length}|{self.shape}",
                ]
        return list(self.found.values())


def _length(start: PartialDate, end: PartialDate) -> str:
    """How long a period is, in the classes that people count by."""
    days = (end.last - start.first).days
    return next((name for fewer, name in _LENGTHS if days < fewer), "long")


def _events(scene: Scene, draft: Draft, whens: list[When], running: Running) -> list[When]:
    """The dates that date events: no day of a speech, of an item, no deadline, no day still to come."""
    idle = (is_day_of_speech, _is_deadline, is_dateline, is_of_comparison, is_quoted, opens_item)
    said = running.published
    return [
        when
        for when in whens
        if not any(test(scene, when) for test in idle)
        and (said is None or draft.get("projected") or when.start.first <= said.last)
    ]


def _is_deadline(scene: Scene, when: When) -> bool:
    return bool(scene.within("deadline", max(0, when.first - 5), when.first))


def _nearest_first(scene: Scene, draft: Draft, whens: list[When]) -> list[When]:
    number = draft.number
    return sorted(whens, key=lambda when: scene.distance(number.first, number.last, when))


def _dated(
    scene: Scene, drafts: list[Draft], i: int, when: When, whens: list[When], running: Running
) -> Iterator[Found]:
    """What a date of the sentence may say: the whole, the start or the end of a period."""
    features = _features(scene, drafts, i, when)
    words = (when.first, when.last)
    said = running.said(when.first)
    since = next((w for w in whens if w.role == "since" and w is not when), None)
    until = next((w for w in whens if w.role != "since" and w is not when), None)
    if when.role == "since":
        yield (when.start, said), words, ["since", *features]
        yield (when.start, running.today), words, ["since to today", *features]
        yield (when.start, running.closing(scene, drafts[i])), words, ["since to closing"]
        if until is not None and when.start.first <= until.end.last:
            yield (when.start, until.end), words, [f"since to {until.role}", *features]
        if i and isinstance(end := drafts[i - 1].get("period_end"), PartialDate):
            yield (when.start, end), words, ["since to last end", *features]
        return
    if when.role != "until" or when.span:  # up to a day is not on that day
        yield (when.start, when.end), words, [f"within:{when.role}", *features]
    yield (None, when.end), words, [f"as of:{when.role}", *features]
    if since is not None and since.start.first <= when.end.last:
        yield (since.start, when.end), words, [f"since as of:{when.role}", *features]
    elif since is None and (base := running.base(scene, drafts[i])) is not None:
        yield (base.start, when.end), words, [f"base as of:{when.role}", *features]
    if until is not None and when.start.first < until.end.last < when.end.last:
        yield (PartialDate.of(when.start.first), until.end), words, ["so far until", *features]
    if said is not None and when.start.first < said.last <= when.end.last and len(when.end.text) < 10:
        yield (when.start, said), words, ["so far", *features]


def _labelled(scene: Scene, drafts: list[Draft], i: int, running: Running) -> Iterator[Found]:
    """The dates of the headers and row labels of a cell: each governs its column or its row."""
    dates = cell_dates(scene, drafts[i])
    for rank, (how, when) in enumerate(dates):
        name = f"cell {min(rank, 1)}:{how}"
        for period, words, features in _dated(scene, drafts, i, when, [w for _, w in dates], running):
            yield period, words, [f"{name}:{features[0]}"]
        today = running.today
        if today is not None and when.start.first < today.last < when.end.last:
            yield (when.start, today), (when.first, when.last), [f"{name}:to today"]


def _features(scene: Scene, drafts: list[Draft], i: int, when: When) -> list[str]:
    """How a date stands to a figure: its role, and what speaks against it."""
    features = [f"role={when.role}|{drafts[i].get('kind')}"]
    if is_day_of_speech(scene, when):
        features.append("day of speech")
    if _is_deadline(scene, when):
        features.append("deadline")
    if is_dateline(scene, when):
        features.append("dateline")
    if scene.labels_another(drafts, i, when):
        features.append("labels another")
    if scene.beyond_another(drafts, i, when):
        features.append(f"beyond:{scene.side(drafts[i], when)}")
    return features


def _launched(scene: Scene, draft: Draft, running: Running, launch: PartialDate | None) -> Iterator[Found]:
    """Since the government launched the drive; in both phases."""
    if launch is None or draft.get("kind") == Kind.STOCK:
        return
    first, last = scene.page.bounds[draft.sentence]
    said = running.said(first)
    for cue in scene.within("when", first, last):
        if cue.code == "since" and scene.within("launch", cue.last, cue.last + _LAUNCH_REACH):
            yield (launch, said), (cue.first, cue.last), ["since launch"]
            break
    phases = scene.in_sentence("phase", draft.sentence)
    if any(cue.code == "all" for cue in phases):
        yield (launch, said), (phases[0].first, phases[0].last), ["all phases"]


def _of_publication(scene: Scene, draft: Draft, running: Running) -> Iterator[Found]:
    """The document's own day: as of it, or on it."""
    said = running.said(draft.number.first)
    now = scene.nearest(draft, scene.in_sentence("now", draft.sentence), limit=30)
    words = (now.first, now.last) if now else None
    told = "now" if now else "silent"
    yield (None, said), words, ["as of publication", f"published:{told}|{draft.get('kind')}"]
    yield (said, said), words, ["on publication", f"published:{told}"]
    yield (None, running.today), words, ["as of today", f"today:{told}|{draft.get('kind')}"]
    yield (running.today, running.today), words, ["on today", f"today:{told}"]
