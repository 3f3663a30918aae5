"""Hypothesis strategies for the records of evidence, derived from their fields."""

import dataclasses
from typing import Any

from hypothesis import strategies as st

from concord.evidence import (
    Because,
    Candidates,
    Decision,
    DecisionKind,
    Document,
    Figure,
    Kind,
    PartialDate,
    Precision,
    Reading,
    Statement,
    StatementKind,
    Unit,
)

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
maybe_words = st.none() | words
days = st.dates().map(lambda day: day.isoformat())
partial_dates = st.builds(lambda day, length: PartialDate(day[:length]), days, st.sampled_from([4, 7, 10]))
maybe_dates = st.none() | partial_dates
numbers = st.integers(0, 10**9) | st.floats(0, 1e9, allow_nan=False).filter(lambda x: not x.is_integer())
offsets = st.integers(0, 10**6)

figures = st.builds(
    Figure,
    document=words,
    start=offsets,
    end=offsets,
    text=words,
    value=numbers,
    value_high=st.none() | numbers,
    precision=st.sampled_from(Precision),
    unit=st.sampled_from(Unit),
    measure=words,
    projected=st.booleans(),
    status=maybe_words,
    sex_age=maybe_words,
    nationality=maybe_words,
    country=maybe_words,
    place=maybe_words,
    kind=st.none() | st.sampled_from(Kind),
    period_start=maybe_dates,
    period_end=maybe_dates,
    source=maybe_words,
    party=maybe_words,
    phase=maybe_words,
    manner=maybe_words,
    cumulative=st.none() | st.booleans(),
    part_of=st.none() | offsets,
    rest_status=maybe_words,
    said=maybe_dates,
    publisher=maybe_words,
    because=st.lists(st.builds(Because, words, offsets, offsets), max_size=2).map(tuple),
    candidates=st.lists(st.builds(Candidates, words, st.tuples(words, words)), max_size=2).map(tuple),
)
statements = st.builds(
    Statement,
    document=words,
    start=offsets,
    end=offsets,
    text=words,
    kind=st.sampled_from(StatementKind),
    source=maybe_words,
    party=maybe_words,
    about=maybe_words,
    denies=st.none() | offsets,
    said=maybe_dates,
    publisher=maybe_words,
)
decisions = st.builds(
    Decision,
    kind=st.sampled_from(DecisionKind),
    claims=st.lists(words, min_size=1, max_size=3).map(tuple),
    party=words,
    by=words,
    at=words,
    why=words,
    correction=st.lists(st.tuples(words, words), max_size=2).map(tuple),
)
documents = st.builds(
    Document,
    words,
    words,
    words,
    words,
    maybe_words,
    maybe_words,
    maybe_dates,
    maybe_words,
    maybe_words,
    maybe_words,
)
readings = st.builds(
    Reading,
    words,
    words,
    st.lists(figures, max_size=2).map(tuple),
    st.lists(statements, max_size=2).map(tuple),
)
records: st.SearchStrategy[Any] = figures | statements | decisions | documents | readings


def distinct_fields(record: Any) -> list[str]:
    """The fields of a record that take part in its id."""
    return [f.name for f in dataclasses.fields(record) if not f.metadata.get("descriptive")]
