"""PDF with a text layer: words by their boxes, lines and columns put together here.

The library's own line text reverses columns on pages that mix directions, so that
Low and High change places; only its characters and their boxes are taken. Its C code
is not safe for threads: read PDFs in one thread a process.
"""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

from concord.documents.errors import (
    BrokenDocument,
    EncryptedDocument,
    MissingLibrary,
    NoTextLayer,
    OversizedDocument,
)
from concord.documents.found import Caveat, Doubt, Found
from concord.documents.pace import tick
from concord.documents.pdf_layout import text_of
from concord.documents.pdf_words import words_of
from concord.documents.recognise import recognised

__all__ = ["MAX_PAGES", "MAX_WORDS", "PAGE_BREAK", "read_pdf"]

MAX_PAGES = 2_000  # pages; some 20 ms each
MAX_WORDS = 20_000  # on one page; a full newspaper page has some 5,000
PAGE_BREAK = "\n\f"
TOLD_PAGES = 10
UNTOLD_SHARE = 0.3  # of characters without a letter in Unicode; sound files have next to none
# What programs fill in: the name of a file is no title.
NO_TITLE = re.compile(r"|untitled|microsoft \w+ - .*|.*\.(docx?|indd|pdf|pptx?|xlsx?)", re.I)
PASSWORD_NEEDED = 4  # FPDF_ERR_PASSWORD


def read_pdf(content: bytes, name: str) -> Found:
    """The text of the pages in reading order, a form feed between pages, and the title.

    A paragraph and a table row are a line each, cells set apart by `` | ``. The creation
    date is that of a file, not of a publication, and is not taken.

    Raises:
        EncryptedDocument: it opens only with a password.
        ScannedDocument: pages are pictures, and the program that tells their letters is not installed.
        NoTextLayer: their fonts do not say which letters they hold.
        OversizedDocument: more than MAX_PAGES, or more than MAX_WORDS on one of them.
        BrokenDocument: the library could not build pages from the bytes.
        MissingLibrary: the extra ``pdf`` is not installed.
    """
    try:
        import pypdfium2
    except ImportError:
        raise MissingLibrary(name, "pdf") from None
    try:
        with closing(pypdfium2.PdfDocument(content)) as pdf:
            if len(pdf) > MAX_PAGES:
                raise OversizedDocument(name, f"{len(pdf):,} pages, and {MAX_PAGES:,} are the limit")
            title = _title(pdf)
            pictures: list[int] = []
            texts = list(_pages(pdf, name, pictures))
            if not any(map(str.strip, texts)):
                return replace(recognised(_drawn(pdf), len(pdf), name), title=title)
    except pypdfium2.PdfiumError as error:
        if error.err_code == PASSWORD_NEEDED:
            raise EncryptedDocument(name, "it opens only with a password") from None
        raise BrokenDocument(name, f"no pages could be built from it ({error})") from None
    text = PAGE_BREAK.join(texts)
    _check_letters(text, name)
    return Found(text, title=title, caveats=_pictures_only(pictures))


def _title(pdf: Any) -> str | None:
    title = pdf.get_metadata_value("Title").strip()
    return None if NO_TITLE.fullmatch(title) else title


def _drawn(pdf: Any) -> Iterator[Any]:
    for page in pdf:
        with closing(page):
            yield page


def _pictures_only(pages: list[int]) -> tuple[Caveat, ...]:
    """Pages of pictures without a word beside pages with words: they may hold figures."""
    told = ", ".join(map(str, pages[:TOLD_PAGES])) + (" and others" if len(pages) > TOLD_PAGES else "")
    words = f"page{'s' if len(pages) > 1 else ''} {told}: pictures without a word, which were not read"
    return (Caveat(Doubt.PARTIAL, words),) if pages else ()


def _is_picture(page: Any) -> bool:
    from pypdfium2 import raw

    return next(iter(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)), None) is not None


def _pages(pdf: Any, name: str, pictures: list[int]) -> Iterator[str]:
    for number, page in enumerate(pdf, start=1):
        tick()
        with closing(page), closing(page.get_textpage()) as textpage:
            words = words_of(textpage, rotation=page.get_rotation())
            if not words and _is_picture(page):
                pictures.append(number)
        if len(words) > MAX_WORDS:
            raise OversizedDocument(
                name, f"{len(words):,} words on page {number}, and {MAX_WORDS:,} are the limit"
            )
        yield text_of(words)


def _check_letters(text: str, name: str) -> None:
    letters = "".join(text.split())
    untold = sum(letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff" for letter in letters)
    if untold / len(letters) > UNTOLD_SHARE:
        raise NoTextLayer(name, "its fonts do not say which letters they hold")
