"""Options for the legal status and the group that a figure is limited to."""

from concord.evidence import Document
from concord.reading.drafts import Draft, Scene
from concord.reading.reader import Reader
from concord.reading.scope import group_options, status_options
from concord.situation import bundled


def test_a_total_and_its_named_part_speak_for_mixed() -> None:
    scene, drafts = read("In all 900 people left, of which 300 were ACC holders.")
    assert "total of parts" in features(scene, drafts, 0)["mixed"]


def test_the_status_of_a_heading_speaks_for_its_rows() -> None:
    scene, drafts = read("ACC HOLDERS\nKabul   233 persons\n")
    found = features(scene, drafts, 0)
    assert "heading" in found["acc"]
    assert "something above" in found[None]


def test_a_card_named_beside_the_legal_group_is_told_apart() -> None:
    scene, drafts = read("Some 90 registered refugees with PoR cards left.")
    assert "por beside refugee" in features(scene, drafts, 0)["por"]


def test_the_nearest_group_is_kept_with_its_words() -> None:
    scene, drafts = read("Of 90 returnees 40 were women.")
    option = next(o for o in group_options(scene, drafts, 1) if o.value == "women")
    assert option.words is not None
    assert scene.text(*option.words) == "women"


def test_the_people_of_the_situation_are_meant_unless_others_are_named() -> None:
    _, drafts = read("Some 90 refugees left Afghanistan. Another 40 Syrians stayed.")
    assert [draft.get("nationality") for draft in drafts] == ["AFG", "SYR"]


READER = Reader(bundled("afghanistan-pakistan"))


def features(scene: Scene, drafts: list[Draft], i: int) -> dict[object, list[str]]:
    return {option.value: option.features for option in status_options(scene, drafts, i)}


def read(text: str) -> tuple[Scene, list[Draft]]:
    scene = READER.scene(Document("note", "", "text/plain", text))
    return scene, READER.drafts(scene)
