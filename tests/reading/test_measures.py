"""How words are tied to a figure, and what speaks for each measure, plan or fact."""

import pytest

from concord.evidence import Document
from concord.reading.drafts import Draft, Scene
from concord.reading.links import LINKS, grade, link, strongest
from concord.reading.measures import MEASURES, measure_options, projected_options, usual_measure
from concord.reading.reader import Reader
from concord.situation import bundled

TIES = [
    # text, which figure, code of the word, tie
    ("The country has hosted more than 90 families who fled.", 0, "hosted", "object"),
    ("The country has hosted more than 90 families who fled.", 0, "fled", "relative"),
    ("In March 840 people have been sent back.", 0, "deported", "predicate"),
    ("They told of 840 Afghans living in Sindh.", 0, "hosted", "adjoined"),
    ("In May 2,305 deportations took place.", 0, "deported", "noun"),
    ("Six returnees died on the way.", 0, "returned", "person"),
    ("Six returnees died on the way.", 0, "casualties", "adjoined"),
    ("They hailed the return of 600 refugees.", 0, "returned", "of"),
    ("Arrests rose to 4,000 in June.", 0, "arrested", "level"),
    ("Arrests: 4,000", 0, "arrested", "label"),
    ("Refugees: vol 1,274 + dep 44", 1, "deported", "label"),
    ("Refugees: vol 1,274 + dep 44", 1, "returned", "shared"),
    ("Refugees: vol 1,274 + dep 44", 0, "deported", "other's"),
    ("The number of displaced people (IDPs) rose from 670 in May to 710 families.", 0, "displaced", "level"),
    ("The number of arrests fell in May from 670 families to 500 families.", 1, "arrested", "level"),
    ("A further 485,000 are conflict induced IDPs.", 0, "displaced", "predicate"),
    ("A further 485,000 are in camps for IDPs.", 0, "displaced", "after"),
    ("They arrested 40 men and 30 women.", 1, "arrested", "shared"),
    ("Some 40 men stayed; 30 women were deported.", 0, "deported", "other's"),
]


@pytest.mark.parametrize(("text", "i", "code", "tie"), TIES)
def test_a_word_is_tied_to_a_figure_by_where_it_stands(text: str, i: int, code: str, tie: str) -> None:
    scene, drafts = read(text)
    ties = [link(scene, drafts, i, cue) for cue in scene.cues["measure"] if cue.code == code]
    assert tie in ties


def test_the_strongest_of_several_ties_comes_first_in_the_list() -> None:
    assert strongest({"beyond", "object", "after"}) == "object"
    assert strongest(set()) == "none"
    assert grade("none") == "none"
    assert {grade(tie) for tie in LINKS} == {"own", "near", "far"}


def test_every_measure_is_an_option_and_the_words_for_it_are_kept() -> None:
    scene, drafts = read("About 90 Afghans were deported and 12 were held.")
    options = {option.value: option for option in measure_options(scene, drafts, 0)}
    assert tuple(options) == MEASURES
    words = options["deported"].words
    assert words is not None
    assert scene.text(*words) == "deported"


def test_words_that_speak_of_much_else_do_not_say_what_a_document_is_about() -> None:
    scene, _ = read("They get aid and support at home. Two were deported.")
    assert usual_measure(scene) == "deported"


def test_a_figure_in_a_bracket_is_read_with_the_figure_that_it_explains() -> None:
    scene, drafts = read("Some 90 refugees returned (Friday: 70).")
    drafts[0].set("measure", "returned")
    returned = next(o for o in measure_options(scene, drafts, 1) if o.value == "returned")
    assert any(name.startswith("last:bracket") for name in returned.features)


def test_a_plan_is_tied_to_its_figure() -> None:
    scene, drafts = read("Another 200 people will arrive. Some 90 people came.")
    plan = projected_options(scene, drafts, 0)[1]
    assert "tie=predicate" in plan.features
    assert projected_options(scene, drafts, 1)[1].words is None


READER = Reader(bundled("afghanistan-pakistan"))


def read(text: str) -> tuple[Scene, list[Draft]]:
    scene = READER.scene(Document("note", "", "text/plain", text))
    return scene, READER.drafts(scene)
