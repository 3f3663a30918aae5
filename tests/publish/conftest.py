"""A small case: a press briefing, a flash update and two reports in other languages, as read.

The texts and the situation stand in ``case/``, so that golden files move only when publishing does.
"""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from concord.accounts import (
    Account,
    Along,
    Cause,
    CauseKind,
    Estimate,
    Finding,
    FindingCode,
    Identity,
    LeftOut,
    Margin,
    Position,
    Reason,
    Series,
    SeriesPoint,
)
from concord.evidence import (
    Document,
    Figure,
    Kind,
    PartialDate,
    Precision,
    Statement,
    StatementKind,
    Unit,
    digest,
)
from concord.publish import Briefing, Standing, compose
from concord.publish import Position as Word
from concord.situation import Situation, load_situation

CASE = Path(__file__).parent / "case"

# Name, title, publisher, published, language.
DOCUMENTS = (
    ("press", "Ministry gives new totals", "The Frontier Courier", "2025-04-18", "en"),
    ("flash", "Returns flash update", "UNHCR-IOM", "2025-04-08", "en"),
    ("falls", "How many have left?", "The Quetta Mail", "2025-04-12", "en"),
    ("urdu", "افغان شہریوں کی واپسی", "Roznama", "2025-04-22", "ur"),
    ("dari", "برگشت مهاجران", "Khabar", "2025-04-24", "fa"),
)


def figure(
    document: Document, text: str, value: float, *, within: str | None = None, **fields: Any
) -> Figure:
    """The claim that these words of the document carry, in the one sentence part ``within``."""
    around = within or text
    assert document.text.count(around) == 1
    start = document.text.index(around) + around.index(text)
    for name in ("period_start", "period_end"):
        fields[name] = PartialDate(fields[name]) if name in fields else None
    told = {
        "said": document.published,
        "publisher": document.publisher,
        "nationality": "AFG",
        "country": "PAK",
    }
    where = {"document": document.id, "start": start, "end": start + len(text), "text": text}
    return Figure(value=value, **where, **told, **fields)


def statement(document: Document, text: str, kind: StatementKind, **fields: Any) -> Statement:
    """The assertion that these words of the document make."""
    start = document.text.index(text)
    where = {"document": document.id, "start": start, "end": start + len(text), "text": text}
    return Statement(kind=kind, said=document.published, **where, **fields)


@pytest.fixture(scope="session")
def documents() -> tuple[Document, ...]:
    read = []
    for name, title, publisher, published, language in DOCUMENTS:
        content = (CASE / f"{name}.txt").read_bytes()
        told = {"title": title, "publisher": publisher, "language": language}
        read.append(
            Document(
                name,
                digest(content),
                "text/plain",
                content.decode(),
                published=PartialDate(published),
                address=f"https://example.org/{name}",
                **told,
            )
        )
    return tuple(read)


@pytest.fixture(scope="session")
def figures(documents: tuple[Document, ...]) -> tuple[Figure, ...]:
    press, flash, falls, urdu, dari = documents
    minister = {"source": "Talal Chaudhry", "party": "gov-pk", "period_end": "2025-04-18"}
    flow = {"kind": Kind.FLOW, "cumulative": True}
    total = {**minister, **flow, "measure": "deported", "period_start": "2023-11"}
    second = {**total, "period_start": "2025-04-01", "phase": "phase-2"}
    held = {**minister, "measure": "hosted", "kind": Kind.STOCK}
    earlier = {**total, "source": "interior ministry", "period_end": "2025-04-01"}
    april = {**flow, "measure": "returned", "period_start": "2025-04-01"}
    kabul = {**april, "source": "وزارت مهاجرین", "party": "gov-af", "period_end": "2025-04-24"}
    ministry = {**april, "source": "وزارتِ داخلہ", "party": "gov-pk", "period_end": "2025-04-22"}
    agencies = {**flow, "measure": "returned", "source": "UNHCR and IOM", "party": "unhcr"}
    return (
        figure(press, "907,391", 907391, **total),
        figure(press, "84,871", 84871, rest_status="undocumented", **second),
        figure(press, "25,320", 25320, status="acc", part_of=press.text.index("84,871"), **second),
        figure(press, "907,351", 907351, **total),
        figure(press, "1.3 million", 1300000, status="por", precision=Precision.ABOUT, **held),
        figure(press, "800,000", 800000, status="acc", **held),
        figure(press, "3", 3, within="3 families", unit=Unit.FAMILIES, **{**held, "status": "acc"}),
        figure(flash, "861,763", 861763, period_start="2023-09-15", period_end="2025-04-05", **agencies),
        figure(falls, "885,902", 885902, **earlier),
        figure(falls, "857,157", 857157, **{**total, "period_end": "2025-04-10"}),
        figure(urdu, "ایک لاکھ", 100000, precision=Precision.AT_LEAST, **ministry),
        figure(dari, "۸۲ هزار و ۴۶۱", 82461, **kabul),
    )


@pytest.fixture(scope="session")
def statements(documents: tuple[Document, ...]) -> tuple[Statement, ...]:
    press = documents[0]
    kabul = {"source": "Kabul's refugees ministry", "party": "gov-af"}
    beaten = "people were being beaten at the border"
    asked = "asked for a joint committee of both governments and the agencies concerned"
    accused = statement(press, beaten, StatementKind.ALLEGATION, about="Pakistan", **kabul)
    denial = {"source": "Talal Chaudhry", "party": "gov-pk", "denies": accused.start}
    return (
        accused,
        statement(press, "denied that anyone had been harmed", StatementKind.DENIAL, **denial),
        statement(press, asked, StatementKind.PROPOSAL, **kabul),
    )


@pytest.fixture(scope="session")
def situation() -> Situation:
    return load_situation(CASE / "situation")


@pytest.fixture(scope="session")
def account(figures: tuple[Figure, ...]) -> Account:
    """An account written by hand, so that publishing is tested apart from balancing."""
    ids = {figure.text: figure.id for figure in figures}
    whole = Margin(
        measure="deported",
        kind=Kind.FLOW,
        country="PAK",
        counted_by="gov-pk",
        start=date(2023, 11, 1),
        end=date(2025, 4, 18),
    )
    second = replace(whole, start=date(2025, 4, 1), phase="phase-2")
    first = replace(whole, phase="phase-1", end=date(2025, 3, 31))
    cut = Identity(whole, (second,), Along.PHASE, rest=first)
    early = replace(whole, end=date(2025, 4, 1))
    agencies = Margin(
        measure="returned", kind=Kind.FLOW, country="PAK", start=date(2023, 9, 15), end=date(2025, 4, 5)
    )
    por = Margin(measure="hosted", kind=Kind.STOCK, country="PAK", status="por", end=date(2025, 4, 18))

    def estimate(margin: Margin, value: float, spread: float, *texts: str, **told: Any) -> Estimate:
        ends = (value - spread, value + spread, value - 1.5 * spread, value + 1.5 * spread)
        claims = tuple(ids[text] for text in texts)
        own = tuple(Position("gov-pk", f.value, (f.id,), f.precision) for f in figures if f.id in claims)
        claimed = {"implied": False, "identity": None, "positions": own}
        return Estimate(margin, value, *ends, claims=claims, **{**claimed, **told})

    difference = Position("gov-pk", 822520, (ids["907,391"], ids["84,871"]))
    by_difference = {"implied": True, "identity": cut, "positions": (difference,)}
    estimates = (
        estimate(whole, 907380, 900, "907,391", "907,351"),
        estimate(early, 870300, 14000, "885,902", "857,157"),
        estimate(first, 822480, 950, "907,391", "84,871", **by_difference),
        estimate(second, 84871, 60, "84,871"),
        estimate(agencies, 861763, 400, "861,763"),
        estimate(por, 1300000, 39000, "1.3 million"),
    )
    band = tuple(
        SeriesPoint(day, value, value - 900, value + 900, value - 1400, value + 1400)
        for day, value in ((date(2025, 4, 1), 870300.0), (date(2025, 4, 18), 907380.0))
    )
    return Account(
        estimates=estimates,
        identities=(cut,),
        left_out=(LeftOut(ids["3"], Reason.FAMILIES), LeftOut(ids["ایک لاکھ"], Reason.NO_PERIOD)),
        plausible={},
        series=(Series(whole, band, (estimates[1].key, estimates[0].key)),),
    )


@pytest.fixture(scope="session")
def findings(figures: tuple[Figure, ...]) -> tuple[Finding, ...]:
    ids = {figure.text: figure.id for figure in figures}
    slip = Cause(CauseKind.DIGIT_SLIP, 0.889, "one digit was mistaken")
    revised = Cause(CauseKind.REVISION, 0.4, "the total was revised")
    return (
        Finding(
            FindingCode.CLAIMANT_AGAINST_ITSELF,
            (ids["907,391"], ids["907,351"]),
            40,
            40 / 907391,
            (slip, revised),
            "Talal Chaudhry (Government of Pakistan) gave 907,391 and 907,351 for the same count",
        ),
        Finding(
            FindingCode.FALLING_TOTAL,
            (ids["885,902"], ids["857,157"]),
            28745,
            28745 / 885902,
            (revised,),
            "interior ministry gave 885,902, nine days later Talal Chaudhry gave 857,157",
        ),
    )


@pytest.fixture(scope="session")
def composed(
    documents: tuple[Document, ...],
    figures: tuple[Figure, ...],
    statements: tuple[Statement, ...],
    account: Account,
    findings: tuple[Finding, ...],
    situation: Situation,
) -> Callable[..., Briefing]:
    """Compose the case; any of its parts may be replaced."""
    case = {"documents": documents, "figures": figures, "statements": statements, "account": account,
            "findings": findings, "situation": situation}  # fmt: skip
    disputed = Word(
        party="UNHCR",
        word="disputed",
        by="reporting officer",
        at="2025-04-19T10:00:00+00:00",
        why="It runs from another base date.",
    )
    states = {figures[0].id: Standing("disputed", (disputed,))}
    told = {"as_of": date(2025, 4, 25), "version": "concord 0.1.0", "states": states}
    return lambda **other: compose(**{**case, **told, **other})


@pytest.fixture(scope="session")
def briefing(composed: Callable[..., Briefing]) -> Briefing:
    return composed()


@pytest.fixture(scope="session")
def golden() -> Callable[[str, str], None]:
    """Compare with a golden file; REWRITE_GOLDEN=1 writes it anew, for the diff to be reviewed."""

    def compare(name: str, text: str) -> None:
        path = Path(__file__).parent / "golden" / name
        if os.environ.get("REWRITE_GOLDEN"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")

    return compare
