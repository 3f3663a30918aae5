"""PDF with a text layer: digits, columns, tables and paragraphs in their order."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageBreak, PageTemplate, Paragraph, Table

from concord.documents import (
    BrokenDocument,
    EncryptedDocument,
    NoTextLayer,
    OversizedDocument,
    ScannedDocument,
    read_document,
    recognise,
)
from concord.documents import pdf as pdf_reader

STYLES = getSampleStyleSheet()
WHOLE_PAGE = [Frame(50, 50, 490, 740)]
TWO_COLUMNS = [Frame(50, 50, 235, 700, id="left"), Frame(310, 50, 235, 700, id="right")]
FONTS = [
    Path(folder, "DejaVuSans.ttf")
    for folder in ("/usr/share/fonts/truetype/dejavu", "/usr/share/fonts/dejavu")
]
SENTENCE = (
    "The office counted 3,669 persons at the crossing, and of these some 1,204 held cards no longer valid. "
)


def paragraph(text: str, style: str = "BodyText") -> Paragraph:
    return Paragraph(text, STYLES[style])


def laid_out(story: list[Flowable], frames: list[Frame], title: str = "Weekly update") -> bytes:
    out = io.BytesIO()
    template = BaseDocTemplate(out, pagesize=A4, title=title)
    template.addPageTemplates(PageTemplate(frames=frames))
    template.build(story)
    return out.getvalue()


def drawn(draw: Callable[[Canvas], None], **options: object) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, **options)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def read(content: bytes) -> str:
    return read_document(content, name="report.pdf").text


def as_seen(words: str) -> str:
    """Right-to-left words as a page shows them, from left to right: letters turned, numbers not."""
    return " ".join(word if word[0].isdigit() else word[::-1] for word in reversed(words.split()))


@pytest.fixture
def arabic_font() -> str:
    file = next((font for font in FONTS if font.is_file()), None)
    if file is None:
        pytest.skip("no DejaVu Sans on this machine to write Arabic letters with")
    pdfmetrics.registerFont(TTFont("Sans", file))
    return "Sans"


def test_a_report_comes_paragraph_by_paragraph_and_row_by_row() -> None:
    table = Table(
        [["Status", "Low", "High"], ["ACC", "25,320", "26,100"], ["Undocumented Afghans", "907,391", "-"]]
    )
    story = [paragraph("Weekly update", "Heading1"), paragraph(SENTENCE * 3), table, paragraph(SENTENCE)]
    document = read_document(laid_out(story, WHOLE_PAGE), name="report.pdf")
    assert document.text.splitlines() == [
        "Weekly update",
        (SENTENCE * 3).strip(),
        "Status | Low | High",
        "ACC | 25,320 | 26,100",
        "Undocumented Afghans | 907,391 | -",
        SENTENCE.strip(),
    ]
    assert (document.title, document.language, document.media_type) == (
        "Weekly update",
        "en",
        "application/pdf",
    )
    assert (document.published, document.publisher) == (None, None)
    start = document.text.index("907,391")
    assert document.text[start : start + 7] == "907,391"


@pytest.mark.parametrize("title", ["", "untitled", "Microsoft Word - update_final.docx", "update 17.pdf"])
def test_what_a_program_fills_in_is_no_title(title: str) -> None:
    content = laid_out([paragraph(SENTENCE)], WHOLE_PAGE, title)
    assert read_document(content, name="report.pdf").title is None


def test_columns_of_prose_are_read_one_after_the_other() -> None:
    left, right = (f"{side} begins. " + SENTENCE * 14 + f"{side} ends." for side in ("Left", "Right"))
    text = read(laid_out([paragraph(left), paragraph(right)], TWO_COLUMNS))
    assert " ".join(text.split()) == f"{left} {right}"


def test_drawn_out_spaces_of_justified_prose_are_no_cells() -> None:
    justified = ParagraphStyle("justified", parent=STYLES["BodyText"], alignment=TA_JUSTIFY)
    words = (
        "Undocumented families from neighbouring settlements, registered representatives notwithstanding, "
    )
    text = read(laid_out([Paragraph(words * 12, justified)], TWO_COLUMNS))
    assert " | " not in text
    assert " ".join(text.split()) == (words * 12).strip()


def test_a_table_is_read_across_even_if_it_was_drawn_down() -> None:
    def down(canvas: Canvas) -> None:
        for x, cells in ((60, ["Torkham", "Chaman", "Badini"]), (200, ["3,669", "243", "12"])):
            for row, cell in enumerate(cells):
                canvas.drawString(x, 700 - 15 * row, cell)

    assert read(drawn(down)) == "Torkham | 3,669\nChaman | 243\nBadini | 12"


def test_a_cell_that_is_missing_leaves_its_column_empty() -> None:
    rows = [
        ["Gate", "Women", "Men", "Families"],
        ["Torkham", "1,204", "988", "402"],
        ["Spin Boldak", "", "1,310", ""],
        ["", "77", "", "15"],
    ]
    assert read(laid_out([Table(rows, colWidths=110)], WHOLE_PAGE)).splitlines() == [
        "Gate | Women | Men | Families",
        "Torkham | 1,204 | 988 | 402",
        "Spin Boldak | | 1,310",
        "| 77 | | 15",
    ]


def test_a_raised_note_mark_is_no_digit_of_its_figure() -> None:
    text = read(laid_out([paragraph("Some 907,391<super>2</super> people left.")], WHOLE_PAGE))
    assert text == "Some 907,391 [2] people left."


def test_a_word_divided_at_the_line_end_is_made_whole_and_a_compound_keeps_its_mark() -> None:
    def lines(canvas: Canvas) -> None:
        for row, line in enumerate(
            ["The second phase of the depor-", "tation plan for the years 2023-", "2024 ran on."]
        ):
            canvas.drawString(60, 700 - 14 * row, line)

    assert read(drawn(lines)) == "The second phase of the deportation plan for the years 2023-2024 ran on."


def test_pages_are_divided_by_a_form_feed() -> None:
    story = [paragraph("On day one 12."), PageBreak(), paragraph("On day two 13.")]
    assert read(laid_out(story, WHOLE_PAGE)) == "On day one 12.\n\fOn day two 13."


@pytest.mark.parametrize(
    ("rotation", "x", "y"), [(0, 60, 700), (90, 60, -500), (180, -500, -700), (270, -700, 60)]
)
def test_a_page_on_its_side_is_read_upright(rotation: int, x: int, y: int) -> None:
    def turned(canvas: Canvas) -> None:
        canvas.setPageRotation(rotation)
        canvas.rotate(rotation)
        canvas.drawString(x, y, "Torkham 3,669")
        canvas.drawString(x + 200, y, "243")
        canvas.drawString(x, y - 40, "Chaman 12")

    assert read(drawn(turned)) == "Torkham 3,669 | 243\nChaman 12"


def test_digits_words_and_cells_of_a_mixed_page_keep_their_order(arabic_font: str) -> None:
    def mixed(canvas: Canvas) -> None:
        canvas.setFont(arabic_font, 12)
        canvas.drawRightString(540, 760, as_seen("در این مدت ۹۰۷٬۳۹۱ نفر از راه تورخم بازگشتند"))
        for x, cell in ((540, as_seen("کارت")), (400, "۲۵٬۳۲۰"), (250, "۲۶٬۱۰۰")):
            canvas.drawRightString(x, 700, cell)
        for x, cell in ((60, "ACC"), (200, "25,320"), (300, "26,100")):
            canvas.drawString(x, 650, cell)
        canvas.drawRightString(540, 600, as_seen("گزارش") + " UNHCR Pakistan " + as_seen("طبق"))

    assert read(drawn(mixed)).splitlines() == [
        "در این مدت ۹۰۷٬۳۹۱ نفر از راه تورخم بازگشتند",
        "کارت | ۲۵٬۳۲۰ | ۲۶٬۱۰۰",
        "ACC | 25,320 | 26,100",
        "طبق UNHCR Pakistan گزارش",
    ]


def test_a_pdf_with_a_password_is_refused_by_name() -> None:
    content = drawn(lambda canvas: canvas.drawString(60, 700, "3,669"), encrypt=StandardEncryption("secret"))
    with pytest.raises(EncryptedDocument, match=r"report\.pdf: it opens only with a password; save a copy"):
        read(content)


def test_a_pdf_that_only_forbids_printing_is_read() -> None:
    encryption = StandardEncryption("", ownerPassword="owner", canPrint=0)
    assert read(drawn(lambda canvas: canvas.drawString(60, 700, "3,669"), encrypt=encryption)) == "3,669"


def test_a_scanned_pdf_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    recognise._languages.cache_clear()
    picture = ImageReader(Image.new("RGB", (20, 20), "white"))
    content = drawn(lambda canvas: canvas.drawImage(picture, 100, 100, 300, 300))
    with pytest.raises(ScannedDocument, match=r"report\.pdf: its pages hold pictures and no text"):
        read(content)


def test_a_font_without_letters_gives_no_text(arabic_font: str) -> None:
    content = drawn(
        lambda canvas: (canvas.setFont(arabic_font, 12), canvas.drawString(60, 700, "\uef01\uef02\uef03"))
    )
    with pytest.raises(NoTextLayer, match="its fonts do not say which letters they hold"):
        read(content)


@pytest.mark.parametrize("content", [b"%PDF-1.7\n%broken", b"not a PDF at all"])
def test_a_broken_pdf_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(BrokenDocument, match=r"report\.pdf: no pages could be built from it"):
        read(content)


def test_an_overfull_page_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reader, "MAX_WORDS", 3)
    with pytest.raises(OversizedDocument, match="18 words on page 1, and 3 are the limit"):
        read(laid_out([paragraph(SENTENCE)], WHOLE_PAGE))


def test_a_pdf_of_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reader, "MAX_PAGES", 1)
    story = [paragraph("One."), PageBreak(), paragraph("Two.")]
    with pytest.raises(OversizedDocument, match="2 pages, and 1 are the limit"):
        read(laid_out(story, WHOLE_PAGE))
