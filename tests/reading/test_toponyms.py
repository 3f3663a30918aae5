"""Places are told by the gazetteer, and elsewhere by the form of their names."""

import pytest

from concord.evidence import Document
from concord.reading.choose import FIELDS
from concord.reading.reader import Reader
from concord.reading.surroundings import toponyms_of
from concord.situation import bundled


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(bundled("afghanistan-pakistan"), {name: {} for name in FIELDS})


def named(reader: Reader, text: str) -> list[tuple[str, str]]:
    scene = reader.scene(Document("note", "", "text/plain", text))
    return [(scene.text(m.first, m.last), m.form) for m in toponyms_of(scene).mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They left by Torkham.", [("Torkham", "known")]),
        ("Police of Rawalpindi division held 12.", [("Rawalpindi division", "known")]),
        ("Some 400 people sleep in Dolma camp.", [("Dolma camp", "kind")]),
        ("Rain fell near Bukwara for days.", [("Bukwara", "preposition")]),
        ("He was driven out of Wesola.", [("Wesola", "preposition")]),
        ("Held: Misra 61, Bara Sul 44.", [("Misra", "label"), ("Bara Sul", "label")]),
        ("Crowds came at Weesh in Kandahar.", [("Weesh in Kandahar", "known")]),
        ("CHAMAN (FRIENDSHIP GATE)", [("CHAMAN (FRIENDSHIP GATE)", "known")]),
        ("Camp | Present\nOkari | 350\n", [("Okari", "row")]),
        ("LOY DARA, KANDAHAR", [("LOY DARA", "container"), ("KANDAHAR", "known")]),
        ("Badini (BDN) shut.\nBDN 12.", [("Badini (BDN)", "known"), ("BDN", "repeated")]),
        ("Fights went on in Sarobi. Sarobi fell.", [("Sarobi", "preposition"), ("Sarobi", "repeated")]),
    ],
)  # fmt: skip
def test_a_place_is_told_by_name_or_form(reader: Reader, text: str, expected: list[tuple[str, str]]) -> None:
    assert named(reader, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "According to Wardak, 40 left.",
        "In March 40 people left for Pakistan.",
        "Some 40 Syrians went to Turkey.",
        "He spoke to UNHCR.",
        "Most of them are in debt.",
        "Profile. Our clinic saw 12. None: 40",
    ],
)
def test_months_countries_offices_and_common_words_are_no_places(reader: Reader, text: str) -> None:
    assert [name for name, form in named(reader, text) if form != "known"] == []


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Chaman. More than 500 have left.", "Chaman"),
        ("16:20 Chaman: 500 have left.", "Chaman"),
        ("[Mashhad, 18 October] Radio says 500 left.", "Mashhad"),
        ("More than 500 have left by Chaman.", None),
    ],
)
def test_a_place_leads_the_paragraph_that_it_opens(reader: Reader, text: str, lead: str | None) -> None:
    leads = toponyms_of(reader.scene(Document("note", "", "text/plain", text))).leads
    assert (leads[0].name.title() if leads else None) == lead
