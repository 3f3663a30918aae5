"""A corrected reading: what a party says the words mean, beside what the machine read.

A correction changes how the words were understood, never which words: another place
in the text is another claim. Parties that correct the same field differently leave it
as the machine read it, and the claim is disputed: ambiguous means no answer.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from concord.errors import ConcordError
from concord.evidence import Decision, Figure, MalformedRecord, from_json, to_json
from concord.evidence.codec import canonical

__all__ = ["Merged", "UnreadableCorrection", "corrected", "merge"]

THE_WORDS_THEMSELVES = ("document", "start", "end", "text")


class UnreadableCorrection(ConcordError):
    """A correction that makes no figure of its figure; carries every mistake with its path."""

    def __init__(self, mistakes: list[str]) -> None:
        self.mistakes = mistakes
        super().__init__("the correction cannot be applied: " + "; ".join(mistakes))


@dataclass(frozen=True, slots=True)
class Merged:
    """What several parties' corrections of one claim come to.

    ``fields`` holds JSON text by field where nobody contradicts; ``contested`` names the rest.
    """

    fields: Mapping[str, str]
    contested: frozenset[str]


def merge(decisions: Iterable[Decision]) -> Merged:
    """The corrections on which the parties do not differ, and the fields on which they do."""
    said: dict[str, dict[str, str]] = {}
    for decision in decisions:
        for field, text in decision.correction:
            said.setdefault(field, {}).setdefault(_normal(text), text)
    fields = {field: next(iter(texts.values())) for field, texts in sorted(said.items()) if len(texts) == 1}
    return Merged(fields, frozenset(said) - frozenset(fields))


def corrected(figure: Figure, correction: Mapping[str, str]) -> Figure:
    """The figure with these fields, given as JSON text, in place of its own.

    ``corrected(figure, {"status": '"acc"', "value": "12000"})``

    Raises:
        UnreadableCorrection: not JSON, no such field, a wrong type, or a change of the words themselves.
    """
    values: dict[str, Any] = {}
    mistakes = []
    for field, text in correction.items():
        if field in THE_WORDS_THEMSELVES:
            mistakes.append(f"other words are another claim @ $.{field}")
        try:
            values[field] = json.loads(text)
        except ValueError:
            mistakes.append(f"{text!r} is not JSON @ $.{field}")
    if mistakes:
        raise UnreadableCorrection(mistakes)
    try:
        return from_json(Figure, {**to_json(figure), **values})
    except MalformedRecord as error:
        raise UnreadableCorrection(error.mistakes) from None


def _normal(text: str) -> str:
    """The text that two spellings of one JSON value share."""
    try:
        return canonical(json.loads(text)).decode()
    except ValueError:
        return text
