"""A small record of made-up claims, as pictures are drawn from it."""

from datetime import date, timedelta

from concord.accounts import Account, balance_claims
from concord.evidence import Document, Figure, Kind, PartialDate, digest
from concord.pipeline.anticipate_account import Balanced, asked_of, nowcast_account
from concord.publish import compose
from concord.publish.languages import texts_of
from concord.publish.pictures import Material, first_weekday, material_of, weeks_of
from concord.situation import bundled

__all__ = ["CLAIMS", "CROWD", "ENGLISH", "PAGE", "SITUATION", "figures_of", "made", "nowcasted"]

SITUATION = bundled("afghanistan-pakistan")
ENGLISH = texts_of("en")
TEXT = "."
PAGE = Document("d", digest(TEXT.encode()), "text/plain", TEXT)
Said = tuple[object, ...]
# Value, measure, kind, status, place, first day, last day.
CLAIMS: tuple[Said, ...] = (
    (900_000, "returned", "flow", None, None, "2025-01-01", "2025-12-31"),
    (700_000, "returned", "flow", None, None, "2025-01-01", "2025-09-30"),
    (300_000, "returned", "flow", "acc", None, "2025-01-01", "2025-12-31"),
    (60_000, "returned", "flow", "acc", "Torkham", "2025-04-01", "2025-04-20"),
    (20_000, "returned", "flow", "por", "Chaman", "2025-04-01", "2025-04-20"),
    (1_500, "returned", "flow", "por", "Chaman", "2025-04-21", "2025-04-22"),
    (4_000, "deported", "flow", "por", "Torkham", "2025-04-01", "2025-04-20"),
    (5_000, "arrested", "flow", None, "Balochistan", "2025-04-01", "2025-04-20"),
    (3, "returned", "flow", "por", "Kharlachi", "2025-04-01", "2025-04-20"),
    (800_000, "registered", "stock", "acc", None, None, "2025-04-01"),
    (2_600_000, "registered", "stock", None, None, None, "2025-04-01"),
    (1_300_000, "registered", "stock", "por", None, None, "2025-04-01"),
)
CROWD: tuple[Said, ...] = tuple(
    (1000 + n, "returned", "flow", "acc", "Torkham", str(day), str(day))
    for n in range(1200)
    for day in [date(2025, 1, 1) + timedelta(days=n % 300)]
)


def figures_of(claims: tuple[Said, ...], party: str = "gov-pk") -> list[Figure]:
    """A figure a claim, in the order of the claims."""
    return [
        Figure(
            document=PAGE.id,
            start=n,
            end=n + 1,
            text=str(value),
            value=value,
            measure=measure,
            kind=Kind(kind),
            status=status,
            place=place,
            country="PAK",
            nationality="AFG",
            party=party,
            period_start=PartialDate(start) if start else None,
            period_end=PartialDate(end),
        )
        for n, (value, measure, kind, status, place, start, end) in enumerate(claims)
    ]


def nowcasted(figures: list[Figure], account: Account) -> Balanced:
    """The days of returns, summing to the account."""
    return nowcast_account(figures, account, SITUATION, asked_of(figures, SITUATION))


def made(claims: tuple[Said, ...], *, weekly: bool = False) -> Material:
    """What pictures of these claims are drawn from."""
    figures = figures_of(claims)
    account = balance_claims(figures, SITUATION)
    told = compose([PAGE], figures, [], account, [], SITUATION, as_of=date(2026, 1, 1), version="v")
    weeks = weeks_of(nowcasted(figures, account).nowcast, begins=first_weekday(figures)) if weekly else None
    return material_of(figures, account, told, SITUATION, weeks=weeks)
