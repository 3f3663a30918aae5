"""The briefing for machines: JSON derived from the records, so that nothing can be forgotten."""

import json

from concord.evidence import to_json
from concord.publish.briefing import Briefing

__all__ = ["machine_form"]


def machine_form(briefing: Briefing) -> str:
    """The briefing as one JSON object, one key a field; claims are told once and named by id elsewhere."""
    return json.dumps(to_json(briefing), ensure_ascii=False, indent=1) + "\n"
