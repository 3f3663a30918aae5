"""Mapping: tables of a form that nobody foresaw, read by rules that a person reviewed once.

A table is mapped column by column to the fields of a figure; the mapping is kept as data under the
fingerprint of its header, and every later table with that header is read by it, number for number, each
figure with the span of its cell. Knows neither files of documents nor the ledger.
"""

from concord.mapping.apply import Mapped, apply_mapping
from concord.mapping.errors import BrokenMapping, NoTable, UnfitMapping, UnmappedColumns
from concord.mapping.fields import FIELDS
from concord.mapping.mapping import ColumnRule, TableMapping, check_mapping, fingerprint, parsed_rule
from concord.mapping.propose import Proposal, propose, propose_fixed
from concord.mapping.store import load_mappings, read_mapping, save_mapping, to_toml
from concord.mapping.tables import Cell, Row, Table, tables_of
from concord.mapping.totals import Discrepancy

__all__ = [
    "FIELDS",
    "BrokenMapping",
    "Cell",
    "ColumnRule",
    "Discrepancy",
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
