"""The periods that hold beyond their sentence: of the paragraph, the heading, the report, the figures before.

A bulletin states its day or week once, in its title, its first lines or a heading, and every figure
that does not say otherwise is of that day or week; cumulative totals run from a base date that is
stated once as well ("base date 1 June") to the day of the report.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from concord.evidence import Kind, PartialDate
from concord.reading.choose import bucket
from concord.reading.dates import When
from concord.reading.drafts import Draft, Scene
from concord.reading.lexicon import Cue

__all__ = [
    "Period",
    "Running",
    "base_periods",
    "earlier_periods",
    "is_bulletin",
    "is_dateline",
    "is_day_of_speech",
    "opens_item",
    "stated_periods",
]

Period = tuple[PartialDate | None, PartialDate | None]
Found = tuple[Period, tuple[int, int] | None, list[str]]

_HEAD = 60  # tokens at the top of a document in which its period stands
_LABEL = 4  # tokens between the words "reporting period" and the date
_DAY = 10  # characters of a date as precise as a day
_DATED = frozenset({"date", "day", "dated"})  # Date: 12 November 2023
_DATELINE = 8  # tokens at the top among which a dateline gives its day
_TOLD = frozenset({"informed", "told", "reminded", "reported", "claimed", "assured", "learned", "heard"})
_SPEECH_GAP = 4  # tokens between a verb of saying and the day on which it was said
_RECENT = 40  # figures back that are remembered, so that time grows with the text and no faster
_EARLIER = 5  # different periods of figures before that are considered
_PARAGRAPH = 3  # dates of the paragraph before the sentence that are considered


class Running:
    """What a document says of its time as a whole.

    Attributes:
        whens: its dates in the order of the text; firsts: the first tokens of these.
        head: the dates of its title and its first lines, the title's first.
        bulletin: whether it is a regular report; stated: the first date of its head.
        today: the day or the last day of the period that its head names, else of publication.
    """

    def __init__(self, scene: Scene, published: PartialDate | None) -> None:
        self.whens, self.published = scene.whens, published
        self.firsts = [when.first for when in scene.whens]
        self.bulletin = scene.issued_regularly
        figure = min((draft.first for draft in scene.numbers), default=_HEAD)
        top = [when for when in scene.whens if when.first < _HEAD and not is_dateline(scene, when)]
        above = [when for when in top if when.first < figure]
        self.titled = [when for when in scene.titled if len(when.end.text) > 4][:2]
        self.span = next((when for when in top if when.span), None)
        self.declared = self._declared(scene)
        self.bulletin = self.bulletin or self.declared is not None
        self.dated = self._dated(scene)
        self.top = above[:3]
        span = [self.span] if self.span else []
        self.stated = self.declared or self.dated or next(iter((*self.titled, *span, *above)), None)
        self.items = [when for when in scene.whens if _closes_line(scene, when)]
        self.today = self._own_day([self.stated] if self.bulletin and self.stated else above)
        self.shape = f"{_shape(self.stated)} {'bulletin' if self.bulletin else 'text'}"

    def _declared(self, scene: Scene) -> When | None:
        """The date that stands right after a word for the period of the report, at its top."""
        return self._first_after([cue.last for cue in scene.within("declared", 0, _HEAD)])

    def _dated(self, scene: Scene) -> When | None:
        """The date of the line "Date: 12 November 2023" at the top."""
        words = scene.page.words[:_HEAD]
        return self._first_after([at for at, word in enumerate(words) if word == ":" and words[at - 1] in _DATED])

    def _first_after(self, labels: Iterable[int]) -> When | None:
        """The first date that stands right after one of these tokens."""
        return next((when for at in labels for when in self.within(at, at + _LABEL)), None)

    def _own_day(self, whens: list[When]) -> PartialDate | None:
        """The last of these days that does not lie after publication, which it replaces."""
        days = [when.end for when in whens if len(when.end.text) == 10]
        known = self.published
        return next((day for day in days if known is None or day.last <= known.last), known)

    def said(self, token: int) -> PartialDate | None:
        """The day of publication: in a compilation, of the item that a token stands in."""
        item = next((when for when in reversed(self.items) if when.first < token), None)
        return item.end if item is not None else self.published

    def closing(self, scene: Scene, draft: Draft) -> PartialDate | None:
        """The day to which a figure counts: of its heading, of the regular report, else of publication."""
        said = self.said(draft.number.first)
        heading = scene.heading[draft.sentence]
        for when in self.within(*scene.page.bounds[heading]) if heading is not None else ():
            if when.role == "until" and len(when.end.text) == _DAY and (said is None or when.end.last <= said.last):
                return when.end
        return self.today if self.bulletin and not self.items else said

    def reported(self) -> tuple[str, When] | None:
        """The date of a regular report, or of the line "Date:" at the top of any other."""
        if self.stated is None or not (self.bulletin or self.dated):
            return None
        return ("report" if self.bulletin else "dated report"), self.stated

    def within(self, first: int, last: int) -> list[When]:
        """The dates that begin at tokens first to last - 1."""
        return self.whens[bisect_left(self.firsts, first) : bisect_left(self.firsts, last)]

    def base(self, scene: Scene, draft: Draft) -> When | None:
        """The date since which totals are counted: of the heading, of the block, of the head, or the last."""
        before = self.whens[: bisect_left(self.firsts, draft.number.first)]
        since = [when for when in before if when.role == "since"]
        sentence, block = scene.page.sentence, scene.block
        for when in reversed(since):
            if block[sentence[when.first]] == block[draft.sentence]:
                return when
        return since[0] if since and since[0].first < 2 * _HEAD else since[-1] if since else None


def is_bulletin(scene: Scene, titled: Iterable[Cue]) -> bool:
    """Whether title or first lines call a document a daily report, an update, a bulletin."""
    return any(cue.role == "bulletin" for cue in titled) or bool(scene.within("bulletin", 0, _HEAD // 2))


def is_dateline(scene: Scene, when: When) -> bool:
    """KABUL, Feb 14 (Reuters) - : the day on which a report was filed."""
    words = scene.page.words
    if when.first > _DATELINE or words[max(0, when.first - 1)] not in (",", "("):
        return False
    return any(word in "-:" for word in words[when.last : when.last + 5])


def is_day_of_speech(scene: Scene, when: When) -> bool:
    """On Friday beside a verb of saying: the day of the claim, not of what it counts."""
    if when.role != "in":
        return False
    first, last = scene.page.bounds[scene.page.sentence[when.first]]
    if _introduces(scene, when, first):
        return True
    verbs = scene.within("speech", max(first, when.first - _SPEECH_GAP), min(last, when.last + 1))
    short = not when.span and len(when.start.text) == 10
    return any(_says(verb, when, short) for verb in verbs)


def _introduces(scene: Scene, when: When, first: int) -> bool:
    """Whether what was said follows the date: reported to the cabinet in June *that*, was told on Friday that."""
    words = scene.page.words
    if when.span or when.last >= len(words) or words[when.last] != "that":
        return False
    return bool(scene.within("speech", first, when.first)) or not _TOLD.isdisjoint(words[first : when.first])


def _says(verb: Cue, when: When, short: bool) -> bool:
    near = -1 <= when.first - verb.last <= 1
    return (verb.code == "after" and (short or near)) or (verb.code == "weak" and near and short)


def _shape(stated: When | None) -> str:
    return "open" if stated is None else "span" if stated.span else "day"


def _closes_line(scene: Scene, when: When) -> bool:
    """Whether a date closes a line in brackets, or a dateline in brackets opens one: [Herat, 19 October]."""
    words = scene.page.words
    around = (words[when.first - 1] if when.first else "", *words[when.last : when.last + 2])
    return opens_item(scene, when) or (around == ("(", ")", "\n") and len(when.end.text) == _DAY)


def opens_item(scene: Scene, when: When) -> bool:
    """Whether a date is the dateline in brackets of an item: [Herat, 19 October]."""
    words = scene.page.words
    bracketed = words[max(0, when.first - 1)] == "," and words[when.last : when.last + 1] == ["]"]
    return bracketed and len(when.end.text) == _DAY


def stated_periods(scene: Scene, running: Running, draft: Draft) -> Iterator[Found]:
    """The periods stated in the title, the first lines, the heading and the paragraph of a figure."""
    first = scene.page.bounds[draft.sentence][0]
    for name, whens in (
        ("title", running.titled),
        ("top", running.top),
        ("top span", [running.span] if running.span else []),
        ("heading", _of_heading(scene, running, draft)),
        ("paragraph", _of_paragraph(scene, running, first)),
    ):
        for rank, when in enumerate(whens):
            words = None if name == "title" else (when.first, when.last)
            features = [f"{name}:{rank}", f"{name}:{len(when.end.text)}:{when.span}", f"{name}:{when.role}"]
            if when.role == "since":
                yield (when.start, running.said(first)), words, [*features, f"{name} on"]
                yield (when.start, running.today), words, [*features, f"{name} to today"]
            else:
                yield (when.start, when.end), words, [*features, f"{name} whole"]
                yield (None, when.end), words, [*features, f"{name} end"]


def _of_heading(scene: Scene, running: Running, draft: Draft) -> list[When]:
    heading = scene.heading[draft.sentence]
    return running.within(*scene.page.bounds[heading])[:2] if heading is not None else []


def _of_paragraph(scene: Scene, running: Running, first: int) -> list[When]:
    """The dates of the paragraph before a sentence, the last first."""
    paragraph = scene.page.paragraph
    before = running.whens[: bisect_left(running.firsts, first)]
    last = before[: -_PARAGRAPH - 1 : -1]
    return [when for when in last if paragraph[when.first] == paragraph[first]]


def earlier_periods(scene: Scene, drafts: list[Draft], i: int) -> Iterator[Found]:
    """The periods of the figures before, the last first, and how they fit this figure."""
    draft, kind = drafts[i], drafts[i].get("kind")
    again = any(scene.in_sentence(role, draft.sentence) for role in ("anaphor", "same"))
    counts: dict[Period, int] = {}
    recent = drafts[max(0, i - _RECENT) : i]
    for before in recent:
        period = _period_of(before)
        counts[period] = counts.get(period, 0) + 1
    seen: set[Period] = set()
    for before in reversed(recent):
        period = _period_of(before)
        if period in seen:
            continue
        seen.add(period)
        name = f"before{min(len(seen), 3)}"
        relation, known = scene.relation(draft, before), "known" if any(period) else "unknown"
        alike = f"{before.get('kind') == kind}:{before.get('measure') == draft.get('measure')}"
        share = counts[period] * 4 // len(recent)
        features = [f"{name}:{relation}:{known}", f"{name}:{alike}:{known}", f"{name}:share={share}:{known}"]
        features += [f"{name}:{relation}:{alike}", f"{name}:again:{again}:{known}"]
        features += [f"before:far={bucket(draft.sentence - before.sentence)}:{known}"]
        yield period, before.why.get("period_end"), features
        if len(seen) == _EARLIER:
            return


def _period_of(draft: Draft) -> Period:
    start, end = draft.get("period_start"), draft.get("period_end")
    return (
        start if isinstance(start, PartialDate) else None,
        end if isinstance(end, PartialDate) else None,
    )


def base_periods(scene: Scene, running: Running, draft: Draft) -> Iterator[Found]:
    """From the base date stated before, in the heading or once at the top, to the report's day."""
    if draft.get("kind") == Kind.STOCK:
        return
    base = running.base(scene, draft)
    if base is None:
        return
    heading = scene.heading[draft.sentence]
    headed = heading is not None and scene.page.sentence[base.first] == heading
    near = "heading" if headed else "top" if base.first < _HEAD else "text"
    ends = {"today": running.today, "said": running.said(draft.number.first)}
    for name, end in ends.items():
        yield (base.start, end), (base.first, base.last), [f"base:{near}", f"base:{near}:{name}"]
