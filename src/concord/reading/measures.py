"""What is counted: options for measure, kind, plan or fact; and the manner of return.

The noun that the number counts speaks first ("2,305 deportations"), then verbs and nouns of
its sentence by how near and on which side they stand ("84,871 people have been *sent back*"),
the figure before it, the heading of its list, and what the document counts elsewhere.
"""

from collections import Counter
from collections.abc import Sequence

from concord.reading.before import add_before
from concord.reading.cells import add_labels, label_cues, only_named
from concord.reading.choose import Option, bucket
from concord.reading.drafts import Draft, Scene
from concord.reading.inheritance import Ties, answer
from concord.reading.lexicon import Cue
from concord.reading.links import LINKS, grade, link, strongest
from concord.reading.senses import is_about, is_weak, meant

__all__ = ["MEASURES", "measure_options", "projected_options", "read_manner", "usual_measure"]

MEASURES = (
    "returned", "deported", "arrested", "hosted", "registered", "awaiting",
    "assisted", "fled", "displaced", "casualties", "in_need", "other",
)  # fmt: skip
_NEAR = 2  # tokens either side of a number whose words speak for a measure
_TITLE = 3  # what a word of the title weighs against one of the text
_EARLIER = 60  # tokens before a sentence in which its subject is sought
_MARKS = {
    ",": "comma",
    ";": "stop",
    ".": "stop",
    "\n": "stop",
    "(": "bracket",
    ":": "colon",
    "who": "who",
    "and": "and",
    "،": "comma",
}


def measure_options(scene: Scene, drafts: list[Draft], i: int) -> list[Option]:
    """One option for each measure, with everything that speaks for it."""
    draft = drafts[i]
    options = {code: Option(code, None, []) for code in MEASURES}
    ties = _ties(scene, drafts, i)
    best = _add_cues(scene, drafts, i, options, ties)
    add_before(scene, drafts, i, options, best)
    _add_context(scene, draft, options, best)
    add_labels(scene, draft, "measure", options)
    _add_answer(scene, drafts, i, options, ties)
    noun = scene.page.words[draft.head[1] - 1] if draft.head else "no noun"
    near = scene.near_words(draft, _NEAR)
    for code, option in options.items():
        option.features += [
            f"unit={draft.unit}|m={code}",
            f"noun={noun}|m={code}",
            *[f"{word}|m={code}" for word in near],
        ]
    return only_named(scene, draft, "measure", options) or list(options.values())


def _add_answer(scene: Scene, drafts: list[Draft], i: int, options: dict[str, Option], ties: Ties) -> None:
    """The answer that grammar gives, named by its rule."""
    found = answer(scene, drafts, i, ties)
    if found is None:
        if scene.usual_measure is not None:
            options[scene.usual_measure].features.append("usual")
        return
    option = options[found.code]
    option.words = option.words or found.words
    rule = found.rule.partition(":")[0]
    option.features += [
        "ruled",
        f"rule={rule}",
        f"rule={found.rule}",
        f"rule={rule}|m={found.code}",
        f"rule={rule}|{drafts[i].unit}",
    ]


def _ties(scene: Scene, drafts: list[Draft], i: int) -> Ties:
    """Every word for a measure in the sentence of a figure, how it is tied to it, and how far away."""
    number = drafts[i].number
    return [
        (
            LINKS.index(link(scene, drafts, i, cue)),
            scene.distance(number.first, number.last, cue),
            meant(scene, drafts[i], cue),
        )
        for cue in scene.in_sentence("measure", drafts[i].sentence)
        if is_about(scene, drafts[i], cue)
    ]


def _add_cues(scene: Scene, drafts: list[Draft], i: int, options: dict[str, Option], ties: Ties) -> str:
    """The best tied cue of each measure in the sentence of the figure; the strongest tie of all."""
    found: dict[str, tuple[int, int, Cue]] = {}
    for rank in ties:
        cue = rank[2]
        if cue.code not in found or rank[:2] < found[cue.code][:2]:
            found[cue.code] = rank
    nearest = sorted(found, key=lambda code: found[code][1])
    for code, (tie, cost, cue) in found.items():
        option = options[code]
        option.words = cue.first, cue.last
        option.features += _cue_features(scene, drafts, i, cue, cost, nearest.index(code))
        option.features += _tie_features(scene, cue, LINKS[tie])
        option.features.append(f"{_weight(scene, cue)}:{LINKS[tie]}")
    if not found:
        options["other"].features.append("no cue")
    firm = {LINKS[tie] for tie, _, cue in found.values() if _weight(scene, cue) == "firm"}
    return grade(strongest(firm)) if firm or not found else "weak"


def _weight(scene: Scene, cue: Cue) -> str:
    """Whether a word speaks of little else than its measure: deported, but not home."""
    return "weak" if is_weak(scene, cue) else "firm"


def _tie_features(scene: Scene, cue: Cue, tie: str) -> list[str]:
    words = " ".join(scene.page.words[cue.first : cue.last])
    return [f"tie={tie}", f"tie={tie}|m={cue.code}", f"{words}:{tie}"]


def _cue_features(scene: Scene, drafts: list[Draft], i: int, cue: Cue, cost: int, rank: int) -> list[str]:
    side = scene.side(drafts[i], cue)
    features = [
        f"{side}:{bucket(cost)}",
        f"rank={min(rank, 2)}",
    ]
    if scene.beyond_another(drafts, i, cue):
        features.append(f"beyond:{side}")
    features += [f"{side}:over {mark}" for mark in scene.marks_between(drafts[i], cue, _MARKS)]
    return features


def _add_context(scene: Scene, draft: Draft, options: dict[str, Option], best: str) -> None:
    """The heading of the list, the sentences before in the block, and the document as a whole."""
    heading = None if draft.number.first in scene.tables.cells else scene.heading[draft.sentence]
    for n, cue in enumerate(scene.in_sentence("measure", heading)[:3] if heading is not None else ()):
        options[cue.code].features += ["heading" if n == 0 else "heading too", f"heading:{best}"]
        options[cue.code].words = options[cue.code].words or (cue.first, cue.last)
    first, _ = scene.page.bounds[draft.sentence]
    earlier = scene.within("measure", max(first - _EARLIER, 0), first)
    earlier = [cue for cue in earlier if _weight(scene, cue) == "firm"]
    if earlier:
        options[earlier[-1].code].features += ["earlier", f"earlier:{best}"]
        options[earlier[0].code].features += ["topic", f"topic:{best}"]


def usual_measure(scene: Scene, title: Sequence[Cue] = ()) -> str | None:
    """The measure that the words of the document speak of most; those of its title weigh more."""
    weak = {cue.first for cue in title if cue.role == "weak"}
    titled = [cue for cue in title if cue.role == "measure" and cue.first not in weak]
    firm = [cue for cue in scene.cues.get("measure", ()) if _weight(scene, cue) == "firm"]
    counts = Counter(cue.code for cue in firm + titled * _TITLE if cue.code != "other")
    return counts.most_common(1)[0][0] if counts else None


def projected_options(scene: Scene, drafts: list[Draft], i: int) -> list[Option]:
    """A plan or forecast, or something that happened."""
    draft = drafts[i]
    plan, fact = Option(True, None, ["plan"]), Option(False, None, [])
    cue = scene.nearest(draft, scene.in_sentence("projected", draft.sentence), limit=24, before=0)
    if cue is not None:
        plan.words = cue.first, cue.last
        plan.features += [
            f"tie={link(scene, drafts, i, cue)}",
            f"cue={' '.join(scene.page.words[cue.first : cue.last])}",
        ]
        plan.features += [f"over {mark}" for mark in scene.marks_between(draft, cue, _MARKS)]
        plan.features.append("beyond" if scene.beyond_another(drafts, i, cue) else "own")
    plan.features += [f"cell:{how}" for how, _ in label_cues(scene, draft, "projected")]
    if i and drafts[i - 1].get("projected"):
        plan.features.append(f"before:{scene.relation(draft, drafts[i - 1])}")
    return [fact, plan]


def read_manner(scene: Scene, drafts: list[Draft]) -> None:
    """Voluntary, facilitated or forced, where the clause says so."""
    for draft in drafts:
        if draft.get("measure") not in ("returned", "deported"):
            continue
        cue = scene.nearest(draft, scene.in_sentence("manner", draft.sentence), limit=12)
        if cue is not None:
            draft.set("manner", cue.code, (cue.first, cue.last))
