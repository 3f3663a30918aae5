"""Who says so: options for the voice behind a figure, and the party of a voice.

A voice is an office, an agency or a kind of person that the words name: before a verb of saying
("the ministry said"), after it ("says a tailor"), after "according to", or as an owner ("the home
department's sheet"). It may be taken up by a pronoun or a surname, and it holds until another
enters. A figure without a voice is the document's own word: its publisher is never its source.
"""

from dataclasses import dataclass

from concord.reading.choose import Option, bucket
from concord.reading.drafts import Draft, Scene
from concord.reading.lexicon import Cue

__all__ = ["Voice", "voice_options"]

_MODIFIERS = frozenset(
    "the a an another one state deputy acting senior provincial federal caretaker additional chief former local general interior "
    "foreign prime border home refugees refugee national high district security police aid rights two both some".split()
)
_VERB_GAP = 9  # tokens between a subject and its verb of saying
_MOST = 6  # voices of a sentence that are considered


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: the words that name the speaker, and the party code."""

    name: str
    party: str


def voice_options(scene: Scene, drafts: list[Draft], i: int) -> list[Option]:
    """The voices of the sentence, the voice before, or the document's own."""
    draft = drafts[i]
    cues = _offices(scene, draft)
    near = "near" if cues else "bare"
    speaks = _speech(scene, draft)
    none = Option(None, None, [f"none:{near}:{speaks}", "none"])
    options = [none]
    for rank, cue in enumerate(cues[:_MOST]):
        options.append(_named(scene, drafts, i, cue, rank))
    options += _before(scene, drafts, i, near, speaks)
    return options


def _offices(scene: Scene, draft: Draft) -> list[Cue]:
    """Names and kinds of offices in the sentence, the nearest first; a name hides the kind beside it."""
    named = scene.in_sentence("office", draft.sentence)
    taken = {token for cue in named for token in range(cue.first - 1, cue.last + 1)}
    generic = [cue for cue in scene.in_sentence("generic_office", draft.sentence) if cue.first not in taken]
    number = draft.number
    return sorted([*named, *generic], key=lambda cue: scene.distance(number.first, number.last, cue))


def _speech(scene: Scene, draft: Draft) -> str:
    """Whether the sentence has a verb of saying, and whether a pronoun says it."""
    verbs = [cue for cue in scene.in_sentence("speech", draft.sentence) if cue.code in ("after", "weak")]
    strong = [cue for cue in verbs if cue.code == "after"]
    if any(scene.ended(cue.first, "pronoun") for cue in verbs):
        return "pronoun"
    return "strong" if strong else "weak" if verbs else "silent"


def _named(scene: Scene, drafts: list[Draft], i: int, cue: Cue, rank: int) -> Option:
    draft = drafts[i]
    words = scene.page.words
    first = _first_word(scene, cue)
    before = words[first - 1] if first else "\n"
    after = words[cue.last] if cue.last < len(words) else "\n"
    cost = scene.distance(draft.number.first, draft.number.last, cue)
    side = scene.side(draft, cue)
    features = [
        f"{cue.role}",
        f"rank={rank}",
        f"{side}:{bucket(cost)}",
        f"prev={before}",
        f"next={after}",
        f"{_verb(scene, draft, cue)}:{side}",
    ]
    features.append(f"{cue.role}:{_verb(scene, draft, cue)}")
    if scene.ended(first, "speech") is not None:
        features.append(f"behind {scene.ended(first, 'speech').code}")  # type: ignore[union-attr]
    if i and _same(drafts[i - 1], scene, cue):
        features.append("spoke before")
    return Option(Voice(scene.text(first, cue.last), _party(scene, cue, first)), (first, cue.last), features)


def _same(before: Draft, scene: Scene, cue: Cue) -> bool:
    source = before.get("source")
    return isinstance(source, str) and scene.text(cue.first, cue.last).casefold() in source.casefold()


def _first_word(scene: Scene, cue: Cue) -> int:
    """The first word of the name: the *acting head of the* directorate."""
    start = cue.first
    low = scene.page.bounds[scene.page.sentence[cue.first]][0]
    while start > low and (scene.page.words[start - 1] in _MODIFIERS or _is_name_part(scene, start)):
        start -= 1
    return start


def _is_name_part(scene: Scene, i: int) -> bool:
    return any(cue.role in ("demonym", "office", "generic_office") for cue in scene.ending.get(i, ()))


def _verb(scene: Scene, draft: Draft, cue: Cue) -> str:
    """The verb of saying that follows a name, by kind and nearness."""
    last = scene.page.bounds[draft.sentence][1]
    for verb in scene.within("speech", cue.last, min(last, cue.last + _VERB_GAP)):
        if verb.code in ("after", "weak"):
            crossed = any(word in '.;:"()' for word in scene.page.words[cue.last : verb.first])
            return f"verb {verb.code} {'far' if crossed else min(verb.first - cue.last, 5)}"
    return "no verb"


def _party(scene: Scene, cue: Cue, first: int) -> str:
    """The party of a voice; of a government's, by the country named with it, else the document's."""
    if cue.code != "gov":
        return cue.code
    for role in ("demonym", "country", "place"):
        for near in scene.within(role, max(0, first - 2), cue.last + 6):
            countries = scene.gazetteer.countries(near.code) if role == "place" else (near.code,)
            if len(countries) == 1:
                return scene.gazetteer.government(countries[0])
    return scene.gazetteer.government(scene.usual_country or "")


def _before(scene: Scene, drafts: list[Draft], i: int, near: str, speaks: str) -> list[Option]:
    """The voice of the figure before, and the last voice before that had one."""
    if not i:
        return []
    draft, before = drafts[i], drafts[i - 1]
    options = [_voice_of(before, scene, draft, "before", near, speaks)]
    if before.get("party") is None:
        speaker = next((d for d in reversed(drafts[: i - 1]) if d.get("party") is not None), None)
        if speaker is not None:
            options.append(_voice_of(speaker, scene, draft, "earlier", near, speaks))
    return options


def _voice_of(before: Draft, scene: Scene, draft: Draft, name: str, near: str, speaks: str) -> Option:
    relation = scene.relation(draft, before)
    source, party = before.get("source"), before.get("party")
    known = "none" if party is None else "some"
    features = [
        f"{name}:{relation}:{near}:{known}",
        f"{name}:{speaks}:{known}",
        f"{name}:{relation}:{speaks}:{known}",
    ]
    if _opens_with_quote(scene, draft):
        features.append(f"{name}:quotation:{known}")
    if isinstance(source, str) and _surname_stands(scene, draft, source):
        features.append(f"{name}:surname")
    value = Voice(str(source), str(party)) if party is not None else None
    return Option(value, before.why.get("source"), features)


def _opens_with_quote(scene: Scene, draft: Draft) -> bool:
    first = scene.page.bounds[draft.sentence][0]
    return scene.page.words[first] in ('"', "'")


def _surname_stands(scene: Scene, draft: Draft, source: str) -> bool:
    """Whether a capitalised word of the sentence is part of an earlier speaker's name."""
    names = {name for name in source.split() if name[:1].isupper() and len(name) > 3}
    first, last = scene.page.bounds[draft.sentence]
    return any(scene.text(token, token + 1) in names for token in range(first, last))
