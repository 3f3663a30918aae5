"""The words of what is published, one file of data a language, with its digits, calendar and direction.

A converter never holds a sentence of its own: it asks for one by key, so that a page
in Pashto cannot say less than the page in English. A key that a language lacks is an
error, not an English sentence in a Pashto page.
"""

from concord.publish.languages.amounts import amount
from concord.publish.languages.changes import (
    change_line,
    change_numbers,
    change_reason,
    change_scope,
    change_who,
    printed_in,
)
from concord.publish.languages.contradictions import contradiction
from concord.publish.languages.scopes import in_language
from concord.publish.languages.texts import LANGUAGES, MissingText, Texts, UnknownLanguage, texts_of

__all__ = [
    "LANGUAGES",
    "MissingText",
    "Texts",
    "UnknownLanguage",
    "amount",
    "change_line",
    "change_numbers",
    "change_reason",
    "change_scope",
    "change_who",
    "contradiction",
    "in_language",
    "printed_in",
    "texts_of",
]
