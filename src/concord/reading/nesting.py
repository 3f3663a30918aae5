"""How figures lie inside each other: parts of a whole, what the parts leave over, phases, running totals.

Forms: "84,871 left, *of which* 25,320 held cards", "*of* 900 returnees 300 were women", "900 people,
*including* 300 children", "*and the rest were illegal*", "in the *second phase*", "*since* 2023".
"""

from concord.evidence import Kind, PartialDate
from concord.reading.drafts import Draft, Scene
from concord.reading.lexicon import Cue

__all__ = ["read_nesting"]

_INCLUDING = frozenset({"including", "comprising"})
_LEAD = 6  # tokens between the word that opens an enumeration of parts and the first of them
_APART = 8  # tokens between two parts of one enumeration
_PHASE_REACH = 60  # tokens back in which a paragraph's phase still holds
_LAUNCH_REACH = 8  # tokens between since and what was launched
_OPENING = 3  # tokens from the "of" that opens a sentence to the whole it names
_NEAR = 12  # tokens and barriers between a figure and a word that makes it a total
_FLOWS = frozenset({"returned", "deported", "arrested"})


def read_nesting(scene: Scene, drafts: list[Draft], launch: PartialDate | None) -> None:
    """Set part_of, rest_status, phase and cumulative where the words decide them.

    Args:
        launch: when the campaign began, for totals that run from there.
    """
    wholes = _wholes(scene, drafts)
    for i, whole in wholes.items():
        number = drafts[whole].number
        drafts[i].set("part_of", scene.page.starts[number.first], (number.first, number.last))
        _share_period(scene, drafts[whole], drafts[i])
        _read_rest(scene, drafts, whole, i)
    for i, draft in enumerate(drafts):
        _read_phase(scene, draft)
        if i in wholes:
            _carry_phase(drafts[wholes[i]], draft)
        _read_cumulative(scene, drafts, i)
        if launch is not None:
            _read_launch(scene, draft, launch)


def _wholes(scene: Scene, drafts: list[Draft]) -> dict[int, int]:
    """For each part the figure that it is a part of."""
    wholes: dict[int, int] = {}
    for i in range(1, len(drafts)):
        whole = _whole(scene, drafts, i, wholes)
        if whole is not None and _may_hold(drafts[whole], drafts[i]):
            wholes[i] = whole
    return wholes


def _whole(scene: Scene, drafts: list[Draft], i: int, wholes: dict[int, int]) -> int | None:
    """The figure before that a figure is a part of: at once, or with the part before it."""
    before, draft = drafts[i - 1], drafts[i]
    joined = before.sentence == draft.sentence and draft.number.first - before.number.last <= _APART
    if i - 1 in wholes and joined:
        return wholes[i - 1]
    if scene.of_which(before, draft) or _is_included(scene, before, draft) or _divides(scene, before, draft):
        return i - 1
    return None


def _may_hold(whole: Draft, part: Draft) -> bool:
    """Whether a figure is large enough; a share of per cent lies inside a count of any size."""
    if part.unit != whole.unit:
        return part.unit == "percent"
    return part.number.value < whole.number.value


def _is_included(scene: Scene, whole: Draft, part: Draft) -> bool:
    """900 people, *including* 300 children."""
    first = max(whole.number.last, part.number.first - _LEAD)
    return whole.sentence == part.sentence and bool(
        _INCLUDING & set(scene.page.words[first : part.number.first])
    )


def _divides(scene: Scene, whole: Draft, part: Draft) -> bool:
    """*Of* the 900 returnees, 300 were women."""
    start, words = scene.page.bounds[whole.sentence][0], scene.page.words
    if whole.sentence != part.sentence or part.number.first - whole.number.last > _APART:
        return False
    return words[start] == "of" and whole.number.first - start <= _OPENING


def _share_period(scene: Scene, whole: Draft, part: Draft) -> None:
    """A part of the same sentence counts in the period of its whole, unless a date of its own follows."""
    last = scene.page.bounds[part.sentence][1]
    if whole.sentence != part.sentence or scene.dates_within(whole.number.last, last):
        return
    for name in ("period_start", "period_end"):
        part.values.pop(name, None)
        part.set(name, whole.get(name), whole.why.get(name))


def _read_rest(scene: Scene, drafts: list[Draft], whole: int, part: int) -> None:
    """The status of all others, in this sentence or the next: "and *the rest* were all *illegal*"."""
    end = scene.page.bounds[min(drafts[part].sentence + 1, len(scene.page.bounds) - 1)][1]
    for rest in scene.within("rest", drafts[part].number.last, end):
        status = next(iter(scene.within("status", rest.last, end)), None)
        if status is not None and not any(rest.first <= d.number.first < status.first for d in drafts):
            drafts[whole].set("rest_status", status.code, (status.first, status.last))
            if drafts[part].get("status") not in (None, status.code):
                drafts[whole].set("status", "mixed", drafts[part].why.get("status"))


def _read_phase(scene: Scene, draft: Draft) -> None:
    """The phase named in the sentence of a figure of returns; both together are "all"."""
    if draft.get("measure") not in _FLOWS:
        return
    cues = scene.in_sentence("phase", draft.sentence) or _phase_above(scene, draft)
    together = next((cue for cue in cues if cue.code == "all"), None)
    nearest = together or scene.nearest(draft, cues, limit=60)
    if nearest is not None:
        draft.set("phase", nearest.code, (nearest.first, nearest.last))


def _phase_above(scene: Scene, draft: Draft) -> list[Cue]:
    """The phase that an earlier sentence of the paragraph speaks of: "The second phase opened ... in it"."""
    paragraph, last = scene.page.paragraph, draft.number.first
    before = scene.within("phase", max(0, last - _PHASE_REACH), last)
    return [cue for cue in before[-1:] if paragraph[cue.first] == paragraph[last]]


def _carry_phase(whole: Draft, part: Draft) -> None:
    part.set("phase", whole.get("phase"), whole.why.get("phase"))


def _read_cumulative(scene: Scene, drafts: list[Draft], i: int) -> None:
    """Whether the words say that a flow runs from a base date: since 2023, so far, as of today."""
    draft = drafts[i]
    if draft.get("kind") != Kind.FLOW or draft.unit == "percent":
        return
    words = _base_words(scene, draft)
    if words is None:
        cue = scene.nearest(draft, scene.in_sentence("total", draft.sentence), limit=_NEAR)
        words = _span(cue) if cue and not scene.beyond_another(drafts, i, cue) else None
    if words is not None:
        draft.set("cumulative", True, words)


def _read_launch(scene: Scene, draft: Draft, launch: PartialDate) -> None:
    """A total of all phases runs from the launch, and one "since the drive began" is of all phases."""
    if draft.get("kind") != Kind.FLOW:
        return
    if draft.get("phase") == "all" and _holds(draft.get("period_start"), launch):
        draft.values["period_start"] = launch
        draft.why.setdefault("period_start", draft.why.get("phase", (draft.number.first, draft.number.last)))
    words, start = _since_launch(scene, draft), draft.get("period_start")
    if words is None or (start is not None and not launch.text.startswith(start.text[:7])):
        return
    draft.values["period_start"] = launch
    draft.set("phase", "all", words)


def _holds(start: object, launch: PartialDate) -> bool:
    """Whether a start is untold, or told as coarsely as "2023" and holds the launch."""
    return start is None or (isinstance(start, PartialDate) and launch.text.startswith(start.text))


def _since_launch(scene: Scene, draft: Draft) -> tuple[int, int] | None:
    """The words "since ... launched" of a sentence."""
    for since in scene.in_sentence("when", draft.sentence):
        launches = scene.within("launch", since.last, since.last + _LAUNCH_REACH)
        if since.code == "since" and launches:
            return since.first, launches[0].last
    return None


def _base_words(scene: Scene, draft: Draft) -> tuple[int, int] | None:
    """The words *since* or *as of* in the sentence of a figure."""
    words = scene.page.words
    for at in range(*scene.page.bounds[draft.sentence]):
        if words[at] == "since":
            return at, at + 1
        if words[at] == "as" and words[at + 1 : at + 2] in (["of"], ["on"]):
            return at, at + 2
    return None


def _span(cue: Cue) -> tuple[int, int]:
    return cue.first, cue.last
