"""Words of the pages that look ahead: assumptions, units, needs, reasons, remedies and refusals.

Rooms below the pages tell them in English, as data and with their facts inside. Here each sentence
stands once as a pattern; what matches it is told in the language of the request, facts unchanged.
A sentence that is not here stays as it is.
"""

import re
from functools import cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from concord.web.sitelabels import STANDARDS

__all__ = ["ASSUMPTIONS", "NEED_WORDS", "SENTENCES", "THINGS", "UNIT_WORDS", "in_words", "standard_word"]

Labels = dict[str, str | Promise]

# name: what it is called, and what it is
ASSUMPTIONS: dict[str, tuple[str | Promise, str | Promise]] = {
    "daily_step": (_("Daily step of all"), _("learned: how much the common level moves in a day")),
    "crossing_step": (
        _("Daily step of a crossing"),
        _("learned: how much one crossing moves by itself"),
    ),
    "status_step": (
        _("Daily step of a status"),
        _("learned: how much one legal status moves by itself"),
    ),
    "mix_step": (
        _("Step of the mix in a fortnight"),
        _("learned: how the mix of statuses at a crossing drifts"),
    ),
    "day_spread": (
        _("Spread of single days"),
        _("learned: spread of a day around its level beyond chance"),
    ),
    "weekday_spread": (
        _("Spread of weekdays"),
        _("how much weekdays may differ; their effects are learned"),
    ),
    "own_weekday_spread": (
        _("Spread of a crossing's weekdays"),
        _("how much a crossing's weekdays may differ from all"),
    ),
    "deadline_widening": (
        _("Faster around deadlines"),
        _("the level moves so much faster around a deadline"),
    ),
    "deadline_jump": (
        _("Jump on the day of a deadline"),
        _("and may jump so far on the day itself, each crossing and status by itself"),
    ),
    "deadline_before": (
        _("Days before a deadline"),
        _("a deadline is felt from so many days before"),
    ),
    "deadline_after": (_("Days after a deadline"), _("and so many days after")),
    "closed_share": (_("Share on closed days"), _("who crosses on a day of closure")),
    "party_bias": (
        _("Common error of a party"),
        _("one sd of how far a party's counts may lie apart from the account, by party"),
    ),
    "other_bias": (_("Common error of other parties"), _("the same for parties not named")),
    "party_noise": (
        _("Spread of single figures"),
        _("learned by party: spread of single figures"),
    ),
    "gross": (_("Gross slips"), _("gross slips, before one has looked")),
}
UNIT_WORDS: Labels = {
    "log persons a day": _("log persons a day"),
    "log persons a fortnight": _("log persons a fortnight"),
    "log persons": _("log persons"),
    "share of a day's count": _("share of a day's count"),
    "factor": _("factor"),
    "days": _("days"),
    "share of an open day": _("share of an open day"),
    "share of its figures": _("share of its figures"),
    "share of a figure": _("share of a figure"),
    "share of claims": _("share of claims"),
    "shelters": _("shelters"),
    "grants": _("grants"),
    "places": _("places"),
    "consultations": _("consultations"),
    "litres a day": _("litres a day"),
    "documents": _("documents"),
    "livelihoods": _("livelihoods"),
    "person": _("person"),
    "family": _("family"),
}
NEED_WORDS: Labels = {
    "shelter": _("Shelter for the first months"),
    "cash": _("Cash to start with"),
    "school": _("Places in school"),
    "health": _("Consultations in the first month"),
    "water": _("Water"),
    "documents": _("Civil documents"),
    "work": _("Work or tools for one adult"),
}
CAPACITIES: Labels = {
    "places": _("A place to sleep for everybody"),
    "counters": _("Registered on the day of arrival"),
    "buses": _("A seat when the stay is over"),
}
THINGS: Labels = {
    "places": _("places"),
    "counters": _("counters"),
    "departures a day": _("departures a day"),
    "m2 of covered floor": _("m2 of covered floor"),
    "m2 of settlement": _("m2 of settlement"),
    "litres of water a day": _("litres of water a day"),
    "taps": _("taps"),
    "handpumps": _("handpumps"),
    "open wells": _("open wells"),
    "toilets": _("toilets"),
    "bathing places": _("bathing places"),
    "laundry places": _("laundry places"),
}
# What the rooms below say; the first that matches is told. %(thing)s is a word of THINGS.
SENTENCES = (
    gettext_noop("only a part of the people"),
    gettext_noop("no first or last day"),
    gettext_noop("outside the days asked for"),
    gettext_noop("contradicts wider estimates of the account"),
    gettext_noop("place %(place)s is not among the crossings asked for"),
    gettext_noop("status %(status)s is not among those asked for"),
    gettext_noop("fewer than %(days)s days: its claims are used, not their balance"),
    gettext_noop("more than %(persons)s a day: a running total printed as few days?"),
    gettext_noop("nothing"),
    gettext_noop("no limit was told; %(count)s places hold the most"),
    gettext_noop("more counters: there are places, but families wait for them"),
    gettext_noop("not told; %(count)s departures a day carry on the most"),
    gettext_noop("nobody has left yet"),
    gettext_noop("onward transport: %(share)s of families stayed longer than %(days)s days"),
    gettext_noop("nobody told how many %(thing)s; %(count)s do for the most there"),
    gettext_noop("enough for those who stay: it is the queue that breaks it"),
    gettext_noop("nobody told; go and measure"),
    gettext_noop("%(has)s now; should be %(sign)s %(needed)s"),
    gettext_noop("%(count)s more %(thing)s (%(needed)s in place of %(has)s)"),
    gettext_noop("too many answers are being worked out; ask again in a minute"),
    gettext_noop("the scenario has mistakes: %(mistakes)s"),
    gettext_noop("no %(what)s: give claims of a period with a start and an end, or balanced totals"),
    gettext_noop(
        "%(name)s: %(start)s to %(end)s is no period inside the days asked for; widen --from or --to"
    ),
    gettext_noop("%(word)s is none of %(known)s"),
    gettext_noop(
        "the balanced totals contradict each other: %(name)s is missed by %(persons)s persons; "
        "balance the account first"
    ),
)
MISTAKES = (
    gettext_noop("more than %(persons)s a day come; a site is simulated for fewer"),
    gettext_noop("line %(line)s should be a name, a share and up to three numbers: %(text)s"),
    gettext_noop("share below zero @ %(path)s"),
    gettext_noop("shares come to %(sum)s, more than everybody @ %(path)s"),
    gettext_noop("nobody lives there @ %(path)s"),
    gettext_noop("is below zero @ %(path)s"),
    gettext_noop("cannot be %(value)s @ %(path)s"),
)


def in_words(text: str) -> str:
    """A sentence of the rooms below in the language of the request."""
    return _found(text, SENTENCES) or text


def standard_word(code: str, label: str) -> str:
    """What a standard or capacity of a site is called."""
    return str(CAPACITIES.get(code) or STANDARDS.get(code) or label)


def _found(text: str, patterns: tuple[str, ...]) -> str | None:
    for pattern in patterns:
        match = _pattern(pattern).fullmatch(text)
        if match:
            return gettext(pattern) % {name: _fact(name, one) for name, one in match.groupdict().items()}
    return None


def _fact(name: str, value: str) -> Any:
    if name == "thing":
        return THINGS.get(value, value)
    if name == "mistakes":
        return "; ".join(_found(one, MISTAKES) or one for one in value.split("; "))
    return value


@cache
def _pattern(text: str) -> re.Pattern[str]:
    parts = re.split(r"%\((\w+)\)s", text)
    told = (
        re.escape(part) if number % 2 == 0 else f"(?P<{part}>{'[^;]+?' if part == 'thing' else '.+?'})"
        for number, part in enumerate(parts)
    )
    return re.compile("".join(told), re.DOTALL)
