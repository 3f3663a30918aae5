"""The country of a figure: that people return from or are deported from, else that they are in.

The grammar of the sentence speaks first ("from X" of returns, "in X" of all others; two
countries joined are none), then the place, then the section ("Syria" alone on a line), the last
country named, the country that the document is about, and for people in need or displaced at
home their own. What grammar says is a strong feature, not a verdict.
"""

from collections import Counter
from collections.abc import Callable

from concord.reading.cells import label_cues, named_alone
from concord.reading.choose import Option, bucket
from concord.reading.drafts import Draft, Scene
from concord.reading.lexicon import Cue
from concord.situation import Situation

__all__ = ["country_options", "read_nationality", "usual_country"]

_LEAVING = frozenset({"returned", "deported"})
_AT_HOME = frozenset({"displaced", "in_need", "casualties"})
_FROM = frozenset({"from", "left", "leaving", "leave", "out", "fled"})
_IN = frozenset({"in", "inside", "within", "across", "by", "throughout", "of", "entered", "to", "into", "at"})
_JOINING = frozenset({"and", "or", ",", "/", "و", "اور", "او"})
_NEAREST = 3  # countries of a sentence that are considered
_BLOCK_REACH = 30  # sentences
_SEVERAL_REACH = 24
_SECTION_ENDS = frozenset({"\n", ".", "۔"})
_SECTION_WORDS = 5  # tokens; a longer line does not head a section by naming a country
_NOUN_REACH = 6

Speak = Callable[..., None]


def country_options(scene: Scene, drafts: list[Draft], i: int) -> list[Option]:
    """The countries of the sentence, the place, the section, the document, the people's own, or none."""
    draft = drafts[i]
    measure, home = draft.get("measure"), draft.get("nationality")
    options: dict[object, Option] = {None: Option(None, None, [f"none|{measure}"])}

    def speak(code: object, words: tuple[int, int] | None, *features: str) -> None:
        option = options.setdefault(code, Option(code, None, [f"home|{measure}" if code == home else "away"]))
        option.words = option.words or words
        option.features += features

    near = _near_countries(scene, draft)
    _speak_of_sentence(scene, draft, near, speak)
    rule, code, words = _grammatical(scene, draft, near)
    speak(code, words, f"rule={rule}", f"rule={rule}|{measure}")
    for rank, (how, cue) in enumerate(label_cues(scene, draft, "country")):
        kind = f"{'home' if cue.code == home else 'away'}:{_moves(measure)}"
        code = None if _joined(scene, cue) else cue.code
        speak(code, (cue.first, cue.last), f"cell {min(rank, 1)}:{how}:{kind}", f"cell {min(rank, 1)}:{how}")
    _speak_of_place(scene, draft, speak)
    _speak_of_document(scene, draft, speak)
    if i:
        before = drafts[i - 1]
        same = (
            f"{scene.relation(draft, before)}:{before.get('measure') == measure}:{'near' if near else 'bare'}"
        )
        speak(before.get("country"), before.why.get("country"), f"before:{same}")
    alone = named_alone(scene, draft, "country")
    if alone is not None and (alone.code != home or measure in _AT_HOME):
        return [options[None if _joined(scene, alone) else alone.code]]
    return list(options.values())


def _near_countries(scene: Scene, draft: Draft) -> list[tuple[int, Cue]]:
    """The countries of the sentence with what it costs to reach them, the nearest first."""
    number = draft.number
    cues = scene.in_sentence("country", draft.sentence)
    found = [(scene.distance(number.first, number.last, cue), cue) for cue in cues]
    return sorted(found, key=lambda near: near[0])


def _speak_of_sentence(scene: Scene, draft: Draft, near: list[tuple[int, Cue]], speak: Speak) -> None:
    measure, home = draft.get("measure"), draft.get("nationality")
    for rank, (cost, cue) in enumerate(near[:_NEAREST]):
        kind = "home" if cue.code == home else "away"
        if _joined(scene, cue):
            speak(None, (cue.first, cue.last), f"joined:{rank}:{kind}:{_moves(measure)}")
            speak(cue.code, None, f"one of several:{kind}")
            continue
        word = scene.case_word(cue)
        features = (
            f"near:{kind}:{bucket(cost)}",
            f"word={word}:{kind}:{_moves(measure)}",
            f"rank={rank}:{kind}:{_moves(measure)}",
        )
        speak(cue.code, (cue.first, cue.last), *features)


def _grammatical(
    scene: Scene, draft: Draft, near: list[tuple[int, Cue]]
) -> tuple[str, str | None, tuple[int, int] | None]:
    """The rule that grammar applies, the country it gives, and the words."""
    measure, home = draft.get("measure"), draft.get("nationality")
    wanted = _FROM if measure in _LEAVING else _IN
    eligible = [cue for _, cue in near if measure in _AT_HOME or cue.code != home]
    several = scene.nearest(draft, scene.in_sentence("several", draft.sentence), limit=_SEVERAL_REACH)
    for cue in (cue for cue in eligible if scene.case_word(cue) in wanted):
        if _joined(scene, cue):
            return "joined", None, (cue.first, cue.last)
        return "preposition", cue.code, (cue.first, cue.last)
    if several is not None:
        return "several", None, (several.first, several.last)
    if measure in _AT_HOME:
        section = scene.section_country[draft.sentence]
        return ("section", section, None) if section else ("own", home, draft.why.get("nationality"))
    if eligible:
        cue = eligible[0]
        return (
            ("joined", None, (cue.first, cue.last))
            if _joined(scene, cue)
            else ("named", cue.code, (cue.first, cue.last))
        )
    return "document", scene.usual_country, None


def _moves(measure: object) -> str:
    return "leaving" if measure in _LEAVING else str(measure)


def _joined(scene: Scene, cue: Cue) -> bool:
    """Iran and Pakistan: several countries are none."""
    words = scene.page.words
    after = (
        cue.last < len(words) - 1 and words[cue.last] in _JOINING and scene.starting(cue.last + 1, "country")
    )
    before = cue.first > 1 and words[cue.first - 1] in _JOINING and scene.ended(cue.first - 1, "country")
    return bool(after or before)


def _speak_of_place(scene: Scene, draft: Draft, speak: Speak) -> None:
    """The country of the figure's place; of returns, the host on the far side of a crossing."""
    code = draft.get("place_code")
    if code is None:
        return
    sides = scene.gazetteer.countries(str(code))
    for country in sides:
        kind = "home" if country == draft.get("nationality") else "away"
        speak(country, draft.why.get("place"), f"place:{_moves(draft.get('measure'))}:{kind}:{len(sides)}")


def _speak_of_document(scene: Scene, draft: Draft, speak: Speak) -> None:
    """What the section, the last country named, and the document as a whole are about."""
    measure, home = draft.get("measure"), draft.get("nationality")
    speak(scene.usual_country, None, "usual", f"usual|{measure}")
    if home is not None:
        speak(home, draft.why.get("nationality"), "own", f"own|{measure}")
    section = scene.section_country[draft.sentence]
    if section is not None:
        speak(section, None, "section", f"section|{_moves(measure)}")
    before = [
        cue
        for cue in scene.within("country", _block_start(scene, draft), draft.number.first)
        if cue.code != home
    ]
    if before:
        speak(
            before[-1].code,
            (before[-1].first, before[-1].last),
            "last named",
            f"last named|{_moves(measure)}",
        )


def _block_start(scene: Scene, draft: Draft) -> int:
    """The first token of the block that a figure stands in, but no farther back than some sentences."""
    sentence = draft.sentence
    while (
        sentence > max(0, draft.sentence - _BLOCK_REACH)
        and scene.block[sentence - 1] == scene.block[sentence]
    ):
        sentence -= 1
    return scene.page.bounds[sentence][0]


def usual_country(scene: Scene, situation: Situation, named_above: list[Cue]) -> str | None:
    """The country that the document is about: the host it names most, unless it names another more often."""
    hosts = (situation.host, *situation.other_hosts)
    named: Counter[str] = Counter()
    for cue in named_above:
        named.update(dict.fromkeys(_countries(scene, cue), 3))
    for role in ("country", "demonym", "place"):
        for cue in scene.cues.get(role, ()):
            named.update(_countries(scene, cue))
    here, away = max((named[host], host) for host in hosts)
    known = {*hosts, situation.nationality}
    most, other = max(((n, code) for code, n in named.items() if code not in known), default=(0, None))
    if most > here:
        return other
    return away if here or named[situation.nationality] or not named else None


def _countries(scene: Scene, cue: Cue) -> tuple[str, ...]:
    return scene.gazetteer.countries(cue.code) if cue.role == "place" else (cue.code,)


def read_nationality(scene: Scene, drafts: list[Draft], situation: Situation) -> None:
    """Nationality: the demonym of the noun or sentence, the section's country, the document's people."""
    scene.section_country = _sections(scene)
    usual = _usual_nationality(scene, situation)
    for draft in drafts:
        cue = _demonym(scene, draft)
        if cue is not None:
            draft.set("nationality", cue.code, (cue.first, cue.last))
        draft.set("nationality", scene.section_country[draft.sentence] or usual)


def _demonym(scene: Scene, draft: Draft) -> Cue | None:
    last = draft.number.last
    close = [
        cue for cue in scene.within("demonym", last, last + _NOUN_REACH) if not scene.is_cut(last, cue.first)
    ]
    return close[0] if close else scene.nearest(draft, scene.in_sentence("demonym", draft.sentence), limit=14)


def _sections(scene: Scene) -> list[str | None]:
    """For each sentence the country that stands alone above it.

    *Syria* on a line of its own holds for all that follows; *Syria.* before a sentence, for its paragraph.
    """
    sections: list[str | None] = []
    current: str | None = None
    leading: dict[int, str] = {}
    paragraphs, words = scene.page.paragraph, scene.page.words
    for sentence, (first, last) in enumerate(scene.page.bounds):
        alone = _country_alone(scene, sentence)
        if alone is not None and words[last - 1] == "\n":
            current = alone
        elif alone is not None:
            leading[paragraphs[first]] = alone
        sections.append(leading.get(paragraphs[first], current) if first < last else current)
    return sections


def _country_alone(scene: Scene, sentence: int) -> str | None:
    first, last = scene.page.bounds[sentence]
    short = 1 < last - first <= _SECTION_WORDS and scene.page.words[last - 1] in _SECTION_ENDS
    cues = scene.in_sentence("country", sentence) if short else []
    whole = len(cues) == 1 and cues[0].last - cues[0].first >= last - first - 2
    return cues[0].code if whole else None


def _usual_nationality(scene: Scene, situation: Situation) -> str | None:
    """The situation's people where the document names them or their places, else the demonym it uses most."""
    counts = Counter(cue.code for cue in scene.cues.get("demonym", ()))
    named = any(cue.code == situation.nationality for cue in scene.cues.get("country", ()))
    if counts[situation.nationality] or named:
        return situation.nationality
    if counts:
        return counts.most_common(1)[0][0]
    known = any(situation.nationality in _countries(scene, cue) for cue in scene.cues.get("place", ()))
    return situation.nationality if known else None
