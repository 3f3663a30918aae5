"""Who says so: options for the voice behind a figure.

The voices of a document are a property of its discourse (``voices``); for a figure they are options:
its sentence's own, any office that its sentence names, the voice in force in its paragraph, the voices
of the figures before. A figure without a voice is the document's own word: its publisher is never its
source.
"""

from collections.abc import Iterable, Iterator

from concord.reading.choose import Option, bucket
from concord.reading.drafts import Draft, Scene
from concord.reading.gazetteer import Gazetteer
from concord.reading.lexicon import Cue
from concord.reading.offices import Voice
from concord.reading.voices import Voices

__all__ = ["Voice", "country_named", "voice_options"]

_MOST = 6  # offices of a sentence that are considered

Found = tuple[Voice | None, tuple[int, int] | None, list[str]]


def country_named(cues: Iterable[Cue], gazetteer: Gazetteer) -> str | None:
    """The one country that a publisher's name tells: Parliament of Australia, Islam Qala reception centre."""
    found: set[str] = set()
    for cue in cues:
        if cue.role in ("country", "demonym"):
            found.add(cue.code)
        elif cue.role == "place":
            found.update(gazetteer.countries(cue.code))
    return found.pop() if len(found) == 1 else None


def voice_options(scene: Scene, drafts: list[Draft], i: int) -> list[Option]:
    """One option a voice, with all that speaks for it; None is the document's own word."""
    if scene.voices is None:
        scene.voices = Voices(scene)
    voices, draft = scene.voices, drafts[i]
    rule, said = voices.in_force(draft)
    near = _nearness(voices, draft)
    options: dict[Voice | None, Option] = {}
    ruled = (said.voice, (said.first, said.last)) if said is not None else (None, None)
    for found in (
        [(None, None, ["none"])],
        [
            (
                *ruled,
                [
                    "rule",
                    f"rule:{rule}",
                    f"rule:{rule.split()[0]}:{scene.language}",
                    f"rule:{rule.split()[0]}:{scene.house}",
                ],
            )
        ],
        _named(scene, voices, drafts, i),
        _afar(scene, voices, draft, near),
    ):
        for voice, words, features in found:
            option = options.setdefault(voice, Option(voice, words))
            option.words = option.words or words
            option.features += features
    return list(options.values())


def _nearness(voices: Voices, draft: Draft) -> str:
    """Whether the sentence has a voice of its own, names an office, or neither."""
    if voices.said[draft.sentence]:
        return "own"
    return "office" if any(True for _ in voices.offices.named(draft.sentence)) else "bare"


def _named(scene: Scene, voices: Voices, drafts: list[Draft], i: int) -> Iterator[Found]:
    """The voices of the sentence by their form, and the offices that it only names."""
    draft = drafts[i]
    formed = {said.first: said for said in voices.said[draft.sentence]}
    for rank, (first, cues) in enumerate(_nearest(scene, voices, draft)):
        said = formed.pop(first, None)
        if said is None and (cues[0].code == "individual" or scene.starting(cues[0].first, "place")):
            continue  # people and capitals that say nothing are no voices
        voice = (
            said.voice
            if said
            else Voice(scene.text(first, cues[-1].last), voices.offices.party(cues[0], first))
        )
        features = _features(scene, draft, cues, rank, said.form if said else _mention(scene, first))
        yield voice, (first, cues[-1].last), features
    for said in formed.values():
        side = "before" if said.first < draft.number.first else "after"
        yield said.voice, (said.first, said.last), [f"form={said.form}:{side}"]


def _nearest(scene: Scene, voices: Voices, draft: Draft) -> list[tuple[int, list[Cue]]]:
    number = draft.number
    offices = voices.offices.named(draft.sentence)
    return sorted(offices, key=lambda o: scene.distance(number.first, number.last, o[1][0]))[:_MOST]


def _mention(scene: Scene, first: int) -> str:
    """An office that opens its sentence is likelier to be its subject than one within."""
    return "opening" if first == scene.page.bounds[scene.page.sentence[first]][0] else "mention"


def _features(scene: Scene, draft: Draft, cues: list[Cue], rank: int, form: str) -> list[str]:
    cue = cues[0]
    side, cost = scene.side(draft, cue), scene.distance(draft.number.first, draft.number.last, cue)
    return [
        f"form={form}:{side}",
        f"form={form}:{rank}",
        f"{side}:{bucket(cost)}",
        f"{cue.role}:{form}",
    ]


def _afar(scene: Scene, voices: Voices, draft: Draft, near: str) -> Iterator[Found]:
    """The last voice before the sentence, the next one after it, and the one of the document's head."""
    regular = "bulletin" if scene.issued_regularly else "text"
    places = {
        "last": voices.last_before(draft.sentence),
        "next": voices.next_after(draft.sentence),
        "lead": voices.lead(),
    }
    for name, said in places.items():
        if said is not None:
            features = [f"{name}:{near}:{regular}"]
            yield said.voice, (said.first, said.last), features
