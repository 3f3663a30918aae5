"""The reader's words: phrases of a language with the roles they play.

A lexicon is data (``lexicon/<language>.toml``): section = role, key = code, list =
phrases, as in ``[measure] deported = ["deported", "sent back"]``. A phrase may play
several roles. Matching is longest first on folded tokens, so letters that look alike
and digits of any script meet in one form. The names of places and offices come from
the situation that is read about.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from concord.reading.text import Page, prepare
from concord.situation import Situation

__all__ = ["LANGUAGES", "Cue", "Entry", "Lexicon", "entries_for", "lexicon_for", "with_prepositions"]

LANGUAGES = ("en", "ur", "fa", "ps")
_JOINER = "\u200c"  # written inside words of Persian and Pashto, and often lost

Entry = tuple[str, str, str]  # phrase, role, code


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase found in a page: its role, its code and its tokens ``first`` to ``last - 1``."""

    role: str
    code: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[str, ...]
    roles: tuple[tuple[str, str], ...]


class Lexicon:
    """Phrases with their roles, found in one pass over the tokens of a page."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        roles: dict[tuple[str, ...], dict[tuple[str, str], None]] = {}
        for phrase, role, code in entries:
            for spelling in {phrase, phrase.replace(_JOINER, "")}:  # عودت‌کننده and عودتکننده
                if words := tuple(prepare(spelling).words):
                    roles.setdefault(words, {})[role, code] = None
        self._phrases = {words: _Phrase(words, tuple(found)) for words, found in roles.items()}
        self._sizes: dict[str, list[int]] = {}  # of the phrases that begin with a word, the longest first
        for size, word in sorted({(len(words), words[0]) for words in roles}, reverse=True):
            self._sizes.setdefault(word, []).append(size)

    def find(self, page: Page) -> list[Cue]:
        """All cues of a page in the order of its text; a longer phrase hides those inside it."""
        words, found, i = page.words, [], 0
        while i < len(words):
            phrase = self._match(words, i)
            if phrase is None:
                i += 1
                continue
            last = i + len(phrase.words)
            found += [Cue(role, code, i, last) for role, code in phrase.roles]
            i = last
        return found

    def _match(self, words: list[str], i: int) -> _Phrase | None:
        for size in self._sizes.get(words[i], ()):
            phrase = self._phrases.get(tuple(words[i : i + size]))
            if phrase is not None:
                return phrase
        return None


def with_prepositions(page: Page, cues: Iterable[Cue]) -> Page:
    """The page with prepositions of every language in one form: سے, از and له are *from*.

    What the reader has learned of such words in one language then holds in all.
    """
    words = list(page.words)
    for cue in cues:
        if cue.role in ("preposition", "postposition") and cue.last - cue.first == 1:
            words[cue.first] = cue.code
    return replace(page, words=words)


def lexicon_for(language: str, situation: Situation) -> Lexicon:
    """The bundled lexicon of a language with the places and offices of a situation."""
    return Lexicon(entries_for(language, situation))


def entries_for(language: str, situation: Situation) -> list[Entry]:
    """Every phrase that `lexicon_for` knows, with its role and code."""
    return [*_bundled(language), *_places(situation), *_offices(situation, language)]


@cache
def _bundled(language: str) -> tuple[Entry, ...]:
    folder = files("concord.reading") / "lexicon"
    entries: list[Entry] = []
    for name in ("common", language):
        entries += _flat(tomllib.loads((folder / f"{name}.toml").read_text("utf-8")))
    return tuple(entries)


def _flat(sections: Mapping[str, Mapping[str, list[str]]]) -> Iterator[Entry]:
    for role, codes in sections.items():
        for code, phrases in codes.items():
            yield from ((phrase, role, code) for phrase in phrases)


def _places(situation: Situation) -> Iterator[Entry]:
    for place in situation.places:
        role = "country" if place.kind == "country" else "place"
        for name in (place.name, *(name for names in place.names.values() for name in names)):
            yield name, role, place.code


def _offices(situation: Situation, language: str) -> Iterator[Entry]:
    for party in situation.parties:
        for office in party.offices:
            for name in (office.name, *office.names.get("en", ()), *office.names.get(language, ())):
                yield name, "office", party.code
