"""What people and programs receive, as files: a dozen claims and some cells of an account in every format.

``REWRITE_GOLDEN=1 pytest tests/exports/test_exports_golden.py`` writes them anew; the diff is then reviewed.
The texts are made up; formats of bytes are told as what an independent reader finds in them.
"""

import io
import json
import os
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet
import pytest

from concord import __version__
from concord.accounts import Estimate, Finding, FindingCode, Margin, Position
from concord.evidence import Decision, DecisionKind, Document, Figure, Kind, PartialDate, Precision, Unit
from concord.evidence.figure import Candidates
from concord.publish.disclosure import Held, Mark
from concord.publish.exports.about import About
from concord.publish.exports.columns import FLOWS
from concord.publish.exports.formats import FORMATS
from concord.publish.exports.rows import Row, Said, account_rows, claim_rows, unsaid_spans
from concord.situation import bundled

SITUATION = bundled("afghanistan-pakistan")
SITE = "https://concord.example"
WORDS = (
    "Officials said 907,391 people had been deported since November 2023. "
    "=SUM(A1) of them, about 12,500 ACC holders, left by Torkham; 3 families stayed. "
    "به گفته مقام‌ها ۲۵۰۰ تن برگشتند."
)
DOCUMENT = Document(
    "a-briefing", "ab" * 32, "text/plain", WORDS, "A briefing", "A daily", PartialDate("2025-04-18"), "en",
    "https://news.example/a page", "2025-04-19T08:00:00+00:00",
)  # fmt: skip


def figure(text: str, value: float, **other: object) -> Figure:
    start = WORDS.index(f" {text} ") + 1
    told: dict[str, object] = {
        "measure": "deported", "country": "PAK", "nationality": "AFG", "kind": Kind.FLOW,
        "period_start": PartialDate("2023-11"), "period_end": PartialDate("2025-04-18"), "party": "gov-pk",
        "source": "A spokesperson", "publisher": "A daily", "said": PartialDate("2025-04-18"),
    }  # fmt: skip
    return Figure(
        document=DOCUMENT.id, start=start, end=start + len(text), text=text, value=value, **(told | other)
    )  # type: ignore[arg-type]


FIGURES = (
    figure("907,391", 907_391, cumulative=True, rest_status="undocumented"),
    figure("12,500", 12_500, precision=Precision.ABOUT, status="acc", place="Torkham", manner="forced"),
    figure("12,500", 12_500, precision=Precision.RANGE, value_high=13_000.5, status="acc", place="Torkham"),
    figure("3", 3, unit=Unit.FAMILIES, measure="awaiting", kind=Kind.STOCK, period_start=None),
    figure(
        "۲۵۰۰", 2_500, measure="returned", party="gov-af", source="مقام‌ها", place="تورخم", period_end=None
    ),
    figure("=SUM(A1)", 0, source="=cmd()", precision=Precision.VAGUE, kind=None, period_start=None),
    figure("907,391", 907_391, party=None, source='a "quoted", odd\r\nspeaker', measure="other"),
    figure("907,391", 907_391, precision=Precision.AT_LEAST, sex_age="women", phase="phase-2"),
    figure("907,391", 907_391, precision=Precision.AT_MOST, projected=True, party="unhcr"),
    figure("12,500", 12.5, unit=Unit.PERCENT, candidates=(Candidates("status", ("por", "acc")),)),
    figure("907,391", 640, measure="arrested", place="Islamabad"),
    figure("907,391", 5_000, party="iom", nationality=None, country=None),
)
STATES = ("disputed", "agreed", "superseded")


def claims() -> list[Row]:
    said = [
        Said(
            f"claim{number:02}", one, DOCUMENT if number != 11 else None, "2025-04-20T08:00:00+00:00",
            state=STATES[number % 3], positions=("gov-pk agreed", "unhcr disputed") if number == 0 else (),
            replaced_by=("claim01",) if number == 2 else (), repeats="claim00" if number == 6 else None,
            corrected=("status",) if number == 1 else (), part_of="claim00" if number == 1 else None,
            rank=number,
        )
        for number, one in enumerate(FIGURES)
    ]  # fmt: skip
    held = Held(claims={"claim10": Mark.COARSE, "claim11": Mark.COVER}, places={"claim10": "AF01"})
    unsaid = unsaid_spans({one.id: one.figure for one in said}, held)
    return list(claim_rows(said, SITUATION, held=held, unsaid=unsaid, site=SITE))


def margin(measure: str, kind: Kind, **other: Any) -> Margin:
    return Margin(measure=measure, kind=kind, nationality="AFG", country="PAK", **other)


def cells() -> list[Row]:
    margins = (
        margin("deported", Kind.FLOW, start=date(2023, 11, 1), end=date(2025, 4, 18)),
        margin("returned", Kind.FLOW, status="acc", places=("torkham", "chaman")),
        margin("hosted", Kind.STOCK, end=date(2025, 4, 18), counted_by="unhcr"),
    )
    words = (Position("gov-pk", 907_391.0, ("claim00",)), Position("unhcr", 3.0, ("claim03",)))
    numbers = (
        (907_355.25, 907_000.0, 907_700.5, 906_800.0, 908_000.0),
        (12_400.0, 12_000.0, 13_000.0, 11_500.0, 13_500.0),
        (2.0, 1.0, 4.0, 0.0, 6.0),
    )
    behind = ((("claim00",), words), (("claim01", "claim02"), ()), (("claim03",), words[1:]))
    estimates = [
        Estimate(one, *five, implied=not said, identity=None, claims=ids, positions=said)
        for one, five, (ids, said) in zip(margins, numbers, behind, strict=True)
    ]
    return list(account_rows(estimates, SITUATION, known="2025-05-01", site=SITE))


DECISIONS = tuple(
    Decision(
        kind=kind, claims=("claim00", "claim06"), party="unhcr", by="Reporting officer",
        at="2025-05-01T09:00:00+00:00", why="counted otherwise", correction=fields,
    )
    for kind, fields in ((DecisionKind.DISPUTED, ()), (DecisionKind.CORRECTED_READING, (("value", "5"),)))
)  # fmt: skip
FINDING = Finding(FindingCode.RIVAL_COUNTS, ("claim00", "claim04"), 72.0, 0.0001, (), "Two counts differ.")
ABOUT = About(
    "An example", "2025-05-01", "measure=deported", "ab" * 32, "concord VERSION", SITE, SITUATION, DECISIONS,
    (("finding1", FINDING),),
)  # fmt: skip
ROWS = {"claims": claims, "account": cells}


def parquet_text(data: bytes) -> str:
    read = pyarrow.parquet.read_table(io.BytesIO(data))
    schema = {one.name: str(one.type) for one in read.schema}
    return json.dumps({"schema": schema, "rows": read.to_pylist()}, ensure_ascii=False, indent=1)


def sheet_text(data: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(data))
    told = {sheet.title: [list(line) for line in sheet.iter_rows(values_only=True)] for sheet in book}
    return json.dumps(told, ensure_ascii=False, indent=1)


def zip_text(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        told = {name: zipped.read(name).decode() for name in sorted(zipped.namelist())}
    return "\n".join(f"== {name}\n{text}" for name, text in told.items())


TEXTS = {"parquet": parquet_text, "xlsx": sheet_text, "package": zip_text}
ENDINGS = {"parquet": "json", "xlsx": "json", "package": "txt"}


@pytest.mark.parametrize(
    ("name", "flow"),
    [(name, flow) for name in FORMATS for flow in FLOWS if (name, flow) != ("sdmx-structure", "account")],
)
def test_a_format_is_as_it_was(name: str, flow: str) -> None:
    """Both flows stand in one structure, which is told once."""
    out = io.BytesIO()
    FORMATS[name].write(FLOWS[flow], iter(ROWS[flow]()), out, ABOUT)
    text = TEXTS.get(name, bytes.decode)(out.getvalue()).replace(f"concord {__version__}", "concord VERSION")
    path = Path(__file__).parent / "golden" / f"{flow}-{name}.{ENDINGS.get(name, FORMATS[name].ending)}"
    if os.environ.get("REWRITE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    assert text == path.read_bytes().decode(), "REWRITE_GOLDEN=1 writes the file anew; review the difference"
