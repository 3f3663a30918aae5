"""The house behind a document, by its publisher's name."""

import pytest

from concord.reading.houses import house_of


@pytest.mark.parametrize(
    ("publisher", "house"),
    [
        ("The Salang Evening Post", "press"),
        ("Frontier News Agency", "press"),
        ("Meridian Wire", "press"),
        ("روزنامہ سحر", "press"),
        ("خبرگزاری هریرود", "press"),
        ("د سپوږمۍ ورځپاڼه", "press"),
        ("Ministry for Frontier Regions", "official"),
        ("Ministry of the Interior (press release)", "official"),
        ("Returns monitoring group (two agencies)", "official"),
        ("محکمہ داخلہ", "official"),
        ("کمیسیون عالی رسیدگی به مشکلات عودت‌کنندگان", "official"),
        ("د کډوالو چارو ریاست", "official"),
        ("Border Rights Watch", "official"),
        ("The Compact Atlas", "unknown"),
        ("", "unknown"),
    ],
)
def test_the_house_of_a_publisher(publisher, house):
    assert house_of(publisher, []) == house
