"""Words of conduct and dignity in the language of the page, and the names of places."""

from typing import Any

from django import template
from django.template import Context

from concord.situation import Place
from concord.web import conductlabels

register = template.Library()


@register.filter
def conduct_kind(code: str) -> Any:
    """A kind of conduct in words."""
    return conductlabels.KINDS[str(code)]


@register.filter
def conduct_state(code: str) -> Any:
    """Where a report stands, in words."""
    return conductlabels.STATES[str(code)]


@register.filter
def answer_label(code: str) -> Any:
    """An answer as the party that gives it says it."""
    return conductlabels.ANSWERS[str(code)]


@register.filter
def group_label(code: str) -> Any:
    """The heading of a group of checks."""
    return conductlabels.GROUPS[str(code)]


@register.filter
def question(code: str) -> Any:
    """A check as a question."""
    return conductlabels.QUESTIONS[str(code)]


@register.filter
def word_label(code: str) -> Any:
    """Yes, no, unknown."""
    return conductlabels.WORDS[str(code)]


@register.filter
def verdict_label(code: str) -> Any:
    """What the words of the parties come to."""
    return conductlabels.VERDICTS[str(code)]


@register.filter
def kept_label(code: str) -> Any:
    """Whether a commitment was kept."""
    return conductlabels.KEPT[str(code)]


@register.simple_tag(takes_context=True)
def place_name(context: Context, place: Place | None) -> str:
    """The name of a place in the language of the page, where the situation knows it."""
    if place is None:
        return "–"
    language = {"fa-af": "fa"}.get(str(context.get("language")), str(context.get("language")))
    names = place.names.get(language) if language != "en" else ()
    return names[0] if names else place.name
