"""Disclosure rules as data: what may not leave, why, and what is told in its place.

The table that is bundled (``rules.toml``) may be replaced by one of a situation. Loading
tells every mistake at once. The rules follow the practice of statistical disclosure
control: Hundepool et al., Statistical Disclosure Control (Wiley 2012), chapters 4 and 5.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked

from concord.errors import ConcordError
from concord.evidence import Unit

__all__ = ["Coarse", "Delayed", "Differences", "Never", "Rules", "SmallCounts", "UnclearRules", "rules_of"]

_STRICT = ConfigDict(extra="forbid")


class UnclearRules(ConcordError):
    """The table of disclosure rules cannot be used; carries its place and every mistake."""

    def __init__(self, where: str, mistakes: list[str]) -> None:
        self.where, self.mistakes = where, mistakes
        super().__init__(f"{where}: " + "; ".join(mistakes))


@checked(frozen=True, slots=True, config=_STRICT)
class SmallCounts:
    """Counts from ``low`` to ``high`` point at someone; up to ``cover`` all are told as ``shown``.

    ``width`` is the narrowest interval in which anybody may place a count from ``low`` to ``high``.
    """

    low: int
    high: int
    cover: int
    units: frozenset[Unit]
    shown: str
    width: float
    because: str

    def __post_init__(self) -> None:
        if not 0 < self.low <= self.high <= self.cover:
            raise ValueError("low, high and cover must ascend from 1")
        if self.cover - self.low < self.width:
            raise ValueError("the mark itself tells a narrower interval than width allows: raise cover")


@checked(frozen=True, slots=True, config=_STRICT)
class Differences:
    """Through which sums a withheld number must not follow from printed ones."""

    parts: bool
    rests: bool
    running_totals: bool
    shares: bool
    releases: bool
    because: str


@checked(frozen=True, slots=True, config=_STRICT)
class Coarse:
    """Figures of these measures, or at places of these kinds, are told for a wider place only."""

    measures: tuple[str, ...]
    place_kinds: tuple[str, ...]
    to: Literal["province", "country"]
    because: str


@checked(frozen=True, slots=True, config=_STRICT)
class Delayed:
    """Figures of these measures, or at places of these kinds, leave only so many days after their period."""

    measures: tuple[str, ...]
    place_kinds: tuple[str, ...]
    days: int
    because: str


@checked(frozen=True, slots=True, config=_STRICT)
class Never:
    """Fields of one kind of record that never leave."""

    what: str
    fields: frozenset[str]
    because: str


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules of one publication."""

    small: SmallCounts
    differences: Differences
    coarse: tuple[Coarse, ...] = ()
    delayed: tuple[Delayed, ...] = ()
    never: tuple[Never, ...] = ()


def rules_of(path: Path | None = None) -> Rules:
    """The rules of a file, or those that are bundled.

    Raises:
        UnclearRules: no TOML, or not this table; every mistake is told.
    """
    if path is None:
        return _bundled()
    try:
        return _typed(path.read_text("utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise UnclearRules(str(path), [str(error)]) from None


@cache
def _bundled() -> Rules:
    table = resources.files("concord.publish.disclosure") / "rules.toml"
    return _typed(table.read_text("utf-8"), "rules.toml")


def _typed(text: str, where: str) -> Rules:
    try:
        values = tomllib.loads(text)
        unknown = sorted(set(values) - {"small", "differences", "coarse", "delayed", "never"})
        if unknown:
            raise UnclearRules(where, [f"unknown table {name!r}" for name in unknown])
        return TypeAdapter(Rules).validate_python(values)
    except tomllib.TOMLDecodeError as error:
        raise UnclearRules(where, [str(error)]) from None
    except ValidationError as error:
        told = [f"{one['msg']} @ $.{'.'.join(map(str, one['loc']))}" for one in error.errors()]
        raise UnclearRules(where, told) from None
