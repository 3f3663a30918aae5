"""Pictures of the record: one Vega-Lite specification each, drawn offline to SVG and PNG.

A picture is data: its specification holds its own numbers, and beside it stand a title,
words for those who cannot see it, and the table of the same numbers. Where the ledger
holds nothing to show there is no specification and the words say so.
"""

from concord.publish.pictures.kinds import KINDS, UnknownPicture, picture
from concord.publish.pictures.material import Material, Move, material_of
from concord.publish.pictures.picture import NothingToDraw, Picture, png, svg

__all__ = [
    "KINDS",
    "Material",
    "Move",
    "NothingToDraw",
    "Picture",
    "UnknownPicture",
    "material_of",
    "picture",
    "png",
    "svg",
]
