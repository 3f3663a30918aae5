"""Pages as captured: WARC, a file a day, every hop with its request, headers and bytes as they came.

Each exchange is written in one go after it is whole, so a file never ends in half a record of ours. A
body that was captured before is not kept twice: a revisit record names the earlier one.
"""

import io
import os
from pathlib import Path
from typing import Any

import httpx

from concord.evidence import digest
from concord.watching.fetch import Answer, Exchange

__all__ = ["capture"]

FOLDER = "captures"
PROFILE = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
# The body is written as one piece, whatever pieces it came in.
PIECES = frozenset({"transfer-encoding"})


def capture(answer: Answer, folder: Path, agent: str, *, known: str | None = None) -> str:
    """Write an answer, hop by hop; the name of the file below the folder.

    Args:
        known: digest of the body captured last from this address.
    """
    name = f"{FOLDER}/{answer.last.at.date().isoformat()}.warc.gz"
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    writer = _writer(buffer)
    if not path.exists():
        writer.write_record(
            writer.create_warcinfo_record(path.name, {"software": agent, "format": "WARC/1.1"})
        )
    for hop in answer.hops:
        _write(writer, hop, revisited=known is not None and hop is answer.last and digest(hop.body) == known)
    with path.open("ab") as file:
        file.write(buffer.getvalue())
        file.flush()
        os.fsync(file.fileno())
    return name


def _writer(buffer: io.BytesIO) -> Any:
    from warcio.warcwriter import WARCWriter

    writer = WARCWriter(buffer, gzip=True, warc_version="WARC/1.1")
    # warcio 1.8 digests a body through a temporary file that it never closes; bodies are in memory here.
    writer._create_temp_file = io.BytesIO
    return writer


def _write(writer: Any, hop: Exchange, *, revisited: bool) -> None:
    from warcio.statusandheaders import StatusAndHeaders

    moment = hop.at.isoformat(timespec="seconds").replace("+00:00", "Z")
    said = {"WARC-Date": moment, "WARC-IP-Address": hop.address}
    headers = [(f"X-Concord-{key}" if key.casefold() in PIECES else key, value) for key, value in hop.headers]
    answered = StatusAndHeaders(f"{hop.status} {hop.reason}".strip(), headers, protocol="HTTP/1.1")
    if revisited:
        response = writer.create_revisit_record(
            hop.url, _payload_digest(hop), hop.url, moment, http_headers=answered, warc_headers_dict=said
        )
    else:
        response = writer.create_warc_record(
            hop.url, "response", payload=io.BytesIO(hop.body), http_headers=answered, warc_headers_dict=said
        )
    target = httpx.URL(hop.url).raw_path.decode("ascii")
    asked = StatusAndHeaders(f"GET {target} HTTP/1.1", list(hop.request), is_http_request=True)
    request = writer.create_warc_record(
        hop.url, "request", payload=io.BytesIO(), http_headers=asked, warc_headers_dict=dict(said)
    )
    writer.write_request_response_pair(request, response)


def _payload_digest(hop: Exchange) -> str:
    from warcio.utils import Digester

    digester = Digester("sha1")
    digester.update(hop.body)
    return str(digester)
