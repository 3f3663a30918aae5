"""HTML: the main text of a page without its menus, and what the page says of itself.

trafilatura tells the main text from menus and teasers; it keeps list items and tables
that others drop. What it is known to lose is put into a form that it keeps beforehand.
"""

import re
from copy import deepcopy
from dataclasses import replace
from typing import Any

from concord.documents.encoding import Undecodable, decode
from concord.documents.errors import BrokenDocument, MissingLibrary, OversizedDocument
from concord.documents.found import Caveat, Doubt, Found
from concord.documents.html_facts import with_facts
from concord.documents.html_lines import lines_of
from concord.documents.html_spans import lay_out_tables

__all__ = ["MAX_HTML_BYTES", "read_html"]

MAX_HTML_BYTES = 10_000_000  # bytes; a tree in memory takes some twenty times its page
SHORT_PAGE = 1_000  # characters; below, trafilatura (2.3) flattens tables, and there is little to leave out
CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)""", re.I)
CHARSET_WITHIN = 4096  # bytes; browsers stop looking after 1024
FOOTNOTE_MARK = re.compile(r"[\d۰-۹٠-٩]{1,3}")
TOO_DEEP = Caveat(
    Doubt.PARTIAL, "its elements lie in each other deeper than browsers read; the rest was left out"
)
NEVER_MAIN = ("aside", "footer", "form", "nav", "noscript", "script", "style", "template", "title")


def read_html(content: bytes, name: str, charset: str | None = None) -> Found:
    """The main text, with title, byline, publisher, date, language and address as the page declares them.

    A paragraph, a list item and a table row are a line each, cells set apart by `` | `` and
    each in its column, however cells beside and above it are spanned. ``charset`` is what the
    server said, which goes before what the page declares.

    Raises:
        BrokenDocument: no page could be built from the bytes.
        OversizedDocument: more than MAX_HTML_BYTES.
        MissingLibrary: the extra ``html`` is not installed.
    """
    if len(content) > MAX_HTML_BYTES:
        raise OversizedDocument(
            name, f"{len(content):,} bytes, and {MAX_HTML_BYTES:,} are the limit of a page"
        )
    characters = _characters(content, name, charset)
    try:
        import trafilatura  # noqa: F401  # lxml comes with it
    except ImportError:
        raise MissingLibrary(name, "html") from None
    try:
        page, too_deep = _page(characters)
        found = with_facts(_main_text(page), page)
    except MemoryError:
        raise
    except Exception as error:  # foreign parsers on hostile pages: whatever they raise, there is no page
        raise BrokenDocument(name, f"no page could be built from it ({error})") from error
    return replace(found, caveats=(TOO_DEEP,)) if too_deep else found


def _characters(content: bytes, name: str, charset: str | None) -> str:
    in_page = CHARSET.search(content[:CHARSET_WITHIN])
    declared = charset or (in_page[1].decode("ascii") if in_page else None)
    try:
        return decode(content, declared)
    except Undecodable as error:
        raise BrokenDocument(name, str(error)) from None


def _page(characters: str) -> tuple[Any, bool]:
    """The tree, and whether the parser gave up on what lies too deep in it."""
    from lxml import html  # type: ignore[import-untyped,unused-ignore]

    # Encoded again: the parser would otherwise believe a charset in the page over the one that was found.
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    page = html.document_fromstring(characters.encode(), parser=parser)
    return page, any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)


def _main_text(page: Any) -> str:
    import trafilatura

    whole = _without_frame(page)
    _set_apart(whole)
    plain = lines_of(whole)
    if len(plain) < SHORT_PAGE:
        return plain
    main: Any = trafilatura.bare_extraction(whole, fast=True, include_comments=False, include_tables=True)
    return plain if main is None else lines_of(main.body)


def _without_frame(page: Any) -> Any:
    whole = deepcopy(page)
    for element in list(whole.iter(*NEVER_MAIN)):
        if element.getparent() is not None:
            element.drop_tree()
    return whole


def _set_apart(page: Any) -> None:
    """Put into a safe form what would be lost or run together."""
    for mark in page.iter("sup"):
        if FOOTNOTE_MARK.fullmatch((mark.text or "").strip()):  # 907,391 with note 1 is not 9,073,911
            mark.text = f" [{mark.text.strip()}]"
    for item in page.xpath("//td//li | //th//li | //figcaption"):  # trafilatura 2.3 drops both
        item.tag = "p"
    for holder in page.xpath("//td//ul | //td//ol | //th//ul | //th//ol | //figure"):
        holder.tag = "div"
    lay_out_tables(page)
