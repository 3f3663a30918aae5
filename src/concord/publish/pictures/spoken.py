"""Scopes and days in a language, each put into words once for a picture of very many claims."""

from collections.abc import Callable
from datetime import date
from functools import cache

from concord.publish.languages import Texts, in_language

__all__ = ["Spoken"]


class Spoken:
    """The words of one picture.

    Attributes:
        scope: what is counted, from its English words. day: a day in the calendar of the language.
    """

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self.scope: Callable[[str], str] = cache(lambda what: in_language(what, texts))
        self.day: Callable[[date], str] = cache(texts.day)
