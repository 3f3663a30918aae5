"""What can go wrong with a ledger, by cause: the database, the call, or the chain itself."""

from concord.errors import ConcordError

__all__ = [
    "BrokenChain",
    "ContentDiffers",
    "FolderIsTaken",
    "LedgerCannotBeUsed",
    "LedgerIsBusy",
    "LedgerIsDamaged",
    "LedgerIsNewer",
    "LedgersDiffer",
    "MissingExtra",
    "NoKey",
    "NotALedger",
    "NotInLedger",
    "ReadingOfAnotherDocument",
    "UnclearTime",
    "UnkeepableValue",
    "UnknownClaim",
    "UnreadableSeal",
    "WrongSignature",
]


class LedgerCannotBeUsed(ConcordError):
    """The file, its disk or the server refuses; nothing of the unfinished transaction was kept.

    ``where`` is the file's path or the server's address, never with a password.
    """

    problem = "cannot be used"

    def __init__(self, where: str, cause: str) -> None:
        self.where, self.cause = where, cause
        super().__init__(f"{where} {self.problem}: {cause}")


class NotALedger(LedgerCannotBeUsed):
    """There is no such ledger, or it is something else; it was left untouched."""

    problem = "is not a ledger"


class LedgerIsBusy(LedgerCannotBeUsed):
    """Another writer held the ledger for longer than the wait; the call may be repeated."""

    problem = "is busy"


class LedgerIsDamaged(LedgerCannotBeUsed):
    """The database engine itself finds itself inconsistent; go back to a copy."""

    problem = "is damaged"


class LedgerIsNewer(ConcordError):
    """A later version of Concord wrote this ledger; this one would misread it."""

    def __init__(self, where: str, version: int, known: int) -> None:
        self.where, self.version, self.known = where, version, known
        super().__init__(
            f"{where} has layout {version}, this version of Concord knows up to {known}: update Concord"
        )


class LedgersDiffer(ConcordError):
    """Two ledgers went different ways, so neither can take over from the other; nothing was added."""

    def __init__(self, where: str, seq: int) -> None:
        self.where, self.seq = where, seq
        super().__init__(
            f"{where} holds {seq} entries that the other ledger does not begin with: "
            "import into an empty ledger, or ingest the documents again"
        )


class MissingExtra(ConcordError):
    """Something was asked for that needs an optional part of Concord."""

    def __init__(self, what: str, extra: str) -> None:
        self.what, self.extra = what, extra
        super().__init__(f"{what} needs an optional part: pip install 'concord[{extra}]'")


class UnclearTime(ConcordError):
    """A time that is not ISO 8601, or has no offset and so names no moment."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"{text!r} is not a moment: write ISO 8601 with offset, as 2025-04-18T09:30+05:00")


class ContentDiffers(ConcordError):
    """The bytes handed over are not those that the document names."""

    def __init__(self, document: str, expected: str, found: str) -> None:
        self.document, self.expected, self.found = document, expected, found
        super().__init__(f"document {document} names bytes with SHA-256 {expected}, given were {found}")


class FolderIsTaken(ConcordError):
    """An archive was to be written into a folder that holds something; nothing was written."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        super().__init__(f"{folder} is not empty: name a new folder")


class ReadingOfAnotherDocument(ConcordError):
    """A reading, or a claim within it, belongs to another document than the one it came with."""

    def __init__(self, document: str, found: str) -> None:
        self.document, self.found = document, found
        super().__init__(f"the reading came with document {document} but speaks of {found}")


class UnkeepableValue(ConcordError):
    """A value that no column can keep unchanged: half a character pair, or infinity."""

    def __init__(self, cause: str) -> None:
        self.cause = cause
        super().__init__(f"the record holds a value that cannot be kept unchanged: {cause}")


class UnknownClaim(ConcordError):
    """A decision speaks of claims that no reading in the ledger holds."""

    def __init__(self, claims: list[str]) -> None:
        self.claims = claims
        super().__init__(f"no reading in this ledger holds the claims {', '.join(claims)}")


class NotInLedger(ConcordError):
    """Asked for by its key, and not there."""

    def __init__(self, what: str, key: str) -> None:
        self.what, self.key = what, key
        super().__init__(f"this ledger holds no {what} {key}")


class UnreadableSeal(ConcordError):
    """A text that is no seal; perhaps a letter was lost when it was written down."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(
            f"{text!r} is not a seal: a number of entries, then eight groups of four letters or digits"
        )


class NoKey(ConcordError):
    """A file that holds no Ed25519 key in PEM form."""

    def __init__(self, path: str, cause: str) -> None:
        self.path, self.cause = path, cause
        super().__init__(
            f"{path} holds no key to use ({cause}): "
            "make one with openssl genpkey -algorithm ed25519 -out KEY.pem"
        )


class WrongSignature(ConcordError):
    """The signature is not one that this key made under this seal."""

    def __init__(self, seal: str, key: str) -> None:
        self.seal, self.key = seal, key
        super().__init__(f"the signature is not by the holder of {key} under the seal {seal}")


class BrokenChain(ConcordError):
    """The ledger is not what was once recorded.

    ``seq`` is the first entry that does not hold, None where the damage belongs to no
    entry (a trigger that is gone, bytes that no document names).
    """

    def __init__(self, seq: int | None, what: str) -> None:
        self.seq, self.what = seq, what
        super().__init__(what if seq is None else f"entry {seq}: {what}")
