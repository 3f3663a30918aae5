"""The place, crossing or centre that a figure is limited to: options for it, as written."""

from concord.reading.choose import Option, bucket
from concord.reading.drafts import Draft, Scene
from concord.reading.lexicon import Cue

__all__ = ["place_options"]

_MARKS = {
    ",": "comma",
    ";": "stop",
    ".": "stop",
    "\n": "stop",
    "(": "bracket",
    ":": "colon",
    "and": "and",
    "،": "comma",
}
_JOINING = frozenset({"and", "or", ",", "/", "و", "اور", "او"})
_LABEL_MARKS = frozenset(":|-=(")


def place_options(scene: Scene, drafts: list[Draft], i: int) -> list[Option]:
    """The places of the sentence, of the heading, of the figure before, or none."""
    draft = drafts[i]
    measure = draft.get("measure")
    options = [Option(None, None, [f"none|{measure}"])]
    for cue in scene.in_sentence("place", draft.sentence):
        if not _is_dateline(scene, cue):
            options.append(_place(scene, drafts, i, cue))
    heading = scene.heading[draft.sentence]
    if heading is not None:
        options += [_place_option(scene, cue, ["heading"]) for cue in scene.in_sentence("place", heading)[:1]]
    if i and drafts[i - 1].get("place") is not None:
        before = drafts[i - 1]
        near = "near" if len(options) > 1 else "bare"
        features = [
            f"before:{scene.relation(draft, before)}:{near}",
            f"before|{measure == before.get('measure')}",
        ]
        options.append(
            Option((before.get("place"), before.get("place_code")), before.why.get("place"), features)
        )
    options[0].features.append("nothing near" if len(options) == 1 else "something near")
    return options


def _place(scene: Scene, drafts: list[Draft], i: int, cue: Cue) -> Option:
    draft = drafts[i]
    side, cost = scene.side(draft, cue), scene.distance(draft.number.first, draft.number.last, cue)
    word = scene.case_word(cue)
    features = [
        f"{side}:{bucket(cost)}",
        f"word={word}",
        f"{side}:word={word}",
        f"kind={scene.gazetteer.kind(cue.code)}|{draft.get('measure')}",
    ]
    if scene.labels_another(drafts, i, cue):
        features.append("labels another")
    if scene.beyond_another(drafts, i, cue):
        features.append(f"beyond:{side}")
    if _labels(scene, draft, cue):
        features.append("label")
    if scene.ended(cue.first - 1, "generic_office") or scene.ended(cue.first, "generic_office"):
        features.append("office")
    features += [f"{side}:over {mark}" for mark in scene.marks_between(draft, cue, _MARKS)]
    return _place_option(scene, cue, features)


def _is_dateline(scene: Scene, cue: Cue) -> bool:
    """ISLAMABAD: at the head of a paragraph tells where a report was filed, not where people are."""
    words = scene.page.words
    opens = cue.first == 0 or words[cue.first - 1] == "\n"
    filed = cue.last < len(words) and words[cue.last] in (":", ",", "(", "-")
    return opens and filed and scene.text(cue.first, cue.last).isupper()


def _place_option(scene: Scene, cue: Cue, features: list[str]) -> Option:
    last = _joined(scene, cue)
    return Option((scene.text(cue.first, last), cue.code), (cue.first, last), features)


def _labels(scene: Scene, draft: Draft, cue: Cue) -> bool:
    """Punjab 143; Nangarhar: 388: the place stands right before its number."""
    at = draft.number.first
    case = scene.ended(at, "postposition")
    at = case.first if case else at
    while at > cue.last and scene.page.words[at - 1] in _LABEL_MARKS:
        at -= 1
    return at == cue.last


def _joined(scene: Scene, cue: Cue) -> int:
    """Two places joined by 'and' are one scope: Torkham and Spin Boldak."""
    if cue.last + 1 < len(scene.page.words) and scene.page.words[cue.last] in _JOINING:
        following = scene.starting(cue.last + 1, "place")
        if following is not None:
            return following.last
    return cue.last
