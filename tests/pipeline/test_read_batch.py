"""A batch: every document of every file, in order, with what became of it."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from concord.cli.main import app
from concord.documents import BrokenDocument, Part, find_documents
from concord.evidence import Document, Figure, Reading, digest
from concord.pipeline.read import Outcome, Read, Unread, _ReadPart, read, reading_pool
from concord.pipeline.shapes import Shaped
from concord.reading import Reader
from concord.situation import bundled

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "tests" / "documents" / "seeds"
EVERY_FORMAT = 24  # documents in the reports of tests/documents/seeds, those in containers among them


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(bundled("afghanistan-pakistan"))


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    for seed in SEEDS.glob("report.*"):
        (tmp_path / seed.name).write_bytes(seed.read_bytes())
    return tmp_path


def test_one_pass_reads_a_folder_with_every_format(reports: Path, reader: Reader) -> None:
    found = list(read(find_documents([reports]), reader))
    assert len(found) == EVERY_FORMAT
    assert all(isinstance(one, Read) and one.outcome is Outcome.READ for one in found)
    told = {"84,871", "25,320", "3,669"}, {"1,204", "988", "1,310"}
    for one in found:
        assert isinstance(one, Read)
        texts = {figure.text for figure in one.reading.figures}
        assert any(known <= texts for known in told), one.path
    paths = [str(one.path.relative_to(reports)) for one in found]
    assert paths == sorted(paths, key=lambda path: path.split("/")[0])


def test_who_reads_in_a_worker_finds_what_is_found_without(reports: Path, reader: Reader) -> None:
    for found in read([reports / "report.txt", reports / "report.docx"], reader):
        assert isinstance(found, Read)
        assert found.reading == reader.read(found.document)


def test_the_command_reads_every_format_and_says_so(reports: Path) -> None:
    told = CliRunner().invoke(app, ["read", str(reports), "--format", "jsonl"])
    records = [json.loads(line) for line in told.stdout.splitlines()]
    assert told.exit_code == 0
    assert len(records) == EVERY_FORMAT
    assert f"{EVERY_FORMAT} of {EVERY_FORMAT} documents read." in told.stderr
    paths = [record["path"].removeprefix(f"{reports}/") for record in records]
    assert "report.zip/mail.eml/report.pdf" in paths
    assert {record["outcome"] for record in records} == {"read"}
    page = records[paths.index("report.html")]
    assert (page["byline"], [language for _, _, language in page["languages"]]) == ("A. Writer", ["en"])


def test_a_name_that_is_no_text_is_told_in_every_form(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"not-\xff-text.txt")).write_bytes(b"Some 84,871 Afghans returned.")
    for form in ("text", "json", "jsonl"):
        told = CliRunner().invoke(app, ["read", str(tmp_path), "--format", form])
        assert told.exit_code == 0
        assert "not-\\" in told.stdout


def test_a_folder_without_documents_says_so(tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["read", str(tmp_path)])
    assert (told.exit_code, told.stderr) == (0, "No documents found.\n")


def counts(part: Part) -> Iterator[Shaped] | None:
    """A recogniser: files that begin with the word FEED, a number a line."""
    return _counts(part) if part.content.startswith(b"FEED") else None


def _counts(part: Part) -> Iterator[Shaped]:
    text = part.content.decode()
    if "broken" in text:
        raise BrokenDocument(part.path, "the feed holds no numbers")
    document = Document(name="feed", sha256=digest(part.content), media_type="text/x-feed", text=text)
    start = text.index("\n") + 1
    number = text[start:]
    figure = Figure(document=document.id, start=start, end=len(text), text=number, value=int(number))
    yield Shaped(document, Reading(document.id, "feeds 1", (figure,)), part.content)


def test_a_known_shape_is_recognised_before_its_format_is_asked(reader: Reader) -> None:
    task = _ReadPart(reader, (counts,))
    (found,) = task(Part("a.xyz", "a.xyz", b"FEED\n84871"))
    assert (found.document.media_type, found.reading.figures[0].value) == ("text/x-feed", 84871)
    (other,) = task(Part("a.txt", "a.txt", b"Some 84,871 Afghans returned."))
    assert other.document.media_type == "text/plain"
    with pytest.raises(BrokenDocument, match="holds no numbers"):
        list(task(Part("a.xyz", "a.xyz", b"FEED\nbroken")))


def test_workers_are_kept_between_batches(tmp_path: Path, reader: Reader) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Some 84,871 Afghans returned.", "utf-8")
    with reading_pool(reader, workers=1) as pool:
        assert len(list(read([path], reader, pool))) == 1
        process = pool._workers[0]._process
        (again,) = read([tmp_path / "gone.txt"], reader, pool)
        assert isinstance(again, Unread)
        assert again.cause == "UnreadableDocument"
        assert pool._workers[0]._process is process
