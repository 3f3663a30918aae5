"""What every entry of a situation is: frozen, complete, and never without its sources.

Vocabulary is data that somebody published. An entry that states a fact names the
sources it was read from, so that a reader of any page can follow it back.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

__all__ = ["Code", "Entry", "IsoDate", "Names", "NotEmpty", "Source", "Sourced"]

Code = Annotated[str, Field(min_length=1, pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")]


def _exists(text: str) -> str:
    date.fromisoformat(f"{text}-01-01"[:10])
    return text


# A day, a month or a year: as long as the source is precise ("2024-04" is a month).
IsoDate = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$"), AfterValidator(_exists)]


def _not_empty(values: tuple[object, ...]) -> tuple[object, ...]:
    if not values:
        raise ValueError("at least one is needed")
    return values


# Judged after the members: a wrong member is one mistake, not a missing one as well.
NotEmpty = AfterValidator(_not_empty)

# Names by language (BCP 47), the usual spelling first, as people type them.
Names = Mapping[str, tuple[str, ...]]


class Entry(BaseModel):
    """A row of vocabulary; a field that the model does not know is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Sourced(Entry):
    """An entry that states a fact; ``sources`` are ids of `Source` entries."""

    sources: Annotated[tuple[Code, ...], NotEmpty]


class Source(Entry):
    """A publication that facts were read from.

    ``date`` is as published, in words where the publication gives no day ("undated").
    """

    id: Code
    publisher: str
    title: str
    date: str | None = None
    address: str | None = None
