"""What a single cell looks like: a number of an identity document, a mobile phone, a date, a person's name.

Documents covered: the Pakistani identity card (5-7-1 digits, or 13 in a row), the electronic Tazkira
(4-4-5), PoR, ACC, VRF and Amayesh cards by their letters, passports (a letter or two, six to eight
digits), individual and case numbers of UNHCR's registration (501-00012345, 501-18C01234). Phones
covered: mobile numbers of Pakistan (03..), Afghanistan (07..) and Iran (09..), with or without the
code of the country. An office's landline is no one's own and is not looked for.
"""

import re
import unicodedata
from enum import Flag, auto

from concord.documents.persons_words import PersonWords, folded

__all__ = ["Looks", "birth_year", "document_numbers", "looks_of", "plain"]


class Looks(Flag):
    """What a cell may be; several at once where a cell holds a whole record."""

    NOTHING = 0
    DOCUMENT = auto()
    PHONE = auto()
    DATE = auto()
    NAME = auto()
    KIN = auto()
    SEX = auto()
    RELATION = auto()
    AGE = auto()
    NUMBER = auto()


_EDGE, _END = r"(?<![\w\d/.,-])", r"(?![\w\d]|[-/.,]\d)"
DOCUMENTS = (
    r"[1-9]\d{4}[-–—‑ ]\d{7}[-–—‑ ]\d",  # identity card, and PoR cards of the same shape
    r"1[34]\d\d[-–—‑ ]\d{4}[-–—‑ ]\d{5}",  # electronic Tazkira: year first
    r"(?i:PO?R|ACC|AC|VRF|PCM|CNIC|NIC)(?:[-–: /#]?[A-Z]{1,3})?[-–: /#]?\d{6,13}",
    r"\d{3}-\d{2}C\d{5}",  # case of a registration
    r"[1-9]\d{2}-\d{8}",  # individual of a registration
    r"(?!AF|PK|IR)[A-Z]{1,2}\d{7,8}",  # passport; AF, PK and IR open the codes of places
    r"[PIAC][A-Z<][A-Z]{3}[A-Z]+<+[A-Z<]+",  # what machines read from one
    r"[1-9]\d{12}",  # identity card without its dashes
    r"\d(?:\.\d{3,})E\+1[12]",  # the same, as spreadsheets spoil it
)
DOCUMENT = re.compile(_EDGE + "(?:" + "|".join(DOCUMENTS) + ")" + _END)
# In running text only what nothing else looks like; in digits of any script.
CERTAIN = re.compile(
    r"(?<![\w-])(?:\d{5}[-–—‑]\d{7}[-–—‑]\d|1[34]\d\d-\d{4}-\d{5}|[۰-۹]{4}-[۰-۹]{4}-[۰-۹]{5}|"
    r"(?i:POR|ACC|VRF|CNIC)[-–: /#](?:[A-Z]{1,3}[-–: /#])?\d{6,13})(?![\w-])"
)
PHONE_RUN = re.compile(r"(?<![\d.,/])(?:\+|\()?\d[\d \-–.()]{7,19}\d(?![\d,/]|\.\d)")
# Without what sets the digits apart: country or zero, then the digits of a mobile network.
PHONE = re.compile(r"(?:(?:00)?92|0)0?3\d{9}|(?:(?:00)?93|0)0?7\d{8}|(?:(?:00)?98|0)0?9\d{9}")
DATE = re.compile(
    r"(?<!\d)(?:(?P<a>1[2-4]\d\d|19\d\d|20\d\d)[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])"
    r"|(?:0?[1-9]|[12]\d|3[01])[-/. ](?:0?[1-9]|1[0-2]|[A-Za-z]{3,9})[-/. ,]{1,2}"
    r"(?P<b>1[2-4]\d\d|19\d\d|20\d\d))(?!\d)"
)
AGE = re.compile(r"(\d{1,3})\s*(?:years?|yrs?|y|months?|m|سال|ساله|کلن|کاله|کلنه|برس)?", re.I)
NUMBER = re.compile(r"[~≈+(]?\d[\d,٬،. ]*\)?%?")
NAME_WORDS = 6
# Names that are made rather than learned: servant of .., .. of God, .. of the faith.
MADE = re.compile(r"abd(?:ul|ur|us|ush|ul)\w*|\w{2,}(?:ullah|uddin|allah)|عبدال\w+|\w{2,}الدین|\w{2,}الله")
_AGED = re.compile(r"[\s,(]+\d{1,2}\)?$")
_LETTERS = re.compile(r"[^\W\d_]+(?:[ .'’-]+[^\W\d_]+)*\.?")
_SERIAL = re.compile(r"^\W*\d{1,4}[.):\-]\s*")


def plain(text: str) -> str:
    """The cell with every digit as 0-9 and without marks of direction."""
    if text.isascii():
        return text.strip()
    digits = (str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    return "".join(c for c in digits if unicodedata.category(c) != "Cf").strip()


def looks_of(cell: str, words: PersonWords) -> Looks:
    """Everything that a cell, already plain, may be."""
    if not cell:
        return Looks.NOTHING
    looks = Looks.DOCUMENT if "<<" in cell and DOCUMENT.search(cell) else Looks.NOTHING
    if any(c.isdigit() for c in cell):
        looks |= _with_digits(cell)
    if any(c.isalpha() for c in cell):
        looks |= _with_letters(cell, words)
    return looks


def birth_year(cell: str) -> int | None:
    """The year of a date, as printed; a solar year counts from 1200 to 1499."""
    found = DATE.search(cell)
    return int(found["a"] or found["b"]) if found else None


def document_numbers(text: str) -> int:
    """How many different numbers of identity documents stand in a text, counting only certain ones."""
    return len(set(CERTAIN.findall(text)))


def _with_digits(cell: str) -> Looks:
    looks = Looks.NOTHING
    if DOCUMENT.search(cell):
        looks |= Looks.DOCUMENT
    if DATE.search(cell):
        looks |= Looks.DATE
    if _has_phone(cell):
        looks |= Looks.PHONE
    if (age := AGE.fullmatch(cell)) and int(age[1]) <= 110:
        looks |= Looks.AGE
    if NUMBER.fullmatch(cell):
        looks |= Looks.NUMBER
    return looks


def _has_phone(cell: str) -> bool:
    return any(
        PHONE.fullmatch("".join(c for c in run[0] if c.isdigit())) and not DATE.search(run[0])
        for run in PHONE_RUN.finditer(cell)
    )


def _with_letters(cell: str, words: PersonWords) -> Looks:
    bare = _AGED.sub("", _SERIAL.sub("", cell))
    text = folded(bare)
    looks = Looks.NOTHING
    if text in words.sex:
        looks |= Looks.SEX
    if text in words.relation:
        looks |= Looks.RELATION
    named = _named(text, words)
    if named and _LETTERS.fullmatch(bare) and text.count(" ") < NAME_WORDS:
        looks |= Looks.NAME
    if named and _of_kin(text, words):
        looks |= Looks.KIN
    return looks


def _named(text: str, words: PersonWords) -> bool:
    return any(word in words.given or MADE.fullmatch(word) is not None for word in text.split())


def _of_kin(text: str, words: PersonWords) -> bool:
    """Gul Khan s/o Rahim: words between two names."""
    return any(f" {word} " in f" {text} " and not text.startswith(word) for word in words.between)
