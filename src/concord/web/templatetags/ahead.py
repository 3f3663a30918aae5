"""Numbers of the pages that look ahead: people, shares and the marks of an axis."""

from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from concord.web.ledgers import situation
from concord.web.templatetags.concord import number
from concord.web.templatetags.conduct import place_name
from concord.web.words_ahead import ASSUMPTIONS, NEED_WORDS, UNIT_WORDS, in_words, standard_word

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


@register.simple_tag(takes_context=True)
def area_word(context: Context, area: str) -> str:
    """A province in the language of the page, where the situation knows it."""
    if area == "not known":
        return gettext("not known")
    place = situation().place_named(area)
    return area if place is None else place_name(context, place)


@register.filter
def said(text: Any) -> str:
    """A reason, remedy or refusal in the language of the request."""
    return in_words(str(text))


@register.filter
def assumption(name: str) -> Any:
    """What an assumption is called."""
    return ASSUMPTIONS.get(name, (name, ""))[0]


@register.filter
def noted(name: str) -> Any:
    """What an assumption is."""
    return ASSUMPTIONS.get(name, ("", ""))[1]


@register.filter
def unit(word: str) -> Any:
    """A unit of an assumption or a need."""
    return UNIT_WORDS.get(word, word)


@register.filter
def need_word(need: Any) -> Any:
    """What a need is called."""
    return NEED_WORDS.get(need.code, need.label)


@register.filter
def standard(row: Any) -> str:
    """What a standard is called: of a row or of a judgement."""
    told = row if isinstance(row, dict) else {"code": row.code, "label": row.label}
    return standard_word(told["code"], told["label"])
