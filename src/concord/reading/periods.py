"""The period of a figure: of a flow its first and last date, of a stock its as-of date.

The date nearest to the number in its sentence decides; without one, a flow goes on with the
period that the figure before it has set, or the heading. "Since" gives a start and runs to the
as-of date or to publication; "by" and "as of" give an end; a stock has no start. The launch of
the campaign is a date of the situation. A deadline, and the day on which somebody speaks, are
no periods.
"""

from concord.evidence import Kind, PartialDate
from concord.reading.dates import When
from concord.reading.drafts import Draft, Scene
from concord.situation import Situation

__all__ = ["read_period"]

_SPEECH_GAP = 4  # tokens between a verb of saying and the day on which it was said
_LAUNCH_REACH = 14
_FAR = 34  # past this cost a date belongs to another clause


def read_period(scene: Scene, drafts: list[Draft], published: PartialDate | None, situation: Situation) -> None:
    """Set period_start and period_end of every draft."""
    whens: dict[int, list[When]] = {}
    for when in scene.whens:
        if not _is_deadline(scene, when) and not _is_day_of_speech(scene, when):
            whens.setdefault(scene.page.sentence[when.first], []).append(when)
    for i, draft in enumerate(drafts):
        heading = scene.heading[draft.sentence]
        found = whens.get(draft.sentence, [])
        _from_launch(scene, draft, published, situation)
        _from_dates(scene, draft, found, published)
        if i:
            _go_on(scene, draft, drafts[i - 1])
        if heading is not None:
            _from_dates(scene, draft, whens.get(heading, []), published)
        _from_now(scene, draft, published)


def _is_deadline(scene: Scene, when: When) -> bool:
    """A date by which people are told to leave, or on which cards lapse."""
    deadlines = scene.within("deadline", max(0, when.first - 5), when.first)
    return bool(deadlines)


def _is_day_of_speech(scene: Scene, when: When) -> bool:
    """On Friday beside a verb of saying: the day of the claim, not of what it counts."""
    if when.span or len(when.start.text) < 10:
        return False
    first, last = scene.page.bounds[scene.page.sentence[when.first]]
    before = [c for c in scene.within("speech", max(first, when.first - _SPEECH_GAP), when.first) if c.code == "after"]
    after = [c for c in scene.within("speech", when.last, min(last, when.last + 1)) if c.code == "after"]
    return bool(before or after) and when.role == "in"


def _from_launch(scene: Scene, draft: Draft, published: PartialDate | None, situation: Situation) -> None:
    """Since the government launched the drive: the campaign's own first day as its government dates it."""
    first, last = scene.page.bounds[draft.sentence]
    for cue in scene.within("when", first, last):
        if cue.code == "since" and scene.within("launch", cue.last, cue.last + _LAUNCH_REACH):
            start = _launch(situation)
            dated = [w for w in scene.whens if cue.last <= w.first <= cue.last + _LAUNCH_REACH and len(w.start.text) > 4]
            if start is not None and not dated and draft.get("kind") == Kind.FLOW:
                _set(draft, start, published, (cue.first, cue.last))


def _launch(situation: Situation) -> PartialDate | None:
    """The month in which the first phase began, as the host's government claims it."""
    government = situation.government_of(situation.host)
    starts = [claim.start for phase in situation.phases for claim in phase.claims if claim.party == government]
    return PartialDate(min(starts)[:7]) if starts else None


def _from_dates(scene: Scene, draft: Draft, whens: list[When], published: PartialDate | None) -> None:
    if not whens or "period_end" in draft.values:
        return
    nearest = min(whens, key=lambda when: _cost(scene, draft, when))
    if _cost(scene, draft, nearest) > _FAR:
        return
    words = (nearest.first, nearest.last)
    since = nearest if nearest.role == "since" else next((w for w in whens if w.role == "since"), None)
    until = nearest if nearest.role == "until" else next((w for w in whens if w.role == "until"), None)
    if nearest.role == "since":
        _set(draft, nearest.start, until.end if until else published, words)
    elif nearest.role == "until":
        _set(draft, since.start if since else None, nearest.end, words)
    else:
        _set(draft, nearest.start, nearest.end, words)


def _cost(scene: Scene, draft: Draft, when: When) -> int:
    number = draft.number
    return scene.distance(number.first, number.last, when) + (3 if when.first < number.first else 0)


def _set(draft: Draft, start: PartialDate | None, end: PartialDate | None, words: tuple[int, int]) -> None:
    if draft.get("kind") != Kind.STOCK:
        draft.set("period_start", start, words)
    draft.set("period_end", end, words)


def _go_on(scene: Scene, draft: Draft, before: Draft) -> None:
    """A figure without a date goes on with the period of the one before it."""
    if draft.get("kind") != before.get("kind") or scene.block[draft.sentence] != scene.block[before.sentence]:
        return
    for name in ("period_start", "period_end"):
        draft.set(name, before.get(name), before.why.get(name))


def _from_now(scene: Scene, draft: Draft, published: PartialDate | None) -> None:
    """Currently, at present: the as-of date is the day of publication."""
    if draft.get("kind") == Kind.STOCK:
        cue = scene.nearest(draft, scene.in_sentence("now", draft.sentence), limit=30)
        if cue is not None:
            draft.set("period_end", published, (cue.first, cue.last))
