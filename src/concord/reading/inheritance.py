"""What a figure counts by the text around it: the grammar's one answer, with the rule that gives it.

own       84,000 were deported · arrests: 12                    the word tied to the number
among     312 of the dead had come home · dozens of victims     the dead of whom they are some
part      of whom 1,334 were children · 61% of them             the figure that it is a share of
header    Day | deported | own will                             the column, the row, the line above
beside    Karachi 2,611, Quetta 1,730                           the figure before in the sentence
lead      TRANSPORT. 301 families · Detention: 40               the first words of the paragraph
heading   ARRESTS / Chagai 212 / Attock 96                      the line above the list
before    They included 1,022 women.                            the figure of the sentence before
colon     Picked up: Tarnol 61, Bhara Kahu 44    the words before the colon that opens the list
asked     How many remain? - Two lakh.           the question that it answers
near      the number of those who fled was put at 900           a word that only stands near
"""

from dataclasses import dataclass

from concord.reading.drafts import Draft, Scene
from concord.reading.lexicon import Cue
from concord.reading.links import LINKS, among, grade
from concord.reading.senses import is_weak

__all__ = ["Answer", "answer", "is_part", "lead_cues"]

_LEAD = 6  # tokens of the words that open a paragraph, with their stop
_LINE = 10  # tokens of a line that heads what follows
_ABOVE = 30  # sentences above in which that line is sought
_NEAR = 40  # tokens from a figure to the one before that it may continue
_QUESTION = 4  # sentences above in which the question stands that a figure answers
_INTRODUCED = 4  # tokens from "of whom" to the number
_CLAUSE = 8  # tokens from a number to the verb of its relative clause
_TALLIES = frozenset({"returned", "deported", "arrested", "awaiting", "fled"})
_INCLUDE = frozenset({"included", "includes", "include", "including", "incl", "comprising", "comprised"})

_STOPS = frozenset(".;:\n()؛۔!?؟")
_ASKING = frozenset("?؟")
_COLUMNS = 12  # figures back in which the row above is sought

Ties = list[tuple[int, int, Cue]]  # index of LINKS, distance, word


@dataclass(frozen=True, slots=True)
class Answer:
    """A measure, the rule that gave it, and the words that decided."""

    code: str
    rule: str
    words: tuple[int, int] | None


def answer(scene: Scene, drafts: list[Draft], i: int, ties: Ties) -> Answer | None:
    """The first rule that applies to figure i, given the ties of the words of its sentence."""
    draft = drafts[i]
    before = drafts[i - 1] if i and draft.number.first - drafts[i - 1].number.last <= _NEAR else None
    firm = [tie for tie in ties if not is_weak(scene, tie[2])]
    part = _inherited(before, "part") if before and is_part(scene, before, draft) else None
    beside = _inherited(before, "beside") if before and before.sentence == draft.sentence else None
    described = _described(scene, before, draft, firm, ties)
    return (
        (part if draft.unit == "percent" else None)
        or _worded(scene, among(scene, draft), "among")
        or described
        or _registered(scene, firm, ties)
        or _own(firm, "own")
        or _person([tie for tie in firm if tie[2].code != "registered"])
        or _relative(scene, draft, firm)
        or _own([tie for tie in ties if tie[2].first < draft.number.first], "verb")
        or part
        or _cell(scene, drafts, i)
        or _labelled(scene, draft)
        or _own(ties, "weak")
        or _person(firm)
        or beside
        or _asked(scene, draft)
        or _led(scene, draft, bool(ties))
        or _near(firm)
        or (_inherited(before, f"before:{scene.relation(draft, before)}") if before else None)
        or _near(ties)
    )


def _described(scene: Scene, before: Draft | None, draft: Draft, firm: Ties, ties: Ties) -> Answer | None:
    """Holders of a card in a tally of arrests or returns: PoR holders were 13 per cent."""
    own = _own(firm, "own") or _own([tie for tie in ties if tie[2].code == "registered"], "own")
    tally = before is not None and before.get("measure") in _TALLIES
    if before is None or not tally or (own is not None and own.code not in ("registered", "hosted")):
        return None
    paragraph = scene.page.paragraph
    near = paragraph[before.number.first] == paragraph[draft.number.first]
    if near and (draft.unit == "percent" or (own is not None and own.code == "registered")):
        return _inherited(before, "share" if draft.unit == "percent" else "described")
    return None


def _registered(scene: Scene, firm: Ties, ties: Ties) -> Answer | None:
    """Registered refugees stay so while hosted: the country shelters 1.1 million *registered* ones."""
    own = _own(firm, "own")
    if own is not None and own.code != "hosted":
        return None
    for tie, _, cue in ties:
        if (
            LINKS[tie] == "person"
            and cue.code == "registered"
            and scene.page.words[cue.first] == "registered"
        ):
            return Answer(cue.code, "registered", (cue.first, cue.last))
    return None


def _person(firm: Ties) -> Answer | None:
    """The people named for what happened to them: 1,159 *deportees*."""
    found = [tie for tie in firm if LINKS[tie[0]] == "person"]
    return Answer(found[0][2].code, "person", (found[0][2].first, found[0][2].last)) if found else None


def _relative(scene: Scene, draft: Draft, firm: Ties) -> Answer | None:
    """The verb of a relative clause right after the number: four *who were removed*."""
    for tie, _, cue in firm:
        if LINKS[tie] == "relative" and cue.first - draft.number.last <= _CLAUSE:
            return Answer(cue.code, "relative", (cue.first, cue.last))
    return None


def is_part(scene: Scene, before: Draft, draft: Draft) -> bool:
    """Whether a figure is a part or a share of the one before: of whom 61; 61 of them; including 61."""
    ends = (draft.number.last, draft.head[1] if draft.head else 0)
    if any(scene.starting(end, "anaphor") for end in ends):
        return True
    first = max(before.number.last, draft.number.first - _INTRODUCED)
    if scene.within("anaphor", first, draft.number.first):
        return True
    return not _INCLUDE.isdisjoint(scene.page.words[first : draft.number.first])


def _own(ties: Ties, rule: str) -> Answer | None:
    """The strongest word that is the number's own verb, noun or label."""
    tie, _, cue = min(ties, key=lambda found: found[:2], default=(len(LINKS), 0, None))
    if cue is None or grade(LINKS[tie]) != "own":
        return None
    return Answer(cue.code, f"{rule}:{LINKS[tie]}", (cue.first, cue.last))


def _near(ties: Ties) -> Answer | None:
    tie, _, cue = min(ties, key=lambda found: found[:2], default=(len(LINKS), 0, None))
    if cue is None or LINKS[tie] == "other's":
        return None
    return Answer(cue.code, f"near:{LINKS[tie]}", (cue.first, cue.last))


def _inherited(before: Draft, rule: str) -> Answer | None:
    code = before.get("measure")
    return Answer(code, rule, before.why.get("measure")) if code is not None else None


def _cell(scene: Scene, drafts: list[Draft], i: int) -> Answer | None:
    """The word in the header of a cell, its row, or the line above its table; or what its column counts."""
    labels = scene.tables.cells.get(drafts[i].number.first)
    if labels is None:
        return None
    for how, (first, last) in labels.named():
        for cue in scene.within("measure", first, last):
            return Answer(cue.code, how, (cue.first, cue.last))
    for before in reversed(drafts[max(i - _COLUMNS, 0) : i]):
        above = scene.tables.cells.get(before.number.first)
        if above is not None and labels.header and above.header == labels.header:
            return _inherited(before, "column")
    summed = any(scene.within("total", *span) for span in labels.header)
    return _summed(drafts[:i], drafts[i].sentence) if summed else None


def _summed(drafts: list[Draft], sentence: int) -> Answer | None:
    """What the total of a row counts: all that its cells do, and returns where some were deported."""
    row = [draft for draft in drafts if draft.sentence == sentence]
    codes = {draft.get("measure") for draft in row}
    if len(codes) == 1:
        return _inherited(row[0], "sum")
    returned = next((draft for draft in row if draft.get("measure") == "returned"), None)
    return _inherited(returned, "sum") if returned and codes == {"returned", "deported"} else None


def _labelled(scene: Scene, draft: Draft) -> Answer | None:
    """The first word before the colon that opens the list of a figure: Picked up: Tarnol 61, Golra 44."""
    words, first = scene.page.words, scene.page.bounds[draft.sentence][0]
    at = draft.number.first
    while at > first and words[at - 1] not in _STOPS:
        at -= 1
    if at == first or words[at - 1] != ":":
        return None
    colon, first = at - 1, scene.page.bounds[draft.sentence][0]
    begin = max((n + 1 for n in range(first, colon) if words[n] in _STOPS), default=first)
    if scene.within("speech", begin, colon):
        return None
    return _worded(scene, scene.within("measure", begin, colon), "colon")


def _asked(scene: Scene, draft: Draft) -> Answer | None:
    """The last word of the question that a figure is the first to answer: How many remain? - Two lakh."""
    bounds, words = scene.page.bounds, scene.page.words
    for s in range(draft.sentence - 1, max(draft.sentence - _QUESTION, -1), -1):
        if any(map(scene.is_number, range(*bounds[s]))):
            return None
        if not _ASKING.isdisjoint(words[max(bounds[s][1] - 2, bounds[s][0]) : bounds[s][1]]):
            return _worded(scene, scene.in_sentence("measure", s)[::-1], "asked")
    return None


def _worded(scene: Scene, cues: list[Cue], rule: str) -> Answer | None:
    """The first word that is not weak, or the first."""
    cue = next((cue for cue in cues if not is_weak(scene, cue)), cues[0] if cues else None)
    return Answer(cue.code, rule, (cue.first, cue.last)) if cue is not None else None


def _led(scene: Scene, draft: Draft, worded: bool) -> Answer | None:
    """The words that open the paragraph, or the line above the list; the line above a cell is its header."""
    if draft.number.first in scene.tables.cells:
        return None
    for rule, cues in lead_cues(scene, draft):
        if cues:
            return _worded(scene, cues, f"{rule}:{'worded' if worded else 'bare'}")
    return None


def lead_cues(scene: Scene, draft: Draft) -> list[tuple[str, list[Cue]]]:
    """The words for a measure that lead the paragraph, and those of the line above it."""
    lead, line = _lead(scene, draft.sentence), _line_above(scene, draft.sentence)
    found = [("lead", scene.in_sentence("measure", lead))] if lead is not None else []
    return [*found, ("heading", scene.in_sentence("measure", line))] if line is not None else found


def _lead(scene: Scene, sentence: int) -> int | None:
    """The sentence of few words that opens the paragraph: TRANSPORT COMMITTEE."""
    page = scene.page
    first, s = page.bounds[sentence][0], sentence
    while (
        s
        and page.paragraph[page.bounds[s - 1][0]] == page.paragraph[first]
        and page.words[page.bounds[s - 1][1] - 1] != "\n"
    ):
        s -= 1
    opening, closing = page.bounds[s]
    short = s < sentence and closing - opening <= _LEAD
    return s if short and not any(map(scene.is_number, range(opening, closing))) else None


def _has_number(scene: Scene, first: int, last: int) -> bool:
    """Whether a line has a number outside brackets: In camp (at 8 pm) has none."""
    words = scene.page.words[first:last]
    end = first + words.index("(") if "(" in words else last
    return any(map(scene.is_number, range(first, end)))


def _line_above(scene: Scene, sentence: int) -> int | None:
    """The nearest line of few words and no number above: HOW MANY CAME."""
    if (heading := scene.heading[sentence]) is not None:
        return heading
    bounds, words = scene.page.bounds, scene.page.words
    for s in range(sentence - 1, max(sentence - _ABOVE, -1), -1):
        first, last = bounds[s]
        alone = words[last - 1] == "\n" and (s == 0 or words[bounds[s - 1][1] - 1] == "\n")
        if alone and 1 < last - first <= _LINE and not _has_number(scene, first, last):
            return s
    return None
