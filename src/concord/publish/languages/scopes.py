"""Scopes in another language: "deported · Second phase · 1 Apr 2025 to 18 Apr 2025", part by part.

A scope is made of few kinds of parts (`concord.publish.scopes`), so that each can be said
again from its own words. A name that no vocabulary knows stays as published.
"""

import re
from datetime import datetime

from concord.evidence import PartialDate
from concord.publish.languages.texts import Texts

__all__ = ["in_language"]

_DAY = r"(?:\d{1,2} )?(?:[A-Z][a-z]{2} )?\d{4}"
_FORMS = ((3, "%d %b %Y", 10), (2, "%b %Y", 7), (1, "%Y", 4))


def in_language(scope: str, texts: Texts) -> str:
    """The scope in the language of these texts."""
    return " · ".join(_part(part, texts) for part in scope.split(" · "))


def _part(part: str, texts: Texts) -> str:
    if span := re.fullmatch(rf"({_DAY}) to ({_DAY})", part):
        return texts.say("from to", group="scope", start=_day(span[1], texts), end=_day(span[2], texts))
    if one := re.fullmatch(rf"(?:(as of|up to|since) )?({_DAY})", part):
        return texts.say(one[1], group="scope", day=_day(one[2], texts)) if one[1] else _day(one[2], texts)
    if less := re.fullmatch(r"without (.+)", part):
        named = texts.say("and", group="scope").join(map(texts.term, less[1].split(" and ")))
        return texts.say("without", group="scope", what=named)
    if by := re.fullmatch(r"as (.+) counts", part):
        return texts.say("counts", group="scope", party=texts.term(by[1]))
    known = texts.term(part)
    return known if known != part else texts.say("comma").join(map(texts.term, part.split(", ")))


def _day(text: str, texts: Texts) -> str:
    form, length = next((form, length) for words, form, length in _FORMS if len(text.split()) == words)
    told = datetime.strptime(text, form)  # noqa: DTZ007  # a day, no moment
    return texts.day(PartialDate(told.date().isoformat()[:length]))
