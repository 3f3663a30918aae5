"""Proposals for a table that nobody has mapped yet: from its headers, and from what its cells are.

A proposal tells its ground and is no more than that: a person accepts it or says otherwise. A column
of which nothing can be told gets none.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from concord.mapping.days import day_of, order_of
from concord.mapping.fields import DATES, IGNORE, VALUE, code_of, is_total
from concord.mapping.mapping import ColumnRule
from concord.mapping.numbers import is_unknown, number_of
from concord.mapping.tables import SECTION, Table
from concord.mapping.totals import parts_of_totals
from concord.mapping.words import header_words, table_words
from concord.situation import Situation
from concord.situation.names import fold, matches

__all__ = ["Proposal", "propose", "propose_fixed"]

LOOKED_AT = 300  # cells of a column
MOST = 0.6  # of the filled cells that have to be of one kind
CODED_BY_CELLS = ("status", "sex_age", "manner", "measure", "unit")
BY_TAG = {
    "#adm": "place",
    "#loc": "place",
    "#country": "country",
    "#date": "period",
    "#affected": VALUE,
    "#org": "source",
    "#status": "status",
    "#indicator": "measure",
    "#geo": IGNORE,
    "#meta": IGNORE,
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A rule for a column, or None, and on what ground."""

    column: str
    rule: ColumnRule | None
    why: str
    samples: tuple[str, ...]


def propose(table: Table, situation: Situation) -> list[Proposal]:
    """For each column what it seems to be."""
    found = [_propose(table, index, situation) for index in range(len(table.columns))]
    found = _ordered(found, table)
    numbers = [p.column for p in found if p.rule is not None and p.rule.field == VALUE and not _in_percent(p)]
    sums = parts_of_totals(table, numbers)
    return _each_once([_with_parts(proposal, sums.get(proposal.column, ())) for proposal in found])


def propose_fixed(table: Table, proposals: list[Proposal], situation: Situation) -> dict[str, str]:
    """What seems to hold for a whole table: the measure that lines above tell, the situation's people."""
    rules = [proposal.rule for proposal in proposals if proposal.rule is not None]
    fields = {rule.field for rule in rules}
    fixed = {} if "nationality" in fields else {"nationality": situation.nationality}
    numbers = [rule for rule in rules if rule.field == VALUE]
    if "measure" in fields or (numbers and all("measure" in rule.fixed for rule in numbers)):
        return fixed
    told = (_coded_in("measure", line, situation) for line in reversed(table.above))
    measure = next((code for code in told if code is not None), None)
    return fixed if measure is None else {**fixed, "measure": measure}


def _propose(table: Table, index: int, situation: Situation) -> Proposal:
    column = table.columns[index]
    cells = [row.cell(index).text for row in table.rows]
    filled = [text for text in cells if not is_unknown(text) and not is_total(text)]
    rule, why = (
        _by_header(table, index, filled, situation) or _by_cells(column, filled, situation) or (None, "")
    )
    if rule is not None and rule.field in CODED_BY_CELLS:
        strange = [text for text in filled if code_of(rule.field, text, situation) is None]
        why += f"; not known: {', '.join(dict.fromkeys(strange[:3]))}" if strange else ""
    return Proposal(column, rule, why or "nothing tells what it is", tuple(dict.fromkeys(filled))[:3])


def _ordered(proposals: list[Proposal], table: Table) -> list[Proposal]:
    """The order of day and month in all columns of dates together; day first, as usual here, by default."""
    dated = [(i, p.rule) for i, p in enumerate(proposals) if p.rule is not None and p.rule.field in DATES]
    cells = [[row.cell(i).text for row in table.rows] for i, _ in dated]
    order = order_of(text for column in cells for text in column)
    found = list(proposals)
    for (index, rule), column in zip(dated, cells, strict=True):
        unclear = any(day_of(text) is None and _may_be_day(text) for text in column)
        if unclear:
            why = "" if order else "; whether day or month comes first is a guess"
            fresh = ColumnRule(rule.column, rule.field, order=order if order is not None else "dmy")
            found[index] = replace(proposals[index], rule=fresh, why=proposals[index].why + why)
    return found


def _by_header(
    table: Table, index: int, filled: list[str], situation: Situation
) -> tuple[ColumnRule, str] | None:
    column, words = table.columns[index], table_words()
    named = header_words(column)
    lowest = header_words(table.heads[index][0].text) if table.heads[index] else named
    if column == SECTION:
        return ColumnRule(column, "place"), "lines that head sections"
    numeric = _share(filled, lambda text: number_of(text) is not None)
    for name in (named, lowest):
        if name in words.ignore:
            return ColumnRule(column, IGNORE), f"header: {words.ignore[name]}"
        told = words.header.get(name)
        if told in DATES and _share(filled, lambda text: _may_be_day(text)) >= MOST:
            return ColumnRule(column, str(told)), f"header: {told}"
        if told is not None and told not in DATES and numeric < MOST:
            return ColumnRule(column, told), f"header: {told}"
    tag = table.tags[index].partition("+")[0][:9] if index < len(table.tags) else ""
    tagged = next((field for start, field in BY_TAG.items() if tag.startswith(start)), None)
    if tagged is not None and tagged != VALUE:
        return ColumnRule(
            column, IGNORE if "+code" in table.tags[index] else tagged
        ), f"tag {table.tags[index]}"
    if numeric >= MOST:
        return _numbers(column, named, filled, situation)
    return None


def _numbers(
    column: str, named: str, filled: list[str], situation: Situation
) -> tuple[ColumnRule, str] | None:
    """A column of numbers: what its header says of all of them."""
    fixed = _told_by(column, situation)
    counts = bool(fixed) or any(word in table_words().total for word in [named, *named.split()])
    if not counts and (_are_serials(filled) or _are_positions(filled)):
        return ColumnRule(column, IGNORE), "numbers that count nobody"
    told = ", ".join(f"{name} {value}" for name, value in fixed.items())
    return ColumnRule(column, VALUE, fixed), f"numbers; header: {told}" if told else "numbers"


def _told_by(header: str, situation: Situation) -> dict[str, str]:
    """The fields that the words of a header fix; ambiguous words fix nothing."""
    fixed = {}
    for name in ("status", "measure", "manner", "sex_age", "unit"):
        code = _coded_in(name, header, situation)
        if code is not None:
            fixed[name] = code
    if (day := day_of(header)) is not None:
        fixed["period"] = str(day)
    if not fixed.keys() - {"unit"} and (places := situation.places_named(header)):
        fixed["place"] = header if places else ""
    return fixed


def _coded_in(name: str, text: str, situation: Situation) -> str | None:
    """The one code of a field that the words of a text name."""
    words = text.replace("_", " ")
    known: dict[str, str] = dict(table_words().codes.get(name, {}))
    if name == "status":
        known = {fold(n): s.code for s in situation.statuses for ns in s.names.values() for n in ns}
        known |= {fold(status.code): status.code for status in situation.statuses}
    found = {
        known[match.name] for match in matches(words, [k for k in known if len(k) > 1 or k == fold(words)])
    }
    return found.pop() if len(found) == 1 else None


def _by_cells(column: str, filled: list[str], situation: Situation) -> tuple[ColumnRule, str] | None:
    if not filled:
        return ColumnRule(column, IGNORE), "no cell is filled"
    if _share(filled, lambda text: day_of(text, "dmy") is not None) >= MOST:
        return ColumnRule(column, "period"), "cells: dates"
    if _share(filled, lambda text: bool(situation.places_named(text))) >= MOST:
        countries = _share(filled, lambda text: code_of("country", text, situation) is not None) >= MOST
        return ColumnRule(column, "country" if countries else "place"), "cells: names of places"
    for name in CODED_BY_CELLS:
        if _share(filled, partial(code_of, name, situation=situation)) >= MOST:
            return ColumnRule(column, name), f"cells: {name}"
    if _share(filled, lambda text: situation.party_of(text) is not None) >= MOST:
        return ColumnRule(column, "source"), "cells: names of parties"
    return None


def _share(filled: list[str], holds: Callable[[str], object]) -> float:
    """The share of the first cells of which something holds; each word is asked about once."""
    asked = filled[:LOOKED_AT]
    answers = {text: bool(holds(text)) for text in set(asked)}
    return sum(answers[text] for text in asked) / len(asked) if asked else 0.0


def _may_be_day(text: str) -> bool:
    return day_of(text, "dmy") is not None or day_of(text, "mdy") is not None


def _are_serials(filled: list[str]) -> bool:
    values = [number.value for text in filled if (number := number_of(text)) is not None]
    return len(values) > 1 and values == list(range(1, len(values) + 1))


def _are_positions(filled: list[str]) -> bool:
    """Degrees with four decimals: where a site lies."""
    return _share(filled, lambda text: len(text.rpartition(".")[2]) >= 4 and "." in text) >= MOST


def _in_percent(proposal: Proposal) -> bool:
    rule = proposal.rule
    return any(text.rstrip().endswith(("%", "٪")) for text in proposal.samples) or (
        rule is not None and rule.fixed.get("unit") == "percent"
    )


def _with_parts(proposal: Proposal, parts: tuple[str, ...]) -> Proposal:
    if not parts or proposal.rule is None:
        return proposal
    rule = ColumnRule(proposal.column, VALUE, proposal.rule.fixed, total_of=parts)
    return Proposal(
        proposal.column, rule, f"{proposal.why}; the sum of {' + '.join(parts)}", proposal.samples
    )


def _each_once(proposals: list[Proposal]) -> list[Proposal]:
    """A field is proposed for one column, rather by its header than by its cells; others are asked about."""
    taken: dict[str, str] = {}
    for proposal in sorted(proposals, key=lambda each: each.why.startswith("cells")):
        if proposal.rule is not None and proposal.rule.field not in (VALUE, IGNORE):
            taken.setdefault(proposal.rule.field, proposal.column)
    kept = []
    for proposal in proposals:
        field = proposal.rule.field if proposal.rule is not None else IGNORE
        if taken.get(field, proposal.column) == proposal.column:
            kept.append(proposal)
        else:
            why = f"{taken[field]!r} seems to be its {field}"
            kept.append(Proposal(proposal.column, None, why, proposal.samples))
    return kept
