"""The printed briefing over the web: what the board or a signed release tells, with what stands beside it.

Sites, reports of conduct and corrections are handed in as strangers may see them. Of a release they are
told as the tables had them when it was signed: rows are only ever added, so a release gives the same
bytes for good. A briefing is made beside the requests and kept with its board.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType

from django.http import HttpRequest

from concord.committee.site_view import SiteView, seen_by_others
from concord.errors import ConcordError
from concord.pipeline.brief import brief, material
from concord.pipeline.brief_beside import with_beside
from concord.pipeline.conduct_rows import ConductRow, conduct_rows
from concord.pipeline.leaving import leaving
from concord.publish.beside import ReleaseMark
from concord.publish.briefing import Briefing
from concord.publish.changes import Changes
from concord.publish.corrections import Correction
from concord.publish.disclosure import rules_of
from concord.publish.languages import texts_of
from concord.publish.print import Sheet, docx, pdf, sheet_of, sheet_page
from concord.web.anticipated import key_of, shelf_of
from concord.web.board import Board, board_of
from concord.web.changing import changes_of_releases, changes_since_release
from concord.web.ledgers import now, situation
from concord.web.models import ConductAnswer, ConductReport, CorrectionStep, Release, SiteEntry, SiteRow
from concord.web.records.sites import present
from concord.web.sealed import board_of_release, day_of_release

__all__ = ["FORMS", "AnnexTooLong", "Form", "printed_briefing"]

DAYS_AHEAD = 14
ANNEX_CLAIMS = 5_000  # more would keep the one worker of the pages busy for minutes
TABLES = (SiteRow, SiteEntry, ConductReport, ConductAnswer, CorrectionStep, Release)


class AnnexTooLong(ConcordError):
    """The annex of so many claims is no page; carries their number."""

    def __init__(self, claims: int) -> None:
        self.claims = claims
        super().__init__(f"the annex of {claims} claims is made by the command: concord brief --annex")


@dataclass(frozen=True, slots=True)
class Form:
    """A form of the briefing: how a sheet becomes its bytes, and what kind of file they are."""

    write: Callable[[Sheet], bytes]
    media_type: str


FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "html": Form(lambda sheet: sheet_page(sheet).encode(), "text/html; charset=utf-8"),
        "pdf": Form(pdf, "application/pdf"),
        "docx": Form(docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    }
)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What is handed in: rows as strangers may see them, changes since the last release, which is told."""

    day: date
    sites: tuple[SiteView, ...]
    conduct: tuple[ConductRow, ...]
    corrections: tuple[Correction, ...]
    changes: Changes | None
    release: ReleaseMark | None
    address: str


def printed_briefing(
    request: HttpRequest, release: Release | None, language: str, form: str, *, annex: bool
) -> bytes:
    """The briefing of now, or of a release, in one language and form.

    Raises:
        InTheMaking, TooManyAtOnce: not yet; AnnexTooLong: there are too many claims for an annex.
    """
    board = board_of(request) if release is None else board_of_release(request, release)
    if annex and len(board.figures) > ANNEX_CLAIMS:
        raise AnnexTooLong(len(board.figures))
    handed = _handed(request, board, release)
    asked = {"language": language, "form": form, "annex": annex, "release": handed.release, "day": handed.day}
    key = key_of("briefing", {**asked, "address": handed.address, "rows": _versions(release)})
    return shelf_of(board).ask(key, lambda: _printed(board, handed, language, form, annex=annex))


def _printed(board: Board, handed: _Beside, language: str, form: str, *, annex: bool) -> bytes:
    made = board.kept(f"briefing {handed.day}", lambda one: _with_days_ahead(one, handed.day))
    told = with_beside(
        made,
        board.checked,
        situation(),
        sites=handed.sites,
        conduct=handed.conduct,
        corrections=handed.corrections,
        release=handed.release,
        address=handed.address,
    )
    told = replace(told, expected=made.expected)
    drawn = material(board.checked, told, situation())
    return FORMS[form].write(sheet_of(told, drawn, texts_of(language), changes=handed.changes, annex=annex))


def _with_days_ahead(board: Board, day: date) -> Briefing:
    """The figures with the days ahead, which take seconds: made once for every language and form."""
    made = brief(board.checked, situation(), as_of=day)
    return with_beside(made, board.checked, situation(), ahead=DAYS_AHEAD)


def _handed(request: HttpRequest, board: Board, release: Release | None) -> _Beside:
    until = release.at if release else now()
    day = day_of_release(release) if release else now().date()
    return _Beside(
        day=day,
        sites=tuple(_sites(until, day)),
        conduct=_conduct(until, day),
        corrections=tuple(_corrections(board, until, day)),
        changes=_changes(request, release),
        release=ReleaseMark(release.number, release.digest) if release else None,
        address=f"{request.scheme}://{request.get_host()}/",
    )


def _sites(until: datetime, day: date) -> Iterable[SiteView]:
    """Every site as strangers could see it on a day, of what was entered until then."""
    entries: dict[int, list[SiteEntry]] = {}
    for entry in SiteEntry.objects.filter(at__lte=until):
        entries.setdefault(entry.site_id, []).append(entry)
    for row in SiteRow.objects.filter(at__lte=until):
        days = [one.told for one in present(entries.get(row.pk, ())).values()]
        yield seen_by_others(row.pk, row.site, days, situation(), rules_of(), day)


def _conduct(until: datetime, day: date) -> tuple[ConductRow, ...]:
    """Reports with their answers as they stood, as far as they could be told on a day."""
    answers: dict[int, list[ConductAnswer]] = {}
    for answer in ConductAnswer.objects.filter(at__lte=until).select_related("seat").order_by("at", "id"):
        answers.setdefault(answer.report_id, []).append(answer)
    reports = ConductReport.objects.filter(at__lte=until).order_by("id")
    told = ((one.report, [answer.answer for answer in answers.get(one.pk, ())]) for one in reports)
    return conduct_rows(told, situation(), day)


def _corrections(board: Board, until: datetime, day: date) -> Iterable[Correction]:
    """The steps taken until then about figures that are told; a party stands for the office that took it."""
    held = board.kept(f"leaving {day}", lambda one: leaving(one.checked, situation(), day))
    for row in CorrectionStep.objects.filter(at__lte=until).select_related("seat"):
        if row.claim not in held.waiting and row.claim not in held.claims:
            yield replace(row.step, by=row.party)


def _changes(request: HttpRequest, release: Release | None) -> Changes | None:
    """Since the release before; since the newest one for what is known now."""
    found = Release.objects.select_related("revision").order_by("-number")
    before = found.first() if release is None else found.filter(number__lt=release.number).first()
    if before is None:
        return None
    noted = (
        changes_since_release(request, before)
        if release is None
        else changes_of_releases(request, before, release)
    )
    return noted.changes


def _versions(release: Release | None) -> list[int]:
    """How far the tables have grown; of a release nothing grows."""
    return [] if release else [model._default_manager.count() for model in TABLES]
