"""Dates of the telling rather than of what is told: datelines, days of speech, the day that a report closes.

KABUL, Feb 14 (Reuters) - · said on Friday · reported to the cabinet in June that · [Herat, 19 October] ·
KEY FIGURES (as of 11 November 2024) · 16:15 Chaman. More than 50,000 have left.
"""

from concord.reading.dates import When
from concord.reading.drafts import Scene
from concord.reading.lexicon import Cue

__all__ = [
    "closes_line",
    "is_closing",
    "is_dateline",
    "is_day_of_speech",
    "is_live",
    "is_of_comparison",
    "is_quoted",
    "opens_item",
]

_QUOTES = frozenset('"“”')
_CLOSING = (['"'], ["“"], ["”"])
_SUPERLATIVE = 5  # tokens before a date in which "the smallest" stands
_DAY = 10  # characters of a date as precise as a day
_CLOCKS = 3  # paragraphs that open with the hour make a live blog
_DATELINE = 8  # tokens at the top among which a dateline gives its day
_TOLD = frozenset({"informed", "told", "reminded", "reported", "claimed", "assured", "learned", "heard"})
_SPEECH_GAP = 4  # tokens between a verb of saying and the day on which it was said


def is_of_comparison(scene: Scene, when: When) -> bool:
    """Whether a date tells how far back nothing was like it: the smallest number since October."""
    words = scene.page.words[max(0, when.first - _SUPERLATIVE) : when.first]
    return when.role == "since" and any(word in ("most", "first") or word[-3:] == "est" for word in words)


def is_quoted(scene: Scene, when: When) -> bool:
    """Whether a date alone stands in quotation marks, as another's word: the "today" of the first report."""
    words = scene.page.words
    return words[max(0, when.first - 1)] in _QUOTES and words[when.last : when.last + 1][:1] in _CLOSING


def is_dateline(scene: Scene, when: When) -> bool:
    """KABUL, Feb 14 (Reuters) - : the day on which a report was filed."""
    words = scene.page.words
    if when.first > _DATELINE or words[max(0, when.first - 1)] not in (",", "("):
        return False
    return any(word in "-:" for word in words[when.last : when.last + 5])


def is_day_of_speech(scene: Scene, when: When) -> bool:
    """On Friday beside a verb of saying: the day of the claim, not of what it counts."""
    if when.role != "in":
        return False
    first, last = scene.page.bounds[scene.page.sentence[when.first]]
    if _introduces(scene, when, first):
        return True
    verbs = scene.within("speech", max(first, when.first - _SPEECH_GAP), min(last, when.last + 1))
    short = not when.span and len(when.start.text) == 10
    return any(_says(verb, when, short) for verb in verbs)


def _introduces(scene: Scene, when: When, first: int) -> bool:
    """Whether what was said follows the date: reported in June *that*, was told on Friday that."""
    words = scene.page.words
    if when.span or when.last >= len(words) or words[when.last] != "that":
        return False
    return bool(scene.within("speech", first, when.first)) or not _TOLD.isdisjoint(words[first : when.first])


def _says(verb: Cue, when: When, short: bool) -> bool:
    near = -1 <= when.first - verb.last <= 1
    return (verb.code == "after" and (short or near)) or (verb.code == "weak" and near and short)


def closes_line(scene: Scene, when: When) -> bool:
    """Whether a date closes a line in brackets, or a dateline in brackets opens one: [Herat, 19 October]."""
    words = scene.page.words
    around = (words[when.first - 1] if when.first else "", *words[when.last : when.last + 2])
    return opens_item(scene, when) or (around == ("(", ")", "\n") and len(when.end.text) == _DAY)


def opens_item(scene: Scene, when: When) -> bool:
    """Whether a date is the dateline in brackets of an item: [Herat, 19 October]."""
    words = scene.page.words
    bracketed = words[max(0, when.first - 1)] == "," and words[when.last : when.last + 1] == ["]"]
    return bracketed and len(when.end.text) == _DAY


def is_closing(scene: Scene, when: When) -> bool:
    """Whether a date closes its line as the day to which all is counted: (as of 11 November 2024)."""
    words = scene.page.words[when.last : when.last + 2]
    ends = words[:1] == ["\n"] or words == [")", "\n"]
    return ends and when.role == "until" and len(when.end.text) == _DAY


def is_live(scene: Scene) -> bool:
    """Whether paragraphs open with the hour, as in a live blog: 16:15 Chaman. More than 50,000 have left."""
    words, opens = scene.page.words, _CLOCKS
    for at, word in enumerate(words):
        if (
            word == ":"
            and at > 1
            and words[at - 2] == "\n"
            and words[at - 1].isdecimal()
            and len(words[at - 1]) == 2
        ):
            following = words[at + 1] if at + 1 < len(words) else ""
            opens -= following.isdecimal() and len(following) == 2
            if not opens:
                return True
    return False
