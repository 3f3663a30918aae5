"""The noun that a number counts: people or a thing, after the number or as its label before it.

Covered: 239 persons · 40 Afghan refugee families · 12 refugee camps · fam 204 · toilets 112 ·
900 Afghan Citizen Card (ACC) holders · Number of refugees: 5.4 million · trucks crossed 418.
"On police buses 24,380" counts no buses.
"""

from concord.reading.drafts import Scene
from concord.reading.lexicon import Cue
from concord.reading.numbers import Number

__all__ = ["MARKS", "PREPOSITIONS", "STOPS", "counted_noun", "label_end", "segment"]

_SHARED = 5  # tokens after "of" in which the thing stands that is shared out
_REACH = 7  # tokens after a number in which its noun stands
PREPOSITIONS = frozenset({
    "in", "on", "at", "from", "by", "with", "for", "to", "during", "since", "into", "through", "via",
    "within", "between", "among", "per", "than", "against", "over", "under", "after", "before",
    "without", "upon", "towards", "toward", "around", "about", "along", "across", "near", "inside",
    "outside",
})  # fmt: skip
MARKS = frozenset('.,;:()[]|\n"!?،؛۔')
STOPS = frozenset({
    "were", "was", "are", "is", "had", "have", "has", "who", "whom", "whose", "which", "that", "and",
    "or", "but", "as", "did", "will", "would", "could", "can", "may", "while", "when", "if", "because",
}) | PREPOSITIONS | MARKS  # fmt: skip
_LABEL_MARKS = frozenset(":(=-|*")


def counted_noun(scene: Scene, number: Number, limit: int) -> Cue | None:
    """The noun of a number, sought up to a token after it; a 'people' or 'thing' cue."""
    return _noun_after(scene, number, limit) or _noun_before(scene, number)


def _noun_after(scene: Scene, number: Number, limit: int) -> Cue | None:
    """The noun that the number counts, after it: people or a thing."""
    at = number.last
    while scene.page.words[at : at + 1] == ["*"]:  # **9.9%** of all services
        at += 1
    if scene.page.words[at : at + 1] == ["of"]:
        return _thing_shared(scene, at + 1)
    for j in range(number.last, min(number.last + _REACH, limit, len(scene.page.words))):
        if (scene.page.words[j] in STOPS and not _is_gloss(scene, j)) or scene.starting(j, "postposition"):
            return None
        cue = _people(scene, j) or scene.starting(j, "thing")
        if cue is not None and scene.page.words[cue.last : cue.last + 1] != ["'s"]:
            return _last_noun(scene, cue)
        if j > number.last and scene.starting(j, "measure"):
            return None
    return None


def _thing_shared(scene: Scene, first: int) -> Cue | None:
    """The thing of which the number is a part: 8 per cent of this *money*; 5,600 of the bus *tickets*."""
    for j in range(first, min(first + _SHARED, len(scene.page.words))):
        if scene.page.words[j] in STOPS or _people(scene, j) is not None:
            return None
        cue = scene.starting(j, "thing")
        if cue is not None and not scene.starting(j, "place"):
            last = _last_noun(scene, cue)
            return (
                last
                if last.role == "thing" and scene.page.words[last.last : last.last + 1] != ["'s"]
                else None
            )
    return None


def _is_gloss(scene: Scene, j: int) -> bool:
    """Whether a bracket or what it holds only repeats a name: Afghan Citizen Card *(ACC)* holders."""
    around = scene.page.words[max(j - 2, 0) : j + 3]
    return any(around[n : n + 3 : 2] == ["(", ")"] for n in range(len(around) - 2))


def _people(scene: Scene, j: int) -> Cue | None:
    cue = scene.starting(j, "people")
    if cue is not None:
        return cue
    plural = scene.starting(j, "demonym")
    return plural if plural is not None and scene.page.words[plural.last - 1].endswith("s") else None


def _last_noun(scene: Scene, cue: Cue) -> Cue:
    """The last of several nouns in a row: Afghan refugee *families*, refugee *camps*."""
    following = _people(scene, cue.last)
    if following is None and scene.language == "en":  # ۲۹۰ خانواده سیم‌کارت گرفت: families got cards
        following = scene.starting(cue.last, "thing")
    return _last_noun(scene, following) if following else cue


def _noun_before(scene: Scene, number: Number) -> Cue | None:
    """The noun of a label before the number: fam 204, Number of refugees: 5.4 million, toilets 112."""
    at = label_end(scene, number)
    cue = scene.ended(at, "people") or scene.ended(at, "thing")
    if cue is not None and cue.role == "thing":
        led = any(word in PREPOSITIONS for word in scene.page.words[max(cue.first - 2, 0) : cue.first])
        return None if led or cue.code != "thing" else cue
    opening = scene.starting(segment(scene, at), "thing")
    return cue or (opening if opening and opening.code == "thing" else None)


def segment(scene: Scene, at: int) -> int:
    """The first token of the words between the last mark and a token."""
    first = at
    while first > 0 and at - first < _REACH and scene.page.words[first - 1] not in MARKS:
        first -= 1
    return first


def label_end(scene: Scene, number: Number) -> int:
    """Where the words before a number end, without a colon, dash or bracket between them."""
    at = number.first
    while at > 0 and scene.page.words[at - 1] in _LABEL_MARKS:
        at -= 1
    return at
