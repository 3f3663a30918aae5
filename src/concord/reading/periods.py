"""The period of a figure: of a flow its first and last date, of a stock its as-of date.

Options are the dates of the sentence by their role ("since" gives a start and runs to the
as-of date or to publication; "by" gives an end), the period that the figure before has set, the
date of the heading, the launch of the campaign as the situation dates it, the document's own
date, and none. A deadline, and the day on which somebody speaks, are no periods.
"""

from collections.abc import Iterator

from concord.evidence import Kind, PartialDate
from concord.reading.choose import Option, bucket
from concord.reading.dates import When
from concord.reading.drafts import Draft, Scene
from concord.situation import Situation

__all__ = ["launch_of", "period_options"]

Period = tuple[PartialDate | None, PartialDate | None]

_SPEECH_GAP = 4  # tokens between a verb of saying and the day on which it was said
_LAUNCH_REACH = 14
_NEAREST = 4  # dates of a sentence that are considered
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


def launch_of(situation: Situation) -> PartialDate | None:
    """The month in which the first phase began, as the host's government claims it."""
    government = situation.government_of(situation.host)
    starts = [
        claim.start for phase in situation.phases for claim in phase.claims if claim.party == government
    ]
    return PartialDate(min(starts)[:7]) if starts else None


def period_options(
    scene: Scene, drafts: list[Draft], i: int, published: PartialDate | None, launch: PartialDate | None
) -> list[Option]:
    """All periods that the words make possible for a figure."""
    draft = drafts[i]
    kind, measure = draft.get("kind"), draft.get("measure")
    whens = _sentence_dates(scene, draft)
    near = "near" if whens else "bare"
    none = Option(
        (None, None), None, [f"none|{kind}", f"none|{measure}", f"none:{near}", f"none:{near}|{kind}"]
    )
    options = [none]
    for rank, when in enumerate(whens[:_NEAREST]):
        options += _dated(scene, drafts, i, when, whens, published, rank)
    options += _before(scene, drafts, i, near)
    options += _launched(scene, draft, published, launch)
    options += _of_document(scene, draft, published, near)
    return options


def _sentence_dates(scene: Scene, draft: Draft) -> list[When]:
    """The dates of the sentence, the nearest first."""
    number = draft.number
    first, last = scene.page.bounds[draft.sentence]
    whens = [when for when in scene.whens if first <= when.first < last]
    return sorted(whens, key=lambda when: scene.distance(number.first, number.last, when))


def _dated(
    scene: Scene,
    drafts: list[Draft],
    i: int,
    when: When,
    whens: list[When],
    published: PartialDate | None,
    rank: int,
) -> Iterator[Option]:
    draft = drafts[i]
    kind = draft.get("kind")
    features = _features(scene, drafts, i, when, rank)
    words = (when.first, when.last)
    if kind == Kind.STOCK:
        yield Option((None, when.end), words, [*features, "stock"])
        return
    since = next((w for w in whens if w.role == "since"), None)
    until = next((w for w in whens if w.role == "until"), None)
    if when.role == "since":
        yield Option(
            (when.start, until.end if until else published),
            words,
            [*features, "to until" if until else "to publication"],
        )
        if i and drafts[i - 1].get("period_end"):
            yield Option(
                (when.start, drafts[i - 1].get("period_end")),
                words,
                [*features, f"to last end:{'until' if until else 'open'}"],
            )
    elif when.role == "until":
        yield Option(
            (since.start if since else None, when.end),
            words,
            [*features, "from since" if since else "from nowhere"],
        )
    else:
        yield Option((when.start, when.end), words, [*features, "within"])
        yield Option(
            (since.start if since else None, when.end),
            words,
            [*features, "as of since" if since else "as of"],
        )


def _features(scene: Scene, drafts: list[Draft], i: int, when: When, rank: int) -> list[str]:
    draft = drafts[i]
    kind, side = draft.get("kind"), scene.side(draft, when)
    cost = scene.distance(draft.number.first, draft.number.last, when)
    exact = len(when.start.text)
    features = [
        f"date:{side}:{bucket(cost)}",
        f"role={when.role}|{kind}",
        f"rank={rank}",
        f"length={exact}|{kind}",
        f"span={when.span}|{kind}",
    ]
    before = scene.page.words[when.first - 1] if when.first else "\n"
    features += [
        f"word={before}",
        f"first={scene.page.words[when.first] if not scene.page.words[when.first][0].isdigit() else '#'}",
    ]
    if _is_day_of_speech(scene, when):
        features.append("day of speech")
    if scene.within("deadline", max(0, when.first - 5), when.first):
        features.append("deadline")
    if scene.labels_another(drafts, i, when):
        features.append("labels another")
    if scene.beyond_another(drafts, i, when):
        features.append(f"beyond:{side}")
    return features + [f"{side}:over {mark}" for mark in scene.marks_between(draft, when, _MARKS)]


def _is_day_of_speech(scene: Scene, when: When) -> bool:
    """On Friday beside a verb of saying: the day of the claim, not of what it counts."""
    if when.span or len(when.start.text) < 10:
        return False
    first, last = scene.page.bounds[scene.page.sentence[when.first]]
    before = [
        c
        for c in scene.within("speech", max(first, when.first - _SPEECH_GAP), when.first)
        if c.code == "after"
    ]
    after = [c for c in scene.within("speech", when.last, min(last, when.last + 1)) if c.code == "after"]
    return bool(before or after) and when.role == "in"


def _before(scene: Scene, drafts: list[Draft], i: int, near: str) -> Iterator[Option]:
    """The period of a figure before: of the last one, and of the last one of the same kind."""
    draft = drafts[i]
    kind = draft.get("kind")
    if not i:
        return
    last = drafts[i - 1]
    same = next((d for d in reversed(drafts[:i]) if d.get("kind") == kind), None)
    for name, before in (("before", last), ("same kind", same)):
        if before is None or (name == "same kind" and before is last):
            continue
        start, end = before.get("period_start"), before.get("period_end")
        relation = scene.relation(draft, before)
        value = (None, end) if kind == Kind.STOCK else (start, end)
        known = "known" if end or start else "unknown"
        agree = f"{before.get('kind') == kind}:{before.get('measure') == draft.get('measure')}"
        features = [
            f"{name}:{relation}:{near}:{known}",
            f"{name}:{agree}:{known}",
            f"{name}:{relation}|{kind}:{known}",
        ]
        if scene.in_sentence("anaphor", draft.sentence) or scene.in_sentence("same", draft.sentence):
            features.append(f"{name}:anaphor:{known}")
        yield Option(value, before.why.get("period_end"), features)


def _launched(
    scene: Scene, draft: Draft, published: PartialDate | None, launch: PartialDate | None
) -> Iterator[Option]:
    """Since the government launched the drive."""
    if launch is None or draft.get("kind") == Kind.STOCK:
        return
    first, last = scene.page.bounds[draft.sentence]
    for cue in scene.within("when", first, last):
        if cue.code == "since" and scene.within("launch", cue.last, cue.last + _LAUNCH_REACH):
            yield Option((launch, published), (cue.first, cue.last), ["since launch"])
            return
    phases = scene.in_sentence("phase", draft.sentence)
    if any(cue.code == "all" for cue in phases):
        yield Option((launch, published), (phases[0].first, phases[0].last), ["all phases"])


def _of_document(scene: Scene, draft: Draft, published: PartialDate | None, near: str) -> Iterator[Option]:
    """The document's own date: of its heading, of its first date, of its publication."""
    kind = draft.get("kind")
    heading = scene.heading[draft.sentence]
    if heading is not None:
        first, last = scene.page.bounds[heading]
        for when in [w for w in scene.whens if first <= w.first < last][:2]:
            start = None if kind == Kind.STOCK else when.start
            yield Option(
                (start, when.end), (when.first, when.last), [f"heading:{near}|{kind}", f"heading:{when.role}"]
            )
    now = scene.nearest(draft, scene.in_sentence("now", draft.sentence), limit=30)
    words = (now.first, now.last) if now else None
    said = [
        f"published:{near}|{kind}",
        f"published|{draft.get('measure')}",
        f"published:{'now' if now else 'silent'}|{kind}",
    ]
    yield Option((None, published), words, said)
    if kind != Kind.STOCK:
        yield Option((published, published), words, [*said, "on the day"])
    if scene.whens:
        when = scene.whens[0]
        start = None if kind == Kind.STOCK else when.start
        yield Option(
            (start, when.end),
            (when.first, when.last),
            [f"first date:{near}|{kind}", f"first date:{len(when.start.text)}"],
        )
