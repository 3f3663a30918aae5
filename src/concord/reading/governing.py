"""Which dates of a sentence govern a figure, and the period that they make together by grammar alone.

"In 2023 some 40, in 2024 some 50": dates that lead govern what follows them, "40 in 2023 and 50 in
2024": dates that follow govern what stands before. A start, an end and a whole are sought apart, for
"as of 4 September the total was 5,000 since April" takes one from either side. A figure
without a date of its own takes that of the figure before in its paragraph, or of the report.
"""

from concord.evidence import Kind, PartialDate
from concord.reading.asides import is_aside
from concord.reading.cells import cell_dates, is_cumulative
from concord.reading.datelines import is_day_of_speech
from concord.reading.dates import When
from concord.reading.drafts import Draft, Scene
from concord.reading.inherited_periods import inherited_period, leader
from concord.reading.running import Period, Running

__all__ = ["cell_period", "grammatical_period", "order_of"]

_ROLES = ("since", "until", "in")
_OPENING = frozenset(",;:.(\n") | {"and"}
_DAY = 10  # characters of a date as precise as a day
_STOPS = frozenset(".;:\n")
_BRACKETED = 6  # tokens between a date and the marks of the bracket it stands in
_SUMMANDS = 4  # figures that may make a sum together
_TRAIL = 2  # tokens between a number and the date that trails it: "40 in 2023"


def order_of(scene: Scene, drafts: list[Draft], i: int, whens: list[When]) -> str:
    """Whether the dates of a sentence lead its figures or follow them."""
    j = i
    while j and drafts[j - 1].sentence == drafts[i].sentence:
        j -= 1
    return "lead" if whens and whens[0].first < drafts[j].number.first else "follow"


def grammatical_period(
    scene: Scene, drafts: list[Draft], i: int, whens: list[When], running: Running, *, total: bool
) -> tuple[str, Period]:
    """The period by grammar and the rule that gave it. ``whens`` are the dates of the sentence in order."""
    draft = drafts[i]
    if (summed := _summed(drafts, i)) is not None:
        return "sum", summed
    order = order_of(scene, drafts, i, whens)
    whens = [when for when in whens if not _is_enclosed(scene, draft, when)]
    roles = _ROLES[1:] if draft.get("kind") == Kind.STOCK else _ROLES
    own = dict.fromkeys(_ROLES) | {
        role: _of_own_order(scene, drafts, i, _of_role(whens, role), order) for role in roles
    }
    if not any(own.values()):
        own |= {role: next(iter(_beyond(scene, drafts, i, _of_role(whens, role))), None) for role in roles}
    if any(own.values()):
        return _own(scene, drafts, i, own, running)
    return inherited_period(scene, drafts, i, running, total=total and draft.get("kind") != Kind.STOCK)


def _summed(drafts: list[Draft], i: int) -> Period | None:
    """The period of a sum of the two to four figures before it: from the first of them to the last."""
    if drafts[i].get("kind") != Kind.FLOW:
        return None
    for count in range(2, min(i, _SUMMANDS) + 1):
        parts = drafts[i - count : i]
        if sum(part.number.value for part in parts) != drafts[i].number.value:
            continue
        starts = [part.get("period_start") for part in parts if part.get("period_start") is not None]
        ends = [part.get("period_end") for part in parts if part.get("period_end") is not None]
        if len(starts) == len(ends) == count:
            return min(starts, key=lambda day: day.first), max(ends, key=lambda day: day.last)
    return None


def cell_period(scene: Scene, drafts: list[Draft], i: int, running: Running) -> tuple[str, Period] | None:
    """The period that the header of a figure's cell gives, else the label of its row, else a line above."""
    dates = cell_dates(scene, drafts[i])
    if not dates or (dates[0][0] == "above" and is_cumulative(scene, drafts[i])):
        return None
    closest = [when for how, when in dates if how == dates[0][0]]
    found = {role: next(iter(_of_role(closest, role)), None) for role in _ROLES}
    rule, (start, end) = _own(scene, drafts, i, found, running)
    today = running.today
    if start is not None and today is not None and end == running.said(drafts[i].number.first):
        end = today if today.first > start.first else end  # so far runs to the day of the table
    return f"cell {dates[0][0]} {rule}", (start, end)


def _of_own_order(scene: Scene, drafts: list[Draft], i: int, whens: list[When], order: str) -> When | None:
    """The governing date of one role; of several, whether they lead or follow: 4 since April, 5 since May."""
    own = order_of(scene, drafts, i, whens) if len(whens) > 1 and whens[0].role == "since" else order
    return _governing(scene, drafts, i, whens, own)


def _is_enclosed(scene: Scene, draft: Draft, when: When) -> bool:
    """Whether a date stands with other words in a bracket closed before a figure: void (since March): 51."""
    if when.first > draft.number.first:
        return False
    words = scene.page.words
    before = words[max(0, when.first - _BRACKETED) : when.first]
    if ")" not in words[when.last : draft.number.first][:_BRACKETED] or "(" not in before:
        return False
    return ")" not in before[before.index("(") :]


def _of_role(whens: list[When], role: str) -> list[When]:
    return [when for when in whens if when.role == role]


def _governing(scene: Scene, drafts: list[Draft], i: int, whens: list[When], order: str) -> When | None:
    """The date of its own that governs a figure among those of one role."""
    number = drafts[i].number
    after = _beyond(scene, drafts, i, whens)
    beside = [
        w for w in whens if _labels(scene, w, number.first) or (w in after and _trails(scene, number.last, w))
    ]
    if beside:
        return beside[0]
    before = [when for when in whens if when.first < number.first and not _of_another(scene, drafts, i, when)]
    following = drafts[i + 1].number.first if i + 1 < len(drafts) else None
    own = [w for w in after if following is None or w.first < following]
    if own and (order == "follow" or not before):
        return own[0]
    return before[-1] if before else None


def _trails(scene: Scene, last: int, when: When) -> bool:
    """Whether a date follows a number at once: 40 in 2023; not beyond a stop: 40; since March 50."""
    return when.first - last <= _TRAIL and _STOPS.isdisjoint(scene.page.words[last : when.first])


def _beyond(scene: Scene, drafts: list[Draft], i: int, whens: list[When]) -> list[When]:
    """The dates after a figure that label none of the figures that follow, nor date an aside."""
    if not whens:
        return []
    last, following = drafts[i].number.last, drafts[i + 1 : i + 4]
    aside = next((draft.number.first for draft in following if is_aside(scene, draft)), None)
    return [
        w
        for w in whens
        if w.first >= last
        and (aside is None or w.first < aside)
        and not any(_labels(scene, w, draft.number.first) for draft in following)
    ]


def _labels(scene: Scene, when: When, number: int) -> bool:
    """Whether a date stands before a number as its label: (Friday: 9,100), the day before 60."""
    words = scene.page.words
    if number - when.last > 1 or (number - when.last == 1 and words[when.last] != ":") or number < when.last:
        return False
    at = when.first - 1
    while at > 0 and any(cue.role == "when" for cue in scene.ending.get(at + 1, ())):
        at -= 1
    return at < 0 or words[at] in _OPENING


def _of_another(scene: Scene, drafts: list[Draft], i: int, when: When) -> bool:
    """Whether a date before a figure labels another, or trails one: 40 in *2023*, 50 in 2024."""
    words = scene.page.words
    for draft in drafts[max(0, i - 3) : i]:
        between = words[draft.number.last : when.first]
        if _labels(scene, when, draft.number.first):
            return True
        if when.first >= draft.number.last and len(between) <= _TRAIL and not _OPENING & set(between):
            return True
    return False


def _own(
    scene: Scene, drafts: list[Draft], i: int, found: dict[str, When | None], running: Running
) -> tuple[str, Period]:
    draft = drafts[i]
    since, until, whole = found["since"], found["until"], found["in"]
    if draft.get("kind") == Kind.STOCK:
        ends = [when for when in (until, whole) if when is not None]
        if not ends:
            return "stock since", (None, None)
        return "stock as of", (None, min(ends, key=lambda when: _cost(scene, draft, when)).end)
    if since is not None and whole is not None and _cost(scene, draft, whole) > _cost(scene, draft, since):
        whole = None
    if whole is not None:
        if until is not None and whole.start.first <= until.end.first < whole.end.last:
            return "in until", (PartialDate.of(whole.start.first), until.end)
        return "in", (whole.start, _not_after(whole, running.closing(scene, draft)))
    if since is None and until is not None:
        begun = _begun(scene, draft, until, running)
        return ("until since" if begun else "until"), (begun.start if begun else None, until.end)
    if since is None:
        return "open", (None, None)
    if until is not None and since.start.first <= until.end.last:
        return "since until", (since.start, until.end)
    spoken = next(
        (w for w in running.within(*scene.page.bounds[draft.sentence]) if is_day_of_speech(scene, w)), None
    )
    if spoken is not None and since.start.first < spoken.end.last:
        return "since to the day of speech", (since.start, spoken.end)
    return _open_end(scene, drafts, i, since, running)


def _begun(scene: Scene, draft: Draft, until: When, running: Running) -> When | None:
    """The date since which a total up to a date is counted: since April 574,000 and 514,800 (as of May)."""
    first, last = scene.page.bounds[draft.sentence]
    dates = running.within(first, last)
    since = [when for when in dates if when.role == "since" and when.first < draft.number.first]
    return next((when for when in since if when.start.first < until.end.first), None)


def _open_end(scene: Scene, drafts: list[Draft], i: int, since: When, running: Running) -> tuple[str, Period]:
    """Since a date, up to the closing date of the figures before in its list, or of the report."""
    relation = scene.relation(drafts[i], drafts[i - 1]) if i else "farther"
    if relation in ("joined", "sentence", "paragraph") and _closes(drafts[i - 1], since):
        return "since to the last end", (since.start, drafts[i - 1].get("period_end"))
    before = leader(scene, drafts, i) if relation != "farther" else None
    if before is not None and _closes(before, since):
        return "since to the list's end", (since.start, before.get("period_end"))
    later = _later(scene, drafts[i], since, running)
    if later is not None:
        return "since to the end told", (since.start, later.end)
    rule = "since to the report's day" if running.bulletin else "since"
    return rule, (since.start, running.closing(scene, drafts[i]))


def _closes(before: Draft, since: When) -> bool:
    end = before.get("period_end")
    return isinstance(end, PartialDate) and end.last > since.start.first


def _later(scene: Scene, draft: Draft, since: When, running: Running) -> When | None:
    """The day told later in the sentence: since 2023 some 700 came, 50 of them in the week to 8 May."""
    dates = running.within(draft.number.last, scene.page.bounds[draft.sentence][1])
    days = [when for when in dates if when.role == "in" and len(when.end.text) == _DAY]
    return days[0] if len(days) == 1 and days[0].end.last > since.start.first else None


def _not_after(whole: When, said: PartialDate | None) -> PartialDate:
    """This year ends for a report at its publication."""
    if said is None or len(whole.end.text) == 10 or not whole.start.first < said.last < whole.end.last:
        return whole.end
    return said


def _cost(scene: Scene, draft: Draft, when: When) -> int:
    return scene.distance(draft.number.first, draft.number.last, when)
