"""Plain text and its encodings: the text is exactly the characters of the file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.documents import BrokenDocument, read_document

MIXED = "بیان: ۹۰۷٬۳۹۱ نفر (907,391 persons)\r\nله تورخم څخه \u200f12\u200e کورنۍ\n"
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1).filter(
    lambda text: text.strip() and not text.startswith("\ufeff")
)


@given(WORDS)
def test_plain_text_comes_back_unaltered(text: str) -> None:
    assert read_document(text.encode(), name="x.txt").text == text


def test_mixed_direction_keeps_every_code_point_and_newline() -> None:
    document = read_document(MIXED.encode(), name="mixed.txt")
    assert document.text == MIXED
    start = MIXED.index("907,391")
    assert document.text[start : start + 7] == "907,391"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("\ufeff84,871 returned".encode(), "84,871 returned"),  # a mark is not text
        ("\ufeff84,871 returned".encode("utf-16-le"), "84,871 returned"),
        ("\ufeff84,871 returned".encode("utf-16-be"), "84,871 returned"),
        ("\ufeff84,871 returned".encode("utf-32-le"), "84,871 returned"),
        ("the minister’s “final” date".encode("cp1252"), "the minister’s “final” date"),  # no UTF-8
        ("وزير داخله گفت 2 هزار نفر".encode("cp1256"),
         "وزير داخله گفت 2 هزار نفر"),
    ],
)  # fmt: skip
def test_the_encoding_is_told_by_mark_then_utf8_then_the_share_of_high_bytes(
    content: bytes, text: str
) -> None:
    assert read_document(content, name="note.txt").text == text


def test_bytes_in_no_encoding_are_refused() -> None:
    with pytest.raises(BrokenDocument, match=r"note\.txt: its bytes are not text in UTF-8"):
        read_document(b"caf\x81 and more words", name="note.txt")


def test_a_note_is_named_by_its_stem_and_says_nothing_of_itself() -> None:
    document = read_document(
        b"84,871 persons returned.", name="notes/2025-04-18.txt", retrieved="2025-04-19T08:00Z"
    )
    assert (document.name, document.media_type, document.language) == ("2025-04-18", "text/plain", "en")
    assert (document.title, document.publisher, document.published, document.address) == (None,) * 4
    assert document.retrieved == "2025-04-19T08:00Z"
