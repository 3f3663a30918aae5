"""The house behind a document: press reports what others count, an office counts itself.

Payam-e-Sharq News Agency, روزنامہ, ورځپاڼه: press. Ministry of the Interior, monitoring group, کمیسیون عالی:
official. A figure without a named source is an office's own word in its own bulletin, and in a
newspaper mostly the word of whoever spoke last.
"""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from concord.reading.lexicon import Cue, Lexicon
from concord.reading.text import prepare

__all__ = ["house_of"]

_ROLE = "house"
_OFFICES = ("office", "generic_office")


def house_of(publisher: str, named: Iterable[Cue]) -> str:
    """``press``, ``official`` or ``unknown``.

    Args:
        publisher: its name, as the document or its file tells it.
        named: what the reader's lexicon finds in that name.
    """
    found = {cue.code for cue in _lexicon().find(prepare(publisher))}
    offices = {"press" if cue.code == "media" else "official" for cue in named if cue.role in _OFFICES}
    for house in ("press", "official"):
        if house in found:
            return house
    return min(offices, key=("press", "official").index, default="unknown")


@cache
def _lexicon() -> Lexicon:
    text = (files("concord.reading") / "lexicon" / "houses.toml").read_text("utf-8")
    phrases = tomllib.loads(text)[_ROLE]
    return Lexicon((phrase, _ROLE, code) for code, names in phrases.items() for phrase in names)
