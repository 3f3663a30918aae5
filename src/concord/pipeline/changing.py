"""Changing: two states of the ledger to the changes between them, each with its reason.

The reasons are those that the ledger knows: whether a document was there, whose word took a claim
out, which page its publisher changed, which print speaks for another, whose reading was corrected.
"""

from collections.abc import Iterator

from concord.committee import View
from concord.pipeline.check import Checked
from concord.publish.briefing import Briefing
from concord.publish.changes import Changes, Reason, changes_between

__all__ = ["changing"]


def changing(before: Checked, earlier: Briefing, after: Checked, later: Briefing) -> Changes:
    """What the later briefing tells otherwise than the earlier one, each made of what was checked."""
    return changes_between(
        earlier,
        later,
        reasons={**dict(_gone(before, after)), **dict(_come(before, after))},  # what is there did not go
        corrected=_corrected(before, after),
    )


def _corrected(before: Checked, after: Checked) -> dict[str, str]:
    """A corrected reading has an id of its own: the id before by the id after, for the same words."""
    old = {view.id: view.figure.id for view in before.views}
    return {
        view.figure.id: old[view.id]
        for view in after.views
        if view.id in old and old[view.id] != view.figure.id
    }


def _come(before: Checked, after: Checked) -> Iterator[tuple[str, Reason]]:
    known = {document.id for document in before.documents}
    now = {figure.id for figure in after.figures}
    for view in after.views:
        if view.figure.id not in now:
            continue
        reason = Reason.COUNTS_AGAIN if view.figure.document in known else Reason.NOT_KNOWN
        yield view.figure.id, reason


def _gone(before: Checked, after: Checked) -> Iterator[tuple[str, Reason]]:
    now = {view.id: view for view in after.views}
    changed = {page.before for page in after.changed_pages}
    for view in before.views:
        yield view.figure.id, _why_gone(view, now.get(view.id), after, changed)


def _why_gone(view: View, now: View | None, after: Checked, changed: set[str]) -> Reason:
    if now is None:
        return Reason.PAGE_CHANGED if view.figure.document in changed else Reason.NO_PART
    if now.id in after.echoes or now.repeats is not None:
        return Reason.REPEATS
    return Reason.NO_PART if now.takes_part else Reason.SET_ASIDE
