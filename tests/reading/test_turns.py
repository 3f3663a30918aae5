"""Who has the floor where somebody asks and somebody answers."""

import pytest

from concord.evidence import Document, digest
from concord.reading import Reader
from concord.reading.speakers import Voice
from concord.reading.voices import Voices
from concord.situation import bundled

READER = Reader(bundled("afghanistan-pakistan"))


def _rules(text, language="en"):
    scene = READER.scene(Document("d", digest(text.encode()), "text/plain", text, language=language))
    voices = Voices(scene)
    return [voices.in_force(draft) for draft in READER.drafts(scene, lambda number, options: options[0])]


ENGLISH = """We met a UNHCR spokeswoman at the gate.

Q. How many came through here?

A. Some 700 people came on Monday. On Tuesday we saw 900 people.

Q. And what does the other side say?

A. The governor said 1,500 people had left.
"""
URDU = """ہم نے یو این ایچ سی آر کے ترجمان سے بات کی۔

اس گزرگاہ سے کل کتنے لوگ واپس گئے تھے؟

پیر کو 700 افراد گئے۔

اور باقی لوگوں کے بارے میں آپ کیا کہتے ہیں؟

ابھی 900 افراد انتظار میں ہیں۔
"""


def test_what_an_answer_says_is_the_word_of_who_is_asked():
    told = _rules(ENGLISH)
    assert [rule for rule, _ in told[:2]] == ["answer", "answer"]
    assert all(said.voice.party == "unhcr" for _, said in told[:2])


def test_a_voice_that_an_answer_names_keeps_its_own_word():
    rule, said = _rules(ENGLISH)[-1]
    assert rule.startswith("own")
    assert isinstance(said.voice, Voice)
    assert said.voice.party != "unhcr"


def test_questions_without_marks_are_found_by_their_shape():
    assert [(rule, said.voice.party) for rule, said in _rules(URDU, "ur")] == [("answer", "unhcr")] * 2


@pytest.mark.parametrize(
    "text",
    [
        "The IOM sheet.\n\nWho?\n\nOf them 700 people were children.\n\nWhy?\n\nSome 300 feared arrest.",
        "The IOM sheet.\n\nA. RETURNED TODAY\n\n700 people\n\nB. IN CAMP\n\n300 people",
        "The IOM sheet.\n\nDid they go freely, as was said?\n\nSome 700 people went.",
    ],
)
def test_headings_that_ask_letters_of_sections_and_a_lone_question_make_no_interview(text):
    assert all(rule != "answer" for rule, _ in _rules(text))


def test_a_source_declared_for_all_figures_holds_where_nobody_else_speaks():
    told = _rules(
        "All figures in this update were reported by UNHCR.\n\nSome 700 people returned.\n\n"
        "Arrests\n\nThe governor said 30 people were held."
    )
    assert [(rule.split()[0], said.voice.party == "unhcr") for rule, said in told] == [
        ("declared", True),
        ("own", False),
    ]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("UNHCR, the refugee agency, counted 700 people at the gate.", "unhcr"),
        (
            "IOM said more.\n\nThe UNHCR office came out lower. Of 900 people, it said, 700 people had left.",
            "unhcr",
        ),
    ],
)
def test_commas_may_fence_in_a_name_and_it_may_mean_who_opened_the_sentence_before(text, party):
    assert [said.voice.party for _, said in _rules(text)][-1] == party
