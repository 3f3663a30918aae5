"""Numbers as English reports write them: value, upper end, span."""

import pytest

from concord.reading.lexicon import lexicon_for
from concord.reading.numbers import Number, find_numbers
from concord.reading.text import prepare
from concord.situation import bundled

NUMBERS = [
    ("907,391 people", 907_391, None, "907,391"),
    ("4,35,152 people", 435_152, None, "4,35,152"),
    ("18 800 people", 18_800, None, "18 800"),
    ("1.3 million people", 1_300_000, None, "1.3 million"),
    ("1.3m people", 1_300_000, None, "1.3m"),
    ("12 lakh people", 1_200_000, None, "12 lakh"),
    ("13 lakh-odd people", 1_300_000, None, "13 lakh"),
    ("half a million people", 500_000, None, "half a million"),
    ("two and a half million people", 2_500_000, None, "two and a half million"),
    ("a million and a half people", 1_500_000, None, "a million and a half"),
    ("two and a half to three million people", 2_500_000, 3_000_000, "two and a half to three million"),
    ("a million to a million and a half people", 1_000_000, 1_500_000, "a million to a million and a half"),
    ("two dozen people", 24, None, "two dozen"),
    ("twenty-nine thousand people", 29_000, None, "twenty-nine thousand"),
    ("six or seven thousand people", 6_000, 7_000, "six or seven thousand"),
    ("between 4,000 and 5,000 people", 4_000, 5_000, "4,000 and 5,000"),
    ("1.0 to 1.2 million people", 1_000_000, 1_200_000, "1.0 to 1.2 million"),
    ("2.74-3 million people", 2_740_000, 3_000_000, "2.74-3 million"),
    ("hundreds of thousands of people", 200_000, None, "hundreds of thousands"),
    ("54pc of people", 54, None, "54pc"),
    ("92 per cent of people", 92, None, "92 per cent"),
]


@pytest.mark.parametrize(("text", "value", "high", "words"), NUMBERS)
def test_a_number_is_read_with_its_own_words(text: str, value: float, high: float | None, words: str) -> None:
    (number,), span = numbers(text)
    assert (number.value, number.high, span) == (value, high, words)


@pytest.mark.parametrize("text", ["AA 01 019", "from 0900"])
def test_a_group_that_begins_with_zero_is_no_thousand(text: str) -> None:
    found, _ = numbers(text)
    assert all(number.value < 1_000 for number in found)


IN_OTHER_LANGUAGES = [
    ("ur", "روزانہ 2 سے 3 ہزار افراد", 2_000, 3_000, "2 سے 3 ہزار"),
    ("fa", "یک میلیون و صد و چهل هزار نفر", 1_140_000, None, "یک میلیون و صد و چهل هزار"),
    ("fa", "بین دو و نیم تا سه هزار تن", 2_500, 3_000, "دو و نیم تا سه هزار"),
]


@pytest.mark.parametrize(("language", "text", "value", "high", "words"), IN_OTHER_LANGUAGES)
def test_a_hundred_or_a_half_may_follow_a_scale_and_end_a_range(
    language: str, text: str, value: float, high: float | None, words: str
) -> None:
    (number,), span = numbers(text, language)
    assert (number.value, number.high, span) == (value, high, words)


def numbers(text: str, language: str = "en") -> tuple[list[Number], str]:
    lexicon = lexicon_for(language, bundled("afghanistan-pakistan"))
    page = prepare(text)
    found = find_numbers(page, lexicon.find(page), language, set())
    first = found[0]
    return found, text[page.starts[first.first] : page.ends[first.last - 1]]
