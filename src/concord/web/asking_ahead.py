"""What somebody asks of the days ahead: every assumption as a field of a form that is sent by GET."""

from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from concord.anticipate import Assumptions, Closure, Extension, Moved, Scenario
from concord.anticipate.reception import Site
from concord.anticipate.returned import shares
from concord.anticipate.scenario import AS_IT_IS
from concord.pipeline.anticipate_figures import ELSEWHERE, OTHER
from concord.web.words_ahead import ASSUMPTIONS

__all__ = ["ARRIVALS", "AheadForm", "ProvincesForm", "ReceptionForm", "site_of"]

Label = Any  # words of gettext_lazy; the stubs of forms and of translation disagree on their name
EXAMPLE_SITE = Site(name="site", places=3000, counters=8, buses=60, toilets=60, water_litres=45_000, taps=20)
CHANGED = tuple(one.name for one in fields(Assumptions) if one.name != "party_bias")
LONGEST_CLOSURE = 60  # days
SCENARIOS: tuple[tuple[str, Label], ...] = (
    ("", _("As it is")),
    ("deadline", _("A deadline is set or moved")),
    ("closure", _("A crossing is closed")),
    ("extension", _("A phase reaches another status")),
)
LEVELS: tuple[tuple[str, Label], ...] = (
    ("median", _("As many above as below")),
    ("high80", _("Upper end of the 80 % interval")),
    ("high95", _("Upper end of the 95 % interval")),
)
SITE_LABELS: dict[str, Label] = {
    "places": _("Places to sleep, persons"),
    "stay_days": _("Mean stay, days"),
    "counters": _("Registration counters"),
    "minutes_a_family": _("Minutes at a counter for a family"),
    "open_from": _("Counters open, hour"),
    "open_to": _("Counters close, hour"),
    "buses": _("Bus departures a day"),
    "seats": _("Seats in a bus"),
    "family_mean": _("Persons in a family"),
    "toilets": _("Usable toilets"),
    "toilets_women": _("Of them for women"),
    "taps": _("Usable taps"),
    "water_litres": _("Litres of water a day"),
    "bathing": _("Bathing places"),
    "laundry": _("Laundry places"),
    "covered_m2": _("Covered floor, square metres"),
    "area_m2": _("Area of the site, square metres"),
}
WHOLE = {"counters", "buses", "seats"}


def _with_defaults(asked: Any, defaults: dict[str, Any]) -> dict[str, Any]:
    """A question with what it leaves out; a site that is told in part is not filled up from the example."""
    told = {name: asked.get(name) for name in asked}
    sent = any(name.startswith("s_") for name in told)
    kept = {
        name: one for name, one in defaults.items() if one is not None and not (sent and name[:2] == "s_")
    }
    return {**kept, **told}


def _day(label: Label) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}))


class AheadForm(forms.Form):
    """How far ahead, for whom, and under which scenario."""

    days = forms.IntegerField(label=_("Days ahead"), min_value=1, max_value=28, required=False)
    crossing = forms.ChoiceField(label=_("Crossing"), required=False)
    status = forms.ChoiceField(label=_("Legal status"), required=False)
    scenario = forms.ChoiceField(label=_("What if"), choices=SCENARIOS, required=False)
    day = _day(_("First day of it"))
    until = _day(_("Last day, or the day it was moved from"))
    reached = forms.ChoiceField(label=_("Status that it reaches"), required=False)
    rise = forms.FloatField(label=_("Times as many then"), min_value=0.05, max_value=20, required=False)
    diverted = forms.FloatField(
        label=_("Share that crosses elsewhere"), min_value=0, max_value=1, required=False
    )
    returning = forms.FloatField(
        label=_("Share that waits and comes after"), min_value=0, max_value=1, required=False
    )
    as_of = _day(_("As known on"))

    def __init__(self, asked: Any, crossings: tuple[str, ...] = (), statuses: tuple[str, ...] = ()) -> None:
        super().__init__(_with_defaults(asked, self.defaults()), label_suffix="")
        every: tuple[str, Label] = ("", _("All"))
        for name, choices in (
            ("crossing", (*crossings, ELSEWHERE)),
            ("status", (*statuses, OTHER)),
            ("reached", statuses),
        ):
            field: Any = self.fields[name]
            field.choices = [every, *((one, one) for one in choices)]
        for name in CHANGED:
            label: Label = ASSUMPTIONS[name][0]
            self.fields[f"a_{name}"] = forms.FloatField(
                label=label, min_value=0, max_value=1000, required=False,
            )  # fmt: skip

    @classmethod
    def defaults(cls) -> dict[str, Any]:
        """What an empty question asks."""
        return {"days": 14}

    def clean(self) -> dict[str, Any]:
        """The answers, with what a scenario needs beside its name."""
        told = super().clean() or {}
        if told.get("scenario") and not told.get("day"):
            self.add_error("day", _("Say from which day."))
        start, end = told.get("day"), told.get("until")
        if told.get("scenario") == "closure" and start and end:
            if end < start:
                self.add_error("until", _("It ends before it begins."))
            elif end - start > timedelta(days=LONGEST_CLOSURE):
                self.add_error("until", _("A closure of no more than 60 days can be tried."))
        if told.get("scenario") == "extension" and not told.get("reached"):
            self.add_error("reached", _("Say which status."))
        shares = (told.get("diverted") or 0) + (told.get("returning") or 0)
        if shares > 1:
            self.add_error("returning", _("These shares come to more than everybody."))
        return told

    def days_asked(self) -> int:
        """How far ahead."""
        return int(self.cleaned_data.get("days") or 14)

    def assumed(self) -> Assumptions:
        """The assumptions of the nowcast, those changed that the form changes."""
        told = {name: self.cleaned_data.get(f"a_{name}") for name in CHANGED}
        given = {name: value for name, value in told.items() if value is not None}
        for name in ("deadline_before", "deadline_after"):
            if name in given:
                given[name] = int(given[name])
        return replace(Assumptions(), **given)

    def what_if(self) -> Scenario:
        """The scenario as data."""
        told = self.cleaned_data
        kind, start, end = told.get("scenario"), told.get("day"), told.get("until")
        if not kind or not start:
            return AS_IT_IS
        one = Scenario(kind, diverted=told.get("diverted") or 0.0, returning=told.get("returning") or 0.0)
        if kind == "deadline":
            return replace(one, deadlines=(Moved(start, end),))
        if kind == "closure":
            where = told.get("crossing")
            return replace(
                one, closures=(Closure(start=start, end=end or start, crossings=(where,) if where else None),)
            )
        return replace(one, extensions=(Extension(told["reached"], start, rise=told.get("rise") or 1.5),))


class ReceptionForm(AheadForm):
    """The days ahead, and the site that is to receive them."""

    level = forms.ChoiceField(label=_("Prepare for"), choices=LEVELS, required=False)

    def __init__(self, asked: Any, crossings: tuple[str, ...] = (), statuses: tuple[str, ...] = ()) -> None:
        super().__init__(asked, crossings, statuses)
        for name, label in SITE_LABELS.items():
            kind = forms.IntegerField if name in WHOLE else forms.FloatField
            self.fields[f"s_{name}"] = kind(label=label, min_value=0, max_value=1_000_000, required=False)

    @classmethod
    def defaults(cls) -> dict[str, Any]:
        """The upper end of what may come, at an example of a site."""
        site = {f"s_{name}": getattr(EXAMPLE_SITE, name) for name in SITE_LABELS}
        return {**super().defaults(), "level": "high80", **site}


class ProvincesForm(AheadForm):
    """The days ahead, and where people say they go."""

    areas = forms.CharField(
        label=_("Provinces: name, share in per cent, residents, places, came before"),
        widget=forms.Textarea(attrs={"rows": 8}),
        required=False,
        max_length=4000,
    )

    @classmethod
    def defaults(cls) -> dict[str, Any]:
        """Where refugees returned in a year past, as published; nobody's intentions."""
        lines = (f"{name} {100 * share:.2f}" for name, share in shares().items())
        return {**super().defaults(), "areas": "\n".join(lines)}


def site_of(form: ReceptionForm) -> Site:
    """The site of the form.

    Raises:
        BadScenario: no site can be so.
    """
    told = {name: form.cleaned_data.get(f"s_{name}") for name in SITE_LABELS}
    optional = {one.name for one in fields(Site) if one.default is None}
    given: dict[str, Any] = {name: one for name, one in told.items() if one is not None or name in optional}
    return Site(name="site", **given)


ARRIVALS = tuple(name for name, _label in LEVELS)
