"""Kobo: counts of a site and day; of everything else in a submission nothing stays."""

from concord.evidence import PartialDate, Unit
from concord.shapes import Missing, Shape


def test_counts_of_a_crossing_and_day(answer):
    parsed = answer("kobo_counts.json")
    told = [(f.measure, f.status, f.unit, f.value) for f in parsed.figures if f.place == "Chaman"]
    assert told == [
        ("returned", None, Unit.INDIVIDUALS, 942),
        ("deported", None, Unit.INDIVIDUALS, 31),
        ("returned", "por", Unit.INDIVIDUALS, 12),
    ]
    assert {f.period_start for f in parsed.figures if f.place == "Chaman"} == {PartialDate("2031-04-10")}


def test_a_question_left_out_or_dashed_is_unknown_and_zero_is_zero(answer):
    parsed = answer("kobo_counts.json")
    assert [gap.why for gap in parsed.gaps] == [Missing.UNKNOWN, Missing.UNKNOWN]
    assert any(f.value == 0 and f.status == "por" for f in parsed.figures)


def test_enumerators_devices_and_positions_stay_behind(answer):
    parsed = answer("kobo_counts.json")
    for kept in (parsed.documents[0].text, parsed.content.decode()):
        for word in ("enumerator", "collect:", "uuid", "34.1", "gate closed"):
            assert word not in kept
    assert parsed.documents[0].text.splitlines()[1].startswith("501 | Torkham | 2031-04-10 | 3042")
    assert parsed.ignored["_submitted_by"] == "of the device or the server, left behind"
    assert parsed.unhandled == ("remarks",)


def test_the_meaning_of_a_forms_own_questions_can_be_given(bytes_of, parsed_as):
    content = bytes_of("kobo_counts.json").replace(b'counts/returned"', b'counts/q7"')
    silent = parsed_as(content)
    assert "counts/q7" in silent.unhandled
    told = parsed_as(content, questions={"counts/q7": "#affected+returnees"})
    assert len(told.figures) == len(silent.figures) + 3


def test_an_empty_form_is_an_empty_answer(parsed_as):
    parsed = parsed_as(b'{"count": 0, "next": null, "previous": null, "results": []}', Shape.KOBO)
    assert (parsed.figures, parsed.rows) == ((), 0)
