"""Why bytes could not become a document: one base, one class for each cause.

Every message names the file, the cause and what to do next. Errors of foreign
libraries are translated into these where they arise.
"""

from typing import ClassVar

from concord.errors import ConcordError

__all__ = [
    "BrokenDocument",
    "EmptyDocument",
    "EncryptedDocument",
    "MissingLibrary",
    "NoTextLayer",
    "OversizedDocument",
    "UnknownFormat",
    "UnreadableDocument",
]


class UnreadableDocument(ConcordError):
    """These bytes could not become a document; carries the file's name and the cause."""

    advice: ClassVar[str] = "check the path and the rights to read it"

    def __init__(self, name: str, cause: str) -> None:
        # The facts are the arguments, so that the error survives the way back from a worker process.
        super().__init__(name, cause)
        self.name, self.cause = name, cause

    def __str__(self) -> str:
        return f"{self.name}: {self.cause}; {self.advice}"


class EmptyDocument(UnreadableDocument):
    """There are no bytes, or no words in them."""

    advice = "get the document again, it may not have arrived whole"


class BrokenDocument(UnreadableDocument):
    """The bytes are not a document of the kind they claim to be."""

    advice = "mend the file or get it again"


class EncryptedDocument(UnreadableDocument):
    """The document opens only with a password."""

    advice = "save a copy without the password and read that"


class OversizedDocument(UnreadableDocument):
    """The document is larger than anything that is read in one piece."""

    advice = "split it and read the parts"


class UnknownFormat(UnreadableDocument):
    """The bytes are of a kind that Concord does not read."""

    advice = "save it as plain text, HTML, PDF, CSV, XLSX, ODS or the JSON document form"


class NoTextLayer(UnreadableDocument):
    """The pages are pictures, or letters that cannot be told: no text is in them."""

    advice = (
        "have a person transcribe it, or recognise its text, check every figure and read the checked text"
    )


class MissingLibrary(UnreadableDocument):
    """The library that reads this format is not installed; carries the extra that brings it."""

    def __init__(self, name: str, extra: str) -> None:
        super().__init__(name, f"reading it needs the extra {extra!r}")
        self.args = (name, extra)
        self.extra = extra

    def __str__(self) -> str:
        return f"{self.name}: {self.cause}; pip install 'concord[{self.extra}]'"
