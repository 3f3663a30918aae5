"""All formats carry the same cells: made once, written by each, read back by independent programs."""

import csv
import io
import json
import math
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import duckdb
import openpyxl
import pyarrow.parquet
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from concord.accounts import Estimate, Margin, Position
from concord.evidence import Document, Figure, Kind, PartialDate, Precision, Unit
from concord.evidence.figure import Candidates
from concord.publish.cells import as_meant
from concord.publish.disclosure import Held, Mark
from concord.publish.exports.about import About
from concord.publish.exports.columns import ACCOUNT, CLAIMS, Table, Type
from concord.publish.exports.formats import FORMATS
from concord.publish.exports.rows import Row, Said, Stream, account_rows, claim_rows, scopes
from concord.publish.exports.said import claim_row, mark_of, quoting, unsaid_spans
from concord.publish.exports.sdmx_components import Component, Role
from concord.publish.exports.sdmx_flows import SDMX_FLOWS
from concord.situation import bundled

SITUATION = bundled("afghanistan-pakistan")
ABOUT = About("An example", "2025-05-01", vocabulary=SITUATION)
SITE = "https://concord.example"
HOSTILE = [
    "=1+1",
    "'=1",
    "'tis",
    '"a", b',
    "بازگشت\u202e ۱۲",
    "one\ntwo",
    "a\rb",
    "\x00\x07",
    "_x0041_",
    "'",
    " x ",
]

texts = st.sampled_from(HOSTILE) | st.text(min_size=1, max_size=12)
maybe = st.none() | texts
numbers = (
    st.integers(0, 10**12) | st.floats(0, 1e15, allow_subnormal=False) | st.sampled_from([0, 5e-324, 2**53])
)
dates = st.none() | st.sampled_from(["2023", "2023-11", "2025-04-18"]).map(PartialDate)
documents = st.builds(
    Document, name=texts, sha256=st.text("0123456789abcdef", min_size=64, max_size=64),
    media_type=st.just("text/plain"), text=st.text(max_size=200), published=dates,
    address=maybe, retrieved=st.none() | st.just("2025-04-19T08:00:00+00:00"),
)  # fmt: skip
figures = st.builds(
    Figure, document=texts, start=st.integers(0, 90), end=st.integers(90, 120), text=texts, value=numbers,
    value_high=st.none() | numbers, precision=st.sampled_from(Precision), unit=st.sampled_from(Unit),
    measure=st.sampled_from(["deported", "returned"]) | texts, projected=st.booleans(),
    status=st.sampled_from([None, "acc", "por"]) | maybe, sex_age=maybe, nationality=maybe, country=maybe,
    place=st.sampled_from([None, "Torkham"]) | maybe, kind=st.none() | st.sampled_from(Kind),
    period_start=dates, period_end=dates, source=maybe, party=maybe, phase=maybe, manner=maybe,
    cumulative=st.none() | st.booleans(), rest_status=maybe, said=dates, publisher=maybe,
    candidates=st.sampled_from([(), (Candidates("status", ("por", "acc")),)]),
)  # fmt: skip
several = st.lists(texts, max_size=2).map(tuple)
claims = st.builds(
    Said, id=st.just(""), figure=figures, document=st.none() | documents,
    known=st.just("2025-04-20T08:00:00+00:00"),
    state=st.sampled_from(["unreviewed", "disputed", "agreed"]), positions=several, replaced_by=several,
    repeats=maybe, corrected=several, part_of=maybe,
)  # fmt: skip


@st.composite
def told(draw: st.DrawFn) -> tuple[list[Said], Held]:
    """Some claims, of which a few share figure and document, and what is withheld of them."""
    found = draw(st.lists(claims, min_size=1, max_size=4))
    found += draw(st.lists(st.sampled_from(found), max_size=2))
    found = [replace(one, id=f"{number:04x}", rank=number) for number, one in enumerate(found)]
    ids = st.sampled_from([one.id for one in found])
    marks = draw(st.dictionaries(ids, st.sampled_from(Mark), max_size=2))
    places = draw(st.dictionaries(ids, maybe, max_size=2))
    return found, Held(claims=marks, places=places, waiting=frozenset(draw(st.sets(ids, max_size=1))))


days = st.none() | st.dates(date(2023, 1, 1), date(2026, 1, 1))
margins = st.builds(
    Margin, measure=texts, kind=st.sampled_from(Kind), nationality=maybe, country=maybe, manner=maybe,
    status=maybe, places=several, phase=maybe, start=days, end=days, counted_by=maybe, undated=maybe,
)  # fmt: skip
amounts = st.floats(5, 1e12) | st.sampled_from([0.0, 3.0])
estimates = st.builds(
    Estimate, margin=margins, value=amounts, low80=amounts, high80=amounts, low95=amounts, high95=amounts,
    implied=st.booleans(), identity=st.none(), claims=several,
    positions=st.tuples(st.builds(Position, party=maybe, value=amounts, figures=several)),
)  # fmt: skip


@given(told())
def test_claims_made_by_columns_are_those_made_row_by_row(said: tuple[list[Said], Held]) -> None:
    found, held = said
    unsaid = unsaid_spans({one.id: one.figure for one in found}, held)
    scope, quoted = scopes(SITUATION), quoting(unsaid)
    plain = [
        claim_row(one, mark_of(one.id, one.figure, held), held.places, scope, quoted, SITE)
        for one in found
        if one.id not in held.waiting
    ]
    made = list(claim_rows(found, SITUATION, held=held, unsaid=unsaid, site=SITE))
    assert made == plain
    assert [[type(cell) for cell in row] for row in made] == [[type(cell) for cell in row] for row in plain]


def test_no_quote_tells_the_small_number_beside_it() -> None:
    text = "Of 120 people at the gate, 3 families stayed and 2 turned back."
    document = Document("a-note", "ab" * 32, "text/plain", text)
    places = {"large": (3, 6, 120), "small": (27, 28, 3), "other": (47, 48, 2)}
    read = {
        name: Figure(document=document.id, start=start, end=end, text=text[start:end], value=value)
        for name, (start, end, value) in places.items()
    }
    said = [Said(name, one, document) for name, one in read.items()]
    rows = claim_rows(said, SITUATION, unsaid=unsaid_spans(read, Held()))
    quotes = [row[CLAIMS.names.index("quote")] for row in rows]
    assert quotes == ["Of 120 people at the gate, \u2026 families stayed", None, None]


@given(told(), st.integers(0, 6))
def test_a_stream_begun_by_rows_goes_on_by_columns(said: tuple[list[Said], Held], taken: int) -> None:
    found, held = said
    rows = claim_rows(found, SITUATION, held=held)
    first = [row for _, row in zip(range(taken), rows, strict=False)]
    rest = [row for batch in rows.batches() for row in Stream([batch])]
    assert first + rest == list(claim_rows(found, SITUATION, held=held))


Cells = list[dict[str, object]]


def from_csv(table: Table, data: bytes) -> Cells:
    return _lines(table, data.decode(), 2)


def from_package(table: Table, data: bytes) -> Cells:
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        return _lines(table, zipped.read(f"{table.name.lower()}.csv").decode(), 1)


def _lines(table: Table, text: str, head: int) -> Cells:
    lines = list(csv.reader(io.StringIO(text, newline="")))
    assert tuple(lines[0]) == table.names
    return [_typed(table, dict(zip(table.names, map(as_meant, line), strict=True))) for line in lines[head:]]


def _typed(table: Table, texts: Mapping[str, str]) -> dict[str, object]:
    kinds: dict[Type, Callable[[str], object]] = {
        Type.NUMBER: float, Type.INTEGER: int, Type.BOOLEAN: {"true": True, "false": False}.__getitem__,
    }  # fmt: skip
    return {
        one.name: kinds.get(one.type, str)(texts[one.name]) if texts.get(one.name) else None
        for one in table.columns
    }


def from_parquet(table: Table, data: bytes) -> Cells:
    return pyarrow.parquet.read_table(io.BytesIO(data)).to_pylist()  # type: ignore[no-any-return]


def from_parquet_by_sql(table: Table, data: bytes) -> Cells:
    with tempfile.NamedTemporaryFile(suffix=".parquet") as kept:
        kept.write(data)
        kept.flush()
        names = ", ".join(f'"{name}"' for name in table.names)
        found = duckdb.sql(f"SELECT {names} FROM '{kept.name}'")
        return [dict(zip(table.names, row, strict=True)) for row in found.fetchall()]


def from_xlsx(table: Table, data: bytes) -> Cells:
    head, *lines = openpyxl.load_workbook(io.BytesIO(data))[table.name].iter_rows(values_only=True)
    assert head == table.names
    meant = ([as_meant(unescape(c)) if isinstance(c, str) else c for c in line] for line in lines)
    return [dict(zip(table.names, line, strict=True)) for line in meant]


def from_sdmx_csv(table: Table, data: bytes) -> Cells:
    lines = csv.DictReader(io.StringIO(data.decode(), newline=""))
    return [_decoded(table, {name: as_meant(text) for name, text in line.items()}) for line in lines]


def from_sdmx_ml(table: Table, data: bytes) -> Cells:
    return [_decoded(table, one.attrib) for one in ElementTree.fromstring(data).iter("Obs")]


def _decoded(table: Table, observation: Mapping[str, str]) -> dict[str, object]:
    """Columns out of components: the one that holds a column whole speaks for it, the rest goes first."""
    holders = {one.column: one for one in SDMX_FLOWS[table.name].components if one.column}
    left: dict[str, str] = json.loads(observation.get("REMAINDER") or "{}")
    return _typed(table, {name: _cell(one, observation, left) for name, one in holders.items()})


def _cell(one: Component, observation: Mapping[str, str], left: Mapping[str, str]) -> str:
    text = left.get(one.id, observation.get(one.id, ""))
    empty = one.role is Role.DIMENSION and one.id not in left and text in ("_T", "_U", "_Z")
    return "" if empty else text


def from_geojson(table: Table, data: bytes) -> Cells:
    return [{n: f["properties"][n] for n in table.names} for f in json.loads(data)["features"]]


READERS: dict[str, Callable[[Table, bytes], Cells]] = {  # by format, and by another reader after a bar
    "csv": from_csv, "package": from_package, "xlsx": from_xlsx,
    "parquet": from_parquet, "parquet|sql": from_parquet_by_sql,
    "sdmx-csv": from_sdmx_csv, "sdmx-ml": from_sdmx_ml, "geojson": from_geojson,
}  # fmt: skip


def expected(table: Table, rows: Sequence[Row]) -> Cells:
    """The rows by name; what no table can tell from an empty cell is one."""
    return [{n: None if v == "" else v for n, v in zip(table.names, row, strict=True)} for row in rows]


def written(name: str, table: Table, rows: Iterator[Row]) -> bytes:
    out = io.BytesIO()
    FORMATS[name].write(table, rows, out, ABOUT)
    return out.getvalue()


def _sixteen(value: object) -> object:
    """A number with the sixteen digits that a sheet is written with."""
    return float(f"{value:.16g}") if isinstance(value, float) else value


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def agree(name: str, table: Table, rows: Sequence[Row], again: Iterator[Row]) -> None:
    found = READERS[name](table, written(name.partition("|")[0], table, again))
    wanted = expected(table, rows)
    if name == "xlsx":
        wanted = [{n: _sixteen(v) for n, v in row.items()} for row in wanted]
    assert [{n: None if v == "" else v for n, v in row.items()} for row in found] == wanted, name
    for column in table.columns:
        if column.type is Type.NUMBER:
            totals = [math.fsum(_number(row[column.name]) for row in some) for some in (found, wanted)]
            assert totals[0] == totals[1], (name, column.name)


@settings(max_examples=20, deadline=None)
@given(said=told())
def test_every_cell_of_claims_comes_back_from_every_format(said: tuple[list[Said], Held]) -> None:
    found, held = said
    rows = list(claim_rows(found, SITUATION, held=held, site=SITE))
    for name in READERS:
        agree(name, CLAIMS, rows, claim_rows(found, SITUATION, held=held, site=SITE))


@settings(max_examples=20, deadline=None)
@given(found=st.lists(estimates, min_size=1, max_size=4))
def test_every_cell_of_the_account_comes_back_from_every_format(found: list[Estimate]) -> None:
    rows = list(account_rows(found, SITUATION, known="2025-05-01", site=SITE))
    for name in READERS:
        agree(name, ACCOUNT, rows, iter(rows))


@settings(max_examples=40, deadline=None)
@given(said=told())
def test_provenance_tells_the_numbers_of_the_table(said: tuple[list[Said], Held]) -> None:
    found, held = said
    rows = list(claim_rows(found, SITUATION, held=held, site=SITE))
    graph = json.loads(written("prov", CLAIMS, iter(rows)))["@graph"]
    values = [node.get("prov:value") for node in graph if "prov:wasDerivedFrom" in node]
    assert [None if one is None else float(one) for one in values] == [row[2] for row in rows]
