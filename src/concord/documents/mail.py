"""E-mail: subject, date and the body as text; what is attached are documents of their own.

Of the sender the organisation is kept (the domain of the address), not the person: the name is
told as byline and no more. To whom a message went is in no part of the document.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from concord.documents.encoding import Undecodable, decode
from concord.documents.errors import BrokenDocument, EmptyDocument, OversizedDocument
from concord.documents.found import Caveat, Doubt, Found
from concord.documents.html import read_html
from concord.errors import ConcordError
from concord.evidence import PartialDate

__all__ = ["attachments", "read_mail", "without_attachments"]

KEPT = ("subject", "from", "date")  # headers that say what the message is
OF_BODY = ("content-type", "content-transfer-encoding", "content-language")
MOST_PARTS = 1_000
LONGEST_HEADER = 5_000  # characters; a longer one says nothing, and takes long to unfold
SIGNED_ONLY = ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature")
HEADER = re.compile(rb"^[!-9;-~]+[ \t]*:", re.M)


def read_mail(content: bytes, name: str) -> Found:
    """The body: its plain text, or its page where it has only that.

    Raises:
        BrokenDocument: no message, or no body in characters that could be told.
        EmptyDocument: attachments only.
        OversizedDocument: more than MOST_PARTS parts.
    """
    with _told(name):
        return _read(content, name)


def attachments(content: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every part that is not the body; a message within is a message.

    Raises:
        BrokenDocument, OversizedDocument: as for the message itself.
    """
    with _told(name):
        yield from _attachments(content, name)


def without_attachments(content: bytes, name: str) -> bytes:
    """The message as bytes with its body only, and of its headers those that say what it is.

    Raises:
        BrokenDocument, OversizedDocument: as for the message itself.
    """
    with _told(name):
        return _reduced(content, name)


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Whatever the standard library raises on broken messages (NULs in a charset) is one error of ours."""
    try:
        yield
    except (MemoryError, ConcordError):
        raise
    except Exception as error:
        raise BrokenDocument(name, f"no message could be told in it ({error})") from error


def _read(content: bytes, name: str) -> Found:
    message = _message(content, name)
    body = _body(message, name)
    if body is None:
        raise EmptyDocument(name, "the message has no words of its own")
    bytes_of_body, charset = _payload(body), body.get_content_charset()
    try:
        page = body.get_content_type() == "text/html"
        text = read_html(bytes_of_body, name, charset).text if page else decode(bytes_of_body, charset)
    except Undecodable as error:
        raise BrokenDocument(name, str(error)) from None
    said = {header: _header(message, header) for header in KEPT}
    sender, address = parseaddr(said["from"])
    return Found(
        text=text.replace("\r\n", "\n"),
        title=said["subject"] or None,
        publisher=address.rpartition("@")[2].lower() or None,
        published=_day(said["date"]),
        language=body.get("content-language"),
        byline=sender or None,
        caveats=_caveats(body),
    )


def _attachments(content: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    message = _message(content, name)
    body = _body(message, name)
    for number, part in enumerate(_parts(message, name), start=1):
        if part is body or _says_the_same(part, body) or part.get_content_type() in SIGNED_ONLY:
            continue
        called = _filename(part) or f"part-{number}{_usual_suffix(part)}"
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            within = inner[0] if isinstance(inner, list) and inner else None
            yield called, within.as_bytes() if isinstance(within, Message) else b""
        else:
            yield called, _payload(part)


def _reduced(content: bytes, name: str) -> bytes:
    message = _message(content, name)
    body = _body(message, name)
    kept = [(key, value) for key, value in message.raw_items() if key.lower() in KEPT]
    if body is None:
        return _joined(kept, "")
    kept += [(key, value) for key, value in body.raw_items() if key.lower() in OF_BODY]
    payload = body.get_payload()
    return _joined(kept, payload if isinstance(payload, str) else "")


def _joined(headers: list[tuple[str, str]], payload: str) -> bytes:
    lines = [f"{key}: {value}" for key, value in headers]
    return "\n".join([*lines, "", payload]).encode("utf-8", "surrogateescape")


def _message(content: bytes, name: str) -> Message:
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


def _body(message: Message, name: str) -> Message | None:
    """The first plain text that is not attached, else the first page."""
    inline = [part for part in _parts(message, name) if part.get_content_disposition() != "attachment"]
    for kind in ("text/plain", "text/html"):
        for part in inline:
            if part.get_content_type() == kind and not _filename(part) and _payload(part).strip():
                return part
    return None


def _says_the_same(part: Message, body: Message | None) -> bool:
    """The other form of the body, or an empty one: programs send plain text and page side by side."""
    inline = part.get_content_disposition() != "attachment" and not _filename(part)
    is_page = body is not None and part.get_content_type() == "text/html"
    return inline and (is_page or not _payload(part).strip())


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _filename(part: Message) -> str:
    try:
        return str(make_header(decode_header(part.get_filename() or ""))).replace("/", "_").strip()
    except (ValueError, LookupError, TypeError):
        return ""


def _usual_suffix(part: Message) -> str:
    from mimetypes import guess_extension

    if part.get_content_type() == "message/rfc822":
        return ".eml"
    return guess_extension(part.get_content_type()) or ""


def _header(message: Message, name: str) -> str:
    raw = message.get(name)
    if raw is not None and len(str(raw)) > LONGEST_HEADER:
        return ""
    try:
        return " ".join(str(make_header(decode_header(raw))).split()) if raw is not None else ""
    except (ValueError, LookupError, TypeError):  # an encoding that does not exist: the words as they stand
        return " ".join(str(raw).split())


def _day(said: str) -> PartialDate | None:
    """The sender's own day, as written, without moving it to another time zone."""
    try:
        moment: datetime = parsedate_to_datetime(said)
        return PartialDate.of(moment.date())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _caveats(body: Message) -> tuple[Caveat, ...]:
    found = sorted({type(defect).__name__ for defect in body.defects})
    words = f"the body of the message is damaged ({', '.join(found)})"
    return (Caveat(Doubt.PARTIAL, words),) if found else ()
