"""A figure as its JSON writes it says what the typed record says."""

import dataclasses
import json

import pytest
from hypothesis import given
from tests.evidence.strategies import figures

from concord.evidence import Figure, MalformedRecord, PartialDate, to_json
from concord.evidence.written import WrittenFigure, as_written, read_figure


@given(figures)
def test_what_json_writes_is_read_and_made_alike(figure: Figure) -> None:
    read = read_figure(json.dumps({**to_json(figure), "id": figure.id}))
    assert read == as_written(figure)


@given(figures)
def test_the_record_comes_back_but_for_the_words_that_decided_it(figure: Figure) -> None:
    assert as_written(figure).figure() == dataclasses.replace(figure, because=())
    assert as_written(figure).figure().id == figure.id


def test_every_field_of_a_figure_is_there() -> None:
    fields = {field.name for field in dataclasses.fields(Figure)} - {"because"}
    assert set(WrittenFigure.__struct_fields__) == fields | {"id"}


def test_it_may_go_under_another_id() -> None:
    figure = Figure(document="d", start=1, end=3, text="12", value=12, said=PartialDate("2025"))
    assert as_written(as_written(figure), "other").id == as_written(figure, "other").id == "other"


@pytest.mark.parametrize("text", ["{}", "[]", '{"document":1}', "{", '{"document":"d","start":"1"}'])
def test_what_is_no_figure_is_refused(text: str) -> None:
    with pytest.raises(MalformedRecord):
        read_figure(text)


def test_a_withheld_number_makes_no_record() -> None:
    bare = as_written(Figure(document="d", start=1, end=3, text="12", value=12))
    bare.value = None
    with pytest.raises(ValueError, match="withheld"):
        bare.figure()
