"""What makes a number count no people: money, times, ages, ratios, pages, phone numbers, changes.

Covered: Rs 90,000 · 06:40 · 0900 to 1730 · 3rd · aged 12 · under five · who is ten · one in four ·
one for every 50 · section 14 · 2 OCCUPANCY · [12] · 12/2023 · SCR-1267 · up 13 per cent · April 10.
"""

from concord.reading.drafts import Scene
from concord.reading.numbers import Number

__all__ = ["other_than_people"]

_CURRENCIES = frozenset({"$", "€", "£", "rs", "afn", "usd", "pkr", "us$", "a$", "eur", "x", "×"})
_AGES = frozenset({"aged", "ages", "age"})
_EACH = frozenset({"every", "per", "هر", "هره"})
_OLDEST_CHILD = 18
_ADULT = (5, 10, 12, 14, 15, 16, 18, 60, 65)  # ages that part the young and the old
_PERSON = frozenset({"man", "woman", "boy", "girl", "child", "widow", "mother", "father", "son", "daughter"})
_HUNDRED = 100
_RATIO = 20  # the first number of "one in four" is not larger
_OLDEST = 110
_PHONE = 10**10
_YEARS = range(1900, 2100)
_CLOCK = 4  # digits
_HOUR = 60


def other_than_people(scene: Scene, number: Number) -> str | None:
    """What the marks and words right beside a number say it is, where that is no count of people."""
    before, after = _word(scene, number.first - 1), _word(scene, number.last)
    if before in _CURRENCIES or (before == "." and _word(scene, number.first - 2) in _CURRENCIES):
        return "money"
    if number.percent:
        return "change" if _is_change(scene, number) else None
    if after in ("st", "nd", "rd", "th") or (after == "مه" and scene.language == "ps"):
        return "ordinal"
    if _is_time(scene, number):
        return "clock"
    if _is_age(scene, number):
        return "age"
    if after == "-" and _touches(scene, number.last) and _word(scene, number.last + 1).isalpha():
        joined = any(scene.starting(number.last + n, role) for n, role in ((1, "people"), (0, "hedge_after")))
        return None if joined else "compound"
    if number.value > _PHONE or _is_dialled(scene, number, before):
        return "phone"
    if _is_ratio(scene, number, before):
        return "ratio"
    if number.plain and _is_label(scene, number, before, after):
        return "label"
    return "section" if _is_decimal_label(scene, number) else None


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
    """06:40, 0900 and what follows it in 0900 to 1730, ten past five: hours and minutes."""
    if "past" in (_word(scene, number.first - 1), _word(scene, number.last)) and number.value < _HOUR:
        return True
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
    if before == "than" and _word(scene, number.first - 2) in ("younger", "older"):
        return True
    if before == "of" and _word(scene, number.first - 2) in _PERSON:
        return True
    if before in ("under", "below", "over", "above"):
        if _word(scene, number.first - 2) in ("was", "were", "are", "is") and number.value in _ADULT:
            return True
        led = any(scene.ended(number.first - 1, role) for role in ("people", "group", "measure"))
        return led and (before in ("over", "above") or number.value <= _OLDEST_CHILD)
    return before == "is" and not number.digits and _word(scene, number.last) in (".", ",", ";")


def _is_dialled(scene: Scene, number: Number, before: str) -> bool:
    """The later groups of a phone number: 0700 *555 018*; not a count after a time or a date."""
    clock = _word(scene, number.first - 2) == ":"
    dated = before.isdecimal() and int(before) in _YEARS
    written = scene.text(number.first, number.last)
    counted = scene.starting(number.last, "people") is not None
    return before.isdecimal() and not (clock or dated or counted) and written.replace(" ", "").isdecimal()


def _is_ratio(scene: Scene, number: Number, before: str) -> bool:
    """One in four, nine out of 10, one for every 50: either number."""
    at = number.last + (_word(scene, number.last) == "out")
    if _word(scene, at) == ("in" if at == number.last else "of") and number.value <= _RATIO:
        whole = next((n for n in scene.numbers if n.first == at + 1), None)
        if whole is not None and number.value < whole.value <= _HUNDRED and not whole.percent:
            return scene.starting(whole.last, "thing") is None  # ten in 24 hours
    if before in _EACH:
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
    if scene.ended(number.first, "label") and not scene.starting(number.last, "people"):
        return True
    if before == "." and scene.ended(number.first - 1, "label"):
        return True
    if before in ("#", "[") or after == "]" or (after == "/" and _touches(scene, number.last)):
        return True
    if before in ("-", "/", "+") and _touches(scene, number.first - 1):
        return True
    if scene.ended(number.first, "month") and number.value <= 31:
        return True
    if number.value in _YEARS and len(_word(scene, number.first)) == _CLOCK:
        return scene.starting(number.last, "people") is None
    return (after == "of" and _word(scene, number.last + 1).isdecimal()) or _numbers_section(scene, number)


def _is_decimal_label(scene: Scene, number: Number) -> bool:
    """The number of a section or of a version, a magnitude: 4.4 Onward travel; magnitude 6.0."""
    if not number.digits or number.scale > 1 or "." not in scene.text(number.first, number.last):
        return False
    opens = number.first == 0 or _word(scene, number.first - 1) == "\n"
    return opens or any(scene.ended(number.first, role) for role in ("label", "thing"))


def _numbers_section(scene: Scene, number: Number) -> bool:
    """2 OCCUPANCY: the number of a heading in capitals."""
    page = scene.page
    first, last = page.bounds[page.sentence[number.first]]
    line = page.text[page.ends[number.last - 1] : page.ends[last - 1]].strip()
    return number.first == first and line.isupper() and not any(c.isdecimal() for c in line)
