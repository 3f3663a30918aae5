"""Mappings are kept as text that a person can review, and found again by their header."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.mapping import (
    BrokenMapping,
    ColumnRule,
    TableMapping,
    fingerprint,
    load_mappings,
    read_mapping,
    save_mapping,
    to_toml,
)

MAPPING = TableMapping(
    "kp daily",
    "afghanistan-pakistan",
    (
        ColumnRule("Date", "period", order="dmy"),
        ColumnRule("حیثیت", "status", values={"کیمپ": "refugee"}),
        ColumnRule("Total", "value", {"measure": "returned"}, total_of=("PoR", "ACC")),
    ),
    {"country": "PAK"},
    by="R. Officer, Peshawar",
    at="2027-05-04T08:00:00+00:00",
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


def test_a_mapping_comes_back_as_it_was_kept(tmp_path):
    path = save_mapping(MAPPING, tmp_path / "mappings")
    assert read_mapping(path) == MAPPING
    assert load_mappings(tmp_path / "mappings") == {MAPPING.fingerprint: MAPPING}
    assert 'by = "R. Officer, Peshawar"' in path.read_text("utf-8")


@given(TEXT, TEXT, TEXT, TEXT)
def test_any_words_survive_the_file(tmp_path_factory, name, column, word, by):
    mapping = TableMapping(
        name, "s", (ColumnRule(column, "status", values={word: "por"}),), {"source": word}, by, "t"
    )
    path = tmp_path_factory.mktemp("m") / "one.toml"
    path.write_text(to_toml(mapping), "utf-8", newline="")
    assert read_mapping(path) == mapping


def test_a_second_mapping_of_a_header_takes_the_place_of_the_first(tmp_path):
    first = save_mapping(MAPPING, tmp_path)
    again = save_mapping(TableMapping("renamed", MAPPING.situation, MAPPING.columns, {}, "x", "t"), tmp_path)
    assert first == again
    assert [known.name for known in load_mappings(tmp_path).values()] == ["renamed"]


def test_case_and_letter_variants_make_no_other_header_but_order_does():
    assert fingerprint(["Date", "كندهار"]) == fingerprint([" DATE", "کندھار"])
    assert fingerprint(["a", "b"]) != fingerprint(["b", "a"])
    assert fingerprint(["a b", "c"]) != fingerprint(["a", "b c"])


def test_who_and_when_are_no_part_of_what_a_mapping_says():
    assert MAPPING.reviewed("somebody else", "later").id == MAPPING.id


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        (lambda text: text + "colour = 'red'", "unknown in a column: colour"),
        (lambda text: "nonsense", "it is no mapping"),
        (lambda text: text.replace('column = "Date"', 'column = "Day"'), "its columns are not those"),
        (lambda text: text.replace('order = "dmy"', "order = 5"), "5 is not text"),
        (lambda text: text.replace("situation", "theatre"), "unknown: theatre"),
    ],
)
def test_a_file_that_is_no_mapping_is_named_with_the_cause(tmp_path, change, cause):
    path = tmp_path / "m.toml"
    path.write_text(change(to_toml(MAPPING)), "utf-8")
    with pytest.raises(BrokenMapping) as broken:
        load_mappings(tmp_path)
    assert cause in str(broken.value)
    assert "m.toml" in str(broken.value)


def test_no_folder_holds_no_mapping(tmp_path):
    assert load_mappings(tmp_path / "none") == {}
