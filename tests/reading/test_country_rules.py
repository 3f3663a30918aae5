"""What grammar says of the country that people return from or are in."""

import pytest

from concord.evidence import Document
from concord.reading.choose import FIELDS
from concord.reading.country_rules import near_countries, ruled_country
from concord.reading.reader import Reader
from concord.situation import bundled


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(bundled("afghanistan-pakistan"), {name: {} for name in FIELDS})


def rulings(reader: Reader, measure: str, text: str, language: str) -> list[tuple[str, str | None]]:
    scene = reader.scene(Document("note", "", "text/plain", text, language=language))
    drafts = reader.drafts(scene)
    for draft in drafts:
        draft.set("measure", measure)
    return [ruled_country(scene, drafts, i, near_countries(scene, drafts[i]))[:2] for i in range(len(drafts))]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Some 300 people came from Iran. From Pakistan 200 people came.", "home"),
        ("Some 300 people came from Afghanistan; 90 people live in Iran.", "away"),
        ("Some 300 people came.", "neither"),
    ],
)
def test_where_people_come_from_tells_the_side_that_a_report_is_written_on(
    reader: Reader, text: str, side: str
) -> None:
    assert reader.scene(Document("note", "", "text/plain", text, language="en")).vantage == side


@pytest.mark.parametrize(
    ("measure", "text", "expected"),
    [
        (
            "returned",
            "Some 900 Afghans returned: from Turkey 300, Pakistan 200.",
            [("shared out", None), ("label", "TUR"), ("label", "PAK")],
        ),
        (
            "returned",
            "Some 300 Afghans returned from Iran and 200 people from Turkey.",
            [("follows", "IRN"), ("follows", "TUR")],
        ),
        ("returned", "Some 300 Afghans returned from Iran and Pakistan.", [("joined", None)]),
        (
            "hosted",
            "Germany (4,100 people) and Poland (3,900 people) took in Afghans.",
            [("label", "DEU"), ("label", "POL")],
        ),
        ("hosted", "Panama hosts Afghans, 410 people.", [("named", "PAN")]),
        ("hosted", "Syria\nNumber of refugees: 5,400\n", [("origin", None)]),
        ("displaced", "Syria\nDisplaced people: 5,400\n", [("section", "SYR")]),
        ("hosted", "Afghans in Pakistan worry. Some 300 Afghans live there.", [("document", "PAK")]),
        ("hosted", "Some 300 Afghans live in neighbouring countries.", [("several", None)]),
        ("displaced", "Some 300 Afghans are displaced.", [("own", "AFG")]),
    ],
)  # fmt: skip
def test_one_rule_gives_the_country(
    reader: Reader, measure: str, text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert rulings(reader, measure, text, "en") == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fa", "۲۰ هزار تن از ایران و ۷۱۰ تن از ترکیه برگشتند.", [("follows", "IRN"), ("follows", "TUR")]),
        ("fa", "۴۰۰ تن به چاد رفتند.", [("named", "TCD")]),
        ("ur", "پولینڈ سے 300 افراد واپس آئے۔", [("label", "POL")]),
    ],
)
def test_countries_in_other_languages(
    reader: Reader, language: str, text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert rulings(reader, "returned", text, language) == expected
