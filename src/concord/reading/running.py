"""The periods that hold beyond their sentence: of the paragraph, the heading, the report, the figures before.

A bulletin states its day or week once, in its title, its first lines or a heading, and every figure
that does not say otherwise is of that day or week; cumulative totals run from a base date that is
stated once as well ("base date 1 June") to the day of the report.
"""

from bisect import bisect_left
from collections.abc import Iterable

from concord.evidence import PartialDate
from concord.reading.datelines import closes_line, is_closing, is_dateline, is_live
from concord.reading.dates import When
from concord.reading.drafts import Draft, Scene
from concord.reading.lexicon import Cue

__all__ = ["Found", "Period", "Running", "is_bulletin"]

Period = tuple[PartialDate | None, PartialDate | None]
Found = tuple[Period, tuple[int, int] | None, list[str]]

_HEAD = 60  # tokens at the top of a document in which its period stands
_LABEL = 4  # tokens between the words "reporting period" and the date
_DAY = 10  # characters of a date as precise as a day
_DATED = frozenset({"date", "day", "dated"})  # Date: 12 November 2023


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
        self.top = above[:3]
        self.declared = self._declared(scene)
        self.bulletin = self.bulletin or self.declared is not None
        self.dated = self._dated(scene)
        self.live = is_live(scene)
        span = [self.span] if self.span else []
        self.stated = self.declared or self.dated or next(iter((*self.titled, *span, *above)), None)
        self.items = [when for when in scene.whens if closes_line(scene, when)]
        self.today = self._own_day([self.stated] if self.bulletin and self.stated else above)
        self.shape = (
            f"{_shape(self.stated)} {'bulletin' if self.bulletin else 'live' if self.live else 'text'}"
        )

    def _declared(self, scene: Scene) -> When | None:
        """The date that stands right after a word for the period of the report, at its top."""
        declared = self._first_after([cue.last for cue in scene.within("declared", 0, _HEAD)])
        return declared or next((when for when in self.top if is_closing(scene, when)), None)

    def _dated(self, scene: Scene) -> When | None:
        """The date of the line "Date: 12 November 2023" at the top."""
        words = scene.page.words[:_HEAD]
        return self._first_after(
            [at for at, word in enumerate(words) if word == ":" and words[at - 1] in _DATED]
        )

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
            if (
                when.role == "until"
                and len(when.end.text) == _DAY
                and (said is None or when.end.last <= said.last)
            ):
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


def _shape(stated: When | None) -> str:
    return "open" if stated is None else "span" if stated.span else "day"
