"""Pictures of the record: one Vega-Lite specification each, drawn offline to SVG and PNG.

A picture is data: its specification holds its own numbers, and beside it stand a title,
words for those who cannot see it, and the table of the same numbers. Where the ledger
holds nothing to show there is no specification and the words say so.
"""

from concord.publish.pictures.kinds import KINDS, MEASURES, NotOfThisKind, UnknownPicture, drawable, picture
from concord.publish.pictures.material import Material, Move, material_of
from concord.publish.pictures.picture import NothingToDraw, Picture, png, svg, table
from concord.publish.pictures.theme import dark
from concord.publish.pictures.weeks import Week, first_weekday, weeks_of

__all__ = [
    "KINDS",
    "MEASURES",
    "Material",
    "Move",
    "NotOfThisKind",
    "NothingToDraw",
    "Picture",
    "UnknownPicture",
    "Week",
    "dark",
    "drawable",
    "first_weekday",
    "material_of",
    "picture",
    "png",
    "svg",
    "table",
    "weeks_of",
]
