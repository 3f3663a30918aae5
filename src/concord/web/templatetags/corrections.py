"""Words for the states of corrections and for the steps that lead there."""

from typing import Any

from django import template

from concord.web.labels import CORRECTION_STATES, CORRECTION_STEPS

register = template.Library()


@register.filter
def correction_state(code: str) -> Any:
    """Where a correction stands, in words."""
    return CORRECTION_STATES[str(code)]


@register.filter
def correction_step(code: str) -> Any:
    """A step as the seat that takes it says it."""
    return CORRECTION_STEPS[str(code)]
