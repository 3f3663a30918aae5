"""The period of a figure without a date of its own: of its whole, its heading, the one before, the report.

Of these, 27,072: the period of the whole · ARRESTS IN JUNE: of the heading · then 40 more: of the figure
before, passing over asides · Position as of 29 February: of the note below the table · a bulletin: its own.
"""

from concord.evidence import Kind
from concord.reading.asides import in_brackets, is_aside, is_rate
from concord.reading.dates import When
from concord.reading.drafts import Draft, Scene
from concord.reading.running import Period, Running

__all__ = ["inherited_period", "leader"]

Ruled = tuple[str, Period] | None

_DAY = 10  # characters of a date as precise as a day
_BULLETS = frozenset("-•+*–")
_NOTE = 20  # sentences below a cell in which the note to its table stands
_ASIDES = 4  # figures back in which one that is no aside is sought
_PARTS = 6  # figures back in which the whole of a part is sought


def inherited_period(
    scene: Scene, drafts: list[Draft], i: int, running: Running, *, total: bool
) -> tuple[str, Period]:
    """The first of these rules that applies, and its name; "silent" where none does."""
    before = leader(scene, drafts, i)
    return (
        (_of_base(scene, drafts[i], running) if total else None)
        or _of_whole(scene, drafts, i)
        or _of_none(scene, drafts[i], before)
        or _of_heading(scene, drafts[i], running, before)
        or (_of_before(scene, drafts[i], running, before) if before is not None else None)
        or _of_report(scene, drafts, i, running)
        or ("silent", (None, None))
    )


def _of_base(scene: Scene, draft: Draft, running: Running) -> Ruled:
    """Of a running total: since the base date."""
    base = running.base(scene, draft)
    return ("base", (base.start, running.today)) if base is not None else None


def _of_whole(scene: Scene, drafts: list[Draft], i: int) -> Ruled:
    whole = _whole(scene, drafts, i)
    if whole is None or whole.get("kind") != drafts[i].get("kind"):
        return None
    return "part", _period(whole)


def _of_none(scene: Scene, draft: Draft, before: Draft | None) -> Ruled:
    """Of no period: 5,000 a day; what is planned, after what has come to pass."""
    if is_rate(scene, draft):
        return "rate", (None, None)
    if draft.get("projected") and not (before is not None and before.get("projected")):
        return "planned", (None, None)
    return None


def _of_heading(scene: Scene, draft: Draft, running: Running, before: Draft | None) -> Ruled:
    """Of the heading: In June · as on 30 June · since 1 June."""
    headed = _headed(scene, draft, running, before)
    if headed is None:
        return None
    stock = draft.get("kind") == Kind.STOCK
    if headed.role == "since":
        return "heading since", (None if stock else headed.start, running.closing(scene, draft))
    whole = headed.role == "in" and not stock
    return f"heading {headed.role}", (headed.start if whole else None, headed.end)


def _of_before(scene: Scene, draft: Draft, running: Running, before: Draft) -> Ruled:
    """Of the figure before in the paragraph or the list; of one of the other kind, its day."""
    relation, period = scene.relation(draft, before), _period(before)
    if before.get("kind") == draft.get("kind"):
        if relation in ("joined", "sentence", "paragraph") or (relation == "block" and running.bulletin):
            return f"before {relation}", period
        listed = relation == "block" or (
            _opens_with_bullet(scene, draft) and _opens_with_bullet(scene, before)
        )
        return ("before list", period) if listed and period[1] is not None else None
    start, end = period
    day = end is not None and len(end.text) == _DAY and start in (None, end)
    if relation != "paragraph" or not day or scene.in_sentence("now", draft.sentence):
        return None
    return "beside paragraph", (None if draft.get("kind") == Kind.STOCK else end, end)


def _of_report(scene: Scene, drafts: list[Draft], i: int, running: Running) -> Ruled:
    """Of the words "at present", of the note below the table, of the report."""
    stock = drafts[i].get("kind") == Kind.STOCK
    if stock and scene.in_sentence("now", drafts[i].sentence):
        return "now", (None, running.closing(scene, drafts[i]))
    if stock and (noted := _noted(scene, drafts, i, running)) is not None:
        return "note", (None, noted.end)
    reported = running.reported()
    if reported is None:
        return None
    rule, when = reported
    return rule, (None if stock else when.start, when.end)


def _period(draft: Draft) -> Period:
    return draft.get("period_start"), draft.get("period_end")


def _opens_with_bullet(scene: Scene, draft: Draft) -> bool:
    first = scene.page.bounds[draft.sentence][0]
    return scene.page.words[first] in _BULLETS


def _noted(scene: Scene, drafts: list[Draft], i: int, running: Running) -> When | None:
    """The day that a note below a table gives: Position as of 29 February."""
    if drafts[i].number.first not in scene.tables.cells:
        return None
    block, bounds = scene.block, scene.page.bounds
    last = first = drafts[i].sentence
    while last + 1 < len(bounds) and block[last + 1] == block[first] and last - first < _NOTE:
        last += 1
    dates = running.within(bounds[first][1], bounds[last][1])
    return next((when for when in dates if when.role == "until"), None)


def _headed(scene: Scene, draft: Draft, running: Running, before: Draft | None) -> When | None:
    """The date of the heading that a figure stands under, if it stands nearer than the figure before."""
    heading = scene.heading[draft.sentence]
    if heading is None or (before is not None and before.sentence > heading):
        return None
    dates = running.within(*scene.page.bounds[heading])
    return max(dates, key=lambda when: len(when.end.text), default=None)


def _whole(scene: Scene, drafts: list[Draft], i: int) -> Draft | None:
    """The figure of which this one is told to be a part or a share: of these, 27,072; 13 per cent of them."""
    draft = drafts[i]
    for whole in reversed(drafts[max(0, i - _PARTS) : i]):
        if scene.relation(draft, whole) in ("block", "farther"):
            return None
        if is_aside(scene, whole) and not in_brackets(scene, whole):
            continue
        if scene.of_which(whole, draft) and whole.number.value >= draft.number.value:
            return whole
        if draft.unit == "percent" and whole.unit != "percent":
            return whole
    return None


def leader(scene: Scene, drafts: list[Draft], i: int) -> Draft | None:
    """The figure before, passing over an aside: 8,400 (Friday: 9,100), of them 3,000."""
    bracketed = in_brackets(scene, drafts[i])
    for before in reversed(drafts[max(0, i - _ASIDES) : i]):
        if not is_aside(scene, before) or (bracketed and in_brackets(scene, before)):
            return before
    return drafts[i - 1] if i else None
