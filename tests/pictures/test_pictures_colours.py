"""The colours of pictures hold for colour-blind readers, on paper and beside each other.

Simulation: Machado, Oliveira and Fernandes 2009, "A physiologically-based model for simulation of
color vision deficiency", severity 1.0, in linear RGB. Distance: OKLab (Ottosson 2020).
"""

from itertools import combinations, pairwise

import numpy as np
import pytest

from concord.publish.pictures.legible import SERIES
from concord.publish.pictures.manner import BLUE, GREY, ORANGE, PALETTE, SHAPES, coded
from concord.publish.pictures.maps import SHADES

SIGHTS = {
    "full": np.eye(3),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
APART = 0.05  # OKLab; 0.02 is just noticeable side by side


def linear(colour: str) -> np.ndarray:
    told = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(told <= 0.04045, told / 12.92, ((told + 0.055) / 1.055) ** 2.4)


def seen(colour: str, sight: str) -> np.ndarray:
    light = np.clip(SIGHTS[sight] @ linear(colour), 0, 1)
    return TO_LAB @ np.cbrt(TO_LMS @ light)


def distance(one: str, other: str, sight: str) -> float:
    return float(np.linalg.norm(seen(one, sight) - seen(other, sight)))


def contrast(one: str, other: str) -> float:
    low, high = sorted(float(linear(each) @ [0.2126, 0.7152, 0.0722]) + 0.05 for each in (one, other))
    return high / low


def test_the_distance_is_that_of_oklab() -> None:
    assert seen("#ffffff", "full") == pytest.approx([1, 0, 0], abs=1e-3)
    assert seen("#ff0000", "full") == pytest.approx([0.628, 0.225, 0.126], abs=1e-3)


@pytest.mark.parametrize("sight", SIGHTS)
def test_a_simulated_grey_stays_grey(sight: str) -> None:
    assert seen("#808080", sight)[1:] == pytest.approx([0, 0], abs=0.01)


@pytest.mark.parametrize("sight", SIGHTS)
def test_every_two_colours_that_share_a_legend_are_told_apart(sight: str) -> None:
    near = min((distance(one, other, sight), one, other) for one, other in combinations(PALETTE, 2))
    assert near[0] >= APART, near


@pytest.mark.parametrize("sight", SIGHTS)
def test_whole_part_and_residual_are_told_apart(sight: str) -> None:
    assert min(distance(one, other, sight) for one, other in combinations((BLUE, GREY, ORANGE), 2)) >= APART


def test_shades_of_the_map_darken_in_grey_print() -> None:
    lights = [seen(shade, "full")[0] for shade in SHADES]
    assert all(light - darker > 0.1 for light, darker in pairwise(lights))


@pytest.mark.parametrize("colour", PALETTE)
def test_every_colour_stands_out_from_the_white_plate_it_is_drawn_on(colour: str) -> None:
    assert contrast(colour, "#ffffff") >= 2  # shape and legend tell it as well


def test_every_series_has_a_shape_of_its_own_beside_its_colour() -> None:
    assert len(set(SHAPES)) == len(PALETTE) == SERIES
    codes = coded("party", map(str, range(SERIES)))
    assert len(set(codes["color"]["scale"]["range"])) == len(set(codes["shape"]["scale"]["range"])) == SERIES
