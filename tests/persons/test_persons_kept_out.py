"""Nothing of a list of persons reaches the ledger, and the rest of the batch goes on."""

from pathlib import Path

from typer.testing import CliRunner

from concord.cli.main import app
from concord.ledger import Ledger

HERE = Path(__file__).parent


def test_ingest_refuses_the_list_before_anything_is_stored(tmp_path):
    listed = (HERE / "tables/persons-01-manifest-english.csv").read_bytes()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "manifest.csv").write_bytes(listed)
    (tmp_path / "in" / "note.txt").write_text("Some 84,000 Afghans were deported in March 2025.", "utf-8")
    db = tmp_path / "concord.db"
    ended = CliRunner().invoke(app, ["ingest", str(tmp_path / "in"), "--db", str(db)])
    assert ended.exit_code == 1
    assert "it looks like a list of persons" in ended.stderr
    with Ledger.open(db) as ledger:
        assert [kept.record.name for kept in ledger.documents()] == ["note"]
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("concord.db*"))
    for value in ("Gul Rahman", "11111-0000001-1", "0300-0000001"):
        assert value.encode() in listed
        assert value.encode() not in kept


def test_read_prints_no_value_of_a_list(tmp_path):
    ended = CliRunner().invoke(app, ["read", str(HERE / "tables/persons-03-urdu.csv")])
    assert ended.exit_code == 1
    assert "گل خان" not in ended.output + ended.stderr
    assert "numbers of identity documents" in ended.stderr
