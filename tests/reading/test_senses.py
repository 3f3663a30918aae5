"""The sense of a word that speaks of much: by whom it is said and of what; and what was only feared."""

import pytest

from concord.evidence import Document
from concord.reading.drafts import Draft, Scene
from concord.reading.lexicon import Cue
from concord.reading.reader import Reader
from concord.reading.senses import is_about, meant
from concord.situation import bundled

READER = Reader(bundled("afghanistan-pakistan"))

SENSES = [
    ("Last year 500 Sudanese crossed at the river.", "crossed", "fled"),
    ("Last year 500 Afghans crossed at Torkham.", "crossed", "returned"),
    ("Last year 500 Afghans entered at Torkham.", "entered", "returned"),
    ("Last year 500 Afghans entered Iran.", "entered", "fled"),
    ("The war has displaced over 580 refugees.", "displaced", "fled"),
    ("The war has displaced over 580 people.", "displaced", "displaced"),
    ("That night the camp held 74 people.", "held", "awaiting"),
    ("That night the officers held 74 people.", "held", "arrested"),
    ("Some 740 people held expired cards.", "held", "registered"),
    ("By May the register held 740 people.", "held", "registered"),
    ("The clinic sent 22 women to hospital.", "sent", "assisted"),
    ("The police sent 22 women to the border.", "sent", "deported"),
    ("The clerk sent 22 women away.", "sent", "other"),
]


@pytest.mark.parametrize(("text", "word", "measure"), SENSES)
def test_a_word_of_many_senses_is_read_with_whom_and_where_it_is_said(
    text: str, word: str, measure: str
) -> None:
    scene, drafts, cue = read(text, word)
    assert meant(scene, drafts[-1], cue).code == measure


TOLD = [
    ("In June 300 people left for fear of arrest.", "arrest", False),
    ("In June 300 people named arrest.", "arrest", True),
    ("Of these, 40 per cent were interviewed.", "interviewed", False),
    ("In June 300 people were interviewed.", "interviewed", True),
]


@pytest.mark.parametrize(("text", "word", "told"), TOLD)
def test_what_was_feared_or_only_asked_about_is_not_told(text: str, word: str, told: bool) -> None:
    scene, drafts, cue = read(text, word)
    assert is_about(scene, drafts[-1], cue) is told


def test_in_urdu_the_fear_follows_what_is_feared() -> None:
    scene, drafts, cue = read("40 فیصد نے گرفتاری کا خوف بتایا۔", "گرفتاری", "ur")
    assert not is_about(scene, drafts[-1], cue)


def read(text: str, word: str, language: str = "en") -> tuple[Scene, list[Draft], Cue]:
    """The scene of a text, its figures, and the cue that is a word of it."""
    scene = READER.scene(Document("note", "", "text/plain", text, language=language))
    cue = next(cue for cue in scene.cues["measure"] if scene.text(cue.first, cue.last) == word)
    return scene, READER.drafts(scene), cue
