"""Plain text: the text is exactly the characters of the file."""

from concord.documents.encoding import Undecodable, decode
from concord.documents.errors import BrokenDocument
from concord.documents.found import Found

__all__ = ["read_text"]


def read_text(content: bytes, name: str, charset: str | None = None) -> Found:
    """The characters of the bytes; nothing is trimmed and newlines stay as they are.

    Raises:
        BrokenDocument: the bytes are no text.
    """
    try:
        return Found(decode(content, charset))
    except Undecodable as error:
        raise BrokenDocument(name, str(error)) from None
