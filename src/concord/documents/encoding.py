"""Bytes to characters: the byte-order mark, what is declared, UTF-8, then one rule.

A declaration of one byte a letter fits any bytes. It is not believed where the bytes are
well-formed UTF-8 with letters beyond ASCII: prose in windows-125x is that by chance once in
many thousand pages, and templates that declare the wrong encoding are common.

Statistical detectors disagree on short texts and depend on what is installed; the
rule for old encodings here is the same everywhere. Reports of this field that are
not in Unicode are in windows-1252 (Latin) or windows-1256 (Arabic, Persian, Urdu):
in the first the bytes above 127 are rare, in the second they are most letters.
"""

import codecs
import string
from collections.abc import Iterator

__all__ = ["Undecodable", "decode"]

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with theirs
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
READ_AS_WINDOWS = {"ascii", "iso8859-1"}  # pages that declare these hold windows-1252 (WHATWG Encoding)
# A declaration that could be read byte by byte is not in UTF-16, whatever it says.
BELIEVED = ("utf-8", "cp125", "iso8859", "koi8", "mac")
ASCII, LATIN_LETTERS = bytes(range(128)), string.ascii_letters.encode()
ARABIC_SHARE = 0.5  # of letter bytes; prose in either script lies far to one side


class Undecodable(ValueError):
    """No encoding considered gives characters for these bytes."""


def decode(content: bytes, declared: str | None = None) -> str:
    """The characters of the bytes, newlines as they are, a byte-order mark left out.

    Raises:
        Undecodable: neither a mark, nor ``declared``, nor UTF-8, nor the rule fits.
    """
    for encoding in _candidates(content, declared):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Undecodable("its bytes are not text in UTF-8 nor in an encoding that could be told")


def _candidates(content: bytes, declared: str | None) -> Iterator[str]:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            yield encoding
            return
    known = _python_name(declared) if declared else None
    if known in (None, "utf-8") or not content.isascii():
        yield "utf-8"
    if known:
        yield known
    if not known or not content.isascii():
        yield _old_encoding(content)


def _python_name(declared: str) -> str | None:
    try:
        name = codecs.lookup(declared.strip()).name
    except (LookupError, ValueError):  # ValueError: a NUL in the name
        return None
    if name in READ_AS_WINDOWS:
        return "cp1252"
    return name if name.startswith(BELIEVED) else None


def _old_encoding(content: bytes) -> str:
    high = len(content.translate(None, ASCII))
    letters = high + len(content) - len(content.translate(None, LATIN_LETTERS))
    return "cp1256" if letters and high / letters > ARABIC_SHARE else "cp1252"
