"""Containers: every file in them once, limits over all of them, one broken part is one error."""

import io
import zipfile
from pathlib import Path

import pytest

from concord.documents import (
    BrokenDocument,
    EmptyDocument,
    EncryptedDocument,
    OversizedDocument,
    Part,
    SeveralDocuments,
    UnreadableDocument,
    parts_of,
    read_document,
)

SEEDS = Path(__file__).parent / "seeds"


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in parts.items():
            container.writestr(name, content)
    return out.getvalue()


def told(content: bytes) -> list[str]:
    return [
        f"{type(part).__name__} {part.name}" if isinstance(part, UnreadableDocument) else part.path
        for part in parts_of(content, "in/a.zip")
    ]


def test_hidden_files_and_those_of_programs_are_no_documents() -> None:
    names = ("a.txt", ".b.txt", "__MACOSX/a.txt", "c/.d/e.txt", "c/Thumbs.db", "c/f.txt")
    assert told(zipped(dict.fromkeys(names, b"84,871"))) == ["in/a.zip/a.txt", "in/a.zip/c/f.txt"]


def test_containers_in_containers_are_opened_to_a_depth() -> None:
    content = zipped({"a.txt": b"84,871"})
    for _ in range(3):
        content = zipped({"in.zip": content})
    assert told(content) == ["in/a.zip/in.zip/in.zip/in.zip/a.txt"]
    assert told(zipped({"in.zip": content})) == ["OversizedDocument in/a.zip/in.zip/in.zip/in.zip/in.zip"]


def test_one_broken_part_is_one_error_in_its_place() -> None:
    content = bytearray(zipped({"a.txt": b"84,871", "b.txt": b"3,669" * 50, "c.txt": b"988"}))
    place = content.index(b"b.txt") + 5
    content[place : place + 4] = b"\xff\xff\xff\xff"
    assert told(bytes(content)) == ["in/a.zip/a.txt", "BrokenDocument in/a.zip/b.txt", "in/a.zip/c.txt"]


def test_a_locked_part_says_so() -> None:
    content = bytearray(zipped({"a.txt": b"84,871"}))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(sign) + place] |= 1
    (found,) = parts_of(bytes(content), "a.zip")
    assert isinstance(found, EncryptedDocument)


def test_limits_hold_over_all_containers_together() -> None:
    inner = zipped({f"{number}.txt": b"" for number in range(6_000)})
    found = list(parts_of(zipped({"a.zip": inner, "b.zip": inner}), "a.zip"))
    assert all(isinstance(part, Part) for part in found[:-1])
    assert isinstance(found[-1], OversizedDocument)
    assert "more than 10,000 files lie in it" in found[-1].cause


def test_a_path_that_leads_out_of_the_container_is_only_a_name() -> None:
    (found,) = parts_of(zipped({"../../etc/passwd.txt": b"84,871"}), "a.zip")
    assert isinstance(found, Part)
    assert (found.path, found.content) == ("a.zip/../../etc/passwd.txt", b"84,871")


def test_what_expects_one_document_refuses_a_container() -> None:
    with pytest.raises(SeveralDocuments, match="give its path to concord read"):
        read_document(zipped({"a.txt": b"84,871"}), name="a.zip")


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.warc", b"WARC/1.0\r\n\r\n"), ("a.zip", zipped({})), ("a.zip", zipped({".hidden.txt": b"84,871"}))],
)
def test_a_container_without_documents_says_so(name: str, content: bytes) -> None:
    (found,) = parts_of(content, name)
    assert isinstance(found, EmptyDocument | BrokenDocument)


def test_a_record_of_another_length_than_it_says_is_told() -> None:
    whole = (SEEDS / "report.warc").read_bytes()
    head, rest = whole.split(b"Content-Length: ", 1)
    length, rest = rest.split(b"\r\n", 1)
    lying = head + b"Content-Length: " + str(int(length) - 3).encode() + b"\r\n" + rest
    assert not any(isinstance(part, UnreadableDocument) for part in parts_of(whole, "a.warc"))
    assert isinstance(list(parts_of(lying, "a.warc"))[-1], BrokenDocument)
