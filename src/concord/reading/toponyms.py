"""Where a page names places: those of the gazetteer, and others that are told by their form.

Told by form, for reports about countries whose places are not bundled: Ansar *camp* · *in* Rakhine
State · *near* Varamin · *via* Jaber · Angoor Adda (*AA*) · Tarnol *61*, Bhara Kahu *44*. A name told
once is known wherever the page repeats it. Scripts without capitals are read by the gazetteer alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from concord.reading.drafts import Scene
from concord.reading.lexicon import Cue

__all__ = ["Mention", "find_mentions"]

_PREPOSITIONS = frozenset({
    "in", "at", "near", "from", "to", "through", "via", "across", "into", "around", "outside", "inside",
    "towards", "toward", "reached", "throughout", "crossed", "leaving", "entered",
})  # fmt: skip
_NOT_PLACES = (
    "country", "demonym", "month", "solar", "weekday", "office", "generic_office", "people", "status",
    "group", "measure", "total", "numeral", "scale", "when", "thing", "label", "phase", "ordinal", "now",
    "hedge_before", "vague", "rest", "relative", "connector", "projected", "change", "pronoun", "taken_up",
    "part_of_year", "bulletin", "manner", "same", "back", "weak",
)  # fmt: skip
_HYPHENS = frozenset("-'")
_LABEL_OPENS = frozenset({"\n", ",", ":", ";"})
_LABEL_ENDS = frozenset({"\n", ",", ";", "|", "/", "("})
_NO_NAMES = frozenset({
    "a", "an", "the", "this", "that", "these", "those", "our", "his", "her", "their", "its", "my", "your",
    "one", "no", "none", "nothing", "nobody", "so", "mr", "mrs", "ms", "dr", "all", "any", "each", "every",
    "another", "other", "others", "elsewhere", "we", "they", "he", "she", "it", "you", "and", "or", "but",
    "of", "in", "at", "on", "by", "from", "to", "for", "with", "when", "if", "as", "after", "before",
    "then", "there", "here", "only", "also", "both", "even", "english", "urdu", "dari", "pashto", "arabic",
    "persian", "french", "spanish", "god", "annex", "table", "note", "source", "figure", "via", "near",
})  # fmt: skip
_ROW_MARKS = frozenset("|:/-=")
_NOUNS = ("people", "thing", "taken_up")
_AT_A_PLACE = frozenset({"in", "via"})
_NARROW = frozenset({"crossing", "site", "camp"})
_LONGEST = 4  # capitalised words of one name


@dataclass(frozen=True, slots=True)
class Mention:
    """A place named at tokens ``first`` to ``last - 1``; ``form`` tells how it is known to be one.

    ``code`` is the gazetteer's, None for a place outside it; ``kind`` its kind, as far as is known;
    ``name`` its folded words without the noun that tells the kind; ``full`` the tokens of the name
    that a short one stands for: Angoor Adda of *AA*.
    """

    first: int
    last: int
    code: str | None
    kind: str
    form: str
    name: str
    full: tuple[int, int] | None = None


def find_mentions(scene: Scene) -> list[Mention]:
    """All places that a page names, in the order of its text; none overlaps another."""
    named = [cue for cue in scene.cues.get("place", ()) if not _is_common(scene, cue)]
    cues = [*named, *_within_offices(scene)]
    known = {cue.first: _of_gazetteer(scene, cue) for cue in cues}
    if scene.page.text.isascii() or any(word.isascii() and word.isalpha() for word in scene.page.words[:9]):
        _add_told(scene, known)
    return list(_merged(scene, [known[first] for first in sorted(known)]))


def _is_common(scene: Scene, cue: Cue) -> bool:
    """Whether a name is rather the noun that is spelled like it: Persian *men* and Mardan."""
    noun = any(scene.starting(cue.first, role) for role in _NOUNS)
    kind = scene.ended(cue.first, "place_kind") or _kind_after(scene, cue.last)
    return noun and kind is None and scene.case_word(cue) not in _AT_A_PLACE


def _merged(scene: Scene, mentions: list[Mention]) -> Iterator[Mention]:
    """A crossing with what it lies in or is also called as one: Chaman (Friendship Gate); Weesh in Khost."""
    last: Mention | None = None
    for mention in mentions:
        between = scene.page.words[last.last : mention.first] if last is not None else []
        same = last is not None and last.code is not None and last.code == mention.code
        narrow = last is not None and last.kind in _NARROW and mention.kind not in _NARROW
        if last is not None and ((between == ["("] and same) or (between == ["in"] and narrow)):
            last = replace(last, last=mention.last + (between == ["("]))
            continue
        if last is not None:
            yield last
        last = mention
    if last is not None:
        yield last


def _within_offices(scene: Scene) -> Iterator[Cue]:
    """The places that the names of offices hold: the *KP* home department."""
    for office in scene.cues.get("office", ()):
        for first in range(office.first, office.last - 1):
            code = scene.gazetteer.named(tuple(scene.page.words[first : first + 1]))
            if code is not None:
                yield Cue("place", code, first, first + 1)


def _of_gazetteer(scene: Scene, cue: Cue) -> Mention:
    kind = _kind_after(scene, cue.last)
    last = kind.last if kind else cue.last
    told = kind.code if kind else scene.gazetteer.kind(cue.code)
    return Mention(cue.first, last, cue.code, told, "known", _name(scene, cue.first, cue.last))


def _kind_after(scene: Scene, at: int) -> Cue | None:
    """The noun that says what kind of place the name before it is: Rawalpindi *division*."""
    return scene.starting(at, "place_kind")


def _add_told(scene: Scene, known: dict[int, Mention]) -> None:
    """Add the names told by their form, their abbreviations, and where they are repeated."""
    taken = {i for mention in known.values() for i in range(mention.first, mention.last)}
    runs = _runs(scene, taken)
    told = _abbreviations(scene, known.values())
    for first, last in runs:
        words = tuple(scene.page.words[first:last])
        mention = None if words in told else _told(scene, first, last)
        if mention is not None:
            known[first] = told[words] = mention
    for first, last in runs:
        mention = told.get(tuple(scene.page.words[first:last]))
        if mention is not None and first not in known:
            known[first] = _repeated(scene, mention, first, last)


def _repeated(scene: Scene, mention: Mention, first: int, last: int) -> Mention:
    """A place named again; a short name keeps the words of the full one."""
    short = _name(scene, first, last) != mention.name
    full = (mention.first, mention.last) if short else None
    return Mention(first, last, mention.code, mention.kind, "repeated", mention.name, full)


def _runs(scene: Scene, taken: set[int]) -> list[tuple[int, int]]:
    """Names by their capitals: words that begin with one, joined by hyphens, and play no other role."""
    words, runs, i = scene.page.words, [], 0
    while i < len(words):
        last = i
        while last < len(words) and last - i < 2 * _LONGEST and _goes_on(scene, i, last, taken):
            last += 1
        while last > i and not words[last - 1].isalpha() and not words[last - 1].isdecimal():
            last -= 1
        if last > i:
            runs.append((i, last))
        i = max(last, i + 1)
    return runs


def _goes_on(scene: Scene, first: int, at: int, taken: set[int]) -> bool:
    """Whether the token at ``at`` belongs to a name that began at ``first``."""
    word = scene.page.words[at]
    if at in taken or not _names_nothing_else(scene, at):
        return False
    if first == at and word in _NO_NAMES:
        return False
    if word in _HYPHENS or word == "'s":
        return first < at and _touches(scene, at) and _touches(scene, at + 1)
    if first < at and scene.page.words[at - 1] in _HYPHENS:
        return word.isalnum()
    return word.isalpha() and len(word) > 1 and scene.page.text[scene.page.starts[at]].isupper()


def _names_nothing_else(scene: Scene, at: int) -> bool:
    return not any(cue.role in _NOT_PLACES or cue.role == "place_kind" for cue in scene.at.get(at, ()))


def _touches(scene: Scene, at: int) -> bool:
    """Whether no space parts a token from the one before it."""
    page = scene.page
    return 0 < at < len(page.words) and (page.starts[at] == page.ends[at - 1] or page.words[at - 1] == "'s")


def _told(scene: Scene, first: int, last: int) -> Mention | None:
    """The place that a name is by its form, if it is one."""
    kind = _kind_after(scene, last)
    form = _form(scene, first, last, kind)
    if form is None:
        return None
    told, after = (kind.code, kind.last) if kind else ("unknown", last)
    return Mention(first, after, None, told, form, _name(scene, first, last))


def _form(scene: Scene, first: int, last: int, kind: Cue | None) -> str | None:
    """What tells that a name is a place's."""
    words = scene.page.words
    before = words[first - 1] if first else "\n"
    after = words[last] if last < len(words) else "\n"
    if kind is not None:
        return "kind"
    earlier = words[first - 2] if first > 1 else "\n"
    if (before in _PREPOSITIONS and earlier != "according") or (earlier, before) == ("out", "of"):
        return "preposition"
    if after in (",", "(") and scene.starting(last + 1, "place"):
        return "container"  # Loy Wala, Kandahar
    if before in _LABEL_OPENS and _labels(scene, last, before):
        return "label"
    if before == "\n" and after in _ROW_MARKS and scene.is_number(last + 1):
        return "row"  # Khaki | 350
    return None


def _labels(scene: Scene, last: int, before: str) -> bool:
    """Whether a name labels the number after it in a list: Misra 61, Tirpa 9; on a line of its own, alone."""
    if not scene.is_number(last):
        return False
    at = scene.number_starting[last].last
    return before != "\n" or at >= len(scene.page.words) or scene.page.words[at] in _LABEL_ENDS


def _name(scene: Scene, first: int, last: int) -> str:
    return " ".join(scene.page.words[first:last])


def _abbreviations(scene: Scene, mentions: Iterable[Mention]) -> dict[tuple[str, ...], Mention]:
    """The short names that brackets give: Angoor Adda (AA)."""
    words, page = scene.page.words, scene.page
    found: dict[tuple[str, ...], Mention] = {}
    for mention in mentions:
        at = mention.last
        bracketed = words[at : at + 1] == ["("] and words[at + 2 : at + 3] == [")"]
        if bracketed and page.text[page.starts[at + 1] : page.ends[at + 1]].isupper():
            found[(words[at + 1],)] = mention
    return found
