"""Mistakes in the files of a situation: all of them at once, each with its path."""

from dataclasses import dataclass

from concord.errors import ConcordError

__all__ = ["Mistake", "SituationHasMistakes"]


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong, and where: a file and the path in it, ``$.deadline[2].status``."""

    message: str
    file: str
    path: str = "$"

    def __str__(self) -> str:
        return f"{self.message} @ {self.file} {self.path}"


class SituationHasMistakes(ConcordError):
    """The files of a situation contradict the model or one another; carries every mistake."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        self.mistakes = mistakes
        super().__init__("\n".join(map(str, mistakes)))
