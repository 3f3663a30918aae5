"""The words by which a page can be about a situation at all, taken from the lexicon that reads it.

A page *names the situation* by its people, their countries or its places, or it *names people on the move*:
refugees, migrants, the deported, the displaced, whoever lacks papers. Of a name of several words the longest
is enough, and a word is found inside longer ones too, so what is found is always more than the names. What
any page may hold (*returned*, *people*, *camp*) is left out by name, in ``general.toml``; so are words of
less than four Latin or three other letters.
"""

import tomllib
from collections.abc import Iterable, Iterator
from importlib.resources import files

from concord.reading.lexicon import LANGUAGES, Entry, entries_for
from concord.reading.text import prepare
from concord.situation import Situation

__all__ = ["general_words", "number_words", "subject_words"]

_MOVING = frozenset({"returned", "deported", "displaced", "fled"})  # measures of people who move
_SPEAKING = frozenset({"status", "measure", "weak", "people"})  # roles that name people on the move, or may
_NUMBERS = frozenset({"numeral", "scale", "vague", "numeral_shift"})  # roles that a number can begin with
_LEAST_LATIN, _LEAST = 4, 3  # letters; shorter words stand in pages on anything


def subject_words(situation: Situation) -> frozenset[str]:
    """Folded words of which a page about the situation, or about people on the move, has at least one."""
    general = general_words()
    found: set[str] = set()
    for language in LANGUAGES:
        entries = entries_for(language, situation)
        found |= {word for words in _named(entries, situation) if (word := _telling(words, general))}
        found |= {_singular(word) for word in _moving(entries) if _is_long(word) and word not in general}
    return frozenset(found - general)


def number_words(situation: Situation) -> frozenset[str]:
    """Folded words that a number without digits can begin with, in any language."""
    told = (entry for language in LANGUAGES for entry in entries_for(language, situation))
    phrases = (prepare(phrase).words for phrase, role, _ in told if role in _NUMBERS)
    return frozenset(words[0] for words in phrases if words)


def general_words() -> frozenset[str]:
    """Folded words that are left out, for any page may hold them."""
    told = tomllib.loads((files("concord.corpora") / "general.toml").read_text("utf-8"))
    return frozenset(word for words in told.values() for phrase in words for word in _words(phrase))


def _named(entries: Iterable[Entry], situation: Situation) -> Iterator[list[str]]:
    """Names of the people concerned, of their countries and of places."""
    own = {situation.nationality, situation.host, *situation.other_hosts}
    for phrase, role, code in entries:
        if role == "place" or (role in ("country", "demonym") and code in own):
            yield _words(phrase)


def _moving(entries: Iterable[Entry]) -> Iterator[str]:
    """Words for people by what happens to them: deported, displaced, undocumented, refugees, asylum."""
    told = [(role, code, _words(phrase)) for phrase, role, code in entries if role in _SPEAKING]
    statuses = [words for role, _, words in told if role == "status"]
    weak = [words for role, _, words in told if role == "weak"]
    moving = [words for role, code, words in told if role == "measure" and code in _MOVING]
    verbs = [words for words in moving if words not in weak]
    yield from (words[0] for words in (*statuses, *verbs) if len(words) == 1)
    within = {word for words in (*statuses, *verbs) for word in words}
    persons = [words for role, _, words in told if role == "people"]
    yield from (words[0] for words in persons if len(words) == 1 and words[0] in within)
    legal = {word for words in statuses for word in words}
    yield from (word for words in persons for word in words if word in legal)


def _telling(words: list[str], general: frozenset[str]) -> str | None:
    """The longest word of a name that not any page may hold; None where there is none."""
    return max((word for word in words if _is_long(word) and word not in general), key=len, default=None)


def _singular(word: str) -> str:
    """A plural without its ending, for what is looked for is found inside longer words: migrants, migrant."""
    return word[:-1] if word.isascii() and word.endswith("s") and len(word) > _LEAST_LATIN + 1 else word


def _is_long(word: str) -> bool:
    return len(word) >= (_LEAST_LATIN if word.isascii() else _LEAST)


def _words(phrase: str) -> list[str]:
    return [word for word in prepare(phrase).words if word.isalpha()]
