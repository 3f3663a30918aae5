"""Answers by name, and a reading of them in the bundled situation."""

from pathlib import Path

import pytest

from concord.shapes import Given, parse
from concord.situation import bundled

ANSWERS = Path(__file__).parent / "answers"
REAL = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "real"


@pytest.fixture(scope="session")
def known_words():
    return bundled("afghanistan-pakistan")


@pytest.fixture(scope="session")
def bytes_of():
    return lambda name: (ANSWERS / name).read_bytes()


@pytest.fixture(scope="session")
def parsed_as(known_words):
    """Reads bytes; what the caller knows besides goes in by name."""

    def read(content, shape=None, **told):
        return parse(content, Given(known_words, **told), shape)

    return read


@pytest.fixture(scope="session")
def answer(bytes_of, parsed_as):
    """Reads an answer of this folder."""
    return lambda name, **told: parsed_as(bytes_of(name), name=name, **told)


@pytest.fixture(scope="session")
def real_answer(parsed_as):
    """Reads a real file beside the checkout."""

    def read(path, **told):
        if not REAL.exists():
            pytest.skip("needs ../shared/data/real beside the checkout")
        return parsed_as((REAL / path).read_bytes(), name=Path(path).name, **told)

    return read
