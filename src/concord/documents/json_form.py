"""The JSON document form: one object a file, with the text and what is known of it.

    {"id": "…", "title": "…", "text": "…", "published": "2025-04", "publisher": "…", "lang": "en", "url": "…"}

Only ``text`` must be there. Other people's files carry more keys; they are left alone.
"""

import json
from typing import Any

from concord.documents.errors import BrokenDocument
from concord.documents.found import Found
from concord.evidence import PartialDate

__all__ = ["read_json_form"]

EXPECTED = 'expected one object {"id", "title", "text", "published", "publisher", "lang"}, words in "text"'
OPTIONAL = ("id", "title", "published", "publisher", "lang", "url")  # a string, or null for not known


def read_json_form(content: bytes, name: str) -> Found:
    """The text, exactly the string under ``text``, and the facts beside it.

    Raises:
        BrokenDocument: not JSON, not the form, or fields of the wrong type; all mistakes are told.
    """
    form = _object(content, name)
    mistakes = _mistakes(form)
    if mistakes:
        raise BrokenDocument(name, "; ".join(mistakes))
    said = {key: form[key] for key in OPTIONAL if form.get(key)}
    return Found(
        text=form["text"],
        name=said.get("id"),
        title=said.get("title"),
        publisher=said.get("publisher"),
        published=PartialDate(said["published"]) if "published" in said else None,
        language=said.get("lang"),
        address=said.get("url"),
    )


def _object(content: bytes, name: str) -> dict[str, Any]:
    try:
        form = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BrokenDocument(name, f"JSON is written in UTF-8, and byte {error.start} is not") from None
    except (ValueError, RecursionError) as error:
        raise BrokenDocument(name, f"not JSON: {error}") from None
    if not isinstance(form, dict) or "text" not in form:
        raise BrokenDocument(name, f"not the JSON document form; {EXPECTED}")
    return form


def _mistakes(form: dict[str, Any]) -> list[str]:
    wrong = [key for key in OPTIONAL if not isinstance(form.get(key), str | None)]
    mistakes = [f"{form[key]!r:.40} where a string is expected @ $.{key}" for key in wrong]
    if not isinstance(form["text"], str):
        mistakes.insert(0, f"{form['text']!r:.40} where a string is expected @ $.text")
    if form.get("published") and "published" not in wrong:
        mistakes += _date_mistake(form["published"])
    return mistakes


def _date_mistake(published: str) -> list[str]:
    try:
        PartialDate(published)
    except ValueError as error:
        return [f"{error} @ $.published"]
    return []
