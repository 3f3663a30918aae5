"""The columns of every export as data: what each means, its type, its HXL tag and its SDMX concept.

Two kinds of row. CLAIMS has one row a figure as somebody said it, so that several values of one
cell stand side by side; ACCOUNT has one balanced value a cell with its intervals. They are never
squeezed into one table: a claim has words and a claimant, an estimate has neither. A column added
here appears in every format. Tags follow the HXL 1.1 standard, roles those of an SDMX structure.
"""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["ACCOUNT", "CLAIMS", "FLOWS", "Column", "Role", "Table", "Type"]


class Type(StrEnum):
    """What a cell holds."""

    TEXT = "text"
    NUMBER = "number"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    PERIOD = "period"  # a day, month or year, as precise as it was said
    MOMENT = "moment"  # ISO 8601 with offset


class Role(StrEnum):
    """What a column is in an SDMX structure."""

    DIMENSION = "dimension"
    TIME = "time"
    MEASURE = "measure"
    ATTRIBUTE = "attribute"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``unit`` is that of its numbers, empty where another column names it."""

    name: str
    meaning: str
    hxl: str
    concept: str
    type: Type = Type.TEXT
    role: Role = Role.ATTRIBUTE
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of row: its columns in their order, and the one whose values are unique."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: str

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)


D, T, M, N = Role.DIMENSION, Role.TIME, Role.MEASURE, Type.NUMBER
PERIOD, FLAG, WHOLE = Type.PERIOD, Type.BOOLEAN, Type.INTEGER

_SCOPE = (
    Column("unit", "what is counted: individuals, families, percent", "#indicator+unit", "UNIT_MEASURE"),
    Column("measure", "what happened to those counted", "#indicator+code", "MEASURE", role=D),
    Column(
        "aggregation", "flow over a period, or stock at a moment", "#indicator+type", "AGGREGATION", role=D
    ),
    Column("period_start", "first day, month or year of a flow", "#date+start", "PERIOD_START", PERIOD),
    Column(
        "period_end", "last day, month or year; as-of date of a stock", "#date+end", "TIME_PERIOD", PERIOD, T
    ),
    Column("nationality", "of those counted, ISO 3166-1 alpha-3", "#country+code+origin", "REF_AREA", role=D),
    Column(
        "country",
        "that they leave or are in, ISO 3166-1 alpha-3",
        "#country+asylum+code",
        "COUNTERPART_AREA",
        role=D,
    ),
    Column(
        "place",
        "place or crossing, as written or by code; several parted by a bar",
        "#loc+name",
        "LOCATION",
        role=D,
    ),
    Column(
        "status", "legal status of those counted; empty for all", "#status+code+legal", "LEGAL_STATUS", role=D
    ),
    Column(
        "phase", "phase of the campaign as the claimant labels it", "#activity+code+phase", "PHASE", role=D
    ),
    Column(
        "manner",
        "voluntary, facilitated or forced, where the words say so",
        "#indicator+manner",
        "MANNER",
        role=D,
    ),
)

_TRUST = (
    Column("definition", "the whole scope in words", "#meta+definition", "DEFINITION"),
    Column("state", "where the parties stand on it", "#status+review", "OBS_STATUS"),
    Column("positions", "each party and its word or number, parted by bars", "#meta+positions", "POSITIONS"),
    Column("method", "program and version that read or balanced it", "#meta+method", "METHOD"),
    Column(
        "disclosure",
        "ok, or why the number is withheld: small, cover; coarse: told for a wider place",
        "#meta+disclosure",
        "CONF_STATUS",
    ),
)

CLAIMS = Table(
    "CLAIMS",
    "one row a figure as somebody said it",
    (
        Column("figure_id", "content hash of the act of claiming", "#meta+id", "FIGURE_ID", role=D),
        Column("address", "permanent address of the figure", "#meta+address+url", "FIGURE_URL"),
        Column(
            "value", "the number as said; the lower end of a range", "#indicator+num+value", "OBS_VALUE", N, M
        ),
        Column("low", "no less than this, where the words say so", "#indicator+min+num", "VALUE_LOW", N),
        Column("high", "no more than this, where the words say so", "#indicator+max+num", "VALUE_HIGH", N),
        Column("bound", "exact, about, at_least, at_most, range, vague", "#indicator+bound", "BOUND"),
        *_SCOPE,
        Column("group", "group of sex or age that it is limited to", "#population+group", "SEX_AGE", role=D),
        Column(
            "cumulative",
            "whether the words say that it runs from a base date",
            "#indicator+cumulative",
            "CUMULATIVE",
            FLAG,
        ),
        Column(
            "projected",
            "a plan or forecast, not something that happened",
            "#indicator+projected",
            "PROJECTED",
            FLAG,
        ),
        Column(
            "part_of", "figure of the same document of which this one is a part", "#meta+id+whole", "PART_OF"
        ),
        Column(
            "rest_status",
            "status the text gives to what the named parts leave over",
            "#status+code+rest",
            "REST_STATUS",
        ),
        Column("said", "when it was said", "#date+reported", "DATA_DATE", PERIOD),
        Column("claimant", "who says so, as the text names them", "#org+claimant+name", "CLAIMANT_NAME"),
        Column("party", "the party that says so", "#org+claimant+code", "CLAIMANT", role=D),
        Column("publisher", "who printed it", "#org+source", "SOURCE_DETAIL"),
        Column("quote", "the words around the number", "#description+quote", "COMMENT_OBS"),
        Column("written", "the number as written", "#indicator+text", "VALUE_TEXT"),
        Column(
            "start",
            "where it begins in the document's text, in code points",
            "#meta+start",
            "SPAN_START",
            WHOLE,
        ),
        Column("end", "where it ends", "#meta+end", "SPAN_END", WHOLE),
        Column("source_id", "content hash of the document", "#meta+id+source", "SOURCE_ID", role=D),
        Column("sha256", "digest of the document's bytes", "#meta+hash+source", "SOURCE_HASH"),
        Column("source_url", "where the document was got", "#meta+source+url", "SOURCE_URL"),
        Column("captured", "when it was got", "#date+captured", "CAPTURE_TIME", Type.MOMENT),
        Column("known", "when the ledger came to know it", "#date+known", "KNOWN", Type.MOMENT),
        Column("edition", "published date of the document", "#date+edition", "VERSION", PERIOD),
        Column(
            "replaced_by",
            "claims that stand in its place, parted by bars",
            "#meta+id+replaced",
            "REPLACED_BY",
        ),
        Column(
            "repeats",
            "the figure that speaks for it where it tells the same again",
            "#meta+id+repeats",
            "REPEATS",
        ),
        Column(
            "corrected",
            "fields that a party's correction changed, parted by bars",
            "#meta+corrected",
            "CORRECTED",
        ),
        Column("open", "fields that the words leave open, with the candidates", "#meta+open", "OPEN_FIELDS"),
        *_TRUST,
    ),
    "figure_id",
)

ACCOUNT = Table(
    "ACCOUNT",
    "one balanced value a cell, with its intervals",
    (
        Column("estimate_id", "key of the cell", "#meta+id", "ESTIMATE_ID", role=D),
        Column("address", "permanent address of the estimate", "#meta+address+url", "ESTIMATE_URL"),
        Column("value", "the balanced value", "#indicator+num+value", "OBS_VALUE", N, M, "persons"),
        Column(
            "low", "lower end of the 80 % interval", "#indicator+ci80+min", "VALUE_LOW", N, unit="persons"
        ),
        Column(
            "high", "upper end of the 80 % interval", "#indicator+ci80+max", "VALUE_HIGH", N, unit="persons"
        ),
        Column(
            "low95",
            "lower end of the 95 % interval",
            "#indicator+ci95+min",
            "VALUE_LOW_95",
            N,
            unit="persons",
        ),
        Column(
            "high95",
            "upper end of the 95 % interval",
            "#indicator+ci95+max",
            "VALUE_HIGH_95",
            N,
            unit="persons",
        ),
        *_SCOPE,
        Column("besides", "groups taken out of it, parted by bars", "#meta+besides", "BESIDES"),
        Column(
            "counted_by",
            "the party whose own definition is meant",
            "#org+claimant+code",
            "COUNTED_BY",
            role=D,
        ),
        Column("undated", "document whose own moment ends the period", "#meta+id+undated", "UNDATED"),
        Column("basis", "claimed, or implied by others", "#meta+basis", "BASIS"),
        Column(
            "claims",
            "figures it rests on, those that move it most first, parted by bars",
            "#meta+claims+id",
            "CLAIMS",
        ),
        Column("known", "day up to which the claims were known", "#date+known", "KNOWN", PERIOD),
        *_TRUST,
    ),
    "estimate_id",
)

FLOWS = {"claims": CLAIMS, "account": ACCOUNT}
