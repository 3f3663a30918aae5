"""A run over shards: output in the order of the input, the same bytes each time, resumable, never mixed."""

import fcntl
import json
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import Result
from typer.testing import CliRunner

from concord.cli.main import app
from concord.corpora import FolderHoldsAnotherRun, FolderIsBeingWritten, NoShards, Prefilter, Run, find_shards
from concord.corpora.errors import OtherCode
from concord.corpora.keeper import Keeper
from concord.corpora.records import Task
from concord.corpora.shard import read_shard, settings_for
from concord.documents import read_document
from concord.reading import Reader
from concord.situation import bundled

BREAKING = (sys.executable, str(Path(__file__).with_name("breaking_worker.py")))
SITUATION = "afghanistan-pakistan"


def command(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["read", *map(str, arguments)])


def task(shard: Path, out: Path, *, prefilter: bool = True) -> Task:
    settings = settings_for(bundled(SITUATION), prefilter=prefilter)
    return Task(f"000000-{shard.stem}", str(shard), str(out), SITUATION, settings)


def test_claims_come_in_the_order_of_the_input(undisturbed: SimpleNamespace, made: SimpleNamespace) -> None:
    """Page by page, and in a page as they stand in its text; read here once more without any run."""
    pages, claims = made.table(undisturbed.out, "pages"), made.table(undisturbed.out, "claims")
    assert pages.column("page").to_pylist() == [f"page-{at:06d}" for at in range(300)]
    reader, prefilter = Reader(bundled(SITUATION)), Prefilter(bundled(SITUATION))
    expected = []
    for row in made.mixed(300):
        document = read_document(row["text"].encode(), name="page.txt")
        if prefilter.may_be_in([document])[0]:
            reading = reader.read(document)
            expected += [(row["id"], claim.start) for claim in (*reading.figures, *reading.statements)]
    found = [(row["page"], row["start"]) for row in claims.select(["page", "start"]).to_pylist()]
    assert found == expected
    assert len(found) > 300


def test_any_number_of_workers_gives_the_same_bytes(
    undisturbed: SimpleNamespace, tmp_path: Path, made: SimpleNamespace
) -> None:
    summary = Run(find_shards([undisturbed.corpus]), tmp_path / "out").read(workers=3)
    assert made.digests(tmp_path / "out") == undisturbed.digests
    assert len(undisturbed.digests) == 3 * 5 + 2
    assert summary.outcomes == {"read": 75, "skipped": 225}


def test_a_report_tells_the_bytes_it_is_of(undisturbed: SimpleNamespace, made: SimpleNamespace) -> None:
    report = json.loads((undisturbed.out / "reports" / "000000-shard-0.json").read_text("utf-8"))
    assert report["sha256"] == made.digests(undisturbed.corpus)["shard-0.parquet"]
    assert report["files"]["claims"] == undisturbed.digests["claims/000000-shard-0.parquet"]
    assert report["files"]["pages"] == undisturbed.digests["pages/000000-shard-0.parquet"]
    assert report["settings"]["reader"].startswith("concord ")
    assert (report["pages"], sum(report["outcomes"].values())) == (60, 60)


def test_a_run_is_taken_up_where_it_ended(
    corpus: Path, out: Path, tmp_path: Path, made: SimpleNamespace
) -> None:
    """Shards that were read are left as they are, one that changed is read again, new ones are added."""
    before = {path: path.stat().st_mtime_ns for path in (out / "claims").iterdir()}
    made.put(corpus / "shard-1.parquet", made.mixed(8, start=900))
    made.put(corpus / "shard-5.parquet", made.mixed(4, start=950))
    summary = Run(find_shards([corpus]), out).read(workers=1, resume=True)
    assert [report.pages for report in summary.reports if report] == [60, 8, 60, 60, 60, 4]
    again = [path.name for path, time in before.items() if path.stat().st_mtime_ns != time]
    assert again == ["000001-shard-1.parquet"]
    Run(find_shards([corpus]), tmp_path / "whole").read(workers=1)
    assert made.digests(out) == made.digests(tmp_path / "whole")


def test_output_that_was_lost_is_made_again(
    undisturbed: SimpleNamespace, corpus: Path, out: Path, made: SimpleNamespace
) -> None:
    (out / "claims" / "000001-shard-1.parquet").unlink()
    (out / "reports" / "000000-shard-0.json").write_text('{"name": "0000', "utf-8")
    Run(find_shards([corpus]), out).read(workers=1, resume=True)
    assert made.digests(out) == undisturbed.digests


def test_a_folder_is_never_overwritten_or_mixed(corpus: Path, out: Path) -> None:
    shards = find_shards([corpus])
    with pytest.raises(FolderHoldsAnotherRun, match="--resume"):
        Run(shards, out).read(workers=1)
    with pytest.raises(FolderHoldsAnotherRun, match="other shards"):
        Run(shards[1:], out).read(workers=1, resume=True)
    with pytest.raises(FolderHoldsAnotherRun, match="holds no run"):
        Run(shards, corpus).read(workers=1)
    with (out / ".lock").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(FolderIsBeingWritten):
            Run(shards, out).read(workers=1, resume=True)


def test_another_reader_reads_its_shards_again(corpus: Path, out: Path) -> None:
    """A report of other settings is none: claims of two readers never stand side by side."""
    summary = Run(find_shards([corpus]), out, prefilter=False).read(workers=1, resume=True)
    assert summary.outcomes == {"read": 300}


def test_a_bad_page_is_a_row_and_a_bad_shard_costs_no_other(
    corpus: Path, tmp_path: Path, made: SimpleNamespace
) -> None:
    rows = made.mixed(12)
    rows[5] = {"id": "bad", "bytes": b"%PDF-1.7 broken", "media_type": "application/pdf"}
    made.put(corpus / "shard-1.parquet", rows)
    (corpus / "shard-3.parquet").write_bytes(b"PAR1 but no more")
    done = command(corpus, "--out", tmp_path / "out", "--workers", 2)
    assert done.exit_code == 1
    assert "shard-3.parquet: broken after page 0" in done.stderr
    assert "1 unreadable" in done.stdout
    pages = made.table(tmp_path / "out", "pages")
    assert len(pages) == 60 + 12 + 60 + 60
    (bad,) = [row for row in pages.to_pylist() if row["page"] == "bad"]
    assert (bad["outcome"], bad["why"].split(":")[0]) == ("unreadable", "BrokenDocument")
    lost = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))["lost"]
    assert list(lost) == ["shard-3.parquet"]


def test_pages_that_end_their_process_are_rows(tmp_path: Path, made: SimpleNamespace) -> None:
    """Found by reading one by one where a worker ended; everything else in the shard is there."""
    bad = [{"id": f"{kind}-1", "text": "7 Afghans"} for kind in ("deadly", "greedy", "endless")]
    rows = [*made.mixed(8), bad[0], *made.mixed(2), bad[1], bad[2], *made.mixed(2)]
    shard, keeper = made.put(tmp_path / "a.parquet", rows), Keeper(BREAKING, patience=3)
    try:
        report = keeper.read(task(shard, tmp_path / "out", prefilter=False))
    finally:
        keeper.close()
    assert report.outcomes["fatal"] == 3
    pages = made.table(tmp_path / "out", "pages").to_pylist()
    assert [row["page"] for row in pages] == [row["id"] for row in rows]
    why = {row["page"]: row["why"] for row in pages if row["outcome"] == "fatal"}
    assert why == {
        "deadly-1": "the process that read it ended with signal 11",
        "greedy-1": "the process that read it ended with exit code 70",
        "endless-1": "the process that read it was ended after 3 seconds",
    }


def test_a_shard_is_read_alike_in_this_process(undisturbed: SimpleNamespace, tmp_path: Path) -> None:
    """What a worker writes is what the function that it runs writes."""
    here = read_shard(task(undisturbed.corpus / "shard-0.parquet", tmp_path / "here"))
    told = json.loads((undisturbed.out / "reports" / "000000-shard-0.json").read_text("utf-8"))
    assert json.loads(json.dumps(here.told())) == told


def test_a_worker_with_other_code_refuses_its_shard(corpus: Path, tmp_path: Path) -> None:
    """On a cluster that was updated by halves: claims of two readers never stand side by side."""
    mine = task(corpus / "shard-0.parquet", tmp_path / "out")
    theirs = replace(mine, settings=replace(mine.settings, reader="concord 0.0.1 000000000000"))
    with pytest.raises(OtherCode, match=r"the head concord 0\.0\.1 .*: install the same Concord"):
        read_shard(theirs)
    assert not (tmp_path / "out").exists()


def test_the_command_says_what_became_of_the_pages(corpus: Path, tmp_path: Path) -> None:
    done = command(corpus / "shard-0.parquet", "--out", tmp_path / "out", "--workers", 1)
    assert (done.exit_code, done.stderr) == (0, "")
    first, second = done.stdout.splitlines()
    assert first == "1 shard, 60 pages (15 read, 45 skipped)"
    assert second.endswith(f"claims in {tmp_path / 'out'}")


def test_wrong_use_says_what_to_do(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert isinstance(command(tmp_path / "empty", "--out", tmp_path / "out").exception, NoShards)
    done = command(corpus, "--out", tmp_path / "out", "--cluster", "ray://host:1")
    assert done.exit_code == 2
    assert "--engine daft" in done.stderr
    done = command(corpus, "--engine", "daft")
    assert (done.exit_code, "--out" in done.stderr) == (2, True)
