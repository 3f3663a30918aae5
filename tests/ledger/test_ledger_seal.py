"""Seals: what a party notes, and what it can find out later from any copy."""

import pytest

from concord.ledger import BrokenChain, Ledger, Seal, UnreadableSeal

NOW = "2025-04-21T10:00:00+00:00"


def test_a_seal_holds_while_the_ledger_grows(filled, report):
    with Ledger.open(filled) as ledger:
        noted = ledger.seal()
        ledger.record(*report("three"), at=NOW)
        assert ledger.verify(seal=noted).entries == 7
        assert ledger.seal() != noted


def test_an_empty_ledger_has_a_seal_that_holds(where, report):
    with Ledger.open(where) as ledger:
        noted = ledger.seal()
        assert noted.entries == 0
        ledger.record(*report("one"), at=NOW)
        ledger.verify(seal=noted)


@pytest.mark.parametrize("written", ["{}", " {}\n", "{lower}", "{bare}", "{spaced}"])
def test_a_seal_survives_being_written_down(filled, written):
    with Ledger.open(filled) as ledger:
        noted = ledger.seal()
    entries, _, digest = str(noted).partition("-")
    forms = {
        "lower": str(noted).lower(),
        "bare": f"{entries}-{digest.replace('-', '')}",
        "spaced": str(noted).replace("-", "- "),
    }
    assert Seal.read(written.format(str(noted), **forms)) == noted


@pytest.mark.parametrize("text", ["", "5", "5-ABCD", "x-" + "A" * 32, "5-" + "0" * 32, "5-" + "A" * 33])
def test_what_is_no_seal_is_refused(text):
    with pytest.raises(UnreadableSeal):
        Seal.read(text)


def test_a_log_written_anew_verifies_but_not_against_the_seal(filled, report, tmp_path):
    with Ledger.open(filled) as ledger:
        noted = ledger.seal()
    with Ledger.open(tmp_path / "anew.db") as anew:
        anew.record(*report("one", (1200, 1301)), at="2025-04-18T10:00:00+00:00")
        anew.record(*report("two", (77,)), at="2025-04-19T10:00:00+00:00")
        anew.record(*report("three"), at=NOW)
        assert anew.verify().entries == 6
        with pytest.raises(BrokenChain, match="is not the one that was sealed") as broken:
            anew.verify(seal=noted)
    assert broken.value.seq == 5


def test_an_end_that_was_cut_off_is_found_by_the_seal(filled, report, tmp_path):
    with Ledger.open(filled) as ledger:
        noted = ledger.seal()
    with Ledger.open(tmp_path / "short.db") as short:
        short.record(*report("one", (1200, 1300)), at="2025-04-18T10:00:00+00:00")
        with pytest.raises(BrokenChain, match="cut off"):
            short.verify(seal=noted)


def test_the_same_ledger_has_the_same_seal_on_both_databases(filled):
    with Ledger.open(filled) as ledger:
        assert str(ledger.seal()) == "5-DQPP-TAJQ-7LCU-QERM-NPXQ-V53Q-MAII-Q55G"
