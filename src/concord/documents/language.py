"""The language of a text: as declared, unless the letters say otherwise; and of each of its paragraphs.

Pages in Urdu or Pashto often carry ``lang="en"`` from their template, so a declared
language is believed only if the text is in its script. Undeclared, the letters that
one language alone uses decide. Where there are none, py3langid does (Lui and Baldwin 2012, restricted
to the languages of the situation; it knows Pashto), or without it the smallest words.
Dari and Farsi share letters and words: both are ``fa``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

__all__ = ["Passage", "language_of", "passages_of"]

SAMPLE = 5_000  # characters; enough to see every common letter of a language
ENOUGH = 20  # letters of a paragraph; a shorter one is taken for the language of the one before it
TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
LATIN = re.compile(r"[A-Za-zÀ-ɏ]+")
ARABIC = re.compile(r"[ء-غف-يٮ-ۓ]+")
ARABIC_SCRIPT = {"ar", "ckb", "fa", "prs", "ps", "sd", "ug", "ur"}
BY_LETTERS = (("ps", "ټډړښځڅڼېۍ"), ("ur", "ٹڈڑےںہھ"))
IN_ARABIC_LETTERS = ("ar", "fa", "ps", "ur")
BY_WORDS = {
    "ar": "من في على إلى التي الذي هذا ألف شخص",
    "fa": "از در به با را که این آن است هزار و تن نفر شده اند",
    "ps": "د په له او چې سره زره تنه شوي",
    "ur": "کو کا کی سے تک اور نے پر اب ہزار لاکھ",
}  # the small words of each language; some belong to two
PARAGRAPH = re.compile(r"[^\n\f]*[^\s][^\n\f]*")


@dataclass(frozen=True, slots=True)
class Passage:
    """Paragraphs in one language, text[start:end]; None where nothing tells it."""

    start: int
    end: int
    language: str | None


def language_of(text: str, declared: str | None = None) -> str | None:
    """BCP 47 tag of the language, or None where neither declaration nor letters tell.

    >>> language_of("د پاکستان څخه راستانه شوي", declared="en-US")
    'ps'
    """
    latin = _is_latin(text[:SAMPLE])
    tag = _tag(declared)
    if tag is not None and (latin is None or _fits(tag, latin)):
        return tag
    if latin is None:
        return None
    return "en" if latin else _of_arabic_letters(text[:SAMPLE])


def passages_of(text: str) -> tuple[Passage, ...]:
    """The stretches of a text that are in one language, in order, told paragraph by paragraph.

    >>> [one.language for one in passages_of("Some 84,871 families returned in April.\\n"
    ...                                      "په اپرېل کې ۸۴۸۷۱ کورنۍ بېرته راستنې شوې دي.")]
    ['en', 'ps']
    """
    joined: list[Passage] = []
    for one in _paragraphs(text):
        if joined and one.language in (None, joined[-1].language):
            joined[-1] = Passage(joined[-1].start, one.end, joined[-1].language)
        elif joined and joined[-1].language is None:
            joined[-1] = Passage(joined[-1].start, one.end, one.language)
        else:
            joined.append(one)
    return tuple(joined)


def _paragraphs(text: str) -> Iterator[Passage]:
    for found in PARAGRAPH.finditer(text):
        line = found[0][:SAMPLE]
        letters = sum(len(word) for script in (LATIN, ARABIC) for word in script.findall(line))
        yield Passage(found.start(), found.end(), language_of(line) if letters >= ENOUGH else None)


def _tag(declared: str | None) -> str | None:
    tag = (declared or "").strip().replace("_", "-")
    return tag if TAG.fullmatch(tag) else None


def _is_latin(text: str) -> bool | None:
    latin, arabic = (len("".join(script.findall(text))) for script in (LATIN, ARABIC))
    return None if latin == arabic == 0 else latin >= arabic


def _fits(tag: str, latin: bool) -> bool:
    is_arabic_script = tag.split("-")[0].lower() in ARABIC_SCRIPT and "latn" not in tag.lower()
    return is_arabic_script is not latin


def _of_arabic_letters(text: str) -> str | None:
    for tag, letters in BY_LETTERS:
        if any(letter in text for letter in letters):
            return tag
    model = _model()
    if model is not None and len("".join(ARABIC.findall(text))) >= ENOUGH:
        return str(model.classify(text)[0])
    words = set(text.split())
    known = {tag: len(words & set(small.split())) for tag, small in BY_WORDS.items()}
    return max(known, key=known.__getitem__) if any(known.values()) else None


@cache
def _model() -> Any:
    """The model, which lies in its wheel, asked only where letters alone do not tell; None without it."""
    try:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier
    except ImportError:
        return None
    model = LanguageIdentifier.from_model_file(MODEL_FILE)
    model.set_languages(list(IN_ARABIC_LETTERS))
    return model
