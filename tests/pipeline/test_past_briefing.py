"""A past briefing is rebuilt bit for bit from the ledger, whatever was recorded since."""

from datetime import date
from pathlib import Path

from concord import __version__
from concord.documents import find_documents
from concord.ledger import Ledger
from concord.pipeline.brief import brief
from concord.pipeline.check import check
from concord.pipeline.ingest import ingest
from concord.publish.machine import machine_form
from concord.publish.page import page
from concord.reading import Reader
from concord.situation import bundled

SITUATION = bundled("afghanistan-pakistan")
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
DAY = date(2025, 4, 20)


def _forms(ledger):
    told = brief(check(ledger, SITUATION, as_of=DAY), SITUATION, as_of=DAY)
    return page(told), machine_form(told)


def test_a_briefing_as_of_a_day_does_not_change_with_what_comes_later(tmp_path):
    files = list(find_documents([EXAMPLES]))
    reader = Reader(SITUATION)
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        list(ingest(files[::2], ledger, reader, at="2025-04-20T08:00:00+00:00"))
        then = _forms(ledger)
        list(ingest(files[1::2], ledger, reader, at="2025-04-21T08:00:00+00:00"))
        assert check(ledger, SITUATION).documents != check(ledger, SITUATION, as_of=DAY).documents
        assert _forms(ledger) == then
    with Ledger.open(tmp_path / "ledger.db") as again, Ledger.open(tmp_path / "copy.db") as copy:
        copy.take_over(again)
        assert _forms(copy) == then
    assert all(__version__ in form for form in then)  # the code that would rebuild it
