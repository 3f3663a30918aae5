"""The one filter language: a question about figures as pairs of words, the same everywhere.

``measure=deported&status=acc&party=gov-pk&since=2025-04`` on a page, in the API, in an export and
in a saved filter; the options of ``concord figures`` have the same names. A condition may be
repeated (any of its values), and ``-`` asks for figures that leave the field open.
"""

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from concord.errors import ConcordError
from concord.evidence import PartialDate
from concord.ledger import Filter

__all__ = ["CONDITIONS", "UnclearQuestion", "asked", "written"]

ANY_OF = ("measure", "status", "party", "place")
DATES = ("since", "until")
NUMBERS = ("limit", "offset")
CONDITIONS = (*ANY_OF, *DATES, *NUMBERS)
MOST = 1_000  # figures in one answer to a page


class UnclearQuestion(ConcordError):
    """A question that cannot be understood; carries every mistake with its condition."""

    def __init__(self, mistakes: list[str]) -> None:
        self.mistakes = mistakes
        super().__init__("the question is not clear: " + "; ".join(mistakes))


def asked(pairs: Iterable[tuple[str, str]], *, among: Iterable[str] = CONDITIONS) -> Filter:
    """The question that these pairs ask; empty values ask nothing, and other names are left alone.

    >>> asked([("measure", "deported"), ("since", "2025-04"), ("page", "2")]).measure
    ('deported',)

    Raises:
        UnclearQuestion: dates or numbers that are none, all told at once.
    """
    known, mistakes = set(among), list[str]()
    told: dict[str, list[str]] = {}
    for name, value in pairs:
        if name in known and value.strip():
            told.setdefault(name, []).append(value.strip())
    dates = {name: _date(name, told[name][-1], mistakes) for name in DATES if name in told}
    counts = {name: _count(name, told[name][-1], mistakes) for name in NUMBERS if name in told}
    if mistakes:
        raise UnclearQuestion(mistakes)
    return Filter(
        measure=tuple(told.get("measure", ())),
        status=tuple(told.get("status", ())),
        party=tuple(told.get("party", ())),
        place=tuple(told.get("place", ())),
        since=dates.get("since"),
        until=dates.get("until"),
        limit=counts.get("limit"),
        offset=counts.get("offset") or 0,
    )


def written(question: Filter) -> str:
    """The question as it stands in an address, conditions in a fixed order.

    >>> written(Filter(status=("acc",), measure=("deported",)))
    'measure=deported&status=acc'
    """
    values: Mapping[str, Iterable[object]] = {
        **{name: getattr(question, name) for name in ANY_OF},
        **{name: filter(None, [getattr(question, name)]) for name in DATES},
    }
    return urlencode([(name, str(value)) for name, many in values.items() for value in many])


def _date(name: str, text: str, mistakes: list[str]) -> PartialDate | None:
    try:
        return PartialDate(text)
    except ValueError:
        mistakes.append(f"{name}={text} is no date such as 2025-04 or 2025-04-18")
        return None


def _count(name: str, text: str, mistakes: list[str]) -> int | None:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        mistakes.append(f"{name}={text} is no whole number")
        return None
    return int(text)
