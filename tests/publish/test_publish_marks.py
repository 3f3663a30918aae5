"""Marked text: joining the pieces gives the text back, and each mark holds the words of its span."""

from hypothesis import given
from hypothesis import strategies as st

from concord.publish.marks import Mark, Span, Words, marked

TEXT = "Of 84,871 people 25,320 held a card."


def words(pieces: tuple[Words | Mark, ...]) -> str:
    return "".join(piece.text if isinstance(piece, Words) else words(piece.inside) for piece in pieces)


def marks(pieces: tuple[Words | Mark, ...]) -> list[Mark]:
    found = [piece for piece in pieces if isinstance(piece, Mark)]
    return found + [inner for mark in found for inner in marks(mark.inside)]


@st.composite
def spans(draw: st.DrawFn) -> list[Span]:
    ends = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
    pairs = draw(st.lists(ends, max_size=8))
    return [Span(min(pair), max(pair), "figure", str(at)) for at, pair in enumerate(pairs)]


@given(spans())
def test_no_letter_is_lost_or_doubled(drawn: list[Span]) -> None:
    assert words(marked(TEXT, drawn)) == TEXT


@given(spans())
def test_every_span_is_named_once_where_it_begins(drawn: list[Span]) -> None:
    told = [span for span in drawn if span.start < span.end]
    named = {mark.name: words(mark.inside) for mark in marks(marked(TEXT, told)) if mark.name is not None}
    assert set(named) == {span.name for span in told}
    assert all(TEXT[span.start : span.end].startswith(named[span.name]) for span in told)


@given(spans())
def test_the_order_of_the_spans_changes_nothing(drawn: list[Span]) -> None:
    assert marked(TEXT, drawn) == marked(TEXT, list(reversed(drawn)))


def test_a_figure_stands_inside_its_statement() -> None:
    (statement,) = marks(marked(TEXT, [Span(3, 9, "figure", "f"), Span(0, 36, "said", "s")]))[:1]
    assert statement.name == "s"
    assert words(statement.inside) == TEXT
    assert [mark.name for mark in marks(statement.inside)] == ["f"]


def test_two_figures_may_share_their_words() -> None:
    found = marks(marked(TEXT, [Span(3, 9, "figure", "a"), Span(3, 9, "figure", "b")]))
    assert {mark.name: words(mark.inside) for mark in found} == {"a": "84,871", "b": "84,871"}
