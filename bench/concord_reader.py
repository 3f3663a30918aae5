"""Concord's reader, run for the comparison as bench/protocol.py says."""

from typing import Any

from protocol import Finds, Read, run

from concord.evidence import Document, PartialDate, to_json
from concord.reading import Reader
from concord.situation import bundled


def load_concord() -> tuple[str, Read]:
    reader = Reader(bundled("afghanistan-pakistan"))

    def read(document: dict[str, Any]) -> Finds:
        return [to_json(figure) for figure in reader.read(_document(document)).figures]

    return reader.name.removeprefix("concord "), read


def _document(d: dict[str, Any]) -> Document:
    published = PartialDate(d["published"]) if d.get("published") else None
    return Document(
        d["id"],
        "",
        "application/json",
        d["text"],
        d.get("title"),
        d.get("publisher"),
        published,
        d["lang"],
    )


if __name__ == "__main__":
    run({"Concord": load_concord})
