"""What grammar and layout say of the legal status of the people counted, as one rule and its answer.

Covered: PoR: *1,877* · *904* Afghans without papers · *402* had a PoR card, *97* an ACC · ACC or none
*79%* · among ACC holders *81 per cent* · *61* of them · rows under "B. ACC HOLDERS" · TOTAL A+B+C · *300*
people, 180 with a PoR card, the rest with none · And with no card? - *Four lakh* · *21,000* others.
"""

from concord.reading.cells import label_cues
from concord.reading.drafts import Draft, Scene
from concord.reading.lexicon import Cue

__all__ = ["FIRM", "ruled_status"]

FIRM = frozenset(
    {
        "subject",
        "label",
        "cell row",
        "noun",
        "after",
        "again",
        "headed",
        "none of them",
        "others",
        "shared out",
        "total",
    }
)

_PAPERS = frozenset({"por", "acc", "documented", "refugee", "asylum_seeker"})
_OVER_TIME = frozenset({"progressive", "cumulative", "far", "date", "running", "tally"})
_OTHERS = frozenset({"other", "others", "unknown"})
_STOPS = frozenset({";", "؛", ":", "(", ")", "that", "which", "while", "که", "چې", "کہ", "جبکہ"})
_LABEL_MARKS = frozenset(":|-=(/")
_JOINING = frozenset({"and", "or", "/", "&", "+", "و", "اور", "او", "یا"})
_AGAIN = 6  # tokens between a count of families and that of their members
_JOINED = 5  # tokens between two statuses of one noun phrase
_SECTIONS = 14  # figures that a total may add up
_PARTS = 6  # figures after a number that may share it out
_ROUNDED = 1.05  # a part may come to this much of what the parts before leave
_LEFT = 0.01  # share of it that the parts may leave
_COPULAS = frozenset({"are", "is", "were", "was"})
_COPULA = 3  # tokens before a share in which "were" stands: were *only about* 13 per cent
_QUESTION = 4  # sentences above in which the question stands that a figure answers
_ASKING = frozenset("?؟")
_ROW = 24  # tokens; a longer line is a sentence
_FAR = 16  # tokens after a number in which its people's papers are told

Ruling = tuple[str, str | None]


def ruled_status(scene: Scene, drafts: list[Draft], i: int) -> Ruling:
    """The first rule that applies and the status that it gives, None for none said."""
    rules = (
        _of_label,
        _of_cell,
        _of_nothing,
        _of_noun,
        _of_others,
        _of_total,
        _shared_out,
        _subject,
        _of_whole,
        _fronted,
        _asked,
        _headed,
        _told_before,
    )
    for rule in rules:
        ruling = rule(scene, drafts, i)
        if ruling is not None:
            return ruling
    return "nothing", None


def _of_cell(scene: Scene, drafts: list[Draft], i: int) -> Ruling | None:
    """Down the row, or across the header, of a table."""
    for how, cue in label_cues(scene, drafts[i], "status"):
        return f"cell {how}", cue.code
    return None


def _of_label(scene: Scene, drafts: list[Draft], i: int) -> Ruling | None:
    """PoR: 1,877; ACC or none 79%."""
    at = drafts[i].number.first
    while at and scene.page.words[at - 1] in _LABEL_MARKS:
        at -= 1
    cue = scene.ended(at, "status")
    if cue is None:
        return None
    others = scene.within("status", max(cue.first - _JOINED, 0), cue.first)
    both = _joined(scene, [others[-1], cue]) if others else cue.code
    return "label", "mixed" if both == "mixed" else cue.code


def _of_nothing(scene: Scene, drafts: list[Draft], i: int) -> Ruling | None:
    """PoR 36%, ACC 9%, *none* 52%, *other* 3%: the last rows of a list of papers."""
    told = {before.get("status") for before in drafts[max(i - 3, 0) : i]} & _PAPERS
    at = drafts[i].number.first
    while at and scene.page.words[at - 1] in _LABEL_MARKS:
        at -= 1
    if not told or not at:
        return None
    if scene.ended(at, "no_papers"):
        return "none of them", "undocumented"
    return ("others", None) if scene.ended(at, "rest") or scene.page.words[at - 1] in _OTHERS else None


def _of_noun(scene: Scene, drafts: list[Draft], i: int) -> Ruling | None:
    """904 Afghans without papers; 97 an ACC: told after the number and before the next."""
    number = drafts[i].number
    limit = drafts[i + 1].number.first if i + 1 < len(drafts) else len(scene.page.words)
    limit = min(limit, number.last + _FAR, scene.page.bounds[drafts[i].sentence][1])
    cues = [
        cue
        for cue in scene.within("status", number.last, limit)
        if not scene.is_cut(number.last, cue.first)
        and not scene.labels_another(drafts, i, cue)
        and scene.page.words[cue.first - 1] != "against"
    ]
    if not cues:
        return None
    head = drafts[i].head
    near = "noun" if head and cues[0].first < head[1] else "after"
    return near, _joined(scene, cues[:2])


def _of_others(scene: Scene, drafts: list[Draft], i: int) -> Ruling | None:
    """2.1 million *others*, after people whose papers were named."""
    head = drafts[i].head
    others = head is not None and scene.page.words[head[1] - 1] in _OTHERS
    return ("others", None) if others and not _fronted(scene, drafts, i) else None


def _shared_out(scene: Scene, drafts: list[Draft], i: int) -> Ruling | None:
    """All of a number shared out among several statuses: 84,000, of whom 25,000 had an ACC, the rest none."""
    whole, last, left = drafts[i], drafts[i], drafts[i].number.value
    codes: set[str | None] = set()
    for k in range(i + 1, min(i + 1 + _PARTS, len(drafts))):
        part = drafts[k]
        own = _of_label(scene, drafts, k) or _of_noun(scene, drafts, k)
        far = part.unit != whole.unit or part.sentence - last.sentence > 1
        if far or own is None or own[1] == "mixed":
            break
        if part.number.value > left * _ROUNDED:
            return None
        codes.add(own[1])
        last, left = part, left - part.number.value
    end = scene.page.bounds[last.sentence][1]
    rest = scene.within("rest", last.number.last, end) if codes else []
    if rest and scene.within("status", rest[0].first, end):
        return "shared out", "mixed"
    return ("shared out", "mixed") if len(codes) > 1 and left <= whole.number.value * _LEFT else None


def _asked(scene: Scene, drafts: list[Draft], i: int) -> Ruling | None:
    """The question that a figure is the first to answer: And those with no card? - Four lakh."""
    bounds, words = scene.page.bounds, scene.page.words
    for s in range(drafts[i].sentence - 1, max(drafts[i].sentence - _QUESTION, -1), -1):
        first, last = bounds[s]
        if i and drafts[i - 1].sentence >= s:
            return None
        if not _ASKING.isdisjoint(words[max(last - 2, first) : last]):
            cues = scene.in_sentence("status", s)
            return ("asked", cues[-1].code) if cues else None
    return None


def _joined(scene: Scene, cues: list[Cue]) -> str:
    """The status of one or two cues: two that are joined are mixed, as are refugees and asylum seekers."""
    words, first, last = scene.page.words, cues[0], cues[-1]
    between = words[first.last : last.first]
    rest = scene.within("rest", first.last, last.first)
    if {first.code, last.code} == {"refugee", "por"}:
        return "por"  # the card that registered refugees of Pakistan hold
    if first.code != last.code and len(between) < _JOINED and _JOINING & set(between) and not rest:
        return "mixed"
    before = first.first - 1
    joins = first.code == "asylum_seeker" and before > 0 and words[before] in _JOINING
    return "mixed" if joins and scene.ended(before, "people") else first.code


def _of_total(scene: Scene, drafts: list[Draft], i: int) -> Ruling | None:
    """A total, where the figures before it have several statuses: TOTAL TODAY A+B+C."""
    draft = drafts[i]
    first = scene.page.bounds[draft.sentence][0]
    if i and drafts[i - 1].sentence == draft.sentence:
        first = drafts[i - 1].number.last
    sums = [cue for cue in scene.within("total", first, draft.number.first) if not _runs_on(scene, cue)]
    if not sums or not _is_row(scene, draft):
        return None
    own = {before.get("status") for before in drafts[max(i - _SECTIONS, 0) : i]} - {None, "mixed"}
    return ("total", "mixed") if len(own) > 1 else None


def _runs_on(scene: Scene, cue: Cue) -> bool:
    """Whether a total is one over time, not over people: progressive, so far, to date."""
    return scene.page.words[cue.last - 1] in _OVER_TIME


def _is_row(scene: Scene, draft: Draft) -> bool:
    """Whether a figure stands in a short line of a list."""
    first, last = scene.page.bounds[draft.sentence]
    return last - first <= _ROW and (last == len(scene.page.words) or scene.page.words[last - 1] == "\n")


def _of_whole(scene: Scene, drafts: list[Draft], i: int) -> Ruling | None:
    """A part of the figure before, or its people again; a part of mixed people is not mixed."""
    if not i:
        return None
    draft, before = drafts[i], drafts[i - 1]
    near = draft.number.first - before.number.last <= _AGAIN
    persons = "percent" not in (draft.unit, before.unit)
    status = before.get("status")
    if draft.unit != before.unit and persons and near:
        return "again", status
    if scene.of_which(before, draft):
        return "part", None if status == "mixed" else status
    return None


def _fronted(scene: Scene, drafts: list[Draft], i: int) -> Ruling | None:
    """Among ACC holders 81 per cent had a notice; Undocumented: 640 left."""
    draft = drafts[i]
    first = scene.page.bounds[draft.sentence][0]
    cues = [
        cue
        for cue in scene.within("status", first, draft.number.first)
        if not scene.beyond_another(drafts, i, cue)
    ]
    if not cues:
        return None
    words = scene.page.words[cues[-1].last : draft.number.first]
    how = " row" if _is_row(scene, draft) else " far" if _STOPS & set(words) else ""
    return f"fronted{how}", cues[-1].code


def _subject(scene: Scene, drafts: list[Draft], i: int) -> Ruling | None:
    """PoR holders, whose cards ran out, *were* 13 per cent: those of whom the share is told."""
    draft, words = drafts[i], scene.page.words
    if draft.unit != "percent" or _COPULAS.isdisjoint(
        words[max(draft.number.first - _COPULA, 0) : draft.number.first]
    ):
        return None
    first = scene.page.bounds[draft.sentence][0]
    cues = scene.within("status", first, draft.number.first)
    own = [cue for cue in cues if not scene.beyond_another(drafts, i, cue)]
    return ("subject", own[0].code) if own else None


def _headed(scene: Scene, drafts: list[Draft], i: int) -> Ruling | None:
    """Rows under B. ACC HOLDERS wef 01.04.2025."""
    heading = scene.heading[drafts[i].sentence]
    if heading is None or any(before.sentence == heading for before in drafts[max(i - 3, 0) : i]):
        return None
    cues = scene.in_sentence("status", heading)
    codes = {cue.code for cue in cues}
    return ("headed", codes.pop() if len(codes) == 1 else "mixed") if codes else None


def _told_before(scene: Scene, drafts: list[Draft], i: int) -> Ruling | None:
    """The status of the figure before, where nothing else is said."""
    if not i:
        return None
    status = drafts[i - 1].get("status")
    relation = scene.relation(drafts[i], drafts[i - 1])
    goes_on = relation in ("joined", "sentence") or (relation != "farther" and _is_row(scene, drafts[i]))
    if status is None or not goes_on:
        return None
    return f"before {relation}", str(status)
