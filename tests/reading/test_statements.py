"""Statements: who alleges, denies, demands, proposes, promises, decides or assures what."""

import json
from pathlib import Path

import pytest

from concord.evidence import Document, Statement
from concord.reading.reader import Reader
from concord.situation import bundled

READER = Reader(bundled("afghanistan-pakistan"))
SEED = Path(__file__).resolve().parents[2].parent / "shared" / "corpus" / "dev" / "d000.json"


@pytest.mark.parametrize(
    ("text", "kind", "party"),
    [
        ("Kabul accused the police of extortion and harassment.", "allegation", "gov-af"),
        ("UNHCR said families had been harassed at the crossing.", "allegation", "unhcr"),
        ("Many left amid reports of night raids.", "allegation", None),
        ("Islamabad denies the claims.", "denial", "gov-pk"),
        ("Kabul has rejected the charges as baseless.", "denial", "gov-af"),
        ("UNHCR urged Pakistan to halt the returns.", "demand", "unhcr"),
        ("Afghanistan called for an orderly return.", "demand", "gov-af"),
        ("The Afghan refugees minister proposed a joint desk at Torkham.", "proposal", "gov-af"),
        ("Islamabad pledged to open a second gate.", "commitment", "gov-pk"),
        ("Pakistan set a deadline of 1 May for card holders.", "policy", "gov-pk"),
        ("The interior minister of Pakistan said all were treated fairly.", "assurance", "gov-pk"),
    ],
)
def test_a_statement_has_a_kind_and_a_voice(text: str, kind: str, party: str | None) -> None:
    assert [(found.kind, found.party) for found in read(text)] == [(kind, party)]


@pytest.mark.parametrize(
    "text",
    [
        "Some 900 people were deported on Monday.",
        # To deny somebody something is no denial of a charge.
        "Islamabad denied entry to nine trucks.",
        "The family set out at dawn.",
        "A reporter asked about the weather.",
        # Nobody has said so.
        "The guests arrived late.",
    ],
)
def test_other_senses_are_no_statements(text: str) -> None:
    assert read(text) == ()


def test_a_sentence_with_two_verbs_holds_two_statements() -> None:
    found = read("Islamabad denies the accusations and has urged Kabul to open schools.")
    assert [(s.kind, s.party, s.about) for s in found] == [
        ("denial", "gov-pk", None),
        ("demand", "gov-pk", "Kabul"),
    ]


def test_a_denial_points_at_the_nearest_allegation_before_it() -> None:
    first, second = read("Kabul accused Islamabad of abuses. Islamabad denied the accusations.")
    assert second.denies == first.start


def test_a_statement_is_a_cut_of_the_text() -> None:
    text = "Some left, while Kabul “urged” patience."
    (found,) = read(text)
    assert (found.text, text[found.start : found.end]) == ("Kabul “urged” patience",) * 2


def test_the_statements_of_a_news_report() -> None:
    if not SEED.exists():
        pytest.skip("the shared corpus is not beside this checkout")
    seed = json.loads(SEED.read_text("utf-8"))
    found = {(s.start, str(s.kind)) for s in read(seed["text"])}
    assert found >= EXPECTED


EXPECTED = {
    (204, "demand"),
    (267, "policy"),
    (329, "demand"),
    (401, "policy"),
    (466, "policy"),
    (1516, "assurance"),
    (1631, "assurance"),
    (2131, "proposal"),
    (2467, "commitment"),
    (2535, "commitment"),
    (2705, "demand"),
    (2795, "allegation"),
    (2869, "denial"),
    (2906, "demand"),
    (3133, "allegation"),
    (3277, "allegation"),
    (3507, "denial"),
}


def read(text: str) -> tuple[Statement, ...]:
    return READER.read(Document("note", "", "text/plain", text, language="en")).statements
