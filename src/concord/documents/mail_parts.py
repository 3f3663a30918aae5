"""How an e-mail is put together: its body, what is attached, and the message without all that.

Whatever the standard library raises on broken messages is one error of ours.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from mimetypes import guess_extension

from concord.documents.errors import BrokenDocument, OversizedDocument
from concord.errors import ConcordError

__all__ = ["KEPT", "attachments", "body_of", "message_of", "payload_of", "told", "without_attachments"]

KEPT = ("subject", "from", "date")  # headers that say what the message is
OF_BODY = ("content-type", "content-transfer-encoding", "content-language")
MOST_PARTS = 1_000
SIGNED_ONLY = ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature")
HEADER = re.compile(rb"^[!-9;-~]+[ \t]*:", re.M)


def attachments(content: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every part that is not the body; a message within is a message.

    Raises:
        BrokenDocument, OversizedDocument: as for the message itself.
    """
    with told(name):
        yield from _attachments(content, name)


def without_attachments(content: bytes, name: str) -> bytes:
    """The message as bytes with its body only, and of its headers those that say what it is.

    Raises:
        BrokenDocument, OversizedDocument: as for the message itself.
    """
    with told(name):
        return _reduced(content, name)


@contextmanager
def told(name: str) -> Iterator[None]:
    """Within this, what the standard library raises (on NULs in a charset) is a broken message."""
    try:
        yield
    except (MemoryError, ConcordError):
        raise
    except Exception as error:
        raise BrokenDocument(name, f"no message could be told in it ({error})") from error


def _attachments(content: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    message = message_of(content, name)
    body = body_of(message, name)
    for number, part in enumerate(_parts(message, name), start=1):
        if part is body or _says_the_same(part, body) or part.get_content_type() in SIGNED_ONLY:
            continue
        called = _filename(part) or f"part-{number}{_usual_suffix(part)}"
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            within = inner[0] if isinstance(inner, list) and inner else None
            yield called, within.as_bytes() if isinstance(within, Message) else b""
        else:
            yield called, payload_of(part)


def _reduced(content: bytes, name: str) -> bytes:
    message = message_of(content, name)
    body = body_of(message, name)
    kept = [(key, value) for key, value in message.raw_items() if key.lower() in KEPT]
    if body is None:
        return _joined(kept, "")
    kept += [(key, value) for key, value in body.raw_items() if key.lower() in OF_BODY]
    payload = body.get_payload()
    return _joined(kept, payload if isinstance(payload, str) else "")


def _joined(headers: list[tuple[str, str]], payload: str) -> bytes:
    lines = [f"{key}: {value}" for key, value in headers]
    return "\n".join([*lines, "", payload]).encode("utf-8", "surrogateescape")


def message_of(content: bytes, name: str) -> Message:
    """The message that the bytes are; bytes without headers are none."""
    if not HEADER.match(content.lstrip()):
        raise BrokenDocument(name, "it does not begin with the headers of a message")
    return message_from_bytes(content)


def _parts(message: Message, name: str) -> Iterator[Message]:
    """Every part that holds bytes or a whole message, in order; a stack, for parts may nest deep."""
    waiting, count = [message], 0
    while waiting:
        part = waiting.pop()
        count += 1
        if count > MOST_PARTS:
            raise OversizedDocument(name, f"the message has more than {MOST_PARTS:,} parts")
        inner = part.get_payload()
        if part.get_content_type() != "message/rfc822" and isinstance(inner, list):
            waiting += [one for one in reversed(inner) if isinstance(one, Message)]
        else:
            yield part


def body_of(message: Message, name: str) -> Message | None:
    """The first plain text that is not attached, else the first page."""
    inline = [part for part in _parts(message, name) if part.get_content_disposition() != "attachment"]
    for kind in ("text/plain", "text/html"):
        for part in inline:
            if part.get_content_type() == kind and not _filename(part) and payload_of(part).strip():
                return part
    return None


def _says_the_same(part: Message, body: Message | None) -> bool:
    """The other form of the body, or an empty one: programs send plain text and page side by side."""
    inline = part.get_content_disposition() != "attachment" and not _filename(part)
    is_page = body is not None and part.get_content_type() == "text/html"
    return inline and (is_page or not payload_of(part).strip())


def payload_of(part: Message) -> bytes:
    """The bytes of a part, unpacked; none of a part that holds parts."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _filename(part: Message) -> str:
    try:
        return str(make_header(decode_header(part.get_filename() or ""))).replace("/", "_").strip()
    except (ValueError, LookupError, TypeError):
        return ""


def _usual_suffix(part: Message) -> str:
    if part.get_content_type() == "message/rfc822":
        return ".eml"
    return guess_extension(part.get_content_type()) or ""
