"""Records survive the journey through JSON, and their ids tell acts apart."""

import dataclasses
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.evidence import (
    Decision,
    Document,
    Figure,
    MalformedRecord,
    Reading,
    Statement,
    content_id,
    from_json,
    to_json,
)
from concord.evidence.canonical import canonical, written
from concord.evidence.codec import fields_told, id_told, identity, told_with_id

sys.path.insert(0, str(Path(__file__).parent))
import strategies as make

sys.path.pop(0)

PLAIN = {"document": "d", "start": 87, "end": 94, "text": "907,391", "value": 907391}


@given(make.records)
def test_a_record_is_the_same_after_a_journey_through_json_text(record: Any) -> None:
    assert from_json(type(record), json.loads(json.dumps(to_json(record)))) == record


@given(make.records)
def test_every_field_of_a_record_is_written(record: Any) -> None:
    assert list(to_json(record)) == [field.name for field in dataclasses.fields(record)]


@given(make.records)
def test_the_id_of_a_record_does_not_depend_on_the_run(record: Any) -> None:
    assert content_id(record) == content_id(from_json(type(record), to_json(record)))


@given(make.figures, make.figures)
def test_figures_that_differ_in_a_field_of_the_act_have_different_ids(one: Figure, other: Figure) -> None:
    same = all(getattr(one, name) == getattr(other, name) for name in make.distinct_fields(one))
    assert (one.id == other.id) == same


def test_how_a_figure_was_read_is_no_part_of_its_id() -> None:
    plain = from_json(Figure, PLAIN)
    explained = from_json(Figure, {**PLAIN, "because": [{"field": "measure", "start": 1, "end": 2}]})
    assert plain != explained
    assert plain.id == explained.id


def test_when_a_document_was_got_is_no_part_of_its_id() -> None:
    early, late = (Document("a", "0", "text/plain", "t", retrieved=at) for at in ("2025-04-18", "2025-04-19"))
    assert early.id == late.id


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("a", "b.c"), ("a.b", "c")),  # joined keys collide; arrays do not
        (("", "ab"), ("a", "b")),
        (('a","b', "c"), ("a", 'b","c')),
    ],
)
def test_fields_that_would_collide_when_joined_keep_their_own_ids(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    ids = {Document(name, sha, "text/plain", "t").id for name, sha in (one, other)}
    assert len(ids) == 2


def test_unknown_withheld_and_zero_are_different_values() -> None:
    zero, none = (
        from_json(Figure, {**PLAIN, "value": 0}),
        from_json(Figure, {**PLAIN, "value": 0, "value_high": 0}),
    )
    assert zero.value_high is None
    assert none.value_high == 0
    assert zero.id != none.id


def test_every_mistake_of_a_record_is_told_with_its_path() -> None:
    with pytest.raises(MalformedRecord) as told:
        from_json(Figure, {**PLAIN, "precision": "exactly", "period_end": "2025-13", "colour": "red"})
    assert len(told.value.mistakes) == 3
    assert any("$.precision" in mistake for mistake in told.value.mistakes)
    assert any("$.period_end" in mistake for mistake in told.value.mistakes)
    assert "unknown field @ $.colour" in told.value.mistakes


def test_a_missing_field_is_told() -> None:
    with pytest.raises(MalformedRecord, match=r"\$\.value"):
        from_json(Figure, {key: PLAIN[key] for key in PLAIN if key != "value"})


@pytest.mark.parametrize("kind", [Figure, Statement, Decision, Document, Reading])
def test_records_cannot_be_changed(kind: type[Any]) -> None:
    assert dataclasses.is_dataclass(kind)
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]


@given(st.dictionaries(st.text(max_size=3), st.integers(), max_size=4))
def test_canonical_json_does_not_depend_on_the_order_of_keys(values: dict[str, int]) -> None:
    assert canonical(values) == canonical(dict(reversed(values.items())))


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_a_number_that_is_not_finite_has_no_id(value: float) -> None:
    with pytest.raises(MalformedRecord, match="not finite"):
        assert Figure(document="d", start=0, end=1, text="x", value=value).id


NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.booleans()
LETTERS = st.text() | st.sampled_from(
    ['"', "\\", "\0", "\x1f", "\x7f", "\u2028", "\ud800", "٢٠٢٤", "%s", "null"]
)


@given(make.records)
def test_a_record_is_written_as_its_json_values_are(record: Any) -> None:
    """The quick way and the slow one: field by field from the record, and by pydantic and json."""
    values = to_json(record)
    assert written(record).encode() == canonical(values)
    assert content_id(record) == identity(type(record), values)
    assert told_with_id(record)[1].encode() == canonical({**values, "id": content_id(record)})
    assert told_with_id(record)[0] == id_told(type(record), fields_told(record)) == content_id(record)
    assert {name: json.loads(text) for name, text in fields_told(record).items()} == values


@given(value=NUMBERS, high=st.none() | NUMBERS, words=LETTERS, plain=make.figures)
def test_every_number_and_letter_is_written_as_json_writes_it(
    value: float, high: float | None, words: str, plain: Figure
) -> None:
    """Also 5 beside 5.0 and True, numbers past 64 bits, half a character pair, control characters."""
    figure = dataclasses.replace(plain, value=value, value_high=high, text=words, place=words)
    values = {**to_json(plain), "value": value, "value_high": high, "text": words, "place": words}
    assert written(figure).encode("utf-8", "surrogatepass") == canonical(values)
    assert content_id(figure) == identity(Figure, values)


@dataclasses.dataclass(frozen=True, slots=True)
class _Dated:
    name: str
    day: date


def test_a_record_of_a_day_is_written_with_the_day_in_iso_form() -> None:
    assert written(_Dated("a", date(2025, 4, 1))) == '{"day":"2025-04-01","name":"a"}'


def test_a_value_of_a_type_that_no_json_has_is_told() -> None:
    with pytest.raises(MalformedRecord, match="complex"):
        assert Figure(document="d", start=0, end=1, text="x", value=1j).id  # type: ignore[arg-type]
