"""Where a figure is limited to: options for its place and for its country.

The country of people who return is the one they leave; that of all others is the one they are
in. A place decides its country, a crossing the host on its far side.
"""

from collections import Counter
from collections.abc import Callable

from concord.reading.choose import Option, bucket
from concord.reading.drafts import Draft, Scene
from concord.reading.lexicon import Cue
from concord.situation import Situation

__all__ = ["country_options", "place_options", "usual_country"]

_LEAVING = frozenset({"returned", "deported", "arrested"})
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
_JOINING = frozenset({"and", "or", ",", "/", "و", "اور", "او"})
_LABEL_MARKS = frozenset(":|-=(")


def place_options(scene: Scene, drafts: list[Draft], i: int) -> list[Option]:
    """The places of the sentence, of the heading, of the figure before, or none."""
    draft = drafts[i]
    measure = draft.get("measure")
    options = [Option(None, None, [f"none|{measure}"])]
    for cue in scene.in_sentence("place", draft.sentence):
        options.append(_place(scene, drafts, i, cue))
    heading = scene.heading[draft.sentence]
    if heading is not None:
        options += [_place_option(scene, cue, ["heading"]) for cue in scene.in_sentence("place", heading)[:1]]
    if i and drafts[i - 1].get("place") is not None:
        before = drafts[i - 1]
        near = "near" if len(options) > 1 else "bare"
        features = [
            f"before:{scene.relation(draft, before)}:{near}",
            f"before|{measure == before.get('measure')}",
        ]
        options.append(
            Option((before.get("place"), before.get("place_code")), before.why.get("place"), features)
        )
    options[0].features.append("nothing near" if len(options) == 1 else "something near")
    return options


def _place(scene: Scene, drafts: list[Draft], i: int, cue: Cue) -> Option:
    draft = drafts[i]
    side, cost = scene.side(draft, cue), scene.distance(draft.number.first, draft.number.last, cue)
    word = scene.case_word(cue)
    features = [
        f"{side}:{bucket(cost)}",
        f"word={word}",
        f"{side}:word={word}",
        f"kind={scene.gazetteer.kind(cue.code)}|{draft.get('measure')}",
    ]
    if scene.labels_another(drafts, i, cue):
        features.append("labels another")
    if scene.beyond_another(drafts, i, cue):
        features.append(f"beyond:{side}")
    if _labels(scene, draft, cue):
        features.append("label")
    if scene.ended(cue.first - 1, "generic_office") or scene.ended(cue.first, "generic_office"):
        features.append("office")
    features += [f"{side}:over {mark}" for mark in scene.marks_between(draft, cue, _MARKS)]
    return _place_option(scene, cue, features)


def _place_option(scene: Scene, cue: Cue, features: list[str]) -> Option:
    last = _joined(scene, cue)
    return Option((scene.text(cue.first, last), cue.code), (cue.first, last), features)


def _labels(scene: Scene, draft: Draft, cue: Cue) -> bool:
    """Punjab 143; Nangarhar: 388: the place stands right before its number."""
    at = draft.number.first
    case = scene.ended(at, "postposition")
    at = case.first if case else at
    while at > cue.last and scene.page.words[at - 1] in _LABEL_MARKS:
        at -= 1
    return at == cue.last


def _joined(scene: Scene, cue: Cue) -> int:
    """Two places joined by 'and' are one scope: Torkham and Spin Boldak."""
    if cue.last + 1 < len(scene.page.words) and scene.page.words[cue.last] in _JOINING:
        following = scene.starting(cue.last + 1, "place")
        if following is not None:
            return following.last
    return cue.last


def country_options(scene: Scene, drafts: list[Draft], i: int) -> list[Option]:
    """The countries of the sentence, of the place, of the document, the people's own, or none."""
    draft = drafts[i]
    measure, home = draft.get("measure"), draft.get("nationality")
    options: dict[object, Option] = {None: Option(None, None, [f"none|{measure}"])}

    def speak(code: object, words: tuple[int, int] | None, *features: str) -> None:
        option = options.setdefault(code, Option(code, None, [f"home|{measure}" if code == home else "away"]))
        option.words = option.words or words
        option.features += features

    for rank, (cost, cue) in enumerate(_near_countries(scene, draft)):
        if rank == 2:
            break
        side = scene.side(draft, cue)
        word = scene.case_word(cue)
        kind = "home" if cue.code == home else "away"
        speak(
            cue.code,
            (cue.first, cue.last),
            f"near:{kind}:{bucket(cost)}",
            f"word={word}:{kind}:{_moves(measure)}",
            f"rank={rank}:{kind}:{_moves(measure)}",
        )
        if _joins_another(scene, cue):
            options[None].features.append(f"joined:{rank}:{kind}:{_moves(measure)}")
    _speak_of_place(scene, draft, speak)
    speak(scene.usual_country, None, "usual", f"usual|{measure}")
    if home is not None:
        speak(home, draft.why.get("nationality"), "own")
    if i:
        before = drafts[i - 1]
        speak(
            before.get("country"),
            before.why.get("country"),
            f"before:{scene.relation(draft, before)}:{before.get('measure') == measure}",
        )
    if scene.nearest(draft, scene.in_sentence("several", draft.sentence), limit=24) is not None:
        options[None].features.append(f"several:{_moves(measure)}")
    return list(options.values())


def _moves(measure: object) -> str:
    return "leaving" if measure in _LEAVING else str(measure)


def _near_countries(scene: Scene, draft: Draft) -> list[tuple[int, Cue]]:
    number = draft.number
    cues = scene.in_sentence("country", draft.sentence)
    return sorted(
        ((scene.distance(number.first, number.last, cue), cue) for cue in cues), key=lambda found: found[0]
    )


def _speak_of_place(scene: Scene, draft: Draft, speak: Callable[..., None]) -> None:
    """The country of the figure's place; of returns, the host on the far side of a crossing."""
    code = draft.get("place_code")
    if code is None:
        return
    leaving = "leaving" if draft.get("measure") in _LEAVING else "staying"
    sides = scene.gazetteer.countries(str(code))
    for country in sides:
        kind = "home" if country == draft.get("nationality") else "away"
        speak(country, draft.why.get("place"), f"place:{leaving}:{kind}:{len(sides)}")


def _joins_another(scene: Scene, cue: Cue) -> bool:
    """Iran and Pakistan: several countries are none."""
    words = scene.page.words
    after = (
        cue.last < len(words) - 1 and words[cue.last] in _JOINING and scene.starting(cue.last + 1, "country")
    )
    before = cue.first > 1 and words[cue.first - 1] in _JOINING and scene.ended(cue.first - 1, "country")
    return bool(after or before)


def usual_country(scene: Scene, situation: Situation, named_above: list[Cue]) -> str:
    """The country that the document is about: of its title, else the host it names most."""
    hosts = (situation.host, *situation.other_hosts)
    named: Counter[str] = Counter()
    for cue in named_above:
        named.update({code: 3 for code in _countries(scene, cue)})
    for role in ("country", "demonym", "place"):
        for cue in scene.cues.get(role, ()):
            named.update(_countries(scene, cue))
    away = [(named[host], host) for host in hosts if named[host]]
    if away and (named[situation.nationality] or not named):
        return max(away)[1]
    return named.most_common(1)[0][0] if named and not named[situation.nationality] else hosts[0]


def _countries(scene: Scene, cue: Cue) -> tuple[str, ...]:
    return scene.gazetteer.countries(cue.code) if cue.role == "place" else (cue.code,)
