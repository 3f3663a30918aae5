"""The sheet as a tagged PDF (PDF/UA-1), set by typst: the same bytes on every rebuild.

Every text goes in as a string literal, so that no word of a source can be taken for a
command. Fonts are the bundled ones alone and the date is that of the briefing; with both,
nothing of the machine reaches into the file.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from concord.publish.languages import Texts
from concord.publish.pictures.picture import fonts_folder
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

__all__ = ["pdf", "typst_source"]

ISOLATED = "\u2068{}\u2069"  # words of another direction keep their own order and marks
TOGETHER = 16  # rows of a table that stays on one page
STANDARD: Literal["ua-1"] = "ua-1"
# Point size, leading and space after headings: Nastaliq hangs deep below its line, so it needs more of both.
SETTING = {"Noto Sans": (8.7, 0.53), "Noto Naskh Arabic": (8.7, 0.43), "Noto Nastaliq Urdu": (7.7, 0.79)}


@dataclass(slots=True)
class _Notes:
    """Notes told so far, with their numbers; ``after`` the first pages they stand together at the end.

    Footnotes in a table that runs over pages are set anew for every row that moves: an annex of
    ten pages took four times as long with them.
    """

    texts: Texts
    numbers: dict[Note, int] = field(default_factory=dict)
    at_end: list[Note] = field(default_factory=list)
    after: bool = False

    def told(self, note: Note) -> str:
        """The mark of a note, with its words at the foot of the page where it is told first."""
        known = note in self.numbers
        number = self.numbers.setdefault(note, len(self.numbers) + 1)
        if self.after:
            self.at_end += [] if known else [note]
            return f"#super[#link(<n{number}>)[#{_literal(self.texts.number(number))}]]"
        return f"#footnote(<n{number}>)" if known else f"#[#footnote[{_words(note)}]<n{number}>]"

    def ended(self) -> Iterator[str]:
        """The notes that stand at the end, under a heading of their own."""
        if self.at_end:
            yield f"#heading(level: 2)[#{_literal(self.texts.say('number_source'))}]"
        for note in self.at_end:
            mark = _literal(self.texts.number(self.numbers[note]))
            text = f"#text(size: 0.8em)[#super[#{mark}] {_words(note)}]"
            yield f"#block(above: 0.5em, below: 0.5em)[{text}]<n{self.numbers[note]}>"


def pdf(sheet: Sheet) -> bytes:
    """The sheet as PDF bytes."""
    import typst

    when = int(datetime.fromisoformat(sheet.day).replace(tzinfo=UTC).timestamp())
    with TemporaryDirectory() as folder:
        for block in sheet.blocks:
            if isinstance(block, Drawn) and block.svg is not None and _as_pixels(sheet):
                (Path(folder) / f"{block.picture.kind}.png").write_bytes(pixels(block.svg))
        main = Path(folder) / "main.typ"
        main.write_text(typst_source(sheet), "utf-8")
        return typst.compile(
            str(main),
            root=folder,
            font_paths=[fonts_folder()],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=STANDARD,
            timestamp=when,
        )


def _as_pixels(sheet: Sheet) -> bool:
    """Whether pictures go in as pixels.

    Typst 0.14 loses the code points of joined letters inside an SVG, and PDF/UA asks for them.
    """
    return sheet.texts.direction == "rtl"


def typst_source(sheet: Sheet) -> str:
    """The sheet in the language of typst."""
    notes = _Notes(sheet.texts)
    blocks = _set(iter(sheet.blocks), sheet, notes)
    return "\n".join([*_setting(sheet), *_head(sheet), *blocks, *notes.ended()]) + "\n"


def _set(blocks: Iterator[Block], sheet: Sheet, notes: _Notes) -> Iterator[str]:
    """The blocks in their order; what stands beside a picture is set in a column next to it."""
    for block in blocks:
        if not isinstance(block, Drawn) or not block.beside or block.svg is None:
            yield _block(block, sheet, notes)
            continue
        next_to = [_block(other, sheet, notes) for other in islice(blocks, block.beside)]
        picture = _picture(replace(block, width=100), sheet)
        columns = f"columns: ({block.width}%, 1fr), column-gutter: 12pt"
        yield "\n".join([f"#grid({columns}, [{picture}], [", *next_to, "])"])


def _setting(sheet: Sheet) -> Iterator[str]:
    texts = sheet.texts
    size, leading = SETTING[texts.fonts[0]]
    language, _, region = texts.code.partition("-")
    families = ", ".join(
        _literal(font) for font in dict.fromkeys([*texts.fonts, "Noto Sans", "Noto Naskh Arabic"])
    )
    year, month, day = sheet.day.split("-")
    when = f"datetime(year: {int(year)}, month: {int(month)}, day: {int(day)})"
    numbering = _literal(texts.digits[1])
    yield f'#set document(title: {_literal(sheet.title)}, author: "Concord", date: {when})'
    yield f"#set text(font: ({families},), size: {size}pt, lang: {_literal(language)}, dir: {texts.direction}"
    yield f"  , region: {_literal(region) if region else 'none'})"
    yield f"#set par(leading: {leading}em, spacing: {leading + 0.2}em)"
    yield f"#set footnote(numbering: {numbering})"
    yield f"#set footnote.entry(gap: {0.7 if 'Nastaliq' in texts.fonts[0] else 0.3}em, clearance: 0.5em)"
    yield f"#show footnote.entry: set text(size: {size * 0.74:.2f}pt)"
    yield f"#show footnote.entry: set par(leading: {leading * 0.8:.2f}em)"
    yield f'#set page(paper: "a4", margin: (x: 15mm, top: 12mm, bottom: 14mm), footer: {_footer(sheet)})'
    yield f'#show heading.where(level: 1): set text(size: {size * 1.16:.2f}pt, fill: rgb("#0a4a75"))'
    yield f"#show heading: set block(above: {leading + 0.42:.2f}em, below: {leading + 0.1:.2f}em)"
    gap = round(leading * (5.2 if "Nastaliq" in texts.fonts[0] else 3.4), 2)
    yield f'#set table(stroke: (x, y) => (bottom: 0.4pt + rgb("#c8ced2")), inset: (x: 3pt, y: {gap}pt))'


def _footer(sheet: Sheet) -> str:
    pattern = _literal(sheet.texts.digits[1])
    marks = sheet.texts.say("page", page="\x00", pages="\x01")
    pieces = marks.replace("\x00", "\x02\x00\x02").replace("\x01", "\x02\x01\x02").split("\x02")
    told = {"\x00": "counter(page).get().first()", "\x01": "counter(page).final().first()"}
    numbered = " + ".join(
        f"numbering({pattern}, {told[piece]})" if piece in told else _literal(piece)
        for piece in pieces
        if piece
    )
    return f"context text(size: 0.8em, fill: luma(90))[#{_literal(sheet.made)} #h(1fr) #({numbered})]"


def _head(sheet: Sheet) -> Iterator[str]:
    yield f'#text(size: 0.9em, fill: rgb("#0a4a75"))[#{_literal(sheet.kicker)}]'
    yield f'\n#text(size: 1.7em, weight: "bold")[#{_literal(sheet.title)}]'
    yield f"\n#text(fill: luma(80))[#{_literal(sheet.subtitle)}]\n"


def _block(block: Block, sheet: Sheet, notes: _Notes) -> str:
    match block:
        case Heading():
            return f"#heading(level: {block.level})[#{_literal(block.text)}]"
        case Listed(items=(single,)):
            return f"#par[{_runs(single, notes)}]"
        case Listed():
            return "#list(tight: true, " + ", ".join(f"[{_runs(item, notes)}]" for item in block.items) + ")"
        case Figures():
            return _figures(block, notes)
        case Table():
            return _table(block, notes)
        case Drawn():
            return _picture(block, sheet)
        case PageBreak():
            notes.after = True
            return "#pagebreak(weak: true)"


def _figures(block: Figures, notes: _Notes) -> str:
    if not block.items:
        return ""
    cells = (
        f"[#text(size: 1.3em)[{_run(value, notes)}]"
        f" \\ #text(size: 0.94em)[#{_literal(interval)}] \\ {_runs(runs, notes)}]"
        for value, interval, runs in block.items
    )
    columns = max(2, min(len(block.items), 4))
    filled = 'fill: rgb("#eef4f8"), inset: (x: 5pt, y: 6pt), gutter: 5pt'
    return f"#grid(columns: (1fr,) * {columns}, {filled}, {', '.join(cells)})"


def _table(block: Table, notes: _Notes) -> str:
    head = ", ".join(f"[*#{_literal(cell)}*]" for cell in block.head)
    rows = ", ".join(_cells(row, notes) for row in block.rows)
    shares = ", ".join(f"{share}fr" for share in block.shares)
    table = f"table(columns: ({shares}), table.header({head}), {rows})"
    whole = f"block(breakable: false)[#{table}]" if len(block.rows) <= TOGETHER else table
    return f"#text(size: 0.88em)[#{whole}]"


def _cells(row: tuple[tuple[Run, ...], ...], notes: _Notes) -> str:
    filled = [cell for cell in row if cell]
    if len(filled) == 1 and len(row) > 1 and row[0]:
        return f"table.cell(colspan: {len(row)})[{_runs(row[0], notes)}]"
    return ", ".join(f"[{_runs(cell, notes)}]" for cell in row)


def _picture(block: Drawn, sheet: Sheet) -> str:
    title = f'#text(size: 0.95em, weight: "bold")[#{_literal(block.picture.title)}]'
    note = (
        f"#text(size: 0.78em, fill: luma(70))[#{_literal(block.picture.note)}]" if block.picture.note else ""
    )
    if block.svg is None:
        return f"{title}\n\n{note}\n"
    drawn = f'bytes({_literal(block.svg)}), format: "svg"'
    content = f'"{block.picture.kind}.png"' if _as_pixels(sheet) else drawn
    image = f"image({content}, width: {block.width}%, alt: {_literal(block.picture.alternative)})"
    return f"#block(breakable: false)[{title}\n#align(center)[#{image}]\n{note}]"


def _runs(runs: Iterable[Run], notes: _Notes) -> str:
    return "".join(_run(run, notes) for run in runs)


def _run(run: Run, notes: _Notes) -> str:
    text = f'#text(weight: "bold")[#{_literal(run.text)}]' if run.bold else f"#{_literal(run.text)}"
    if run.link:
        text = f"#link({_literal(run.link)})[{text}]"
    return f"{text}{notes.told(run.note)}" if run.note is not None else f"{text}#[]"


def _words(note: Note) -> str:
    return f"#{_literal(ISOLATED.format(f'“{note.quote}”'))} #{_literal(note.where)}"


def _literal(text: str) -> str:
    """The text as a typst string, in which nothing is a command and every character can be drawn."""
    drawn = _uncovered().sub(lambda found: f"[U+{ord(found[0]):04X}]", text)
    return json.dumps(drawn, ensure_ascii=False)


@cache
def _uncovered() -> re.Pattern[str]:
    """A character that none of the bundled fonts draws."""
    lines = (resources.files("concord.publish") / "fonts" / "covered.txt").read_text("ascii").split()
    ranges = ("-".join(rf"\U{int(end, 16):08x}" for end in line.split("-")) for line in lines)
    return re.compile(rf"[^\n\t{''.join(ranges)}]")
