"""Pictures as pixels, drawn once for the PDF and the DOCX of a sheet."""

from functools import lru_cache

from concord.publish.pictures.picture import Picture, png

__all__ = ["pixels"]

KEPT = 32  # pictures: those of a briefing with its annex in one language, some 100 kB each


@lru_cache(maxsize=KEPT)
def pixels(picture: Picture) -> bytes:
    """The picture as PNG bytes."""
    return png(picture)
