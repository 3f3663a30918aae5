"""Every public name is a choice, and the page tells every one of them and every field."""

from pathlib import Path

import concord.mapping
from concord.mapping import FIELDS

PAGE = (Path(__file__).parents[2] / "docs/reference/mapping.md").read_text("utf-8")


def test_the_public_names_are_a_choice():
    assert sorted(concord.mapping.__all__) == [
        "BrokenMapping",
        "Cell",
        "ColumnRule",
        "Discrepancy",
        "FIELDS",
        "Mapped",
        "NoTable",
        "Proposal",
        "Row",
        "Table",
        "TableMapping",
        "UnfitMapping",
        "UnmappedColumns",
        "apply_mapping",
        "check_mapping",
        "fingerprint",
        "load_mappings",
        "parsed_rule",
        "propose",
        "propose_fixed",
        "read_mapping",
        "save_mapping",
        "tables_of",
        "to_toml",
    ]


def test_every_field_is_on_the_page():
    assert [field for field in FIELDS if f"`{field}`" not in PAGE] == []
