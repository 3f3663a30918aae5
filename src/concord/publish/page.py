"""The briefing as one HTML page that needs nothing else: no script, no request, no second file.

Every number is a link to ``#f-<claim>``, the marked words in the document below, and the
marked words lead back to the first place that used them.
"""

import re
from collections.abc import Iterable, Mapping
from importlib import resources
from typing import TYPE_CHECKING

from concord.publish import words
from concord.publish.briefing import Briefing, Claim, Exchange, Said, SourceText
from concord.publish.chart import NARROW, WIDE, can_draw, courses_svg, point_name
from concord.publish.marks import Mark, Span, Words, marked

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["page"]

TOLD_FIRST = 10  # contradictions that stand open on the page; the others unfold
RIGHT_TO_LEFT = frozenset({"ar", "fa", "prs", "ps", "ur"})


def page(briefing: Briefing, *, pictures: bool = True) -> str:
    """The briefing as HTML; without ``pictures``, or without the extra ``charts``, its table stands alone."""
    claims = {claim.id: claim for claim in briefing.claims}
    charts = _charts(briefing, claims) if pictures and can_draw() and briefing.courses else ()
    used: set[str] = set()
    template = _environment().get_template("briefing.html")
    return template.render(
        briefing=briefing,
        claims=claims,
        charts=charts,
        traceable={claim.id for claim in briefing.claims if claim.start is not None},
        sources={source.id: source for source in briefing.sources},
        first_use=lambda claim: claim not in used and not used.add(claim),  # type: ignore[func-returns-value]
        used=used,
        told_first=TOLD_FIRST,
        voices=lambda ids: _voices(claims[identifier] for identifier in ids),
        passages=lambda source: _passages(source, briefing),
        linked=lambda sentence, ids: linked(sentence, [claims[identifier] for identifier in ids]),
        words=words,
        style=_read("briefing.css"),
    )


def linked(sentence: str, claims: Iterable[Claim]) -> list[tuple[str, str | None]]:
    """The sentence in pieces, each number that a claim carries with the id of the claim."""
    names: dict[str, str] = {}
    for claim in claims:
        for written in (claim.text, words.number(claim.value) if claim.value is not None else claim.text):
            names.setdefault(written, claim.id)
    if not names:
        return [(sentence, None)]
    longest = sorted(names, key=len, reverse=True)
    pieces = re.split(rf"(?<![\w,.])({'|'.join(map(re.escape, longest))})(?![\w]|[,.]\d)", sentence)
    return [(piece, names.get(piece)) for piece in pieces if piece]


def _voices(claims: Iterable[Claim]) -> list[list[Claim]]:
    """The claims by claimant, both in the order in which they come."""
    voices: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        voices.setdefault((claim.claimant, claim.party_label), []).append(claim)
    return list(voices.values())


def _charts(briefing: Briefing, claims: Mapping[str, Claim]) -> tuple[str, ...]:
    """The picture for a wide and for a narrow screen; the page shows one of them."""
    points = [point for course in briefing.courses for line in course.lines for point in line.points]
    names = {p.claim: point_name(p.value, p.on, claims[p.claim].claimant) for p in points}
    return tuple(courses_svg(briefing.courses, briefing.deadlines, names, size) for size in (WIDE, NARROW))


def _passages(source: SourceText, briefing: Briefing) -> list[tuple[Words | Mark, ...]]:
    """The paragraphs of a document with the words of claims and statements marked."""
    spans = [
        Span(c.start, c.end, "figure", c.id)
        for c in briefing.claims
        if c.document == source.id and c.start is not None and c.end is not None
    ]
    spans += [
        Span(s.start, s.end, "said", s.id) for s in _told(briefing.exchanges) if s.document == source.id
    ]
    return [marked(p.text, _local(spans, p.start, p.start + len(p.text))) for p in source.passages]


def _told(exchanges: Iterable[Exchange]) -> list[Said]:
    return [said for exchange in exchanges for said in (exchange.opening, *exchange.answers)]


def _local(spans: Iterable[Span], start: int, end: int) -> list[Span]:
    """The spans that touch a paragraph, cut to it and counted from its start.

    A statement may run over several paragraphs; its name stands in the first.
    """
    return [
        Span(
            max(span.start, start) - start,
            min(span.end, end) - start,
            span.kind,
            span.name if span.start >= start else None,
        )
        for span in spans
        if span.start < end and start < span.end
    ]


def _environment() -> "Environment":
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(_read),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(right_to_left=_right_to_left)
    return environment


def _right_to_left(language: str | None) -> bool:
    return (language or "").split("-")[0] in RIGHT_TO_LEFT


def _read(name: str) -> str:
    return (resources.files("concord.publish") / "templates" / name).read_text(encoding="utf-8")
