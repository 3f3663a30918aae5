"""ZIP containers and the XML in them, opened with limits: what several formats are packed in.

Sizes are held against what is unpacked, not against what the container declares. XML that
declares a document type is refused: no office program writes one, and entities are how a
small file grows to fill a memory (billion laughs) or reaches for other files (XXE).
"""

import io
import re
import zipfile
from xml.etree import ElementTree

from concord.documents.errors import BrokenDocument, EncryptedDocument, OversizedDocument

__all__ = ["MAX_PART", "MAX_UNPACKED", "check_container", "open_container", "part_of", "xml_tree"]

MAX_UNPACKED = 400_000_000  # bytes; small files that unpack to more are made to fill a memory
MAX_PART = 100_000_000  # bytes of one XML part; a tree in memory takes several times its text
DECLARES = re.compile(rb"<!\s*(DOCTYPE|ENTITY)")
WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")  # UTF-16, with a mark or without
ENCRYPTED = 0x1  # flag of a part
BAD = (zipfile.BadZipFile, KeyError, NotImplementedError, EOFError, OSError, ValueError, RuntimeError)


def check_container(content: bytes, name: str) -> None:
    """Refuse a container that is broken, unpacks to too much or holds XML with entities.

    Raises:
        BrokenDocument: not a sound ZIP container, or a part of it declares a document type.
        OversizedDocument: more than MAX_UNPACKED bytes unpacked.
    """
    with open_container(content, name) as container:
        for part in container.infolist():
            if part.filename.endswith((".xml", ".rels")) and not part.flag_bits & ENCRYPTED:
                _check_declarations(_opening(container, part, name), name)


def open_container(content: bytes, name: str) -> zipfile.ZipFile:
    """The container, its directory read.

    Raises:
        BrokenDocument: not a sound ZIP container.
        OversizedDocument: it declares more than MAX_UNPACKED bytes.
    """
    try:
        container = zipfile.ZipFile(io.BytesIO(content))
    except BAD as error:
        raise BrokenDocument(name, f"the container is broken ({error})") from None
    unpacked = sum(part.file_size for part in container.infolist())
    if unpacked > MAX_UNPACKED:
        raise OversizedDocument(name, f"{unpacked:,} bytes unpacked, and {MAX_UNPACKED:,} are the limit")
    return container


def part_of(
    container: zipfile.ZipFile, part: str | zipfile.ZipInfo, name: str, most: int = MAX_PART
) -> bytes:
    """The bytes of one part.

    Raises:
        BrokenDocument: it is not there, or cannot be unpacked.
        EncryptedDocument: it opens only with a password.
        OversizedDocument: more than ``most`` bytes.
    """
    called = part if isinstance(part, str) else part.filename
    try:
        info = container.getinfo(part) if isinstance(part, str) else part
        if info.flag_bits & ENCRYPTED:
            raise EncryptedDocument(name, "it opens only with a password")
        with container.open(info) as packed:
            content = packed.read(most + 1)
    except BAD as error:
        raise BrokenDocument(name, f"its part {called!r} cannot be unpacked ({error})") from None
    except Exception as error:
        if type(error).__module__ in ("zlib", "_lzma", "lzma", "bz2"):
            raise BrokenDocument(name, f"its part {called!r} cannot be unpacked ({error})") from None
        raise
    if len(content) > most:
        raise OversizedDocument(name, f"its part {called!r} has more than {most:,} bytes")
    return content


def xml_tree(content: bytes, name: str) -> ElementTree.Element:
    """The tree of an XML part.

    Raises:
        BrokenDocument: not well-formed, or it declares a document type.
    """
    _check_declarations(content, name)
    try:
        return ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise BrokenDocument(name, f"its XML is broken ({error})") from None


def _check_declarations(content: bytes, name: str) -> None:
    if content.startswith(WIDE):
        content = content.decode("utf-16", "replace").encode()
    if DECLARES.search(content):
        raise BrokenDocument(name, "its XML declares a document type, which no office program writes")


def _opening(container: zipfile.ZipFile, part: zipfile.ZipInfo, name: str, most: int = 65_536) -> bytes:
    """The first bytes of a part: a document type stands before everything else."""
    try:
        with container.open(part) as packed:
            return packed.read(most)
    except Exception as error:  # whatever the packing raises, the part is broken
        raise BrokenDocument(name, f"its part {part.filename!r} cannot be unpacked ({error})") from None
