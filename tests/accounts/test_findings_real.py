"""The published contradictions of the field, and the published figures that only look unequal.

``discrepancies.toml`` holds the facts; what they are contradictions of is said beside each
case. The last test runs over the whole public list of figures, where it stands beside the
checkout, and pins how many findings of each code come out: no flood, no silly ones.
"""

import csv
import dataclasses
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from concord.accounts.causes import CauseKind
from concord.accounts.finding import Finding, FindingCode
from concord.accounts.findings import find
from concord.evidence import Figure, PartialDate, Precision, Unit
from concord.situation import bundled

HERE = Path(__file__).resolve()
PUBLISHED = HERE.parents[2].parent / "shared" / "data" / "published_figures.tsv"
ROWS = {row["id"]: row for row in tomllib.loads(HERE.with_name("discrepancies.toml").read_text())["row"]}
SITUATION = bundled("afghanistan-pakistan")

Row = Mapping[str, Any]


def figures(rows: Iterable[Row]) -> dict[str, Figure]:
    """Figures by row id; rows of one outlet and day are one document, in the order of the rows."""
    starts = {row["id"]: start for start, row in enumerate(rows)}
    return {row["id"]: _figure(row, starts) for row in rows}


def _figure(row: Row, starts: Mapping[str, int]) -> Figure:
    days = {name: PartialDate(row[name]) for name in ("period_start", "period_end") if row.get(name)}
    words = {
        name: row[name]
        for name in ("status", "sex_age", "place", "source", "phase", "manner")
        if row.get(name)
    }
    origin, said = row.get("origin", ""), row.get("said") or row.get("as_of")
    return Figure(
        document=f"{row['source_publisher']}, {row.get('as_of')}",
        start=starts[row["id"]],
        end=starts[row["id"]] + 1,
        text=str(row["value"]),
        value=float(row["value"]) if "." in str(row["value"]) else int(row["value"]),
        precision=Precision(row["precision"]),
        unit=Unit(row["unit"]),
        measure=row["measure"],
        party=row["party"],
        publisher=row["source_publisher"],
        country=origin if len(origin) == 3 else None,  # a list of countries is no country
        cumulative=row.get("cumulative"),
        part_of=starts.get(row.get("part_of", "")),
        said=PartialDate(said) if said else None,
        **days,
        **words,
    )


def found(*ids: str) -> list[tuple[Finding, list[str]]]:
    """Findings among these rows, each with the ids of its rows."""
    chosen = figures([ROWS[name] for name in ids])
    names = {figure.id: name for name, figure in chosen.items()}
    return [
        (finding, [names[claim] for claim in finding.claims]) for finding in find(chosen.values(), SITUATION)
    ]


F, C = FindingCode, CauseKind
CLASHES = [
    ("one speaker, one day, one digit", "F001 F002", F.CLAIMANT_AGAINST_ITSELF, C.DIGIT_SLIP),
    ("two digits changed places, and another base", "F033 F034", F.CLAIMANT_AGAINST_ITSELF, C.TRANSPOSITION),
    ("a total falls with other words", "F049 F050 F051 F001", F.FALLING_TOTAL, C.MERGED_MEASURES),
    ("1.1 million by a day with 907,391", "F058 F001", F.LATE_TOTAL, C.WRONG_DATE),
    ("April 2025 as five parties count it", "F003 F056 F194 F142 F140", F.RIVAL_COUNTS, C.OTHER_SCOPE),
    ("deported only in a headline", "F139 F139-headline", F.MEASURE_INFLATION, C.MERGED_MEASURES),
    ("20,000 of 375,000, or 400,000", "F112 F113 F114", F.CLAIMANT_AGAINST_ITSELF, C.MERGED_MEASURES),
    ("a province and its crossing", "F061 F063 F064", F.CLAIMANT_AGAINST_ITSELF, C.OTHER_SCOPE),
    ("924 and 925", "F084 F086", F.CLAIMANT_AGAINST_ITSELF, C.OFF_BY_ONE),
    ("a running total as a month", "F085 F088 F098", F.TOTAL_AS_FLOW, C.TOTAL_AS_FLOW),
    ("men, women and children of one Saturday", "F013 F018 F019 F020", F.TOTAL_AS_FLOW, C.TOTAL_AS_FLOW),
    ("ten days become one", "F047 F048", F.PERIOD_LOST, C.PERIOD_LOST),
    ("ten closed camps", "F099 F100", F.CLAIMANT_AGAINST_ITSELF, C.OTHER_SCOPE),
    ("52.6 and 24.1 per cent", "F215 F215-share F216 F216-share", F.SHARE_AND_COUNT, C.WRONG_SHARE),
    ("144,783 and its parts", "F198 F199 F200 F201", F.PARTS_AND_TOTAL, C.COUNTED_TWICE),
    ("123,800 and its parts", "F193 F194 F195 F196", F.PARTS_AND_TOTAL, C.DIGIT_SLIP),
    ("1,055 and its parts", "F189 F190 F191", F.PARTS_AND_TOTAL, C.DIGIT_SLIP),
    ("arrests of single years exceed the total", "F179 F169 F170 F171 F129", F.PART_ABOVE_WHOLE, C.BASE_DATE),
    ("a million deported, or a million returned", "F059 F181 F182", F.MEASURE_INFLATION, C.MERGED_MEASURES),
    ("a province's crossings miss it by nine", "F026 F027 F028 F029", F.PARTS_AND_TOTAL, C.DIGIT_SLIP),
]  # fmt: skip

CONSISTENT = [
    ("a total and its voluntary part", "F089 F090"),
    ("card holders deported and those voluntary", "F083 F091 F092"),
    ("a total, its week, and the total after", "F163 F164 F165 F167 F168"),
    ("1.72 million and 1,723,481", "F167 F175"),
    ("more than 174,350 and 174,358", "F015 F016"),
    ("2 lakh and more than 198,000 a day later", "F023 F024"),
    ("shares of 65, 16 and 14 per cent", "F149 F150 F151 F152"),
    ("returns and the deportees among them", "F173 F174"),
    ("1,280,000 and 389,000 in about 1,668,000", "F145 F146 F147"),
    ("movements in both directions", "F115 F116"),
    ("three crossings that sum to their province but for one", "F030 F031"),
    ("those registered and the members of their families", "F207 F208"),
    ("the stocks and totals of one article", "F001 F003 F004 F005 F006 F007"),
]


@pytest.mark.parametrize(("why", "ids", "code", "cause"), CLASHES, ids=[case[0] for case in CLASHES])
def test_a_published_clash_is_found_with_its_cause_among_the_first_two(
    why: str, ids: str, code: FindingCode, cause: CauseKind
) -> None:
    fitting = [finding for finding, _ in found(*ids.split()) if finding.code is code]
    assert len(fitting) == 1
    assert cause in [likely.kind for likely in fitting[0].causes[:2]]


@pytest.mark.parametrize(("why", "ids"), CONSISTENT, ids=[case[0] for case in CONSISTENT])
def test_figures_that_only_look_unequal_give_no_finding(why: str, ids: str) -> None:
    assert found(*ids.split()) == []


def test_the_seven_figures_of_one_article_give_one_finding_in_plain_words() -> None:
    [(finding, ids)] = found("F001", "F002", "F003", "F004", "F005", "F006", "F007")
    assert ids == ["F001", "F002"]
    assert (finding.absolute, round(finding.relative, 6)) == (40, 0.000044)
    assert finding.words == (
        "Talal Chaudhry (Government of Pakistan) gave 907,391 and 907,351 for the same count "
        "(people deported, from November 2023 to 18 April 2025)."
    )


def test_returns_by_country_that_sum_exactly_give_no_finding() -> None:
    """UNHCR, returned refugees of 2025 by country left: eight countries and their total."""
    by_country = {
        "PAK": 558359,
        "IRN": 1386970,
        "TJK": 1421,
        "AUS": 307,
        "IND": 105,
        "IDN": 8,
        "RWA": 8,
        "MYS": 5,
    }
    total = dataclasses.replace(
        figures([ROWS["F182"]])["F182"], measure="returned", status="refugee", precision=Precision.EXACT,
        value=sum(by_country.values()), country=None,
    )  # fmt: skip
    parts = [
        dataclasses.replace(total, start=at, value=value, country=code, part_of=total.start)
        for at, (code, value) in enumerate(by_country.items(), start=1)
    ]
    assert total.value == 1_947_183
    assert find([total, *parts], SITUATION) == ()
    short = dataclasses.replace(parts[0], value=568359)
    assert [f.code for f in find([total, short, *parts[1:]], SITUATION)] == [F.PARTS_AND_TOTAL]


@pytest.mark.skipif(
    not PUBLISHED.exists(), reason="needs the shared folder with published_figures.tsv beside the checkout"
)
def test_the_whole_list_of_published_figures_gives_few_findings() -> None:
    with PUBLISHED.open(encoding="utf-8", newline="") as lines:
        rows = [ROWS.get(row["id"], row) for row in csv.DictReader(lines, delimiter="\t")]
    codes = Counter(finding.code for finding in find(figures(rows).values(), SITUATION))
    assert codes == {
        F.CLAIMANT_AGAINST_ITSELF: 7,
        F.FALLING_TOTAL: 1,
        F.LATE_TOTAL: 1,
        F.PARTS_AND_TOTAL: 4,
        F.PART_ABOVE_WHOLE: 2,
        F.TOTAL_AS_FLOW: 2,
        F.PERIOD_LOST: 1,
        F.MEASURE_INFLATION: 1,
        F.RIVAL_COUNTS: 2,
    }
