"""Which code read: its name, and a digest of everything that decides what is found.

A version number alone would let two readers with other words pass for one, and a run that is
resumed mix what they find.
"""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from concord.reading import Reader
from concord.situation import Situation

__all__ = ["code_version", "situation_version"]

_ROOMS = ("corpora", "documents", "evidence", "reading", "situation")
_CODE = (".py", ".toml")
_DIGITS = 12  # hexadecimal; versions are compared, never searched


@cache
def code_version() -> str:
    """The reader's name with a digest of the code and words that read."""
    told = hashlib.sha256()
    for room in _ROOMS:
        for name, file in _files(files(f"concord.{room}"), room):
            told.update(f"{name}\0".encode())
            told.update(file.read_bytes())
    return f"{Reader.name} {told.hexdigest()[:_DIGITS]}"


def situation_version(situation: Situation) -> str:
    """The situation's id with a digest of all its words."""
    told = hashlib.sha256(situation.model_dump_json().encode()).hexdigest()
    return f"{situation.id} {told[:_DIGITS]}"


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = f"{path}/{entry.name}"
        if entry.is_dir():
            yield from _files(entry, name)
        elif entry.name.endswith(_CODE):
            yield name, entry
