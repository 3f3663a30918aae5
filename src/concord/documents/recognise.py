"""Pictures of pages to text, by the program ``tesseract`` where it is installed.

What it finds is never taken for certain: on clean print its packs for Urdu, Dari and Pashto
misread the Eastern digits (907,391 in them lost a digit), and Latin ones only mostly hold. The text is
therefore marked as recognised, in the media type of the document and as a doubt, and
every figure in it waits for a person to hold it against the picture.
"""

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from concord.documents.errors import BrokenDocument, ScannedDocument
from concord.documents.found import Caveat, Doubt, Found
from concord.documents.pace import tick

__all__ = ["LANGUAGES", "MOST_PAGES", "PAGE_SECONDS", "recognised"]

PROGRAM = "tesseract"
LANGUAGES = ("eng", "urd", "fas", "pus")
DOTS_PER_INCH = 200
POINTS_PER_INCH = 72
WIDEST = 5_000  # pixels; a larger page is drawn more coarsely
MOST_PAGES = 100
PAGE_SECONDS = 60  # it needs 4 to 8 on one processor
PAGE_BREAK = "\n\f"
CONFIRM = "its text was recognised from pictures ({with_what}): hold every figure against the page"


def recognised(pages: Iterable[Any], count: int, name: str) -> Found:
    """The text that is told from pages drawn by the PDF library, a form feed between them.

    Raises:
        ScannedDocument: the program, or the data for every one of the languages, is not installed.
        BrokenDocument: the program failed on a page.
    """
    languages = _languages()
    if not languages:
        raise ScannedDocument(name, "its pages hold pictures and no text")
    texts = [_told(page, languages, name) for page, _ in zip(pages, range(MOST_PAGES), strict=False)]
    return Found(PAGE_BREAK.join(texts), recognised=True, caveats=tuple(_caveats(count, languages)))


def _caveats(count: int, languages: str) -> Iterator[Caveat]:
    yield Caveat(Doubt.TO_CONFIRM, CONFIRM.format(with_what=f"{PROGRAM}, {languages}"))
    if missing := [one for one in LANGUAGES if one not in languages.split("+")]:
        yield Caveat(Doubt.PARTIAL, f"{PROGRAM} has no data for {', '.join(missing)}")
    if count > MOST_PAGES:
        yield Caveat(Doubt.PARTIAL, f"only the first {MOST_PAGES} of {count:,} pages were recognised")


@cache
def _languages() -> str:
    """Those of the languages that the program has data for, as it wants them named."""
    if shutil.which(PROGRAM) is None:
        return ""
    try:
        told = subprocess.run([PROGRAM, "--list-langs"], capture_output=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    there = told.stdout.decode("utf-8", "replace").split()
    return "+".join(one for one in LANGUAGES if one in there)


def _told(page: Any, languages: str, name: str) -> str:
    tick(PAGE_SECONDS)
    command = [PROGRAM, "stdin", "stdout", "-l", languages, "--dpi", str(DOTS_PER_INCH)]
    one_thread = {**os.environ, "OMP_THREAD_LIMIT": "1"}  # its threads mostly wait for each other
    try:
        done = subprocess.run(
            command,
            input=_picture(page),
            capture_output=True,
            timeout=PAGE_SECONDS,
            check=True,
            env=one_thread,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise BrokenDocument(name, f"{PROGRAM} could not tell its text ({error})") from None
    return done.stdout.decode("utf-8", "replace").replace("\f", "").strip()


def _picture(page: Any) -> bytes:
    """The page in shades of grey as PGM, which needs no library to write."""
    width, height = page.get_size()
    scale = min(DOTS_PER_INCH / POINTS_PER_INCH, WIDEST / max(width, height, 1))
    bitmap = page.render(scale=scale, grayscale=True)
    rows = bytes(bitmap.buffer)
    lines = (rows[at * bitmap.stride : at * bitmap.stride + bitmap.width] for at in range(bitmap.height))
    return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(lines)
