"""What makes a number count no people: money, times, ages, ratios, pages, phone numbers, changes.

Covered: Rs 90,000 · 06:40 · 0900 to 1730 · 3rd · aged 12 · under five · who is ten · one in four ·
one for every 50 · section 14 · 2 OCCUPANCY · [12] · 12/2023 · SCR-1267 · up 13 per cent · April 10.
"""

from concord.reading.drafts import Scene
from concord.reading.numbers import Number

__all__ = ["counts_no_people"]

_CURRENCIES = frozenset({"$", "€", "£", "rs", "afn", "usd", "pkr", "us$", "a$", "eur", "x", "+", "×"})
_AGES = frozenset({"aged", "ages", "age"})
_OLDEST_CHILD = 18
_RATIO = 20  # the first number of "one in four" is not larger
_OLDEST = 110
_PHONE = 10**10
_YEARS = range(1900, 2100)
_CLOCK = 4  # digits


def counts_no_people(scene: Scene, number: Number) -> bool:
    """Whether the marks and words right beside a number rule out that it counts people."""
    before, after = _word(scene, number.first - 1), _word(scene, number.last)
    if before in _CURRENCIES or (before == "." and _word(scene, number.first - 2) in _CURRENCIES):
        return True
    if number.percent:
        return _is_change(scene, number)
    if after in ("st", "nd", "rd", "th") or _is_time(scene, number) or _is_age(scene, number):
        return True
    if after == "-" and _touches(scene, number.last) and _word(scene, number.last + 1).isalpha():
        return not any(
            scene.starting(number.last + n, role) for n, role in ((1, "people"), (0, "hedge_after"))
        )
    if number.value > _PHONE or _is_ratio(scene, number, before):
        return True
    return number.plain and _is_label(scene, number, before, after)


def _word(scene: Scene, i: int) -> str:
    return scene.page.words[i] if 0 <= i < len(scene.page.words) else ""


def _touches(scene: Scene, i: int) -> bool:
    """Whether token i touches both its neighbours."""
    page = scene.page
    inside = 0 < i < len(page.words) - 1
    return inside and page.starts[i] == page.ends[i - 1] and page.starts[i + 1] == page.ends[i]


def _is_change(scene: Scene, number: Number) -> bool:
    """A rise or fall, not a share."""
    after = any(scene.starting(i, "change") for i in range(number.last, number.last + 2))
    return after or any(scene.ended(i, "change") for i in range(max(number.first - 2, 0), number.first + 1))


def _is_time(scene: Scene, number: Number) -> bool:
    """06:40, 0900 and what follows it in 0900 to 1730: hours and minutes."""
    i = number.first
    if number.plain and (
        _is_clock(_word(scene, i)) or (_is_clock(_word(scene, i - 2)) and len(_word(scene, i)) == _CLOCK)
    ):
        return True
    before = _word(scene, i - 1) == ":" and _touches(scene, i - 1) and _word(scene, i - 2).isdecimal()
    at = number.last
    return before or (_word(scene, at) == ":" and _touches(scene, at) and _word(scene, at + 1).isdecimal())


def _is_clock(word: str) -> bool:
    return word.isdecimal() and word.startswith("0") and len(word) > 1


def _is_age(scene: Scene, number: Number) -> bool:
    """Aged 12, under five, below the age of 18, a daughter who is ten."""
    before = _word(scene, number.first - 1)
    if before in _AGES or (before == "of" and _word(scene, number.first - 2) in _AGES):
        return True
    if number.value >= _OLDEST or scene.starting(number.last, "people"):
        return False
    if before in ("under", "below", "over", "above"):
        led = any(scene.ended(number.first - 1, role) for role in ("people", "group", "measure"))
        return led and (before in ("over", "above") or number.value <= _OLDEST_CHILD)
    return before == "is" and not number.digits and _word(scene, number.last) in (".", ",", ";")


def _is_ratio(scene: Scene, number: Number, before: str) -> bool:
    """One in four, nine out of 10, one for every 50."""
    if before in ("every", "per"):
        return True
    at = number.first - 1 - (_word(scene, number.first - 2) == "out")
    if before not in ("in", "for", "of") or (before == "of" and at == number.first - 1):
        return False
    first = scene.number_ending.get(at)
    return _word(scene, at - 1) == "one" or (
        first is not None and first.value <= min(_RATIO, number.value - 1)
    )


def _is_label(scene: Scene, number: Number, before: str, after: str) -> bool:
    """A page, an article, a year, a day, a note mark or the number of a section."""
    if scene.ended(number.first, "label") or (before == "." and scene.ended(number.first - 1, "label")):
        return True
    if before in ("/", "#", "[") or after in ("/", "]"):
        return True
    if before == "-" and _touches(scene, number.first - 1):
        return True
    if scene.ended(number.first, "month") and number.value <= 31:
        return True
    if number.value in _YEARS and len(_word(scene, number.first)) == _CLOCK:
        return scene.starting(number.last, "people") is None
    return (after == "of" and _word(scene, number.last + 1).isdecimal()) or _numbers_section(scene, number)


def _numbers_section(scene: Scene, number: Number) -> bool:
    """2 OCCUPANCY: the number of a heading in capitals."""
    page = scene.page
    first, last = page.bounds[page.sentence[number.first]]
    line = page.text[page.ends[number.last - 1] : page.ends[last - 1]].strip()
    return number.first == first and line.isupper() and not any(c.isdecimal() for c in line)
