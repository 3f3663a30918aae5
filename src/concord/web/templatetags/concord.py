"""Numbers and days as the reader wants them, and links that keep the rest of a question."""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django import template
from django.http import HttpRequest
from django.template import Context
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from concord.accounts import Finding
from concord.accounts.causes import Cause
from concord.evidence import PartialDate
from concord.publish import words
from concord.publish.briefing import Claim
from concord.publish.disclosure import small_shown
from concord.publish.languages import contradiction, in_language, texts_of
from concord.publish.words import party_name
from concord.web.board import Board
from concord.web.calendars import SOLAR_MONTHS, solar
from concord.web.languages import native_digits, published
from concord.web.ledgers import situation

register = template.Library()


@register.simple_tag(takes_context=True)
def number(context: Context, value: float | str | None) -> SafeString:
    """A number, always left to right, in the digits that the reader chose."""
    if value is None:
        return format_html("<bdi>{}</bdi>", "–")
    shown = value if isinstance(value, str) else words.number(value)
    return format_html('<bdi dir="ltr" class="n">{}</bdi>', _digits(context, shown))


@register.simple_tag(takes_context=True)
def estimate(context: Context, balance: Any) -> SafeString:
    """A balanced estimate with no more digits than its interval bears."""
    return number(context, words.readable(balance.value, balance.wide))


@register.simple_tag(takes_context=True)
def interval(context: Context, shown: Any, wide: Any) -> SafeString:
    """An interval, rounded like its estimate."""
    return number(context, words.interval(shown, wide))


@register.simple_tag(takes_context=True)
def claimed(context: Context, claim: Claim) -> SafeString:
    """A claim's number with the hedge that the claimant used."""
    hedge, shown = words.claimed(claim)
    unit = f" {gettext('families')}" if claim.unit == "families" else ""
    return format_html("{}{}{}", gettext(hedge.strip()) + " " if hedge else "", number(context, shown), unit)


@register.simple_tag(takes_context=True)
def printed(context: Context, shown: str) -> SafeString:
    """A number as a publication prints it, with its hedge in the language of the page."""
    hedge = next((hedge for hedge in words.HEDGES.values() if shown.startswith(hedge)), "")
    if not shown or shown == small_shown():
        return format_html("{}", gettext(shown) if shown else "–")
    told, bracket, rest = shown.removeprefix(hedge).partition(" (")
    around = format_html(' <span class="who">{}</span>', number(context, f"({rest}")) if bracket else ""
    return format_html("{}{}{}", gettext(hedge.strip()) + " " if hedge else "", number(context, told), around)


@register.simple_tag(takes_context=True)
def day(context: Context, when: PartialDate | date | datetime | str | None) -> SafeString:
    """A day, month or year as precise as it is known, in the calendar that the reader chose."""
    if when is None:
        return SafeString("–")
    told = PartialDate(when) if isinstance(when, str) else when
    told = told.date() if isinstance(told, datetime) else told
    language = _language(context)
    if context.get("solar") and len(str(told)) == 10:
        year, month, number_of_day = solar(told if isinstance(told, date) else told.first)
        names = SOLAR_MONTHS.get(language, SOLAR_MONTHS["en"])
        shown = f"{number_of_day} {names[month - 1]} {year}"
    else:
        shown = _gregorian(told)
    return format_html('<time datetime="{}"><bdi>{}</bdi></time>', str(told), _digits(context, shown))


@register.simple_tag
def party(code: str | None) -> str:
    """The name of a party."""
    return party_name(code, situation()) if code else gettext("party not told")


@register.simple_tag(takes_context=True)
def scope(context: Context, told: str) -> str:
    """Whom, where and when a number counts, in the language of the page."""
    language = published(_language(context))
    return told if language == "en" else in_language(told, texts_of(language))


@register.simple_tag(takes_context=True)
def sentence(context: Context, finding: Finding) -> str:
    """What a finding says, in the language of the page; without its numbers where they are too small."""
    board: Board = context["board"]
    claims = [board.claims[claim] for claim in finding.claims if claim in board.claims]
    if any(claim.value is None for claim in claims):
        return gettext("Claims about too few people to be printed as numbers do not agree.")
    texts = texts_of(published(_language(context)))
    return contradiction(finding.code.value, finding.words, claims, texts) if claims else finding.words


@register.simple_tag(takes_context=True)
def cause(context: Context, told: Cause) -> str:
    """What may have happened, in the language of the page."""
    return texts_of(published(_language(context))).term(told.words)


@register.filter
def words_of(code: str | None) -> str:
    """A state or kind as words: ``agreed_but_changed`` as "agreed but changed", translated."""
    return gettext(str(code).replace("_", " ")) if code else ""


@register.filter
def at(mapping: Any, key: str) -> Any:
    """The value under a key; None where there is none."""
    return mapping.get(key)


@register.simple_tag(takes_context=True)
def asking(context: Context, **changed: Any) -> str:
    """The question of this page with some of its conditions changed; None drops one."""
    request: HttpRequest = context["request"]
    pairs = [(k, v) for k, values in request.GET.lists() for v in values if k not in changed]
    pairs += [(k, str(v)) for k, v in changed.items() if v not in (None, "")]
    return "?" + urlencode(pairs) if pairs else request.path


def _gregorian(told: PartialDate | date) -> str:
    first = told if isinstance(told, date) else told.first
    match len(str(told)):
        case 4:
            return str(first.year)
        case 7:
            return date_format(first, "F Y")
        case _:
            return date_format(first, "j F Y")


def _digits(context: Context, text: str) -> str:
    return native_digits(text, _language(context)) if context.get("local_digits") else text


def _language(context: Context) -> str:
    return str(context.get("language") or "en")
