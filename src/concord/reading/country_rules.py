"""What grammar says of the country of a figure, as one rule and its answer.

Covered: from Türkiye *264,000*, Lebanon *221,500* · *20,675* from Iran and *710* from Turkey · *103,846*,
which the figures after it share out among countries · Iran and Pakistan, which are none · both
neighbours · people in need or displaced at home · Syria / Refugees: *5.4 million*, who are in none
that is told · the country of the document.
"""

from concord.reading.drafts import Draft, Scene
from concord.reading.lexicon import Cue

__all__ = ["AT_HOME", "LEAVING", "Ruling", "is_joined", "near_countries", "ruled_country"]

LEAVING = frozenset({"returned", "deported"})
AT_HOME = frozenset({"displaced", "in_need", "casualties"})

_ABROAD = frozenset({"hosted", "registered"})  # measures of people who are not in their own country
_FROM = frozenset({"from", "left", "leaving", "leave", "out", "fled"})
_IN = frozenset({"in", "inside", "within", "across", "by", "throughout", "of", "entered", "to", "into", "at"})
_JOINING = frozenset({"and", "or", ",", "/", "و", "اور", "او"})
_LABEL_MARKS = frozenset(":|-=(")
_SEVERAL_REACH = 24
_PARTS = 5  # figures after a total that may share it out
_ROUNDED = 1.05  # parts of a total may come to this much of it

Ruling = tuple[str, str | None, tuple[int, int] | None]


def near_countries(scene: Scene, draft: Draft) -> list[tuple[int, Cue]]:
    """The countries of the sentence with what it costs to reach them, the nearest first."""
    number = draft.number
    cues = scene.in_sentence("country", draft.sentence)
    found = [(scene.distance(number.first, number.last, cue), cue) for cue in cues]
    return sorted(found, key=lambda near: near[0])


def ruled_country(scene: Scene, drafts: list[Draft], i: int, near: list[tuple[int, Cue]]) -> Ruling:
    """The rule that grammar applies, the country it gives, and the words."""
    draft = drafts[i]
    measure, home = draft.get("measure"), draft.get("nationality")
    eligible = [cue for _, cue in near if measure in AT_HOME or cue.code != home]
    own = _own(scene, drafts, i, eligible)
    if own is not None:
        return _of_cue(scene, *own)
    if _is_shared_out(scene, drafts, i):
        return "shared out", None, None
    wanted = _FROM if measure in LEAVING else _IN
    for cue in eligible:
        if scene.case_word(cue) in wanted:
            return _of_cue(scene, "preposition", cue)
    several = scene.nearest(draft, scene.in_sentence("several", draft.sentence), limit=_SEVERAL_REACH)
    if several is not None:
        return "several", None, (several.first, several.last)
    if measure in AT_HOME:
        section = scene.section_country[draft.sentence]
        return ("section", section, None) if section else ("own", home, draft.why.get("nationality"))
    if eligible:
        return _of_cue(scene, "named", eligible[0])
    about = scene.section_country[draft.sentence] or scene.usual_country
    if about == home and measure in _ABROAD:
        return "origin", None, None
    return "document", scene.usual_country, None


def _own(scene: Scene, drafts: list[Draft], i: int, eligible: list[Cue]) -> tuple[str, Cue] | None:
    """The country tied to one number among several: its label, or what follows it before the next."""
    draft = drafts[i]
    for cue in eligible:
        if _labels(scene, draft, cue):
            return "label", cue
    wanted = _FROM if draft.get("measure") in LEAVING else _IN
    for cue in eligible:
        after = cue.first >= draft.number.last and not scene.beyond_another(drafts, i, cue)
        if after and scene.case_word(cue) in wanted and not scene.labels_another(drafts, i, cue):
            return "follows", cue
    return None


def _of_cue(scene: Scene, rule: str, cue: Cue) -> Ruling:
    if is_joined(scene, cue):
        return "joined", None, (cue.first, cue.last)
    return rule, cue.code, (cue.first, cue.last)


def _labels(scene: Scene, draft: Draft, cue: Cue) -> bool:
    """Whether a country stands right before its number: Lebanon 221,500; Germany (1,180,000)."""
    at = draft.number.first
    while at > cue.last and scene.page.words[at - 1] in _LABEL_MARKS:
        at -= 1
    case = scene.ended(at, "postposition")
    return cue.last in (at, case.first if case else at)


def _is_shared_out(scene: Scene, drafts: list[Draft], i: int) -> bool:
    """Whether the figures that follow share it out among several countries."""
    whole, left = drafts[i], drafts[i].number.value * _ROUNDED
    codes: set[str] = set()
    for k in range(i + 1, min(i + 1 + _PARTS, len(drafts))):
        part = drafts[k]
        near = part.sentence - drafts[k - 1].sentence <= 1
        if not near or part.unit != whole.unit or part.number.value > left:
            break
        own = _own(scene, drafts, k, scene.in_sentence("country", part.sentence))
        if own is None:
            break
        codes.add(own[1].code)
        left -= part.number.value
    return len(codes) > 1


def is_joined(scene: Scene, cue: Cue) -> bool:
    """Iran and Pakistan: several countries are none."""
    words = scene.page.words
    after = (
        cue.last < len(words) - 1 and words[cue.last] in _JOINING and scene.starting(cue.last + 1, "country")
    )
    before = cue.first > 1 and words[cue.first - 1] in _JOINING and scene.ended(cue.first - 1, "country")
    return bool(after or before)
