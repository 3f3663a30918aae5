"""What a worker tells the one that asks, beside the answers of its task."""

from dataclasses import dataclass

__all__ = ["Alive", "Done", "Failed", "OutOfMemory"]


@dataclass(frozen=True, slots=True)
class Alive:
    """A step is done; the next needs these seconds beyond the usual ones."""

    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Done:
    """Everything for this request has been given."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The task raised what nobody foresaw."""

    why: str


@dataclass(frozen=True, slots=True)
class OutOfMemory:
    """The task needed more memory than there is; this process ends."""
