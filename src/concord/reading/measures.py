"""What is counted: measure, manner, plan or fact, stock or flow.

The noun that the number counts decides first ("2,305 deportations"), then the verb or noun
that is cheapest to reach in its sentence ("84,871 people have been *sent back*", "hosted more
than 2.8 million"), then the figure before it in the paragraph, then the heading, then what the
document counts. A word that only describes people (holders, residents) gives way to a verb
of movement, and counts only when it is near.
"""

from collections import Counter

from concord.evidence import Kind
from concord.reading.drafts import Draft, Scene
from concord.reading.lexicon import Cue
from concord.situation import Situation

__all__ = ["read_kind", "read_manner", "read_measure", "read_projected"]

# Added to the distance of a describing word, and how far it reaches, in tokens.
_WEAK = {"registered": 8, "hosted": 3, "other": 3, "assisted": 4, "in_need": 4, "awaiting": 1, "displaced": 2}
_LIMIT = 30
_OBJECT_BONUS = 7  # a verb right before its number: "has hosted more than 2.8 million"
_OBJECT_GAP = 3
_BEFORE = 3  # a verb before the number is less likely its own than one after it
_BEYOND = 7  # a verb on the far side of another figure
_LIVING = 11  # past this, bare refugees are people who live somewhere
_HEADING_REACH = 26
_STOCKS = frozenset({"hosted", "registered", "awaiting", "displaced", "in_need", "other"})


def read_measure(scene: Scene, drafts: list[Draft]) -> None:
    """Set the measure of every draft."""
    for i, draft in enumerate(drafts):
        before = drafts[i - 1] if i else None
        after = drafts[i + 1] if i + 1 < len(drafts) else None
        _from_noun(scene, draft)
        _from_clause(scene, draft, before, after)
        _from_heading(scene, draft)
        _from_before(scene, draft, before)
    usual = Counter(d.values["measure"] for d in drafts if "measure" in d.values).most_common(1)
    for draft in drafts:
        draft.set("measure", usual[0][0] if usual else "other")


def _from_noun(scene: Scene, draft: Draft) -> None:
    """239 *deportees*, 55,768 *returns*."""
    if draft.head is None:
        return
    for cue in scene.within("measure", *draft.head):
        if cue.code not in ("registered", "hosted", "displaced"):
            draft.set("measure", cue.code, (cue.first, cue.last))


def _from_clause(scene: Scene, draft: Draft, before: Draft | None, after: Draft | None) -> None:
    best, least = None, _LIMIT
    for cue in scene.in_sentence("measure", draft.sentence):
        cost = _cost(scene, draft, cue, before, after)
        if cost < least:
            best, least = cue, cost
    if least > _LIVING and draft.head is not None and scene.page.words[draft.head[1] - 1] == "refugees":
        draft.set("measure", "hosted", draft.head)
    if best is not None:
        draft.set("measure", best.code, (best.first, best.last))


def _cost(scene: Scene, draft: Draft, cue: Cue, before: Draft | None, after: Draft | None) -> int:
    """Tokens, barriers and preferences between a number and a verb or noun of measure."""
    number = draft.number
    gap = scene.distance(number.first, number.last, cue)
    cost = gap + _WEAK.get(cue.code, 0)
    if cue.first >= number.first:
        beyond = after is not None and after.sentence == draft.sentence and cue.first > after.number.first
        return cost + (_BEYOND if beyond else 0)
    if gap <= _OBJECT_GAP:
        return cost - _OBJECT_BONUS
    beyond = before is not None and cue.first < before.number.first
    return cost + _BEFORE + (_BEYOND - 2 if beyond else 0)


def _from_before(scene: Scene, draft: Draft, before: Draft | None) -> None:
    """A figure without a verb goes on with what the one before it counted."""
    if before is not None and scene.block[draft.sentence] == scene.block[before.sentence]:
        draft.set("measure", before.get("measure"), before.why.get("measure"))


def _from_heading(scene: Scene, draft: Draft) -> None:
    """The verb or noun of the line above that heads a list or table."""
    heading = scene.heading[draft.sentence]
    if heading is not None:
        for cue in scene.in_sentence("measure", heading):
            draft.set("measure", cue.code, (cue.first, cue.last))


def read_manner(scene: Scene, drafts: list[Draft]) -> None:
    """Voluntary, facilitated or forced, where the clause says so."""
    for draft in drafts:
        if draft.get("measure") not in ("returned", "deported"):
            continue
        cue = scene.nearest(draft, scene.in_sentence("manner", draft.sentence), limit=12)
        if cue is not None:
            draft.set("manner", cue.code, (cue.first, cue.last))


def read_projected(scene: Scene, drafts: list[Draft]) -> None:
    """A plan or forecast: a word of the future in the number's own clause."""
    for draft in drafts:
        cue = scene.nearest(draft, scene.in_sentence("projected", draft.sentence), limit=10, before=0)
        draft.set("projected", cue is not None, (cue.first, cue.last) if cue else None)


def read_kind(drafts: list[Draft], situation: Situation) -> None:
    """Stock or flow, which the measure decides; people who *were displaced* in a period are a flow."""
    kinds = {measure.code: measure.kind for measure in situation.measures}
    for draft in drafts:
        measure = str(draft.get("measure"))
        stock = measure in _STOCKS if kinds.get(measure) is None else kinds[measure] == "stock"
        draft.set("kind", Kind.STOCK if stock else Kind.FLOW)
