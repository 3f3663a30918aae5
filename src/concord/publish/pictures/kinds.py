"""The kinds of picture, by the word that asks for them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from concord.errors import ConcordError
from concord.publish.languages import Texts
from concord.publish.pictures.flows import flows
from concord.publish.pictures.manner import NARROW, WIDTH
from concord.publish.pictures.maps import places_map
from concord.publish.pictures.material import Material
from concord.publish.pictures.over_time import crossings, cumulative, stock
from concord.publish.pictures.picture import Picture
from concord.publish.pictures.sankey import sankey
from concord.publish.pictures.scopes import ladder, waterfall

__all__ = ["KINDS", "MEASURES", "NotOfThisKind", "UnknownPicture", "drawable", "picture"]

KINDS: Mapping[str, Callable[[Material, Texts, int], Picture]] = MappingProxyType(
    {
        "cumulative": cumulative,
        "flows": flows,
        "stock": stock,
        "sankey": sankey,
        "crossings": crossings,
        "map": places_map,
        "ladder": ladder,
        "waterfall": waterfall,
    }
)


_MOVED = ("returned", "deported")
_PRESENT = ("hosted", "registered", "awaiting", "in_need")
# What each kind can be asked to show alone. Arrests are in none: they tell where others hide.
MEASURES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "cumulative": (),  # the running total most spoken of
        "flows": _MOVED,
        "stock": _PRESENT,
        "sankey": _MOVED,
        "crossings": _MOVED,
        "map": _MOVED,
        "ladder": _MOVED,
        "waterfall": (*_MOVED, *_PRESENT),
    }
)


class UnknownPicture(ConcordError):
    """There is no picture of that kind; carries the word."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(f"no picture {kind!r}; there are {', '.join(KINDS)}")


class NotOfThisKind(ConcordError):
    """A picture of that kind shows no such measure; carries both."""

    def __init__(self, kind: str, measure: str) -> None:
        self.kind, self.measure = kind, measure
        offered = ", ".join(MEASURES[kind])
        advice = f"choose one of {offered}" if offered else "it has no choice of measure"
        super().__init__(f"no {kind} of {measure!r}; {advice}")


def drawable(kind: str, measure: str | None = None) -> None:
    """Refuse what no picture shows, before anything is worked out for it.

    Raises:
        UnknownPicture: there is no such kind. NotOfThisKind: it shows no such measure.
    """
    if kind not in KINDS:
        raise UnknownPicture(kind)
    if measure is not None and measure not in MEASURES[kind]:
        raise NotOfThisKind(kind, measure)


def picture(
    kind: str, material: Material, texts: Texts, *, measure: str | None = None, narrow: bool = False
) -> Picture:
    """The picture of that kind in the language of these texts.

    Args:
        measure: the one to show alone; None for what the kind usually shows.
        narrow: for a phone instead of a printed column.
    Raises:
        UnknownPicture, NotOfThisKind
    """
    drawable(kind, measure)
    if measure is not None:
        material = replace(material, measure=measure)
    return KINDS[kind](material, texts, NARROW if narrow else WIDTH)
