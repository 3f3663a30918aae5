"""Claims to balance: a factory of figures, the seed's claims, and a situation that is no one's."""

from collections.abc import Callable
from itertools import count

import pytest

from concord.evidence import Figure, Kind, PartialDate, Precision
from concord.situation import Situation, bundled

Claim = Callable[..., Figure]


@pytest.fixture
def claim() -> Claim:
    """Makes a figure of a running number, so that no two are one by accident."""
    places = count(0, 10)

    def make(value: float, **fields: object) -> Figure:
        for name in ("period_start", "period_end", "said"):
            if isinstance(text := fields.get(name), str):
                fields[name] = PartialDate(text)
        start = next(places)
        told: dict[str, object] = {
            "document": "report",
            "start": start,
            "end": start + 7,
            "text": str(value),
            "nationality": "SOM",
            "country": "KEN",
            "party": "gov-ke",
            "measure": "returned",
            "kind": Kind.FLOW,
        }
        return Figure(value=value, **{**told, **fields})

    return make


@pytest.fixture(scope="session")
def afghanistan() -> Situation:
    return bundled("afghanistan-pakistan")


@pytest.fixture(scope="session")
def elsewhere() -> Situation:
    """Returns from Kenya to Somalia as a toy: nothing in it is a published fact."""
    told = {"label": "told", "sources": ["toy"]}
    return Situation.model_validate(
        {
            "id": "toy",
            "name": "Toy",
            "nationality": "SOM",
            "host": "KEN",
            "languages": ["en"],
            "sources": [{"id": "toy", "publisher": "nobody", "title": "toy"}],
            "measures": [
                {"code": "returned", "kind": "flow", "definition": "went", **told},
                {"code": "deported", "kind": "flow", "definition": "sent", "part_of": "returned", **told},
                {"code": "hosted", "kind": "stock", "definition": "lives", **told},
                {"code": "registered", "kind": "stock", "definition": "on a list", **told},
            ],
            "identities": [
                {
                    "code": "manner",
                    "whole": "returned",
                    "over": "manner",
                    "parts": ["voluntary", "forced"],
                    **told,
                }
            ],
            "statuses": [{"code": code, **told} for code in ("camp", "urban", "visa")],
            "phases": [
                {
                    "code": "early",
                    "label": "early",
                    "claims": [{"party": "gov-ke", "start": "2020-01-01", "end": "2020-06-30", **told}],
                },
                {
                    "code": "late",
                    "label": "late",
                    "claims": [{"party": "gov-ke", "start": "2020-07-01", **told}],
                },
            ],
        }
    )


@pytest.fixture
def seed() -> tuple[Figure, ...]:
    """What one minister and the United Nations said in one report of April 2025, in figures only."""
    minister = {
        "document": "seed",
        "nationality": "AFG",
        "country": "PAK",
        "source": "minister",
        "party": "gov-pk",
        "measure": "deported",
        "kind": Kind.FLOW,
    }
    nations = {**minister, "source": "UN data", "party": "un-other", "kind": Kind.STOCK}
    since = {"period_start": PartialDate("2023-11"), "cumulative": True}
    rest = {"status": "mixed", "rest_status": "undocumented"}

    def figure(start: int, value: int, told: dict[str, object], **more: object) -> Figure:
        return Figure(start=start, end=start + 7, text=f"{value:,}", value=value, **{**told, **more})

    return (
        figure(0, 907_391, minister, **since),
        figure(10, 2_800_000, nations, measure="hosted", precision=Precision.AT_LEAST),
        figure(20, 1_300_000, nations, measure="registered", status="por", precision=Precision.ABOUT),
        figure(30, 800_000, nations, measure="registered", status="acc"),
        figure(40, 907_351, minister, phase="all", **since),
        figure(50, 84_871, minister, phase="phase-2", cumulative=True, **rest),
        figure(60, 25_320, minister, status="acc", part_of=50),
    )
