"""Spans of a text as a tree of marks, so that a page can highlight words inside words.

A statement holds figures, and two figures may share their words. Marks nest; a span
that only half overlaps another continues after it as a second piece without a name,
so that joining the words of all pieces always gives the text back.
"""

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Mark", "Span", "Words", "marked"]


@dataclass(frozen=True, slots=True)
class Span:
    """Words text[start:end]; ``name`` is None for the later pieces of a span."""

    start: int
    end: int
    kind: str
    name: str | None


@dataclass(frozen=True, slots=True)
class Words:
    """Text without a mark of its own."""

    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Marked text, with the words and marks inside it."""

    kind: str
    name: str | None
    inside: tuple["Words | Mark", ...]


def marked(text: str, spans: Iterable[Span]) -> tuple[Words | Mark, ...]:
    """The text with its spans marked; offsets count from the text's own start.

    >>> marked("84,871 left", [Span(0, 6, "figure", "a")])
    (Mark(kind='figure', name='a', inside=(Words(text='84,871'),)), Words(text=' left'))
    """
    return _within(text, 0, len(text), _ordered(span for span in spans if span.start < span.end))


def _within(text: str, start: int, end: int, spans: list[Span]) -> tuple[Words | Mark, ...]:
    """The pieces of text[start:end]; all spans lie in it."""
    pieces: list[Words | Mark] = []
    at = start
    while spans:
        first, rest = spans[0], spans[1:]
        inside = [span for span in rest if span.start < first.end]
        later = [span for span in rest if span.start >= first.end]
        halves = [_split(span, first.end) for span in inside]
        inner = _ordered(head for head, _ in halves)
        spans = _ordered([tail for _, tail in halves if tail is not None] + later)
        if at < first.start:
            pieces.append(Words(text[at : first.start]))
        pieces.append(Mark(first.kind, first.name, _within(text, first.start, first.end, inner)))
        at = first.end
    if at < end:
        pieces.append(Words(text[at:end]))
    return tuple(pieces)


def _ordered(spans: Iterable[Span]) -> list[Span]:
    """By start, the longest first, so that an outer span comes before those inside it."""
    return sorted(spans, key=lambda span: (span.start, -span.end, span.kind, span.name or ""))


def _split(span: Span, at: int) -> tuple[Span, Span | None]:
    if span.end <= at:
        return span, None
    return Span(span.start, at, span.kind, span.name), Span(at, span.end, span.kind, None)
