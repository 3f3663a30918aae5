"""A page that its publisher changed: both versions are kept, the last one speaks."""

from concord.evidence import Decision, DecisionKind, Document, Figure, Kind, PartialDate, Reading, digest
from concord.ledger import Ledger
from concord.pipeline.check import check
from concord.situation import bundled

SITUATION = bundled("afghanistan-pakistan")
ADDRESS = "https://ministry.example/statement"
DAY = "2025-04-{}T10:00:00+00:00"


def _version(text, address=ADDRESS, measure="deported"):
    content = text.encode()
    document = Document("statement", digest(content), "text/plain", text, address=address)
    number = text.split()[0]
    figure = Figure(
        document=document.id,
        start=0,
        end=len(number),
        text=number,
        value=int(number.replace(",", "")),
        measure=measure,
        kind=Kind.FLOW,
        nationality="AFG",
        country="PAK",
        period_start=PartialDate("2025-04-01"),
        period_end=PartialDate("2025-04-17"),
        party="gov-pk",
    )
    return document, content, Reading(document.id, "concord 1", (figure,))


def test_the_last_version_speaks_and_the_change_is_told(tmp_path):
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        ledger.record(*_version("907,391 were deported"), at=DAY.format(18))
        ledger.record(*_version("907,351 were deported"), at=DAY.format(19))
        checked = check(ledger, SITUATION)
        assert [figure.value for figure in checked.figures] == [907351]
        (page,) = checked.changed_pages
        assert (page.address, [f.value for f in page.withdrawn], [f.value for f in page.new]) == (
            ADDRESS,
            [907391],
            [907351],
        )
        assert not checked.findings  # a publisher's change is no contradiction
        assert [f.value for f in check(ledger, SITUATION, as_of=_day(18)).figures] == [907391]


def _day(number):
    return PartialDate(f"2025-04-{number}").last


def test_the_same_text_at_two_addresses_is_no_change(tmp_path):
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        for address in (ADDRESS, "https://paper.example/1"):
            ledger.record(*_version("907,391 were deported", address), at=DAY.format(18))
        checked = check(ledger, SITUATION)
        assert not checked.changed_pages
        assert len(checked.figures) == 2


def test_documents_without_address_are_no_versions_of_each_other(tmp_path):
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        for text in ("907,391 were deported", "907,351 were deported"):
            ledger.record(*_version(text, None), at=DAY.format(18))
        assert not check(ledger, SITUATION).changed_pages


def test_a_word_about_the_earlier_version_holds_where_the_later_reads_the_same(tmp_path):
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        old, new = _version("907,391 were deported"), _version("907,391 were deported, he said")
        ledger.record(*old, at=DAY.format(18))
        word = Decision(
            kind=DecisionKind.DISPUTED,
            claims=(old[2].figures[0].id,),
            party="gov-af",
            by="spokesperson",
            at=DAY.format(18),
            why="counted twice",
        )
        ledger.decide(word, at=DAY.format(18))
        ledger.record(*new, at=DAY.format(19))
        (view,) = check(ledger, SITUATION).views
        assert view.id == new[2].figures[0].id
        assert view.position.state == "disputed"
