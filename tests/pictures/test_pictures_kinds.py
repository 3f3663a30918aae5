"""Every picture: one specification, words, a table; nothing drawn where nothing is known."""

import json
from datetime import date

import pytest

from concord.accounts import balance_claims
from concord.evidence import Document, Figure, Kind, PartialDate, digest
from concord.publish import compose
from concord.publish.languages import LANGUAGES, texts_of
from concord.publish.pictures import (
    KINDS,
    Material,
    NothingToDraw,
    UnknownPicture,
    material_of,
    picture,
    png,
    svg,
)
from concord.situation import bundled

SITUATION = bundled("afghanistan-pakistan")
TEXT = "."
PAGE = Document("d", digest(TEXT.encode()), "text/plain", TEXT)
# Value, measure, kind, status, place, first day, last day.
CLAIMS = (
    (900_000, "returned", "flow", None, None, "2025-01-01", "2025-12-31"),
    (700_000, "returned", "flow", None, None, "2025-01-01", "2025-09-30"),
    (300_000, "returned", "flow", "acc", None, "2025-01-01", "2025-12-31"),
    (60_000, "returned", "flow", "acc", "Torkham", "2025-04-01", "2025-04-20"),
    (20_000, "returned", "flow", "por", "Chaman", "2025-04-01", "2025-04-20"),
    (5_000, "arrested", "flow", None, "Balochistan", "2025-04-01", "2025-04-20"),
    (3, "returned", "flow", "por", "Kharlachi", "2025-04-01", "2025-04-20"),
    (800_000, "registered", "stock", "acc", None, None, "2025-04-01"),
)


def made(claims: tuple[tuple[object, ...], ...]) -> Material:
    figures = [
        Figure(
            document=PAGE.id,
            start=n,
            end=n + 1,
            text=str(value),
            value=value,
            measure=measure,
            kind=Kind(kind),
            status=status,
            place=place,
            country="PAK",
            nationality="AFG",
            party="gov-pk",
            period_start=PartialDate(start) if start else None,
            period_end=PartialDate(end),
        )
        for n, (value, measure, kind, status, place, start, end) in enumerate(claims)
    ]
    account = balance_claims(figures, SITUATION)
    told = compose([PAGE], figures, [], account, [], SITUATION, as_of=date(2026, 1, 1), version="v")
    return material_of(figures, account, told, SITUATION)


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
