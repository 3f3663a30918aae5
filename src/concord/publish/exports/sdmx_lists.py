"""Code lists of the SDMX structure: Concord's own vocabularies with four codes for what is no value.

A dimension of SDMX always has a code. Unknown, everybody, not applicable and a word that no
list has are four things, so each has a code of its own; the word itself goes into the
attribute REMAINDER of the observation. Codes are those of the vocabulary, unchanged.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from concord.evidence import Kind, Precision, Unit
from concord.situation import Situation

__all__ = ["ALL", "NOT_APPLICABLE", "OTHER", "UNKNOWN", "Code", "CodeList", "code_lists", "is_code"]

ALL, UNKNOWN, NOT_APPLICABLE, OTHER = "_T", "_U", "_Z", "_O"
_SHAPE = re.compile(r"[A-Za-z0-9_@$\-]+")  # common:IDType of SDMX-ML 2.1

_SPECIAL = {
    ALL: ("Total", "All together, or not limited by the words."),
    UNKNOWN: ("Unknown", "The words leave it open; candidates stand in REMAINDER."),
    NOT_APPLICABLE: ("Not applicable", "Has no meaning for this observation."),
    OTHER: ("Other", "A word that this list does not have; it stands in REMAINDER."),
}
_BOUNDS = {
    Precision.EXACT: "As written, with no hedge.",
    Precision.ABOUT: "Hedged: about, some, nearly.",
    Precision.AT_LEAST: "A lower bound: more than, at least.",
    Precision.AT_MOST: "An upper bound: up to, fewer than.",
    Precision.RANGE: "Between two numbers.",
    Precision.VAGUE: "Words in the place of a number: thousands, dozens.",
}
_UNITS = {
    Unit.INDIVIDUALS: "Persons.",
    Unit.FAMILIES: "Families or households.",
    Unit.PERCENT: "Per cent.",
}
_KINDS = {Kind.FLOW: "Events over a period.", Kind.STOCK: "A level at a moment."}
_STATES = {
    "A": ("Agreed", "Every party that spoke agrees."),
    "P": ("Proposed", "As read; no party has taken a position, or not all of them."),
    "U": ("Disputed", "A party disputes it."),
    "E": ("Estimated", "Balanced from several claims."),
    "I": ("Imputed", "Balanced, and follows from other cells only."),
    "W": ("Set aside", "Withdrawn, superseded, discarded or out of scope; REVIEW_STATE says which."),
}
_GROUPS = (
    "women", "men", "girls", "boys", "children", "women_and_children", "women_and_girls", "elderly", "other",
)  # fmt: skip
_MANNERS = ("voluntary", "facilitated", "forced")
_CONFIDENTIALITY = {
    "F": ("Free", "Told as it is."),
    "C": ("Confidential", "Withheld: too small, or a small one would follow from it."),
}


@dataclass(frozen=True, slots=True)
class Code:
    """One code with its name, its meaning and the code it is part of."""

    id: str
    name: str
    meaning: str = ""
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class CodeList:
    """One code list; ``has`` tells whether a value is one of its codes."""

    id: str
    name: str
    codes: tuple[Code, ...]

    def has(self, value: str) -> bool:
        """Whether the value is a code of this list."""
        return any(code.id == value for code in self.codes)


def is_code(text: str) -> bool:
    """Whether SDMX takes the text as the id of a code.

    >>> is_code("gov-pk"), is_code("Torkham gate")
    (True, False)
    """
    return _SHAPE.fullmatch(text) is not None


def code_lists(situation: Situation | None) -> Mapping[str, CodeList]:
    """Every code list by its id; without a situation only those that hold in all."""
    lists = (*(_of_situation(situation) if situation else ()), *_of_records())
    return {one.id: one for one in lists}


def _of_situation(situation: Situation) -> Iterable[CodeList]:
    measures = [Code(m.code, m.label, m.definition, m.part_of) for m in situation.measures]
    statuses = [Code(s.code, s.label) for s in situation.statuses]
    phases = [Code(p.code, p.label) for p in situation.phases]
    parties = [Code(p.code, p.label) for p in situation.parties]
    places = [Code(p.code, p.name, p.kind, p.within) for p in situation.places]
    yield _list("CL_MEASURE", "What is counted", measures)
    yield _list("CL_LEGAL_STATUS", "Legal status of those counted", statuses)
    yield _list("CL_PHASE", "Phase of the campaign as the claimant labels it", [*phases, Code("all", "All")])
    yield _list("CL_PARTY", "Parties that claim", parties)
    yield _list("CL_LOCATION", "Places and crossings", places)
    yield _list("CL_AREA", "Countries", [code for code in places if code.meaning == "country"])


def _of_records() -> Iterable[CodeList]:
    yield _list("CL_BOUND", "What the words say about exactness", _enum(_BOUNDS))
    yield _list("CL_UNIT", "What is counted in", _enum(_UNITS))
    yield _list("CL_AGGREGATION", "Level or events", _enum(_KINDS))
    yield _list("CL_SEX_AGE", "Group of sex or age", [_worded(one) for one in _GROUPS])
    yield _list("CL_MANNER", "How people returned", [_worded(one) for one in _MANNERS])
    yield _list("CL_OBS_STATUS", "State of an observation", _told(_STATES))
    yield _list("CL_CONF_STATUS", "Disclosure", _told(_CONFIDENTIALITY))


def _list(identity: str, name: str, codes: Iterable[Code]) -> CodeList:
    known = {code.id: code for code in [*codes, *_told(_SPECIAL)] if is_code(code.id)}
    kept = [c if c.parent in known else Code(c.id, c.name, c.meaning) for c in known.values()]
    return CodeList(identity, name, tuple(kept))


def _enum(meanings: Mapping[Precision, str] | Mapping[Unit, str] | Mapping[Kind, str]) -> list[Code]:
    return [
        Code(code.value, code.value.replace("_", " ").capitalize(), told) for code, told in meanings.items()
    ]


def _worded(code: str) -> Code:
    return Code(code, code.replace("_", " ").capitalize())


def _told(codes: Mapping[str, tuple[str, str]]) -> list[Code]:
    return [Code(code, name, meaning) for code, (name, meaning) in codes.items()]
