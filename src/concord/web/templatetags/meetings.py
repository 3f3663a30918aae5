"""Hours in the zones of the parties, and the words for states of meetings and actions."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.template import Context
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from concord.committee.notices import REACHES, NoticeKind
from concord.web.labels import EVIDENCE, LABELS, NOTICES, REASONS
from concord.web.languages import native_digits
from concord.web.templatetags.concord import day

register = template.Library()

CITIES: tuple[tuple[str, str | Promise], ...] = (
    ("Asia/Kabul", _("Kabul")),
    ("Asia/Karachi", _("Islamabad")),
    ("UTC", _("UTC")),
)


@register.simple_tag(takes_context=True)
def hour(context: Context, when: datetime) -> SafeString:
    """A day and its hour in Kabul, in Islamabad and in universal time; the day is Kabul's."""
    shown = format_html_join(
        " · ", '<bdi dir="ltr">{}</bdi> {}', ((_clock(context, when, zone), city) for zone, city in CITIES)
    )
    return format_html("{} · {}", day(context, when.astimezone(ZoneInfo(CITIES[0][0])).date()), shown)


@register.filter
def label(code: str | None) -> Any:
    """A state, subject or act in words."""
    return LABELS.get(str(code), str(code).replace("_", " "))


@register.filter
def act_label(code: str) -> Any:
    """What a seat can do with an action, as the line of a list."""
    return LABELS[f"act {code}"]


@register.filter
def evidence_label(kind: str) -> Any:
    """What kind of evidence shows that an action is done."""
    return EVIDENCE.get(str(kind), "")


@register.filter
def notice_label(kind: str) -> Any:
    """What a notice is about, in words."""
    return NOTICES.get(str(kind), str(kind).replace("_", " "))


@register.filter
def notice_reason(kind: str) -> Any:
    """Why a seat is told of a kind of notice."""
    return REASONS[REACHES[NoticeKind(kind)].value] if kind in set(NoticeKind) else ""


@register.filter
def zone_label(zone: str) -> Any:
    """The name of a zone's city."""
    return dict(CITIES).get(zone) or zone.partition("/")[2] or zone


def _clock(context: Context, when: datetime, zone: str) -> str:
    told = f"{when.astimezone(UTC if zone == 'UTC' else ZoneInfo(zone)):%H:%M}"
    language = str(context.get("language") or "en")
    return native_digits(told, language) if context.get("local_digits") else told
