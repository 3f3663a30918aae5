"""What is withheld and why: the rules of disclosure, printed from the table that applies them, with counts.

Whoever reads a number that is missing can see here by which rule, and how many others share it.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from concord.publish.disclosure import Held, Mark, rules_of
from concord.publish.disclosure.rules import Coarse, Delayed
from concord.web.access import Action, gate
from concord.web.board import board_of
from concord.web.exporting import leaving_of

__all__ = ["ABOUT", "REASONS", "withheld_page"]

REASONS = (
    gettext_noop(
        "One to four people can be found by their neighbours. Counts up to nine are withheld with them, so "
        "that the mark itself tells no more than one to nine."
    ),
    gettext_noop(
        "A withheld number must not follow from a total, from what is left of a total, from two running "
        "totals, from a share, or from an earlier release: as many further numbers are withheld as that "
        "takes."
    ),
    gettext_noop("Where people are arrested tells where others hide."),
    gettext_noop("A site with people in it is a place that can be attacked or raided."),
    gettext_noop("A fresh count of arrests tells where the next ones may be."),
    gettext_noop("A fresh count tells who is at a site now."),
    gettext_noop(
        "Who reports harm must not be found by the words of the report; counts by kind, month and province "
        "may be told."
    ),
)  # of the bundled rules; those of another table are told as they stand there
ABOUT = {
    "arrested": _("Counts of people arrested"),
    "site": _("Counts of people at sites and camps"),
    "conduct report": _("Words of reports of conduct"),
}
MARKS = {
    Mark.SMALL: _("too small to be told"),
    Mark.COVER: _("withheld because a small count would follow"),
    Mark.COARSE: _("told for a wider place"),
}
TO = {"province": _("told for the province only"), "country": _("told for the country only")}


@dataclass(frozen=True, slots=True)
class Told:
    """One rule: what it is about, what becomes of it, in how many days, and why."""

    about: str | Promise
    what: str | Promise = ""
    days: int | None = None
    because: str | Promise = ""


@require_safe
@gate(Action.SEE_PUBLIC)
def withheld_page(request: HttpRequest) -> HttpResponse:
    """The rules in the language of the page, and how many numbers each mark stands on today."""
    board, rules = board_of(request), rules_of()
    held = leaving_of(board)
    return render(
        request,
        "withheld/page.html",
        {
            "board": board,
            "small": rules.small,
            "reasons": [gettext(rules.small.because), gettext(rules.differences.because)],
            "rules": list(_rules()),
            "counts": list(_counts(held)),
            "waiting": len(held.waiting),
            "exposed": held.exposed,
        },
    )


def _rules() -> Iterator[Told]:
    rules = rules_of()
    for coarse in rules.coarse:
        yield Told(_about(coarse), TO[coarse.to], None, gettext(coarse.because))
    for late in rules.delayed:
        yield Told(_about(late), "", late.days, gettext(late.because))
    for never in rules.never:
        yield Told(ABOUT.get(never.what, never.what), _("never told"), None, gettext(never.because))


def _about(rule: Coarse | Delayed) -> str | Promise:
    first = (*rule.measures, *rule.place_kinds)[0]
    return ABOUT.get(first, first)


def _counts(held: Held) -> Iterator[tuple[str | Promise, int, int]]:
    claims, estimates = Counter(held.claims.values()), Counter(held.estimates.values())
    return ((words, claims[mark], estimates[mark]) for mark, words in MARKS.items())
