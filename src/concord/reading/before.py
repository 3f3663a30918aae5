"""What the figures before say of the measure of the next one: the last, the whole, the first of a list.

beside    vol 1,274 + *dep* 44              part      of which only 25,320; 61 of them
bracket   6,05,246 (vol 5,78,174)            opening   the first figure of the same block
"""

from concord.reading.choose import Option
from concord.reading.drafts import Draft, Scene

__all__ = ["add_before"]

_BACK = 30  # figures back in which the first of a block is sought


def add_before(scene: Scene, drafts: list[Draft], i: int, options: dict[str, Option], best: str) -> None:
    """What the figure before counts, the one that it is a part of, and the one that opened the list."""
    draft = drafts[i]
    for name, before in _figures_before(scene, drafts, i).items():
        option = options.get(str(before.get("measure")))
        if option is None:
            continue
        option.words = option.words or before.why.get("measure")
        relation = scene.relation(draft, before)
        option.features += [
            f"{name}:{relation}",
            f"{name}:{relation}:{best}",
            f"{name}:{relation}:{_grounds(before)}:{'noun' if draft.head else 'bare'}",
            f"{name}:{_share(scene, draft, before)}:{best}",
        ]


def _figures_before(scene: Scene, drafts: list[Draft], i: int) -> dict[str, Draft]:
    """The last figure, and the first of the same block."""
    found: dict[str, Draft] = {}
    if i:
        found["last"] = drafts[i - 1]
    first, block = i, scene.block[drafts[i].sentence]
    while first > max(i - _BACK, 0) and scene.block[drafts[first - 1].sentence] == block:
        first -= 1
    if first < i - 1:
        found["opening"] = drafts[first]
    return found


def _share(scene: Scene, draft: Draft, before: Draft) -> str:
    """Whether a figure is a part or a share of one before it: of which only 25,320; 61 of them."""
    between = scene.page.words[before.number.last : draft.number.first]
    if "(" in between and ")" not in between:
        return "bracket"
    if scene.of_which(before, draft) or scene.starting(draft.number.last, "anaphor"):
        return "part"
    return "share" if draft.unit == "percent" else "beside"


def _grounds(before: Draft) -> str:
    """Whether words of its own decided what a figure counts, or it was taken from elsewhere."""
    why = before.why.get("measure")
    if why is None:
        return "none"
    own = -2 <= why[0] - before.number.last <= 4 or 0 <= before.number.first - why[1] <= 1
    return "own" if own else "shared"
