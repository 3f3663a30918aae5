"""Stock or flow: a level at a time, or what happened over a period.

The measure says most (arrests are a flow, people living somewhere a stock), then the tense of the
word that decided it ("are displaced", but "have been displaced since"), the dates that stand
beside, and the figure before where it counts the same.
"""

from concord.evidence import Kind
from concord.reading.cells import cell_dates, runs_over_time
from concord.reading.choose import Option
from concord.reading.drafts import Draft, Scene

__all__ = ["kind_options"]

_TENSES = {
    "are": "present", "is": "present", "remain": "present", "remains": "present", "remained": "present",
    "still": "present", "being": "present", "were": "past", "was": "past", "had": "past",
    "have": "perfect", "has": "perfect", "been": "perfect", "will": "future", "would": "future",
}  # fmt: skip
_VERB_REACH = 4  # tokens before the deciding word among which its auxiliary stands


def kind_options(scene: Scene, drafts: list[Draft], i: int) -> list[Option]:
    """Stock and flow; only flow where a table's column runs over a time."""
    draft = drafts[i]
    kinds = (Kind.FLOW,) if runs_over_time(scene, draft) else (Kind.STOCK, Kind.FLOW)
    shared = _features(scene, draft)
    words = draft.why.get("measure")
    return [
        Option(kind, words, [f"{name}|k={kind}" for name in shared] + _as_before(scene, drafts, i, kind))
        for kind in kinds
    ]


def _features(scene: Scene, draft: Draft) -> list[str]:
    measure = draft.get("measure")
    names = ["any", str(measure), f"unit={draft.unit}"]
    names += [f"when={role}|{measure}" for role in _dates(scene, draft)]
    if scene.in_sentence("now", draft.sentence):
        names.append(f"now|{measure}")
    why = draft.why.get("measure")
    if why is not None:
        names += [f"cue={' '.join(scene.page.words[slice(*why)])}", f"{_tense(scene, *why)}|{measure}"]
        names.append(f"{_side(draft, *why)}|{measure}")
    return names


def _dates(scene: Scene, draft: Draft) -> list[str]:
    """The roles of the dates of the sentence and of the header of a cell."""
    whens = scene.dates_within(*scene.page.bounds[draft.sentence])
    whens += [when for how, when in cell_dates(scene, draft) if how == "header"]
    return sorted({when.role + ("-span" if when.span else "") for when in whens}) or ["none"]


def _tense(scene: Scene, first: int, last: int) -> str:
    """The tense that the nearest auxiliary before the deciding word gives it."""
    words = scene.page.words
    for at in range(last - 1, max(first - _VERB_REACH, 0) - 1, -1):
        if words[at] in _TENSES:
            return _TENSES[words[at]]
    return "ing" if words[last - 1].endswith("ing") else "plain"


def _side(draft: Draft, first: int, last: int) -> str:
    """Whether the deciding word leads the number as its verb, stands in its noun, or follows."""
    if draft.head is not None and draft.head[0] <= first < draft.head[1]:
        return "noun"
    return "leads" if last <= draft.number.first else "follows"


def _as_before(scene: Scene, drafts: list[Draft], i: int, kind: Kind) -> list[str]:
    """That the figure before is of this kind, with how near it stands and whether it counts the same."""
    if not i or drafts[i - 1].get("kind") != kind:
        return []
    before, draft = drafts[i - 1], drafts[i]
    same = before.get("measure") == draft.get("measure")
    return [f"before:{scene.relation(draft, before)}:{same}"]
