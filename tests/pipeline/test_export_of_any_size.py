"""An export of a ledger of any size: a portion at a time, the same rows as out of evidence in memory."""

import dataclasses
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from concord.accounts import balance_claims
from concord.evidence import (
    Decision,
    DecisionKind,
    Document,
    Figure,
    Kind,
    PartialDate,
    Reading,
    Unit,
    digest,
)
from concord.ledger import Filter, Ledger
from concord.pipeline import ground
from concord.pipeline.check import check
from concord.pipeline.exports import export_from, export_of
from concord.pipeline.ground import TooManyScopes
from concord.publish.exports.columns import CLAIMS
from concord.situation import bundled

SITUATION = bundled("afghanistan-pakistan")
FIRST, THEN = "2025-04-18T10:00:00+00:00", "2025-04-20T10:00:00+00:00"
TODAY = date(2025, 4, 21)
QUESTIONS = [
    Filter(), Filter(limit=4, offset=1), Filter(status=("acc",)), Filter(measure=("arrested",)),
    Filter(party=("iom",)), Filter(place=("Torkham",), limit=2),
]  # fmt: skip


def report(name: str, *values: int, address: str | None = None, reader: str = "one") -> tuple:
    """A total with two parts, arrests at a place, a share, and a number that may be small."""
    total, acc, por, arrested, small = values
    words = [f"{total:,} returned", f"{acc:,} acc", f"{por:,} por", f"{arrested:,} arrested", f"{small} more",
             "40 percent women"]  # fmt: skip
    text = f"{name}: " + "; ".join(words) + "."
    content = text.encode()
    document = Document(name, digest(content), "text/plain", text, address=address,
                        published=PartialDate("2025-04-18"))  # fmt: skip
    at = [text.index(one) for one in words]
    since = {"period_start": PartialDate("2025-04-01"), "period_end": PartialDate("2025-04-18")}
    base = {"document": document.id, "party": "iom", "kind": Kind.FLOW, "country": "PAK", **since}
    fields = [
        {"value": total, "measure": "returned", "place": "Torkham"},
        {"value": acc, "measure": "returned", "place": "Torkham", "status": "acc", "part_of": at[0]},
        {"value": por, "measure": "returned", "place": "Torkham", "status": "por", "part_of": at[0]},
        {"value": arrested, "measure": "arrested", "place": "Punjab"},
        {"value": small, "measure": "deported"},
        {"value": 40, "measure": "returned", "sex_age": "women", "unit": Unit.PERCENT, "part_of": at[0]},
    ]  # fmt: skip
    figures = tuple(
        Figure(**base, **own, start=start, end=start + len(word.split()[0]), text=word.split()[0])
        for own, start, word in zip(fields, at, words, strict=True)
    )
    return document, content, Reading(document.id, reader, figures)


def decided(kind: DecisionKind, *claims: str, party: str = "unhcr", **more: object) -> Decision:
    return Decision(kind=kind, claims=claims, party=party, by="desk", at=FIRST, why="so we count", **more)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Reports of which one's page was got anew, one was read twice, and some had words said of them."""
    with Ledger.open(tmp_path / "concord.db") as ledger:
        old = report("page", 1_200, 700, 500, 60, 30, address="https://example.org/page")
        plain, rest = report("plain", 1_500, 900, 598, 40, 3), report("rest", 80, 50, 30, 12, 11)
        again = report("again", 2_400, 1_400, 1_000, 7, 8)
        for one in (old, plain, rest, again):
            ledger.record(*one, at=FIRST)
        first = [figure.id for figure in plain[2].figures]
        ledger.decide(decided(DecisionKind.AGREED, first[0]), at=FIRST)
        ledger.decide(decided(DecisionKind.DISPUTED, first[4], party="gov-pk"), at=FIRST)
        ledger.decide(decided(DecisionKind.SUPERSEDES, first[1], rest[2].figures[1].id), at=FIRST)
        ledger.decide(decided(DecisionKind.SAME_CLAIM, first[2], rest[2].figures[2].id), at=FIRST)
        fixed = (("value", "1505"), ("status", '"undocumented"'))
        change = decided(DecisionKind.CORRECTED_READING, first[0], correction=fixed)
        ledger.decide(change, at=FIRST)
        ledger.decide(decided(DecisionKind.DISPUTED, old[2].figures[1].id), at=FIRST)
        ledger.decide(decided(DecisionKind.AGREED, again[2].figures[0].id, party="gov-af"), at=FIRST)
        document, content, read = again
        other = dataclasses.replace(read.figures[0], measure="deported")
        ledger.record(
            document, content, Reading(document.id, "two", (other, *read.figures[1:])), at=THEN
        )  # fmt: skip
        ledger.record(*report("page", 1_260, 700, 560, 66, 31, address="https://example.org/page"), at=THEN)
        yield ledger


def told(export: object) -> list[dict[str, object]]:
    return [dict(zip(CLAIMS.names, row, strict=True)) for row in export.rows]  # type: ignore[attr-defined]


def small_account(ledger: Ledger, as_of: date | None) -> object:
    """The evidence with an account of nothing: where there is none, sums of claims are what is known."""
    return dataclasses.replace(check(ledger, SITUATION, as_of=as_of), account=balance_claims([], SITUATION))


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("as_of", [None, date(2025, 4, 18)])
def test_rows_are_those_of_evidence_in_memory(
    ledger: Ledger, question: Filter, as_of: date | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked = small_account(ledger, as_of)
    expected = export_of("claims", ledger, checked, SITUATION, question, today=TODAY, as_of=as_of)
    monkeypatch.setattr(ground, "SCOPES", 0)
    found = export_from("claims", ledger, SITUATION, question, today=TODAY, as_of=as_of)
    assert found.about.decisions == expected.about.decisions
    assert told(found) == told(expected)


def test_every_kind_of_row_is_among_them(ledger: Ledger) -> None:
    rows = told(export_from("claims", ledger, SITUATION, Filter(), today=TODAY))
    assert {row["disclosure"] for row in rows} == {"ok", "small", "cover"}
    assert {"agreed_but_changed", "superseded", "disputed", "unreviewed"} <= {row["state"] for row in rows}
    assert any(row["repeats"] for row in rows)
    assert any(row["corrected"] for row in rows)
    assert any(row["part_of"] for row in rows)
    later = told(export_from("claims", ledger, SITUATION, Filter(), today=date(2025, 6, 1)))
    assert len(later) > len(rows), "arrests wait for their day"
    assert "coarse" in {row["disclosure"] for row in later}


def test_no_account_is_made_of_too_many_scopes(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ground, "SCOPES", 3)
    for options in ({"flow": "account"}, {"flow": "claims", "findings": True}):
        with pytest.raises(TooManyScopes, match="more than 3 scopes"):
            export_from(
                **{"ledger": ledger, "situation": SITUATION, "question": Filter(), "today": TODAY} | options
            )
    assert told(export_from("claims", ledger, SITUATION, Filter(), today=TODAY))
