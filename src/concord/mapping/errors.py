"""Why a table could not be mapped: a class for each cause, every one with what to do next."""

from collections.abc import Sequence

from concord.errors import ConcordError

__all__ = ["BrokenMapping", "NoTable", "UnfitMapping", "UnmappedColumns"]


class NoTable(ConcordError):
    """There is no table with a header in this document; carries its name and what was found instead."""

    def __init__(self, name: str, found: str) -> None:
        super().__init__(name, found)
        self.name, self.found = name, found

    def __str__(self) -> str:
        return f"{self.name}: {self.found}; give each column a header in the first row and try again"


class UnmappedColumns(ConcordError):
    """Columns are neither mapped nor ignored by name; carries their headers."""

    def __init__(self, columns: Sequence[str]) -> None:
        super().__init__(tuple(columns))
        self.columns = tuple(columns)

    def __str__(self) -> str:
        named = ", ".join(repr(column) for column in self.columns)
        return (
            f"neither mapped nor ignored: {named}; say for each what it is (--set COLUMN=FIELD), or that "
            "it is left out (--set COLUMN=ignore)"
        )


class UnfitMapping(ConcordError):
    """The mapping says what cannot be; carries every mistake."""

    def __init__(self, mistakes: Sequence[str]) -> None:
        super().__init__(tuple(mistakes))
        self.mistakes = tuple(mistakes)

    def __str__(self) -> str:
        return "the mapping does not fit: " + "; ".join(self.mistakes)


class BrokenMapping(ConcordError):
    """A saved mapping cannot be read; carries its file and the cause."""

    def __init__(self, path: str, cause: str) -> None:
        super().__init__(path, cause)
        self.path, self.cause = path, cause

    def __str__(self) -> str:
        return f"{self.path}: {self.cause}; mend the file, or map the table again with concord map"
