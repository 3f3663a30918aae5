"""Who speaks: voices by form, what takes them up, and in whose name they speak."""

import pytest

from concord.evidence import Document, PartialDate
from concord.reading.reader import Reader
from concord.reading.speakers import voice_options
from concord.reading.voices import Voices
from concord.situation import bundled

READER = Reader(bundled("afghanistan-pakistan"), {})


def scene_of(text, publisher=None, language="en"):
    document = Document(
        "note",
        "",
        "text/plain",
        text,
        publisher=publisher,
        published=PartialDate("2025-09-10"),
        language=language,
    )
    return READER.scene(document)


def in_force(text, publisher=None, language="en"):
    """The voice behind the last figure of a text, by grammar alone."""
    scene = scene_of(text, publisher, language)
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


@pytest.mark.parametrize(
    ("language", "text", "voice"),
    [
        ("ur", "یو این ایچ سی آر کے ایک افسر نے کہا کہ 700 مہاجرین لوٹ گئے۔",
         ("یو این ایچ سی آر کے ایک افسر", "unhcr")),
        ("ur", "قندھار کے محکمہ صحت کے مطابق 700 مہاجرین لوٹ گئے۔", ("قندھار کے محکمہ صحت", "gov-af")),
        ("ur", "گل خان نے کہا کہ 700 مہاجرین لوٹ گئے۔", ("گل خان", "individual")),
        ("fa", "سخنگوی وزارت امور مهاجرین روز شنبه در یک نشست در کابل گفت ۷۰۰ مهاجر برگشتند.",
         ("سخنگوی وزارت امور مهاجرین", "gov-af")),
        ("fa", "استاندار به خبرنگاران گفت ۷۰۰ مهاجر برگشتند.", ("استاندار", "gov-ir")),
        ("fa", "به حساب خود پاکستان ۷۰۰ مهاجر برگشتند.", ("پاکستان", "gov-pk")),
        ("fa", "یونیسف ۷۰۰ مهاجر را در این ماه ثبت کرده است.", ("یونیسف", "un-other")),
        ("ps", "د هرات د کډوالو چارو رییس وویل چې ۷۰۰ کډوال راستانه شول.",
         ("د هرات د کډوالو چارو رییس", "gov-af")),
        ("ps", "د ملګرو ملتونو د مرستو مسوول وویل، ۷۰۰ کډوال راستانه شول.",
         ("د ملګرو ملتونو د مرستو مسوول", "un-other")),
        ("ps", "د کمشنر په وینا، ۷۰۰ کډوال راستانه شول.", ("د کمشنر", "gov-pk")),
    ],
)  # fmt: skip
def test_a_voice_is_told_where_the_verb_ends_the_clause(language, text, voice):
    assert in_force(text, language=language) == voice


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Islamabad says 700 refugees returned.", ("Islamabad", "gov-pk")),
        ("Gul Agha said 700 refugees returned.", ("Gul Agha", "individual")),
        ('"They took 700 refugees," says Gul Agha, who mends shoes.', ("Gul Agha", "individual")),
        ("UNHCR puts the returns of that long and cold winter month at 700 people.", ("UNHCR", "unhcr")),
        ("Some 700 refugees returned: police\n", ("police", "gov-pk")),
        ("Some 700 refugees returned (UNHCR).", ("UNHCR", "unhcr")),
        ("KABUL: Some 700 refugees returned.", None),
        ("The Herat directorate said so. The directorate said 700 refugees returned.",
         ("The directorate", "gov-af")),
    ],
)  # fmt: skip
def test_a_name_alone_may_speak_and_a_line_may_end_with_its_voice(text, voice):
    assert in_force(text) == voice


def test_the_one_voice_of_a_handout_holds_beyond_its_paragraph():
    text = "د هرات د کډوالو چارو ریاست شمېرې خپرې کړې.\n\nپه دې میاشت کې ۷۰۰ کډوال راستانه شول."
    assert in_force(text, language="ps")[1] == "gov-af"


def test_the_options_of_a_figure_are_different_voices_and_none():
    scene = scene_of("UNHCR said so. IOM said 700 refugees returned, says a shopkeeper.")
    drafts = READER.drafts(scene)
    names = [option.value and option.value.name for option in voice_options(scene, drafts, 0)]
    assert len(names) == len(set(names))
    assert {None, "IOM", "a shopkeeper", "UNHCR"} <= set(names)
