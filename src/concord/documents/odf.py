"""OpenDocument: the tree of a file, packed or flat, and the words in it; ODS and ODT build on this.

Read with the standard library: one XML file in a container, or one XML file (FODS, FODT).
"""

from collections.abc import Iterator
from xml.etree import ElementTree

from concord.documents.containers import open_container, part_of, xml_tree
from concord.documents.errors import EncryptedDocument

__all__ = ["NAMESPACES", "content_tree", "said", "tag", "title_of", "words"]

NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}
PACKED = b"PK\x03\x04"
MOST_SPACES = 100  # that one element may stand for


def content_tree(content: bytes, name: str) -> tuple[ElementTree.Element, ElementTree.Element | None]:
    """The tree of the content, and that of the facts about the document where it has any.

    Raises:
        EncryptedDocument: it opens only with a password.
        BrokenDocument: no tree could be built from the bytes.
        OversizedDocument: more than MAX_UNPACKED bytes unpacked.
    """
    if not content.startswith(PACKED):
        flat = xml_tree(content, name)
        return flat, flat
    with open_container(content, name) as container:
        if b"encryption-data" in part_of(container, "META-INF/manifest.xml", name):
            raise EncryptedDocument(name, "it opens only with a password")
        tree = xml_tree(part_of(container, "content.xml", name), name)
        facts = "meta.xml" in container.namelist()
        return tree, xml_tree(part_of(container, "meta.xml", name), name) if facts else None


def title_of(facts: ElementTree.Element | None) -> str | None:
    """The title that the document gives itself."""
    found = facts.findtext(".//office:meta/dc:title", None, NAMESPACES) if facts is not None else None
    return " ".join(found.split()) or None if found else None


def words(part: ElementTree.Element, skipped: frozenset[str] = frozenset()) -> Iterator[str]:
    """The words of a paragraph; tabs, spaces and breaks that are elements are one space each."""
    yield part.text or ""
    for child in part:
        if child.tag in (tag("text:s"), tag("text:tab"), tag("text:line-break")):
            yield " "
        elif child.tag not in skipped:
            yield from words(child, skipped)
        yield child.tail or ""


def said(element: ElementTree.Element, name: str) -> str:
    """An attribute by its usual prefix, or no words."""
    return element.get(tag(name), "")


def tag(name: str) -> str:
    """The full name of what is usually written ``prefix:name``."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"
