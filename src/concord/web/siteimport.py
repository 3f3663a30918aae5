"""Days of a file, one by one: each row is kept, was here already, is contested, or is told why not."""

from dataclasses import dataclass
from datetime import date

from concord.committee.personal import PersonalWords
from concord.documents.persons import refuse_person_rows
from concord.sites import Submission, submissions
from concord.web.models import Seat, SiteRow
from concord.web.sitework import KeyInUse, enter

__all__ = ["ImportedRow", "import_days"]


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
        UnreadableSubmissions, NotYourSite
        PersonList: the file is a list of persons; nothing of it is kept.
    """
    found = submissions(content, today)
    refuse_person_rows([list(one.told.values()) for one in found], "submissions")
    return [_imported(row, seat, one) for one in found]


def _imported(row: SiteRow, seat: Seat, one: Submission) -> ImportedRow:
    if one.day is None:
        return ImportedRow(one, "refused", one.mistakes)
    try:
        done = enter(row, seat, one.day, key=one.key, way="form")
    except (PersonalWords, KeyInUse) as refused:
        return ImportedRow(one, "refused", {}, str(refused))
    return ImportedRow(one, done.outcome.value, {}, entry=done.entry.pk)
