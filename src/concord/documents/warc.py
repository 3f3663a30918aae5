"""WARC: each page that was captured is a document with its address and the moment of capture.

Read as a stream, one record in memory at a time: archives are larger than any memory.
Only what a server sent as found (status 200) and resources are documents; requests, redirects,
error pages, repeated captures and the archive's own notes are passed over.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from concord.documents.errors import BrokenDocument, MissingLibrary, OversizedDocument, UnreadableDocument

__all__ = ["Capture", "captures"]

GZIP = b"\x1f\x8b"
AT_ONCE = 1_000_000  # bytes unpacked at once while looking for the end
DOCUMENTS = ("response", "resource")
SUFFIXES = {
    "text/plain": ".txt",
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/json": ".json",
    "message/rfc822": ".eml",
}


@dataclass(frozen=True, slots=True)
class Capture:
    """One captured page, or the error that says why its bytes are not there."""

    address: str
    retrieved: str | None
    name: str
    charset: str | None
    content: bytes
    error: UnreadableDocument | None = None


def captures(stream: IO[bytes], name: str, most: int) -> Iterator[Capture]:
    """The pages in the order of the archive.

    Args:
        most: bytes of one page; of a longer one only the error is given.
    Raises:
        BrokenDocument: the archive is damaged here; what came before is sound.
        MissingLibrary: the extra ``feeds`` is not installed.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError:
        raise MissingLibrary(name, "feeds") from None
    count, whole = 0, _Whole(stream)
    try:
        records = ArchiveIterator(whole)
        for record in records:
            count += 1
            if record.rec_type in DOCUMENTS and _was_found(record):
                yield _capture(record, name, most)
    except (MemoryError, GeneratorExit):
        raise
    except Exception as error:  # the library raises whatever its parsers meet on broken records
        raise BrokenDocument(name, f"the archive is damaged after record {count} ({error})") from error
    if not count:
        raise BrokenDocument(name, "there is no record in the archive")
    if records.err_count:  # it goes on behind them, and says so on a terminal that nobody sees
        raise BrokenDocument(name, f"{records.err_count} of its records have another length than they say")
    if not whole.ended:  # the library passes over in silence what an archive lost at its end
        raise BrokenDocument(name, f"the archive is cut off after record {count}")


class _Whole:
    """The bytes of an archive as they are, watched for the end of the last packed record."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._packed = stream.read(len(GZIP)) == GZIP
        self._member: Any = None  # what unpacks the record that has begun and not ended
        stream.seek(0)

    def read(self, size: int) -> bytes:
        content = self._stream.read(size)
        if self._packed:
            self._watch(content)
        return content

    @property
    def ended(self) -> bool:
        """Whether nothing is missing of the last record; True of an archive that is not packed."""
        return self._member is None

    def _watch(self, content: bytes) -> None:
        while content:
            member = self._member or zlib.decompressobj(zlib.MAX_WBITS | 16)
            member.decompress(content, AT_ONCE)
            while member.unconsumed_tail and not member.eof:
                member.decompress(member.unconsumed_tail, AT_ONCE)
            content = member.unused_data if member.eof else b""
            self._member = None if member.eof else member


def _was_found(record: Any) -> bool:
    return record.http_headers is None or record.http_headers.get_statuscode() == "200"


def _capture(record: Any, name: str, most: int) -> Capture:
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    content = record.content_stream().read(most + 1)
    error: UnreadableDocument | None = None
    if len(content) > most:
        error = OversizedDocument(f"{name}/{address}", f"more than {most:,} bytes")
    elif getattr(record.raw_stream, "limit", 0) > 0 and not record.raw_stream.read(1):
        error = BrokenDocument(f"{name}/{address}", "the archive ends in the middle of it")
    media_type, charset = _kind(record)
    return Capture(
        address=address,
        retrieved=record.rec_headers.get_header("WARC-Date"),
        name=_name(address, media_type),
        charset=charset,
        content=b"" if error else content,
        error=error,
    )


def _name(address: str, media_type: str) -> str:
    """The last part of the address, with the ending of the kind that the server said."""
    last = address.partition("?")[0].partition("#")[0].rpartition("/")[2] or "page"
    ending = SUFFIXES.get(media_type, "")
    return last if last.lower().endswith(ending) else last + ending


def _kind(record: Any) -> tuple[str, str | None]:
    """Media type and charset as the server said them."""
    headers = record.http_headers if record.http_headers is not None else record.rec_headers
    said = headers.get_header("Content-Type") or ""
    media_type, _, rest = said.partition(";")
    charset = rest.partition("charset=")[2].split(";")[0].strip(" \"'")
    return media_type.strip().lower(), charset or None
