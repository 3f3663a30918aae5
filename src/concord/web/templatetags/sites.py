"""Words of the pages about sites, and lines drawn from their days."""

from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from concord.sites import Standing
from concord.web import sitelabels
from concord.web.sitechart import spark_of, spark_of_standing
from concord.web.templatetags.concord import number

register = template.Library()


@register.filter
def site_field(name: str) -> Any:
    """The question of a field."""
    return sitelabels.label_in(sitelabels.FIELD_LABELS, name)


@register.filter
def site_hint(name: str) -> Any:
    """The unit in which a field is answered, where it does not go without saying."""
    return sitelabels.HINTS.get(name, "")


@register.filter
def site_kind(kind: str) -> Any:
    """What a site is for."""
    return sitelabels.label_in(sitelabels.KINDS, kind)


@register.filter
def site_standard(code: str) -> Any:
    """What a standard is called."""
    return sitelabels.label_in(sitelabels.STANDARDS, code)


@register.filter
def site_unit(unit: str) -> Any:
    """The unit of a standard."""
    return sitelabels.label_in(sitelabels.UNITS, unit)


@register.filter
def site_context(context: str) -> Any:
    """When a standard applies."""
    return sitelabels.label_in(sitelabels.CONTEXTS, context)


@register.filter
def site_verdict(code: str) -> Any:
    """Whether a standard holds."""
    return sitelabels.label_in(sitelabels.VERDICTS, code)


@register.filter
def site_trend(code: str) -> Any:
    """Where an indicator goes."""
    return sitelabels.label_in(sitelabels.TRENDS, code)


@register.filter
def site_why(code: str) -> Any:
    """What had changed when a standard broke."""
    return sitelabels.WHYS.get(str(code), "")


@register.filter
def site_mistake(code: str) -> Any:
    """What is wrong with an answer."""
    return sitelabels.label_in(sitelabels.MISTAKES, code)


@register.simple_tag(takes_context=True)
def threshold(context: Context, standing: Standing) -> SafeString:
    """A threshold with its sign: at least 15, at most 2–5."""
    standard = standing.standard
    sign = {">=": "≥", "<=": "≤", "<": "<"}[standard.comparison]
    high = "" if standard.threshold_high is None else f"–{standard.threshold_high:g}"
    return number(context, f"{sign} {standard.threshold:g}{high}")


@register.simple_tag(takes_context=True)
def measured(context: Context, value: float | None) -> SafeString:
    """A measured value with one place, or none where it is whole."""
    return number(context, None if value is None else f"{value:,.1f}".removesuffix(".0"))


@register.simple_tag
def spark(view: Any) -> SafeString:
    """The people on a site, day by day, as a small line."""
    return _line(spark_of(view))


@register.simple_tag
def standing_spark(standing: Standing) -> SafeString:
    """An indicator, day by day, as a small line with its threshold."""
    return _line(spark_of_standing(standing))


def _line(drawn: Any) -> SafeString:
    """A small picture beside the numbers that say the same, hidden from those who cannot see it."""
    if drawn is None:
        return SafeString("")
    limit = format_html('<path class="limit" d="{}"/>', drawn.limit) if drawn.limit else ""
    return format_html(
        '<svg class="spark" viewBox="0 0 {} {}" aria-hidden="true" focusable="false">'
        '{}<path class="line" d="{}"/></svg>',
        drawn.width,
        drawn.height,
        limit,
        drawn.line,
    )


@register.filter
def unlocal(value: float) -> str:
    """A coordinate as SVG wants it, whatever the language of the page."""
    return f"{value:g}"


@register.filter
def whole(value: float) -> str:
    """A number at an axis."""
    return f"{value:,.0f}" if value == int(value) else f"{value:g}"


@register.simple_tag(takes_context=True)
def field(context: Context, day: Any, name: str) -> SafeString:
    """One value of a day."""
    return measured(context, getattr(day, name))
