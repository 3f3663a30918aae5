"""The tables of the application, one subject a module; Django looks for them here."""

from concord.web.records.agreement import Assent, CommitteeRule, Proposal, Release, Revision
from concord.web.records.audit import AuditEntry, audited
from concord.web.records.conduct import CommitmentWord, ConductAnswer, ConductReport, DignityWord
from concord.web.records.corrections import CorrectionStep
from concord.web.records.discussion import Comment, FindingEvent
from concord.web.records.meetings import (
    ActionEvent,
    AgendaItem,
    CommitteeAction,
    DecisionWord,
    Meeting,
    MeetingDecision,
    MeetingEvent,
)
from concord.web.records.notices import FindingSeen, Notice, NoticeChoice, NoticeRead
from concord.web.records.seats import ApiKey, Seat
from concord.web.records.sites import SiteEntry, SiteRow
from concord.web.records.views import Draft, SavedFilter, Visit, Webhook

__all__ = [
    "ActionEvent",
    "AgendaItem",
    "ApiKey",
    "Assent",
    "AuditEntry",
    "Comment",
    "CommitmentWord",
    "CommitteeAction",
    "CommitteeRule",
    "ConductAnswer",
    "ConductReport",
    "CorrectionStep",
    "DecisionWord",
    "DignityWord",
    "Draft",
    "FindingEvent",
    "FindingSeen",
    "Meeting",
    "MeetingDecision",
    "MeetingEvent",
    "Notice",
    "NoticeChoice",
    "NoticeRead",
    "Proposal",
    "Release",
    "Revision",
    "SavedFilter",
    "Seat",
    "SiteEntry",
    "SiteRow",
    "Visit",
    "Webhook",
    "audited",
]
