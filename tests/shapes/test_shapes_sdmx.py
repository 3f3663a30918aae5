"""SDMX: CSV and XML of one content tell the same, other readers agree, hostile XML does nothing."""

import io
import warnings

import pytest

from concord.evidence import Kind, PartialDate, Precision
from concord.shapes import BrokenAnswer, Missing


def test_observations_with_their_whole_scope(answer):
    weekly, total, level = answer("sdmx_claims.csv").figures
    assert (weekly.measure, weekly.value, weekly.country, weekly.nationality) == (
        "returned",
        12_345,
        "PAK",
        "AFG",
    )
    assert (weekly.period_start, weekly.period_end) == (PartialDate("2031-04-03"), PartialDate("2031-04-09"))
    assert (total.cumulative, total.period_start, total.precision) == (True, None, Precision.ABOUT)
    assert (total.source, total.party, total.status) == ("GOV_PK", "gov-pk", "undocumented")
    assert (level.kind, level.place, level.sex_age) == (Kind.STOCK, "Balochistan", "girls_0_to_4")
    assert (level.period_end, level.precision) == (PartialDate("2031-03-31"), Precision.ABOUT)


def test_missing_confidential_deleted_and_unknown_are_four_things(answer):
    parsed = answer("sdmx_claims.csv")
    assert [gap.why for gap in parsed.gaps] == [Missing.UNKNOWN, Missing.WITHHELD]
    assert [note.words for note in parsed.notes] == [
        "the row is set aside: ACTION says 'D'",
        "the row is set aside: unknown legal status 'AAC'",
    ]


def test_generic_and_specific_xml_tell_the_same(answer):
    told = [
        [(f.text, f.measure, f.country, f.period_end, f.precision) for f in answer(name).figures]
        for name in ("sdmx_generic.xml", "sdmx_specific.xml")
    ]
    assert told[0] == told[1]
    assert [text for text, *_ in told[0]] == ["51234", "48001"]


def test_a_deleted_dataset_claims_nothing(answer):
    parsed = answer("sdmx_flat_deleted.xml")
    assert parsed.figures == ()
    assert len(parsed.notes) == 2


def test_another_reader_finds_the_same_observations(bytes_of, answer):
    sdmx = pytest.importorskip("sdmx")
    message = sdmx.read_sdmx(io.BytesIO(bytes_of("sdmx_generic.xml")))
    theirs = [
        (str(obs.dimension.values["TIME_PERIOD"].value), float(obs.value)) for obs in message.data[0].obs
    ]
    assert theirs == [(f.period_end.text, float(f.value)) for f in answer("sdmx_generic.xml").figures]


@pytest.mark.parametrize("name", ["sdmx_generic.xml", "sdmx_specific.xml", "sdmx_claims.csv"])
def test_the_reader_of_the_standards_registry_finds_the_same_values(name, bytes_of, answer, tmp_path):
    pytest.importorskip("pandas")
    pysdmx = pytest.importorskip("pysdmx.io")
    file = tmp_path / name
    file.write_bytes(bytes_of(name))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a foreign library
        told = [
            row
            for data in pysdmx.read_sdmx(file, validate=False).data
            for row in data.data.to_dict("records")
        ]
    theirs = [(row["MEASURE"], row["COUNTERPART_AREA"], row["OBS_VALUE"]) for row in told]
    for figure in answer(name).figures:
        text = answer(name).documents[0].text
        code = next(because for because in figure.because if because.field == "measure")
        assert (text[code.start : code.end], figure.country, figure.text) in theirs


def test_the_older_csv_is_read(parsed_as):
    words = (
        "DATAFLOW,MEASURE,COUNTERPART_AREA,REF_AREA,TIME_PERIOD,OBS_VALUE\n"
        "C:CLAIMS(1.0),RET_TOTAL,IRN,AFG,2031-04,100\n"
    )
    (figure,) = parsed_as(words.encode()).figures
    assert (figure.country, figure.nationality, figure.period_end) == ("IRN", "AFG", PartialDate("2031-04"))


@pytest.mark.parametrize(("mark", "divider"), [("[;]", ","), ("", ";"), ("", "\t")])
def test_labels_behind_ids_and_other_dividers(mark, divider, parsed_as):
    words = (
        f"STRUCTURE{mark},STRUCTURE_ID,MEASURE: What,REF_AREA: Where,TIME_PERIOD,OBS_VALUE\n"
        "dataflow,C:CLAIMS(1.0),STOCK,PAK,2031,100\n"
    )
    (figure,) = parsed_as(words.replace(",", divider).encode()).figures
    assert (figure.measure, figure.country, figure.nationality, figure.value) == ("hosted", "PAK", None, 100)


def test_a_scale_sets_a_row_aside(parsed_as):
    words = (
        "DATAFLOW,MEASURE,TIME_PERIOD,OBS_VALUE,UNIT_MULT\n"
        "C:X(1.0),STOCK,2031,1.2,6\nC:X(1.0),STOCK,2031,1200000,0\n"
    )
    parsed = parsed_as(words.encode())
    assert [figure.value for figure in parsed.figures] == [1_200_000]
    assert [note.words for note in parsed.notes] == ["the row is set aside: UNIT_MULT says '6'"]


HOSTILE = {
    "a document type": b'<!DOCTYPE GenericData [<!ENTITY x SYSTEM "file:///etc/passwd">]><GenericData>&x;</GenericData>',
    "laughs": b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><GenericData>&b;</GenericData>',
    "deep": b"<GenericData>" + b"<a>" * 5_000,
    "half": b"<GenericData><DataSet>",
    "nothing in it": b"<GenericData/>",
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_hostile_xml_is_refused(content, parsed_as):
    with pytest.raises(BrokenAnswer):
        parsed_as(content)
