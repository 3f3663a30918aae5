"""Publishing: evidence, account and findings become one briefing for people and for machines.

Outputs are pure functions of records: the same records give the same bytes. What may
not leave is held back in one place (``disclosure``), before any converter sees it.
"""

from concord.publish.briefing import Briefing, Position, Standing
from concord.publish.compose import compose
from concord.publish.machine import machine_form
from concord.publish.page import page
from concord.publish.terminal import SHORT_ID, terminal

__all__ = ["SHORT_ID", "Briefing", "Position", "Standing", "compose", "machine_form", "page", "terminal"]
