"""Versions of one page: new bytes at a known address are the publisher's change, announced or not.

Both versions stay in the ledger. The last one speaks; figures that stand only in an earlier
one are told as withdrawn, those that stand only in the last as new.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from concord.evidence import Document, Figure

__all__ = ["ChangedPage", "changed_pages", "page_of", "spoken_by"]


@dataclass(frozen=True, slots=True)
class ChangedPage:
    """A page that its publisher changed.

    Attributes:
        address: where its versions were got.
        before, after: ids of the last two versions.
        withdrawn, new: figures that stand only in the one, or only in the other.
    """

    address: str
    before: str
    after: str
    withdrawn: tuple[Figure, ...]
    new: tuple[Figure, ...]


def page_of(document: Document) -> str:
    """What the versions of a document have in common; a document without address is alone."""
    return document.address or document.id


def spoken_by(documents: Iterable[Document]) -> dict[str, str]:
    """The document that speaks for each page: the last one recorded."""
    return {page_of(document): document.id for document in documents}


def changed_pages(
    documents: Sequence[Document], figures: Mapping[str, Sequence[Figure]]
) -> tuple[ChangedPage, ...]:
    """Every page with more than one version, its last two compared.

    Args:
        documents: in the order in which they were recorded.
        figures: of each document, by its id.
    """
    versions: dict[str, list[str]] = {}
    for document in documents:
        versions.setdefault(page_of(document), []).append(document.id)
    return tuple(
        _changed(address, ids[-2], ids[-1], figures) for address, ids in versions.items() if len(ids) > 1
    )


def _changed(address: str, before: str, after: str, figures: Mapping[str, Sequence[Figure]]) -> ChangedPage:
    old, new = figures.get(before, ()), figures.get(after, ())
    return ChangedPage(address, before, after, tuple(_only_in(old, new)), tuple(_only_in(new, old)))


def _only_in(these: Iterable[Figure], those: Iterable[Figure]) -> Iterable[Figure]:
    """Figures of the one version that the other does not have, number and scope compared."""
    there = {_said(figure) for figure in those}
    return (figure for figure in these if _said(figure) not in there)


def _said(figure: Figure) -> tuple[object, ...]:
    return (
        figure.value,
        figure.value_high,
        figure.unit,
        figure.measure,
        figure.status,
        figure.place,
        figure.period_start,
        figure.period_end,
        figure.party,
    )
