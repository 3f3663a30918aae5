"""How the reader reads published quotes alone, each with the date of its row.

    score_quotes.py PUBLISHED_FIGURES.tsv [--errors FIELD] [--pin]

Each row of the table is one published figure: the quote that carries it, when it was said, and the
fields a person gave it. The quote is read by itself. A row counts for its value when the quote holds
the number at all, in one of the four languages (rows that describe a data set do not); and for a
field when the quote carries that field, by the plain words in quality/quotes.toml, which were
written apart from the reader's lexicon. --errors lists the rows read otherwise, --pin writes the
shares found as the floors that ``make score`` holds.
"""

import argparse
import csv
import pathlib
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping

from concord.documents.language import language_of
from concord.evidence import Document, Figure, PartialDate
from concord.reading import Reader
from concord.situation import bundled

RULES = pathlib.Path(__file__).parents[1] / "quality" / "quotes.toml"
FIELDS = ("measure", "status", "unit", "precision")
UNSAID = {"measure": None, "status": "", "unit": "individuals", "precision": "exact"}
MARGIN = 0.005
Row = Mapping[str, str]


def carries(rules: Mapping[str, Mapping[str, list[str]]], row: Row, field: str) -> bool:
    """Whether the words of a quote name the row's value of a field, or rightly name none."""
    quote, said = f" {row['quote'].casefold()} ", row[field]
    if said == UNSAID[field]:
        return not any(word in quote for words in rules[field].values() for word in words)
    return any(word in quote for word in rules[field].get(said, ()))


def rows_of(table: pathlib.Path) -> Iterator[Row]:
    """The rows whose quote holds words of one of the four languages and a number."""
    with table.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            foreign = re.search(r"[\u0c00-\u0c7f]|\bمن\b.*مهاجر|مهاجر[اي]", row["quote"])
            if not foreign and not row["quote"].startswith("[dataset]"):
                yield row


def read_alone(reader: Reader, row: Row) -> Figure | None:
    """The figure with the row's value that the quote alone gives, if any."""
    quote, published = row["quote"], PartialDate(row["as_of"]) if row["as_of"] else None
    document = Document(
        row["id"], "", "text/plain", quote, None, row["source_publisher"], published, language_of(quote)
    )
    value = float(row["value"])
    near = (f for f in reader.read(document).figures if value in (f.value, f.value_high))
    return next(near, None)


def measure(table: pathlib.Path, errors: str | None = None) -> dict[str, float]:
    """The share of rows read right of those that carry the value or field; tells the wrong ones of one."""
    rules = tomllib.loads(RULES.read_text("utf-8"))
    reader, right, of = Reader(bundled("afghanistan-pakistan")), Counter[str](), Counter[str]()
    for row in rows_of(table):
        figure = read_alone(reader, row)
        found = {"value": figure is not None}
        for field in FIELDS:
            if figure is not None and carries(rules, row, field):
                found[field] = (getattr(figure, field) or "") == row[field]
        of.update(list(found))
        right.update(name for name, ok in found.items() if ok)
        if errors and not found.get(errors, True):
            read = getattr(figure, errors, None)
            sys.stderr.write(f"{row['id']}  {row.get(errors)} read as {read}: {row['quote']}\n")
    return {name: round(right[name] / of[name], 3) for name in ("value", *FIELDS)} | {"rows": of["value"]}


def below(scores: Mapping[str, float]) -> list[str]:
    """The fields that have fallen below their floor."""
    floors = tomllib.loads(RULES.read_text("utf-8"))["floors"]
    return [
        f"{name}: {scores[name]} < {floor}" for name, floor in floors.items() if scores[name] < floor - MARGIN
    ]


def pin(scores: Mapping[str, float]) -> None:
    """Write the shares found as floors."""
    text = RULES.read_text("utf-8")
    for name, share in scores.items():
        text = re.sub(rf"(?m)^{name} = [\d.]+$", f"{name} = {share}", text)
    RULES.write_text(text, "utf-8")


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("table", type=pathlib.Path)
    args.add_argument("--errors")
    args.add_argument("--pin", action="store_true")
    a = args.parse_args()
    scores = measure(a.table, a.errors)
    sys.stdout.write("  ".join(f"{name} {share}" for name, share in scores.items()) + "\n")
    if a.pin:
        pin(scores)
    elif fallen := below(scores):
        sys.exit("Below the floor: " + "; ".join(fallen))


if __name__ == "__main__":
    main()
