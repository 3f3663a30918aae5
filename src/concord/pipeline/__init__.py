"""The verbs: one function for each path that crosses rooms.

Command line and pages call these and nothing below them for the same work, so that
what a person sees in one place is what the other says.
"""

from concord.pipeline.brief import brief
from concord.pipeline.check import Checked, check
from concord.pipeline.ingest import Ingested, ingest
from concord.pipeline.read import Read, Unread, read

__all__ = ["Checked", "Ingested", "Read", "Unread", "brief", "check", "ingest", "read"]
