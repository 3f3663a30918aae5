"""Reprints: agency copy that several papers print is one source, however often it is read.

Two documents are copies of one when they share at least SHARE of the runs of SHINGLE words of the
shorter: cutting a story from below, a new headline and changed words leave most runs whole,
and telling the same event in other words leaves almost none. The share was measured on pairs
written for it (tests/pipeline/reprints.toml): copies share .78 or more, others .04 at most.
The link is found anew from the texts each time; nothing about it is stored.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import scipy.sparse

from concord.evidence import Document, Figure

__all__ = ["SHARE", "echoes", "reprints", "shared"]

SHARE = 0.3  # of the shorter document's runs; between what copies and what retellings share
SHINGLE = 5  # words
LEAST = 12  # runs; a shorter text tells too little of where it comes from
_WORD = re.compile(r"\w+")


def reprints(documents: Sequence[Document]) -> dict[str, str]:
    """Of every document that reprints another, by its id, the id of the first to print it.

    Args:
        documents: in the order in which they were recorded; the earliest published is the first,
            of one day the first recorded.
    """
    order = sorted(range(len(documents)), key=lambda at: (str(documents[at].published or "9"), at))
    ranked = [documents[at] for at in order]
    first: dict[str, str] = {}
    shares = shared([document.text for document in ranked])
    for one, other in zip(*(shares >= SHARE).nonzero(), strict=True):
        if one < other and ranked[other].id not in first:
            first[ranked[other].id] = first.get(ranked[one].id, ranked[one].id)
    return first


def shared(texts: Iterable[str]) -> scipy.sparse.csr_matrix:
    """(texts, texts) the part of the shorter text's runs of words that both have; 0 for short texts."""
    index: dict[int, int] = {}
    runs = [sorted({index.setdefault(run, len(index)) for run in _runs(text)}) for text in texts]
    sizes = np.array([len(one) for one in runs], dtype=np.int64)
    columns = np.array([run for one in runs for run in one], dtype=np.int64)
    rows = np.repeat(np.arange(len(runs)), sizes)
    has = scipy.sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(runs), len(index)))
    common = (has @ has.T).tocoo()
    shorter = np.minimum(sizes[common.row], sizes[common.col])
    enough = shorter >= LEAST
    found = (common.data[enough] / shorter[enough], (common.row[enough], common.col[enough]))
    return scipy.sparse.csr_matrix(found, shape=common.shape)


def echoes(documents: Sequence[Document], figures: Mapping[str, Sequence[Figure]]) -> dict[str, str]:
    """Of every figure that a reprint repeats, by its id, the id of the same figure in the first print.

    Args:
        documents: as for `reprints`.
        figures: of each document, by its id.
    """
    found: dict[str, str] = {}
    for copy, original in reprints(documents).items():
        there = {_said(figure): figure.id for figure in figures.get(original, ())}
        for figure in figures.get(copy, ()):
            if _said(figure) in there:
                found[figure.id] = there[_said(figure)]
    return found


def _runs(text: str) -> Iterable[int]:
    words = [word.casefold() for word in _WORD.findall(text)]
    return (hash(tuple(words[at : at + SHINGLE])) for at in range(len(words) - SHINGLE + 1))


def _said(figure: Figure) -> tuple[object, ...]:
    """The number as written with what it counts; the day may be told otherwise by the next morning."""
    return figure.text, figure.value, figure.unit, figure.measure, figure.status
