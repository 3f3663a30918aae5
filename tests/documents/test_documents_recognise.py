"""Scanned pages: handed to tesseract where it is, marked as recognised, never taken for certain."""

import io
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from concord.documents import Doubt, Part, is_recognised, read_document, read_part, recognise

# Speaks the command line of tesseract: says its languages, and of a picture its size as it stands in the PGM.
STAND_IN = """#!/bin/sh
if [ "$1" = --list-langs ]; then printf 'List of available languages in "/x" (3):\\n%s\\n'; exit; fi
head -c 15 | { read kind width height deepest; echo "84,871 returned $kind $width $4 $6"; }
"""


@pytest.fixture(autouse=True)
def _asked_anew() -> Iterator[None]:
    recognise._languages.cache_clear()
    yield
    recognise._languages.cache_clear()


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    program = tmp_path / "tesseract"
    program.write_text(STAND_IN % "eng\\nfas\\nosd")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    return program


def scanned(*pages: str, words: str = "") -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(300, 200), invariant=1)
    for page in pages:
        picture = Image.new("L", (600, 400), "white")
        ImageDraw.Draw(picture).text((40, 150), page, font=ImageFont.load_default(40), fill="black")
        canvas.drawImage(ImageReader(picture), 0, 0, 300, 200)
        canvas.showPage()
    if words:
        canvas.drawString(20, 100, words)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_every_page_is_drawn_and_told_and_the_text_is_marked(stand_in: Path) -> None:
    taken = read_part(Part("scan.pdf", "scan.pdf", scanned("one", "two")))
    page = "84,871 returned P5 834 eng+fas 200"  # 300 points at 200 dots an inch
    assert taken.document.text == f"{page}\n\f{page}"
    assert taken.document.media_type == "application/pdf; text=recognised"
    assert is_recognised(taken.document)
    assert [caveat.doubt for caveat in taken.caveats] == [Doubt.TO_CONFIRM, Doubt.PARTIAL]
    assert "no data for urd, pus" in taken.caveats[1].words


def test_a_program_that_fails_is_an_error_of_that_file(stand_in: Path) -> None:
    stand_in.write_text('#!/bin/sh\n[ "$1" = --list-langs ] && echo eng && exit\nexit 1\n')
    with pytest.raises(Exception, match="tesseract could not tell its text"):
        read_document(scanned("one"), name="scan.pdf")


def test_a_program_without_any_of_the_languages_is_not_asked(stand_in: Path) -> None:
    stand_in.write_text("#!/bin/sh\necho deu\n")
    with pytest.raises(Exception, match="install tesseract with its data for eng, urd, fas and pus"):
        read_document(scanned("one"), name="scan.pdf")


def test_a_page_of_pictures_beside_pages_of_words_is_said_to_be_left_out() -> None:
    taken = read_part(Part("scan.pdf", "scan.pdf", scanned("one", words="3,669 arrived")))
    assert taken.document.text.strip() == "3,669 arrived"
    assert not is_recognised(taken.document)
    assert [caveat.words for caveat in taken.caveats] == [
        "page 1: pictures without a word, which were not read"
    ]


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_the_program_itself_tells_large_print() -> None:
    assert "84,871" in read_document(scanned("84,871 returned"), name="scan.pdf").text
