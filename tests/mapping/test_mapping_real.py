"""A real table, mapped by what is proposed: UNHCR, 2025 by province (../shared/data/real, CC BY 4.0)."""

from pathlib import Path

import pytest

from concord.documents import read_path
from concord.mapping import TableMapping, apply_mapping, check_mapping, parsed_rule, propose, tables_of
from concord.situation import bundled

TABLE = Path(__file__).parents[3] / "shared/data/real/unhcr-refdata/demographics_afg_2025.csv"
RETURNED = 1_947_183  # of the edition, over 34 provinces and "dispersed"


@pytest.mark.shared
@pytest.mark.skipif(not TABLE.exists(), reason="needs ../shared beside the checkout")
def test_sums_of_sums_are_proposed_and_what_does_not_come_out_is_told():
    situation, document = bundled("afghanistan-pakistan"), read_path(TABLE)
    (table,) = tables_of(document.text)
    groups = "RET=returned,HST=other,IDP=displaced,OOC=other,RDP=other,REF=hosted,ASY=hosted,OIP=other"
    said = {"coa_iso": "country", "pop_type": f"measure:{groups}"}
    rules = [
        parsed_rule(p.column, said[p.column])
        if p.column in said
        else p.rule or parsed_rule(p.column, "ignore")
        for p in propose(table, situation)
    ]
    rules = [
        parsed_rule(r.column, "ignore") if r.field == "country" and r.column != "coa_iso" else r
        for r in rules
    ]
    mapping = TableMapping("unhcr", situation.id, tuple(rules))
    check_mapping(mapping, table.columns, situation)
    found = apply_mapping(mapping, table, document, situation)
    total = {row.cell(table.columns.index("total")).start for row in table.rows}
    returned = [f.value for f in found.figures if f.start in total and f.measure == "returned" and f.country]
    assert sum(returned) == RETURNED
    assert all(document.text[f.start : f.end] == f.text for f in found.figures)
    parts = {rule.column: rule.total_of for rule in rules if rule.total_of}
    assert parts["total"] == ("f_total", "m_total")
    assert "line 311: 'total' says 185,588, but f_total + m_total make 185,532 (56 less)" in found.told
