"""Dates in Urdu, Persian and Pashto reports: months in words, openings of months and years, ranges."""

import pytest

from concord.evidence import PartialDate
from concord.reading.dates import find_dates
from concord.reading.lexicon import lexicon_for
from concord.reading.text import prepare
from concord.situation import bundled

PUBLISHED = PartialDate("2025-12-30")


def dates(language, text):
    page = prepare(text)
    found = find_dates(page, lexicon_for(language, bundled("afghanistan-pakistan")).find(page), PUBLISHED)
    return [f"{when.start}..{when.end}" for when in found]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ps", "د زمري په میاشت کې ۷۰ تنه راغلل", ["2025-07-23..2025-08-22"]),
        ("ps", "یو زمری په ځنګله کې ولیدل شو", []),  # a lion, no month
        ("ps", "له وري تر نننۍ ورځې ۷۰ تنه", ["2025-03-21..2025-12-30"]),
        ("ps", "له وري تر غویي ۱۴ پورې ۷۰ تنه", ["2025-03-21..2025-05-04"]),
        ("ps", "۱۴۰۳ د غویي ۱۵مه", ["2024-05-04..2024-05-04"]),
        ("ps", "تېره شپه ۷۰ تنه راغلل", ["2025-12-29..2025-12-29"]),
        ("ur", "اپریل تا اگست ۷۰ افراد گئے", ["2025-04..2025-08"]),
        ("ur", "25 تا 31 اکتوبر 70 افراد گئے", ["2025-10-25..2025-10-31"]),
    ],
)
def test_months_and_ranges(language, text, expected):
    assert dates(language, text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ps", "د وږي په لومړیو څلورو ورځو کې", ["2025-08-23..2025-08-26"]),
        ("ps", "د ۱۴۰۳ په لومړیو نهو میاشتو کې", ["2024-03-20..2024-12-20"]),
        ("fa", "در نخستین هشت روز سنبله", ["2025-08-23..2025-08-30"]),
        ("fa", "ده روز نخست مارچ", ["2025-03-01..2025-03-10"]),
        ("fa", "هفتهٔ اول نومبر", ["2025-11-01..2025-11-07"]),
        ("fa", "اول نومبر", ["2025-11-01..2025-11-01"]),  # a day
        ("ur", "اپریل کے پہلے 13 دنوں میں", ["2025-04-01..2025-04-13"]),
        ("ur", "اپریل کے 13 دنوں میں", ["2025-04..2025-04"]),
    ],
)
def test_the_opening_of_a_month_or_a_year(language, text, expected):
    assert dates(language, text) == expected
