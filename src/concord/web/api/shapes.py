"""What the API's answers look like; OpenAPI is generated from these."""

from typing import Any

from ninja import Schema
from pydantic import ConfigDict, Field

__all__ = [
    "ClaimOut",
    "ClaimsOut",
    "DocumentOut",
    "EstimateOut",
    "FindingOut",
    "Problem",
    "ReleaseOut",
    "WordIn",
    "WordOut",
]


class Problem(Schema):
    """Why a call did nothing."""

    detail: str


class ClaimOut(Schema):
    """A figure as it may be printed, with its scope and the words that carry it."""

    id: str
    document: str
    start: int | None
    end: int | None
    text: str
    value: float | None
    value_high: float | None
    unit: str
    precision: str
    measure: str
    projected: bool
    status: str | None
    nationality: str | None
    country: str | None
    place: str | None
    kind: str | None
    period_start: str | None
    period_end: str | None
    source: str | None
    party: str | None
    publisher: str | None
    state: str
    recorded_at: str


class ClaimsOut(Schema):
    """Some of the figures that answer a question; ``next`` is the offset of the following ones."""

    items: list[ClaimOut]
    next: int | None


class DocumentOut(Schema):
    """A document: its text as published, and where it came from."""

    id: str
    name: str
    title: str | None
    publisher: str | None
    published: str | None
    language: str | None
    address: str | None
    sha256: str
    text: str | None = None


class EstimateOut(Schema):
    """A balanced estimate with its intervals and the claims it rests on."""

    key: str
    what: str
    value: float
    low80: float
    high80: float
    low95: float
    high95: float
    basis: str
    claims: list[str]


class FindingOut(Schema):
    """A contradiction in words, with its claims."""

    key: str
    code: str
    words: str
    absolute: float
    relative: float
    causes: list[str]
    claims: list[str]
    state: str


class ReleaseOut(Schema):
    """A signed release as it was signed."""

    number: int
    digest: str
    seal: str
    body: dict[str, Any]


class WordIn(Schema):
    """A party's word about a figure; the party is that of the key's seat."""

    model_config = ConfigDict(extra="forbid")

    kind: str = Field(description="agreed, disputed, out_of_scope or withdrawn")
    why: str = Field(min_length=1, max_length=2_000)


class WordOut(Schema):
    """The word as it was kept."""

    decision: str
    kind: str
    party: str
    at: str
