"""Exports over the web: one way from a request to a file, for the page, its links and the API.

The file is made on disk and sent in pieces, so that memory does not grow with it; disclosure
control is asked once for each board. A sealed release tells what the ledger held at its seal.
"""

import tempfile
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from django.http import FileResponse, HttpRequest

from concord.errors import ConcordError
from concord.ledger import Filter
from concord.pipeline.check import Checked, check
from concord.pipeline.exports import Export, export_of
from concord.pipeline.leaving import leaving
from concord.pipeline.questions import asked
from concord.publish.disclosure import Held
from concord.publish.exports.columns import FLOWS
from concord.publish.exports.formats import format_named
from concord.publish.exports.rows import BAR, Row
from concord.web.board import Board, board_of
from concord.web.ledgers import ledger_of, now, situation
from concord.web.models import Release
from concord.web.sealed import board_of_release, day_of_release, moment_of

__all__ = ["NotAnExport", "answered", "backing", "claims_of_ids", "leaving_of"]


class NotAnExport(ConcordError):
    """A flow, release or day that an export cannot be made of; says which."""


def answered(request: HttpRequest, name: str) -> FileResponse:
    """The file of one format for the question of a request.

    Raises:
        UnknownExportFormat, UnclearQuestion, NotAnExport
    """
    chosen = format_named(name)
    told = _export(request)
    stream = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it
    chosen.write(told.table, told.rows, stream, told.about)
    stream.seek(0)
    filename = f"concord-{told.table.name.lower()}.{chosen.ending}"
    return FileResponse(stream, as_attachment=True, filename=filename, content_type=chosen.media_type)


def _export(request: HttpRequest) -> Export:
    flow = request.GET.get("flow") or "claims"
    if flow not in FLOWS:
        raise NotAnExport(f"flow={flow} is neither of {', '.join(FLOWS)}")
    pairs = [(name, value) for name, many in request.GET.lists() for value in many]
    question = asked(pairs)
    release, day = _release(request), _day(request)
    board = board_of_release(request, release) if release else board_of(request)
    moment = moment_of(request, release) if release else day
    checked = board.checked if day is None or release else _checked(request, day)
    today = now().date()
    on = day_of_release(release) if release else day
    held = (
        leaving(checked, situation(), min(on, today)) if on else leaving_of(board)
    )  # no day ahead frees a number
    return export_of(
        flow,
        ledger_of(request),
        checked,
        situation(),
        question,
        today=today,
        as_of=moment,
        site=f"{request.scheme}://{request.get_host()}",
        seal=release.seal if release else "",
        held=held,
    )


def leaving_of(board: Board) -> Held:
    """What of a board may leave today, asked once a day."""
    today = now().date()
    return board.kept(f"leaving {today}", lambda board: leaving(board.checked, situation(), today))


def _checked(request: HttpRequest, moment: date) -> Checked:
    return check(ledger_of(request), situation(), as_of=moment)


def _day(request: HttpRequest) -> date | None:
    text = request.GET.get("as_of", "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise NotAnExport(f"as_of={text} is not a day such as 2025-04-18") from None


def _release(request: HttpRequest) -> Release | None:
    text = request.GET.get("release", "").strip()
    if not text:
        return None
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0
    found: Release | None = Release.objects.filter(number=number).first()
    if found is None:
        raise NotAnExport(f"no release has the number {text}")
    return found


def backing(request: HttpRequest, key: str) -> dict[str, Any] | None:
    """An estimate as its row tells it, with the claims that it rests on; None where there is none."""
    names = FLOWS["account"].names
    rows = _board_rows(request, "account")
    row = next((dict(zip(names, row, strict=True)) for row in rows if row[0] == key), None)
    if row is None:
        return None
    told = {"id": key, **{n: row[n] for n in ("value", "low", "high", "low95", "high95", "definition")}}
    told |= {n: row[n] for n in ("method", "positions", "disclosure")}
    ids = tuple(str(row["claims"]).split(BAR)) if row["claims"] else ()
    return {**told, "claims": claims_of_ids(request, ids)}


def claims_of_ids(request: HttpRequest, ids: Collection[str]) -> list[dict[str, Any]]:
    """The rows of some claims: words, offsets, digest of the document, positions."""
    names, wanted = FLOWS["claims"].names, set(ids)
    found = (dict(zip(names, row, strict=True)) for row in _board_rows(request, "claims"))
    return [
        {
            "id": row["figure_id"],
            "document": row["source_id"],
            "positions": str(row["positions"]).split(BAR) if row["positions"] else [],
            **{n: row[n] for n in ("address", "sha256", "quote", "start", "end", "state")},
        }
        for row in found
        if row["figure_id"] in wanted
    ]


def _board_rows(request: HttpRequest, flow: str) -> Iterator[Row]:
    board = board_of(request)
    held = leaving_of(board)
    ledger, today = ledger_of(request), now().date()
    site = f"{request.scheme}://{request.get_host()}"
    told = export_of(flow, ledger, board.checked, situation(), Filter(), today=today, held=held, site=site)
    return told.rows
