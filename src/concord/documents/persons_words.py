"""The words by which a list of persons is known, read once from ``persons.toml`` and folded."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from concord.situation.names import fold

__all__ = ["PersonWords", "folded", "person_words"]

# A header that holds words of several kinds is of the first of these: the size of a family is no count
# of the table, the number of cards issued is one, and a focal point's phone is a phone.
ORDER = (
    "family_size",
    "counted",
    "hotline",
    "phone",
    "birth",
    "document",
    "record",
    "official",
    "person",
    "kin",
    "relation",
    "mark",
    "age",
    "sex",
    "money",
    "place",
    "address",
    "designation",
    "name",
    "count",
    "serial",
)
COUNTING = [
    words.split()
    for words in ("number of", "no of", "count of", "total", "تعداد", "شمیر", "ټول", "کل", "مجموع", "مجموعه")
]
WITHIN = re.compile(r"_|(?<=[a-z])(?=[A-Z])")
LONGEST_HEADER = 9  # words; a sentence above a table is not a header


@dataclass(frozen=True, slots=True)
class PersonWords:
    """Folded words: of headers by kind, of values, and parts of people's names."""

    header: Mapping[str, frozenset[str]]  # the kinds that a word or words name
    sex: frozenset[str]
    relation: frozenset[str]
    between: frozenset[str]
    given: frozenset[str]

    def kind_of(self, header: str) -> str | None:
        """The kind of column that a header names; None where its words are not known.

        >>> words = person_words()
        >>> words.kind_of("Father's Name"), words.kind_of("شماره تذکره"), words.kind_of("No. of PoR cards")
        ('kin', 'document', 'count')
        """
        words = folded(header).split()
        if not 0 < len(words) <= LONGEST_HEADER:
            return None
        runs = [words[i:j] for i in range(len(words)) for j in range(i + 1, len(words) + 1)]
        found = {kind for run in runs for kind in self.header.get(" ".join(run), ())}
        if any(words[: len(said)] == said for said in COUNTING):
            found.add("counted")
        kind = min(found, key=ORDER.index, default=None)
        return "count" if kind == "counted" else kind

    def names_only(self, header: str) -> bool:
        """Whether a header says name, in one language or several, and not of what."""
        text = folded(header)
        return "name" in self.header.get(text, ()) or all(
            "name" in self.header.get(w, ()) for w in text.split()
        )

    def heads(self, text: str) -> bool:
        """Whether a cell is a header and nothing else."""
        return folded(text) in self.header


@cache
def person_words() -> PersonWords:
    """The bundled words."""
    source = files("concord.documents").joinpath("persons.toml").read_text("utf-8")
    data = tomllib.loads(source)
    return PersonWords(
        header=_kinds(data["header"]),
        sex=_folded(data["value"]["sex"]),
        relation=_folded(data["value"]["relation"]),
        between=_folded(data["value"]["between"]),
        given=_folded(data["given"]["latin"]) | _folded(data["given"]["arabic"]),
    )


def _kinds(headers: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    kinds: dict[str, frozenset[str]] = {}
    for kind, words in headers.items():
        for word in _folded(words):
            kinds[word] = kinds.get(word, frozenset()) | {kind}
    return kinds


def folded(text: str) -> str:
    """Folded words, parted by underscores and capitals too: DOC_NO is doc no, birthDate birth date."""
    return fold(WITHIN.sub(" ", text))


def _folded(words: list[str]) -> frozenset[str]:
    return frozenset(filter(None, map(folded, words)))
