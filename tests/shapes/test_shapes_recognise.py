"""A shape is told by content alone; what is of no shape, or broken, is told without an accident."""

import contextlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.shapes import Given, Shape, ShapeError, UnknownShape, parse, read_known, recognise

ANSWERS = Path(__file__).parent / "answers"
SHAPES = {
    "ckan_package.json": Shape.CKAN,
    "ckan_refused.json": Shape.CKAN,
    "dtm_provinces.json": Shape.IOM_DTM,
    "dtm_reasons.json": Shape.IOM_DTM,
    "feed_atom.xml": Shape.FEED,
    "feed_rss.xml": Shape.FEED,
    "hapi_idps.csv": Shape.HDX_HAPI,
    "hapi_page.json": Shape.HDX_HAPI,
    "hapi_returnees.csv": Shape.HDX_HAPI,
    "hdx_solutions.csv": Shape.KNOWN_TABLE,
    "hdx_totals.csv": Shape.KNOWN_TABLE,
    "hxl_solutions.csv": Shape.HXL,
    "idmc.csv": Shape.KNOWN_TABLE,
    "kobo_counts.json": Shape.KOBO,
    "kobo_persons.json": Shape.KOBO,
    "portal_sudan.json": Shape.UNHCR_PORTAL,
    "portal_uganda.json": Shape.UNHCR_PORTAL,
    "reliefweb_v2.json": Shape.RELIEFWEB,
    "sdmx_claims.csv": Shape.SDMX_CSV,
    "sdmx_flat_deleted.xml": Shape.SDMX_ML,
    "sdmx_generic.xml": Shape.SDMX_ML,
    "sdmx_specific.xml": Shape.SDMX_ML,
    "un_weekly.csv": Shape.HXL,
    "unhcr_demographics.csv": Shape.UNHCR_STATISTICS,
    "unhcr_flows.csv": Shape.UNHCR_STATISTICS,
    "unhcr_population.csv": Shape.UNHCR_STATISTICS,
    "unhcr_population.json": Shape.UNHCR_STATISTICS,
    "unhcr_situations.csv": Shape.KNOWN_TABLE,
    "unhcr_solutions.csv": Shape.UNHCR_STATISTICS,
}
NO_SHAPE = {
    "nothing": b"",
    "words": b"Some 84,871 people returned, officials said.\nMore are expected.",
    "a document in JSON": b'{"id": "kp-17", "title": "t", "text": "At Torkham 3,669 crossed."}',
    "a page": b"<!doctype html><html><body><p>12,345 returned</p></body></html>",
    "a page with a comment": b"<!-- see <rss> --><html><body>12,345 returned</body></html>",
    "any table": b"Gate,Women,Men\nTorkham,1204,988\n",
    "a table with one tag": b"Gate,#1\nTorkham,988\n",
    "tags without a header": b"#adm1+name,#affected\nKunar,12\n",
    "a list": b"[1, 2, 3]",
    "half of JSON": b'{"page": 1, "maxPages": 1, "items": [',
    "deep JSON": b"[" * 100_000,
    "a PDF": b"%PDF-1.7\n1,2,3\n",
    "a picture": b"\x89PNG\r\n\x1a\n\0\0",
    "NULs": b"year,coo_iso,coa_iso\0refugees\n",
    "other XML": b'<?xml version="1.0"?><kml><Document/></kml>',
    "XML without an element": b"<!-- nothing -->",
    "a number": b"17",
    "an unclosed quotation": b'"year,coo_iso\n' + b"x" * 100_000,
}


@pytest.mark.parametrize(("name", "shape"), SHAPES.items())
def test_every_answer_is_told_whatever_it_is_called(name, shape, bytes_of):
    assert recognise(bytes_of(name), "download") is shape


def test_every_answer_of_the_folder_is_in_the_table():
    assert {path.name for path in ANSWERS.iterdir()} - {"README.md"} == SHAPES.keys()


@pytest.mark.parametrize("content", NO_SHAPE.values(), ids=NO_SHAPE)
def test_other_bytes_are_of_no_shape(content, known_words):
    assert recognise(content) is None
    assert read_known(content, Given(known_words)) is None
    with pytest.raises(UnknownShape, match="read it as a document, or map its columns once"):
        parse(content, Given(known_words))


def test_a_marked_or_sixteen_bit_table_is_told_too(bytes_of):
    plain = bytes_of("hdx_solutions.csv").decode()
    assert recognise(plain.encode("utf-8-sig")) is Shape.KNOWN_TABLE
    assert recognise(plain.encode("utf-16")) is Shape.KNOWN_TABLE
    assert recognise(plain.replace(",", ";").encode()) is Shape.KNOWN_TABLE


@given(st.binary(max_size=300))
def test_no_bytes_break_the_telling(content):
    assert recognise(content) is None or recognise(content) in Shape


@pytest.mark.parametrize("name", SHAPES)
def test_a_cut_answer_is_a_partial_result_or_a_clear_error(name, bytes_of, known_words):
    content = bytes_of(name)
    for share in range(1, 20):
        cut = content[: len(content) * share // 20]
        with contextlib.suppress(ShapeError):  # whatever else it raises is an accident
            read_known(cut, Given(known_words))


WRONG = [None, True, [], {}, "x", "\u0000", "\ud800", 1e300, -1, [1], {"a": 1}, "2031-02-30"]


def places_in(value, path=()):
    """The paths to everything in a JSON value, five steps deep at most."""
    if path:
        yield path
    if len(path) < 5 and isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from places_in(value[key], (*path, key))


@pytest.mark.parametrize("name", [name for name in SHAPES if name.endswith(".json")])
def test_values_of_the_wrong_kind_are_a_clear_error_or_set_aside(name, known_words):
    whole = json.loads((ANSWERS / name).read_bytes())
    for number, path in enumerate(list(places_in(whole))[:400]):
        content = json.loads((ANSWERS / name).read_bytes())
        at = content
        for key in path[:-1]:
            at = at[key]
        for wrong in (WRONG[number % len(WRONG)], WRONG[(number + 5) % len(WRONG)]):
            at[path[-1]] = wrong
            with contextlib.suppress(ShapeError):
                read_known(json.dumps(content).encode("utf-8", "surrogatepass"), Given(known_words))
