"""One picture with its words and table, and the drawing of it."""

import csv
import io
import json
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.util import find_spec
from typing import Any

from concord.errors import ConcordError
from concord.publish.cells import disarmed

__all__ = ["NothingToDraw", "Picture", "can_draw", "fonts_folder", "pixels_of", "png", "svg", "table"]

VEGA_LITE = "6.1"
ARABIC = "[\u0600-\u06ff]"
RIGHT_TO_LEFT, ISOLATE_ENDS = "\u2067", "\u2069"  # Unicode Standard Annex 9, isolates
PIXELS_PER_POINT = 2.0  # of a PNG, sharp on paper at column width


class NothingToDraw(ConcordError):
    """The record holds no numbers for this picture; carries its kind."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(f"no claim to draw a picture {kind!r} of; ingest reports that speak of it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture before it is drawn.

    Attributes:
        specification: Vega-Lite as JSON text, or Vega where ``vega``; None where nothing is known.
        alternative: what a reader is told who cannot see it.
        columns, rows: the same numbers as a table. note: what must stand under it.
    """

    kind: str
    title: str
    specification: str | None
    alternative: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    vega: bool = False


def can_draw() -> bool:
    """Whether the extra ``charts`` is installed."""
    return find_spec("vl_convert") is not None


def svg(picture: Picture) -> str:
    """The picture as SVG text.

    Raises:
        NothingToDraw: it has no specification.
    """
    vl_convert = _drawer()
    if picture.specification is None:
        raise NothingToDraw(picture.kind)
    given: dict[str, Any] = json.loads(picture.specification)
    drawn: str = (
        vl_convert.vega_to_svg(given)
        if picture.vega
        else vl_convert.vegalite_to_svg(given, vl_version=VEGA_LITE)
    )
    return _spelled(_renumbered(drawn))


def png(picture: Picture) -> bytes:
    """The picture as PNG bytes, from its SVG.

    Raises:
        NothingToDraw: it has no specification.
    """
    return pixels_of(svg(picture))


def pixels_of(drawn: str) -> bytes:
    """A picture that is drawn already as PNG bytes."""
    made: bytes = _drawer().svg_to_png(drawn, scale=PIXELS_PER_POINT)
    return made


def table(picture: Picture) -> str:
    """The table as CSV, in the language of the picture; no cell starts a formula."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(picture.columns)
    lines.writerows([disarmed(cell) for cell in row] for row in picture.rows)
    return text.getvalue()


def _renumbered(drawn: str) -> str:
    """The SVG with its gradients and clips numbered from one: Vega counts them on over a whole process."""
    names = dict.fromkeys(re.findall(r'id="((?:gradient|clip)_?\d+)"', drawn))
    known = {name: f"part_{place}" for place, name in enumerate(names, 1)}
    return re.sub(r"\b(?:gradient|clip)_?\d+\b", lambda found: known.get(found[0], found[0]), drawn)


def _spelled(drawn: str) -> str:
    """The SVG with words of two scripts set from right to left, each script in a font that has it.

    A text that begins with a Latin letter or a digit would else be laid out from left to right as a
    whole. Nastaliq draws dots as glyphs of their own, and a drawer that replaces missing glyphs one
    for one then leaves boxes in the place of Latin letters.
    """
    return re.sub(r"<text\b[^>]*>.*?</text>", _mixed, drawn, flags=re.DOTALL)


def _mixed(text: re.Match[str]) -> str:
    words = "".join(re.findall(r">([^<]*)<", text[0]))
    if not re.search(ARABIC, words):
        return re.sub(r"Noto (Nastaliq Urdu|Naskh Arabic), ", "", text[0]) if _latin(words) else text[0]
    told = text[0].replace("Noto Nastaliq Urdu", "Noto Naskh Arabic") if _latin(words) else text[0]
    return re.sub(rf">([^<]*{ARABIC}[^<]*)<", rf">{RIGHT_TO_LEFT}\1{ISOLATE_ENDS}<", told)


def _latin(words: str) -> bool:
    return re.search(r"[A-Za-z]", words) is not None


def fonts_folder() -> str:
    """Where the fonts stand that all printed matter uses."""
    return str(resources.files("concord.publish") / "fonts")


@cache
def _drawer() -> Any:
    import vl_convert

    vl_convert.register_font_directory(fonts_folder())
    return vl_convert
