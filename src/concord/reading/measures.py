"""What is counted: options for measure, kind, plan or fact; and the manner of return.

The noun that the number counts speaks first ("2,305 deportations"), then verbs and nouns of
its sentence by how near and on which side they stand ("84,871 people have been *sent back*"),
the figure before it, the heading of its list, and what the document counts elsewhere.
"""

from collections import Counter

from concord.evidence import Kind
from concord.reading.choose import Option, bucket
from concord.reading.drafts import Draft, Scene
from concord.reading.lexicon import Cue

__all__ = ["MEASURES", "kind_options", "measure_options", "projected_options", "read_manner", "usual_measure"]

MEASURES = (
    "returned", "deported", "arrested", "hosted", "registered", "awaiting",
    "assisted", "fled", "displaced", "casualties", "in_need", "other",
)  # fmt: skip
_NEIGHBOURS = 4  # tokens either side whose words are features
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
    options = {code: Option(code, None, [f"m={code}"]) for code in MEASURES}
    _add_cues(scene, drafts, i, options)
    _add_before(scene, drafts, i, options)
    _add_heading(scene, draft, options)
    for code, option in options.items():
        option.features.append(f"unit={draft.unit}|m={code}")
        option.features += [f"{word}|m={code}" for word in scene.near_words(draft, _NEIGHBOURS)]
    if scene.usual_measure is not None:
        options[scene.usual_measure].features.append("usual")
    return list(options.values())


def _add_cues(scene: Scene, drafts: list[Draft], i: int, options: dict[str, Option]) -> None:
    """The nearest cue of each measure in the sentence of the figure."""
    draft = drafts[i]
    nearest: dict[str, tuple[int, Cue]] = {}
    for cue in scene.in_sentence("measure", draft.sentence):
        cost = scene.distance(draft.number.first, draft.number.last, cue)
        if cue.code not in nearest or cost < nearest[cue.code][0]:
            nearest[cue.code] = cost, cue
    ranked = sorted(nearest.values(), key=lambda found: found[0])
    for rank, (cost, cue) in enumerate(ranked):
        option = options[cue.code]
        option.words = cue.first, cue.last
        option.features += _cue_features(scene, drafts, i, cue, cost, rank)
    if not ranked:
        options["other"].features.append("no cue")


def _cue_features(scene: Scene, drafts: list[Draft], i: int, cue: Cue, cost: int, rank: int) -> list[str]:
    draft = drafts[i]
    side = "in" if draft.head and draft.head[0] <= cue.first < draft.head[1] else scene.side(draft, cue)
    features = [
        f"{side}:{bucket(cost)}",
        f"{side}|m={cue.code}",
        f"rank={min(rank, 2)}",
        f"rank={min(rank, 2)}|m={cue.code}",
    ]
    features.append(f"cue={' '.join(scene.page.words[cue.first : cue.last])}")
    if scene.labels_another(drafts, i, cue):
        features.append("labels another")
    if scene.beyond_another(drafts, i, cue):
        features.append(f"beyond:{side}")
    features += [f"{side}:over {mark}" for mark in scene.marks_between(draft, cue, _MARKS)]
    return features


def _add_before(scene: Scene, drafts: list[Draft], i: int, options: dict[str, Option]) -> None:
    """What the figure before counts, and the one before that."""
    for back in (1, 2):
        if i < back:
            continue
        before, draft = drafts[i - back], drafts[i]
        option = options.get(str(before.get("measure")))
        if option is None:
            continue
        option.words = option.words or before.why.get("measure")
        relation = scene.relation(draft, before)
        option.features.append(f"before{back}:{relation}")
        if back == 1:
            cues = "cues" if scene.in_sentence("measure", draft.sentence) else "no cues"
            option.features += [
                f"before:{relation}:{cues}",
                f"before:{relation}:{'noun' if draft.head else 'bare'}",
            ]
            option.features += [f"before:{relation}|m={option.value}"]


def _add_heading(scene: Scene, draft: Draft, options: dict[str, Option]) -> None:
    heading = scene.heading[draft.sentence]
    cues = scene.in_sentence("measure", heading) if heading is not None else []
    for n, cue in enumerate(cues[:3]):
        options[cue.code].features.append("heading" if n == 0 else "heading too")
        options[cue.code].words = options[cue.code].words or (cue.first, cue.last)


def usual_measure(scene: Scene) -> str | None:
    """The measure that the words of the document speak of most."""
    counts = Counter(cue.code for cue in scene.cues.get("measure", ()) if cue.code != "other")
    return counts.most_common(1)[0][0] if counts else None


def kind_options(scene: Scene, drafts: list[Draft], i: int) -> list[Option]:
    """Stock or flow: by the measure, the verb's tense, and whether a period stands beside it."""
    draft = drafts[i]
    measure = draft.get("measure")
    first, last = scene.page.bounds[draft.sentence]
    roles = sorted(
        {when.role + ("-span" if when.span else "") for when in scene.whens if first <= when.first < last}
    ) or ["none"]
    options = []
    for kind in (Kind.STOCK, Kind.FLOW):
        features = [f"k={kind}", f"{measure}|k={kind}", f"unit={draft.unit}|k={kind}"]
        features += [f"when={role}|{measure}|k={kind}" for role in roles]
        features += [f"{word}|k={kind}" for word in scene.near_words(draft, 3)]
        if i and drafts[i - 1].get("kind") == kind:
            features.append(
                f"before:{scene.relation(draft, drafts[i - 1])}:{drafts[i - 1].get('measure') == measure}"
            )
        options.append(Option(kind, draft.why.get("measure"), features))
    return options


def projected_options(scene: Scene, drafts: list[Draft], i: int) -> list[Option]:
    """A plan or forecast, or something that happened."""
    draft = drafts[i]
    plan, fact = Option(True, None, ["plan"]), Option(False, None, [])
    cue = scene.nearest(draft, scene.in_sentence("projected", draft.sentence), limit=24, before=0)
    if cue is not None:
        cost = scene.distance(draft.number.first, draft.number.last, cue)
        plan.words = cue.first, cue.last
        plan.features += [
            f"{scene.side(draft, cue)}:{bucket(cost)}",
            f"cue={' '.join(scene.page.words[cue.first : cue.last])}",
        ]
        plan.features += [f"over {mark}" for mark in scene.marks_between(draft, cue, _MARKS)]
        plan.features.append("beyond" if scene.beyond_another(drafts, i, cue) else "own")
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
