"""The sheet as one HTML page in its own language and direction, with its fonts inside."""

import base64
from importlib import resources

from concord.publish.print.sheet import Note, Run, Sheet

__all__ = ["sheet_page"]

FILES = {
    "Noto Sans": "NotoSans",
    "Noto Naskh Arabic": "NotoNaskhArabic",
    "Noto Nastaliq Urdu": "NotoNastaliqUrdu",
}


def sheet_page(sheet: Sheet) -> str:
    """The sheet as HTML that needs nothing else; notes stand at the end and lead back."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(_read),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["base64"] = lambda text: base64.b64encode(text.encode()).decode("ascii")
    notes: list[Note] = []
    return environment.get_template("sheet.html").render(
        sheet=sheet,
        texts=sheet.texts,
        notes=notes,
        number=lambda run: _numbered(run, notes),
        kind=lambda block: type(block).__name__,
        fonts=[(family, _font(family)) for family in sheet.texts.fonts[:1]],
    )


def _numbered(run: Run, notes: list[Note]) -> int:
    if run.note is None:
        return 0
    notes.append(run.note)
    return len(notes)


def _font(family: str) -> str:
    content = (resources.files("concord.publish") / "fonts" / f"{FILES[family]}-Regular.ttf").read_bytes()
    return base64.b64encode(content).decode("ascii")


def _read(name: str) -> str:
    return (resources.files("concord.publish") / "templates" / name).read_text(encoding="utf-8")
