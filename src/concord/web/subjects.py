"""Subjects of an agenda: as they are offered, as they come on it, and the page that each is about."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from concord.committee.agenda import Item, ItemKind
from concord.evidence import Statement
from concord.web.board import Board
from concord.web.drawn import all_demands, on_agenda, statements_by_id
from concord.web.happenings import address_of
from concord.web.ledgers import now
from concord.web.models import (
    AgendaItem,
    Meeting,
    Seat,
)
from concord.web.wording import words_said

__all__ = ["OF_A_KIND", "offered", "put_on_agenda", "replies_of", "subject_page"]

OF_A_KIND = 8  # subjects of one kind offered at once; the rest is counted


def offered(items: Any) -> list[tuple[str, list[Item], int]]:
    """Subjects by kind: the first few, and how many more there are."""
    by_kind: dict[str, list[Item]] = {}
    for item in items:
        by_kind.setdefault(item.kind.value, []).append(item)
    return [(kind, found[:OF_A_KIND], max(0, len(found) - OF_A_KIND)) for kind, found in by_kind.items()]


def put_on_agenda(request: HttpRequest, meeting: Meeting, drawn: tuple[Item, ...], seat: Seat) -> int:
    """Chosen subjects as they stand now, then subjects in own words, one a line; how many came on."""
    by_name = {f"{item.kind.value}:{item.key}": item for item in drawn}
    there = on_agenda(meeting) if meeting.pk else set()
    chosen = [by_name[name] for name in dict.fromkeys(request.POST.getlist("item")) if name in by_name]
    chosen += [Item(ItemKind.OWN, "", line) for line in _lines(words_said(request, "own"))]
    fresh = [item for item in chosen if (item.kind.value, item.key) not in there]
    for item in fresh:
        AgendaItem(
            at=now(),
            meeting=meeting,
            kind=item.kind.value,
            key=item.key,
            words=item.words[:1_000],
            parties=list(item.parties),
            seat=seat,
        ).save()
    return len(fresh)


def subject_page(item: AgendaItem, board: Board | None) -> str:
    """The page of what a subject is about; empty where it has none."""
    if item.kind == ItemKind.DEMAND.value:
        found = statements_by_id(board).get(item.key) if board else None
        return f"/documents/{found.document}/#s-{found.id}" if found else ""
    return "" if item.kind == ItemKind.OWN.value else address_of(item.kind, item.key)


def replies_of(board: Board | None) -> Mapping[str, tuple[Statement, ...]]:
    """Words that may answer a demand, by the demand's id."""
    return {one.statement.id: one.replies for one in all_demands(board) if one.replies} if board else {}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
