"""The dark look of a picture for screens; what is printed or exported stays white.

The same specification in other colours: every colour of the light look has one of the dark look,
lighter by as much as the paper is darker, so that what is told apart on white is told apart here.
"""

import json
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from concord.publish.pictures.picture import Picture

__all__ = ["DARK", "dark"]

# From light to dark; the surface is that of the pages (web/concord.css, --paper).
DARK = MappingProxyType(
    {
        "white": "#11171c",
        "#1a1a1a": "#e7ecef",
        "#6b6b6b": "#a9b5be",
        "#bdbdbd": "#566470",
        "#e3e3e3": "#2a353e",
        "#f6f6f6": "#1a2229",
        "#0072B2": "#4da3dc",
        "#D55E00": "#f0853a",
        "#009E73": "#2fc79a",
        "#CC79A7": "#e79bc6",
        "#56B4E9": "#9ad8ff",
        "#E69F00": "#ffc94d",
        "#000000": "#ffffff",
        "#eef4f8": "#1d3342",
        "#9ecae1": "#2f7099",
    }
)


def dark(picture: Picture) -> Picture:
    """The same picture on a dark screen."""
    if picture.specification is None:
        return picture
    told = _recoloured(json.loads(picture.specification))
    return replace(picture, specification=json.dumps(told, ensure_ascii=False, sort_keys=True))


def _recoloured(part: Any) -> Any:
    match part:
        case dict():
            return {key: _recoloured(value) for key, value in part.items()}
        case list():
            return [_recoloured(value) for value in part]
        case str():
            return DARK.get(part, part)
        case _:
            return part
