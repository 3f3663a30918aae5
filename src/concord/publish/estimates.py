"""The account as a briefing tells it: headlines, further estimates, running totals, what is left out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from concord.accounts import Account, Estimate, Margin, Position, Series, SeriesPoint, headline
from concord.evidence import Unit
from concord.publish.balances import Balance, BandPoint, Course, Interval, Line, OwnWords, Point
from concord.publish.briefing import Claim, LeftOut
from concord.publish.disclosure import withheld
from concord.publish.scopes import margin_name, margin_scope
from concord.publish.words import UNTOLD
from concord.situation import Situation

__all__ = ["balances_of", "courses_of", "left_out_of"]

HEADLINES = 3  # of each measure; more would not be read, and every other estimate stands in the table
BESIDE = "other totals since about the same day"
SAME_BASE = timedelta(days=62)  # totals since days further apart do not belong in one picture
COURSES = 3  # bands that a reader can still tell apart in one picture


def balances_of(
    account: Account, claims: Mapping[str, Claim], situation: Situation
) -> tuple[tuple[Balance, ...], tuple[Balance, ...]]:
    """The headlines, then all other estimates that may be printed, the largest first."""
    told = [e for e in account.estimates if not withheld(e.value, Unit.INDIVIDUALS) and _known(e, claims)]
    leading = _first_of_each([e for e in headline(account, country=situation.host) if e in told])
    others = sorted((e for e in told if e not in leading), key=lambda e: (-e.value, e.key))
    return (
        tuple(_balance(estimate, claims, situation) for estimate in leading),
        tuple(_balance(estimate, claims, situation) for estimate in others),
    )


def courses_of(account: Account, claims: Mapping[str, Claim], situation: Situation) -> tuple[Course, ...]:
    """The running total of the host country that most claims are about, with all kindred to it."""
    ranked = sorted(account.series, key=lambda s: (-len(s.claims), -len(s.points), s.margin.key))
    national = [series for series in ranked if series.margin.country == situation.host]
    shown = [s for s in national if _kindred(s.margin, national[0].margin, situation)][:COURSES]
    courses = [
        Course(
            what=margin_scope(series.margin, situation),
            name=margin_name(series.margin, situation),
            lines=_lines((account.estimate(key) for key in series.claims), claims),
            band=tuple(map(_band_point, series.points)),
        )
        for series in shown
    ]
    beside = _lines(_beside(account, shown, situation), claims)
    if beside:
        courses.append(Course(what=BESIDE, name=BESIDE, lines=beside, band=()))
    return tuple(courses)


def left_out_of(account: Account, claims: Mapping[str, Claim]) -> tuple[LeftOut, ...]:
    """Every claim that the balance does not use, with the reason, in the order of the claims."""
    reasons = {left.figure: left.reason for left in account.left_out}
    return tuple(LeftOut(claim, str(reasons[claim])) for claim in claims if claim in reasons)


def _first_of_each(estimates: Iterable[Estimate]) -> list[Estimate]:
    """The first few of each measure, in their order."""
    taken: Counter[str] = Counter()
    first = []
    for estimate in estimates:
        taken[estimate.margin.measure] += 1
        if taken[estimate.margin.measure] <= HEADLINES:
            first.append(estimate)
    return first


def _known(estimate: Estimate, claims: Mapping[str, Claim]) -> bool:
    """Every claim behind it stands in the briefing and at least one can be followed."""
    behind = [*estimate.claims, *(figure for own in estimate.positions for figure in own.figures)]
    return all(claim in claims for claim in behind) and any(claims[c].start is not None for c in behind)


def _balance(estimate: Estimate, claims: Mapping[str, Claim], situation: Situation) -> Balance:
    return Balance(
        key=estimate.key,
        what=margin_scope(estimate.margin, situation),
        value=estimate.value,
        likely=Interval(estimate.low80, estimate.high80),
        wide=Interval(estimate.low95, estimate.high95),
        basis=_basis(estimate),
        claims=estimate.claims,
        own=tuple(_own(position, claims) for position in estimate.positions),
    )


def _basis(estimate: Estimate) -> str:
    if not estimate.implied:
        return "claimed and balanced"
    return "added up from its parts" if estimate.identity is None else "implied by difference"


def _own(position: Position, claims: Mapping[str, Claim]) -> OwnWords:
    return OwnWords(
        party=claims[position.figures[0]].party_label,
        value=None if withheld(position.value, Unit.INDIVIDUALS) else position.value,
        precision=position.precision,
        claims=position.figures,
    )


def _lines(estimates: Iterable[Estimate], claims: Mapping[str, Claim]) -> tuple[Line, ...]:
    """What each party claims of these estimates, by day."""
    lines: dict[str, list[Point]] = {}
    for estimate in estimates:
        for position in estimate.positions:
            claim = claims[position.figures[0]]
            if estimate.margin.end is not None and claim.start is not None:
                point = Point(estimate.margin.end, position.value, claim.id)
                lines.setdefault(claim.party_label if claim.party else UNTOLD, []).append(point)
    return tuple(Line(party, tuple(sorted(points, key=_by_day))) for party, points in sorted(lines.items()))


def _by_day(point: Point) -> tuple[date, float]:
    return point.on, point.value


def _beside(account: Account, shown: Sequence[Series], situation: Situation) -> list[Estimate]:
    """Claimed totals that are kindred to a shown one and part of none."""
    known = {key for series in shown for key in series.claims}
    claimed = [e for e in account.estimates if e.key not in known and not e.implied]
    return [e for e in claimed if any(_kindred(e.margin, s.margin, situation) for s in shown)]


def _kindred(margin: Margin, whole: Margin, situation: Situation) -> bool:
    """Totals of everybody in one country since about one day, the same measure or one part of the other."""
    limited = margin.status or margin.manner or margin.phase or margin.places or margin.besides
    if limited or margin.country != whole.country or margin.start is None or whole.start is None:
        return False
    one, other = margin.measure, whole.measure
    same = one == other or situation.is_part_of(one, other) or situation.is_part_of(other, one)
    return same and abs(margin.start - whole.start) <= SAME_BASE


def _band_point(point: SeriesPoint) -> BandPoint:
    likely, wide = Interval(point.low80, point.high80), Interval(point.low95, point.high95)
    return BandPoint(point.day, point.value, likely, wide)
