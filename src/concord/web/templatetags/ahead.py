"""Numbers of the pages that look ahead: people, shares and the marks of an axis."""

from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from concord.web.templatetags.concord import number

__all__ = ["register"]

register = template.Library()


@register.simple_tag(takes_context=True)
def people(context: Context, persons: int | None) -> SafeString | str:
    """A count of people; below five it is not told."""
    return gettext("fewer than 5") if persons is None else number(context, float(persons))


@register.simple_tag(takes_context=True)
def percent(context: Context, share: float | None) -> SafeString:
    """A share as per cent."""
    return number(context, None if share is None else f"{100 * share:.0f} %")


@register.simple_tag(takes_context=True)
def axis(context: Context, value: float) -> SafeString:
    """A mark of an axis, without markup that a drawing does not know."""
    text = f"{value:,.0f}"
    if context.get("local_digits"):
        from concord.web.languages import native_digits

        text = native_digits(text, str(context.get("language") or "en"))
    return SafeString(text)


@register.simple_tag
def scope_word(name: Any) -> str:
    """A crossing or status; the words that stand for all and for the rest are translated."""
    words = {"all": gettext("All"), "elsewhere": gettext("elsewhere"), "other": gettext("other")}
    return words.get(str(name), str(name))
