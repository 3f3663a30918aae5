"""Pictures as pixels, made once of their drawing for the PDF and the DOCX of a sheet."""

from functools import lru_cache

from concord.publish.pictures.picture import pixels_of

__all__ = ["pixels"]

KEPT = 32  # pictures: those of a briefing with its annex in one language, some 100 kB each


@lru_cache(maxsize=KEPT)
def pixels(drawn: str) -> bytes:
    """The PNG bytes of a picture that is drawn as SVG."""
    return pixels_of(drawn)
