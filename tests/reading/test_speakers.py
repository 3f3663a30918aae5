"""Who speaks: voices by form, what takes them up, and in whose name they speak."""

import pytest

from concord.evidence import Document, PartialDate
from concord.reading.reader import Reader
from concord.reading.speakers import voice_options
from concord.reading.voices import Voices
from concord.situation import bundled

READER = Reader(bundled("afghanistan-pakistan"), {})


def scene_of(text, publisher=None):
    document = Document(
        "note",
        "",
        "text/plain",
        text,
        publisher=publisher,
        published=PartialDate("2025-09-10"),
        language="en",
    )
    return READER.scene(document)


def in_force(text, publisher=None):
    """The voice behind the last figure of a text, by grammar alone."""
    scene = scene_of(text, publisher)
    said = Voices(scene).in_force(READER.drafts(scene)[-1])[1]
    return (said.voice.name, said.voice.party) if said is not None else None


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("UNHCR said 700 refugees returned.", ("UNHCR", "unhcr")),
        ("Some 700 refugees returned, says a shopkeeper.", ("a shopkeeper", "individual")),
        ("According to IOM, 700 refugees returned.", ("IOM", "iom")),
        ("IOM and UNHCR said 700 refugees returned.", ("IOM and UNHCR", "iom")),
        ("IOM told reporters that 700 refugees returned.", ("IOM", "iom")),
        ("UNHCR said so.\n\nIt added that 700 refugees returned.", ("UNHCR", "unhcr")),
        ("UNHCR said so. Another 700 refugees returned by bus.", ("UNHCR", "unhcr")),
        ("UNHCR said so.\n\nThe agency added that 700 refugees returned.", ("UNHCR", "unhcr")),
        ('UNHCR said so.\n\n"Another 700 refugees returned by bus."', ("UNHCR", "unhcr")),
        ("Source: IOM\n700 refugees returned.", ("IOM", "iom")),
        ("In Quetta, a doctor said 700 refugees returned.", ("a doctor", "individual")),
        ("Kamal Rahimi, the deputy commissioner, said so. Rahimi added that 700 refugees left Pakistan.",
         ("Kamal Rahimi, the deputy commissioner", "gov-pk")),
    ],
)  # fmt: skip
def test_a_voice_is_told_by_its_form(text, voice):
    assert in_force(text) == voice


@pytest.mark.parametrize(
    "text",
    [
        "Some 700 refugees returned.",
        "UNHCR said so.\n\nThe road was closed. Some 700 refugees returned.",  # a new paragraph
        "The bus brought 700 refugees to the office of UNHCR.",  # named, but it says nothing
        "Some 700 refugees told a doctor their story.",  # who is told does not say
    ],
)
def test_the_document_itself_speaks_where_nobody_is_named(text):
    assert in_force(text) is None


@pytest.mark.parametrize(
    ("text", "publisher", "party"),
    [
        ("Afghan officials said 700 refugees returned.", None, "gov-af"),
        ("Kabul. The ministry said 700 refugees returned.", None, "gov-af"),
        ("The interior ministry of Iran said 700 refugees returned.", None, "gov-ir"),
        ("The minister said 700 refugees returned.", "Parliament of Australia", "gov-other"),
    ],
)
def test_the_party_of_an_office_is_that_of_its_country(text, publisher, party):
    assert in_force(text, publisher)[1] == party


def test_the_options_of_a_figure_are_different_voices_and_none():
    scene = scene_of("UNHCR said so. IOM said 700 refugees returned, says a shopkeeper.")
    drafts = READER.drafts(scene)
    names = [option.value and option.value.name for option in voice_options(scene, drafts, 0)]
    assert len(names) == len(set(names))
    assert {None, "IOM", "a shopkeeper", "UNHCR"} <= set(names)
