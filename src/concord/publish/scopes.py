"""Scopes in words: whom, where and when a figure or an estimate counts."""

from concord.accounts import Margin
from concord.evidence import Figure, Kind, PartialDate
from concord.evidence.written import WrittenFigure
from concord.publish.words import day, party_name
from concord.situation import Situation

__all__ = ["figure_scope", "joined", "margin_name", "margin_scope", "people", "period"]


def figure_scope(figure: Figure, situation: Situation) -> str:
    """What a figure counts: "deported · Second phase · 1 Apr 2025 to 18 Apr 2025"."""
    when = period(figure.period_start, figure.period_end, figure.kind)
    return joined(people(figure, situation), when)


def people(figure: Figure | WrittenFigure, situation: Situation) -> str:
    """Whom a figure counts and where, without when."""
    return joined(
        "planned or forecast" if figure.projected else None,
        _measure(figure.measure, situation),
        figure.manner,
        _status(figure.status, situation),
        figure.sex_age,
        _phase(figure.phase, situation),
        figure.place or _abroad(figure.country, situation),
    )


def margin_scope(margin: Margin, situation: Situation) -> str:
    """What an estimate counts, in the same words."""
    places = ", ".join(_place(code, situation) or code for code in margin.places)
    start, end = (None if on is None else PartialDate.of(on) for on in (margin.start, margin.end))
    return joined(
        margin_name(margin, situation),
        _phase(margin.phase, situation),
        places or _abroad(margin.country, situation),
        period(start, end, margin.kind),
    )


def margin_name(margin: Margin, situation: Situation) -> str:
    """Who is counted, without where and when: "deported as Government of Pakistan counts"."""
    less = [_status(code, situation) if field == "status" else code for field, code in margin.besides]
    return joined(
        _measure(margin.measure, situation),
        margin.counted_by and f"as {party_name(margin.counted_by, situation)} counts",
        margin.manner,
        _status(margin.status, situation),
        f"without {' and '.join(filter(None, less))}" if less else None,
    )


def period(start: PartialDate | None, end: PartialDate | None, kind: Kind | None) -> str | None:
    """The reference period in words; None where nothing is told."""
    if start is None and end is None:
        return None
    if end is None:
        return f"since {day(start)}" if start else None
    if start is None:
        return f"{'up to' if kind is Kind.FLOW else 'as of'} {day(end)}"
    return day(end) if start == end else f"{day(start)} to {day(end)}"


def joined(*parts: str | None) -> str:
    """What of these is told, with dots between."""
    return " · ".join(part for part in parts if part)


def _measure(code: str, situation: Situation) -> str:
    measure = situation.measure(code)
    return measure.label.lower() if measure else code.replace("_", " ")


def _status(code: str | None, situation: Situation) -> str | None:
    status = situation.status(code or "")
    return status.label if status else code


def _phase(code: str | None, situation: Situation) -> str | None:
    phase = situation.phase(code or "")
    return phase.label if phase else code


def _abroad(country: str | None, situation: Situation) -> str | None:
    """The country where it is not the host that the whole briefing is about."""
    return None if country == situation.host else _place(country, situation)


def _place(code: str | None, situation: Situation) -> str | None:
    place = situation.place(code or "")
    return place.name if place else code
