"""How a word is tied to a number: as its label, its verb, its noun, or only by standing near.

label      dep 44 · arrests: 12              object     hosted more than 2.8 million
noun       2,305 deportations                predicate  84,871 people have been sent back
person     six returnees
of         the return of 3.5 million         relative   Afghans who crossed the border
level      arrests rose to 4,000             adjoined   Afghans living in Pakistan
verb       ۴۰ تن اخراج شدند
shared     they held 40 men and 30 women     other's    vol 1,274 + dep 44, of vol and 44
before, after, beyond: in the clause, or past a mark
"""

from concord.reading.drafts import Draft, Scene
from concord.reading.lexicon import Cue
from concord.reading.verb_final import verb_final_tie

__all__ = ["LINKS", "among", "grade", "link", "strongest"]

_GRADES = {
    "label": "own", "verb": "own", "noun": "own", "object": "own", "predicate": "own", "adjoined": "own",
    "person": "near", "of": "near", "level": "near", "relative": "near", "before": "near", "after": "near",
    "shared": "far", "other's": "far", "beyond": "far",
}  # fmt: skip
LINKS = tuple(_GRADES)  # the strongest first
_SLIGHT = frozenset({
    "a", "an", "the", "its", "their", "his", "her", "our", "this", "that", "these", "those", "some",
    "another", "other", "further", "additional", "more", "than", "over", "at", "least", "about",
    "around", "nearly", "almost", "approximately", "roughly", "close", "up", "to", "just", "well",
    "only", "as", "many", "much", "fewer", "less", "under", "below", "above", "estimated", "exceeding",
    "all", "in", "excess", "upwards", "no", "not", "every", "perhaps", "even", "still", "also",
    "already", "now", "yet", "of", "between", "from", "last", "first", "total", "altogether", '"', "'",
    "~", "≈", ">", "<", "+", "*",
})  # fmt: skip
_AUXILIARIES = frozenset({
    "have", "has", "had", "been", "be", "being", "were", "was", "are", "is", "will", "would", "could",
    "may", "might", "to", "also", "already", "now", "still", "currently", "reportedly", "allegedly",
    "since", "yet", "not", "only", "then", "later", "so", "far", "just", "recently", "voluntarily",
    "forcibly", "finally", "themselves", "more", "all", "both", "either", "officially", "initially",
    "previously", "subsequently", "never", "again", "thus", "become", "became", "as", "having", "get", "got",
    "count", "counted", "classed", "listed", "booked", "*", '"', "'",
})  # fmt: skip
_FINITE = frozenset({
    "have", "has", "had", "were", "was", "are", "is", "will", "would", "could", "can", "may", "might",
    "to",
})  # fmt: skip
_EVENTS = frozenset({
    "returns", "arrests", "arrivals", "exits", "departures", "removals", "deaths", "crossings",
    "casualties", "fatalities", "raids",
})  # fmt: skip
_RELATIVES = frozenset({"who", "whom", "whose", "which", "that", "where"})
_MARKS = frozenset(".;\n()،؛۔|!?:") | {"while", "but", "whereas", "although", "because"}
_LEVELS = frozenset(
    {"to", "at", "by", "is", "was", "are", "were", "of", "as", "reached", "totalled", "totaled"}
)
_MOVED = frozenset({
    "increased", "increase", "rose", "risen", "grew", "grown", "climbed", "jumped", "soared", "swelled",
    "doubled", "decreased", "decrease", "fell", "fallen", "dropped", "declined", "decline", "shrank", "went",
    "up", "down",
})  # fmt: skip
_COPULAS = frozenset({"are", "is", "were", "was"})
_MODIFIERS = 4  # tokens between a copula and the noun that it predicates: are *conflict induced* IDPs
_ELSEWHERE = (  # words that lead from a copula to something else than what it predicates
    _FINITE | _RELATIVES | _MARKS | {"in", "of", "by", "from", "for", "with", "among", "and", "or"}
)
_CLAUSE = 9  # tokens between a number and its verb: 64 families *from four villages were* deported
_AMONG = 4  # tokens from a number that hold "of the dead"
_COUNTED = frozenset({"anaphor", "hedge_after", "demonym", "people"})
_LABELS = frozenset({":", "=", "-", "(", "|", "*", "–"})


def link(scene: Scene, drafts: list[Draft], i: int, cue: Cue) -> str:
    """The tie between figure i and a cue of its sentence, one of LINKS."""
    governed = verb_final_tie(scene, drafts[i], cue)
    if governed is not None and not scene.labels_another(drafts, i, cue):
        return governed
    tie = _own_tie(scene, drafts, i, cue)
    if tie == "other's" or _GRADES[tie] == "own" or not scene.beyond_another(drafts, i, cue):
        return tie
    follows = cue.first >= drafts[i].number.last
    between = _own_tie(scene, drafts, i + 1 if follows else i - 1, cue)
    if _GRADES[between] != "own" and between != "person":
        return tie
    return "other's" if follows else "shared"


def among(scene: Scene, draft: Draft) -> list[Cue]:
    """The words for the dead or hurt of whom a number are some: 312 *of the dead* had come home."""
    at = draft.number.last
    if scene.page.words[at : at + 1] != ["of"]:
        return []
    return [cue for cue in scene.within("measure", at, at + _AMONG) if cue.code == "casualties"]


def _own_tie(scene: Scene, drafts: list[Draft], i: int, cue: Cue) -> str:
    """The tie between a figure and a cue as if there were no other figure between them."""
    draft = drafts[i]
    number, head, words = draft.number, draft.head, scene.page.words
    if head and head[0] <= cue.first < head[1]:
        return _noun(words[cue.last - 1]) if cue.first >= number.first else "label"
    if cue.first >= number.last:
        end = _counted(scene, drafts[i], cue.first)
        if scene.labels_another(drafts, i, cue):
            return "other's"
        if scene.starting(cue.first, "people") and _is_predicated(words[end : cue.first]):
            return "predicate"
        within = head is not None and cue.first < head[0]
        return "noun" if within else _after(words[end : cue.first], words[cue.first])
    if scene.labels_another(drafts, i, cue):
        return "shared"
    return _before(words[cue.last : number.first])


def _counted(scene: Scene, draft: Draft, limit: int) -> int:
    """Where the words end that the number counts with: 9,000 *villagers*, 270 *of them at least*."""
    head, end = draft.head, draft.number.last
    if head and end <= head[1] <= limit:
        end = head[1]
    while cue := next((cue for cue in scene.at.get(end, ()) if cue.role in _COUNTED), None):
        if cue.last > limit:
            break
        end = cue.last
    return end


def _noun(word: str) -> str:
    """Nouns of what happened decide, nouns of persons only describe: returns, but returnees who died."""
    return "noun" if word.endswith("ions") or word in _EVENTS else "person"


def _after(gap: list[str], word: str) -> str:
    finite = word in _FINITE or not _FINITE.isdisjoint(gap[-3:])
    if all(word in _AUXILIARIES or word.endswith("ly") for word in gap):
        return "predicate" if finite else "adjoined"
    if any(word in _MARKS for word in gap):
        return "beyond"
    if any(word in _RELATIVES for word in gap):
        return "relative"
    near = len(gap) <= _CLAUSE and finite and all(word in _AUXILIARIES for word in gap[-1:])
    return "predicate" if near else "after"


def _before(gap: list[str]) -> str:
    if all(word in _LABELS for word in gap):
        return "label"
    if _rises_to(gap):
        return "level"
    if all(word in _SLIGHT for word in gap):
        return "of" if "of" in gap[:1] else "object"
    if any(word in _MARKS for word in gap):
        return "beyond"
    rest = [word for word in gap if word not in _SLIGHT]
    return "level" if len(rest) <= 2 and any(word in _LEVELS for word in gap) else "before"


def _is_predicated(gap: list[str]) -> bool:
    """Whether the gap makes people of the number what the noun says: 485,000 *are conflict induced* IDPs."""
    if not 0 < len(gap) <= _MODIFIERS + 1 or gap[0] not in _COPULAS:
        return False
    return all(word.isalpha() and word not in _ELSEWHERE for word in gap[1:])


def _rises_to(gap: list[str]) -> bool:
    """Whether the gap tells how a level moved to the number: the number of IDPs (...) increased *from*."""
    if gap[-1:] not in (["from"], ["to"]):
        return False
    moved = any(word in _MOVED for word in gap[:-1])
    return moved and not any(word in _MARKS and word not in "()" for word in gap)


def strongest(links: set[str]) -> str:
    """The strongest of several ties, or 'none'."""
    return min(links, key=LINKS.index, default="none")


def grade(tie: str) -> str:
    """How strong a tie is: the number's own, near it, far, or none."""
    return _GRADES.get(tie, "none")
