"""Files, folders and batches: nothing is skipped in silence, nothing broken stops the rest."""

import os
import pickle
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import concord.documents
from concord.documents import (
    MAX_BYTES,
    BrokenDocument,
    EmptyDocument,
    MissingLibrary,
    OversizedDocument,
    SeveralDocuments,
    UnknownFormat,
    UnreadableDocument,
    find_documents,
    read_all,
    read_document,
    read_path,
)
from concord.evidence import Document, digest


def test_the_public_names_are_a_choice() -> None:
    names = concord.documents.__all__
    assert len(names) == len(set(names)) == 37
    assert [name for name in names if not hasattr(concord.documents, name)] == []


def test_a_file_is_named_by_its_stem_wherever_it_lies(tmp_path: Path) -> None:
    copies = [tmp_path / "kp-17.txt", tmp_path / "elsewhere" / "kp-17.txt"]
    copies[1].parent.mkdir()
    for copy in copies:
        copy.write_bytes(b"84,871 returned.\r\n")
    first, second = map(read_path, copies)
    assert (first.name, first.address, first.sha256) == ("kp-17", None, digest(b"84,871 returned.\r\n"))
    assert first.id == second.id


@pytest.mark.parametrize(
    ("name", "content", "error", "message"),
    [
        ("a.txt", b"", EmptyDocument, "the file has no bytes; get the document again"),
        ("a.txt", b" \r\n\t", EmptyDocument, "there are no words in it; get the document again"),
        ("a.txt", b"84,871\x00", BrokenDocument, "a NUL stands at character 6"),
        ("a.pdf", b"", EmptyDocument, "the file has no bytes"),
        ("a.docx", b"PK\x03\x04...", BrokenDocument, "the container is broken (File is not a zip file)"),
        ("a.html", b"PK\x03\x04...", SeveralDocuments, "a container of documents; take the files out"),
        ("a.pptx", b"PK\x03\x04ppt/presentation.xml", UnknownFormat, "the bytes are slides (PPTX); save"),
        ("a.dbf", b"date\tpersons\n", UnknownFormat, "files named *.dbf are not read; save it as plain text"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", UnknownFormat, "the bytes are a picture"),
        ("a.json", b"{}", BrokenDocument, "not the JSON document form"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_which_file_why_and_what_to_do(
    name: str, content: bytes, error: type[UnreadableDocument], message: str
) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_document(content, name=name)
    assert type(caught.value) is error
    assert str(caught.value).startswith(f"{name}: ")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("report.txt", b"84,871 returned", "text/plain"),
        ("README.md", b"# Counts\n84,871", "text/plain"),
        ("note.txt", b"<html> is how a page begins", "text/plain"),  # a known suffix is believed
        ("note", b"84,871 returned", "text/plain"),
        ("note", b' {"text": "84,871"}', "application/json"),
        ("REPORT.HTM", b"<p>84,871", "text/html"),
        ("page.aspx", b"\xef\xbb\xbf <!-- a --><!DOCTYPE html><p>84,871", "text/html"),
        ("https://example.org/news?id=3.1", b"<html><p>84,871", "text/html"),
    ],
)
def test_the_kind_is_told_by_bytes_and_suffix(name: str, content: bytes, media_type: str) -> None:
    assert read_document(content, name=name).media_type == media_type


def test_a_large_file_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(1_000 * MAX_BYTES)  # a hole: reading it would fill the memory
    with pytest.raises(
        OversizedDocument, match=r"50,000,000,000 bytes, and 50,000,000 are the limit; split it"
    ):
        read_path(path)


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(UnreadableDocument, match="not a regular file"):
        read_path(tmp_path / "pipe.txt")


@given(
    st.sampled_from(
        [("a.txt", b""), ("a.json", b'{"text": "'), ("a.html", b"<html><p>84,871<"), ("a.pdf", b"%PDF-1.7")]
    ),
    st.binary(max_size=200),
)
def test_any_bytes_give_a_document_or_an_error_of_ours(start: tuple[str, bytes], rest: bytes) -> None:
    name, opening = start
    try:
        document = read_document(opening + rest, name=name)
    except UnreadableDocument as error:
        assert error.name == name  # noqa: PT017
    else:
        assert document.text.strip()


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"gone\.txt: No such file or directory; check the path"):
        read_path(tmp_path / "gone.txt")


def test_folders_are_walked_in_order_and_hidden_files_left_out(tmp_path: Path) -> None:
    names = ["b.txt", "a.json", "c/d.pdf", "c/a.tsv", ".hidden.txt", ".git/config", "z.txt"]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"84,871")
    (tmp_path / "c" / "again").symlink_to(tmp_path)
    found = [path.relative_to(tmp_path).as_posix() for path in find_documents([tmp_path])]
    assert found == ["a.json", "b.txt", "z.txt", "c/a.tsv", "c/d.pdf"]
    assert list(find_documents([tmp_path / ".hidden.txt"])) == [tmp_path / ".hidden.txt"]


def test_one_broken_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_bytes(b"84,871 returned")
    (tmp_path / "2.json").write_bytes(b"{")
    (tmp_path / "3.html").write_bytes(b"<html><p>84,871 returned</html>")
    (tmp_path / "4.pdf").write_bytes(b"%PDF-1.7 and no more")
    results = list(read_all([tmp_path, tmp_path / "gone.txt", tmp_path / "1.txt"]))
    assert [type(result) for result in results] == [
        Document, BrokenDocument, Document, BrokenDocument, UnreadableDocument, Document,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("extra", "library", "content"),
    [
        ("html", "trafilatura", b"<html><p>84,871</p></html>"),
        ("pdf", "pypdfium2", b"%PDF-1.7"),
        ("tables", "openpyxl", b"PK\x03\x04 xl/workbook.xml"),
    ],
)
def test_without_its_library_a_format_says_how_to_get_it(
    extra: str, library: str, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)  # as in a bare install: importing it fails
    with pytest.raises(MissingLibrary) as caught:
        read_document(content, name="a.any")
    assert str(caught.value) == f"a.any: reading it needs the extra '{extra}'; pip install 'concord[{extra}]'"
    assert caught.value.extra == extra


@pytest.mark.parametrize("error", [BrokenDocument("a.pdf", "no pages"), MissingLibrary("a.pdf", "pdf")])
def test_an_error_survives_the_way_back_from_a_worker(error: UnreadableDocument) -> None:
    returned = pickle.loads(pickle.dumps(error))
    assert (type(returned), str(returned), returned.name) == (type(error), str(error), "a.pdf")
