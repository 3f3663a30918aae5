"""Evidence that an action is done: the page where it stands, and whether it is there at all."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from concord.committee.actions import ActionRefused, Evidence, EvidenceKind
from concord.ledger import NotInLedger
from concord.web.board import BoardInTheMaking, board_of
from concord.web.ledgers import ledger_of
from concord.web.models import FindingEvent, Release

__all__ = ["evidence_link", "require_there"]

PAGES = {"figure": "/figures/{}/", "document": "/documents/{}/", "finding": "/findings/{}/"}


def evidence_link(evidence: Evidence | None) -> tuple[Evidence, str] | None:
    """Evidence with the address of its page."""
    if evidence is None:
        return None
    match evidence.kind:
        case EvidenceKind.ADDRESS:
            return evidence, evidence.key
        case EvidenceKind.RELEASE:
            return evidence, f"/releases/{int(evidence.key)}/"
        case _:
            return evidence, PAGES[evidence.kind.value].format(evidence.key)


def require_there(request: HttpRequest, shown: Evidence) -> None:
    """Evidence in our own record must be there.

    Raises:
        ActionRefused
    """
    if not _is_there(request, shown):
        raise ActionRefused(
            _("That evidence is not in this record: open it, and copy the address of its page.")
        )


def _is_there(request: HttpRequest, shown: Evidence) -> bool:
    try:
        match shown.kind:
            case EvidenceKind.FIGURE:
                return bool(ledger_of(request).figure(shown.key))
            case EvidenceKind.DOCUMENT:
                return bool(ledger_of(request).document(shown.key))
            case EvidenceKind.FINDING:
                acted_on = FindingEvent.objects.filter(finding=shown.key).exists()
                return acted_on or shown.key in board_of(request).findings
            case EvidenceKind.RELEASE:
                return len(shown.key) < 9 and Release.objects.filter(number=int(shown.key)).exists()
            case EvidenceKind.ADDRESS:
                return True
    except (NotInLedger, BoardInTheMaking):
        return False
