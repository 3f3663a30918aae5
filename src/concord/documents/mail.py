"""E-mail: subject, date and the body as text; what is attached are documents of their own.

Of the sender the organisation is kept (the domain of the address), not the person: the name is
told as byline and no more. To whom a message went is in no part of the document.
"""

from datetime import datetime
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from concord.documents.encoding import Undecodable, decode
from concord.documents.errors import BrokenDocument, EmptyDocument
from concord.documents.found import Caveat, Doubt, Found
from concord.documents.html import read_html
from concord.documents.mail_parts import KEPT, body_of, message_of, payload_of, told
from concord.evidence import PartialDate

__all__ = ["read_mail"]

LONGEST_HEADER = 5_000  # characters; a longer one says nothing, and takes long to unfold


def read_mail(content: bytes, name: str) -> Found:
    """The body: its plain text, or its page where it has only that.

    Raises:
        BrokenDocument: no message, or no body in characters that could be told.
        EmptyDocument: attachments only.
        OversizedDocument: more than MOST_PARTS parts.
    """
    with told(name):
        return _read(content, name)


def _read(content: bytes, name: str) -> Found:
    message = message_of(content, name)
    body = body_of(message, name)
    if body is None:
        raise EmptyDocument(name, "the message has no words of its own")
    bytes_of_body, charset = payload_of(body), body.get_content_charset()
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
