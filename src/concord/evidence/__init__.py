"""The nouns that every layer shares: frozen records with content ids and one serializer.

A figure is one *act of claiming a quantity of people*; saying the same value twice
is two figures. Nothing here reads files, asks a clock or knows a database.
"""

from concord.evidence.codec import MalformedRecord, content_id, from_json, to_json
from concord.evidence.dates import PartialDate
from concord.evidence.decision import Decision, DecisionKind
from concord.evidence.document import Document, digest
from concord.evidence.figure import Because, Candidates, Figure, Kind, Precision, Unit
from concord.evidence.reading import Reading
from concord.evidence.statement import Statement, StatementKind

__all__ = [
    "Because",
    "Candidates",
    "Decision",
    "DecisionKind",
    "Document",
    "Figure",
    "Kind",
    "MalformedRecord",
    "PartialDate",
    "Precision",
    "Reading",
    "Statement",
    "StatementKind",
    "Unit",
    "content_id",
    "digest",
    "from_json",
    "to_json",
]
