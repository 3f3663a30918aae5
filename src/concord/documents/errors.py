"""Why bytes could not become a document: one base, one class for each cause.

Every message names the file, the cause and what to do next. Errors of foreign
libraries are translated into these where they arise.
"""

from typing import ClassVar

from concord.documents.names import shown
from concord.errors import ConcordError

__all__ = [
    "BrokenDocument",
    "CrashedReader",
    "EmptyDocument",
    "EncryptedDocument",
    "MissingLibrary",
    "NoTextLayer",
    "OversizedDocument",
    "ScannedDocument",
    "SeveralDocuments",
    "TooMuchMemory",
    "TooMuchTime",
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
        return f"{shown(self.name)}: {self.cause}; {self.advice}"


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

    advice = "save it as plain text, HTML, PDF, DOCX, ODT, CSV, XLSX, ODS or the JSON document form"


class NoTextLayer(UnreadableDocument):
    """The pages are pictures, or letters that cannot be told: no text is in them."""

    advice = (
        "have a person transcribe it, or recognise its text, check every figure and read the checked text"
    )


class ScannedDocument(NoTextLayer):
    """The pages are pictures, and the program that tells their letters is not installed."""

    advice = (
        "install tesseract with its data for eng, urd, fas and pus and read it again, "
        "or have a person transcribe it"
    )


class SeveralDocuments(UnreadableDocument):
    """A container of documents where one document is expected."""

    advice = "take the files out of it, or give its path to concord read or concord ingest"


class TooMuchTime(UnreadableDocument):
    """Reading it was stopped after the time that any sound document needs."""

    advice = "split it, or save it anew from the program that made it"


class TooMuchMemory(UnreadableDocument):
    """Reading it took more memory than any sound document needs."""

    advice = "split it, or save it anew from the program that made it"


class CrashedReader(UnreadableDocument):
    """The process that read it ended, or failed in a way that nobody foresaw."""

    advice = "save it anew from the program that made it, and tell the maintainers which file it was"


class MissingLibrary(UnreadableDocument):
    """The library that reads this format is not installed; carries the extra that brings it."""

    def __init__(self, name: str, extra: str) -> None:
        super().__init__(name, f"reading it needs the extra {extra!r}")
        self.args = (name, extra)
        self.extra = extra

    def __str__(self) -> str:
        return f"{shown(self.name)}: {self.cause}; pip install 'concord[{self.extra}]'"
