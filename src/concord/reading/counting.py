"""Whether a number counts people, as a choice: what stands beside it, around it and before it.

The rules of ``people`` and ``things`` give their verdict with a reason ("a noun of people after it",
"an age", "a sentence about people"); here it is one feature among others: how the number is written
and how large it is, the kind of word on either side (*tent* 41, *Rescue* 1122, 88 *men*, *took* eleven),
the verb and the nouns of the sentence, and what the number before it counted.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from concord.reading.choose import Option, bucket
from concord.reading.drafts import Draft, Scene
from concord.reading.lexicon import Cue
from concord.reading.nouns import MARKS, STOPS, label_end, segment
from concord.reading.numbers import Number

__all__ = ["Verdict", "people_options"]

_SIZES = (2, 5, 12, 31, 100, 400, 1000, 2100, 10_000, 1_000_000)
_ROLES = (
    "people", "thing", "label", "measure", "status", "group", "demonym", "speech", "anaphor", "rest", "total",
    "month", "weekday", "country", "place", "place_kind", "relative", "estimate", "change", "taken_up",
    "postposition", "preposition", "percent",
)  # fmt: skip
_CODED = frozenset({"thing", "postposition", "preposition"})  # roles whose code tells more than the role
_NEAR = 12  # tokens and barriers within which a verb is near


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say of a number: whether it counts people, by which rule, and the noun it counts."""

    number: Number
    people: bool
    rule: str
    head: Cue | None = None


def people_options(
    scene: Scene, drafts: list[Draft], verdict: Verdict, before: Verdict | None
) -> list[Option]:
    """Counts people or not, the verdict of the rules first; ``before`` is what the number before came to."""
    yes = Option(True, None, list(_features(scene, drafts, verdict, before)))
    no = Option(False)
    return [yes, no] if verdict.people else [no, yes]


def _features(scene: Scene, drafts: list[Draft], verdict: Verdict, before: Verdict | None) -> Iterator[str]:
    number, rule = verdict.number, verdict.rule
    form, size = _form(number), _size(number)
    yield "any"
    yield f"rule={rule}"
    yield f"form={form}"
    yield f"size={form},{size}"
    yield f"rule+form={rule},{form}"
    yield f"rule+size={rule},{size}"
    yield from _beside(scene, number, rule)
    yield from _around(scene, number, rule)
    yield from _earlier(scene, drafts, number, before)


def _form(number: Number) -> str:
    """How a number is written."""
    if number.percent:
        return "percent"
    if number.vague:
        return "vague"
    if number.high is not None:
        return "range"
    if not number.digits:
        return "words"
    if number.value % 1:
        return "decimal"
    return "plain" if number.plain else "written"


def _size(number: Number) -> str:
    return str(next((edge for edge in _SIZES if number.value < edge), "far"))


def _beside(scene: Scene, number: Number, rule: str) -> Iterator[str]:
    """The kinds of words on either side, hedges passed over."""
    first, last = number.first, number.last
    if (hedge := scene.ended(first, "hedge_before")) is not None:
        first = hedge.first
    if (hedge := scene.starting(last, "hedge_after")) is not None:
        last = hedge.last
    led, followed = _kind(scene, first - 1, before=True), _kind(scene, last, before=False)
    yield f"hedged={(first, last) != (number.first, number.last)},{rule}"
    yield f"led={led}"
    yield f"followed={followed}"
    yield f"rule+led={rule},{led}"
    yield f"rule+followed={rule},{followed}"
    yield f"led2={_kind(scene, first - 2, before=True)},{led}"
    yield f"followed2={followed},{_kind(scene, last + 1, before=False)}"
    label = label_end(scene, number)
    if label < number.first:
        yield f"label={_kind(scene, label - 1, before=True)},{number.plain}"
    for role in ("people", "thing", "group", "measure", "status"):
        if scene.within(role, segment(scene, label), label):
            yield f"segment={role}"


def _kind(scene: Scene, i: int, *, before: bool) -> str:
    """The kind of a token beside a number: the role of its cue, a mark, a small word, a name or a word."""
    word = _word(scene, i)
    if not word or word in MARKS or not word.isalnum():
        return word or "edge"
    if word.isdecimal():
        return "digits"
    cues = scene.ending.get(i + 1, ()) if before else scene.at.get(i, ())
    found = {cue.role: cue for cue in cues}
    for role in _ROLES:
        if role in found:
            return f"{role}:{found[role].code}" if role in _CODED else role
    if word in STOPS:
        return word
    return "name" if scene.page.text[scene.page.starts[i]].isupper() else "word"


def _word(scene: Scene, i: int) -> str:
    return scene.page.words[i] if 0 <= i < len(scene.page.words) else ""


def _around(scene: Scene, number: Number, rule: str) -> Iterator[str]:
    """What the sentence and its heading speak of, and how near the closest verb stands."""
    sentence = scene.page.sentence[number.first]
    first, last = scene.page.bounds[sentence]
    heading = scene.heading[sentence]
    people, things = scene.in_sentence("people", sentence), scene.in_sentence("thing", sentence)
    about = f"{bool(people)},{bool(things)}"
    yield f"sentence={about}"
    yield f"sentence+rule={about},{rule}"
    yield f"headed={heading is not None and bool(scene.in_sentence('people', heading))},{rule}"
    yield f"alone={min(last - first - (number.last - number.first), 5)},{rule}"
    yield f"opens={number.first == first},{_form(number)},{_kind(scene, number.last, before=False)}"
    verbs = scene.in_sentence("measure", sentence)
    away, verb = min(
        ((scene.distance(number.first, number.last, cue), cue) for cue in verbs),
        key=lambda found: found[0],
        default=(_NEAR + 1, None),
    )
    if verb is None or away > _NEAR:
        yield f"verb=none,{rule}"
        return
    side = "before" if verb.first < number.first else "after"
    yield f"verb={bucket(away)},{side}"
    yield f"verb code={verb.code},{side}"
    yield f"verb+rule={side},{rule}"


def _earlier(scene: Scene, drafts: list[Draft], number: Number, before: Verdict | None) -> Iterator[str]:
    """What the number before counted, and how far the last figure lies."""
    if before is not None:
        between = scene.page.words[before.number.last : number.first]
        joint = between[0] if len(between) == 1 else "near" if len(between) < 6 else "far"
        same = scene.page.sentence[before.number.first] == scene.page.sentence[number.first]
        alike = _form(before.number) == _form(number)
        yield f"before={before.people},{same},{joint}"
        yield f"before={before.people},{same},{alike}"
        yield f"before rule={before.people},{before.rule},{same}"
    last = drafts[-1] if drafts else None
    if last is None:
        yield "figure=none"
        return
    away = scene.page.sentence[number.first] - last.sentence
    yield f"figure={bucket(away)},{_kind(scene, number.first - 1, before=True)}"
    yield f"figure form={_form(last.number)},{_form(number)},{bucket(away)}"
