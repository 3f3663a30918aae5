"""The sheet as a DOCX for those who write on: right-to-left where the language is, pictures with words.

Word's library knows no footnotes, so notes are numbered and stand at the end. Dates inside
the file and of its parts are that of the briefing, so that a rebuild gives the same bytes.
"""

import io
import zipfile
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from concord.publish.print.pixels import pixels
from concord.publish.print.sheet import (
    Block,
    Drawn,
    Figures,
    Heading,
    Listed,
    Note,
    PageBreak,
    Run,
    Sheet,
    Table,
)

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["docx"]

WIDTH = 17.0  # cm between the margins of A4
SIZE = 9.5  # points
STYLES = ("Normal", "Title", "Heading 1", "Heading 2", "List Bullet")


@dataclass(slots=True)
class _Copy:
    """A document being written, with the notes told so far."""

    document: "Document"
    sheet: Sheet
    notes: dict[Note, int] = field(default_factory=dict)

    def number(self, note: Note) -> str:
        """The number of a note in the digits of the language; words told before keep theirs."""
        return self.sheet.texts.number(self.notes.setdefault(note, len(self.notes) + 1))

    @property
    def right_to_left(self) -> bool:
        return self.sheet.texts.direction == "rtl"


def docx(sheet: Sheet) -> bytes:
    """The sheet as DOCX bytes."""
    copy = _opened(sheet)
    for block in sheet.blocks:
        _block(block, copy)
    if copy.notes:
        _heading(sheet.texts.say("number_source"), 2, copy)
        for note in copy.notes:
            quote = f"\u2068“{note.quote}”\u2069" if copy.right_to_left else f"“{note.quote}”"
            _paragraph((Run(f"[{copy.number(note)}] {quote} {note.where}"),), copy)
    written = io.BytesIO()
    copy.document.save(written)
    return _fixed(written.getvalue())


def _opened(sheet: Sheet) -> _Copy:
    from docx import Document
    from docx.shared import Cm

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.6)
    when = datetime.fromisoformat(sheet.day)
    properties = document.core_properties
    properties.title, properties.author, properties.language = sheet.title, "Concord", sheet.texts.code
    properties.created = properties.modified = when
    properties.last_modified_by, properties.comments = "Concord", ""
    copy = _Copy(document, sheet)
    _styled(copy)
    _paragraph((Run(sheet.kicker),), copy)
    _heading(sheet.title, 0, copy)
    _paragraph((Run(sheet.subtitle),), copy)
    _numbered(section.footer.paragraphs[0], copy)
    return copy


def _styled(copy: _Copy) -> None:
    """The fonts of the language and the space after a paragraph, once for all that is written."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    copy.document.styles["Normal"].font.size = Pt(SIZE)
    for name in STYLES:
        style: Any = copy.document.styles[name]
        style.paragraph_format.space_after = Pt(3)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        fonts.attrib.clear()
        for slot in ("w:ascii", "w:hAnsi", "w:eastAsia"):
            fonts.set(qn(slot), "Noto Sans")
        fonts.set(qn("w:cs"), copy.sheet.texts.fonts[0])


def _block(block: Block, copy: _Copy) -> None:
    match block:
        case Heading():
            _heading(block.text, block.level, copy)
        case Listed():
            for item in block.items:
                _paragraph(item, copy, style="List Bullet" if len(block.items) > 1 else None)
        case Figures():
            for value, interval, runs in block.items:
                _paragraph((value, Run(f" ({interval}) ", bold=True), *runs), copy)
        case Table():
            _table(block, copy)
        case Drawn():
            _picture(block, copy)
        case PageBreak():
            copy.document.add_paragraph().paragraph_format.page_break_before = True


def _heading(text: str, level: int, copy: _Copy) -> None:
    paragraph = copy.document.add_heading(level=level)
    _fill(paragraph, (Run(text),), copy)


def _paragraph(runs: tuple[Run, ...], copy: _Copy, style: str | None = None) -> None:
    _fill(copy.document.add_paragraph(style=style), runs, copy)


def _fill(paragraph: Any, runs: tuple[Run, ...], copy: _Copy) -> None:
    """The runs in a paragraph, each in the direction of the language."""
    from docx.oxml import OxmlElement

    if copy.right_to_left:
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    for run in runs:
        made = _run(paragraph, run.text, copy, bold=run.bold)
        if run.link:
            _linked(paragraph, made, run.link)
        if run.note is not None:
            _run(paragraph, f"[{copy.number(run.note)}]", copy, raised=True)


def _run(paragraph: Any, text: str, copy: _Copy, *, bold: bool = False, raised: bool = False) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = paragraph.add_run(text)
    if bold:
        made.bold = True
    if raised:
        made.font.superscript = True
    if copy.right_to_left:
        properties = made._r.get_or_add_rPr()
        if bold:
            properties.append(OxmlElement("w:bCs"))
        properties.append(OxmlElement("w:rtl"))
        language = OxmlElement("w:lang")
        language.set(qn("w:bidi"), copy.sheet.texts.code)
        properties.append(language)
    return made


def _linked(paragraph: Any, run: Any, address: str) -> None:
    """Put the run into a link that leads out of the file."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run._r.addprevious(link)
    link.append(run._r)


def _table(block: Table, copy: _Copy) -> None:
    from docx.oxml import OxmlElement

    _paragraph((Run(block.caption, bold=True),), copy)
    head = tuple((Run(text, bold=True),) for text in block.head)
    lines = (head, *block.rows)
    table = copy.document.add_table(len(lines), len(head), style="Light Grid Accent 1")
    if copy.right_to_left:
        table._tblPr.append(OxmlElement("w:bidiVisual"))
    # The cells of all rows at once: asked row by row, the library walks the whole table each time.
    cells = iter(table._cells)
    for line in lines:
        for runs in line:
            _fill(next(cells).paragraphs[0], runs, copy)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    copy.document.add_paragraph()


def _picture(block: Drawn, copy: _Copy) -> None:
    from docx.shared import Cm

    _paragraph((Run(block.picture.title, bold=True),), copy)
    if block.svg is not None:
        copy.document.add_picture(io.BytesIO(pixels(block.svg)), width=Cm(WIDTH * block.width / 100))
        shape = copy.document.inline_shapes[-1]
        shape._inline.docPr.set("descr", block.picture.alternative)
    if block.picture.note:
        _paragraph((Run(block.picture.note),), copy)


def _numbered(paragraph: Any, copy: _Copy) -> None:
    """Page number and pages, filled in by the program that opens the file."""
    marks = copy.sheet.texts.say("page", page="\x00", pages="\x01")
    for piece in marks.replace("\x00", "\x02\x00\x02").replace("\x01", "\x02\x01\x02").split("\x02"):
        if piece in ("\x00", "\x01"):
            _field(paragraph, "PAGE" if piece == "\x00" else "NUMPAGES")
        elif piece:
            _run(paragraph, piece, copy)


def _field(paragraph: Any, instruction: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    simple = OxmlElement("w:fldSimple")
    simple.set(qn("w:instr"), instruction)
    paragraph._p.append(simple)


def _fixed(content: bytes) -> bytes:
    """The same package with the one date that a ZIP can hold of nothing."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in given.namelist():
            new.writestr(zipfile.ZipInfo(name), given.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
