"""HXL-tagged tables: the row of hashtags decides, whatever the headers say and in whatever language.

A tag or attribute that is not known leaves its column unhandled and reported. Rows that differ only
in such a column are parts: it may divide the people. HDX tags the country returned from ``+asylum``.
Source: HXL 1.1 (hxlstandard.org) and the tags that UNHCR's and IOM's collectors write.
"""

import re
from collections.abc import Mapping, Sequence

from concord.evidence import Unit
from concord.shapes.answer import Given, Parsed, Shape
from concord.shapes.building import parsed_table
from concord.shapes.columns import Column, Columns, Role, Voice
from concord.shapes.errors import BrokenAnswer
from concord.shapes.hxl_tags import Tag, read_tag, tag_row_of
from concord.shapes.opening import Opened
from concord.shapes.sex_age import group_of

__all__ = ["VOICE", "columns_of", "counts", "is_this", "parse", "read_tagged", "tags_under"]

VOICE = Voice()
NEUTRAL = frozenset({"num", "ind", "individuals", "persons", "total", "people", "i", "value"})
FAMILIES = frozenset({"hh", "households", "families"})
STATUSES = {"por": "por", "acc": "acc", "undocumented": "undocumented", "documented": "documented"}
BANDS = {"children": (0, 17), "adults": (18, None), "elderly": (60, None)}
_BAND = re.compile(r"age_?(\d{1,3})_(\d{1,3})|age_?(\d{1,3})_?plus")
GROUPS = (  # the first of which all attributes are there
    ({"idps", "returnees"}, "RDP"),
    ({"refugees", "returnees"}, "RET"),
    ({"returnees", "voluntary"}, "RET_SPONT"),
    ({"returnees", "spontaneous"}, "RET_SPONT"),
    ({"returnees", "facilitated"}, "RET_ASSIST"),
    ({"returnees", "deported"}, "RET_DEPORT"),
    ({"returnees"}, "RET_TOTAL"),
    ({"deported"}, "RET_DEPORT"),
    ({"arrested"}, "ARREST"),
    ({"awaiting"}, "AWAIT"),
    ({"idps", "new"}, "NEW_IDP"),
    ({"idps"}, "IDP"),
    ({"refugees", "new"}, "NEW_REF"),
    ({"refugees"}, "REF"),
    ({"asylum_seekers"}, "ASY"),
    ({"asylumseekers"}, "ASY"),
    ({"resettled"}, "RST"),
    ({"naturalized"}, "NAT"),
    ({"naturalised"}, "NAT"),
    ({"stateless"}, "STA"),
    ({"ooc"}, "OOC"),
    ({"oip"}, "OIP"),
    ({"hst"}, "HST"),
)
COUNTS = {"affected": None, "population": None, "indicator": None, "capacity": "other"}
COUNTS |= {"inneed": "NEED", "reached": "REACHED"}
LOCAL = re.compile(r"adm([1-5])")
SILENT = {
    "meta": "says where the row comes from, not whom it counts",
    "description": "words for readers; stand in the text",
    "geo": "where to draw it",
    "contact": "whom to ask",
}


def is_this(opened: Opened) -> bool:
    """Whether there is a row of tags among the first rows, under a header, that tags a count."""
    at = tag_row_of(opened.head)
    return at is not None and at > 0 and counts(tags_under(opened.head[at - 1], opened.head[at]))


def parse(opened: Opened, given: Given) -> Parsed:
    """The figures of a tagged table; its columns are called by the row of headers above the tags.

    Raises:
        BrokenAnswer: no row of tags stands under a header.
    """
    rows = list(opened.rows())
    at = tag_row_of(rows)
    if not at:
        raise BrokenAnswer(opened.name, "there is no row of tags under a header in it")
    return read_tagged(
        Shape.HXL, opened.content, rows, tags_under(rows[at - 1], rows[at]), given, VOICE,
        media_type="text/csv", header=at - 1, skip=1,
    )  # fmt: skip


def read_tagged(
    shape: Shape,
    content: bytes,
    rows: Sequence[Sequence[str]],
    tags: Mapping[str, str],
    given: Given,
    voice: Voice,
    *,
    media_type: str,
    ignored: Mapping[str, str] | None = None,
    header: int = 0,
    skip: int = 0,
) -> Parsed:
    """Rows whose columns are tagged, by the header's names or by whoever knows the table."""
    columns, silent = columns_of(tags)
    return parsed_table(
        shape, content, rows, columns, given, voice,
        ignored={**silent, **(ignored or {})}, media_type=media_type, header=header, skip=skip, dividing=True,
    )  # fmt: skip


def tags_under(header: Sequence[str], tags: Sequence[str]) -> dict[str, str]:
    """The tags of a row by the names above them."""
    names = [" ".join(cell.split()) for cell in header]
    return {name: tag for name, tag in zip(names, tags, strict=False) if name and tag.strip()}


def counts(tags: Mapping[str, str]) -> bool:
    """Whether any column so tagged is a count of people."""
    return any(column.role is Role.COUNT for column in columns_of(tags)[0].values())


def columns_of(tags: Mapping[str, str]) -> tuple[Columns, Mapping[str, str]]:
    """The columns that tags declare, and those that they leave alone with why; others are not handled."""
    read = {name: tag for name, words in tags.items() if (tag := read_tag(words)) is not None}
    columns = {name: column for name, tag in read.items() if (column := _column(tag)) is not None}
    silent = {name: SILENT[tag.name] for name, tag in read.items() if tag.name in SILENT}
    for role in (Role.NATIONALITY, Role.COUNTRY):
        coded = [n for n, c in columns.items() if c.role is role and not _is_name(read[n])]
        for name in [n for n, c in columns.items() if c.role is role and coded and n not in coded]:
            silent[name] = "the code is used"
            del columns[name]
    return columns, silent


def _is_name(tag: Tag) -> bool:
    return "name" in tag.attributes


def _column(tag: Tag) -> Column | None:
    if tag.name == "indicator" and not tag.attributes & {"value", "num"}:
        return _indicator(tag)
    if tag.name in COUNTS:
        return _counted(tag)
    if tag.name in ("country", "adm0"):
        return Column(Role.NATIONALITY if "origin" in tag.attributes else Role.COUNTRY)
    if local := LOCAL.fullmatch(tag.name):
        return _place(tag, int(local[1]))
    return _place(tag, 6) if tag.name == "loc" else _named(tag)


def _named(tag: Tag) -> Column | None:
    told = tag.attributes
    if tag.name == "date":
        return _date(told)
    if tag.name == "org" and told & {"source", "claimant"}:
        return Column(Role.SOURCE, level=2 if "claimant" in told else 1)
    if tag.name == "status" and "legal" in told:
        return Column(Role.STATUS)
    if tag.name == "activity" and "phase" in told:
        return Column(Role.PHASE)
    if tag.name == "value" and "bound" in told:
        return Column(Role.BOUND)
    return Column(Role.UNIT) if tag.name == "unit" else None


def _date(told: frozenset[str]) -> Column | None:
    known = {"year": Role.YEAR, "start": Role.START, "end": Role.END, "occurred": Role.PERIOD}
    if "captured" in told:
        return None
    if told & {"reported", "published"}:
        return Column(Role.SAID)
    return Column(next((role for word, role in known.items() if word in told), Role.AS_OF))


def _indicator(tag: Tag) -> Column | None:
    if "code" in tag.attributes:
        return Column(Role.GROUP)
    return Column(Role.RUNNING) if "type" in tag.attributes else None


def _place(tag: Tag, level: int) -> Column:
    if "origin" in tag.attributes:
        return Column(Role.LIMIT)
    return Column(Role.PLACE_CODE if "code" in tag.attributes else Role.PLACE_NAME, level=level)


def _counted(tag: Tag) -> Column | None:
    told = tag.attributes - NEUTRAL
    group = COUNTS[tag.name]
    if group is None:
        words, group = next(((words, code) for words, code in GROUPS if words <= told), (set(), None))
        told -= words
    sex = "f" if "f" in told else "m" if "m" in told else ""
    ages = [band for word in told if (band := _band(word)) is not None]
    status = next((STATUSES[word] for word in told if word in STATUSES), None)
    unit = Unit.FAMILIES if told & FAMILIES else Unit.INDIVIDUALS
    left = {w for w in told if w not in {"f", "m", *STATUSES, *FAMILIES} and _band(w) is None}
    if left or len(ages) > 1:
        return None
    low, high = ages[0] if ages else (None, None)
    return Column(Role.COUNT, group, group_of(sex, low, high), unit=unit, status=status)


def _band(word: str) -> tuple[int, int | None] | None:
    if word in BANDS:
        return BANDS[word]
    found = _BAND.fullmatch(word)
    if found is None:
        return None
    return (int(found[3]), None) if found[3] else (int(found[1]), int(found[2]))
