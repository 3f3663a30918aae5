"""Countries by the names and codes that UNHCR writes, as data."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

__all__ = ["iso_by_name", "iso_by_unhcr_code"]


def iso_by_name() -> Mapping[str, str]:
    """ISO codes by UNHCR's names.

    >>> iso_by_name()["Uganda"]
    'UGA'
    """
    return {country["name"]: country["iso"] for country in _countries()}


def iso_by_unhcr_code() -> Mapping[str, str]:
    """ISO codes by UNHCR's own codes.

    >>> iso_by_unhcr_code()["AUS"]
    'AUT'
    """
    return {country["unhcr"]: country["iso"] for country in _countries() if "unhcr" in country}


@cache
def _countries() -> tuple[dict[str, str], ...]:
    words = resources.files("concord.shapes").joinpath("countries.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(words)["country"])
