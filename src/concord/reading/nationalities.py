"""The nationality of the people counted: a rule, not a choice.

The demonym of the number's noun or sentence, the country of the section ("Syria" alone on a line),
and the people that the document is about.
"""

from collections import Counter

from concord.reading.drafts import Draft, Scene
from concord.reading.lexicon import Cue
from concord.situation import Situation

__all__ = ["read_nationality"]

_NOUN_REACH = 6
_SECTION_ENDS = frozenset({"\n", ".", "۔"})
_SECTION_WORDS = 5  # tokens; a longer line does not head a section by naming a country


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
    places = scene.cues.get("place", ())
    known = any(situation.nationality in scene.gazetteer.countries(cue.code) for cue in places)
    return situation.nationality if known else None
