"""No persons in free text: a few words of a form that would let somebody be found are refused.

Lists of persons are refused where documents enter (``concord.documents.persons``). Forms take
words too, a reason or a note, and there a single name, number or door is one too many. What is told is what
kind of thing was seen, why it is not kept and how to write it instead, in the language of the reader; never
the words themselves. The judgement errs to one side: whoever is refused can write it again in a moment.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files

from concord.documents.persons_values import Looks, looks_of, plain
from concord.documents.persons_words import folded, person_words
from concord.errors import ConcordError
from concord.situation import Place, bundled
from concord.situation.parties import Party

__all__ = ["Personal", "PersonalWords", "personal_in", "refuse_personal"]


class Personal(StrEnum):
    """What lets a person be found."""

    NAME = "name"
    CARD = "card"
    PHONE = "phone"
    CONTACT = "contact"
    ADDRESS = "address"


class PersonalWords(ConcordError):
    """A text of a form would let a person be found; carries what kinds of things it holds, no word of it."""

    def __init__(self, kinds: Iterable[Personal], language: str = "en") -> None:
        self.kinds, self.language = tuple(kinds), language
        super().__init__(self.told(language))

    def told(self, language: str) -> str:
        """What was seen, why it is not kept, and how to write it instead; else in English."""
        texts = _texts().get(language) or _texts()["en"]
        seen = texts["and"].join(texts[kind.value] for kind in self.kinds)
        return f"{texts['seen'].format(seen=seen)} {texts['why']} {texts['instead']}"


_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w{2,}")
_ABROAD = re.compile(r"(?<![\d.,])(?:\+|00)[1-9]\d{0,2}[ \-.()]{0,2}(?:\d[ \-.()]{0,2}){7,12}(?!\d)")
_HANDLE = re.compile(r"\b(?:whatsapp|telegram|imo|viber|واتساپ|واټساپ|واٹس ایپ)\b\D{0,12}\d{6,}", re.I)
_POINT = re.compile(r"\d{1,2}\.\d{3,}\s*°?\s*[NS]?\s*[,;/ ]\s*\d{1,3}\.\d{3,}|\d{1,3}°\s*\d{1,2}['′]\s*\d")
_DOOR = re.compile(
    r"\b(?:house|home|flat|apartment|apt|plot|shop|street|st|lane|gali|mohalla)\.?"
    r"\s*(?:no\.?|nr\.?|number|#)?\s*[A-Z]?[-/]?\d+[A-Z]?\b|\b[HP]\s?(?:no\.?|#)\s*\d+"
    r"|\b\d+\s+\w+ (?:street|road|lane)\b"
    r"|(?:مکان|گھر|گلی|خانه|خانۀ|کوچه|کوڅه|کور|پلاک|سرک|دکان|محله|پلاټ|پلاٹ|سړک)"
    r"\s*(?:نمبر|شماره|شمېره|شمیره|نمره|#)\s*\d+",
    re.I,
)
_ADDRESSED = re.compile(
    r"\b(?i:named|called|name is|name:|mr|mrs|ms|miss|dr|haji|mullah|maulana|ustad|s/o|d/o|w/o"
    r"|son of|daughter of|wife of|father of)\.?\s+[A-Z][\w'’-]+"
)
_ARABIC_TITLES = (
    "بنام مسمی ولد بنت زوجه فرزند آقای خانم ښاغلی ښاغلي جناب محترم حاجی ملا مولوی داکتر ڈاکٹر نامی"
)
_LIST_COMMA = re.compile(r"[,/;.](?=\s|$)")  # not within a number or address
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Names of persons that are also words of offices, places and greetings in reports.
NO_NAMES = frozenset(
    {
        "khan", "shah", "jan", "gul", "noor", "malik", "haji", "said", "amir", "islam", "karim",
        "wali", "rahman", "shaheed", "wakil", "eng", "engineer", "dost", "mina", "sultan",
        "sardar", "mir", "bibi", "bakhsh", "zar", "din", "sabz", "spin", "tor", "baba",
        "chaman", "langar", "talib", "madina", "jalal"
    }
)  # fmt: skip


def refuse_personal(text: str, language: str = "en", *, places: Iterable[str] | None = None) -> None:
    """Stop here if a short free text names or locates a person.

    Args:
        text: what somebody wrote in a form.
        language: in which the refusal is told, as in ``fa-af``.
        places: names that are places and no persons; those of the bundled situation by default.
    Raises:
        PersonalWords: it does.
    """
    kinds = personal_in(text, places=places)
    if kinds:
        raise PersonalWords(kinds, language)


def personal_in(text: str, *, places: Iterable[str] | None = None) -> tuple[Personal, ...]:
    """The kinds of things in a text by which a person could be found, in the order of the enum.

    >>> personal_in("Call Ahmad Zia on 0301 2345678, house no. 12")
    (<Personal.NAME: 'name'>, <Personal.PHONE: 'phone'>, <Personal.ADDRESS: 'address'>)
    >>> personal_in("The pump broke on 3 May; 1,204 people had 9 litres each at Torkham")
    ()
    """
    if not text.strip():
        return ()
    told = _LIST_COMMA.sub(" ", plain(text))
    looks = looks_of(told, person_words())
    found = {
        Personal.NAME: _named(_without(text, places)) or Looks.KIN in looks,
        Personal.CARD: Looks.DOCUMENT in looks,
        Personal.PHONE: Looks.PHONE in looks or _ABROAD.search(told) is not None,
        Personal.CONTACT: _EMAIL.search(told) is not None or _HANDLE.search(told) is not None,
        Personal.ADDRESS: _DOOR.search(told) is not None or _POINT.search(told) is not None,
    }
    return tuple(kind for kind in Personal if found[kind])


def _named(text: str) -> bool:
    """A title or kin before a capital, two names side by side, or one known name with a capital."""
    return _ADDRESSED.search(text) is not None or _by_words(_WORD.findall(text))


def _by_words(words: list[str]) -> bool:
    given = person_words().given
    parts = [folded(word) for word in words]
    known = [part in given for part in parts]
    for index, word in enumerate(words):
        after = known[index + 1] if index + 1 < len(words) else False
        if known[index] and after:
            return True
        if known[index] and word[0].isascii() and word[0].isupper() and parts[index] not in NO_NAMES:
            return True
        if parts[index] in _arabic_titles() and after:
            return True
    return False


@cache
def _arabic_titles() -> frozenset[str]:
    return frozenset(map(folded, _ARABIC_TITLES.split()))


def _without(text: str, places: Iterable[str] | None) -> str:
    """The text without names of places: Ghulam Khan is a crossing."""
    pattern = _pattern(tuple(sorted(places))) if places is not None else _bundled_places()
    return pattern.sub(" . ", text)


@cache
def _bundled_places() -> re.Pattern[str]:
    known = bundled("afghanistan-pakistan")
    named: tuple[Place | Party, ...] = (*known.places, *known.parties)
    return _pattern(tuple(sorted({name for one in named for name in _names(one)})))


def _names(one: Place | Party) -> Iterator[str]:
    yield from (one.name,) if isinstance(one, Place) else ()
    for told in one.names.values():
        yield from told


@cache
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(filter(None, names), key=len, reverse=True)
    if not longest:
        return re.compile(r"(?!)")
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)", re.I)


@cache
def _texts() -> Mapping[str, Mapping[str, str]]:
    source = files("concord.committee").joinpath("personal.toml").read_text("utf-8")
    return {language.casefold(): told for language, told in tomllib.loads(source).items()}
