"""Whom a figure is limited to: options for legal status, sex and age.

The words of the number's own noun speak first ("25,320 *ACC holders*"), then those of its
clause, the figure before it, and the heading of its list.
"""

from concord.reading.cells import add_labels, only_named
from concord.reading.choose import Option, bucket
from concord.reading.drafts import Draft, Scene
from concord.reading.lexicon import Cue
from concord.reading.status_rules import FIRM, ruled_status

__all__ = ["group_options", "status_options"]

STATUSES = ("por", "acc", "undocumented", "documented", "refugee", "asylum_seeker", "mixed")
GROUPS = (
    "women",
    "men",
    "girls",
    "boys",
    "children",
    "women_and_children",
    "women_and_girls",
    "elderly",
    "other",
)
_NOUN_REACH = 6
_MARKS = {
    ",": "comma",
    ";": "stop",
    ".": "stop",
    "\n": "stop",
    "(": "bracket",
    ")": "bracket",
    ":": "colon",
    "and": "and",
    "،": "comma",
}


def status_options(scene: Scene, drafts: list[Draft], i: int) -> list[Option]:
    """One option for each legal status and one for none said."""
    draft = drafts[i]
    options = {code: Option(code, None, [f"s={code}"]) for code in STATUSES}
    none = Option(None, None, [f"none|{draft.get('measure')}"])
    found = _add_near(scene, drafts, i, "status", options)
    _add_mixed(scene, drafts, i, options, found)
    if draft.head:
        noun = scene.page.words[draft.head[1] - 1]
        people = "home" if draft.get("nationality") == scene.home else "elsewhere"
        options["refugee"].features += [f"noun={noun}", f"{noun}|{people}", f"{noun}|{draft.get('measure')}"]
    _add_before(scene, drafts, i, "status", options, none, found)
    _add_heading(scene, draft, "status", options, found)
    add_labels(scene, draft, "status", options, none)
    rule, ruled = ruled_status(scene, drafts, i)
    (none if ruled is None else options[ruled]).features.append(f"rule={rule}")
    if rule in FIRM:
        (none if ruled is None else options[ruled]).features.append("firm")
    elif ruled is not None:
        options[ruled].features.append("ruled")
    for code in found:
        options[code].features += [f"{code} beside {other}" for other in sorted(found) if other != code]
    none.features.append(_nearness(scene, draft, "status", found))
    for option in options.values():
        if len(option.features) == 1:
            option.features.append("nothing speaks for it")
    if _names_card(scene, drafts, i):
        del options["refugee"]  # registered refugees whose card is named are holders of that card
    return only_named(scene, draft, "status", options) or [none, *options.values()]


def _names_card(scene: Scene, drafts: list[Draft], i: int) -> bool:
    """Whether the sentence names a card of these people, not beyond another figure."""
    cues = scene.in_sentence("status", drafts[i].sentence)
    return any(cue.code in ("por", "acc") and not scene.beyond_another(drafts, i, cue) for cue in cues)


def _nearness(scene: Scene, draft: Draft, role: str, found: set[str]) -> str:
    """Whether the sentence or the heading has words of a role, as a feature of none said."""
    heading = scene.heading[draft.sentence]
    if found:
        return "something near"
    headed = heading is not None and scene.in_sentence(role, heading)
    return "something above" if headed else "nothing near"


def group_options(scene: Scene, drafts: list[Draft], i: int) -> list[Option]:
    """One option for each group of sex and age and one for none said."""
    draft = drafts[i]
    options = {code: Option(code, None, [f"g={code}"]) for code in GROUPS}
    none = Option(None, None, [])
    found = _add_near(scene, drafts, i, "group", options)
    _add_before(scene, drafts, i, "sex_age", options, none, found)
    _add_heading(scene, draft, "group", options, found)
    add_labels(scene, draft, "group", options, none)
    none.features.append(_nearness(scene, draft, "group", found))
    return only_named(scene, draft, "group", options) or [none, *options.values()]


def _add_near(scene: Scene, drafts: list[Draft], i: int, role: str, options: dict[str, Option]) -> set[str]:
    """The nearest cue of each code in the sentence; the codes found."""
    draft = drafts[i]
    nearest: dict[str, tuple[int, Cue]] = {}
    for cue in scene.in_sentence(role, draft.sentence):
        if cue.first and scene.page.words[cue.first - 1] == "against":
            continue  # a drive against illegal foreigners says nothing of the people counted
        cost = scene.distance(draft.number.first, draft.number.last, cue)
        if cue.code in options and (cue.code not in nearest or cost < nearest[cue.code][0]):
            nearest[cue.code] = cost, cue
    for rank, (cost, cue) in enumerate(sorted(nearest.values(), key=lambda found: found[0])):
        option = options[cue.code]
        option.words = cue.first, cue.last
        option.features += _near_features(scene, drafts, i, cue, cost, rank)
    return {code for code, (cost, _) in nearest.items() if cost < _NOUN_REACH * 2}


def _near_features(scene: Scene, drafts: list[Draft], i: int, cue: Cue, cost: int, rank: int) -> list[str]:
    draft = drafts[i]
    side = (
        "in"
        if draft.head and cue.first < draft.head[1] and cue.last > draft.number.last
        else scene.side(draft, cue)
    )
    features = [f"{side}:{bucket(cost)}", f"rank={min(rank, 2)}", f"{side}|s={cue.code}"]
    if scene.labels_another(drafts, i, cue):
        features.append("labels another")
    if scene.beyond_another(drafts, i, cue):
        features.append(f"beyond:{side}")
    features += [f"{side}:over {mark}" for mark in scene.marks_between(draft, cue, _MARKS)]
    if draft.unit == "percent":
        features.append(f"percent:{side}")
    return features


def _add_mixed(
    scene: Scene, drafts: list[Draft], i: int, options: dict[str, Option], found: set[str]
) -> None:
    """Refugees and asylum seekers; a total with a named part: two statuses make it mixed."""
    mixed = options["mixed"]
    if len(found) > 1:
        mixed.features.append(f"found={min(len(found), 3)}")
        mixed.words = options[min(found)].words
    draft = drafts[i]
    following = drafts[i + 1] if i + 1 < len(drafts) else None
    if following is not None and scene.of_which(draft, following):
        mixed.features.append("total of parts")
        if scene.in_sentence("status", following.sentence):
            mixed.features.append("total of parts with status")
    if scene.ended(draft.number.first, "total"):
        mixed.features.append("total before")


def _add_before(
    scene: Scene,
    drafts: list[Draft],
    i: int,
    name: str,
    options: dict[str, Option],
    none: Option,
    found: set[str],
) -> None:
    if not i:
        return
    before = drafts[i - 1]
    value = before.get(name)
    option = none if value is None else options.get(str(value), none)
    role = "group" if name == "sex_age" else name
    near = _nearness(scene, drafts[i], role, found)
    if scene.heading[drafts[i].sentence] != scene.heading[before.sentence]:
        near += " new heading"
    option.features.append(
        f"before:{scene.relation(drafts[i], before)}:{near}:{'none' if value is None else 'some'}"
    )
    if scene.of_which(before, drafts[i]):
        option.features.append(f"part of:{near}:{'none' if value is None else 'some'}")
    option.words = option.words or before.why.get(name)


def _add_heading(scene: Scene, draft: Draft, role: str, options: dict[str, Option], found: set[str]) -> None:
    heading = scene.heading[draft.sentence]
    cues = scene.in_sentence(role, heading) if heading is not None else []
    for cue in cues[:1]:
        if cue.code in options:
            options[cue.code].features.append("heading:near" if found else "heading")
            options[cue.code].words = options[cue.code].words or (cue.first, cue.last)
