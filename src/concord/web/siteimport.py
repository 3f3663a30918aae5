"""Days of a file, one by one: each row is kept, was here already, is contested, or is told why not."""

from dataclasses import dataclass
from datetime import date

from concord.committee.personal import PersonalWords
from concord.documents.persons import refuse_person_rows
from concord.sites import Submission, submissions
from concord.web.access import TABLE, Action, Role
from concord.web.models import Seat, SiteRow
from concord.web.sitework import KeyInUse, NotYourSite, enter

__all__ = ["ImportedRow", "import_days", "imported_row", "rows_of"]


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """What became of a row: an outcome of ``enter``, or "refused" with the mistakes."""

    submission: Submission
    outcome: str
    mistakes: dict[str, str]
    words: str = ""
    entry: int | None = None


def import_days(row: SiteRow, seat: Seat, content: bytes, today: date) -> list[ImportedRow]:
    """Keep what can be kept of a file; the other rows are told with their reasons.

    Raises:
        UnreadableSubmissions, NotYourSite, PersonList
    """
    return [imported_row(row, seat, one) for one in rows_of(content, today)]


def rows_of(content: bytes, today: date) -> list[Submission]:
    """The rows of a file.

    Raises:
        UnreadableSubmissions
        PersonList: columns that no question has look like persons; nothing of the file is kept.
    """
    found = submissions(content, today)
    names = list(dict.fromkeys(name for one in found for name, _ in one.strange))
    cells = [[dict(one.strange).get(name, "") for name in names] for one in found]
    refuse_person_rows([names, *cells], "submissions")
    return found


def imported_row(row: SiteRow, seat: Seat, one: Submission) -> ImportedRow:
    """Keep one row.

    Raises:
        NotYourSite: of another party, or the seat's role enters no days.
    """
    if Role(seat.role) not in TABLE[Action.ENTER_SITE_DAY]:
        raise NotYourSite
    if one.day is None:
        return ImportedRow(one, "refused", one.mistakes)
    try:
        done = enter(row, seat, one.day, key=one.key, way="form")
    except (PersonalWords, KeyInUse) as refused:
        return ImportedRow(one, "refused", {}, str(refused))
    return ImportedRow(one, done.outcome.value, {}, entry=done.entry.pk)
