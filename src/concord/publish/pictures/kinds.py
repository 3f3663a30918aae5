"""The kinds of picture, by the word that asks for them."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from concord.errors import ConcordError
from concord.publish.languages import Texts
from concord.publish.pictures.maps import places_map
from concord.publish.pictures.material import Material
from concord.publish.pictures.over_time import crossings, cumulative, flows, stock
from concord.publish.pictures.picture import Picture
from concord.publish.pictures.sankey import sankey
from concord.publish.pictures.scopes import ladder, waterfall

__all__ = ["KINDS", "UnknownPicture", "picture"]

KINDS: Mapping[str, Callable[[Material, Texts], Picture]] = MappingProxyType(
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


class UnknownPicture(ConcordError):
    """There is no picture of that kind; carries the word."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(f"no picture {kind!r}; there are {', '.join(KINDS)}")


def picture(kind: str, material: Material, texts: Texts) -> Picture:
    """The picture of that kind in the language of these texts.

    Raises:
        UnknownPicture: there is none.
    """
    if kind not in KINDS:
        raise UnknownPicture(kind)
    return KINDS[kind](material, texts)
