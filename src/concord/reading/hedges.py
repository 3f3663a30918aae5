"""The precision of a number, from the words beside it.

"some 84,000" and "13 lakh-odd" are about, "more than 2.8 million" at least, "up to 40 000"
at most, "2.74-3 million" a range, "thousands" vague. A hedge covers the numbers that
are joined to it by 'and': "nearly 40 men and 30 women".
"""

from concord.evidence import Precision
from concord.reading.drafts import Draft, Scene
from concord.reading.lexicon import Cue

__all__ = ["read_precision"]

_GAP = 2  # tokens between a hedge and its number: "around *the* 3 million mark"
_JOINED = 8  # tokens between numbers that share a hedge
_APART = 7  # tokens behind a number in which a hedge between marks may begin
_OPENING, _CLOSING = frozenset(",(،-"), frozenset(',.;)?!،؛۔-\n"')
_PASSED_OVER = frozenset(
    {"a", "an", "the", "of", "further", "another", "additional", "that", "at", "by", "as", "\n"}
)


def read_precision(scene: Scene, drafts: list[Draft]) -> None:
    """Set the precision of every draft."""
    for i, draft in enumerate(drafts):
        number = draft.number
        if number.high is not None:
            draft.set("precision", Precision.RANGE)
        elif number.vague:
            draft.set("precision", Precision.VAGUE)
        else:
            _read_hedge(scene, drafts, i)
            _inherit(scene, draft, drafts[i - 1] if i else None)
        draft.set("precision", Precision.EXACT)


def _read_hedge(scene: Scene, drafts: list[Draft], i: int) -> None:
    draft = drafts[i]
    at = draft.number.first
    for _ in range(_GAP + 1):
        cue = scene.ended(at, "hedge_before")
        if cue is not None:
            draft.set("precision", Precision(cue.code), (cue.first, cue.last))
            return
        if at == 0 or scene.page.words[at - 1] not in _PASSED_OVER:
            break
        at -= 1
    after = _hedge_behind(scene, drafts, i)
    if after is not None:
        draft.set("precision", Precision(after.code), (after.first, after.last))
    elif (words := _estimate(scene, draft)) is not None:
        draft.set("precision", Precision.ABOUT, words)


def _hedge_behind(scene: Scene, drafts: list[Draft], i: int) -> Cue | None:
    """A hedge right behind the number or its noun that does not open another: 90 refugees, or more."""
    number, head = drafts[i].number, drafts[i].head
    end = max(head[1], number.last) if head else number.last
    for at in (number.last, number.last + 1, end, end + 1):
        cue = scene.starting(at, "hedge_after")
        if cue is not None and not scene.labels_another(drafts, i, cue):
            return cue
    return _hedge_apart(scene, drafts, i, end)


def _hedge_apart(scene: Scene, drafts: list[Draft], i: int, end: int) -> Cue | None:
    """A hedge between marks a few words on: 12,400 for the week, *roughly*, and; 26,000 (*est.*) came."""
    words = scene.page.words
    until = drafts[i + 1].number.first if i + 1 < len(drafts) else len(words)
    _, last = scene.page.bounds[drafts[i].sentence]
    for at in range(end, min(end + _APART, until, last)):
        if words[at] in _OPENING:
            cue = scene.starting(at + 1, "hedge_after") or scene.starting(at + 1, "hedge_before")
            if cue is not None and (cue.last >= len(words) or words[cue.last] in _CLOSING):
                return cue
    return None


def _estimate(scene: Scene, draft: Draft) -> tuple[int, int] | None:
    """A source that estimates makes its figure about."""
    first, _ = scene.page.bounds[draft.sentence]
    for cue in scene.within("estimate", first, draft.number.first):
        if scene.distance(draft.number.first, draft.number.last, cue) < 12:
            return cue.first, cue.last
    return None


def _inherit(scene: Scene, draft: Draft, before: Draft | None) -> None:
    """Carry a hedge over 'and' to the next number of the same kind."""
    if before is None or before.sentence != draft.sentence or "precision" not in before.why:
        return
    between = scene.page.words[before.number.last : draft.number.first]
    if (
        len(between) <= _JOINED
        and between
        and between[-1] == "and"
        and before.why["precision"][1] <= before.number.first
    ):
        draft.set("precision", before.get("precision"), before.why["precision"])
