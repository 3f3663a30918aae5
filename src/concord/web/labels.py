"""Words for the states and kinds of meetings, actions and notices, so that each is translated as a whole."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from concord.committee.notices import NoticeKind, Reach

__all__ = [
    "ACTS",
    "CORRECTION_STATES",
    "CORRECTION_STEPS",
    "EVIDENCE",
    "LABELS",
    "NOTICES",
    "REASONS",
    "STATES",
    "SUBJECTS",
]

Label = str | Promise

SUBJECTS: dict[str, Label] = {
    "action": _("Overdue action"),
    "proposal": _("Proposal waiting for a word"),
    "demand": _("Demand without an answer"),
    "finding": _("Open finding"),
    "own": _("Other subject"),
}
STATES: dict[str, Label] = {
    "called": _("called"),
    "sitting": _("in session"),
    "closed": _("closed"),
    "cancelled": _("called off"),
    "moved": _("moved"),
    "opened": _("opened"),
    "minuted": _("minutes kept"),
    "taken_off": _("taken off the agenda"),
    "commented": _("commented"),
    "given": _("given"),
    "begun": _("begun"),
    "completed": _("completed"),
    "reopened": _("reopened"),
    "dropped": _("dropped"),
    "open": _("open"),
    "overdue": _("overdue"),
}
EVIDENCE: dict[str, Label] = {
    "figure": _("a figure of this record"),
    "document": _("a document of this record"),
    "finding": _("a finding of this record"),
    "release": _("a signed release"),
}
ACTS: dict[str, Label] = {
    "act completed": _("It is done, with this evidence"),
    "act begun": _("We have begun"),
    "act moved": _("Move the last day"),
    "act dropped": _("Drop it"),
    "act reopened": _("Reopen it"),
    "act commented": _("Comment"),
}
CORRECTION_STATES: dict[str, Label] = {
    "open": _("open"),
    "reported": _("reported to who said it"),
    "acknowledged": _("acknowledged as wrong"),
    "fixed": _("fixed in a later publication"),
}
CORRECTION_STEPS: dict[str, Label] = {
    "open": _("It is wrong again: open it"),
    "reported": _("We have told who said it"),
    "acknowledged": _("We acknowledge that it is wrong"),
    "fixed": _("A later publication has it right"),
}
LABELS = {**SUBJECTS, **STATES, **ACTS}
NOTICES: dict[str, Label] = {
    NoticeKind.MENTIONED.value: _("You or your party were called in a comment"),
    NoticeKind.WORD_WANTED.value: _("The word of your party is wanted"),
    NoticeKind.FINDING_NEW.value: _("A new finding"),
    NoticeKind.FINDING_ASKED.value: _("Your party was asked about a finding"),
    NoticeKind.FINDING_SETTLED.value: _("A finding was settled"),
    NoticeKind.FINDING_REOPENED.value: _("A finding was reopened"),
    NoticeKind.RELEASE_SIGNED.value: _("A release was signed"),
    NoticeKind.MEETING_CALLED.value: _("A meeting was called"),
    NoticeKind.MEETING_CHANGED.value: _("A meeting was moved or called off"),
    NoticeKind.MEETING_CLOSED.value: _("A meeting closed; its communiqué can be read"),
    NoticeKind.ACTION_GIVEN.value: _("An action was given"),
    NoticeKind.ACTION_SOON.value: _("An action is due soon"),
    NoticeKind.ACTION_DUE.value: _("An action is due today"),
    NoticeKind.ACTION_OVERDUE.value: _("An action is overdue"),
    NoticeKind.ACTION_COMPLETED.value: _("An action was completed"),
}
REASONS: dict[str, Label] = {
    Reach.NAMED.value: _("because you or your party were named"),
    Reach.DELEGATES.value: _("because the word of your party is missing"),
    Reach.PARTIES.value: _("because it concerns your party, or you are the secretary"),
    Reach.EVERYBODY.value: _("because every seat is told"),
}
