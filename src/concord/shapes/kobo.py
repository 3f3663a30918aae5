"""KoboToolbox API v2 submissions: counts of a site and day. Records of persons are refused.

A submission is a row of answers under ``group/question``. Only questions whose meaning is known are
taken: by the names below, or by the tags that the caller gives for the form. Nothing else of a
submission is kept, neither in the text nor in the bytes: enumerators, devices and positions stay
behind. A form whose rows look like single persons is refused before anything is made of it.
Source: support.kobotoolbox.org/api.html.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from concord.shapes.answer import Given, Parsed, Shape
from concord.shapes.columns import Voice
from concord.shapes.errors import BrokenAnswer, LooksLikePersons
from concord.shapes.hxl import read_tagged
from concord.shapes.opening import Opened, records
from concord.shapes.request import Credential, Request
from concord.shapes.single_persons import seen_of_persons

__all__ = ["QUESTIONS", "SubmissionsQuery", "fetch", "is_this", "parse"]

SITE = "https://kf.kobotoolbox.org"
NUMBER = "_id"  # of a submission, the one system field that stays: by it a row is found again
_SYSTEM = "of the device or the server, left behind"
SYSTEM = frozenset(
    (
        "start",
        "end",
        "today",
        "deviceid",
        "subscriberid",
        "simserial",
        "phonenumber",
        "username",
        "audit",
        "instanceID",
    )
)
QUESTIONS = {
    **dict.fromkeys(("date", "day", "report_date", "count_date"), "#date+occurred"),
    **dict.fromkeys(("province", "province_name"), "#adm1+name"),
    "province_code": "#adm1+code",
    **dict.fromkeys(("district", "district_name"), "#adm2+name"),
    **dict.fromkeys(("crossing", "border_point", "border_crossing"), "#loc+border+name"),
    **dict.fromkeys(("site", "site_name", "centre", "center", "camp"), "#loc+name"),
    **dict.fromkeys(("country_left", "returned_from"), "#country+asylum"),
    **dict.fromkeys(("nationality", "country_of_origin"), "#country+origin"),
    **dict.fromkeys(("measure", "what_is_counted"), "#indicator+code"),
    **dict.fromkeys(("persons", "individuals", "people"), "#affected"),
    **dict.fromkeys(("families", "households"), "#affected+hh"),
    **dict.fromkeys(("returned", "returnees", "returned_persons"), "#affected+returnees"),
    **dict.fromkeys(("returned_families", "returnee_families"), "#affected+returnees+hh"),
    **dict.fromkeys(("deported", "deportees"), "#affected+deported"),
    **dict.fromkeys(("awaiting", "in_centre"), "#affected+awaiting"),
    "returned_por": "#affected+returnees+por",
    "returned_acc": "#affected+returnees+acc",
    "returned_undocumented": "#affected+returnees+undocumented",
    "women": "#affected+f+adults",
    "men": "#affected+m+adults",
    "girls": "#affected+f+children",
    "boys": "#affected+m+children",
    "children": "#affected+children",
}


@dataclass(frozen=True, slots=True)
class SubmissionsQuery:
    """Submissions of a form, of any time or after a moment (ISO 8601)."""

    form: str
    site: str = SITE
    since: str | None = None
    limit: int = 1_000


def fetch(query: SubmissionsQuery) -> Request:
    """The request for the first page; the answer names the next."""
    after = () if query.since is None else (("query", f'{{"_submission_time":{{"$gt":"{query.since}"}}}}'),)
    return Request(
        f"{query.site}/api/v2/assets/{query.form}/data.json",
        params=(("limit", str(query.limit)), ("start", "0"), *after),
        credential=Credential("KOBO_TOKEN", "header", "Authorization", "Token {}"),
    )


def is_this(opened: Opened) -> bool:
    """Whether the bytes are a page of submissions."""
    found = opened.json
    if not (isinstance(found, dict) and {"count", "next", "results"} <= found.keys()):
        return False
    results = found["results"]
    return isinstance(results, list) and any(
        isinstance(one, dict) and "_submission_time" in one for one in results
    )


def parse(opened: Opened, given: Given) -> Parsed:
    """The figures of a page.

    Raises:
        LooksLikePersons: rows look like single persons; says by which questions.
        BrokenAnswer: ``results`` is no list of objects.
    """
    found = opened.json.get("results") if isinstance(opened.json, dict) else None
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise BrokenAnswer(opened.name, "there is no list of submissions under 'results'")
    if seen := seen_of_persons(found, _meanings(_questions(found), given.questions)):
        raise LooksLikePersons(opened.name, seen, len(found))
    return _taken(found, opened, given)


def _taken(found: Sequence[Mapping[str, Any]], opened: Opened, given: Given) -> Parsed:
    names = _questions(found)
    tags = _meanings(names, given.questions)
    kept = [{NUMBER: one.get(NUMBER), **{name: one.get(name) for name in tags}} for one in found]
    rows = records(kept, opened.name) if kept else [[NUMBER]]
    content = "\n".join("\t".join(row) for row in rows).encode("utf-8", "surrogatepass")
    parsed = read_tagged(
        Shape.KOBO, content, rows, tags, given, Voice(),
        media_type="text/tab-separated-values", ignored={NUMBER: "number of a submission"},
    )  # fmt: skip
    system = {name: _SYSTEM for name in names if _is_system(name)}
    unknown = [name for name in names if name not in system and name not in tags]
    following = opened.json.get("next")
    return replace(
        parsed,
        ignored={**parsed.ignored, **system},
        unhandled=(*parsed.unhandled, *unknown),
        next_address=following if isinstance(following, str) and following else None,
    )


def _questions(found: Sequence[Mapping[str, Any]]) -> list[str]:
    return [name for name in dict.fromkeys(name for one in found for name in one) if name != NUMBER]


def _meanings(names: Sequence[str], told: Mapping[str, str]) -> dict[str, str]:
    """The tag of each question that has one, by its whole name, or by its last part."""
    known = {**QUESTIONS, **told}
    last = {name: name.rpartition("/")[2].lower() for name in names if not _is_system(name)}
    return {n: tag for n, part in last.items() if (tag := known.get(n) or known.get(part)) is not None}


def _is_system(name: str) -> bool:
    first, _, rest = name.partition("/")
    return name.startswith("_") or name in SYSTEM or (first in ("meta", "formhub") and bool(rest))
