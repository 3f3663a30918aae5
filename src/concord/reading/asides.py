"""Figures that stand apart from the running account: told for comparison, or so many in each unit of time.

(Friday: 9,100) · the day before 60 · up from 2,040 in June · against 943 on Sunday · rose from 611 ·
compared with 7,000 last year: the date of such a figure is its own alone, and the next figure goes on
from the one before it. 5,000 a day · 900 daily · 300 per week: a rate is of no day.
"""

from dataclasses import replace

from concord.reading.dates import When
from concord.reading.drafts import Draft, Scene

__all__ = ["in_brackets", "is_aside", "is_rate", "without_launches"]

_BRACKETED = 6  # tokens back in which the bracket opens that a figure stands in
_REACH = 5  # tokens back in which the word of comparison stands
_RATE = 5  # tokens after a number in which "a day" makes a rate of it
_AGAINST = frozenset({"against", "versus", "vs", "than", "compared"})
_MOVED = frozenset({
    "up", "down", "rise", "risen", "rose", "rising", "fall", "fallen", "fell", "falling", "increase",
    "increased", "increasing", "drop", "dropped", "grew", "grown", "growing", "decrease", "decreased",
    "declined", "jumped", "climbed", "doubled", "shrank", "shrunk", "slipped", "surged", "swelled", "went",
})  # fmt: skip
_EACH = frozenset({"a", "per", "each", "every"})
_DAILY = frozenset({"daily", "weekly", "monthly"})
_STOPS = frozenset(".;:\n()")
_YEAR = 4  # characters of a date that is a bare year
_CLAUSE = 8  # tokens between "rose" and "from"


def is_aside(scene: Scene, draft: Draft) -> bool:
    """Whether a figure is told beside another one, for comparison: (Friday: 9,100), up from 2,040 in June."""
    return in_brackets(scene, draft) or _is_compared(scene, draft.number.first) or _is_of_before(scene, draft)


def in_brackets(scene: Scene, draft: Draft) -> bool:
    """Whether a bracket opens shortly before a figure."""
    words, first = scene.page.words, draft.number.first
    near = [word for word in words[max(0, first - _BRACKETED) : first] if word in "()\n"]
    return near[-1:] == ["("]


def _is_compared(scene: Scene, first: int) -> bool:
    words = scene.page.words
    for at in range(first - 1, max(first - _REACH, scene.page.bounds[scene.page.sentence[first]][0]) - 1, -1):
        word = words[at]
        if word in _AGAINST:
            return word != "than" or words[max(0, at - 1)] not in ("more", "less", "fewer", "no")
        if word == "from":
            return not _MOVED.isdisjoint(words[max(0, at - _CLAUSE) : at])
        if word in _STOPS or word == "," or scene.is_number(at):
            return False
    return False


def _is_of_before(scene: Scene, draft: Draft) -> bool:
    """Whether a day or a week gone by labels a figure: the day before 60, previous week: 22,312."""
    at = draft.number.first
    at -= scene.page.words[max(0, at - 1)] in (":", "-")
    cue = scene.ended(at, "relative")
    return cue is not None and cue.code.endswith("-before")


def is_rate(scene: Scene, draft: Draft) -> bool:
    """Whether a figure is so many in each unit of time: 5,000 returnees a day, 300 per week, 900 daily."""
    last = draft.number.last
    for at, word in enumerate(scene.page.words[last : last + _RATE], last):
        if word in _DAILY or (word in _EACH and scene.starting(at + 1, "span_unit")):
            return True
        if word in _STOPS:
            return False
    return False


def without_launches(scene: Scene, whens: list[When]) -> list[When]:
    """The dates of a sentence, where that of a launch opens a period or tells nothing.

    Since the government began its drive in October 2023: since that month. A bare year tells less of
    the launch than the situation does.
    """
    kept = [when for when in whens if not (_dates_a_launch(scene, when) and len(when.start.text) == _YEAR)]
    return [replace(when, role="since") if _dates_a_launch(scene, when) else when for when in kept]


def _dates_a_launch(scene: Scene, when: When) -> bool:
    if when.role != "in":
        return False
    start = scene.page.bounds[scene.page.sentence[when.first]][0]
    since = [cue for cue in scene.within("when", start, when.first) if cue.code == "since"]
    return bool(since) and bool(scene.within("launch", since[-1].last, when.first))
