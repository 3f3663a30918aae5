"""What only a server has: addresses, schemas, connections that break."""

import subprocess
import sys

import pytest

from concord.ledger import Ledger, LedgerCannotBeUsed, LedgerIsBusy, LedgerIsNewer, NotALedger

NOW = "2025-04-18T10:00:00+00:00"
ON_SERVER = pytest.mark.parametrize("where", ["server"], indirect=True)


def test_no_server_at_the_address_is_one_sentence_without_the_password(tmp_path):
    with pytest.raises(LedgerCannotBeUsed) as refused:
        Ledger.open(f"postgresql://desk:secret@/returns?host={tmp_path}")
    assert refused.value.where == f"postgresql://desk@/returns?host={tmp_path}"
    assert "secret" not in str(refused.value)


@ON_SERVER
def test_an_empty_schema_is_a_ledger_only_on_request(where):
    with pytest.raises(NotALedger):
        Ledger.open(where, create=False)
    Ledger.open(where).close()
    Ledger.open(where, create=False).close()


@ON_SERVER
def test_a_schema_of_something_else_is_left_alone(where, raw_server):
    raw_server.execute("CREATE TABLE entry (words text)")
    with pytest.raises(NotALedger):
        Ledger.open(where)
    assert raw_server.execute(
        "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()"
    ).fetchone() == (1,)


@ON_SERVER
def test_a_ledger_of_a_later_concord_is_refused(where, raw_server):
    Ledger.open(where).close()
    raw_server.execute("COMMENT ON TABLE entry IS 'Concord ledger, layout 99'")
    with pytest.raises(LedgerIsNewer):
        Ledger.open(where)


@ON_SERVER
def test_a_writer_that_waited_in_vain_is_told_so(where, report, raw_server):
    with Ledger.open(where) as holder, Ledger.open(where) as other:
        other._engine.connection.execute("SET lock_timeout = '50ms'")
        with holder.batch(), pytest.raises(LedgerIsBusy):
            other.record(*report("one"), at=NOW)
        assert other.documents() == []


@ON_SERVER
def test_a_connection_that_is_cut_in_mid_batch_leaves_nothing_of_it(where, report, raw_server):
    with Ledger.open(where) as ledger:
        ledger.record(*report("one"), at=NOW)
        with pytest.raises(LedgerCannotBeUsed), ledger.batch():  # noqa: PT012
            ledger.record(*report("two"), at=NOW)
            ledger.documents()  # what waited is with the server now
            cut = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
            raw_server.execute(cut)
            ledger.record(*report("three"), at=NOW)
    with Ledger.open(where) as ledger:
        assert [kept.record.name for kept in ledger.documents()] == ["one"]
        assert ledger.record(*report("two"), at=NOW).new
        assert ledger.verify().entries == 4


@ON_SERVER
def test_a_batch_in_which_a_statement_failed_is_never_taken_for_kept(where, report):
    with Ledger.open(where) as ledger:
        with pytest.raises(LedgerCannotBeUsed), ledger.batch():  # noqa: PT012
            ledger.record(*report("one"), at=NOW)
            ledger.documents()
            with pytest.raises(Exception, match="does not exist"):
                ledger._engine.connection.execute("SELECT nothing_like_it")
        assert ledger.documents() == []


def test_the_bare_install_needs_no_driver(tmp_path):
    """The embedded file works, and a server's address is answered with what to install."""
    code = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from concord.ledger import Ledger, MissingExtra\n"
        "Ledger.open(sys.argv[1]).close()\n"
        "try: Ledger.open('postgresql://localhost/returns')\n"
        "except MissingExtra as error: print(error)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "l.db")], capture_output=True, text=True, check=True
    ).stdout
    assert "concord[postgres]" in told
