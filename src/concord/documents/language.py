"""The language of a text: as declared, unless the letters say otherwise.

Pages in Urdu or Pashto often carry ``lang="en"`` from their template, so a declared
language is believed only if the text is in its script. Undeclared, the letters that
one language alone uses decide, and where there are none its smallest words.
Dari and Farsi share theirs: both are ``fa``.
"""

import re

__all__ = ["language_of"]

SAMPLE = 5_000  # characters; enough to see every common letter of a language
TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
LATIN = re.compile(r"[A-Za-zÀ-ɏ]+")
ARABIC = re.compile(r"[ء-غف-يٮ-ۓ]+")
ARABIC_SCRIPT = {"ar", "ckb", "fa", "prs", "ps", "sd", "ug", "ur"}
BY_LETTERS = (("ps", "ټډړښځڅڼېۍ"), ("ur", "ٹڈڑےںہھ"))
BY_WORDS = {
    "fa": "از در به با را که این آن است هزار و تن نفر شده اند",
    "ps": "د په له او چې سره زره تنه شوي",
    "ur": "کو کا کی سے تک اور نے پر اب ہزار لاکھ",
}  # the small words of each language; some belong to two


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
    words = set(text.split())
    known = {tag: len(words & set(small.split())) for tag, small in BY_WORDS.items()}
    return max(known, key=known.__getitem__) if any(known.values()) else None
