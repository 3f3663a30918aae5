"""Decisions carried over to a new reading, or a new version of the page, where their ground still stands.

A decision names a claim by its content id, and a claim that is read anew, or stands in new
bytes, has another id. A word given about a figure still holds when only one of two things
changed: the reading (the same words of the same document, now read otherwise) or the source (a
new version of the page in which the figure reads as before). When both changed, the matter is
open again, and nobody's word is put into their mouth.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from concord.evidence import Decision, Figure

__all__ = ["carried"]

Reading = tuple[object, ...]


def carried(
    decisions: Sequence[Decision],
    figures: Iterable[Figure],
    earlier: Mapping[str, Figure],
    pages: Mapping[str, str],
) -> list[Decision]:
    """The decisions, each naming the claims that stand now.

    Args:
        decisions: in the order in which they were recorded.
        figures: those that stand now.
        earlier: figures that decisions name and that stand no longer, by id.
        pages: for a document's id what its versions have in common, such as their address.
    """
    if not earlier:
        return list(decisions)
    standing = list(figures)
    at = _one_each((_place(figure), figure.id) for figure in standing)
    alike = _one_each((_page(figure, pages), figure.id) for figure in standing)
    now: dict[str, str] = {}
    for claim, figure in earlier.items():
        successor = at.get(_place(figure)) or alike.get(_page(figure, pages))
        if successor is not None:
            now[claim] = successor
    return [_renamed(decision, now) for decision in decisions]


def _place(figure: Figure) -> Reading:
    """The same words of the same document."""
    return figure.document, figure.start, figure.end


def _page(figure: Figure, pages: Mapping[str, str]) -> Reading:
    """The same reading on any version of the page."""
    moved = replace(figure, document=pages.get(figure.document, figure.document), start=0, end=0)
    return (replace(moved, part_of=None, said=None).id,)


def _one_each(pairs: Iterable[tuple[Reading, str]]) -> dict[Reading, str]:
    """Each key with its figure, without those that several share: ambiguous means no answer."""
    found: dict[Reading, str] = {}
    twice = set()
    for key, claim in pairs:
        if key in found:
            twice.add(key)
        found[key] = claim
    return {key: claim for key, claim in found.items() if key not in twice}


def _renamed(decision: Decision, now: Mapping[str, str]) -> Decision:
    claims = tuple(dict.fromkeys(now.get(claim, claim) for claim in decision.claims))
    return decision if claims == decision.claims else replace(decision, claims=claims)
