"""Every picture: one specification, words and a table of the same numbers; legible however many there are."""

import json
import re
from datetime import date, timedelta

import pytest
from pictured import CLAIMS, CROWD, ENGLISH, made

from concord.publish.languages import LANGUAGES, texts_of
from concord.publish.pictures import (
    KINDS,
    MEASURES,
    NothingToDraw,
    NotOfThisKind,
    UnknownPicture,
    picture,
    png,
    svg,
    table,
)
from concord.publish.pictures.legible import MARKS, SERIES, folded, thinned
from concord.publish.pictures.message import Said, message

FULL, BARE = made(CLAIMS), made(())


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_without_claims_gives_words_in_place_of_a_picture(kind: str) -> None:
    empty = picture(kind, BARE, texts_of("en"))
    assert empty.specification is None
    assert empty.alternative
    with pytest.raises(NothingToDraw):
        svg(empty)


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_is_drawn_the_same_each_time_with_words_and_a_table(kind: str) -> None:
    drawn = picture(kind, FULL, texts_of("en"))
    assert drawn == picture(kind, FULL, texts_of("en"))
    if drawn.specification is None:
        pytest.skip("this account has no such part")
    assert svg(drawn) == svg(drawn)
    assert "<svg" in svg(drawn)
    assert drawn.title in drawn.alternative
    assert all(len(row) == len(drawn.columns) for row in drawn.rows)
    assert "data" in json.dumps(json.loads(drawn.specification))


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_draws_the_map_with_its_caveat(code: str) -> None:
    drawn = picture("map", FULL, texts_of(code))
    assert drawn.note.startswith(texts_of(code).say("caveat", group="pictures"))
    assert png(drawn).startswith(b"\x89PNG")


def test_a_count_that_could_point_at_someone_is_in_no_picture() -> None:
    assert all(move.value >= 5 for move in FULL.moves)


def test_an_unknown_kind_tells_those_there_are() -> None:
    with pytest.raises(UnknownPicture, match="waterfall"):
        picture("pie", FULL, texts_of("en"))


def test_a_map_shows_one_measure_and_says_which() -> None:
    drawn = picture("map", FULL, ENGLISH)
    assert drawn.title.endswith("returned")
    assert {row[0] for row in drawn.rows} == {"Torkham", "Chaman - Spin Boldak"}
    deported = picture("map", FULL, ENGLISH, measure="deported")
    assert deported.title.endswith("deported")
    assert [row[-1] for row in deported.rows] == ["4,000"]


@pytest.mark.parametrize("kind", KINDS)
def test_arrests_are_in_no_picture(kind: str) -> None:
    with pytest.raises(
        NotOfThisKind, match="no choice of measure" if kind == "cumulative" else "returned|hosted"
    ):
        picture(kind, FULL, ENGLISH, measure="arrested")
    drawn = picture(kind, FULL, ENGLISH)
    assert "5,000" not in table(drawn)
    assert "arrested" not in (drawn.specification or "") + table(drawn)


@pytest.mark.parametrize(("kind", "measure"), [(kind, one) for kind in KINDS for one in MEASURES[kind]])
def test_a_picture_asked_for_one_measure_shows_no_other(kind: str, measure: str) -> None:
    drawn = picture(kind, FULL, ENGLISH, measure=measure)
    assert drawn.title.endswith(ENGLISH.term(measure.replace("_", " "))) or measure == "in_need"
    values = {f"{value:,}" for value, said, *_ in CLAIMS if said == measure}
    if kind != "waterfall":
        assert {row[-1] for row in drawn.rows} <= values


def test_the_colour_of_a_status_is_the_same_in_every_language_and_picture() -> None:
    hues = set()
    for kind in ("crossings", "sankey", "stock"):
        for code in LANGUAGES:
            told = json.loads(picture(kind, FULL, texts_of(code)).specification or "")
            acc = texts_of(code).term("Afghan Citizen Card (ACC)")
            hues |= {one["colour"] for one in told["usermeta"]["series"] if one["name"] == acc}
    assert len(hues) == 1


def test_a_crossing_without_a_claim_is_unknown_and_not_zero() -> None:
    layers = json.loads(picture("map", FULL, ENGLISH).specification or "")["layer"]
    rings = [layer for layer in layers if layer["mark"].get("filled") is False and "encoding" in layer]
    assert all(dot["value"] is None for ring in rings for dot in ring["data"]["values"])
    assert any(ring["data"]["values"] for ring in rings)


@pytest.mark.parametrize("kind", ["flows", "crossings"])
def test_a_crowded_picture_draws_the_ends_of_each_week_and_its_table_has_all(kind: str) -> None:
    drawn = picture(kind, made(CROWD), ENGLISH)
    assert len(drawn.rows) == len(CROWD)
    assert re.search(rf"\d of {len(CROWD):,} claims are drawn", drawn.note)
    assert drawn.note in drawn.alternative
    assert len(drawn.specification or "") < 120_000


def test_thinning_keeps_the_highest_and_lowest_of_each_series() -> None:
    rows = [
        {"on": str(date(2025, 1, 1) + timedelta(days=n % 7)), "value": n, "party": str(n % 2)}
        for n in range(MARKS + 1)
    ]
    kept = thinned(rows, "party")
    assert {row["value"] for row in kept} >= {0, 1, MARKS, MARKS - 1}
    assert thinned(rows[:MARKS], "party") == rows[:MARKS]


def test_series_beyond_the_palette_are_drawn_as_other() -> None:
    rows = [{"party": str(n)} for n in range(20) for _ in range(20 - n)]
    told = folded(rows, "party", ENGLISH)
    assert len({row["party"] for row in told}) == SERIES
    assert sum(row["party"] == "other" for row in told) == sum(20 - n for n in range(SERIES - 1, 20))
    assert folded(rows[:20], "party", ENGLISH) == rows[:20]


def test_the_words_tell_the_highest_the_latest_and_the_gap() -> None:
    said = [
        Said(900, "A", "A", date(2025, 1, 5)),
        Said(500, "B", "B", date(2025, 1, 9)),
        Said(5, "C", "C", date(2023, 1, 9)),
    ]
    assert message(said, ENGLISH, apart=True) == (
        "Highest: 900, A. Latest, 9 Jan 2025: 500, B. The latest words of the parties lie 400 apart"
    )
    assert message([], ENGLISH) == ""


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_language_writes_every_number_of_a_picture_in_its_own_digits(kind: str, code: str) -> None:
    texts = texts_of(code)
    drawn = picture(kind, FULL, texts)
    if drawn.specification is None or texts.digits[0] == "0":
        return
    shown = " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", svg(drawn)))
    assert not re.search(r"[0-9]", shown), shown


def test_latin_letters_amid_urdu_are_no_boxes() -> None:
    mixed = re.findall(r"<text[^>]*>[^<]*[a-zA-Z][^<]*</text>", svg(picture("flows", FULL, texts_of("ur"))))
    assert any("ACC" in text for text in mixed)
    assert all("Nastaliq" not in text for text in mixed if re.search("[\u0600-\u06ff]", text))


@pytest.mark.parametrize(("code", "name"), [("en", "Nangarhar"), ("ur", "ننگرہار"), ("ps", "ننګرهار")])
def test_a_province_has_its_name_in_the_language(code: str, name: str) -> None:
    assert {row[3] for row in picture("sankey", FULL, texts_of(code)).rows} >= {name}
