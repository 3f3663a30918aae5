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
    notes: dict[Note, int] = {}
    used: set[int] = set()
    return environment.get_template(
        "sheet.html"
    ).render(
        sheet=sheet,
        texts=sheet.texts,
        notes=notes,
        number=lambda run: _numbered(run, notes),
        first=lambda at: at not in used and not used.add(at),  # type: ignore[func-returns-value]
        kind=lambda block: type(block).__name__,
        fonts=[(family, _font(family)) for family in sheet.texts.fonts[:1]],
    )


def _numbered(run: Run, notes: dict[Note, int]) -> int:
    """The number of the run's note, 0 without one; words told before keep their number."""
    return 0 if run.note is None else notes.setdefault(run.note, len(notes) + 1)


def _font(family: str) -> str:
    content = (resources.files("concord.publish") / "fonts" / f"{FILES[family]}-Regular.ttf").read_bytes()
    return base64.b64encode(content).decode("ascii")


def _read(name: str) -> str:
    return (resources.files("concord.publish") / "templates" / name).read_text(encoding="utf-8")
