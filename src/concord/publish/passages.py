"""The paragraphs of a document that a briefing prints, cut from the untouched text.

A short document is printed whole. Of a long one only the paragraphs stand that carry
a figure or a statement, each with its offset, so that every span still finds its words.
"""

import re
from collections.abc import Iterable

from concord.evidence import Document
from concord.publish.briefing import Passage, SourceText

__all__ = ["source_text"]

WHOLE_UP_TO = 8_000  # code points, about three printed pages
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")


def source_text(document: Document, spans: Iterable[tuple[int, int]]) -> SourceText:
    """The document with the paragraphs that these spans touch, or with all if it is short."""
    wanted = tuple(spans)
    paragraphs = [Passage(found.start(), found[0]) for found in _PARAGRAPH.finditer(document.text)]
    whole = len(document.text) <= WHOLE_UP_TO
    return SourceText(
        id=document.id,
        name=document.name,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        language=document.language,
        address=document.address,
        whole=whole,
        passages=tuple(p for p in paragraphs if whole or any(_touches(p, *span) for span in wanted)),
    )


def _touches(passage: Passage, start: int, end: int) -> bool:
    return start < passage.start + len(passage.text) and passage.start < end
