"""Cells: the coarsest pieces that tell margins apart."""

from datetime import date

from concord.accounts.cells import blocks_of
from concord.accounts.margin import Margin
from concord.accounts.nesting import nesting_of
from concord.evidence import Kind


def flow(**fields):
    told = {"measure": "returned", "kind": Kind.FLOW, "country": "KEN", "nationality": "SOM"}
    return Margin(**{**told, "start": date(2020, 1, 1), "end": date(2020, 12, 31), **fields})


def cells(margins, situation):
    return [block.counts.shape[1] for block in blocks_of(margins, nesting_of(situation))]


def test_one_margin_is_one_cell(elsewhere):
    assert cells([flow()], elsewhere) == [1]


def test_a_total_its_later_half_and_one_status_in_it_are_three_cells(elsewhere):
    late = flow(start=date(2020, 7, 1))
    [block] = blocks_of([flow(), late, flow(start=date(2020, 7, 1), status="camp")], nesting_of(elsewhere))
    # The early half is one cell: nobody tells statuses apart in it.
    assert sorted(map(sum, block.counts.T)) == [1, 2, 3]
    assert sorted(block.days) == [182.0, 184.0, 184.0]


def test_statuses_share_nobody_and_leave_room_for_others(elsewhere):
    [block] = blocks_of([flow(), flow(status="camp"), flow(status="urban")], nesting_of(elsewhere))
    counts = {str(margin.status): marks for margin, marks in zip(block.margins, block.counts, strict=True)}
    assert not (counts["camp"] & counts["urban"]).any()
    assert (counts["None"] & ~counts["camp"] & ~counts["urban"]).sum() == 1


def test_the_deported_are_among_the_returned_and_apart_from_the_voluntary(elsewhere):
    [block] = blocks_of([flow(), flow(measure="deported"), flow(manner="voluntary")], nesting_of(elsewhere))
    everybody, deported, voluntary = block.counts
    assert (deported <= everybody).all()
    assert not (deported & voluntary).any()


def test_a_crossing_lies_in_the_province_on_its_side(afghanistan):
    torkham, province = flow(places=("torkham",)), flow(places=("PK5",))
    [block] = blocks_of([flow(), torkham, province], nesting_of(afghanistan))
    assert (block.counts[1] <= block.counts[2]).all()


def test_card_holders_live_in_the_country_that_registers_them(elsewhere):
    level = {"kind": Kind.STOCK, "start": None}
    [block] = blocks_of(
        [flow(measure="hosted", **level), flow(measure="registered", status="camp", **level)],
        nesting_of(elsewhere),
    )
    assert block.counts.tolist() == [[True, True], [True, False]] or block.counts.tolist() == [
        [True, True],
        [False, True],
    ]


def test_other_countries_other_days_of_a_level_and_own_definitions_share_no_block(elsewhere):
    margins = [flow(), flow(country="ETH"), flow(measure="hosted", kind=Kind.STOCK, start=None)]
    assert cells([*margins, flow(measure="deported", counted_by="gov-ke")], elsewhere) == [1, 1, 1, 1]
