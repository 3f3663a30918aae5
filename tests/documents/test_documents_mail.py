"""E-mail: the words of the sender, whatever way the message is put together."""

from email.message import EmailMessage

import pytest

from concord.documents import (
    BrokenDocument,
    EmptyDocument,
    OversizedDocument,
    Taken,
    UnreadableDocument,
    parts_of,
    read_document,
    read_part,
)
from concord.evidence import PartialDate

HEAD = b"From: Cell <cell@agency.example>\r\nSubject: Counts\r\nDate: Thu, 1 May 2025 23:30:00 -0500\r\n"


def message(*lines: bytes) -> bytes:
    return HEAD + b"\r\n".join(lines)


def taken(content: bytes) -> list[Taken | UnreadableDocument]:
    return [
        part if isinstance(part, UnreadableDocument) else read_part(part)
        for part in parts_of(content, "mail.eml")
    ]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        pytest.param([b"", b"84,871 returned"], "84,871 returned", id="no type is plain text"),
        pytest.param([b"Content-Type: text/plain; charset=windows-1256", b"",
                      "۸۴ هزار نفر بازگشتند".replace("۸۴", "84").encode("cp1256", "replace")],
                     "84 هزار نفر بازگشتند", id="the charset that the sender declares"),
        pytest.param([b"Content-Type: text/plain; charset=no-such", b"", "84,871 – returned".encode()],
                     "84,871 – returned", id="a charset that does not exist"),
        pytest.param([b"Content-Transfer-Encoding: quoted-printable", b"", b"84,=\r\n871 returned=2E"],
                     "84,871 returned.", id="quoted-printable: a number over a soft line end"),
        pytest.param([b"Content-Transfer-Encoding: base64", b"", b"ODQsODcxIHJldHVybmVk"],
                     "84,871 returned", id="base64"),
        pytest.param([b"Content-Type: text/html", b"", b"<p>84,871</p><ul><li>3,669</li></ul>"],
                     "84,871\n3,669", id="only a page"),
    ],
)  # fmt: skip
def test_the_body_is_the_words_of_the_sender(lines: list[bytes], text: str) -> None:
    assert read_document(message(*lines), name="mail.eml").text == text


def test_a_message_says_its_subject_its_office_and_the_senders_own_day() -> None:
    found = read_document(message(b"", b"84,871"), name="mail.eml")
    assert (found.title, found.publisher, found.published) == (
        "Counts",
        "agency.example",
        PartialDate("2025-05-01"),
    )


def test_a_subject_in_another_script_is_decoded() -> None:
    head = b"From: a@b.example\r\nSubject: =?utf-8?b?2KLZhdin2LE=?= 2025\r\n\r\n84,871"
    assert read_document(head, name="mail.eml").title == "آمار 2025"


def test_a_page_beside_the_same_words_in_plain_text_is_not_read_twice() -> None:
    both = EmailMessage()
    both["From"] = "a@b.example"
    both.set_content("84,871 returned")
    both.add_alternative("<p>84,871 returned</p>", subtype="html")
    (found,) = taken(both.as_bytes())
    assert isinstance(found, Taken)
    assert found.document.text == "84,871 returned\n"


def test_a_message_forwarded_as_attachment_is_a_document_with_its_own_attachments() -> None:
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "x@y.example", "Inner"
    inner.set_content("3,669 arrived")
    inner.add_attachment(b"Gate;Persons\nTorkham;12", maintype="text", subtype="csv", filename="t.csv")
    outer = EmailMessage()
    outer["From"] = "a@b.example"
    outer.set_content("84,871 returned")
    outer.add_attachment(inner, filename="forwarded.eml")
    found = [one for one in taken(outer.as_bytes()) if isinstance(one, Taken)]
    assert [(one.path, one.document.publisher) for one in found] == [
        ("mail.eml", "b.example"),
        ("mail.eml/forwarded.eml", "y.example"),
        ("mail.eml/forwarded.eml/t.csv", None),
    ]


def test_a_message_of_attachments_only_is_those() -> None:
    mail = EmailMessage()
    mail["From"] = "a@b.example"
    mail.add_attachment(b"84,871 returned", maintype="text", subtype="plain", filename="آمار.txt")
    (found,) = taken(mail.as_bytes())
    assert isinstance(found, Taken)
    assert (found.path, found.document.text) == ("mail.eml/آمار.txt", "84,871 returned")


def test_an_attached_list_of_persons_is_refused_and_no_byte_of_it_kept() -> None:
    mail = EmailMessage()
    mail["From"] = "a@b.example"
    mail.set_content("84,871 returned")
    rows = "\n".join(f"{n},Gul Khan,0000{n}-0000000-0,03000000{n:03d}" for n in range(1, 9))
    listed = f"No,Name,CNIC,Mobile\n{rows}".encode()
    mail.add_attachment(listed, maintype="text", subtype="csv", filename="families.csv")
    parts = list(parts_of(mail.as_bytes(), "mail.eml"))
    body, attached = (part for part in parts if not isinstance(part, UnreadableDocument))
    assert b"Gul Khan" not in read_part(body).content
    with pytest.raises(UnreadableDocument, match="looks like a list of persons"):
        read_part(attached)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"no headers at all", BrokenDocument),
        (HEAD + b"\r\n", EmptyDocument),
        (HEAD + b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
         + b"--b\r\nContent-Type: image/png\r\n\r\nx\r\n" * 1_200, OversizedDocument),
    ],
)  # fmt: skip
def test_what_is_no_message_is_refused(content: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        read_document(content, name="mail.eml")


def test_a_damaged_body_is_read_and_said_to_be_damaged() -> None:
    broken = message(b"Content-Transfer-Encoding: base64", b"", b"ODQsODcxIHJldHVybmVkIQ=?==x")
    (found,) = taken(broken)
    assert isinstance(found, Taken)
    assert found.document.text.startswith("84,871 returned")
    assert [caveat.doubt.value for caveat in found.caveats] == ["partial"]
